"""Sparklines: what is drawn, where the line breaks, and what stands for the picture."""

from base64 import b64decode

import numpy as np

from analytics.charts import sparkline
from analytics.methods import spc
from tests.charts.charts_made import series

NA = float("nan")


def drawn(values: list[float], alt: str = "A chart") -> tuple[str, str]:
    html = sparkline.img(spc.chart(series(values)), alt)
    return html, b64decode(html.split("base64,")[1].split('"')[0]).decode() if html else ""


def test_the_line_breaks_where_a_figure_is_missing() -> None:
    _, svg = drawn([0.5, 0.52] * 4 + [NA] + [0.5, 0.52] * 4)
    solid = [part for part in svg.split("<polyline")[1:] if "dasharray" not in part]
    assert [part.split('"')[1].count(",") for part in solid] == [8, 8]


def test_the_last_point_has_the_colour_of_its_state() -> None:
    better, worse = ([0.5, 0.52] * 12 + [last] for last in (0.9, 0.1))
    fills = [drawn(values)[1].split("<circle")[1].split('fill="')[1][:7] for values in (better, worse)]
    assert fills == [sparkline.themes.IMPROVEMENT, sparkline.themes.CONCERN]


def test_a_series_that_never_moves_is_a_level_line() -> None:
    _, svg = drawn([0.5] * 14)
    heights = {pair.split(",")[1] for pair in svg.split('points="')[1].split('"')[0].split()}
    assert len(heights) == 1
    assert "nan" not in svg


def test_fewer_than_two_figures_make_no_line() -> None:
    assert drawn([0.5])[0] == drawn([NA, 0.5, NA])[0] == ""


def test_words_stand_for_the_picture_and_are_no_markup() -> None:
    html, _ = drawn(list(np.linspace(0.4, 0.6, 14)), 'Cord <b>"better"</b>')
    assert 'alt="Cord &lt;b&gt;&quot;better&quot;&lt;/b&gt;"' in html
