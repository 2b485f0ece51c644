"""What deserves a second look in a before-and-after analysis, beside what it says."""

from __future__ import annotations

from analytics.model import BeforeAfter, Segments, Unit, labels
from analytics.words import formats

FEW = 30
"""Fewer points than this in all are called few."""
ALIKE = 0.4
"""Autocorrelation from which a reader is told that neighbouring points resemble each other."""
SURE = 0.05
"""The p-value of the Ljung-Box test below which something is said to be left in the residuals."""

LIMITS = (
    "Anything else that happened at about the same time would look the same: another project, a new team, a change in who "
    "is counted or how it is recorded. Check these first.",
    "If the event was chosen because the figures before it were bad, part of a recovery would have come by itself "
    "(regression to the mean). If the date was chosen after looking at the chart, a jump there proves little.",
    "Three things are judged: the jump, the trend, and where it stands at the end. The intervals allow for three looks. "
    "Even so at least one of them looks clear by chance alone in 2 to 5 of 100 such analyses, and in 5 to 7 where "
    "neighbouring points resemble each other strongly. Where it is measured against others too, something looks clear in 3 "
    "to 7, or 8 to 11.",
)
"""What holds for every analysis of this kind."""


def cautions(analysis: BeforeAfter) -> list[str]:
    """What deserves a second look: sentences about this series first, then what holds for all (`LIMITS`)."""
    out = []
    if analysis.nearby:
        out.append(
            f"Also close in time: {formats.join(analysis.nearby)}. Their effects cannot be told apart from this one’s."
        )
    if analysis.events_of_others:
        many = analysis.events_of_others
        out.append(f"{many} of the organisations compared with {'have' if many > 1 else 'has'} noted an event of their own "
                   "close to this one, so the comparison may hide an effect.")  # fmt: skip
    if analysis.bad_run:
        out.append("Shortly before the event the control chart signalled concern. Figures often recover from such a run "
                   "by themselves, and that would look like an effect.")  # fmt: skip
    elif analysis.signal_before:
        out.append("The control chart of the points before the event already has a signal: the process was changing, so "
                   "a straight line is a poor guess of where it would have gone.")  # fmt: skip
    if analysis.own is not None:
        out += _statistics(analysis, analysis.own)
    if analysis.series.measure.good_data_quality is False:
        out.append("Data quality of this measure is not yet good enough to draw conclusions.")
    return [*out, *LIMITS]


def _statistics(found: BeforeAfter, own: Segments) -> list[str]:
    """What the number of points and what is left in the residuals mean for the intervals."""
    out, many = [], labels.GRAINS[found.series.grain].shorts
    if own.before + own.after < FEW:
        out.append(f"There are only {own.before} points before and {own.after} after: a lasting change of trend cannot be "
                   "told from a passing one.")  # fmt: skip
    if own.autocorrelation >= ALIKE:
        out.append(f"Neighbouring {many} resemble each other (autocorrelation {own.autocorrelation:.1f}). The intervals "
                   "allow for it, but each point says less than it seems to.")  # fmt: skip
    elif own.ljung_box < SURE:
        out.append("The lines leave a pattern in the points (Ljung-Box test), so read the intervals as too narrow rather "
                   "than too wide.")  # fmt: skip
    if own.impossible and found.series.measure.unit is Unit.PERCENT:
        out.append("The trend before, carried on, leaves 0% to 100%. It could not have gone on like that.")
    missing = int((~found.used).sum()) - 1
    if missing > 0:
        one = labels.GRAINS[found.series.grain].short
        out.append(f"One {one} has no figure and is left out." if missing == 1 else
                   f"{missing} {many} have no figure and are left out.")  # fmt: skip
    return out
