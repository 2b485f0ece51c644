"""An assumption as a number that may be changed; it goes into the link, so that a colleague sees the same."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.effects import Adjustable
from analytics.sharing.assumed import assume
from ui import link
from ui.here import Here
from ui.text import plain


def number(here: Here, assumption: Adjustable, usual: float, form: str = "%g") -> None:
    """One number input. Shares are typed as percentages; what is usual is shown until it is changed."""
    times = 100 if assumption.share else 1
    key = f"assume_{assumption.name}"

    def edited() -> None:
        link.change(assumptions=assume(here.view, assumption.name, float(st.session_state[key]) / times))

    st.session_state[key] = round(float(dict(here.view.assumptions).get(assumption.name, usual)) * times, 4)
    st.number_input(
        plain(assumption.title + (", %" if assumption.share else "")),
        min_value=assumption.low * times,
        max_value=assumption.high * times,
        step=assumption.step * times,
        format=form,
        key=key,
        on_change=edited,
        help=plain(assumption.source) if assumption.source else None,
    )
