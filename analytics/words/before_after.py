"""What a before-and-after analysis says in plain English: what moved, against whom, and what can be concluded.

Each verb is tied to an interval: a change is told as one only where its 95% interval leaves out 0, and the intervals of a
series allow for three looks at it. No sentence says that an event caused anything, because no before-and-after comparison
can show it.
"""

from __future__ import annotations

from analytics.model import BeforeAfter, Better, Estimate, Measure, Segments, Series, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.titles import within
from analytics.words import formats
from analytics.words.outlook import period_words

LOOKS = "The intervals allow for three looks: at once, in the trend and at the end."


def sentence(analysis: BeforeAfter, title: str) -> str:
    """What moved after the event called `title`: the change at once, the change of trend, and where it stands at the end."""
    if analysis.own is None:
        return analysis.note
    own, series = analysis.own, analysis.series
    name = within(series.measure.short_title or series.measure.title)
    start = f"After {_event(title)} ({formats.day(analysis.day)}), {name} in {series.organisation.short_name} "
    jump = (
        f"{_verb(own.level)} at once by {_size(series, own.level)}, compared with its trend before."
        if clear(own.level)
        else f"shows no clear jump: {_moved(series, own.level)}, which chance alone could explain."
    )
    return " ".join(part for part in (start + jump, _slope(series, own), _effect(analysis, own), LOOKS) if part)


def control(analysis: BeforeAfter) -> str:
    """What the others did over the same time, and the change measured against them; or why nobody is compared."""
    if analysis.own is None:
        return ""
    if analysis.others is None or analysis.difference is None:
        return formats.sentence(analysis.control_note)
    series, others, gap = analysis.series, analysis.others, analysis.difference
    theirs = (
        f"{analysis.control_name} {_verb(others.level)} at once by {_size(series, others.level)}."
        if clear(others.level)
        else f"{analysis.control_name} show no clear jump: {_moved(series, others.level)}."
    )
    level = f"Measured against them, the jump here is {_moved(series, gap.level)}{_doubt(gap.level)}."
    turn = f"The trend here moved {_moved(series, gap.slope, yearly=True)} against theirs{_doubt(gap.slope)}."
    return " ".join((formats.sentence(theirs), level, turn))


def conclusion(analysis: BeforeAfter, title: str) -> str:
    """What can and what cannot be concluded, in words that follow from the intervals and from the control."""
    if analysis.own is None:
        return "Nothing can be concluded about this event from these figures."
    event, changed, sense = _event(title), _changed(analysis.own), _sense(analysis, analysis.own)
    if analysis.difference is None:
        verdict = (
            f"Something changed{sense} at about the time of {event}, but this cannot show that {event} caused it: there is "
            "nobody without it to compare with."
            if changed
            else f"These figures show no clear change at the time of {event}. {_unseen(analysis, analysis.own)}"
        )
    elif changed and _changed(analysis.difference) and not _agree(analysis.own, analysis.difference):
        verdict = (
            f"Something changed here{sense} at about the time of {event}, but what differs from the others is not that same "
            f"change. Together they do not bear out an effect of {event}."
        )
    elif _changed(analysis.difference):
        verdict = (
            f"Something changed here{sense} at about the time of {event} that did not change alike in the others. That "
            f"fits an effect of {event}, but cannot show that it was the cause."
            if changed
            else f"The change here is not clear by itself, but its course differs from that of the others from the time "
            f"of {event} on. Read it with care: this cannot show that {event} was the cause."
        )
    elif changed:
        verdict = (
            f"Something changed here{sense} at about the time of {event}, but not clearly more than in the others, so a "
            f"cause that all share is as likely. This cannot show that {event} made a difference."
        )
    else:
        verdict = (
            f"These figures show no clear change at the time of {event}, here or against the others. "
            f"{_unseen(analysis, analysis.difference)}"
        )
    return verdict


def method(analysis: BeforeAfter) -> str:
    """How it was worked out, in one line."""
    own = analysis.own
    if own is None:
        return ""
    grain = labels.GRAINS[analysis.series.grain]
    parts = [
        f"Segmented regression on {own.before} {grain.shorts} before and {own.after} after",
        "weighted by denominators" if own.weighted else "",
        "with a yearly season" if own.seasonal else "without a season (that needs 12 months on each side)",
        f"95% intervals by Newey-West with {own.lags} lags, widened for few points and for three looks",
    ]
    left = f"Left out: the event’s own {grain.short}, {period_words(analysis.series, analysis.event)}"
    chance = "below 0.01" if own.ljung_box < 0.01 else f"{own.ljung_box:.2f}"
    return f"{', '.join(p for p in parts if p)}. {left}. Durbin-Watson {own.durbin_watson:.2f}, Ljung-Box p {chance}."


