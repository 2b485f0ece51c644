"""What a comparison with a baseline says in plain English."""

from __future__ import annotations

from analytics.model import AgainstBaseline, Estimate, Harmed, MonthsOf, PrintedFall, Tested
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.model.view import Span
from analytics.words import formats

NEVER_ADDED = (
    "A difference of monthly averages. Counts of people are never added up: most people are counted in every month, and "
    "some in two ICBs, so nine months of fewer people are not nine times as many people."
)
TOO_SURE = (
    "Why the plain comparison is not enough. It takes each month for a fresh draw, but who is counted in one month "
    "is mostly counted in the next, so it claims to be surer than it can be. And it holds the months of a period "
    "against other months of the year: where the seasons differ, part of the difference is the season. The "
    "regression takes the season out and allows for months that resemble their neighbours."
)
CARRIED_ON = (
    "The last line of the table asks another question: where the last month of the period lies against where the trend up "
    "to the end of the baseline would have led, from all months that there are. A trend carried on so far is a guess; its "
    "interval allows for three looks."
)
NO_NNH = (
    "The report gives no number needed to harm for high doses, so nothing is worked out. It says that the risk of death "
    "was halved; no source for that was found."
)
ASSUMPTION = "Programme assumption"
COUNTED_DEATHS = (
    "Lives and harm are worked out from an assumed number needed to harm, never counted. No study behind the numbers 62 and "
    "10 was found, so they have no interval: the ranges are those of the fall alone, and too narrow."
)
ALIKE = 0.5
"""Neighbouring months that correlate so much leave even the careful interval too narrow."""
ROWS = {
    "robust": "Main answer: segmented regression",
    "plain": "Plain difference of two means, as in the report",
    "same": "Plain, the same calendar months of the baseline",
    "carried": "Last month against the earlier trend carried on",
}


def sentence(found: AgainstBaseline) -> str:
    """The difference with its interval and P value; first of all that there may be none, where the interval holds 0."""
    name, title = found.series.organisation.short_name, within(found.series.measure.short_title)
    answer = found.answer
    if answer is None:
        return found.note or "Nothing can be compared."
    when = f"a month in {span(found.period.span)} than in {span(found.baseline.span)}"
    size, way = people(answer.difference.value), "fewer" if answer.difference.value < 0 else "more"
    how = "" if found.robust else " This is the plain comparison: there are too few months for a regression."
    if answer.clear:
        return f"{name} had {size} {way} {title} {when} ({interval(answer)}; {p_value(answer.p)}).{how}"
    return (
        f"No clear change: the interval holds zero. {name} had {size} {way} {title} {when}, but the {interval(answer)} "
        f"({p_value(answer.p)}), so chance alone could explain it.{how}"
    )


def interval(tested: Tested) -> str:
    """The 95% interval, both directions named where it holds 0."""
    low, high = tested.difference.low, tested.difference.high
    if tested.clear:
        ends = sorted((abs(low), abs(high)))
        return f"95% interval {people(ends[0])} to {people(ends[1])}"
    return f"95% interval runs from {people(low)} fewer to {people(high)} more"


def p_value(p: float) -> str:
    """A P value as papers print it."""
    return "P < 0.001" if p < 0.001 else f"P = {p:.3f}" if p < 0.1 else f"P = {p:.2f}"


def people(value: float) -> str:
    """A number of people without its sign."""
    return f"{abs(value):,.0f}" if abs(value) >= 20 else f"{abs(value):.1f}".removesuffix(".0")


def change(estimate: Estimate) -> str:
    """A difference in words: "25,693 fewer"."""
    return f"{people(estimate.value)} {'fewer' if estimate.value < 0 else 'more'}"


def span(months: Span) -> str:
    """Some months in words: "2021" for a calendar year, else "July 2022 to March 2023"."""
    first, last = months
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    return f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"


