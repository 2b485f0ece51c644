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


class ReorganisationKind(StrEnum):
    """What a row of a file of changes says: a kind of succession, or that a body opens, or moves to another parent."""

    MERGER = "merger"
    SPLIT = "split"
    ACQUISITION = "acquisition"
    RENAMING = "renaming"
    OPENING = "opening"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """One thing that changes in the tree on a day, as somebody wrote it. What is blank stays as it was.

    `into` is whom `code` goes into; `name`, `parent` and `psc` are theirs from then on. `members` are those that stood
    under `code` and go along: of a split nobody else can know.
    """

    day: date
    kind: ReorganisationKind
    code: str
    into: str = ""
    name: str = ""
    parent: str = ""
    psc: str = ""
    members: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    @property
    def target(self) -> str:
        """Whom the name, the parent and the collaborative are of."""
        return self.into or self.code

    @property
    def key(self) -> tuple[date, str, str]:
        """Two changes with the same key are the same: the newer counts."""
        return self.day, self.code, self.target

    @property
    def succession(self) -> SuccessionKind | None:
        """The kind of succession that it is; None where nobody takes anybody's place."""
        found = self.kind not in (ReorganisationKind.OPENING, ReorganisationKind.MOVE) and self.target != self.code
        return SuccessionKind(self.kind) if found else None


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
