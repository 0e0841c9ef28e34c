"""The competence centres and their network: what is known of them, by which sources, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from ppi2go.model.base import Day, Id, Model, Name, Text

FactStatus = Literal["confirmed", "corroborated", "inferred", "unverified"]
ServiceId = Literal[
    "training", "tools", "pilot-support", "matchmaking", "information", "mapping", "policy-round-table", "peer-review",
]  # fmt: skip
CountryCode = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Z]{2}$")]


class Source(Model):
    """A text that facts name by its id: `title` as it is known, in its own language, and `url` where it was read."""

    id: Id
    title: Name
    url: Name


class Fact(Model):
    """Something that is said of a real organisation, project or purchase.

    `sources` are the ids of the texts that it was taken from, at least one.
    `status`: confirmed where a source says it; corroborated where a second text restates it; inferred where it follows
    from what the sources say, though none says it; unverified where it is known by hearsay alone.
    `note` says from what it was inferred, or what the sources leave open.
    """

    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    status: FactStatus
    note: Text | None = None


class Host(Fact):
    """The organisation that runs a centre; `short` is the abbreviation it goes by, `url` its own page."""

    name: Text
    official_name: Name | None = None
    short: Name
    url: Name | None = None


class Place(Fact):
    """A city or a region, by its name in the language of the country."""

    name: Name


class Service(Fact):
    """A kind of help that a centre gives, from the fixed list that the steps of the process use too."""

    id: ServiceId


class ThemeFact(Fact):
    """A theme that a centre has a tool for."""

    id: Id


class LanguageFact(Fact):
    """A language that a centre has its tools in, by its code (hu, en)."""

    code: Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z]{2}$")]


class Statement(Fact):
    """Something else that is known, in a sentence."""

    text: Text


class Centre(Model):
    """A competence centre for innovation procurement. What is not known is left out, never guessed."""

    id: Id
    country: CountryCode
    host: Host
    city: Place | None = None
    region: Place | None = None
    services: tuple[Service, ...] = ()
    themes: tuple[ThemeFact, ...] = ()
    languages: tuple[LanguageFact, ...] = ()
    facts: tuple[Statement, ...] = ()

    def offers(self, service: str) -> Service | None:
        """Return what is known of a service of the centre, or None."""
        return next((item for item in self.services if item.id == service), None)


class Network(Model):
    """What the centres do together."""

    name: Text
    services: tuple[Service, ...] = ()
    facts: tuple[Statement, ...] = ()


class CentreFile(Model):
    """A file of centres: ours, or one in a folder of your own, which adds to ours and wins where ids are the same.

    `about` says of what time the facts are and what was not looked into.
    """

    version: Name
    verified_on: Day
    about: Text
    sources: tuple[Source, ...]
    network: Network | None = None
    centres: tuple[Centre, ...] = ()


@dataclass(frozen=True)
class KnownCentre:
    """A centre with the sources that its facts name."""

    centre: Centre
    sources: Mapping[str, Source]


@dataclass(frozen=True)
class KnownNetwork:
    """The network with the sources that its facts name, and which time the facts are of."""

    network: Network
    sources: Mapping[str, Source]
    about: str


@dataclass(frozen=True)
class Centres:
    """All centres of all files; `files` has ours first, so that what is your own wins."""

    files: tuple[CentreFile, ...]

    @cached_property
    def all(self) -> tuple[KnownCentre, ...]:
        """Return every centre once, ours in the order of the file and then your own."""
        known: dict[str, KnownCentre] = {}
        for file in self.files:
            sources = {source.id: source for source in file.sources}
            known |= {centre.id: KnownCentre(centre, sources) for centre in file.centres}
        return tuple(known.values())

    @cached_property
    def network(self) -> KnownNetwork | None:
        """Return what the last file that describes the network says of it."""
        for file in reversed(self.files):
            if file.network:
                return KnownNetwork(file.network, {source.id: source for source in file.sources}, file.about)
        return None

    def of(self, country: str) -> list[Centre]:
        """Return the centres of a country."""
        return [known.centre for known in self.all if known.centre.country == country]
