"""The organisations that the makers write about, read from `data/organisations.csv` and `data/sub_icbs.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[1]
MATERNITY_ON = "2024-03-31"
"""The 120 trusts of NHS Digital's maternity file for 2023-24; one that closed earlier is in its successor's rows."""
PSIRF_FROM, PSIRF_ON = "2022-09-30", "2023-09-30"
"""The first and last quarter end of the framework's phases."""


@dataclass(frozen=True)
class Places:
    """Organisations as tables, each in the order of its codes. Columns are those of `data/organisations.csv`.

    `trusts` were open at the end of PSIRF's quarters, `closed` closed during them.
    """

    maternity: pd.DataFrame
    trusts: pd.DataFrame
    closed: pd.DataFrame
    icbs: pd.DataFrame
    sub_icbs: pd.DataFrame


def open_on(trusts: pd.DataFrame, day: str) -> pd.Series:
    """Which trusts were open on a day (ISO text, so it compares as text)."""
    return (trusts["valid_from"] <= day) & ((trusts["valid_to"] == "") | (trusts["valid_to"] >= day))


def read_places() -> Places:
    """The organisations on the dates that matter here; a maternity trust gets its ICB's region and PSC."""
    rows = pd.read_csv(DATA / "organisations.csv", dtype=str, keep_default_na=False).sort_values("code")
    icbs = rows[(rows["type"] == "icb") & open_on(rows, PSIRF_ON)].reset_index(drop=True)
    trusts = rows[rows["type"] == "trust"].copy()
    covered_by = icbs.set_index("code")
    trusts["psc_code"] = trusts["parent_code"].map(covered_by["psc_code"]).fillna("")
    trusts["region_code"] = trusts["parent_code"].map(covered_by["region_code"]).fillna("")
    maternity = trusts[(trusts["maternity"] == "Y") & open_on(trusts, MATERNITY_ON)].reset_index(drop=True)
    sub_icbs = pd.read_csv(DATA / "sub_icbs.csv", dtype=str).sort_values("code")
    sub_icbs["region_code"] = sub_icbs["icb_code"].map(covered_by["region_code"])
    last = open_on(trusts, PSIRF_ON)
    return Places(
        maternity,
        trusts[last].reset_index(drop=True),
        trusts[open_on(trusts, PSIRF_FROM) & ~last].reset_index(drop=True),
        icbs,
        sub_icbs.reset_index(drop=True),
    )
