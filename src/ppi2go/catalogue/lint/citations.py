"""Rules on citations: every value leads to a text that somebody can read, and says how sure we are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from ppi2go.catalogue.lint.document import Document, Faults, day_of
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import near_miss

_READ = ("confirmed", "corroborated")
"""What somebody claims to have read: a source and a day belong to it."""


def known_acts(document: Document) -> Faults:
    """Find citations of acts that no file describes."""
    acts = document.scope.acts
    if acts is None:
        return
    for path, citation in document.citations:
        act = citation["act"]
        if isinstance(act, str) and act not in acts:
            yield document.fault((*path, "act"), f"no act has the id '{act}'{near_miss(act, acts)}", "unknown-act")


def sources(document: Document) -> Faults:
    """Find citations that lead nowhere, and claims without an address, a source or a day."""
    acts = document.scope.acts
    for path, citation in document.citations:
        act = None if acts is None else acts.get(str(citation["act"]))
        if act is not None:  # without the act nobody can tell whether it has an address
            yield from _claims(document, path, citation, has_address=bool(citation.get("url") or act.get("url")))


def _claims(document: Document, path: Path_, entry: Mapping[str, Any], *, has_address: bool) -> Faults:
    status, source = entry.get("status"), entry.get("source")
    if status == "confirmed" and not has_address:
        message = "'confirmed' needs the address of the official text: a 'url' here or at the act"
        yield document.fault((*path, "status"), message, "confirmed-without-address")
    if not source and status in _READ:
        message = f"'{status}' needs a 'source': which text was read?"
        yield document.fault(path, message, "citation-without-source")
    elif not source and not has_address:
        message = "this citation leads nowhere; give it a 'source' or a 'url', or give the act a 'url'"
        yield document.fault(path, message, "citation-without-source")
    if status in _READ and not entry.get("verified_on"):
        message = f"'{status}' needs 'verified_on': on which day was the text read?"
        yield document.fault(path, message, "verified-without-day")


def addresses(document: Document) -> Faults:
    """Find addresses that no browser opens."""
    for path, entry in document.mappings:
        url = entry.get("url")
        if isinstance(url, str) and not _is_address(url):
            yield document.fault((*path, "url"), f"'{url}' is no address; write https://…", "bad-address")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in url


def verified(today: date, stale_days: int) -> Callable[[Document], Faults]:
    """Return the rule that finds values verified too long ago, or on a day to come."""
    oldest = today - timedelta(days=stale_days)

    def rule(document: Document) -> Faults:
        for path, entry in document.mappings:
            day = day_of(entry, "verified_on")
            if day and day > today:
                message = f"'verified_on' is {day}, a day to come (today is {today})"
                yield document.fault((*path, "verified_on"), message, "verified-in-future")
            elif day and day < oldest:
                message = f"last verified on {day}, more than {stale_days} days ago; read the text again"
                yield document.fault((*path, "verified_on"), message, "stale-value")

    return rule
