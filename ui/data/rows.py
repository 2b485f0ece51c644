"""Rows of a table as people read them: titles and names for codes, periods in words, and no column without a cell."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import reorganising
from analytics.model import Grain
from analytics.organisations import kept
from ui import cached, directory_cached

NAMES = {"org_code": "Organisation", "psc": "PSC"}
LEFT_OUT = ["grain", "measure_title"]
"""Said by the period and by the measure."""


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of any table, or their keys with what changes, for reading. Days may be days or ISO texts."""
    shown = rows.reset_index(drop=True).astype("str").replace({"nan": "", "NaT": "", "None": "", "<NA>": ""})
    if "measure" in shown:
        known = {slug: m.title for slug, m in cached.measures_of(cached.store().version()).items()}
        titles = shown["measure"].map(known).fillna(shown["measure"])
        said = shown.get("measure_title", titles)
        shown["measure"] = said.where(said != "", titles)
    if "org_code" in shown:
        tree = directory_cached.newest().at(date.today())
        found = {code: one for code in shown["org_code"].unique() if (one := tree.get(code)) is not None}
        shown["org_code"] = (
            shown["org_code"].map({c: f"{o.short_name} ({c})" for c, o in found.items()}).fillna(shown["org_code"])
        )
    if reorganising.is_one(shown):
        shown["text"] = [", ".join(kept.in_words(text)) for text in shown["text"]]
    if "period" in shown:
        pairs = shown[["period", "grain"]].drop_duplicates().itertuples(index=False)
        in_words = {(p, g): words.formats.period(pd.Timestamp(p), Grain(g), short=True) for p, g in pairs}
        shown["period"] = [in_words[pair] for pair in zip(shown["period"], shown["grain"], strict=True)]
    shown = shown.drop(columns=LEFT_OUT, errors="ignore").loc[:, lambda frame: (frame != "").any()]
    plain = {c: shown[c].str.replace(r"\.0(?=$| →)", "", regex=True) for c in shown.columns}
    return pd.DataFrame(plain).rename(columns=lambda name: NAMES.get(name, name.replace("_", " ").capitalize()))
