"""A reader's own counts of outcomes, as a CSV file: a trust whose rate of NEC doubles in its second year, and England."""

import pandas as pd

MONTHS = pd.date_range("2021-04-01", "2023-03-01", freq="MS").strftime("%Y-%m")
OWN = [0] * 12 + [3, 4, 4, 0, 0, 0, 0, 0, 0, 0, 3, 4]
"""Ten babies a month. At England's 5%: amber in May 2022, red in June 2022 and amber again in March 2023."""


def csv() -> bytes:
    """NEC of the trust and of England; brain injury of the trust alone, which England's counts would be needed for."""
    rows = [
        f"{slug},R0A,{month},{events},10"
        for slug in ("nec", "brain_injury")
        for month, events in zip(MONTHS, OWN, strict=True)
    ]
    rows += [f"nec,ENG,{month},50,1000" for month in MONTHS]
    return "\n".join(["measure,org_code,period,numerator,denominator", *rows, ""]).encode()
