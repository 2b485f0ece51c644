"""Data quality: how complete and how timely the figures are of those who send them, and who owes what.

A figure is due when at least half of England's senders of the measure have one of that period: nobody is late of what
nobody could know yet. Whoever sent at all is expected to send each period of the last year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from analytics.answers.data import ENDS, Data
from analytics.model import Kind, Measure
from analytics.model.quality import Quality, sums
from analytics.organisations import Organisations
from analytics.series.grid import STEP, Grid
from analytics.words.published import NOT_PUBLISHED

YEAR = 12
MOST = 0.5
"""A period is due once so many of England's senders have it."""
BELOW = {
    Kind.NATION: Kind.REGION,
    Kind.REGION: Kind.ICB,
    Kind.PSC: Kind.ICB,
    Kind.ICB: Kind.TRUST,
    Kind.TRUST: Kind.TRUST,
    Kind.SUB_ICB: Kind.SUB_ICB,
}
"""By whom an organisation's data are told: few enough to stand side by side."""
COLUMNS = ("measure", "org_code", "grain", "expected", "known", "suppressed", "missing", "newest", "due", "behind")
SENDER = COLUMNS.index("org_code")


def quality(data: Data, code: str, until: date | None = None) -> Quality:
    """What those at or below an organisation sent in the year up to the month `until`."""
    until, tree = until or data.span[1], data.organisations
    found = [row for measure in data.measures for row in _of_measure(data, measure, code, until)]
    rows = pd.DataFrame(found, columns=list(COLUMNS))
    level = BELOW[tree[code].kind]
    places = [_place(tree, sender, level) for sender in rows["org_code"]]
    return Quality(tree[code], until, level, rows, sums(rows.assign(place=places), ["place", "measure"]))


def completeness(data: Data, code: str, measure: str, until: date) -> tuple[int, int, int] | None:
    """How many figures of a measure are expected and known, and how many are late, of those at or below an organisation in
    the year up to a month; None where nobody sends it."""
    rows = _of_measure(data, measure, code, until)
    if not rows:
        return None
    expected, known, behind = ([row[COLUMNS.index(name)] for row in rows] for name in ("expected", "known", "behind"))
    return int(sum(expected)), int(sum(known)), sum(months > 0 for months in behind)


def _of_measure(data: Data, measure: str, code: str, until: date) -> list[tuple]:
    """The rows of a measure. All of England's are worked out at once: a row is the same whoever is asked about."""
    key = ("sent", measure, until, data.organisations.since)
    everybody = data.once(key, lambda: tuple(_sent(data, data.measures[measure], until)), most=ENDS)
    below = data.organisations.covers(code)
    return [row for row in everybody if row[SENDER] in below]


def _sent(data: Data, measure: Measure, until: date) -> Iterator[tuple]:
    """The rows of all who send a measure. What is worked out from other measures or from stages is not sent."""
    resolved = data.resolved(measure.slug)
    if measure.composite_of or measure.from_adoption:
        return
    for grain, whole in resolved.grids.items():
        grid = whole.until(until)
        senders = _senders(data.organisations, measure, grid)
        due = _due(grid, senders)
        if due is None:
            continue
        months = grid.months
        asked = (months > months[due] - YEAR) & (months <= months[due]) & ((months[due] - months) % STEP[grain] == 0)
        hidden = np.isin(grid.status, [at for at, text in enumerate(grid.texts) if _is_hidden(text)])
        known = grid.row & (np.isfinite(grid.value) | grid.nobody)
        suppressed = grid.row & hidden & ~known
        expected, have, unseen = int(asked.sum()), known[:, asked].sum(axis=1), suppressed[:, asked].sum(axis=1)
        last_known, last_unseen = _last(known), _last(suppressed)
        for at in senders:
            newest = int(last_known[at])
            yield (
                measure.slug,
                grid.codes[at],
                grain,
                expected,
                int(have[at]),
                int(unseen[at]),
                expected - int(have[at]) - int(unseen[at]),
                pd.NaT if newest < 0 else pd.Timestamp(grid.periods[newest]),
                pd.Timestamp(grid.periods[due]),
                _behind(grid, max(newest, int(last_unseen[at])), due),
            )


def _last(there: np.ndarray) -> np.ndarray:
    """The position of each line's last True, -1 where there is none."""
    return np.where(there.any(axis=1), there.shape[1] - 1 - there[:, ::-1].argmax(axis=1), -1)


def _is_hidden(status: str) -> bool:
    """Whether a figure was sent and is not shown: by who sent it, or to whoever is no insider."""
    return "suppressed" in status.lower() or status == NOT_PUBLISHED


def _senders(tree: Organisations, measure: Measure, grid: Grid) -> list[int]:
    """The positions of those who sent rows of their own: of the kind that reports the measure, if any of it did."""
    sent = [int(at) for at in np.flatnonzero((grid.row & grid.given).any(axis=1)) if grid.codes[at] in tree]
    reporting = [at for at in sent if tree[grid.codes[at]].kind is measure.reported_by]
    return reporting or sent


def _due(grid: Grid, senders: list[int]) -> int | None:
    """The position of the newest period that most senders have; None where there is none."""
    if not senders or not len(grid.months):
        return None
    known = (grid.row[senders] & (np.isfinite(grid.value[senders]) | grid.nobody[senders])).mean(axis=0)
    some = np.flatnonzero(known >= MOST)
    return int(some[-1]) if some.size else None


def _behind(grid: Grid, last: int, due: int) -> int:
    """How many periods lie between the `last` that was sent, shown or hidden, and the one that is due."""
    if last >= due:
        return 0
    since = grid.months[last] if last >= 0 else grid.months[0] - STEP[grid.grain]
    return int(-(-(grid.months[due] - since) // STEP[grid.grain]))


def _place(tree: Organisations, sender: str, level: Kind) -> str:
    """Who stands for a sender at a level: the one above it, its ICB for parts of that, or itself where it stands higher."""
    above = tree.ancestor(sender, level) or (tree.ancestor(sender, Kind.ICB) if level is Kind.TRUST else None)
    return above.code if above else sender
