"""Our own template for stories: a case study, a piece of learning or a quarterly update."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods, values
from analytics.ingest.ledger import Ledger
from analytics.ingest.rows import checks, repeats
from analytics.ingest.rows.coverage import coverage
from analytics.ingest.rows.new_measures import known_measures
from analytics.ingest.rows.organised import organised
from analytics.ingest.shape import Context, Format, Sheet, Understood, typed_rows
from analytics.ingest.templates.recogniser import optional, recogniser, source_columns
from analytics.model import Kind, Unit
from analytics.model.tables import STORIES

NAMES = {
    "quarter": ("period",),
    "programme": ("program",),
    "psc": ("patient safety collaborative",),
    "org_code": ("organisation code", "org", "ods code", "organisation", "org code"),
    "kind": ("type",),
    "title": ("headline",),
    "text": ("story",),
    "score": ("progress score", "project progress score"),
    "source": (),
    "theme": ("topic",),
    "measure": (),
    "aim": ("smart aim",),
    "baseline": (),
    "result": (),
    "from": ("began", "start date"),
    "to": ("ended", "end date"),
}
FIGURES = ("baseline", "result")
KINDS = {"case study": "case study", "learning": "learning", "update": "update", "quarterly update": "update"}


def read(sheet: Sheet, context: Context) -> Understood:
    """Rows whose quarter, programme, kind and score exist; the others are named and left out."""
    places, _, _ = checks.locate(sheet, NAMES)
    ledger = Ledger(sheet, context.answers)
    columns = {name: sheet.cells[i] for name, i in places.items()}
    checks.required(sheet, places, ("programme", "kind", "title", "text"), ledger)
    known = {n: p.slug for p in context.catalogue.programmes for n in (p.title, p.slug)}
    programme = checks.look_up(columns["programme"], known, ledger, "programme", "programme")
    kind = checks.look_up(columns["kind"], KINDS, ledger, "kind", "kind of story")
    psc = organised(optional(columns, "psc", sheet), context, ledger, "psc", needed=False)
    pscs = [c for c in psc.code.categories if c and context.organisations[c].kind is not Kind.PSC]
    ledger.leave_out(
        psc.code.isin(pscs),
        "psc",
        columns.get("psc"),
        lambda t: f"“{t}” is no Patient Safety Collaborative",
        "Put other organisations into org_code.",
    )
    org = organised(optional(columns, "org_code", sheet), context, ledger, "org_code", needed=False)
    words = {name: optional(columns, name, sheet).str.strip() for name in ("title", "text", "source", "theme", "aim")}
    measure = checks.look_up(optional(columns, "measure", sheet), known_measures(context), ledger, "measure", "measure")
    began, ended = (checks.days(optional(columns, n, sheet), ledger, n, needed=False) for n in ("from", "to"))
    ledger.leave_out(
        ended < began, "to", columns.get("to"), lambda t: f"It ends on “{t}”, before it begins", "Write from, then to."
    )
    rows = typed_rows(
        STORIES,
        {
            "quarter": _quarters(columns["quarter"], context, ledger),
            "programme": programme,
            "psc": psc.code,
            "org_code": org.code,
            "kind": kind,
            "score": _scores(optional(columns, "score", sheet), context, ledger),
            "measure": measure,
            **_figures(measure, columns, sheet, context, ledger),
            "from": began,
            "to": ended,
            **words,
        },
    )
    repeats.find(rows, list(STORIES.key), ledger, "quarter, programme, organisation and title")
    rows = rows[~ledger.out].reset_index(drop=True)
    return Understood(rows, tuple(ledger.problems), coverage(rows, STORIES, context), tuple(ledger.asks))


def _quarters(texts: pd.Series, context: Context, ledger: Ledger) -> np.ndarray:
    """Quarters written the one way, 2023-24 Q2."""
    first_day, grain = checks.period_column(texts, None, ledger, "quarter")
    ledger.leave_out(
        (grain != "quarter") & ~ledger.out,
        "quarter",
        texts,
        lambda t: f"“{t}” is not a quarter",
        "Write a financial quarter as 2023-24 Q2: July to September 2023.",
    )
    checks.future(first_day, texts, context, ledger, "quarter")
    return np.array(["" if np.isnat(d) else periods.label(d, "quarter") for d in first_day], dtype=object)


def _scores(texts: pd.Series, context: Context, ledger: Ledger) -> np.ndarray:
    """Project progress scores, which are steps of their scale; blank ones are missing."""
    score = values.parse(texts)
    steps = [step.value for step in context.catalogue.scales["project_progress"].steps]
    wrong = score.bad | (~np.isnan(score.number) & ~np.isin(score.number, steps))
    ledger.leave_out(
        wrong,
        "score",
        texts,
        lambda t: f"“{t}” is no project progress score",
        f"Scores go from {steps[0]} to {steps[-1]} in half steps.",
    )
    return score.number


def _figures(
    measure: pd.Categorical, columns: Mapping[str, pd.Series], sheet: Sheet, context: Context, ledger: Ledger
) -> dict[str, np.ndarray]:
    """What was measured before and after, percentages as fractions. Both columns of a measure are on one scale."""
    slugs = np.asarray(measure.astype("str"), dtype=object)
    share = np.array([bool(s) and context.measure_of(s).unit is Unit.PERCENT for s in slugs], dtype=bool)
    read = {name: values.parse(optional(columns, name, sheet)) for name in FIGURES}
    stacked = _stacked([*read.values()])
    hundreds = values.percent_scale(stacked, pd.factorize(np.tile(slugs, len(read)))[0])[1]
    divide = share & hundreds[pd.factorize(slugs)[0]]
    out = {}
    for name, found in read.items():
        number = values.divided(found, divide)
        wrong = found.bad | (share & ((number < 0) | (number > 1))) | (found.percent & ~share & (slugs != ""))
        ledger.leave_out(
            wrong,
            name,
            columns.get(name),
            f"The {name} cannot be one of this measure",
            "Write a number in the measure's unit; a percentage as 68% or 0.68.",
        )
        unused = (slugs == "") & ~np.isnan(number) & ~wrong
        ledger.warn(
            unused,
            name,
            columns.get(name),
            f"There is a {name} but no measure, so it was not used",
            "Say in the column measure what it is a number of.",
        )
        out[name] = np.where(unused, np.nan, number)
    return out


def _stacked(read: list[values.Numbers]) -> values.Numbers:
    """Columns of numbers below one another."""
    number, status, bad, percent = (
        np.concatenate([getattr(one, part) for one in read]) for part in ("number", "status", "bad", "percent")
    )
    return values.Numbers(number, status, bad, percent)


FORMAT = Format(
    slug="template_stories",
    title="Our template for stories",
    table=STORIES,
    signature=source_columns(STORIES),
    names=NAMES,
    recognise=recogniser(NAMES, needed=("quarter", "programme", "kind", "title", "text")),
    read=read,
)
