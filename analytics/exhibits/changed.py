"""What changed since a month: one line a cause, ranked, with how many chance alone would give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import changed as answers
from analytics.exhibits.scope import Scope
from analytics.model import Charted
from analytics.model.changed import Changed, ChangedLine
from analytics.model.exhibit import Exhibit
from analytics.organisations import common_name

SINCE = "since"
"""What a view picks to say from which month changes count."""
NOTHING = "No chart has a new signal."
STANDS_OUT, MAY_BE_CHANCE = "stands out", "may be chance"


@dataclass(frozen=True)
class Told:
    """A line with its words, and the chart that shows it best."""

    line: ChangedLine
    sentence: str
    charted: Charted


def since(scope: Scope) -> date | None:
    """The month that the view asks for; None for the usual one."""
    try:
        return date.fromisoformat(f"{scope.view.pick(SINCE)}-01")
    except ValueError:
        return None


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The question, its answer and the list."""
    return (
        of(scope, answers.changed(scope.data, scope.organisation.code, since(scope), scope.view.months(scope.span)[1])),
    )


def of(scope: Scope, found: Changed) -> Exhibit:
    """The list as a table, with what a reader must know of it."""
    slug, title = f"changed_{scope.organisation.code}", words.changed.question(found, scope.name)
    told, notes = words.changed.counts(found), [words.changed.by_chance(found), words.changed.late(found)]
    if not found.lines:
        return scope.nothing(slug, title, f"{told}. {NOTHING}", *(note for note in notes if note))
    return scope.exhibit(
        slug,
        title,
        f"{told}.",
        None,
        lambda: pd.DataFrame([_row(scope, one) for one in tell(scope, found)]),
        "Every change, with its evidence",
        lines=scope.lines() | {"Since": f"{found.since:%B %Y}", "Until": f"{found.until:%B %Y}"},
        notes=[*notes, words.changed.kept_under(found.rate)],
        illustrative=any(scope.data.resolved(line.measure.slug).illustrative for line in found.lines),
    )


def tell(scope: Scope, found: Changed, most: int | None = None) -> list[Told]:
    """The first lines in words."""
    return [_told(scope, found, line) for line in found.lines[:most]]


def _told(scope: Scope, found: Changed, line: ChangedLine) -> Told:
    tree = scope.data.organisations
    people = {code: tree[code] for code in (line.head.code, *(s.code for s in line.signals))}
    names, kinds = {c: common_name(o) for c, o in people.items()}, {c: o.kind for c, o in people.items()}
    charted = answers.shown(scope.data, found, line)
    return Told(line, words.changed.line(line, *charted.whole, names, kinds), charted)


def _row(scope: Scope, told: Told) -> dict[str, object]:
    line = told.line
    return {
        "Measure": line.measure.title,
        "Change": words.changed.state(line),
        "Organisation": line.head.code,
        "Charts": len(line.signals),
        "Shown by": ", ".join(signal.code for signal in line.signals),
        "Smallest P": min(signal.p for signal in line.signals),
        "Among all charts": STANDS_OUT if line.kept else MAY_BE_CHANCE,
        "In words": told.sentence,
    }
