"""What a page shows of one chart, as a table of points and as one object for JSON."""

from __future__ import annotations

import json

import pandas as pd

from analytics import words
from analytics.model import Charted

POINT = ("period", "numerator", "denominator", "value", "status", "centre", "lower", "upper", "state")


def as_object(charted: Charted) -> dict[str, object]:
    """What a page shows of a chart, ready for JSON: the sentence speaks of all of it, the points are those shown."""
    series, judged = charted.whole
    return {
        "measure": series.measure.slug,
        "org_code": series.organisation.code,
        "grain": series.grain.value,
        "kind": judged.kind,
        "basis": series.basis,
        "illustrative": series.illustrative,
        "sentence": words.control.sentence(series, judged),
        "notes": [*series.notes, *([judged.note] if judged.note else []), *judged.warnings],
        "variation": judged.variation.value,
        "assurance": judged.assurance.value,
        "points": json.loads(points(charted).to_json(orient="records")),
    }


def points(charted: Charted) -> pd.DataFrame:
    """One row a point that is shown: `POINT`, periods as ISO dates of their first day."""
    series, judged = charted.drawn
    table = series.points.assign(period=series.points["period"].dt.strftime("%Y-%m-%d"))
    for name in ("centre", "lower", "upper", "state"):
        table[name] = getattr(judged, name)
    return table[list(POINT)]
