"""Rows that tests of answers keep."""

import numpy as np
import pandas as pd

from analytics.model.tables import OBSERVATIONS

MONTHS = pd.date_range("2021-04-01", "2023-03-01", freq="MS")


def observations(code, numerators, months=MONTHS, slug="skin_to_skin"):
    return pd.DataFrame(
        {
            "measure": slug,
            "org_code": code,
            "period": months,
            "grain": "month",
            "numerator": np.asarray(numerators, float),
            "denominator": 100.0,
            "value": np.nan,
            "status": "",
            "measure_title": slug,
        }
    )[[c.name for c in OBSERVATIONS.columns]]
