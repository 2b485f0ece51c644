"""What changed since a month, at an organisation and below it: every measure's new signals, one cause a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.answers.chart import chart
from analytics.answers.data import Data, Verdicts
from analytics.answers.question import Question
from analytics.methods import discovery
from analytics.methods.spc import multiplicity
from analytics.methods.spc.presets import MDC
from analytics.model import Better, Charted, Grain, Kind, Measure, Organisation, State
from analytics.model.changed import Changed, ChangedLine, NewSignal
from analytics.organisations import Organisations
from analytics.series import one
from analytics.series.grid import month_number

SIDES = (State.IMPROVEMENT, State.CONCERN)
STRONGEST = 1e-6
"""No chart counts for more than this P value when lines are ranked: one chart is one cause, however clear."""


@dataclass(frozen=True)
class _Scanned:
    """One measure at one grain: the charts of `codes` that could have a new signal, and which have one; (charts,)."""

    measure: Measure
    grain: Grain
    codes: tuple[str, ...]
    state: np.ndarray
    p: np.ndarray
    by_chance: float


def quarter_before(month: date) -> date:
    """The last month before the quarter of a month: since then is since the last report."""
    first = (month.month - 1) // 3 * 3
    return date(month.year, first, 1) if first else date(month.year - 1, 12, 1)


def changed(data: Data, code: str, since: date | None = None, until: date | None = None) -> Changed:
    """New signals of the charts up to the month `until` that the charts up to the month `since` did not have.

    Without `until` that of the newest data, without `since` the end of the quarter before it.
    """
    until = until or data.span[1]
    since = min(since or quarter_before(until), until)
    tree = data.organisations
    scope = _scope(tree, code)
    scanned: list[_Scanned] = []
    seen: dict[str, bool] = {}
    for measure in data.measures.values():
        for grain, codes in _by_grain(data, measure, scope):
            verdicts = data.verdicts(measure.slug, grain, until)
            seen[measure.slug] = seen.get(measure.slug, False) or _in_time(verdicts, codes, grain, since, until)
            if measure.better is not Better.NEUTRAL:
                scanned += _scan(data, verdicts, measure, grain, codes, since)
    lines = _lines(tree, code, scanned)
    moved = {state: {line.measure.slug for line in lines if line.state is state} for state in SIDES}
    late = [slug for slug, in_time in seen.items() if not in_time and not any(slug in m for m in moved.values())]
    either = moved[State.IMPROVEMENT] | moved[State.CONCERN]
    return Changed(
        tree[code],
        since,
        until,
        lines,
        better=len(moved[State.IMPROVEMENT]),
        worse=len(moved[State.CONCERN]),
        still=len(seen) - len(either) - len(late),
        late=tuple(data.measures[slug] for slug in late),
        charts=sum(len(one.codes) for one in scanned),
        by_chance=float(sum(one.by_chance for one in scanned)),
        rate=discovery.RATE,
    )


def shown(data: Data, found: Changed, line: ChangedLine) -> Charted:
    """The chart that shows a line best."""
    return chart(data, Question(line.measure.slug, line.lead, None, found.until))


def _scope(tree: Organisations, code: str) -> list[Organisation]:
    """The organisation and everybody below it."""
    return [
        tree[code],
        *(o for kind in Kind if kind is not Kind.PSC for o in tree.members(code, kind) if o.code != code),
    ]


def _by_grain(data: Data, measure: Measure, scope: list[Organisation]) -> Iterator[tuple[Grain, list[str]]]:
    """Who has values of a measure, by the grain that each one's own page shows."""
    resolved = data.resolved(measure.slug)
    known = resolved.codes()
    found: dict[Grain, list[str]] = {}
    for organisation in scope:
        if organisation.code in known and (grain := one.chosen_grain(resolved, organisation)) is not None:
            found.setdefault(grain, []).append(organisation.code)
    yield from found.items()


def _in_time(verdicts: Verdicts, codes: list[str], grain: Grain, since: date, until: date) -> bool:
    """Whether anybody has a figure since, or none was due by the end."""
    grid = verdicts.grid
    some = np.flatnonzero(np.isfinite(grid.value[grid.of(codes)]).any(axis=0))
    if not some.size:
        return True
    length = 1 if grain is Grain.ROLLING_YEAR else grain.months
    ends = int(grid.months[some[-1]]) + length - 1
    return ends > month_number(since) or ends + length > month_number(until)


