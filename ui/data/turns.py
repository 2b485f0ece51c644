"""Whose icons would change if a file were kept: looked at before anything happens."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import consequences, reorganising
from analytics.keeping.dry_run import DryRun
from analytics.model import Measure
from ui import cached
from ui.text import said


def draw(dry: DryRun, fresh: list[Measure]) -> None:
    """The charts that would change. `fresh` are measures of one's own that the store does not know."""
    if reorganising.is_one(dry.reading.rows):
        with st.spinner("Looking at what this would change…"):
            found = reorganising.consequences(dry, cached.whole(dry.version))
    elif dry.table.charted:
        found = consequences.of_dry_run(dry, cached.whole(dry.version), fresh)
    else:
        return
    st.markdown(said(found.sentence))
    if found.turns:
        turned = [
            (
                t.measure.short_title,
                t.organisation.short_name,
                words.terms.VARIATION_WORDS[t.before],
                words.terms.VARIATION_WORDS[t.after],
                "" if t.assurance_before == t.assurance_after else words.terms.ASSURANCE_WORDS[t.assurance_after],
            )
            for t in found.turns
        ]
        columns = ["Measure", "Organisation", "Says now", "Would say", "Against its target"]
        with st.expander("The charts that would change"):
            st.dataframe(pd.DataFrame(turned, columns=columns), hide_index=True)
