"""A centre of a country that the shipped file has none of, as a user would add it."""

from __future__ import annotations

OWN = """\
version: "1"
verified_on: 2026-11-23
about: "An own file."
sources:
  - {id: own, title: "A charter", url: "https://example.org/charter"}
centres:
  - id: sk-own
    country: SK
    host: {name: "Example Agency", short: EA, sources: [own], status: confirmed}
    services: [{id: training, sources: [own], status: confirmed}]
"""