def _scan(
    data: Data, now: Verdicts, measure: Measure, grain: Grain, codes: list[str], since: date
) -> Iterator[_Scanned]:
    """The charts of one grain: those of each kind together, as chance is simulated by kind."""
    grid, length = now.grid, 1 if grain is Grain.ROLLING_YEAR else grain.months
    # A period counts as known by a month in which it ends: of a quarter that is the third.
    last = month_number(since) - length + 1
    if not len(grid.months) or grid.months[0] > last:
        return
    then = data.verdicts(measure.slug, grain, date(1970 + last // 12, last % 12 + 1, 1))
    lines = grid.of(codes)
    points, before = (np.isfinite(v.grid.value[lines]).sum(axis=1) for v in (now, then))
    state, earlier = (_states(v.charts.variation[lines]) for v in (now, then))
    could = (now.charts.variation[lines] != "") & (points > before) & ((state == "") | (state != earlier))
    for kind, made in now.charts.batches.items():
        here = could & (now.charts.kind[lines] == kind)
        if not here.any():
            continue
        of, at = lines[here], now.charts.place[lines[here]]
        window = discovery.window_of(points[here] - before[here], MDC.shift)
        lines_of = (made.value[at], made.centre[at], made.lower[at], made.upper[at])
        reached = discovery.strength(*lines_of, made.counted[at], window)
        size = multiplicity.sizes(kind, made.value[at], grid.numerator[of], grid.denominator[of])
        p = discovery.p_values(kind, size, made.n[at], window, reached)
        middle = float(np.nanmedian(size)) if np.isfinite(size).any() else np.nan
        chance = multiplicity.by_chance(int(here.sum()), float(made.n[at].mean()), kind=kind, size=middle).last_point
        yield _Scanned(measure, grain, tuple(grid.codes[i] for i in of), state[here], p, chance)


def _states(variation: np.ndarray) -> np.ndarray:
    """Improvement or concern, or nothing."""
    out = np.full(len(variation), "", dtype=object)
    for state in SIDES:
        out[np.char.startswith(variation, state.value)] = state
    return out


def _lines(tree: Organisations, top: str, scanned: list[_Scanned]) -> tuple[ChangedLine, ...]:
    """One line a cause, the most telling first."""
    if not scanned:
        return ()
    # A chart without a signal is no discovery, whatever its newest points look like.
    p = np.concatenate([np.where(one.state == "", 1.0, one.p) for one in scanned])
    kept = iter(discovery.adjusted(p) <= discovery.RATE)
    found: dict[tuple[str, State], dict[str, NewSignal]] = {}
    looked_at: dict[str, set[str]] = {}
    measures = {each.measure.slug: each.measure for each in scanned}
    for each in scanned:
        slug = each.measure.slug
        looked_at.setdefault(slug, set()).update(each.codes)
        for code, state, chance in zip(each.codes, each.state, each.p, strict=True):
            signal = NewSignal(code, each.grain, float(chance), bool(next(kept)))
            if state:
                found.setdefault((slug, state), {})[code] = signal
    lines = [
        _line(tree, measures[slug], state, head, signals, looked_at[slug])
        for (slug, state), by_code in found.items()
        for head, signals in _heads(tree, top, by_code).items()
    ]
    return tuple(sorted(lines, key=lambda x: (not x.kept, -x.score, x.measure.title, x.head.name)))


def _heads(tree: Organisations, top: str, by_code: Mapping[str, NewSignal]) -> dict[str, dict[str, NewSignal]]:
    """The signals of a measure by who holds all of one cause: the largest organisation above that moves too, else the ICB
    of several trusts that do, else each itself."""
    heads: dict[str, dict[str, NewSignal]] = {}
    for code, signal in by_code.items():
        line = [] if code == top else [o.code for o in tree.ancestors(code)]
        above = [*line[: line.index(top) + 1]] if top in line else [*(c for c in line if tree[c].kind is Kind.ICB), top]
        moving = [c for c in above if c in by_code]
        board = tree.ancestor(code, Kind.ICB)
        head = moving[-1] if moving else code
        if not moving and board is not None and board.code in above and tree[code].kind is not Kind.ICB:
            head = board.code
        heads.setdefault(head, {})[code] = signal
    alone = {head: next(iter(s)) if len(s) == 1 and head not in s else head for head, s in heads.items()}
    return {alone[head]: signals for head, signals in heads.items()}


def _line(
    tree: Organisations,
    measure: Measure,
    state: State,
    head: str,
    signals: Mapping[str, NewSignal],
    looked_at: set[str],
) -> ChangedLine:
    below = [tree[code] for code in looked_at if code != head and _stands_below(tree, code, head)]
    of = {kind.value: sum(o.kind is kind for o in below) for kind in Kind}
    ordered = tuple(sorted(signals.values(), key=lambda s: (s.p, s.code)))
    score = float(-np.log([max(s.p, STRONGEST) for s in ordered]).sum())
    return ChangedLine(measure, state, tree[head], head in signals, ordered, of, any(s.kept for s in ordered), score)


def _stands_below(tree: Organisations, code: str, head: str) -> bool:
    return (
        tree.psc_of(tree[code]) == head
        if tree[head].kind is Kind.PSC
        else any(o.code == head for o in tree.ancestors(code))
    )
