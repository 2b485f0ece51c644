"""What a quarterly return's workbook says of itself: how to fill it in, and what each stage and score means."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.catalogue import Catalogue
from analytics.model import QuarterlyReturn, Scale, labels
from analytics.words import formats


def lines(asked: QuarterlyReturn, catalogue: Catalogue) -> Iterator[tuple[str, bool]]:
    """Its lines in order, each with whether it is a heading."""
    end, before = formats.day(asked.as_at), formats.day(asked.before)
    yield f"Quarterly return (QART) of {asked.psc.name}, {asked.quarter}", True
    if asked.illustrative:
        yield labels.ILLUSTRATIVE_IN_FULL, True
        yield (
            "Stages that are known from illustrative data are made up. They are filled in to show how the workbook is used: "
            "put the true stage in their place, or clear the cell.",
            False,
        )
    yield "How to fill it in", True
    for told in (
        "Coloured cells are yours to fill in; all others are locked. Do not add, move or rename columns or sheets.",
        f"Stages: one row for each organisation and element, as it stood on {end}. The stage of {before} is filled in "
        "where it is known. Choose another from the list where it changed. A blank stage means that nothing is returned, "
        "and is named as missing when you upload.",
        "Planned for: the day on which the next stage is planned, after the end of the quarter, as 2024-03-31.",
        "Note: needed where a stage went back, or where something is in use that nobody had decided on; useful anywhere.",
        "Updates: what happened this quarter, one row each; Code says whom it concerns and may stay blank.",
        "Progress: the project progress score of each ICS's project, with what changed in words. Measure is the short name "
        "of the measure that the project is to change; with it, the score is held against its chart.",
        "Save it as a workbook (.xlsx), keep its name, and upload it on Your data. You see what moved, what is missing and "
        "what contradicts before anything is kept. A corrected workbook of the same name takes the place of the first.",
        "Never write about single patients.",
    ):
        yield told, False
    used = dict.fromkeys(e.scale for p in catalogue.pathways.values() for e in p.elements)
    for slug in [*used, "project_progress"]:
        yield from _definitions(catalogue.scales[slug])


def _definitions(scale: Scale) -> Iterator[tuple[str, bool]]:
    yield f"{scale.title}: what each step means", True
    for step in scale.steps:
        yield f"{step.value:g} - {step.label}: {step.description} {step.dates}".strip(), False
    yield f"Source: {scale.source}.", False
