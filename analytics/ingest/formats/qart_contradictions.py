"""What a quarterly return says against itself. Such rows are kept, and named so that they are explained or put right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.ingest.cells import periods
from analytics.ingest.ledger import Ledger
from analytics.ingest.shape import Context
from analytics.model import qart

DECIDED, IN_USE = 3, 5
"""Stages of adoption: what is in use (for some, at least) was decided on before."""
UNORDERED = ("record_kind",)
"""Scales on which no step is further than another."""
ENDING = ("adoption_stages", "phase_status")
"""Scales after whose last step nothing is left to plan."""


def find(columns: Mapping[str, pd.Series], filled: np.ndarray, context: Context, ledger: Ledger) -> None:
    """Warn of what contradicts. `columns` are the trimmed texts of the sheet of stages, `filled` the rows with a stage."""
    elements = {
        (p.title.casefold(), e.title.casefold()): (p.slug, e)
        for p in context.catalogue.pathways.values()
        for e in p.elements
    }
    pairs = zip(columns["pathway"].str.casefold(), columns["element"].str.casefold(), strict=True)
    known = [elements.get(pair) for pair in pairs]
    scale = np.array([found[1].scale if found else "" for found in known])
    top = {slug: s.steps[-1].value for slug, s in context.catalogue.scales.items()}
    last, stage = (_number(columns[name]) for name in ("last", "stage"))
    silent = (columns["note"] == "").to_numpy(dtype=bool) & filled
    planned = periods.parse_days(columns["planned_for"], latest=None)["day"].to_numpy()
    end = _ends(columns["as_at"])
    back = silent & (stage < last) & ~np.isin(scale, UNORDERED)
    ledger.warn(
        back,
        "Stage",
        columns["last"] + " to " + columns["stage"],
        lambda t: f"The stage went back ({t}) without a note",
        "Say in Note why, or put the stage right.",
    )
    leapt = silent & (scale == "adoption_stages") & (last < DECIDED) & (stage >= IN_USE)
    ledger.warn(
        leapt,
        "Stage",
        columns["last"] + " to " + columns["stage"],
        lambda t: f"It is in use although nobody had decided on it last quarter ({t})",
        "Say in Note when it was decided and tested, or put the stage right.",
    )
    ledger.warn(
        filled & (planned <= end),
        "Planned for",
        columns["planned_for"],
        lambda t: f"The planned day “{t}” is not after the end of the quarter",
        "Give the new day, or clear it and choose the stage that was reached.",
    )
    done = stage == np.array([top.get(slug, np.nan) for slug in scale])
    ledger.warn(
        filled & np.isin(scale, ENDING) & done & ~np.isnat(planned),
        "Planned for",
        columns["planned_for"],
        "A next step is planned although the last step of the scale has been reached",
        "Clear the day, or put the stage right.",
    )
    _without_a_plan(columns, known, stage, filled, ledger)
    ledger.warn(
        filled & (columns["known_from"] == qart.ILLUSTRATIVE).to_numpy(dtype=bool) & (stage == last),
        "Stage",
        None,
        "The stage is still the one that illustrative data filled in, which is made up",
        "Keep it only if you know that it is true; else clear the cell.",
    )


def _without_a_plan(
    columns: Mapping[str, pd.Series], known: list, stage: np.ndarray, filled: np.ndarray, ledger: Ledger
) -> None:
    """Trusts that work under a policy and plan which, by the same return, nobody has started to write."""
    element = np.array([f"{found[0]} {found[1].slug}" if found else "" for found in known])
    unwritten = columns["org_code"][filled & (element == "psirf policy_and_plan") & (stage == 0)]
    ledger.warn(
        filled
        & (element == "psirf transition")
        & (stage > 0)
        & columns["org_code"].isin(unwritten).to_numpy(dtype=bool),
        "Stage",
        columns["org_code"],
        lambda t: f"{t} has begun its transition although its policy and plan are not started",
        "Put one of the two right: transition is working under the policy and plan.",
    )


def _number(texts: pd.Series) -> np.ndarray:
    """The numbers of steps; NaN where there is none."""
    return pd.to_numeric(texts.str.extract(r"^(\d+(?:\.\d+)?)", expand=False)).to_numpy(dtype="float64")


def _ends(texts: pd.Series) -> np.ndarray:
    """The last days of quarters."""
    return (periods.parse(texts)["first_day"] + pd.offsets.MonthEnd(3)).to_numpy()
