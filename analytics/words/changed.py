"""What changed since a month, in plain English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.model import ControlChart, Kind, Series, State, labels
from analytics.model.changed import Changed, ChangedLine
from analytics.words import formats, glance

NAMED = 4
"""So many organisations are named in a line; more are counted."""
HOW = (
    "A signal is new where a chart up to the later month has an icon of improvement or concern that the chart up to the "
    "earlier month had not. One cause is one line: an organisation that moves is told with whoever moves below it, and "
    "several trusts of one ICB are told together. Lines are ranked by the strength of their evidence and by how many charts "
    "show it. Those under “May be chance” are signals on their charts all the same, but among so many charts chance alone "
    "gives some as strong; of the others at most {rate:.0%} are expected to be chance (Benjamini and Hochberg’s "
    "false-discovery rate, on the size of each newest step against a simulation of charts of the same kind and length)."
)


def question(found: Changed, name: str) -> str:
    """The question that the first screen answers."""
    return f"What changed since {found.since:%B %Y}, in {name}?"


def counts(found: Changed) -> str:
    """How many measures are better, worse, without a clear change, and late."""
    return f"{found.better} better · {found.worse} worse · {found.still} no clear change · {len(found.late)} late"


def by_chance(found: Changed) -> str:
    """How many new signals there are, of how many charts, and how many chance alone would give."""
    if not found.charts:
        return "No chart has a new figure and enough points to tell whether anything changed."
    many, about, lines = found.signals, found.by_chance, len(found.lines)
    chance, have = f"about {about:.0f}" if about >= 1 else "fewer than 1", "has" if many == 1 else "have"
    told = f"{many} of {found.charts:,} charts {have} a new signal; chance alone would give {chance}."
    if not lines:
        return told
    kept = sum(line.kept for line in found.lines)
    if lines == 1:
        return f"{told} The one listed {'stands' if kept else 'does not stand'} out from that."
    return f"{told} {kept or 'None'} of the {lines} listed stand{'' if kept > 1 else 's'} out from that."


def late(found: Changed) -> str:
    """Which measures had no figure where one was due; empty where none."""
    if not found.late:
        return ""
    named = formats.join([measure.short_title for measure in found.late])
    return f"No figure since {found.since:%B %Y} where one was due: {named}."


def line(
    one: ChangedLine, series: Series, chart: ControlChart, names: Mapping[str, str], kinds: Mapping[str, Kind]
) -> str:
    """A line: the measure, which way and since when, and where. `names` and `kinds` are by code."""
    return f"{one.measure.short_title}: {change(one, series, chart)} {where(one, names, kinds)}."


def change(one: ChangedLine, series: Series, chart: ControlChart) -> str:
    """Which way, and since when: as the chart has it that shows the line best."""
    told = glance.change(series, chart)
    return told if told.startswith(glance.SINCE[one.state]) else glance.SINCE[one.state]


def where(one: ChangedLine, names: Mapping[str, str], kinds: Mapping[str, Kind]) -> str:
    """Whose charts show it: "in England, at 1 of 7 regions and 6 of 120 trusts"."""
    below = [s.code for s in one.signals if s.code != one.head.code]
    head = names[one.head.code]
    if not below:
        return _at(one.head.kind, head)
    if not one.whole:
        kind = kinds[below[0]]
        counted = f"at {_of(len(below), one.of[kind.value], kind)} of {head}"
        return f"{counted} ({formats.join([names[c] for c in below])})" if len(below) <= NAMED else counted
    parts = _parts(one, below, names, kinds)
    return f"{_at(one.head.kind, head)}, and so at {formats.join(parts)}"


def _parts(one: ChangedLine, below: Sequence[str], names: Mapping[str, str], kinds: Mapping[str, Kind]) -> list[str]:
    if len(below) == 1:
        return [names[below[0]]]
    counted = [(kind, sum(kinds[code] is kind for code in below)) for kind in Kind]
    return [_of(many, one.of[kind.value], kind) for kind, many in counted if many]


def _at(kind: Kind, name: str) -> str:
    return f"{'at' if kind in (Kind.TRUST, Kind.SUB_ICB) else 'in'} {name}"


def _of(many: int, of: int, kind: Kind) -> str:
    return f"{many} of {of} {labels.KINDS[kind].shorts}"


def kept_under(rate: float) -> str:
    """How the list was made."""
    return HOW.format(rate=rate)


def month(when: date) -> str:
    """A month as a link has it."""
    return f"{when:%Y-%m}"


def state(one: ChangedLine) -> str:
    """The side of a line as a word."""
    return {State.IMPROVEMENT: "better", State.CONCERN: "worse"}[one.state]
