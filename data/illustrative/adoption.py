"""Illustrative adoption: stages of the preterm pathway, the Whole System Approach, and PSIRF by quarter end.

Rows are written where a stage changed, and once more at the last quarter end, so that every pair is known then.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

Row = tuple[str, str, str, str, int, str, str]

QUARTERS = (
    "2021-06-30",
    "2021-09-30",
    "2021-12-31",
    "2022-03-31",
    "2022-06-30",
    "2022-09-30",
    "2022-12-31",
    "2023-03-31",
    "2023-06-30",
    "2023-09-30",
)
SEVEN = ("place_of_birth", "steroids", "mgso4", "antibiotics", "cord", "normothermia", "ebm")
NEW = ("caffeine", "vtv")
"""Joined the pathway in 2023/24."""
AT_FIVE = {SEVEN: 772, NEW: 178}
"""Pairs at stage 5 or above at the end: 950 of 120 trusts x 9 interventions = 88.0%, the report's 88% (page 8)."""
EASE = {
    "place_of_birth": 0.3,
    "steroids": 0.6,
    "mgso4": 0.8,
    "cord": 0.1,
    "antibiotics": -0.3,
    "normothermia": 0.3,
    "ebm": -0.6,
    "caffeine": 0.2,
    "vtv": -0.2,
}

WHOLE_SYSTEM = {  # ICB: (support 0 none, 1 other, 2 light touch, 3 full; phase, 0 where not on the approach)
    "QJ2": (3, 6),
    "QT1": (3, 6),
    "QYG": (3, 6),
    "QE1": (3, 6),
    "QHM": (3, 6),
    "QOP": (3, 6),
    "QVV": (3, 6),
    "QRL": (3, 6),
    "QUY": (3, 6),
    "QR1": (3, 6),
    "QHL": (3, 6),
    "QUE": (3, 6),
    "QF7": (3, 6),
    "QJK": (3, 6),
    "QU9": (3, 5),
    "QKK": (3, 5),
    "QMM": (3, 5),
    "QMJ": (3, 4),
    "QRV": (3, 4),
    "QWO": (3, 4),
    "QKS": (3, 3),
    "QGH": (3, 3),
    "QK1": (3, 3),
    "QNX": (3, 2),
    "QH8": (3, 2),
    "QSL": (2, 3),
    "QWU": (2, 2),
    "QJM": (2, 2),
    "QWE": (0, 2),
    "QHG": (1, 0),
    "QM7": (1, 0),
    "QJG": (1, 0),
    "QUA": (1, 0),
    "QOC": (1, 0),
    "QNC": (1, 0),
    "QPM": (1, 0),
    "QOX": (1, 0),
    "QT6": (0, 0),
    "QNQ": (0, 0),
    "QXU": (0, 0),
    "QMF": (0, 0),
    "QOQ": (0, 0),
}
"""Which ICB stands where is invented. The counts are the report's, pages 18-19 and 25: 25 fully supported (14 in phase
6, 6 in 4-5, 5 in 2-3, over 14 and 4 PSCs), 3 light touch, 8 other; one more on the approach makes its headline 29."""
HEADLINE_NOTE = "Counted in the report's headline of 29 ICBs on the approach, not in its sum of 25 and 3"

PSIRF_PHASES = {  # months after August 2022 in which the phase starts and is done, by the report's timeline (page 35)
    "orientation": (1, 4),
    "diagnostic": (4, 7),
    "governance": (6, 11),
    "planning": (8, 11),
    "policy_and_plan": (11, 14),
    "transition": (13, 19),
    "embedding": (14, 20),
}
LEARNING = {  # months after August 2022 in which a trust in step with the plan begins to introduce it; how likely it is used
    "swarm": (9, 0.55),
    "after_action": (7, 0.75),
    "mdt_review": (5, 0.80),
    "thematic_review": (8, 0.65),
    "safety_partners": (6, 0.70),
    "lfpse": (4, 0.90),
    "training": (3, 0.85),
}
LATE_ADOPTER = "RTH"
"""The report (page 40) tells of a multi-site trust in BOB that goes live on 1 April 2024 and does not name it."""


def months_since_august_2022(day: str) -> int:
    """Months from August 2022 to the month of a day; September 2022, the first of PSIRF, is 1."""
    return (int(day[:4]) - 2022) * 12 + int(day[5:7]) - 8


def changes(
    pathway: str, element: str, code: str, history: Mapping[str, int], planned: str = "", note: str = ""
) -> list[Row]:
    """Rows of one pair: where the stage changed, and the last. `planned` and `note` go on the last row only."""
    days = sorted(history)
    kept = [d for i, d in enumerate(days) if i in (0, len(days) - 1) or history[d] != history[days[i - 1]]]
    return [(pathway, element, code, d, history[d], *((planned, note) if d == days[-1] else ("", ""))) for d in kept]


