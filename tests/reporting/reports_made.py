"""Reports to look at, from the illustrative data and from stores of a few rows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics import reporting
from analytics.answers import Data
from analytics.keeping import report_edits
from analytics.model import Audience
from analytics.model.quarter import Quarter
from analytics.model.report import Bullet, Edit, Report
from analytics.model.tables import OBSERVATIONS, STORIES
from analytics.store import Store, Upload

Q2 = Quarter(date(2023, 7, 1))
Q1 = Q2.before
VERSION = "3.1.1.1-910d"
LINK = "https://explorer.example/report?quarter=2023-24+Q2"


def made(data: Data, code: str = "ENG", quarter: Quarter = Q2) -> Report:
    """The report of an organisation."""
    return reporting.of(data, code, quarter, VERSION, LINK)


def texts(report: Report, section: str = "") -> list[str]:
    """What its bullets say, of the sections whose key begins so."""
    return [b.text for s in report.sections if s.key.startswith(section) for b in s.bullets]


def bullet(report: Report, key: str) -> Bullet | None:
    """A bullet by its key."""
    return next((b for b in report.bullets if b.key == key), None)


def store_of(folder: str, cord: list[float], first: str = "2021-04-01") -> Store:
    """A store that knows nothing but the babies of 100 a month who had optimal cord management in England."""
    store = Store(folder)
    store.create()
    keep_cord(store, cord, first)
    return store


def keep_cord(store: Store, cord: list[float], first: str = "2021-04-01") -> None:
    """Keep such figures."""
    rows = pd.DataFrame(
        {
            "measure": "cord",
            "org_code": "ENG",
            "period": pd.date_range(first, periods=len(cord), freq="MS"),
            "grain": "month",
            "numerator": np.asarray(cord, float),
            "denominator": 100.0,
            "value": np.nan,
            "status": "",
            "measure_title": "cord",
        }
    )[[c.name for c in OBSERVATIONS.columns]]
    store.commit(rows, Upload(OBSERVATIONS.name, "cord.csv", str(hash(tuple(cord))), len(rows)))


def keep_story(store: Store, kind: str, title: str, text: str) -> None:
    """Keep a story of England in the second quarter."""
    row = dict.fromkeys((c.name for c in STORIES.columns), "") | {
        "quarter": Q2.name, "programme": "preterm_optimisation", "kind": kind, "title": title, "text": text,
        "score": np.nan, "baseline": np.nan, "result": np.nan, "from": pd.NaT, "to": pd.NaT,
    }  # fmt: skip
    store.commit(pd.DataFrame([row]), Upload(STORIES.name, "story.csv", str(hash(title)), 1))


def write(store: Store, quarter: Quarter, *edits: Edit, audience: Audience = Audience.INTERNAL) -> None:
    """Keep edits of England's report."""
    report_edits.keep(store, "ENG", quarter, audience, edits, "A tester")


def of_store(store: Store, quarter: Quarter = Q2) -> Report:
    """England's report of the newest data of a store."""
    return made(Data.of(store.at()), quarter=quarter)
