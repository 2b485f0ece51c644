"""Who is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ENGLAND = "ENG"
"""The code of the nation: a row like any other, so national totals need no special case."""


class Kind(StrEnum):
    """Kinds of organisation. `level` orders those that nest; a PSC stands beside them and covers ICBs."""

    NATION = "nation"
    REGION = "region"
    ICB = "icb"
    TRUST = "trust"
    SUB_ICB = "sub_icb"
    PSC = "psc"

    @property
    def level(self) -> int:
        """0 for the nation, 1 region, 2 ICB or PSC, 3 trust or sub-ICB: smaller is larger."""
        return {"nation": 0, "region": 1, "icb": 2, "psc": 2, "trust": 3, "sub_icb": 3}[self.value]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that data can be about, as it is on a day.

    `parent` is one code; a PSC covers ICBs through their `psc`. `open_question` says what is not known of its place.
    """

    code: str
    name: str
    short_name: str
    kind: Kind
    parent: str | None = None
    psc: str | None = None
    trust_kind: str | None = None
    maternity: bool = False
    opened: date | None = None
    closed: date | None = None
    aliases: tuple[str, ...] = ()
    ons_codes: tuple[str, ...] = ()
    open_question: str = ""


class SuccessionKind(StrEnum):
    """Kinds of succession. Of an acquisition the successor was there before; a renaming is a new code for the same body."""

    MERGER = "merger"
    SPLIT = "split"
    ACQUISITION = "acquisition"
    RENAMING = "renaming"


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of an organisation: from `day` on, all of it (`whole`) or a part of it is in the successor."""

    predecessor: str
    successor: str
    day: date
    kind: SuccessionKind
    whole: bool
    source: str = ""
    note: str = ""
