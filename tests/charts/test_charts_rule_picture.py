"""Rules by example are drawn: a mark for each point, and the signals in words."""

from base64 import b64decode

import pytest

from analytics.answers.rule_pictures import pictures
from analytics.charts import rule_picture
from analytics.methods.spc.pictures import PICTURES, Picture
from analytics.model import Signal


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: f"{p.rule} {p.points} {p.preset}")
def test_each_point_has_a_mark_and_each_signal_a_diamond(picture: Picture) -> None:
    svg = b64decode(rule_picture.img(picture).split("base64,")[1].split('"')[0]).decode()
    points = len(picture.points.replace("|", "").replace("_", ""))
    signals = picture.expected.count("x")
    assert svg.count("<circle") == points - signals
    assert svg.count('z" fill=') == signals
    assert svg.count('stroke-dasharray="3 3"') == picture.points.count("|")


def test_signals_in_words() -> None:
    said = [rule_picture.alt(p) for p in pictures(Signal.SINGLE)]
    assert said[0] == "5 points; signal at point 3"
    assert said[2] == "5 points; signal at points 1, 5"
    assert said[3] == "5 points, no signal"
    assert rule_picture.alt(pictures(Signal.SHIFT)[0]) == "8 points; signal at points 2 to 7"
