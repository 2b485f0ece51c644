"""The bundle: how much care is given in all, how many babies got everything, and which intervention holds that back most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.held_back import COMPOSITE, EVERYTHING, TOTAL
from analytics.catalogue.effects import chosen_rate
from analytics.charts import bundle as bars
from analytics.charts.bundle import Bar
from analytics.model import Measure
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import estimates as estimate_words
from ui import cached
from ui.frame import Here
from ui.panels import control as charts
from ui.panels import takeaway
from ui.text import plain, said


def draw(here: Here) -> None:
    """The three scores of the bundle over time, then what holds it back."""
    st.markdown("## The bundle")
    with st.grid(min_column_width=charts.THREE_ABREAST, gap="medium"):
        for slug in (TOTAL, EVERYTHING, COMPOSITE):
            with st.container(border=True):
                _score(here, cached.the_catalogue().measure(slug))
    _held_back(here)


def _score(here: Here, measure: Measure) -> None:
    """One score: its icons, its sentence and its control chart."""
    charts.one_chart(here, measure, cached.chart(here.version, here.ask(measure.slug)), large=False)


def _held_back(here: Here) -> None:
    """Which intervention holds the bundle back most, in the last twelve months with data."""
    st.markdown("### What holds the bundle back?")
    target = chosen_rate(dict(here.view.assumptions))[1]
    held = cached.held_back_by(here.version, here.ask(COMPOSITE), target)
    if held is None:
        st.info("No intervention has a figure for these months.")
        return
    year, score, found, illustrative = held.year, held.score, held.gains, held.illustrative
    measures = cached.the_catalogue().measures
    titles = {slug: measures[slug].short_title for slug in held.composite.composite_of}
    period = f"{year[0]:%B %Y} to {year[1]:%B %Y}"
    st.markdown(
        said(
            f"{estimate_words.bundle_sentence(found, titles, score, target, here.name)} ({period}; the rate is the one set "
            f"under “What if?” in What it means for babies.)"
        )
    )
    with st.grid(min_column_width=380, gap="medium"):
        if score is not None:
            _gain_bars(found, titles, score, target, illustrative)
        _missed_bars(found, titles, period, illustrative)
    if held.left_out:
        left_out = words.formats.join([m.short_title for m in held.left_out])
        st.caption(plain(f"Left out, because too few have reported or nobody was eligible: {left_out}."))
    aims = [f"{titles[s]} {estimate_words.rate_words(t)}" for s in titles if (t := measures[s].target) is not None]
    if aims:
        st.caption(
            plain(f"All are held to the same rate. National ambitions exist for few: {words.formats.join(aims)}.")
        )
    if score is not None:
        st.caption(estimate_words.BUNDLE_LIMITS)
    takeaway.table(
        here,
        f"bundle_held_back_{here.organisation.code}",
        _table(found, titles, score),
        takeaway.measure_lines(here, held.composite)
        | {"Months": period, "Rate to reach": estimate_words.rate_words(target)},
        illustrative,
        "The numbers behind these bars",
    )


def _gain_bars(found: pd.DataFrame, titles: dict[str, str], score: float, target: float, illustrative: bool) -> None:
    aim = estimate_words.rate_words(target)
    drawn = [
        Bar(
            titles[str(row["measure"])],
            row["acs_gain"],
            estimate_words.points(row["acs_gain"]),
            row["acs_low"],
            row["acs_high"],
            f"{estimate_words.points(row['acs_low'])} to {estimate_words.points(row['acs_high'])}",
        )
        for row in found.to_dict("records")
    ]
    with st.container(border=True):
        st.markdown(f"#### Rise of the appropriate care score if this one were at {plain(aim)}")
        said = "; ".join(f"{b.name} {b.value_text} ({b.range_text})" for b in drawn[:3])
        _draw(
            drawn,
            True,
            "percentage points",
            "bundle_gain",
            f"Bars of the rise of the appropriate care score: {said}",
            illustrative,
        )


def _missed_bars(found: pd.DataFrame, titles: dict[str, str], period: str, illustrative: bool) -> None:
    ordered = found.sort_values("missed", ascending=False, kind="stable")
    drawn = [
        Bar(titles[str(row["measure"])], row["missed"], estimate_words.people(row["missed"]))
        for row in ordered.to_dict("records")
    ]
    with st.container(border=True):
        st.markdown("#### Eligible babies who did not receive it")
        said = "; ".join(f"{b.name} {b.value_text}" for b in drawn[:3])
        _draw(
            drawn,
            False,
            "babies",
            "bundle_missed",
            f"Bars of babies missed by intervention, {period}: {said}",
            illustrative,
        )


def _draw(drawn: list[Bar], percent: bool, title: str, key: str, alt: str, illustrative: bool) -> None:
    st.vega_lite_chart(
        bars.rows(drawn),
        bars.template(len(drawn), percent, title, illustrative),
        key=key,
        width="stretch",
        alt=alt + (f". {ILLUSTRATIVE}." if illustrative else "."),
    )


def _table(found: pd.DataFrame, titles: dict[str, str], score: float | None) -> pd.DataFrame:
    """What the bars show and more: shares as fractions, as in every table to take away."""
    table = pd.DataFrame(
        {
            "Intervention": found["measure"].map(titles),
            "Received": found["numerator"],
            "Eligible with data": found["denominator"],
            "Rate": found["rate"].round(4),
            "Missed": found["missed"],
            "More babies to reach the rate": found["to_reach"].round(1),
            "Composite quality score would rise by": found["cqs_gain"].round(4),
        }
    )
    if score is None:
        return table
    names = {"acs_low": "at least", "acs_gain": "about", "acs_high": "at most"}
    would = {f"Appropriate care score would be {name}": (score + found[c]).round(4) for c, name in names.items()}
    return table.assign(**would, **{"Share of babies eligible, assumed": found["share"].round(3)})
