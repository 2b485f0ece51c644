"""Has the rate doubled? A measure's bad events held against England's rate: sentence, pictures, meaning, numbers."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.charts import cusum as pictures
from analytics.exports import tabulated as export
from analytics.model import ENGLAND, Cusum, Measure, labels
from ui import cached
from ui.frame import Here
from ui.panels import takeaway
from ui.text import html, plain


def draw(here: Here, measure: Measure) -> None:
    """The answer first, then the CUSUM beside the excess events; or why nothing is held against anything."""
    found = cached.watched(here.version, here.ask(measure.slug))
    if found is None:
        st.caption(plain(_why_not(here)))
        return
    st.markdown(f"#### Has the rate doubled? {plain(measure.harm.capitalize())} against England’s rate")
    st.markdown(f'<div class="says"><p>{html(words.cusum.cusum_sentence(found))}</p></div>', unsafe_allow_html=True)
    shown = found.since(here.view.start)
    if len(shown.period):
        _pictures(shown)
    st.caption(plain(f"{here.name}, by {labels.GRAINS[found.grain].short}, against {words.cusum.reference(found)}. "
               f"{words.cusum.events_are(measure)} {_cropped(found, shown)}"))  # fmt: skip
    with st.expander("What a signal means, and what it does not"):
        st.markdown(
            f"{words.cusum.MEANS}\n\n{words.cusum.DOES_NOT_MEAN}\n\n{plain(words.cusum.cusum_performance(found))}"
        )
    takeaway.table(
        here,
        f"{measure.slug}_{here.organisation.code}_cusum",
        export.cusum_table(shown),
        takeaway.measure_lines(here, measure)
        | {"Events": words.cusum.events_are(measure), "Reference rate": words.cusum.reference(found)},
        found.illustrative,
        f"The numbers behind these two charts of {measure.harm}",
    )


def _pictures(shown: Cusum) -> None:
    drawn = pictures.rows(shown)
    with st.grid(min_column_width=380, gap="medium"):
        for picture, alt, key in (
            ("statistic", words.cusum.alt(shown), pictures.KEY),
            ("excess", words.cusum.excess_alt(shown), pictures.EXCESS_KEY),
        ):
            with st.container():
                st.vega_lite_chart(
                    drawn,
                    pictures.template(picture, shown.illustrative, shown.grain),
                    key=f"cusum_{picture}_{shown.measure.slug}",
                    width="stretch",
                    alt=alt,
                )
                st.caption(plain(key))


def _why_not(here: Here) -> str:
    if here.organisation.code == ENGLAND:
        return "Whether a rate has doubled is held against England’s: choose a region, an ICB or a trust to see it."
    return (
        "Whether the rate has doubled cannot be said: it needs counts by month or quarter here, and England’s for the "
        "same periods with at least one event among them."
    )


def _cropped(found: Cusum, shown: Cusum) -> str:
    if len(shown.period) == len(found.period):
        return ""
    since = words.formats.period(found.period[0], found.grain)
    return f"Signals and the sentence come from all data since {since}; the view only begins later."
