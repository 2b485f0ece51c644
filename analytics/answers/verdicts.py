"""What every organisation's chart says of a measure, in one table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.answers.data import Data, Verdicts
from analytics.answers.question import Question
from analytics.model import Grain, Kind
from analytics.series import one

COLUMNS = ("org_code", "grain", "variation", "assurance", "latest_period", "latest", "status")


def verdicts(data: Data, asked: Question, kinds: tuple[Kind, ...] = tuple(Kind)) -> pd.DataFrame:
    """One row an organisation that has a value, largest first: both icons, and its latest value with that value's status.

    Each is judged at the grain that its own page shows. `latest_period` is the first day of the period, of a rolling year
    the last month.
    """
    resolved = data.resolved(asked.measure)
    people = [data.organisations[code] for code in resolved.codes() if code in data.organisations]
    by_grain: dict[Grain, list[str]] = {}
    for organisation in sorted(people, key=lambda o: (o.kind.level, o.kind, o.code)):
        grain = one.chosen_grain(resolved, organisation, asked.grain) if organisation.kind in kinds else None
        if grain is not None:
            by_grain.setdefault(grain, []).append(organisation.code)
    parts = [_rows(data.verdicts(asked.measure, grain, asked.end), codes) for grain, codes in by_grain.items()]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    order = {o.code: at for at, o in enumerate(sorted(people, key=lambda o: (o.kind.level, o.kind, o.code)))}
    return found.sort_values("org_code", key=lambda codes: codes.map(order), ignore_index=True)


def _rows(judged: Verdicts, codes: list[str]) -> pd.DataFrame:
    grid = judged.grid
    lines = grid.of(codes)
    known = np.isfinite(grid.value[lines])
    some = known.any(axis=1)
    lines, known = lines[some], known[some]
    last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return pd.DataFrame(
        {
            "org_code": [grid.codes[at] for at in lines],
            "grain": grid.grain.value,
            "variation": judged.charts.variation[lines],
            "assurance": judged.charts.assurance[lines],
            "latest_period": grid.periods[last],
            "latest": grid.value[lines, last],
            "status": [grid.status_texts(at, np.array([column]))[0] for at, column in zip(lines, last, strict=True)],
        }
    )
