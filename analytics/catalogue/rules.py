"""What must be true of the nouns beyond their types: references that exist, targets with a source, ordered scales.

Each rule yields sentences, none when all is well; the loader collects them with those of `fields`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from analytics.model import Counts, FromAdoption, Measure, Pathway, Programme, Scale, Unit

CHARTS = ("auto", "line", "run", "xmr", "xmr_median", "mr", "p", "pprime", "u", "uprime", "c", "g", "t", "xbar", "s")
"""What `Measure.chart` may say: "auto", "line" (no limits), or a kind of control chart as the command line names it."""

EVENT_CHARTS = ("p", "pprime", "u", "uprime", "c", "g", "t")
"""Those of `CHARTS` whose limits are those of counted events."""

DISCLOSURE_RULES = ("none", "suppress_under_5", "round_5_maternity")
"""Slugs of the disclosure rules: NHSBSA hides patient counts of 1 to 4, NHS Digital's maternity files round to 5."""

MILESTONE_STATES = ("met", "due", "missed", "re-planned", "delayed")

SLUG = re.compile(r"[a-z][a-z0-9_]*")


def problems(programmes: Iterable[Programme], scales: Iterable[Scale]) -> list[str]:
    """Everything that is wrong between and inside these nouns, one sentence each, in reading order."""
    programmes, scales = tuple(programmes), tuple(scales)
    measures = tuple(m for p in programmes for m in (*p.measures, *p.populations))
    pathways = tuple(w for p in programmes for w in p.pathways)
    by_measure, by_pathway = {m.slug: m for m in measures}, {w.slug: w for w in pathways}
    by_scale = {s.slug: s for s in scales}
    found: list[str] = []
    for noun, items in (("programme", programmes), ("measure", measures), ("pathway", pathways), ("scale", scales)):
        found += _slugs(noun, [item.slug for item in items])
    for scale in scales:
        found += _scale(scale)
    for pathway in pathways:
        found += _pathway(pathway, by_scale)
    for measure in measures:
        found += _measure(measure)
        found += _composite(measure, by_measure)
        if measure.from_adoption:
            found += _from_adoption(measure, measure.from_adoption, by_pathway, by_scale)
    for programme in programmes:
        found += _headline(programme)
        found += _populations(programme)
    return found


def _slugs(noun: str, slugs: list[str]) -> Iterator[str]:
    for slug, times in Counter(slugs).items():
        if times > 1:
            yield f"{noun} {slug}: the slug is used {times} times"
        if not SLUG.fullmatch(slug):
            yield f"{noun} {slug}: a slug is lower-case letters, digits and underscores, beginning with a letter"


def _scale(scale: Scale) -> Iterator[str]:
    values = [step.value for step in scale.steps]
    labels = [step.label for step in scale.steps]
    if len(values) < 2 or values != sorted(set(values)):
        yield f"scale {scale.slug}: steps must be two or more with rising values, found {values}"
    if len(set(labels)) < len(labels):
        yield f"scale {scale.slug}: two steps have the same label"


def _pathway(pathway: Pathway, scales: Mapping[str, Scale]) -> Iterator[str]:
    where = f"pathway {pathway.slug}"
    if not pathway.elements:
        yield f"{where}: has no elements"
    yield from _slugs(f"{where}, element", [e.slug for e in pathway.elements])
    for element in pathway.elements:
        if element.scale not in scales:
            yield f"{where}, element {element.slug}: no scale `{element.scale}`; known are {', '.join(scales)}"
        elif element.adopted_at is not None and not _is_step(scales[element.scale], element.adopted_at):
            yield f"{where}, element {element.slug}: adopted_at {element.adopted_at:g} is no step of {element.scale}"
        if element.planned_to and (element.planned_from is None or element.planned_to < element.planned_from):
            yield f"{where}, element {element.slug}: planned_to {element.planned_to} needs a planned_from before it"
    yield from _sourced(where, "ambition", pathway.ambition, pathway.ambition_source)
    if pathway.ambition is not None and not 0 < pathway.ambition <= 1:
        yield f"{where}: ambition is a share from 0 to 1, found {pathway.ambition:g}"
    yield from _slugs(f"{where}, score", [s.slug for s in pathway.scores])
    for score in pathway.scores:
        for name in set(score.elements) - {e.slug for e in pathway.elements if e.adopted_at is not None}:
            yield f"{where}, score {score.slug}: no element `{name}` that counts as adopted from a step"
        yield from _sourced(f"{where}, score {score.slug}", "ambition", score.ambition, score.ambition_source)
    for milestone in pathway.milestones:
        if milestone.state not in MILESTONE_STATES:
            yield (
                f"{where}, milestone {milestone.title!r}: state must be one of {', '.join(MILESTONE_STATES)}; "
                f"found {milestone.state!r}"
            )


