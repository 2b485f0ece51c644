"""Who drives a change, in plain English and in figures that add up as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from analytics.model import Between, Contribution, Organisation, Presence, Share, Unit, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats

BETWEEN = {
    Between.YEARS: "Year on year",
    Between.QUARTERS: "Last 3 months",
    Between.FIRST: "Since the first year",
}
PRESENCE = {
    Presence.BOTH: "",
    Presence.JOINED: "reports in the later period only",
    Presence.LEFT: "reported in the earlier period only",
}
FIGURES, MOST_DECIMALS = 3, 6
"""Figures that the largest contribution is printed with, and decimals at most."""
NAMED = 3
Counts = tuple[Fraction, Fraction]
HOW = """
The rate of the whole is the average of its parts’ rates, each weighted by its share of the denominator ({people}). A part
can change it in two ways. **Its own rate** changes: that counts by its average share. Or **its size** changes: a part that
grows pulls the whole towards its own rate, so the change of its share counts by how far its average rate lies above or
below the whole’s. The two, over all parts, are the change exactly (Kitagawa, Journal of the American Statistical
Association, 1955; Das Gupta, US Bureau of the Census, 1993). The change of the amount is split likewise: by rate, and by
how many people are registered. A part that reports in one period only is a line of its own, and is never taken for nothing:
it moves the whole as far as its rate lies from that of the others. Each period is told by monthly averages, and printed
figures are rounded so that they add up as printed.

This says where a change comes from, not why, nor whether it is more than chance: the control charts say that.
"""
"""How a change is split, as Markdown; `people` is what the denominator counts."""


@dataclass(frozen=True)
class Printed:
    """The figures of a contribution as they are printed: a line a part, in their order, of three causes each (own rate,
    size, joining or leaving), to `decimals`. Lines and causes add up to `total`, which is the change so rounded."""

    cells: tuple[tuple[Fraction, ...], ...]
    decimals: int

    @classmethod
    def of(cls, lines: Sequence[Sequence[Fraction]]) -> Printed:
        """The figures of some lines of three exact causes."""
        flat = [cell for line in lines for cell in line]
        decimals = _decimals([sum(line, Fraction(0)) for line in lines])
        figures = iter(formats.adding_up(flat, decimals))
        return cls(tuple(tuple(next(figures) for _ in line) for line in lines), decimals)

    @cached_property
    def lines(self) -> list[Fraction]:
        """What each part contributes."""
        return [sum(line, Fraction(0)) for line in self.cells]

    @cached_property
    def causes(self) -> list[Fraction]:
        """What each cause contributes."""
        return [sum(cause, Fraction(0)) for cause in zip(*self.cells, strict=True)]

    @property
    def total(self) -> Fraction:
        """The whole change."""
        return sum(self.lines, Fraction(0))

    def text(self, figure: Fraction) -> str:
        """A figure with its sign."""
        return formats.signed(figure, self.decimals)


def of_rate(found: Contribution) -> Printed:
    """The change of the rate; of percentages in points."""
    scale = 100 if found.measure.unit is Unit.PERCENT else 1
    return Printed.of([(scale * s.rate, scale * s.mix, scale * s.joined) for s in found.shares])


def of_amount(found: Contribution) -> Printed:
    """The change of the numerator, a month."""
    return Printed.of([(s.by_rate, s.by_size, s.by_joining) for s in found.shares])


def unit(found: Contribution) -> str:
    """The unit of the rate's changes."""
    return "percentage points" if found.measure.unit is Unit.PERCENT else found.measure.per_text


def period(months: tuple[date, date]) -> str:
    """Two months in words, both included."""
    return f"{months[0]:%B %Y} to {months[1]:%B %Y}"


def rate(found: Contribution, counts: Counts | None) -> str:
    """A rate in one of the periods, without its unit; empty where there is none."""
    return formats.value(found.measure, float(counts[0] / counts[1]), short=True) if counts else ""


def sentence(found: Contribution) -> str:
    """How the whole changed, who drove it, and how much of it is rate and how much size."""
    printed = of_rate(found)
    between = f"between {period(found.earlier)} and {period(found.later)}"
    if not printed.total:
        head = f"**{found.whole.short_name}** stayed at {rate(found, found.after)} {found.measure.per_text}".strip()
        return f"{head} {between}."
    way = "fell" if found.change < 0 else "rose"
    figures = f"from {rate(found, found.before)} to {rate(found, found.after)} {found.measure.per_text}".strip()
    head = f"**{found.whole.short_name}** {way} {figures} ({printed.text(printed.total)}) {between}."
    if len(found.shares) == 1:
        return f"{head} {_single(found)}"
    return f"{head} {_drivers(found, printed)} {_causes(printed)}"


