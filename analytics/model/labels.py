"""What things are called: kinds of organisation, lengths of period, and data that are made up. The only home of these."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.model.measure import Grain
from analytics.model.organisation import Kind


@dataclass(frozen=True, slots=True)
class Label:
    """One and several by name ("financial year"), the same as short as a sentence bears ("year"), and with an article."""

    one: str
    many: str
    short: str
    shorts: str
    phrase: str

    def after(self, number: int) -> str:
        """The short word after a number: 1 "year", 2 "years"."""
        return self.short if number == 1 else self.shorts


def _plain(one: str) -> Label:
    """A word that is short as it stands."""
    return Label(one, f"{one}s", one, f"{one}s", f"a {one}")


KINDS = {
    Kind.NATION: _plain("nation"),
    Kind.REGION: _plain("region"),
    Kind.ICB: Label("ICB", "ICBs", "ICB", "ICBs", "an integrated care board"),
    Kind.TRUST: _plain("trust"),
    Kind.SUB_ICB: Label("sub-ICB location", "sub-ICB locations", "sub-ICB", "sub-ICBs", "a sub-ICB location"),
    Kind.PSC: Label(
        "Patient Safety Collaborative", "Patient Safety Collaboratives", "PSC", "PSCs", "a Patient Safety Collaborative"
    ),
}
GRAINS = {
    Grain.MONTH: _plain("month"),
    Grain.QUARTER: _plain("quarter"),
    Grain.YEAR: Label("financial year", "financial years", "year", "years", "a financial year"),
    Grain.ROLLING_YEAR: Label(
        "rolling 12 months", "rolling 12 months", "12-month period", "12-month periods", "12 months, rolling"
    ),
}

ILLUSTRATIVE = "Illustrative data"
ILLUSTRATIVE_IN_FULL = f"{ILLUSTRATIVE}: made-up numbers that say nothing about any real organisation"
ILLUSTRATIVE_EXPLAINED = (
    "Made-up numbers that show how the app works, calibrated to England’s published figures. They say nothing about any "
    "real organisation. What you upload takes their place, measure by measure."
)


def shorts(level: str) -> str:
    """The organisations of a level in the plural, "sub-ICBs"; a level already in words stays as it is."""
    return KINDS[Kind(level)].shorts if level in set(Kind) else level
