"""The numbers behind a picture: a table to read and a file to take away that says what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from analytics.exports import csv, tabulated
from analytics.exports.readable import readable
from analytics.model import Measure
from ui import access, for_whom
from ui.here import Here
from ui.text import plain

Lines = dict[str, str]


@st.fragment
def table(
    here: Here,
    name: str,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    lines: Lines | Callable[[], Lines],
    illustrative: bool,
    title: str,
    opened: bool = False,
    measure: Measure | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Offer a table and its CSV; `lines` say for whom, when, from which data and by which definition.

    What is read is in words and in the unit of `measure`, with `titles` for slugs; the file has codes and raw numbers.
    Nothing is laid out before it is opened, which runs this part of the page alone: most readers look at the picture.
    """
    access.still(here.version.audience)
    folded = st.expander(plain(title), expanded=opened, key=f"table_{name}", on_change="rerun")
    if not folded.open:
        return
    shown = table() if callable(table) else table

    def as_csv() -> str | bytes:
        return csv.to_csv(shown, lines() if callable(lines) else lines, illustrative)

    with folded:
        # First, since a table takes its height late and would move whatever is below it from under the mouse.
        st.download_button(
            "Download as CSV", as_csv, f"{name}.csv", "text/csv", key=f"download_{name}", on_click="ignore"
        )
        st.dataframe(readable(shown, measure, titles or {}).styled(), hide_index=True, alt=title, placeholder="")


def context_lines(here: Here) -> dict[str, str]:
    """For whom, when and from which data, and whether it may be published."""
    lines = tabulated.context_lines(here.organisation, here.months, str(here.version), here.view.tree_day(here.span))
    return {**lines, "Small numbers": for_whom.sentence(here.version.audience, here.programme)}


def measure_lines(here: Here, measure: Measure) -> dict[str, str]:
    """`context_lines`, then the measure's definition."""
    return context_lines(here) | tabulated.measure_lines(measure)