def key(analysis: BeforeAfter) -> str:
    """How to read the picture, in a sentence or two."""
    others = f" The dotted line is {analysis.control_name}." if analysis.control is not None else ""
    return (
        "The solid line is the trend before and after, without the season; the dashed line is the earlier trend carried on, "
        f"with its 95% band.{others} The hollow point is not fitted."
    )


def alt(analysis: BeforeAfter, title: str) -> str:
    """A short name for the picture: measure, organisation, event and the change at once."""
    series = analysis.series
    name = f"Before and after {_event(title)}, {formats.day(analysis.day)}: {within(series.measure.short_title)}, " \
           f"{series.organisation.short_name}."  # fmt: skip
    own = analysis.own
    change = "" if own is None else f" Change at once {_moved(series, own.level)}."
    end = "" if own is None or own.effect is None else f" At the end {_moved(series, own.effect)}."
    return f"{name}{change}{end}{f' {ILLUSTRATIVE}.' if series.illustrative else ''}"


def clear(change: Estimate) -> bool:
    """Whether the 95% interval leaves out 0."""
    return change.low > 0 or change.high < 0


def amount(measure: Measure, value: float) -> str:
    """The size of a change without its sign or its share of the start: "6.1 points", "0.12", "6,400"."""
    if measure.unit is Unit.PERCENT:
        return f"{abs(value) * 100:.1f} points"
    return formats.difference(measure, value, 0.0)


def _slope(series: Series, own: Segments) -> str:
    if clear(own.slope):
        return f"Its trend changed: {_moved(series, own.slope, yearly=True)}."
    return f"Its trend did not clearly change: {_moved(series, own.slope, yearly=True)}."


def _effect(found: BeforeAfter, own: Segments) -> str:
    series = found.series
    if own.effect is None:
        return "The trend before would have led to figures that cannot be, so no effect at the end is given."
    last = max(i for i, used in enumerate(found.used) if used)
    when = formats.period(series.points["period"].iloc[last], series.grain)
    side, other = ("above", "below") if own.effect.value > 0 else ("below", "above")
    start = f"In {when} it was {amount(series.measure, own.effect.value)} {side} where the trend before would have led"
    if clear(own.effect):
        return f"{start} ({_interval(series.measure, own.effect)})."
    ends = [amount(series.measure, end).removesuffix(" points") for end in (own.effect.low, own.effect.high)]
    far, near = ends if own.effect.value < 0 else ends[::-1]
    return f"{start}, but the 95% interval runs from {far} {side} to {near} {other}: chance alone could explain it."


def _changed(segments: Segments) -> bool:
    return clear(segments.level) or clear(segments.slope)


def _agree(own: Segments, difference: Segments) -> bool:
    """Whether a clear change of the series is also clear, and goes the same way, against the others."""
    pairs = ((own.level, difference.level), (own.slope, difference.slope))
    return any(clear(a) and clear(b) and (a.value > 0) == (b.value > 0) for a, b in pairs)


def _unseen(found: BeforeAfter, segments: Segments) -> str:
    """What a clear change would have had to be: absence of evidence is not evidence of absence."""
    half = (segments.level.high - segments.level.low) / 2
    return (
        "That does not show that nothing happened: with so much chance in the points, a jump of less than about "
        f"{amount(found.series.measure, half)} could not be seen."
    )


def _event(title: str) -> str:
    return f"“{title}”" if title else "the event"


def _verb(change: Estimate) -> str:
    return "rose" if change.value > 0 else "fell"


def _doubt(change: Estimate) -> str:
    return "" if clear(change) else ", which chance alone could explain"


def _sense(found: BeforeAfter, own: Segments) -> str:
    """“ for the better” or “ for the worse”, where all that clearly changed went one way and one way is better."""
    ways = {change.value > 0 for change in (own.level, own.slope) if clear(change)}
    better = found.series.measure.better
    if len(ways) != 1 or better is Better.NEUTRAL:
        return ""
    return " for the better" if ways == {better is Better.INCREASE} else " for the worse"


def _moved(series: Series, change: Estimate, yearly: bool = False) -> str:
    """“6.1 points up (95% interval 2.0 to 10.2)”."""
    return _size(series, change, "up" if change.value > 0 else "down", yearly)


def _size(series: Series, change: Estimate, way: str = "", yearly: bool = False) -> str:
    """“6.1 points (95% interval 2.0 to 10.2)”: the interval in the change's own direction where it is clear, else with
    both directions named: “2.0 down to 4.2 up”."""
    measure, times = series.measure, 12 / series.grain.months if yearly else 1.0
    words = [amount(measure, change.value * times), way, "a year" if yearly else ""]
    return " ".join([*(word for word in words if word), f"({_interval(measure, change, times)})"])


def _interval(measure: Measure, change: Estimate, times: float = 1.0) -> str:
    low, high = (amount(measure, end * times).removesuffix(" points") for end in (change.low, change.high))
    if change.high < 0:
        low, high = high, low
    return f"95% interval {low} to {high}" if clear(change) else f"95% interval {low} down to {high} up"
