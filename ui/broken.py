"""What is shown in place of numbers where the stored data are not what was kept, or cannot be reached."""

from __future__ import annotations

import streamlit as st

from analytics.store import Damaged, NotKept
from ui.text import plain


def draw(fault: Damaged | NotKept) -> None:
    """The fault in words, and what whoever runs the app can do."""
    if isinstance(fault, NotKept):
        st.error(plain(str(fault)))
        return
    st.error(
        "Some of the stored data are not what was kept, so no numbers are shown: they could be wrong. Nothing was changed. "
        "Whoever runs this app can name and mend it with `python -m analytics check --mend`. "
        "A file that is to be uploaded again can be brought on the page Your data."
    )
    with st.expander("What was found"):
        st.markdown("\n".join(f"- {plain(damage)}" for damage in fault.damages))
