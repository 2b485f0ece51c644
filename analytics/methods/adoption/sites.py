"""The organisations of a tool that is brought in by phases, by phase and by kind of record: elements `phase`, `stage`
and `record` of the pathway. Each answer is the stages again, with the groups in the place of the elements."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.model import Adoption, Element, Scale

PHASE, STAGE, RECORD = "phase", "stage", "record"
PAPER, DIGITAL = 1.0, 2.0
"""Steps of the scale of records."""
RECORD_OF_PHASE = {4.0: PAPER, 5.0: DIGITAL, 6.0: DIGITAL}
"""What a phase says of the record, by the national plan's own names; a pathfinder (3) may keep either."""


def by_phase(adoption: Adoption, phases: Scale) -> Adoption:
    """Stages of adoption by the phase that an organisation takes part in; phases without any are left out."""
    groups = {
        step.value: Element(f"{PHASE}_{step.value:g}", f"{step.value:g} {step.label}", "") for step in phases.steps
    }
    return _grouped(adoption, _of(adoption, PHASE), groups)


def by_record(adoption: Adoption, records: Scale) -> Adoption:
    """Stages of adoption by the kind of record, which is read from the phase where it was not sent."""
    groups = {step.value: Element(f"{RECORD}_{step.value:g}", step.label, "") for step in records.steps}
    sent, by_phase = _of(adoption, RECORD), _of(adoption, PHASE).map(RECORD_OF_PHASE)
    return _grouped(adoption, sent.combine_first(by_phase.astype(float)).dropna(), groups)


def _of(adoption: Adoption, element: str) -> pd.Series:
    rows = adoption.stages[(adoption.stages["element"] == element) & adoption.stages["stage"].notna()]
    return rows.set_index("org_code")["stage"].astype(float)


def _grouped(adoption: Adoption, group: pd.Series, groups: dict[float, Element]) -> Adoption:
    pathway = adoption.pathway
    stage = next(e for e in pathway.elements if e.slug == STAGE)
    rows = adoption.stages[adoption.stages["element"] == STAGE]
    place = rows["org_code"].map(group)
    found = [
        replace(e, scale=stage.scale, adopted_at=stage.adopted_at) for v, e in groups.items() if (place == v).any()
    ]
    slugs = {value: element.slug for value, element in groups.items()}
    rows = rows.assign(element=place.map(slugs))[place.isin(list(groups))].reset_index(drop=True)
    # How many of each group are not known cannot be told, so none is expected.
    return replace(adoption, pathway=replace(pathway, elements=tuple(found)), stages=rows, expected=0)