def _measure(measure: Measure) -> Iterator[str]:
    where = f"measure {measure.slug}"
    yield from _sourced(where, "target", measure.target, measure.target_source)
    if measure.unit is Unit.PERCENT and measure.target is not None and not 0 <= measure.target <= 1:
        yield f"{where}: a percentage's target is a fraction from 0 to 1, found {measure.target:g}"
    if measure.chart not in CHARTS:
        yield f"{where}: chart must be one of {', '.join(CHARTS)}; found {measure.chart!r}"
    if measure.counts is Counts.AMOUNTS and measure.chart in EVENT_CHARTS:
        yield f"{where}: counts says amounts, and a {measure.chart} chart is one of events"
    if (measure.chart == "line") != bool(measure.chart_reason.strip()):
        yield f"{where}: chart_reason says why a chart is a line; give it for a line and for nothing else"
    if measure.disclosure not in DISCLOSURE_RULES:
        yield f"{where}: disclosure must be one of {', '.join(DISCLOSURE_RULES)}; found {measure.disclosure!r}"
    if measure.floor < 0:
        yield f"{where}: floor must not be below 0, found {measure.floor:g}"
    if measure.compare_per is not None and measure.compare_per <= 0:
        yield f"{where}: compare_per must be above 0, found {measure.compare_per:g}"
    if (measure.unit is Unit.RATE or measure.compare_per) and not measure.per_text.strip():
        yield f"{where}: a rate needs per_text, such as `items per 1,000 patients`"
    if not measure.levels:
        yield f"{where}: levels is empty"


def _composite(measure: Measure, measures: Mapping[str, Measure]) -> Iterator[str]:
    where = f"measure {measure.slug}"
    if measure.composite_of and measure.from_adoption:
        yield f"{where}: composite_of and from_adoption exclude each other"
    for slug in measure.composite_of:
        part = measures.get(slug)
        if part is None:
            yield f"{where}: composite_of names no measure `{slug}`; known are {', '.join(measures)}"
        elif part.composite_of or part.from_adoption:
            yield f"{where}: composite_of may only name measures that are counted; `{slug}` is itself worked out"


def _from_adoption(
    measure: Measure, source: FromAdoption, pathways: Mapping[str, Pathway], scales: Mapping[str, Scale]
) -> Iterator[str]:
    where = f"measure {measure.slug}: from_adoption"
    pathway = pathways.get(source.pathway)
    if pathway is None:
        yield f"{where} names no pathway `{source.pathway}`; known are {', '.join(pathways)}"
        return
    if (measure.reported_by, measure.maternity_only) != (pathway.kind, pathway.maternity_only):
        yield f"{where}: reported_by and maternity_only must be as kind and maternity_only of pathway {pathway.slug}"
    if not source.elements:
        yield f"{where} names no elements"
    elements = {e.slug: e for e in pathway.elements}
    for name in source.elements:
        if name not in elements:
            yield f"{where} names no element `{name}` of {pathway.slug}; known are {', '.join(elements)}"
        elif (scale := scales.get(elements[name].scale)) and not _is_step(scale, source.at_least):
            yield f"{where}: at_least {source.at_least:g} is no step of {scale.slug}"


def _headline(programme: Programme) -> Iterator[str]:
    own = [m.slug for m in programme.measures]
    for slug in programme.headline:
        if slug not in own:
            where = f"programme {programme.slug}"
            yield f"{where}: headline names no measure `{slug}` of its own; known are {', '.join(own)}"


def _populations(programme: Programme) -> Iterator[str]:
    own = [m.slug for m in programme.populations]
    for measure in programme.measures:
        if measure.population and measure.population not in own:
            yield f"measure {measure.slug}: population names none of its programme, `{measure.population}`; known are {own}"
        if measure.population and measure.unit is not Unit.COUNT:
            yield f"measure {measure.slug}: population is for counts"


def _sourced(where: str, name: str, value: float | None, source: str) -> Iterator[str]:
    if value is not None and not source.strip():
        yield f"{where}: {name} needs {name}_source, the public place it comes from"
    if value is None and source.strip():
        yield f"{where}: {name}_source is given without a {name}"


def _is_step(scale: Scale, value: float) -> bool:
    return any(step.value == value for step in scale.steps)
