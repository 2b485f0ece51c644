"""What people write on charts: reasons for a signal, and recalculations accepted or turned down.

Each is one row of the events table, so that it is dated, versioned, undone and exported like everything else. Its kind
says which it is; the title is what the chart shows.
"""

from __future__ import annotations

import hashlib
from datetime import date

import pandas as pd

from analytics.model import EventKind
from analytics.model.tables import EVENTS
from analytics.store import Store, Upload, Version

RECALCULATED = "Limits start again"
DECLINED = "Recalculation turned down"
"""The titles of recalculations, for the chart and the history."""
ENTERED = "entered on the page"
"""The file name in the history of what was written on a page."""
TITLE_LENGTH = 60
_DRAWN = (EventKind.EVENT, EventKind.REASON, EventKind.RECALCULATION)


def write(
    store: Store,
    *,
    kind: EventKind,
    day: date,
    organisation: str,
    measure: str,
    title: str,
    text: str,
    who: str,
    why: str = "",
) -> Version:
    """Keep one annotation as an upload of its own. `title` is cut to `TITLE_LENGTH`; the whole is kept in `text`."""
    fields = {
        "date": pd.Timestamp(day),
        "org_code": organisation,
        "measure": measure,
        "title": title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1].rstrip()}…",
        "text": text,
        "source": f"Written by {who}" if who else "Written on the page",
        "kind": kind.value,
    }
    rows = pd.DataFrame([fields])[[column.name for column in EVENTS.columns]]
    digest = hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()
    return store.commit(
        rows, Upload(EVENTS.name, ENTERED, digest, 1, who, why or f"{fields['title']} ({organisation}, {measure})")
    )


def recalculations(events: pd.DataFrame, organisation: str, measure: str) -> list[date]:
    """The days from which this organisation's limits of this measure were said to start again."""
    own = _own(events, organisation, measure)
    return sorted(own.loc[own["kind"] == EventKind.RECALCULATION, "date"].dt.date)


def all_recalculations(events: pd.DataFrame) -> dict[str, dict[str, list[date]]]:
    """The days of `recalculations`, by measure and organisation: few, and asked for by every measure."""
    rows = events[events["kind"] == EventKind.RECALCULATION].sort_values("date")
    found: dict[str, dict[str, list[date]]] = {}
    for measure, code, day in zip(rows["measure"], rows["org_code"], rows["date"].dt.date, strict=True):
        found.setdefault(str(measure), {}).setdefault(str(code), []).append(day)
    return found


def declined(events: pd.DataFrame, organisation: str, measure: str) -> set[date]:
    """The days at which a suggested recalculation was turned down."""
    own = _own(events, organisation, measure)
    return set(own.loc[own["kind"] == EventKind.DECLINED, "date"].dt.date)


def drawn(events: pd.DataFrame) -> pd.DataFrame:
    """The events that belong on a picture: what happened, and where limits start again."""
    belongs = [kind in _DRAWN for kind in events["kind"]]
    return events if all(belongs) else events[belongs]


def reasons(events: pd.DataFrame) -> pd.DataFrame:
    """The events that happened, and so may be why a figure changed."""
    return events[events["kind"].isin([EventKind.EVENT, EventKind.REASON])]


def _own(events: pd.DataFrame, organisation: str, measure: str) -> pd.DataFrame:
    return events[(events["org_code"] == organisation) & (events["measure"] == measure)]
