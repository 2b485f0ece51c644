"""The local measures of a store: found in its observations, defined by whoever uploaded them.

A definition is a row of the events table, as other things are that people say about a measure (see `notes`): so it is
versioned with the numbers, and a link from last month shows the target of last month.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analytics import catalogue, organisations
from analytics.catalogue import local
from analytics.model import ENGLAND, Better, Measure, Unit
from analytics.store import Snapshot, Store, Upload, Version
from analytics.tables import EVENTS

DEFINED = "Definition of a local measure"
DAY = date(1948, 7, 5)
"""Definitions are of no day. They stand before every chart, and a newer one takes the place of an older one."""
ENTERED = "definition of a measure"
"""The file name of definitions in the history."""


def measures(snapshot: Snapshot) -> dict[str, Measure]:
    """The local measures of a version by slug, in the order of their titles."""
    slugs = snapshot.scopes("observations") - catalogue.load().measures.keys()
    if not slugs:
        return {}
    rows = snapshot.rows("observations", slugs)
    said = definitions(snapshot.rows("events"))
    found = [_measure(str(slug), group, said.get(str(slug), {})) for slug, group in rows.groupby("measure")]
    return {m.slug: m for m in sorted(found, key=lambda m: m.title.casefold())}


def define(store: Store, defined: Iterable[Measure], who: str, expected: Version | None = None) -> Upload:
    """Keep definitions: each takes the place of an earlier one of the same measure. `expected` as for `Store.commit`."""
    fields = [
        {
            "date": pd.Timestamp(DAY),
            "org_code": ENGLAND,
            "measure": m.slug,
            "title": DEFINED,
            "text": json.dumps(to_text(m), ensure_ascii=False),
            "source": f"Written by {who}" if who else "Written on the page",
        }
        for m in defined
    ]
    rows = pd.DataFrame(fields, columns=[column.name for column in EVENTS.columns])
    digest = hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()
    note = ", ".join(m.title for m in defined)
    upload = Upload(EVENTS.name, ENTERED, digest, len(rows), who, note)
    store.commit(rows, upload, expected=expected)
    return upload


def worth_keeping(found: Iterable[Measure], rows: pd.DataFrame) -> list[Measure]:
    """Those measures of a file of which it says more than its rows alone would show again: a definition, or a unit, as
    of 0.761 that was written 76.1%."""
    return [m for m in found if _says_more(m) or unit_of(rows[rows["measure"] == m.slug]) is not m.unit]


def _says_more(measure: Measure) -> bool:
    said = measure.how_calculated or measure.per_text or measure.target is not None
    return bool(said) or measure.roll_up == "sum" or measure.better is not Better.NEUTRAL


def definitions(events: pd.DataFrame) -> dict[str, dict[str, object]]:
    """What was said about local measures, by slug."""
    rows = events[events["title"] == DEFINED]
    return {str(slug): json.loads(text) for slug, text in zip(rows["measure"], rows["text"], strict=True)}


def to_text(measure: Measure) -> dict[str, object]:
    """The parts of a measure that its owner decides."""
    return {
        "title": measure.title,
        "unit": str(measure.unit),
        "better": str(measure.better),
        "target": measure.target,
        "definition": measure.how_calculated,
        "adds_up": measure.roll_up == "sum",
        "source": measure.source,
        "per_text": measure.per_text,
    }


def unit_of(rows: pd.DataFrame) -> Unit:
    """The unit that rows of one measure show where nobody has said it."""
    numbers = rows["numerator"].to_numpy("float64"), rows["denominator"].to_numpy("float64")
    return local.units_of(np.zeros(len(rows), dtype="int64"), *numbers, 1)[0]


def _measure(slug: str, rows: pd.DataFrame, said: dict[str, object]) -> Measure:
    tree = organisations.load()
    kinds = {found.kind for code in rows["org_code"].unique() if (found := tree.get(code)) is not None}
    titles = rows["measure_title"][rows["measure_title"].fillna("") != ""]
    title = str(said.get("title") or (titles.iloc[-1] if len(titles) else slug))
    target, unit, per = (
        said.get("target"),
        Unit(str(said.get("unit") or unit_of(rows))),
        str(said.get("per_text") or ""),
    )
    target = float(target) if isinstance(target, int | float) else None
    if unit is Unit.PERCENT and (rows["value"] > 1).any():
        # Kept as 76.1 before anybody said that it is a percentage: so it stays a number, which is shown with the sign.
        unit, per, target = Unit.SCORE, "%", None if target is None else target * 100
    return local.measure(
        slug,
        title,
        unit=unit,
        better=Better(str(said.get("better") or Better.NEUTRAL)),
        target=target,
        definition=str(said.get("definition") or ""),
        adds_up=bool(said.get("adds_up")),
        levels=kinds,
        source=str(said.get("source") or ""),
        per_text=per,
    )
