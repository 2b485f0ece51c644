"""An upload held against those before it: which one it revises, what it no longer has, and what looks odd beside them.

A file revises an earlier one when it has the same name (but for marks such as “(1)”, “v2” or “provisional”), was read the
same way, and has most of its keys. Then what the earlier one had and this one has not is taken away with it; periods
before its first or after its last stay, because exports often hold the last so many months only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from analytics.model import Problem, Severity
from analytics.model.tables import Table
from analytics.store import Entry, Upload, keys

MOSTLY = 0.5
"""Share of an earlier upload's keys that a revision of it has, at least."""
SCALE = 5.0
"""So many times larger or smaller than what is stored is a sudden change of scale."""
ENOUGH = 3
"""Values of an organisation, on both sides, that a change of scale is judged on."""
NAMED = 5

_DAY = {"observations": "period", "adoption": "as_at", "events": "date", "stories": "quarter"}
_MARKS = re.compile(r"[\s_.-]*(?:\(\d+\)|copy|final|provisional|revised|v\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Revision:
    """The upload that a file revises, and the rows of it that the file has no longer (columns of the table)."""

    of: Upload
    removed: pd.DataFrame = field(repr=False)


def stem(file: str) -> str:
    """A file's name without its ending and the marks that a later version of it carries."""
    name = re.sub(r"(?:\.(?:csv|tsv|txt|xlsx?|xlsm|ods|parquet|gz|zip))+$", "", file.strip(), flags=re.IGNORECASE)
    while (shorter := _MARKS.sub("", name)) != name:
        name = shorter
    return name.casefold()


def revises(
    rows: pd.DataFrame, now: pd.DataFrame, table: Table, file: str, fmt: str, entries: Sequence[Entry]
) -> Revision | None:
    """The newest upload that these rows revise; None where there is none.

    `now` are the rows of the table that count (`beside`), `entries` the store's history.
    """
    for entry in entries:
        upload = entry.upload
        alike = upload.table == table.name and upload.format == fmt and stem(upload.file) == stem(file)
        if entry.action != "upload" or entry.undone or upload.illustrative or not alike:
            continue
        earlier = now[now["upload"] == upload.id].reset_index(drop=True)
        if earlier.empty:
            continue
        missing = ~keys(earlier, table).isin(keys(rows, table))
        if 1 - missing.mean() < MOSTLY:
            continue
        day = _DAY[table.name]
        within = earlier[day].between(rows[day].min(), rows[day].max()).to_numpy()
        return Revision(upload, earlier.loc[missing & within, [c.name for c in table.columns]].reset_index(drop=True))
    return None


def oddities(rows: pd.DataFrame, now: pd.DataFrame, table: Table, fmt: str, entries: Sequence[Entry]) -> list[Problem]:
    """Warnings on what the rows lack or have otherwise than the last upload of their kind. `now` as for `revises`."""
    if not table.charted or rows.empty:
        return []
    real = now[~now["illustrative"]]
    found = _vanished(rows, real, table, fmt, entries)
    return found + (_scales(rows, real) if table.name == "observations" else [])


def _vanished(
    rows: pd.DataFrame, real: pd.DataFrame, table: Table, fmt: str, entries: Sequence[Entry]
) -> list[Problem]:
    """Organisations and periods of the last upload of this kind that these rows do not have."""
    kind = [e.upload for e in entries if e.action == "upload" and not e.undone and e.upload.format == fmt]
    last = next((u for u in kind if (real["upload"] == u.id).any()), None)
    if last is None:
        return []
    before, day, told = real[real["upload"] == last.id], _DAY[table.name], []
    gone = sorted(set(before["org_code"]) - set(rows["org_code"]))
    # A file about somebody else altogether has lost nobody.
    if gone and len(gone) < before["org_code"].nunique():
        told.append(_lost(f"{len(gone)} organisation{'s' * (len(gone) > 1)}", gone, last))
    inside = before[before[day] >= rows[day].min()]
    periods = sorted(set(inside[day]) - set(rows[day]))
    if periods and set(before["org_code"]) & set(rows["org_code"]):
        dates = [f"{p:%B %Y}" if table.name == "observations" else f"{p:%-d %B %Y}" for p in periods]
        told.append(_lost(f"{len(periods)} period{'s' * (len(periods) > 1)}", dates, last))
    return told


def _lost(what: str, names: Sequence[str], last: Upload) -> Problem:
    shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return Problem(
        Severity.WARNING,
        f"{what} of the last upload of this kind ({last.file}, {last.when:%-d %B %Y}) are not in this file: {shown}",
        "If they were left out by mistake, export the file again. What is stored of them stays, unless it is listed as "
        "removed.",
        quote=shown,
    )


def _scales(rows: pd.DataFrame, real: pd.DataFrame) -> list[Problem]:
    """Measures whose values or denominators are suddenly many times what is stored for the same organisations."""
    told = []
    for name, measured in (("value", _value), ("denominator", lambda frame: frame["denominator"])):
        sides = [frame.assign(it=measured(frame)) for frame in (real, rows)]
        old, new = (
            frame[frame["it"] > 0].groupby(["measure", "grain", "org_code"])["it"].agg(["median", "size"])
            for frame in sides
        )
        both = old.add_suffix("_old").join(new.add_suffix("_new"), how="inner")
        both = both[(both["size_old"] >= ENOUGH) & (both["size_new"] >= min(ENOUGH, len(rows)))]
        # The middle organisation speaks for all: one that grew or shrank is not a change of scale.
        ratio = (both["median_new"] / both["median_old"]).groupby("measure").median()
        for slug, times in ratio[(ratio >= SCALE) | (ratio <= 1 / SCALE)].items():
            group, title = both.loc[str(slug)], rows.loc[rows["measure"] == slug, "measure_title"].iloc[0]
            told.append(
                Problem(
                    Severity.WARNING,
                    f"The {name}s of {title} are about {times:.3g} times what is stored for the same organisations "
                    f"({group['median_new'].median():.3g} against {group['median_old'].median():.3g})",
                    "Check the unit: a percentage may have been read as a fraction, or a count given in thousands.",
                    column=name,
                    quote=f"{group['median_new'].median():.3g}",
                )
            )
    return told


def _value(frame: pd.DataFrame) -> pd.Series:
    divided = frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    return frame["value"].fillna(divided).fillna(frame["numerator"])
