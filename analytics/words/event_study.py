"""What an event study by phases says in plain English, never more certain than it is."""

from __future__ import annotations

from math import isfinite

from analytics.model import Estimate, EventStudy, Grain, PhaseStudy
from analytics.model.titles import within
from analytics.words import formats

CAVEATS = (
    "**Who goes first is no accident.** ICBs chose to take the approach, and when. Whatever made them choose "
    "(a new lead, a bad figure, an earlier programme) may also have moved prescribing.",
    "**Few ICBs.** Intervals allow for how few there are, by drawing ICBs anew; they hold for one quarter "
    "each, so one in twenty leaves out the truth by chance alone.",
    "**They start at different times.** Each ICB is held only against those that had not reached the phase "
    "yet, never against those that had. Later quarters rest on the few that reached it early.",
    "**The day is known to the quarter.** A phase is recorded at the end of a quarter, so quarter 0 lies "
    "partly before it.",
    "**A phase is no dose.** It says how far a plan has come, not how much care has changed; people on "
    "long-term opioids change slowly.",
)
BUILT_IN = (
    "**Illustrative data.** In the made-up figures of people a faster fall at ICBs that reach phase 6 is built in from "
    "late 2021, before any phase was reached; in those of items none is. This tries the method and tells nothing of the NHS."
)
UNIT = "Points are hundredths of each ICB’s own mean of 2021: −1.0 is a fall by 1% of it."
HOW = (
    "Each ICB’s quarter is put as a percentage of its own mean of 2021, so large and small ICBs count alike. "
    "For each ICB that reached the phase, the change since the quarter before it did is compared with the "
    "mean change, over the same calendar quarters, of all ICBs that had not reached it by then. The mean of "
    "these differences is drawn by quarter since the phase was reached. Left of 0 they show whether both "
    "groups went in parallel before; if they did not, what follows may be the same drift. Source: Callaway "
    "and Sant’Anna, Journal of Econometrics 2021."
)


def conclusion(found: PhaseStudy) -> str:
    """The answer in a sentence, and how the groups went before."""
    study, what = found.study, f"“{found.measure.short_title}”"
    if study.after is None or study.before is None:
        return (
            f"**It cannot be told.** {_many(study)} reached phase {found.phase:g} at a known time with figures "
            f"before and after, or too few had not reached it yet: each side needs at least {study.fewest}."
        )
    after, before = study.after, study.before
    there = f"ICBs that reached phase {found.phase:g}"
    if not study.parallel:
        way = "falling" if before.value < 0 else "rising"
        return (
            f"**It cannot be told from these figures.** {there} were not in parallel with the others before "
            f"they reached it: {what} was already {way} against the others, by {_points(before)} a quarter. "
            f"Since then the difference is {_signed(after)}. {_beyond(study.beyond)}"
        ).rstrip()
    since = f"Since {there} did so, {what}"
    if after.high < 0:
        verdict = (
            "**Prescribing fell faster where the approach is further on, which fits an effect and does not prove one.**"
        )
        text = f"{verdict} {since} is down by {_points(after)} more than at ICBs not there yet."
    elif after.low > 0:
        verdict = "**Prescribing did not fall faster where the approach is further on.**"
        text = f"{verdict} {since} is up by {_points(after)} against ICBs not there yet."
    else:
        verdict = "**There is no difference that chance could not explain.**"
        text = f"{verdict} {since} differs from ICBs not there yet by {_signed(after)}."
    return f"{text} {_parallel(study)}"


def who(found: PhaseStudy) -> str:
    """Whom the study is about, and whom it leaves out."""
    study = found.study
    last = formats.period(found.last, Grain.QUARTER)
    text = f"{_many(study)} reached phase {found.phase:g} in a known quarter up to {last}"
    if len(study.waiting):
        text += f", held against at least {study.waiting.min()} that had not"
    if found.undated:
        text += (
            f". Left out, because nobody knows since when, or whether, they stand there: {formats.join(found.undated)}"
        )
    if found.without:
        text += f". Left out, because figures are missing: {formats.join(found.without)}"
    return formats.sentence(text)


def few(study: EventStudy) -> str:
    """Which quarters rest on so few boards that they conclude nothing; empty where none does."""
    thin = [f"{t:+d} ({r})" for t, r in zip(study.time[study.few], study.reached[study.few], strict=True)]
    if not thin:
        return ""
    least = f"Hollow points rest on fewer than {study.fewest} ICBs, and no conclusion uses them"
    return f"{least}: quarter {formats.join(thin)}."


def alt(found: PhaseStudy) -> str:
    """A short name for the picture."""
    study = found.study
    return (
        f"Event study of {within(found.measure.short_title)} by quarter since phase {found.phase:g} was "
        "reached: the difference from ICBs not there yet, in points of each ICB’s mean of 2021, with 95% "
        f"intervals, quarters {study.time.min():+d} to {study.time.max():+d}."
    )


def point(study: EventStudy, place: int) -> str:
    """One quarter in words."""
    time, effect = int(study.time[place]), study.effect[place]
    if time == -1:
        return "The quarter before: what the others are held against"
    side = "after" if time > 0 else "before"
    when = f"{abs(time)} quarter{'s' * (abs(time) > 1)} {side}" if time else "In the quarter itself"
    ends = f" ({plus(study.low[place])} to {plus(study.high[place])})" if isfinite(study.low[place]) else ""
    return f"{when}: {plus(effect)} points{ends}, {study.reached[place]} ICBs against {study.waiting[place]}"


def _parallel(study: EventStudy) -> str:
    assert study.before is not None
    return (
        f"Before, no difference of the trends can be told from chance ({_signed(study.before)} a quarter); "
        "with so few ICBs that does not prove that there was none."
    )


def _beyond(beyond: Estimate | None) -> str:
    if beyond is None:
        return ""
    more = (
        "which chance could explain"
        if beyond.low <= 0 <= beyond.high
        else "more than chance would explain, if that drift had gone on unchanged"
    )
    return f"With the drift of before carried on, {_signed(beyond)} are left, {more}."


def _many(study: EventStudy) -> str:
    return f"{study.organisations or 'No'} ICB{'s' * (study.organisations != 1)}"


def _points(of: Estimate) -> str:
    """The size of a difference with its interval, the smaller end first."""
    low, high = sorted((abs(of.low), abs(of.high)))
    return f"{abs(of.value):.1f} points (95% interval {low:.1f} to {high:.1f})"


def _signed(of: Estimate) -> str:
    return f"{plus(of.value)} points (95% interval {plus(of.low)} to {plus(of.high)})"


def plus(value: float) -> str:
    """A number with its sign, to one decimal."""
    text = f"{value:+.1f}".replace("-", "−")
    return text if text.strip("+−0.") else "0.0"