def final_stages(rng: np.random.Generator, ability: np.ndarray) -> dict[str, np.ndarray]:
    """Stage of each trust on each intervention at the end: the best pairs, as many as printed, are at 5 or above."""
    stages: dict[str, np.ndarray] = {}
    for group, at_five in AT_FIVE.items():
        ease = np.array([EASE[e] for e in group])
        readiness = 0.7 * ability[:, None] + ease + 0.8 * rng.standard_normal((len(ability), len(group)))
        order = np.argsort(-readiness, axis=None, kind="stable")
        place = np.empty(order.size, dtype=int)
        place[order] = np.arange(order.size)
        bounds = [
            0.35 * at_five,
            0.75 * at_five,
            at_five,
            at_five + 0.65 * (order.size - at_five),
            at_five + 0.92 * (order.size - at_five),
        ]
        reached = 7 - np.digitize(place, np.ceil(bounds))
        stages |= dict(zip(group, reached.reshape(readiness.shape).T, strict=True))
    return stages


def preterm_rows(rng: np.random.Generator, trusts: pd.DataFrame, ability: np.ndarray) -> list[Row]:
    """Nine interventions by trust: told backwards from the end, mostly a step back at a time, now and then a slip."""
    final = final_stages(rng, ability)
    plans = ("2023-12-31", "2024-03-31")
    rows: list[Row] = []
    for element in SEVEN + NEW:
        days = QUARTERS if element in SEVEN else QUARTERS[-2:]
        for trust, code in enumerate(trusts["code"]):
            stage = int(final[element][trust])
            history = {days[-1]: stage}
            for day in reversed(days[:-1]):
                drawn = rng.random()
                stage = min(7, stage + 1) if drawn < 0.025 else max(1, stage - 1) if drawn < 0.30 else stage
                history[day] = stage
            stuck = history[days[-1]] <= 4
            planned = plans[int(rng.integers(2))] if stuck and rng.random() < 0.7 else ""
            rows += changes("preterm", element, code, history, planned, "Plan agreed with the PSC" if planned else "")
    return rows


def whole_system_rows(rng: np.random.Generator) -> list[Row]:
    """Phase and kind of support of the 42 ICBs, from the first quarter end after ICBs were set up in July 2022."""
    rows: list[Row] = []
    days = QUARTERS[5:]
    for code, (support, last) in sorted(WHOLE_SYSTEM.items()):
        phase, phases, supports = last, {}, {}
        for day in reversed(days):
            if phase:
                phases[day] = phase
            supports[day] = support if phase or support < 2 else 1
            phase = max(0, phase - int(rng.choice(3, p=[0.35, 0.5, 0.15])))
        note = HEADLINE_NOTE if last and not support else ""
        if phases:
            rows += changes("wsa", "phase", code, phases, note=note)
        rows += changes("wsa", "support", code, supports)
    return rows


def psirf_rows(rng: np.random.Generator, trusts: pd.DataFrame) -> list[Row]:
    """Seven overlapping phases of every trust: 0 not started, 1 under way, 2 complete, with some trusts late.

    A trust that closed (`valid_to`) is told until then.
    """
    rows: list[Row] = []
    for code, closed in zip(trusts["code"], trusts["valid_to"], strict=True):
        days = [d for d in QUARTERS[5:] if not closed or d <= closed]
        late = 5 if code == LATE_ADOPTER else int(rng.choice(6, p=[0.34, 0.30, 0.17, 0.10, 0.06, 0.03]))
        for phase, (start, end) in PSIRF_PHASES.items():
            slack = late if phase not in ("orientation", "diagnostic") else late // 2
            history = {
                d: int(months_since_august_2022(d) >= start + slack) + int(months_since_august_2022(d) >= end + slack)
                for d in days
            }
            planned = note = ""
            if phase == "transition" and history[days[-1]] == 0:
                month = 7 + start + slack  # months after January 2022
                planned = f"{2022 + month // 12}-{month % 12 + 1:02d}-01"
            if phase == "transition" and code == LATE_ADOPTER:
                planned, note = "2024-04-01", "Later than autumn 2023 by choice: several sites, tested first"
            rows += changes("psirf", phase, code, history, planned, note)
    return rows


def learning_rows(rng: np.random.Generator, trusts: pd.DataFrame) -> list[Row]:
    """Learning responses and people of every trust: 0 not begun, 1 being introduced, 2 in use; all of it invented."""
    rows: list[Row] = []
    days = QUARTERS[6:]
    for code in trusts["code"]:
        late = 2 if code == LATE_ADOPTER else int(rng.choice(4, p=[0.4, 0.3, 0.2, 0.1]))
        for element, (start, likely) in LEARNING.items():
            begun = start + late + int(rng.integers(3))
            used = begun + int(rng.integers(2, 6)) if rng.random() < likely else 99
            history = {d: sum(months_since_august_2022(d) >= month for month in (begun, used)) for d in days}
            rows += changes("psirf_learning", element, code, history)
    return rows
