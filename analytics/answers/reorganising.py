"""What a change of organisations would do to the charts, before it is kept: by the trees of its day, now and then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics import organisations
from analytics.answers import chart
from analytics.answers.consequences import MOST_CHARTS, Consequences, Overlay, Turn, sides
from analytics.answers.data import Data
from analytics.keeping.dry_run import DryRun
from analytics.model import EventKind, Organisation
from analytics.organisations import Organisations


def is_one(rows: pd.DataFrame) -> bool:
    """Whether rows are changes of organisations."""
    return "kind" in rows and bool((rows["kind"] == EventKind.REORGANISATION).any())


def consequences(dry: DryRun, before: Data) -> Consequences:
    """Hold the charts of everybody whom the changes concern by the tree that they make against those by the tree without
    them, both of the last day of change. The numbers are the same."""
    kept = Overlay(before.stored, dry.table.name, dry.reading.rows, dry.removed).rows(dry.table.name)
    directory, day = organisations.of_events(kept), dry.reading.rows["date"].max().date()
    then = replace(before, directory=directory, organisations=directory.at(day), known={})
    now = before.on(day)
    turns: list[Turn] = []
    looked_at = opened = gone = left = 0
    for one in _concerned(now.organisations, then.organisations):
        for slug, measure in before.measures.items():
            if one.kind not in measure.levels:
                continue
            was = now.organisations.get(one.code)
            drawn = was is not None and now.organisations.is_open(was) and one.code in now.resolved(slug).codes()
            draws = then.organisations.is_open(one) and one.code in then.resolved(slug).codes()
            if not (drawn and draws):
                opened, gone = opened + (draws and not drawn), gone + (drawn and not draws)
            elif looked_at >= MOST_CHARTS:
                left += 1
            else:
                looked_at += 1
                icons, others = chart.icons(now, slug, one), chart.icons(then, slug, one)
                if icons is not None and icons != others:
                    turns.append(Turn(measure, one, *sides(icons, others)))
    return Consequences(tuple(turns), looked_at, left=left, opened=opened, gone=gone)


def _concerned(now: Organisations, then: Organisations) -> Sequence[Organisation]:
    """Who is otherwise than before, has taken others over since, or stands above or covers one of those; largest first."""
    changed = {c for c, o in then.by_code.items() if o != now.get(c) or then.predecessors(c) != now.predecessors(c)}
    around = {
        code
        for tree in (now, then)
        for c in changed & tree.by_code.keys()
        for code in (*(o.code for o in tree.ancestors(c)), tree.psc_of(tree[c]))
        if code
    }
    return sorted((then[code] for code in changed | around), key=lambda o: (o.kind.level, o.name))
