"""Illustrative deterioration: MEWS and NEWTT2 by phase, stage and kind of record, the PIER pathway and its toolkits, and
babies cared for on the NEWTT2 pathway.

A trust's phase is the group that it was identified for: 3 pathfinders, 4 other paper-based, 5 digital. Phase 5 is
delayed (the report, page 11), so trusts in it wait, and their rows say so. Some plans are overdue: of paper-based trusts
by delays of their own, of digital ones because they planned for the milestone of July 2023.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from adoption import Row, changes
from calibrate import MONTHS, month_index, month_name, sigmoid

DAYS = ("2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30")
WAITING = "Digital site: waiting, because phase 5 is delayed until the digital specification is ready"
DIGITAL_SHARE = 0.42
ADOPTED_IN_EAST = 3
"""The report, page 15: NEWTT2 is adopted in three hospitals of the East of England (which ones is not said)."""
ONBOARDED = {"RXQ": "Onboarding meeting held; guidelines under review"}
"""The report, page 15: Buckinghamshire Healthcare has decided to implement NEWTT2."""
STARTED = month_index("2023-01")
PAPER, DIGITAL = 1, 2
PIER = {"prevent": 0.0, "identify": 0.3, "escalate": 0.6, "respond": 0.2, "bsots": 0.8, "each_baby_counts": 0.1}
"""The elements of managing deterioration, with how easily each is taken up: invented, in steps of the stage."""
PLANS = (("2023-07-31", 0.1), ("2023-08-31", 0.15), ("2023-12-31", 0.5), ("2024-03-31", 0.25))
"""Days for which a next step is planned, with their chance: a quarter of them have passed by the end of September."""
DIGITAL_PLAN = "2023-07-31"
"""The report's date for digital sites of MEWS (page 7), kept by those who planned before phase 5 was delayed."""


def pathfinders(rng: np.random.Generator, trusts: pd.DataFrame, more_in: str = "") -> frozenset[str]:
    """One trust of each PSC, and so many of `more_in` that the report's count there holds."""
    chosen: list[str] = []
    for psc, members in trusts.groupby("psc_code"):
        able = [c for c in members["code"] if c not in ONBOARDED]
        chosen += rng.choice(able, ADOPTED_IN_EAST if psc == more_in else 1, replace=False).tolist()
    return frozenset(chosen)


def history(rng: np.random.Generator, phase: int) -> dict[str, int]:
    """Stage of adoption at each quarter end: pathfinders began in April 2023, others hear, decide and wait."""
    last = {3: (5, 6), 4: (2, 5), 5: (1, 4)}[phase]
    stage = int(rng.integers(*last, endpoint=phase == 3))
    stages = {DAYS[-1]: stage}
    for day in reversed(DAYS[:-1]):
        stage = max(3 if phase == 3 else 0, stage - int(rng.integers(0, 3 if phase == 3 else 2)))
        stages[day] = min(stage, 4) if day < "2023-04" else stage
    return stages


def pathway_rows(
    rng: np.random.Generator,
    later: np.random.Generator,
    pathway: str,
    trusts: pd.DataFrame,
    first: frozenset[str],
    digital: frozenset[str],
) -> list[Row]:
    """Phase, stage and kind of record of every maternity trust on one tool. `later` draws what is planned."""
    rows: list[Row] = []
    for code in trusts["code"]:
        onboarded = pathway == "newtt2" and code in ONBOARDED
        phase = 3 if code in first else 5 if code in digital and not onboarded else 4
        note = WAITING if phase == 5 else ONBOARDED[code] if onboarded else ""
        has_plan = phase == 4 and rng.random() < 0.4
        stages = history(rng, phase)
        if onboarded:
            stages = dict.fromkeys(DAYS, 2) | {DAYS[-1]: 3}
        rows += changes(pathway, "phase", code, dict.fromkeys(DAYS[2:], phase), note=note)
        rows += changes(pathway, "stage", code, stages, *plan(later, phase, has_plan))
        rows += changes(pathway, "record", code, dict.fromkeys(DAYS[2:], DIGITAL if phase == 5 else PAPER))
    return rows


def plan(rng: np.random.Generator, phase: int, has_plan: bool) -> tuple[str, str]:
    """The day planned for the next stage and a note: paper-based trusts plan ahead, a few slip, digital ones wait."""
    if phase == 5 and rng.random() < 0.15:
        return DIGITAL_PLAN, "Planned before phase 5 was delayed; no new date"
    if has_plan:
        return planned_day(rng), "Agreed at the onboarding meeting"
    return "", ""


def planned_day(rng: np.random.Generator) -> str:
    """One of the days for which a next step is planned."""
    days, chances = zip(*PLANS, strict=True)
    return str(rng.choice(days, p=chances))


def pier_rows(rng: np.random.Generator, trusts: pd.DataFrame) -> list[Row]:
    """The parts of the PIER pathway, BSOTS and the Each Baby Counts toolkits, by trust: mostly a slow rise."""
    rows: list[Row] = []
    for code in trusts["code"]:
        ability = rng.normal(4.2, 1.2)
        for element, ease in PIER.items():
            stage = int(np.clip(round(ability + ease + rng.normal(0, 0.9)), 0, 7))
            stages = {DAYS[-1]: stage}
            for day in reversed(DAYS[:-1]):
                drawn = rng.random()
                stage = min(7, stage + 1) if drawn < 0.03 else max(0, stage - 1) if drawn < 0.35 else stage
                stages[day] = stage
            planned = planned_day(rng) if stages[DAYS[-1]] < 5 and rng.random() < 0.4 else ""
            rows += changes("pier", element, code, stages, planned, "Plan agreed with the PSC" if planned else "")
    return rows


def adoption_rows(
    rng: np.random.Generator, later: np.random.Generator, trusts: pd.DataFrame
) -> tuple[list[Row], frozenset[str], frozenset[str]]:
    """Rows of the three pathways; NEWTT2's pathfinders; and other trusts that use NEWTT2 for some by September 2023."""
    digital = frozenset(trusts.loc[rng.random(len(trusts)) < DIGITAL_SHARE, "code"])
    mews = pathway_rows(rng, later, "mews", trusts, pathfinders(rng, trusts), digital)
    first = pathfinders(rng, trusts, "PSC-EAST")
    newtt2 = pathway_rows(rng, later, "newtt2", trusts, first, digital)
    testing = {
        code for _, element, code, day, stage, *_ in newtt2 if element == "stage" and day == DAYS[-1] and stage >= 4
    }
    return mews + newtt2 + pier_rows(later, trusts), first, frozenset(testing - first)


def observations(
    rng: np.random.Generator, trusts: pd.DataFrame, first: frozenset[str], later: frozenset[str]
) -> list[tuple[str, str, str, object, object, str, str]]:
    """Babies admitted to the neonatal unit who were cared for on the NEWTT2 pathway: pathfinders from January 2023,
    trusts that test it from July."""
    rows: list[tuple[str, str, str, object, object, str, str]] = []
    for code in trusts["code"]:
        if code not in first | later:
            continue
        began = STARTED if code in first else month_index("2023-07")
        admitted, level = rng.uniform(18, 60), rng.normal(-1.6 if code in first else -2.2, 0.4)
        for t in range(began, MONTHS):
            babies = max(1, int(rng.poisson(admitted)))
            on_pathway = int(rng.binomial(babies, float(sigmoid(level + 0.32 * (t - began)))))
            rows.append(("newtt2_pathway", code, month_name(t), on_pathway, babies, "", ""))
    return rows
