"""What is known of real procedures' lengths, for the simulation."""

from __future__ import annotations

from ppi2go.model.base import Day, Id, Integer, Model, Text


class Observed(Model):
    """Quantiles of the days from the contract notice to the contract, and the number of procedures behind them."""

    procedures: tuple[Id, ...]
    sample: Integer
    p50: Integer
    p80: Integer


class Calibration(Model):
    """The observed lengths with their source."""

    version: str
    verified_on: Day
    source: Text
    observed: tuple[Observed, ...]

    def of(self, procedure: str) -> Observed | None:
        """Return what was observed of a procedure, or None."""
        return next((item for item in self.observed if procedure in item.procedures), None)
