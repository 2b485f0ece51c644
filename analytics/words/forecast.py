"""What a forecast says in plain English: the chance of meeting an ambition, what it would take, how far to trust it."""

from __future__ import annotations

from analytics.model import BackTest, Goal, Reaching, Trust
from analytics.model.forecast import LEVELS
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import formats
from analytics.words.baseline import people

SHARE = (
    "The ambition is England’s. What falls to an organisation is our reading: its share of England’s figure in the month "
    "from which the ambition counts. Nobody has set it a target."
)
METHOD = "Structural model: local linear trend, two harmonics of the year, working days and month length (Harvey 1989)"
HOW = (
    "A structural model of the months so far: a level that moves by a slope, both of which drift, with a season "
    "that does not change, and with what working days and the length of the month make of it (Harvey 1989; "
    "statsmodels). The bands are those of the model; how unsure its own sizes are is left out, so they are a little "
    "narrow. The chance is that of one month, the one that counts, being at or below the goal.\n\nThe back-test "
    "makes the same forecast from earlier months, with what was known then, and holds it against what came. Naive "
    "carries the last figure on, drift the average step since the beginning: a model that misses by more than these "
    "is not worth its trouble. Months overlap, so the shares are rough. Earlier months are taken as they are known "
    "today, so the test does not feel that the newest were revised."
)
NO_AMBITION = "The programme sets no ambition for this measure, so the forecast is only carried on for some months."
GUIDE = {
    Trust.LIMITED: " A rough guide only: see below.",
    Trust.UNKNOWN: " There are too few months to try such a forecast on earlier ones.",
}
"""What the first sentence adds of trust."""
TRUST_WORDS = {
    Trust.FAIR: "Tried on earlier months it did about as well as it says: take it as a fair guide.",
    Trust.LIMITED: "Tried on earlier months it did less well than it says: take it as a rough guide.",
    Trust.NONE: "Tried on earlier months it failed: this forecast should not be trusted.",
    Trust.UNKNOWN: "There are too few months to try it on earlier ones, so nobody knows how far to trust it.",
}


def sentence(found: Reaching) -> str:
    """Whether the goal will be met, as far as can be said."""
    name = found.series.organisation.short_name
    if found.outcome is not None and found.goal:
        return _outcome(found, found.goal, found.outcome)
    if found.fan is None:
        return f"No forecast for {name}. {found.note}"
    if found.back_test and found.back_test.trust is Trust.NONE:
        return f"Nobody can say from these figures: the forecast for {name} should not be trusted. {_chance(found)}"
    return _chance(found)


def _chance(found: Reaching) -> str:
    name, fan, goal = found.series.organisation.short_name, found.fan, found.goal
    assert fan is not None
    when = formats.period(fan.period[-1], found.series.grain)
    low, high = fan.band(0.8)
    range_ = f"between {people(low[-1])} and {people(high[-1])} (80% range)"
    if goal is None or found.chance is None:
        return f"{name} is heading for about {people(fan.middle[-1])} in {when}, {range_}."
    guide = GUIDE.get(found.back_test.trust, "") if found.back_test else ""
    return (
        f"{name} {_likely(found.chance)}: the chance of {people(goal.fewer)} fewer people by {when} is about "
        f"{percent(found.chance)}. The forecast is {people(fan.middle[-1])}, {range_}; the goal is {people(goal.most)} or "
        f"fewer.{guide}"
    )


def _outcome(found: Reaching, goal: Goal, outcome: float) -> str:
    name, when = found.series.organisation.short_name, f"{goal.ambition.by:%B %Y}"
    met = "was met" if outcome <= goal.most else "was not met"
    less = goal.start - outcome
    way = "fewer" if less >= 0 else "more"
    return (
        f"The goal {met}: {name} had {people(outcome)} in {when}, {people(less)} {way} than in {goal.ambition.since:%B %Y}, "
        f"against {people(goal.fewer)} fewer."
    )


