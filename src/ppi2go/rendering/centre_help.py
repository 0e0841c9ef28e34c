"""Which centre can help with which step of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from ppi2go.l10n import Language
from ppi2go.model.centre import Centre, Centres, FactStatus, Network, Service
from ppi2go.model.process import Step
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.trust import doubt

NETWORK = "network"
"""Stands for a centre's id where the network of all centres gives the service."""


@dataclass(frozen=True)
class Help:
    """A service that makes a step easier, and the centre of the country, or the network, that gives it."""

    service: Service
    giver: Centre | Network

    @property
    def id(self) -> str:
        """Return the id of the centre, or `network`."""
        return self.giver.id if isinstance(self.giver, Centre) else NETWORK

    @property
    def status(self) -> FactStatus:
        """Return how sure it is: as sure as what is least sure of the service and of the host."""
        facts = [self.service, *([self.giver.host] if isinstance(self.giver, Centre) else [])]
        return max((fact.status for fact in facts), key=get_args(FactStatus).index)

    def text(self, language: Language) -> str:
        """Return the help in words: `training: University of Turin (UNITO), Torino`."""
        service = language.text(NAMES["service"][self.service.id])
        return f"{service}: {self._name(language)} {doubt(self.status, language)}".strip()

    def _name(self, language: Language) -> str:
        if not isinstance(self.giver, Centre):
            return language.text(self.giver.name)
        host, city = self.giver.host, self.giver.city
        return f"{language.text(host.name)} ({host.short}){f', {city.name}' if city else ''}"


def help_for(step: Step | None, centres: Centres, country: str) -> Iterator[Help]:
    """Yield who can help with a step in a country; a country without a centre is no part of the network either."""
    own = centres.of(country)
    for name in step.help if step and own else ():
        for centre in own:
            service = centre.offers(name)
            if service:
                yield Help(service, centre)
        network = centres.network.network if centres.network else None
        for service in network.services if network else ():
            if service.id == name and network:
                yield Help(service, network)
