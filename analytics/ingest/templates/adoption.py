"""Our own template for adoption: the stage or phase of an organisation at a date."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, repeats
from analytics.ingest.rows.coverage import coverage
from analytics.ingest.rows.organised import Organised, organised
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.templates.recogniser import optional, recogniser, source_columns
from analytics.model import Element, Scale
from analytics.model.tables import ADOPTION

NAMES = {
    "pathway": (),
    "element": ("intervention",),
    "org_code": ("organisation code", "org", "ods code", "organisation", "org code"),
    "as_at": ("date", "as at date"),
    "stage": ("phase", "stage or phase"),
    "planned_for": ("planned date", "planned go live date"),
    "note": ("notes", "comment", "comments"),
}


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose pathway, element, organisation, date and stage exist; the others are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    checks.required(sheet, places, ("pathway", "element", "stage"), ledger)
    pathways = context.catalogue.pathways
    known = {n: p.slug for p in pathways.values() for n in (p.title, p.slug)}
    pathway = checks.look_up(columns["pathway"], known, ledger, "pathway", "pathway")
    as_at = checks.days(columns["as_at"], ledger, "as_at", latest=context.today)
    org = organised(columns["org_code"], context, ledger, "org_code", when=as_at)
    checks.future(as_at, columns["as_at"], context, ledger, "as_at")
    planned = checks.days(optional(columns, "planned_for", sheet), ledger, "planned_for", needed=False)
    element, stage = _stages(columns, pathway, context, ledger)
    _other_kinds(org, pathway, columns, context, ledger)
    rows = typed_rows(
        ADOPTION,
        {
            "pathway": pathway,
            "element": element,
            "org_code": org.code,
            "as_at": as_at,
            "stage": stage,
            "planned_for": planned,
            "note": optional(columns, "note", sheet).str.strip(),
        },
    )
    own = rows.assign(org_code=org.own.astype("str"))
    repeats.find(own, list(ADOPTION.key), ledger, "pathway, element, organisation and date")
    rows = _least_advanced(rows[~ledger.out].reset_index(drop=True))
    return Understood(rows, tuple(ledger.problems), coverage(rows, ADOPTION, context), tuple(ledger.asks))


def _stages(
    columns: dict[str, pd.Series], pathway: pd.Categorical, context: Context, ledger: Ledger
) -> tuple[np.ndarray, np.ndarray]:
    """Element slugs and stage numbers, looked up once for each distinct (pathway, element, stage)."""
    three = pd.DataFrame(
        {
            "pathway": pathway.astype("str"),
            "element": columns["element"].str.strip(),
            "stage": columns["stage"].str.strip(),
        }
    )
    number_of = three.groupby(list(three.columns), sort=False, dropna=False).ngroup().to_numpy()
    distinct = three.drop_duplicates()
    elements, stages, why_element, why_stage = [], [], [], []
    for slug, name, text in distinct.itertuples(index=False):
        found = _element(context, slug, name)
        scale = context.catalogue.scales[found.scale] if found else None
        stage = _step(scale, text) if scale else None
        elements.append(found.slug if found else "")
        stages.append(np.nan if stage is None else stage)
        known = ", ".join(e.slug for e in context.catalogue.pathways[slug].elements) if slug else ""
        why_element.append("" if found or not slug or not name else f"Elements of {slug} are: {known}.")
        steps = "; ".join(f"{s.value:g} {s.label}" for s in scale.steps) if scale else ""
        why_stage.append("" if not scale or stage is not None or not text else f"Steps are: {steps}.")
    for column, why, what in (
        ("element", why_element, "no element of its pathway"),
        ("stage", why_stage, "no step of the scale"),
    ):
        remedies = np.array(why, dtype=object)[number_of]
        for remedy in dict.fromkeys(w for w in why if w):
            ledger.leave_out(remedies == remedy, column, columns[column], f"This is {what}", remedy)
    return np.array(elements, dtype=object)[number_of], np.array(stages, dtype="float64")[number_of]


def _element(context: Context, pathway: str, name: str) -> Element | None:
    if not pathway:
        return None
    plain = name.casefold()
    elements = context.catalogue.pathways[pathway].elements
    return next((e for e in elements if plain in (e.slug, e.title.casefold(), e.slug.replace("_", " "))), None)


def _step(scale: Scale, text: str) -> float | None:
    """5, "5.0", "Stage 5", "Stage 5 - Adoption" or the label of a step."""
    if (label := next((s.value for s in scale.steps if s.label.casefold() == text.casefold()), None)) is not None:
        return label
    shape = re.fullmatch(r"(?:stage|phase)?\s*(\d+(?:\.\d+)?)(?:\s*[-–:].*)?", text.casefold())
    return next((s.value for s in scale.steps if shape and s.value == float(shape[1])), None)


def _other_kinds(
    org: Organised, pathway: pd.Categorical, columns: dict[str, pd.Series], context: Context, ledger: Ledger
) -> None:
    """Warns where a pathway is followed at organisations of another kind, because no page would show the row."""
    for slug in [p for p in pathway.categories if p]:
        wanted = context.catalogue.pathways[slug].kind
        found = [context.organisations.get(c) for c in org.code.categories]
        other = np.array([o is not None and o.kind is not wanted for o in found], dtype=bool)[org.code.codes]
        kind = wanted.value.upper() if wanted == "icb" else wanted.value
        ledger.warn(
            (pathway == slug) & other & ~ledger.out,
            "org_code",
            columns["org_code"],
            f"{slug} is followed by {kind}, and this organisation is none; the row is kept and not shown",
            f"Give the {kind}'s own code.",
        )


def _least_advanced(rows: pd.DataFrame) -> pd.DataFrame:
    """Where organisations have merged, the successor stands where its least advanced part stood."""
    key = list(ADOPTION.key)
    if not rows.duplicated(key).any():
        return rows
    return rows.sort_values("stage", kind="stable").drop_duplicates(key).sort_index().reset_index(drop=True)


FORMAT = Format(
    slug="template_adoption",
    title="Our template for adoption",
    table=ADOPTION,
    signature=source_columns(ADOPTION),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("pathway", "element", "org_code", "as_at", "stage")),
    read=read,
)
