"""The local measures of a store: found in its observations, defined by whoever uploaded them.

A definition is a row of the events table, as other things are that people say about a measure (see `notes`): so it is
versioned with the numbers, and a link from last month shows the target of last month.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analytics import catalogue, organisations
from analytics.catalogue import local
from analytics.keeping.description import Description, to_text
from analytics.model import ENGLAND, Better, EventKind, Measure, Problem, Severity, Unit
from analytics.model.tables import EVENTS
from analytics.organisations import Organisations
from analytics.store import Snapshot, Store, Upload, Version

DEFINED = "Definition of a local measure"
"""The title of definitions, as an export of the events shows it."""
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
    events = snapshot.rows("events")
    said, _ = _descriptions(events)
    tree = organisations.of_events(events).at(date.today())
    found = [_measure(str(s), group, said.get(str(s), Description()), tree) for s, group in rows.groupby("measure")]
    return {m.slug: m for m in sorted(found, key=lambda m: m.title.casefold())}


def define(store: Store, defined: Iterable[Measure], who: str, expected: Version | None = None) -> Upload:
    """Keep definitions: each takes the place of an earlier one of the same measure. `expected` as for `Store.commit`."""
    fields = [
        {
            "date": pd.Timestamp(DAY),
            "org_code": ENGLAND,
            "measure": m.slug,
            "title": DEFINED,
            "text": to_text(m),
            "source": f"Written by {who}" if who else "Written on the page",
            "kind": EventKind.DEFINITION.value,
        }
        for m in defined
    ]
    rows = pd.DataFrame(fields, columns=[column.name for column in EVENTS.columns])
    digest = hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()
    note = ", ".join(m.title for m in defined)
    upload = Upload(EVENTS.name, ENTERED, digest, len(rows), who, note)
    store.commit(rows, upload, expected=expected)
    return upload


def worth_keeping(measures: Iterable[Measure], rows: pd.DataFrame) -> list[Measure]:
    """Those measures of a file of which it says more than its rows alone would show again: a definition, or a unit, as
    of 0.761 that was written 76.1%."""
    return [m for m in measures if _says_more(m) or unit_of(rows[rows["measure"] == m.slug]) is not m.unit]


def _says_more(measure: Measure) -> bool:
    said = measure.how_calculated or measure.per_text or measure.target is not None
    return bool(said) or measure.roll_up == "sum" or measure.better is not Better.NEUTRAL


def describes(upload: Upload) -> bool:
    """Whether an upload is definitions written on a page. A file may have any name, and always has a format."""
    return upload.file == ENTERED and not upload.format


def unreadable(events: pd.DataFrame) -> dict[str, Problem]:
    """The local measures, by slug, whose definition is none that we know. Each is shown as if nobody had described it."""
    return _descriptions(events)[1]


def _descriptions(events: pd.DataFrame) -> tuple[dict[str, Description], dict[str, Problem]]:
    """What was said about local measures, and what is wrong where that cannot be read, both by slug."""
    said, wrong = {}, {}
    rows = events[events["kind"] == EventKind.DEFINITION]
    for slug, text in zip(rows["measure"].astype("str"), rows["text"], strict=True):
        try:
            said[slug] = Description.read(text)
        except ValueError as why:
            wrong[slug] = Problem(
                Severity.WARNING,
                f"The description of this measure cannot be read ({why}), so it is shown as if nobody had described it.",
                "Describe it again here, in the newest data.",
            )
    return said, wrong


def unit_of(rows: pd.DataFrame) -> Unit:
    """The unit that rows of one measure show where nobody has said it."""
    numbers = rows["numerator"].to_numpy("float64"), rows["denominator"].to_numpy("float64")
    return local.units_of(np.zeros(len(rows), dtype="int64"), *numbers, 1)[0]


def _measure(slug: str, rows: pd.DataFrame, description: Description, tree: Organisations) -> Measure:
    kinds = {found.kind for code in rows["org_code"].unique() if (found := tree.get(code)) is not None}
    titles = rows["measure_title"][rows["measure_title"].fillna("") != ""]
    unit, per, target = description.unit or unit_of(rows), description.per_text, description.target
    if unit is Unit.PERCENT and (rows["value"] > 1).any():
        # Kept as 76.1 before anybody said that it is a percentage: so it stays a number, which is shown with the sign.
        unit, per, target = Unit.SCORE, "%", None if target is None else target * 100
    return local.measure(
        slug,
        description.title or str(titles.iloc[-1] if len(titles) else slug),
        unit=unit,
        better=description.better,
        target=target,
        definition=description.definition,
        adds_up=description.adds_up,
        levels=kinds,
        source=description.source,
        per_text=per,
    )
