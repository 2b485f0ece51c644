"""The bundle: what holds it back, from the rates of its interventions and the share of babies who got everything.

Two scores. The *composite quality score* (CQS) is received over eligible opportunities: raising intervention i to the
rate t adds (t x eligible_i - received_i) / all opportunities, exactly.

The *appropriate care score* (ACS, here a) is the share of babies who received all they were eligible for. Sums of babies
by intervention do not say *which* babies missed several, so what a would be is a range:

- m_i = share of all babies who are eligible for i and missed it = e_i x (1 - p_i), with e_i the share eligible and p_i the
  rate. Raising p_i to t reaches e_i x (t - p_i) of all babies; only those among them who missed nothing else complete
  their bundle.
- *Most* (no assumption; Fréchet 1935): min(e_i (t - p_i), 1 - a - max m_j over j other than i): everybody newly reached
  missed nothing else, and whoever missed another intervention stays incomplete.
- *Least* (no assumption): max(0, e_i (t - p_i) - m_i + max(0, 1 - a - sum of m_j over j other than i)): those newly reached
  are, as far as they can be, babies who missed something else too.
- *Middle* (misses of i independent of misses of the others, given a): a x (1 - e_i (1 - t)) / (1 - m_i) - a, held inside
  the bounds. Where the same babies miss several interventions, as after a very quick birth, the truth is lower.

Example: a = 0.20; i reaches 0.60 of all babies (m = 0.40), t = 0.90; another misses 0.50. Newly reached 0.30; most
min(0.30, 1 - 0.20 - 0.50) = 0.30; least 0.30 - 0.40 + (1 - 0.20 - 0.50) = 0.20; middle 0.20 x 0.90 / 0.60 - 0.20 = 0.10,
held at 0.20.
"""

from __future__ import annotations

import pandas as pd

COLUMNS = (
    "measure", "numerator", "denominator", "rate", "share", "missed", "to_reach", "cqs_gain", "acs_gain", "acs_low",
    "acs_high",
)  # fmt: skip


def gains(parts: pd.DataFrame, acs: float | None, target: float) -> pd.DataFrame:
    """One row an intervention, the one with most to gain first. `COLUMNS`.

    `parts`: `measure`, `numerator`, `denominator` and `share`, the share of all babies who are eligible for it. `missed`
    counts eligible babies who did not receive it, `to_reach` those of them that reaching `target` (a fraction) takes;
    gains are fractions of a score, 0 where the target is reached already; those of the ACS are NaN where `acs` is None.
    Interventions without anybody eligible are left out. Raises ValueError for a target or score outside 0 to 1.
    """
    for name, value in (("target", target), ("score", acs)):
        if value is not None and not 0 <= value <= 1:
            raise ValueError(f"the {name} is a fraction from 0 to 1, found {value}")
    out = parts[parts["denominator"] > 0].reset_index(drop=True).astype({"share": float})
    out["rate"] = out["numerator"] / out["denominator"]
    out["missed"] = out["denominator"] - out["numerator"]
    out["to_reach"] = (target * out["denominator"] - out["numerator"]).clip(lower=0)
    out["cqs_gain"] = out["to_reach"] / out["denominator"].sum()
    bounds = _acs_gains(out, acs, target) if acs is not None else float("nan")
    out[["acs_low", "acs_gain", "acs_high"]] = bounds
    order = ["acs_gain", "cqs_gain"] if acs is not None else ["cqs_gain"]
    return out.sort_values(order, ascending=False, kind="stable", ignore_index=True)[list(COLUMNS)]


def _acs_gains(parts: pd.DataFrame, acs: float, target: float) -> pd.DataFrame:
    """Least, middle and most that the score could rise; see the module for the formulas."""
    miss = parts["share"] * (1 - parts["rate"])
    reached = parts["share"] * (target - parts["rate"]).clip(lower=0)
    other_most = pd.Series([miss.drop(i).max() if len(miss) > 1 else 0.0 for i in miss.index], index=miss.index)
    # Rates and the score may come from different babies (missing data), so a bound may fall below 0: nothing to gain then.
    high = pd.concat([reached, 1 - acs - other_most], axis=1).min(axis=1).clip(lower=0)
    alone = (1 - acs - (miss.sum() - miss)).clip(lower=0)
    low = pd.concat([(reached - miss + alone).clip(lower=0), high], axis=1).min(axis=1)
    got = 1 - miss
    middle = (acs * (got + reached) / got.where(got > 0) - acs).fillna(low)
    return pd.concat([low, middle.clip(lower=low, upper=high), high], axis=1)


def eligible_shares(parts: pd.DataFrame, everyone: frozenset[str]) -> pd.Series:
    """The share of all babies who are eligible for each intervention, in the order of `parts`.

    1 for those in `everyone`, whose cohort is the bundle's own. For others, babies counted for it over the most counted
    for any: records are taken to be missing equally often for both.
    """
    most = parts["denominator"].max()
    shares = (parts["denominator"] / most if most > 0 else parts["denominator"] * 0.0).clip(upper=1.0)
    return shares.mask(parts["measure"].isin(everyone), 1.0)
