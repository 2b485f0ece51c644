"""What treatment is worth in outcomes: cases prevented, lives and cost, as estimates with a range. Only arithmetic here.

cases = people treated / NNT (number needed to treat). Two versions, because they answer two questions:

- *all treatment*: everybody who was treated, as if nobody would have been without the programme. The report's own way
  (NHS England: 14,270 women / 37 = 385 cases);
- *more than at baseline*: people treated less those who would have been at the baseline's rate,
  (treated - baseline x eligible) / NNT. Negative where the rate fell.

The range takes the NNT at both ends of its interval: 100 to treat for one case gives the *low* end. For the second version
it also takes the baseline at both ends of its own. Whatever the size, chance is included as well: the 95% range of a Poisson
count whose mean is the low or the high end (`poisson_range`). Ends are combined as if all erred one way, so ranges are wide,
and a range moves smoothly with the number treated: no size makes chance vanish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analytics.model import Baseline, Effect, Estimate

POUNDS = "pounds"
_TAIL = 0.025


def prevented(effect: Effect, assumed: Mapping[str, float], treated: float) -> Estimate:
    """Cases that `treated` people are worth. `assumed` has nnt, nnt_low and nnt_high (`catalogue.effects.adjusted`).

    Nobody treated gives 0 (0 to 0), and the method says so. Raises ValueError for a count below 0.
    """
    if treated < 0:
        raise ValueError(f"{treated} people cannot have been treated")
    if treated == 0:
        return _nobody(effect, "treated")
    nnt, best, worst = needed(assumed)
    method = f"{effect.people} treated divided by the number needed to treat"
    inputs = (
        (f"{effect.people} treated", treated),
        ("NNT", nnt),
        ("NNT at its best", best),
        ("NNT at its worst", worst),
    )
    value, low, high = treated / nnt, treated / worst, treated / best
    return _estimate(effect, value, low, high, method, inputs, "the interval of the NNT")


def beyond_baseline(
    effect: Effect, assumed: Mapping[str, float], treated: float, eligible: float, baseline: Baseline
) -> Estimate:
    """Cases from the people treated above the baseline's rate, out of `eligible` (see the module)."""
    if eligible == 0:
        return _nobody(effect, "eligible")
    nnt, best, worst = needed(assumed)
    method = f"{effect.people} treated, less {baseline.rate:.1%} of the eligible ({baseline.words}), divided by the NNT"
    extra = [treated - rate * eligible for rate in (baseline.rate, baseline.high, baseline.low)]
    ends = [people / n for people in extra[1:] for n in (best, worst)]
    inputs = (
        (f"{effect.people} treated", treated),
        ("eligible", eligible),
        ("rate at baseline", baseline.rate),
        ("NNT", nnt),
        ("NNT at its best", best),
        ("NNT at its worst", worst),
    )
    value = extra[0] / nnt
    included = "the interval of the NNT"
    if baseline.low < baseline.high:
        included += " and of the baseline"
    low, high = min(value, *ends), max(value, *ends)
    return _estimate(effect, value, low, high, method, inputs, included)


def cost(effect: Effect, assumed: Mapping[str, float], cases: Estimate) -> Estimate:
    """Pounds that `cases` would have cost, at `cost` each; the low end takes `cost_low`.

    Raises ValueError for an effect whose cases nobody has costed.
    """
    if "cost" not in assumed:
        raise ValueError(f"nobody has costed {effect.outcome}")
    each, least = assumed["cost"], min(assumed["cost"], assumed.get("cost_low", assumed["cost"]))
    ends = [cases.value * each, *(end * price for end in (cases.low, cases.high) for price in (least, each))]
    return Estimate(
        cases.value * each,
        min(ends),
        max(ends),
        f"{effect.outcome} times £{each:,.0f} (£{least:,.0f} at the low end)",
        effect.cost_source,
        (*cases.inputs, ("cost of a case, pounds", each), ("cost of a case at its least, pounds", least)),
    )


def a_month(estimate: Estimate, months: float) -> Estimate:
    """An estimate over some months as its average month. Raises ValueError for no months."""
    if months <= 0:
        raise ValueError("an average needs at least one month")
    return replace(
        estimate, value=estimate.value / months, low=estimate.low / months, high=estimate.high / months,
        method=f"{estimate.method}; over {months:g} months, the average of them",
    )  # fmt: skip


def needed(assumed: Mapping[str, float]) -> tuple[float, float, float]:
    """The NNT with its best (smallest) and worst end; an interval that a reader's NNT lies outside of is stretched to it."""
    nnt = assumed["nnt"]
    return nnt, min(nnt, assumed["nnt_low"]), max(nnt, assumed["nnt_high"])


def poisson_range(low: float, high: float) -> tuple[float, float]:
    """The 95% range of a count whose mean lies between `low` and `high`: 2.5% quantile of one, 97.5% of the other.

    Between two whole counts the range moves with the mean (the Poisson distribution's sum as an incomplete gamma function
    of any count), so it never jumps. Where the rate fell, means are below 0 and it is the cases lost that chance makes more
    or fewer. Each end holds its mean.
    """
    return (
        min(low, _quantile(low, _TAIL) if low > 0 else -_quantile(-low, 1 - _TAIL)),
        max(high, _quantile(high, 1 - _TAIL) if high > 0 else -_quantile(-high, _TAIL)),
    )


def _quantile(mean: float, share: float) -> float:
    """The count, whole or not, that `share` of Poisson counts do not exceed; 0 where that many are 0 already."""
    from scipy.special import pdtrik

    return float(pdtrik(share, mean))


def _estimate(
    effect: Effect,
    value: float,
    low: float,
    high: float,
    method: str,
    inputs: tuple[tuple[str, float], ...],
    included: str,
) -> Estimate:
    low, high = poisson_range(low, high)
    included += ", and the chance in any count"
    return Estimate(value, low, high, f"{method}. The range includes {included}", effect.nnt_source, inputs)


def _nobody(effect: Effect, what: str) -> Estimate:
    return Estimate(0.0, 0.0, 0.0, f"nobody was {what}", effect.nnt_source, ((f"{effect.people} {what}", 0.0),))