def table(found: AgainstBaseline) -> list[dict[str, str]]:
    """Each way of comparing, with its difference, interval and P value."""
    rows = []
    for name, tested in (("robust", found.robust), ("plain", found.plain)):
        if tested:
            rows.append(_row(ROWS[name], change(tested.difference), interval(tested), p_value(tested.p)))
    if found.same_months is not None:
        way = "fewer" if found.same_months < 0 else "more"
        rows.append(_row(ROWS["same"], f"{people(found.same_months)} {way}", "", ""))
    if found.carried_on:
        away = Tested(found.carried_on, float("nan"))
        rows.append(_row(ROWS["carried"], change(found.carried_on), interval(away), ""))
    return rows


def _row(how: str, difference: str, between: str, p: str) -> dict[str, str]:
    between = between.removeprefix("95% interval ").removeprefix("runs from ")
    return {"How compared": how, "People a month": difference, "95% interval": between or "–", "P value": p or "–"}


def harm(found: Harmed) -> str:
    """One outcome in a sentence, with its assumption."""
    less = "" if found.plain.value >= 0 else " (below zero: there were more people)"
    main = f"; by the main answer {_range(found.robust)}" if found.robust else ""
    return (
        f"{found.title}: {people(found.plain.value)} {found.outcome}{less} by the plain difference{main}. "
        f"{ASSUMPTION}: one for each {found.nnh:g} people (NNH)."
    )


def _range(estimate: Estimate) -> str:
    value, low, high = (
        f"{'-' if round(v) < 0 else ''}{people(v)}" for v in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def checked(found: AgainstBaseline, fall: PrintedFall | None) -> str:
    """How the plain difference compares with what the report prints for the same months."""
    if fall is None or found.plain is None:
        return ""
    tested = f" ({fall.tested})" if fall.tested else ""
    same = abs(-found.plain.difference.value - fall.fewer) < 0.5
    verdict = "the same as the plain difference here" if same else "not what these figures give"
    return f"{fall.source}, prints {fall.fewer:,.0f} fewer people a month for these months{tested}: {verdict}."


def too_sure(found: AgainstBaseline) -> str:
    """Why the plain comparison overstates, and by how much here."""
    if not (found.robust and found.plain and found.plain.p > 0 and found.robust.p > 1.5 * found.plain.p):
        return TOO_SURE
    return f"{TOO_SURE} Here its P value is {found.robust.p / found.plain.p:,.0f} times too small."


def months(which: MonthsOf) -> str:
    """How complete the months of a span are: "" where nothing is missing."""
    if which.months == which.expected:
        return ""
    return f"{which.months} of {which.expected} months of {span(which.span)} have a figure."


def method(found: AgainstBaseline) -> str:
    """How the main answer was worked out, in a sentence or two."""
    if not found.robust:
        return found.note
    alike = (
        " That is so much that even this interval is too narrow: in simulations of unchanged series as alike it left out 0 "
        "in about one of ten instead of one of twenty."
        if found.autocorrelation >= ALIKE
        else ""
    )
    season = "with a yearly season" if found.seasonal else "without a season (that needs 12 months on each side)"
    return (
        f"Segmented regression of the months from {found.baseline.span[0]:%B %Y} to {found.period.span[1]:%B %Y}, {season}; "
        f"its 95% interval is by Newey and West, corrected for few points. Neighbouring months correlate by "
        f"{found.autocorrelation:.2f} after that. The P value is that of no difference.{alike}"
    )


def alt(found: AgainstBaseline) -> str:
    """A name for the picture."""
    series = found.series
    answer = f" {change(found.answer.difference).capitalize()} a month." if found.answer else ""
    made_up = f" {ILLUSTRATIVE}." if series.illustrative else ""
    return (
        f"{series.measure.short_title}, {series.organisation.short_name}, by month: {span(found.period.span)} against the "
        f"baseline {span(found.baseline.span)}.{answer}{made_up}"
    )


def provisional(months: list[str]) -> str:
    """That the newest months may still change."""
    if not months:
        return ""
    return f"{formats.join(months)} {'is' if len(months) == 1 else 'are'} provisional and will be revised."
