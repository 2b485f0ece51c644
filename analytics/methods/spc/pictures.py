"""The rules as pictures: what each marks and what it does not. The tests read them, and the Methods page shows them.

A picture is one letter a point. Most show where a point lies, from high to low:

    ^  above the upper limit                 -  below the centre line
    H  above the upper two-sigma line        L  below the lower two-sigma line
    +  above the centre line                 v  below the lower limit
    0  on the centre line

Trends show heights, 1 to 9. `|` stands where the limits are recalculated, `_` for a missing period. The expected
answer marks signals with `x` and keeps `|` and `_` in place.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.model import Signal

LEVELS: dict[str, float] = {"^": 3.5, "H": 2.5, "+": 1.0, "0": 0.0, "-": -1.0, "L": -2.5, "v": -3.5}
"""How far each letter lies from the centre line, in sigma."""

BREAK, GAP = "|", "_"


@dataclass(frozen=True, slots=True)
class Picture:
    """One example of a rule under the settings of the preset named: points, which of them are signals, and why."""

    rule: Signal
    points: str
    expected: str
    sentence: str
    preset: str = "mdc"


def heights(points: str) -> tuple[float | None, ...]:
    """Where to draw each point, None for a missing period; breaks take no place. Raises KeyError for other letters."""
    return tuple(None if c == GAP else float(c) if c in "123456789" else LEVELS[c] for c in points if c != BREAK)


def breaks(points: str) -> tuple[int, ...]:
    """The positions at which limits are recalculated: each is the first point of its part."""
    return tuple(i - points[:i].count(BREAK) for i, c in enumerate(points) if c == BREAK)


_SINGLE, _SHIFT, _TREND, _TWO = Signal.SINGLE, Signal.SHIFT, Signal.TREND, Signal.TWO_OF_THREE
_LONG, _FEW = Signal.LONG_RUN, Signal.FEW_CROSSINGS

PICTURES: tuple[Picture, ...] = (
    Picture(_SINGLE, "+-^-+", "..x..", "One point above the upper limit is a signal by itself."),
    Picture(_SINGLE, "+-v-+", "..x..", "So is one below the lower limit."),
    Picture(_SINGLE, "^+-+v", "x...x", "The first and the last point count like any other."),
    Picture(_SINGLE, "+-H-L", ".....", "Beyond two sigma is not beyond a limit."),
    Picture(_SHIFT, "-++++++-", ".xxxxxx.", "Six points in a row above the centre line, just enough, are a shift."),
    Picture(_SHIFT, "-+++++-+", "........", "Five are one short."),
    Picture(_SHIFT, "-+++++++-", ".xxxxxxx.", "A longer run is marked from its first point to its last."),
    Picture(_SHIFT, "+------+", ".xxxxxx.", "Below the centre line it is the same."),
    Picture(_SHIFT, "+++-+++++", ".........", "One point on the other side interrupts the run."),
    Picture(_SHIFT, "+++0+++++", ".........", "A point on the centre line interrupts it too."),
    Picture(_SHIFT, "++++++0------", "xxxxxx.xxxxxx", "Two shifts: the point on the line belongs to neither."),
    Picture(_SHIFT, "+H+^++", "xxxxxx", "How far above does not matter."),
    Picture(_SHIFT, "-+++|+++-", ".xxx|xxx.", "A shift may cross a recalculation."),
    Picture(_SHIFT, "-+++|+++-", "....|....", "In the SQL query each part is judged by itself.", "mdc_sql"),
    Picture(_SHIFT, "-+++_+++-", ".xxx_xxx.", "A missing period is passed over: its neighbours follow each other."),
    Picture(_SHIFT, "-++++++-", "........", "NHSRplotthedots needs seven points.", "plotthedots"),
    Picture(_SHIFT, "-+++++++-", ".xxxxxxx.", "Seven are enough for NHSRplotthedots.", "plotthedots"),
    Picture(_TREND, "31234561", ".xxxxxx.", "Six points, each higher than the one before, are a trend."),
    Picture(_TREND, "3123453", ".......", "Five are one short."),
    Picture(_TREND, "212345678", ".xxxxxxxx", "A longer rise is marked from its first point to its last."),
    Picture(_TREND, "26543212", ".xxxxxx.", "A fall is the same."),
    Picture(_TREND, "12344567", "........", "Two equal points interrupt the trend."),
    Picture(_TREND, "1234542345", "..........", "So does one step back."),
    Picture(_TREND, "12345654321", "xxxxxxxxxxx", "A peak can end one trend and begin the next."),
    Picture(_TREND, "123|456", "xxx|xxx", "A trend may cross a recalculation."),
    Picture(_TREND, "123|456", "xxx|xxx", "In the SQL query too.", "mdc_sql"),
    Picture(_TREND, "1234|567", "....|...", "In NHSRplotthedots it may not.", "plotthedots"),
    Picture(_TREND, "12_3456", "xx_xxxx", "A missing period is passed over."),
    Picture(_TREND, "123456", "......", "NHSRplotthedots needs seven points.", "plotthedots"),
    Picture(_TWO, "-HH+-", ".xx..", "Two of three points beyond two sigma, and the third above the centre line."),
    Picture(_TWO, "-H+H-", ".x.x.", "The two need not be neighbours; the third is not marked."),
    Picture(_TWO, "-+HH-", "..xx.", "The third may come first."),
    Picture(_TWO, "+LL-+", ".xx..", "Below the centre line it is the same."),
    Picture(_TWO, "-HH-+", ".....", "A third point on the other side: no signal."),
    Picture(_TWO, "-H0H-", ".....", "A third point on the centre line: no signal."),
    Picture(_TWO, "+H++H+", "......", "Two in four are not two of three."),
    Picture(_TWO, "-+HL+-", "......", "One on each side do not add up."),
    Picture(_TWO, "HH", "..", "Two points alone have no third."),
    Picture(_TWO, "HHH", "xxx", "Three of three are more than enough."),
    Picture(_TWO, "+^H+", "....", "A point beyond the limit is not one of the two."),
    Picture(_TWO, "+^H+", ".xx.", "In the SQL query it is.", "mdc_sql"),
    Picture(_TWO, "-H^H-", ".x.x.", "But it may be the third."),
    Picture(_TWO, "+H|H+", ".x|x.", "Two of three may cross a recalculation."),
    Picture(_TWO, "+H|H+", "..|..", "In the SQL query they may not.", "mdc_sql"),
    Picture(_TWO, "-H_H+", ".x_x.", "A missing period is passed over."),
    Picture(_LONG, "-+-++++++++-", "...xxxxxxxx.", "Eight in a row are more than twelve points give by chance."),
    Picture(_LONG, "-+-+-+++++++", "............", "Seven of twelve are not."),
    Picture(_LONG, "-+-++++0++++-", "...xxxx.xxxx.", "A point on the line is passed over, and breaks no run."),
    Picture(_LONG, "+-+--------+", "...xxxxxxxx.", "Below the centre line it is the same."),
    Picture(_LONG, "-+-++++|++++-", ".......|.....", "Each part has its own centre line and its own runs."),
    Picture(
        _FEW, "+++++-----", "xxxxxxxxxx", "Ten points that cross the line only once cling together: all are marked."
    ),
    Picture(_FEW, "++---+++--", "..........", "Three crossings of ten points are not few."),
    Picture(_FEW, "+++0++-----", "xxx.xxxxxxx", "A point on the line is neither side, and no crossing."),
    Picture(_FEW, "+++++|-----", ".....|.....", "Each part is judged by itself."),
    Picture(_FEW, "+++_++-----", "xxx_xxxxxxx", "A missing period is passed over."),
)
