"""The rules, against the pictures that the Methods page shows."""

import numpy as np
import pytest

from analytics.methods.spc.pictures import BREAK, GAP, LEVELS, PICTURES, Picture, breaks, heights
from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import PRESETS
from analytics.methods.spc.rules import RULES
from analytics.model import Signal

FLIPPED = str.maketrans("^H+-Lv123456789", "vL-+H^987654321")


def points_of(picture: str) -> Points:
    """What the rules see of a picture: gaps closed, one series."""
    at = heights(picture)
    starts = np.isin(np.arange(len(at)), breaks(picture))
    here = np.array([h is not None for h in at], dtype=bool)
    height = np.array([[h for h in at if h is not None]], dtype=float)
    step = np.diff(height, axis=1, prepend=np.nan)
    return Points(
        height > 0,
        height < 0,
        height > 3,
        height < -3,
        height > 2,
        height < -2,
        step > 0,
        step < 0,
        part=np.cumsum(starts)[here][None],
    )


def drawn(picture: str, rule: Signal, preset: str) -> tuple[str, str]:
    """The rule's answer drawn below the picture: what it marks as high, and as low."""
    fired = RULES[rule](points_of(picture), PRESETS[preset])
    sides = []
    for side in fired:
        marks = iter(side[0])
        sides.append("".join(c if c in BREAK + GAP else ".x"[int(next(marks))] for c in picture))
    return sides[0], sides[1]


def either(a: str, b: str) -> str:
    return "".join("x" if "x" in pair else pair[0] for pair in zip(a, b, strict=True))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: f"{p.preset}-{p.rule}-{p.points}")
def test_rule_marks_what_the_picture_says(picture: Picture) -> None:
    assert either(*drawn(picture.points, picture.rule, picture.preset)) == picture.expected, picture.sentence


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: f"{p.preset}-{p.rule}-{p.points}")
def test_upside_down_high_and_low_change_places(picture: Picture) -> None:
    high, low = drawn(picture.points, picture.rule, picture.preset)
    assert drawn(picture.points.translate(FLIPPED), picture.rule, picture.preset) == (low, high)


@pytest.mark.parametrize(
    ("rule", "points", "high", "low"),
    [
        (Signal.SINGLE, "^-v", "x..", "..x"),
        (Signal.SHIFT, "++++++------", "xxxxxx......", "......xxxxxx"),
        (Signal.TREND, "12345654321", "xxxxxx.....", ".....xxxxxx"),  # the peak belongs to both
        (Signal.TWO_OF_THREE, "HH+-LL", "xx....", "....xx"),
    ],
)
def test_a_signal_says_which_way_it_points(rule: Signal, points: str, high: str, low: str) -> None:
    assert drawn(points, rule, "mdc") == (high, low)


def test_at_a_turning_point_nhsrplotthedots_lets_the_later_trend_win() -> None:
    assert drawn("1234567654321", Signal.TREND, "plotthedots") == ("xxxxxx.......", "......xxxxxxx")
    assert drawn("7654321234567", Signal.TREND, "plotthedots") == ("......xxxxxxx", "xxxxxx.......")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_drawn_both_firing_and_silent(rule: Signal) -> None:
    expected = [p.expected for p in PICTURES if p.rule is rule]
    assert any("x" in e for e in expected)
    assert any("x" not in e for e in expected)


def test_pictures_are_well_formed() -> None:
    for p in PICTURES:
        assert len(p.points) == len(p.expected)
        assert p.preset in PRESETS
        assert p.sentence.endswith(".")
        assert all((a == b) for a, b in zip(p.points, p.expected, strict=True) if {a, b} & {BREAK, GAP})
    assert len(PICTURES) == len({(p.rule, p.points, p.preset) for p in PICTURES})
    assert list(LEVELS.values()) == sorted(LEVELS.values(), reverse=True)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("length", range(9))
def test_short_series_are_no_trouble(rule: Signal, length: int) -> None:
    enough = {Signal.SHIFT: 6, Signal.LONG_RUN: 7, Signal.FEW_CROSSINGS: 6}.get(rule, 99)
    assert drawn("+" * length, rule, "mdc")[0].count("x") == (length if length >= enough else 0)
