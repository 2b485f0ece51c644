"""Who came, what they did and what was refused: for those who manage, newest first, and as a file."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from analytics.exports import csv
from analytics.governance.audit import Event
from analytics.governance.roles import Action
from ui import access
from ui.text import listed

SHOWN = 200
COLUMNS = {"when": "When (UTC)", "who": "Who", "role": "Role", "what": "What", "about": "About"}


def draw() -> None:
    """The audit trail, read when it is opened."""
    if not access.allowed(Action.MANAGE):
        return
    st.markdown("## Audit trail")
    folded = st.expander("Who came, what they did and what was refused", on_change="rerun", key="audit")
    if not folded.open:
        return
    with folded:
        if faults := access.trail().faults():
            st.error("The trail is not as it was written:\n" + listed(faults))
        events = access.trail().events()
        st.download_button(
            "Download as CSV",
            access.ticked(Action.MANAGE, partial(_as_csv, events)),
            "audit.csv",
            "text/csv",
            key="audit_csv",
            on_click="ignore",
        )
        st.dataframe(_table(events[:SHOWN])[list(COLUMNS)].rename(columns=COLUMNS), hide_index=True, alt="Audit trail")
        if len(events) > SHOWN:
            st.caption(f"The newest {SHOWN} of {len(events):,}; the file has all.")


def _table(events: list[Event]) -> pd.DataFrame:
    names = ["when", "who", "subject", "role", "what", "about", "before"]
    return pd.DataFrame([asdict(e) | {"before": " ".join(e.before)} for e in events], columns=names)


def _as_csv(events: list[Event]) -> bytes:
    return csv.to_csv(_table(events), {}, illustrative=False)
