"""What is said of the boards on the Whole System Approach: how many, with what support, and what is next for one of them."""

from __future__ import annotations

from datetime import date
from math import ceil

import pandas as pd

from analytics.model import Approach, Reach, Scale
from analytics.words import formats
from analytics.words.adoption import step_words

LEAST = 15
"""The programme's ambition: so many boards progressing through the phases by the end of March 2024 (the report, page 18)."""
SHARE = 0.5
"""Its aspiration, as a share of the boards."""

PRINTED = (
    ("on", "On the approach", 29, "pages 4, 18 and 24"),
    ("full", "Full support", 25, "pages 4, 18, 19 and 24"),
    ("light", "Light touch", 3, "pages 4, 18 and 24"),
    ("parts", "Full and light touch", 28, "page 19"),
    ("other", "Shared learning, other", 8, "pages 4, 18, 19 and 24"),
    ("engaged", "Engaged in all", 37, "pages 18, 19 and 24"),
    ("acting", "Full, phase 6", 14, "pages 19 and 25"),
    ("improving", "Full, phases 4 and 5", 6, "page 19; page 25: 20 less 14"),
    ("planning", "Full, phases 2 and 3", 5, "pages 19 and 25"),
)
"""The report's figures for Q2 2023/24, of `BOARDS`: which count of `Reach`, its name, the figure, and where it stands."""

CONTRADICTION = (
    "The report gives two totals for the same quarter. Pages 4, 18 and 24 say that 29 ICBs (69%) take the "
    "approach; page 19 says 28 (67%), and its own parts, 25 with full and 3 with light-touch support, add up "
    "to 28. One ICB of the 29 has neither kind of support in the report, and nothing there says which. The 37 "
    "ICBs engaged in the programme (88%) need the 29: 29 and 8 are 37, 28 and 8 would be 36. So 29 is kept "
    "here as the headline, and 28 as the sum of its parts."
)


BOARDS = 42
"""How many ICBs there were when the report was written."""


def other_boards(many: int) -> str:
    """Why the counts of another tree of boards cannot be the report's."""
    return (
        f"The report counts {BOARDS} ICBs; here there are {many}, because boards merged since. A board that "
        "became of several stands where the least advanced of them stood, and where only part of a board went "
        "into it nothing is known. Choose the boards of the time to compare."
    )


def sentence(found: Reach, name: str, as_at: date, whole: bool) -> str:
    """How many boards of a place take the approach, and with what support; against the ambition where it is "
    "the `whole`."""
    opening = f"At {formats.day(as_at)}, **{found.on} of {found.expected} ICBs"
    text = (
        f"{opening} ({found.on / found.expected:.0%}) in {name} take the Whole System Approach**: {found.full} "
        f"with full support, {found.light} with light touch{_unsupported(found)}. {found.other} more receive "
        f"shared learning or other support, so {found.engaged} ({found.engaged / found.expected:.0%}) are "
        "engaged in the programme."
    )
    if found.silent:
        text += f" Nothing is recorded of {found.silent} of {found.expected}."
    if whole:
        half = ceil(SHARE * found.expected)
        text += f" The ambition is at least {LEAST}: {_met(found.on, LEAST)}. "
        text += f"The aspiration is half of them, {half}: {_met(found.on, half)}."
    return text


def _unsupported(found: Reach) -> str:
    rest = found.on - found.parts
    return f" and {rest} with neither" if rest else ""


def _met(many: int, least: int) -> str:
    return "reached" if many >= least else f"{least - many} short"


def own(board: pd.Series, phases: Scale, supports: Scale) -> str:
    """One board's phase, its support, when it moved, and what is next."""
    name, phase = str(board["name"]), board["phase"]
    if pd.isna(phase):
        return f"Nothing is recorded of where {name} stands on the Whole System Approach by this day."
    support = "" if pd.isna(board["support"]) else f" Support: **{supports.label(board['support']).lower()}**."
    if not phase:
        return f"**{name} is not on the Whole System Approach**: no phase is recorded.{support}"
    first = f"first recorded there on {formats.day(board['since'])}"
    moved = f"{first}, when records begin, so it may be longer" if board["from_start"] else first
    return f"**{name} is in {label(phases, phase)}**, {moved}.{_came(board, phases)}{support} {upcoming(board, phases)}"


def _came(board: pd.Series, phases: Scale) -> str:
    before = board["phase_before"]
    if pd.isna(before):
        return ""
    if before == board["phase"]:
        return " It did not move in the last quarter."
    return f" A quarter before, it was {'not on the approach' if not before else f'in {label(phases, before)}'}."


def upcoming(board: pd.Series, phases: Scale) -> str:
    """The next phase by the name that is public, and for when it is planned."""
    later = [s for s in phases.steps if s.value > board["phase"]]
    if not later:
        return "This is the last of the phases."
    step = later[0]
    planned = f", planned for {formats.day(board['planned_for'])}" if pd.notna(board["planned_for"]) else ""
    # Only phase 6 has a name in public; the others are kept by number.
    unnamed = "" if ":" in step.label else "; what it is called is not public"
    return f"Next: {step.label}{planned}{unnamed}."


def label(phases: Scale, phase: float) -> str:
    """A phase by its label: "Phase 6: Action"."""
    return step_words(phases, phase)


def step(scale: Scale, value: float | None) -> str:
    """A step for a table, by its label: its number says nothing there."""
    return "Nothing recorded" if value is None or pd.isna(value) else scale.label(value)


def moved(board: pd.Series, phases: Scale) -> str:
    """How a board moved since the quarter before, for a table."""
    before, now = board["phase_before"], board["phase"]
    if pd.isna(now) or pd.isna(before):
        return "not known"
    if before == now:
        return "no"
    if not before:
        return "joined the approach"
    return f"{'▲ up' if now > before else '▼ back'} from {before:g}"


def map_alt(found: Approach, by: str) -> str:
    """A short name for the map."""
    when = formats.day(found.as_at)
    return f"Tile map of {found.expected} ICBs by {by} of the Whole System Approach at {when}, a number on each tile."