def brief(found: Contribution) -> str:
    """Who drives it most: "14L Greater Manchester (−0.034 items per 1,000 patients)"; empty where nothing changed. Alone,
    it has a figure less than among the parts that it must add up with."""
    printed = of_rate(found)
    same = _same_way(found, printed)
    if not same:
        return ""
    told = formats.signed(printed.lines[same[0]], max(0, printed.decimals - 1))
    return f"{found.shares[same[0]].part.name} ({told} {unit(found)})"


def line(found: Contribution, printed: Printed, at: int) -> str:
    """One part's contribution in words."""
    share = found.shares[at]
    text = f"{share.part.name}: {printed.text(printed.lines[at])}"
    if share.presence is not Presence.BOTH:
        return f"{text}, {PRESENCE[share.presence]}"
    own, size, _ = (printed.text(cell) for cell in printed.cells[at])
    return f"{text} (own rate {own}, size {size}), from {rates(found, share.part.before, share.part.after)}"


def rates(found: Contribution, before: Counts | None, after: Counts | None) -> str:
    """The rates of both periods: "1.72 to 1.57"; of one period only "– to 1.57"."""
    return " to ".join(rate(found, counts) or "–" for counts in (before, after))


def alt(found: Contribution) -> str:
    """A text alternative of the bars: how many, the change, and the three largest."""
    printed = of_rate(found)
    largest = "; ".join(line(found, printed, at) for at in range(min(NAMED, len(found.shares))))
    text = f"Bars of what {len(found.shares)} {labels.shorts(found.level.value)} contribute to the change of "
    text += f"{found.whole.short_name}, {printed.text(printed.total)} {unit(found)}. Largest: {largest}."
    return text + (f" {ILLUSTRATIVE}." if found.illustrative else "")


def notes(found: Contribution) -> list[str]:
    """What is missing, in words."""
    said = []
    if found.absent:
        said.append(f"In no figure here, because they lack months in both periods: {_names(found.absent)}.")
    if found.thin:
        said.append(f"Some months are missing, and the average of the others stands for them: {_names(found.thin)}.")
    return said


def none(whole: Organisation) -> str:
    """Why nothing is split."""
    return (
        f"{whole.short_name} has no parts with monthly figures in two periods of this view, so nobody can be said to drive "
        "it. Two years of months are needed, or fifteen months for the last three."
    )


def table_note(found: Contribution) -> str:
    """What the columns are, and that they add up."""
    text = f"Changes of the rate in {unit(found)}; of the amount a month: {found.measure.numerator}. "
    return text + "Every column adds up to its last line, and the parts of a line to its “together”, as printed."


def presence(share: Share) -> str:
    """In which period a part reports, where it is not in both."""
    return PRESENCE[share.presence]


def _single(found: Contribution) -> str:
    part, level = found.shares[0].part.name, labels.KINDS[found.level].short
    return f"It has a single {level}, {part}, so all of the change is that one’s."


def _drivers(found: Contribution, printed: Printed) -> str:
    """The largest parts that move as the whole does, and how many pull the other way."""
    same = _same_way(found, printed)
    told = [f"{found.shares[at].part.name} ({printed.text(printed.lines[at])})" for at in same[:NAMED]]
    other = sum(figure * printed.total < 0 for figure in printed.lines)
    rest = f"; {other} of {len(found.shares)} {labels.shorts(found.level.value)} pulled the other way" if other else ""
    return f"It was pulled {'down' if printed.total < 0 else 'up'} most by {formats.join(told)}{rest}."


def _same_way(found: Contribution, printed: Printed) -> list[int]:
    return [at for at, figure in enumerate(printed.lines) if figure * printed.total > 0]


def _causes(printed: Printed) -> str:
    own, size, joined = printed.causes
    parts = [
        f"{printed.text(own)} from the parts’ own rates",
        f"{printed.text(size)} from some growing more than others",
    ]
    if joined:
        parts.append(f"{printed.text(joined)} from parts that joined or left")
    return f"That is {formats.join(parts)}."


def _decimals(parts: Sequence[Fraction]) -> int:
    """So many decimals that the largest of some parts has `FIGURES` figures."""
    largest, at = max((abs(float(p)) for p in parts), default=0.0), 0
    while 0 < largest < 10 ** (FIGURES - 1) and at < MOST_DECIMALS:
        largest, at = largest * 10, at + 1
    return at


def _names(names: Sequence[str], most: int = 6) -> str:
    more = len(names) - most
    return f"{', '.join(names[:most])} and {more} more" if more > 0 else formats.join(names)
