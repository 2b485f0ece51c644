"""Assumed numbers needed to harm (NNH), printed falls and ambitions: checks, and what a reader may change of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from analytics.catalogue.effects import MOST_PEOPLE, Adjustable
from analytics.model import Ambition, AssumedHarm, Measure, PrintedFall


def adjustable(harms: Iterable[AssumedHarm]) -> dict[str, Adjustable]:
    """Each NNH by its name in links."""
    return {name(harm): of_harm(harm) for harm in harms}


def name(harm: AssumedHarm) -> str:
    """The NNH's name in links."""
    return f"nnh_{harm.slug}"


def of_harm(harm: AssumedHarm) -> Adjustable:
    """The NNH as an assumption to change."""
    title = f"People for one of the {harm.outcome} (NNH)"
    return Adjustable(name(harm), title, harm.nnh, 1.0, MOST_PEOPLE, 1.0, source=harm.source)


def needed(harm: AssumedHarm, assumptions: Mapping[str, float]) -> float:
    """The NNH that a reader assumes, or the programme's."""
    return assumptions.get(name(harm), harm.nnh)


def problems(
    harms: Iterable[AssumedHarm],
    falls: Iterable[PrintedFall],
    ambitions: Iterable[Ambition],
    measures: Iterable[Measure],
) -> Iterator[str]:
    """Everything that is wrong with them, one sentence each."""
    known, named = {m.slug for m in measures}, [("harm", h.slug, h.measure) for h in harms]
    named += [("fall", f.measure, f.measure) for f in falls] + [("ambition", a.measure, a.measure) for a in ambitions]
    for noun, slug, measure in named:
        if measure not in known:
            yield f"{noun} {slug}: names no measure `{measure}`"
    for pair in sorted({(n, s) for n, s, _ in named if [(o, t) for o, t, _ in named].count((n, s)) > 1}):
        yield f"{pair[0]} {pair[1]}: is there twice"
    for harm in harms:
        if not 1 <= harm.nnh <= MOST_PEOPLE:
            yield f"harm {harm.slug}: 1 <= nnh <= {MOST_PEOPLE:g} must hold"
    for fall in falls:
        if not fall.baseline_start <= fall.baseline_end < fall.period_start <= fall.period_end:
            yield f"fall {fall.measure}: its period must lie wholly after its baseline"
    for ambition in ambitions:
        if not (ambition.since < ambition.by and ambition.fewer > 0):
            yield f"ambition {ambition.measure}: `by` must come after `since`, and `fewer` be above 0"