def _likely(chance: float) -> str:
    steps = ((0.9, "will very likely get there"), (0.66, "will probably get there"),
             (0.34, "may or may not get there"), (0.1, "will probably not get there"))  # fmt: skip
    return next((text for least, text in steps if chance >= least), "will very probably not get there")


def percent(chance: float) -> str:
    """A probability without false precision: nothing is certain."""
    if chance < 0.01:
        return "less than 1%"
    return "more than 99%" if chance > 0.99 else f"{chance:.0%}"


def needed(found: Reaching) -> str:
    """The fall a month that would still meet the goal, beside that of the last year."""
    if found.needed is None or found.goal is None:
        return ""
    by = f"{found.goal.ambition.by:%B %Y}"
    if found.needed <= 0:
        text = f"The last figure is already at or below the goal; it may rise by {people(found.needed)} a month until {by}."
    else:
        text = f"It takes a fall of {people(found.needed)} a month from the last figure until {by}."
    return text if found.recent is None else f"{text} Over the last year it {moved(found.recent)} a month."


def moved(fall: float) -> str:
    """A fall, or a rise where it is below 0."""
    return f"{'fell' if fall >= 0 else 'rose'} by {people(fall)}"


def without(found: Reaching) -> str:
    """What the chance would be without the months that stand far from the others."""
    if not found.unusual:
        return ""
    months = formats.join([f"{month:%B %Y}" for month in found.unusual])
    verb = "stands" if len(found.unusual) == 1 else "stand"
    start = f"{months} {verb} far from the months around and widen the fan."
    if found.chance_without is None:
        return start
    return (
        f"{start} Without {'it' if verb == 'stands' else 'them'} the chance would be {percent(found.chance_without)}."
    )


def trust(test: BackTest) -> str:
    """How far the forecast may be trusted, and why."""
    verdict = TRUST_WORDS[test.trust]
    if test.trust is Trust.UNKNOWN:
        return verdict
    simple = min(test.naive, test.drift)
    side = "less" if test.model < simple else "more"
    ahead = f"{test.months} month{'s' if test.months > 1 else ''}"
    return (
        f"{verdict} Made from {len(test.origins)} earlier months, {test.origins[0]:%B %Y} to {test.origins[-1]:%B %Y}, up "
        f"to {ahead} ahead, it missed by {people(test.model)} on average: {side} "
        f"than the better of two simple forecasts ({people(simple)})."
    )


def back_test(test: BackTest) -> list[dict[str, str]]:
    """The bands that held and the errors, a row each; none where nothing was tried."""
    if test.trust is Trust.UNKNOWN:
        return []
    bands = [(f"Outcomes within the {level:.0%} band", f"{held:.0%}", f"{level:.0%}")
             for level, held in zip(LEVELS, test.inside, strict=True)]  # fmt: skip
    better = people(min(test.naive, test.drift))
    errors = [
        ("Average miss of this forecast", people(test.model), f"less than {better}"),
        ("Average miss of the last figure carried on (naive)", people(test.naive), "–"),
        ("Average miss of the average step carried on (drift)", people(test.drift), "–"),
    ]
    rows = [*bands, *errors]
    return [{"Tried on earlier months": what, "Found": found, "Should be": ideal} for what, found, ideal in rows]


def share(goal: Goal) -> str:
    """Whose the goal is."""
    if goal.share == 1:
        return f"The ambition: {goal.ambition.title} ({within(goal.ambition.source)})."
    return f"{SHARE} Here that is {goal.share:.1%} of {goal.ambition.fewer:,.0f}: {people(goal.fewer)}."


def alt(found: Reaching) -> str:
    """A name for the picture."""
    series = found.series
    made_up = f" {ILLUSTRATIVE}." if series.illustrative else ""
    chance = f" Chance of meeting the goal {percent(found.chance)}." if found.chance is not None else ""
    return f"Forecast of {within(series.measure.short_title)}, {series.organisation.short_name}, by month.{chance}{made_up}"
