"""What an event study by phases says in plain English, never more certain than it is."""

from __future__ import annotations

from analytics.methods.event_study import FEWEST
from analytics.model import Estimate, EventStudy, Grain, PhaseStudy
from analytics.words import formats

CAVEATS = (
    "**Who goes first is no accident.** ICBs chose to take the approach, and when. Whatever made them choose (a new lead, a bad figure, "
    "an earlier programme) may also have moved prescribing.",
    "**Few ICBs.** Intervals allow for how few there are, by drawing ICBs anew; they hold for one quarter each, so one in twenty leaves out "
    "the truth by chance alone.",
    "**They start at different times.** Each ICB is held only against those that had not reached the phase yet, never against those that had. "
    "Later quarters rest on the few that reached it early.",
    "**The day is known to the quarter.** A phase is recorded at the end of a quarter, so quarter 0 lies partly before it.",
    "**A phase is no dose.** It says how far a plan has come, not how much care has changed; people on long-term opioids change slowly.",
)
BUILT_IN = (
    "**Illustrative data.** A faster fall at ICBs that reach phase 6 is built into the made-up figures from late 2021, before any phase was "
    "reached. What is shown here tries the method and tells nothing about the NHS."
)
HOW = (
    "Each ICB’s quarter is put as a percentage of its own mean of 2021, so large and small ICBs count alike. For each ICB that reached the phase, "
    "the change since the quarter before it did is compared with the mean change, over the same calendar quarters, of all ICBs that had not "
    "reached it by then. The mean of these differences is drawn by quarter since the phase was reached. Left of 0 they show whether both groups "
    "went in parallel before; if they did not, what follows may be the same drift. Source: Callaway and Sant’Anna, Journal of Econometrics 2021."
)


def conclusion(found: PhaseStudy) -> str:
    """The answer in a sentence, and how the groups went before."""
    study, what = found.study, found.measure.short_title.lower()
    if study.after is None or study.before is None:
        return (
            f"**It cannot be told.** {_many(study)} reached phase {found.phase:g} at a known time with figures before and after, or too few had not "
            f"reached it yet: each side needs at least {FEWEST}."
        )
    after, before = study.after, study.before
    if not study.parallel:
        faster = "faster" if before.value < 0 else "more slowly"
        verdict = (
            f"**It cannot be told from these figures.** Before they reached phase {found.phase:g}, {what} at these ICBs already fell {faster} than at the "
            f"others, by {_points(before)} of the mean of 2021 a quarter, so the two groups were not in parallel. "
        )
        return verdict + f"Since then the difference is {_signed(after)}. {_beyond(study.beyond)}"
    if after.high < 0:
        verdict = f"**Prescribing fell faster, which fits an effect and does not prove one.** Since phase {found.phase:g}, {what} at these ICBs fell by"
        return f"{verdict} {_points(after)} more of the mean of 2021 than at ICBs not there yet. {_parallel(study)}"
    if after.low > 0:
        verdict = f"**Prescribing fell less, or rose.** Since phase {found.phase:g}, {what} at these ICBs lies higher by"
        return f"{verdict} {_points(after)} of the mean of 2021 than at ICBs not there yet. {_parallel(study)}"
    return (
        f"**No difference that chance could not explain.** Since phase {found.phase:g}, {what} at these ICBs differs from ICBs not there yet by "
        f"{_signed(after)} of the mean of 2021. {_parallel(study)}"
    )


def who(found: PhaseStudy) -> str:
    """Whom the study is about, and whom it leaves out."""
    study = found.study
    last = formats.period(found.last, Grain.QUARTER)
    text = f"{_many(study)} reached phase {found.phase:g} in a known quarter up to {last}"
    if len(study.waiting):
        text += f", held against at least {study.waiting.min()} that had not"
    if found.already:
        text += f". Left out, because it is not known since when they stand there: {formats.join(found.already)}"
    if found.without:
        text += f". Left out, because figures are missing: {formats.join(found.without)}"
    return formats.sentence(text)


def few(study: EventStudy) -> str:
    """Which quarters rest on so few boards that they conclude nothing; empty where none does."""
    thin = [f"{t:+d} ({r})" for t, r in zip(study.time[study.few], study.reached[study.few], strict=True)]
    if not thin:
        return ""
    return f"Hollow points rest on fewer than {FEWEST} ICBs, and no conclusion uses them: quarter {formats.join(thin)}."


def alt(found: PhaseStudy) -> str:
    """A short name for the picture."""
    study = found.study
    return (
        f"Event study of {found.measure.short_title.lower()} by quarter since phase {found.phase:g} was reached: the difference from ICBs not there yet, "
        f"in points of each ICB’s mean of 2021, with 95% intervals, quarters {study.time.min():+d} to {study.time.max():+d}."
    )


def point(study: EventStudy, place: int) -> str:
    """One quarter in words."""
    time, effect = int(study.time[place]), study.effect[place]
    if time == -1:
        return "The quarter before: what the others are held against"
    when = "in the quarter itself" if time == 0 else f"{abs(time)} quarter{'s' * (abs(time) > 1)} {'after' if time > 0 else 'before'}"
    ends = f" ({study.low[place]:+.1f} to {study.high[place]:+.1f})" if study.low[place] == study.low[place] else ""
    return f"{when[0].upper()}{when[1:]}: {effect:+.1f} points{ends}, {study.reached[place]} ICBs against {study.waiting[place]}"


def _parallel(study: EventStudy) -> str:
    assert study.before is not None
    return (
        f"Before, no difference of the trends can be told from chance ({_signed(study.before)} a quarter); with so few ICBs that does not "
        "prove that there was none."
    )


def _beyond(beyond: Estimate | None) -> str:
    if beyond is None:
        return ""
    more = "which chance could explain" if beyond.low <= 0 <= beyond.high else "more than chance would explain, if that drift had gone on unchanged"
    return f"With the drift of before carried on, {_signed(beyond)} are left, {more}."


def _many(study: EventStudy) -> str:
    return f"{study.organisations or 'No'} ICB{'s' * (study.organisations != 1)}"


def _points(of: Estimate) -> str:
    """The size of a difference with its interval, the smaller end first."""
    low, high = sorted((abs(of.low), abs(of.high)))
    return f"{abs(of.value):.1f} points (95% interval {low:.1f} to {high:.1f})"


def _signed(of: Estimate) -> str:
    return f"{of.value:+.1f} points (95% interval {of.low:+.1f} to {of.high:+.1f})"
