"""Whose icons would change if a file were kept: looked at before anything happens."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers import consequences
from analytics.keeping.dry_run import DryRun
from analytics.model import Measure
from analytics.words.counting import counted
from ui import cached
from ui.text import said


def draw(dry: DryRun, fresh: list[Measure]) -> None:
    """The charts that would change. `fresh` are measures of one's own that the store does not know."""
    if not dry.table.charted:
        return
    found = consequences.of_dry_run(dry, cached.data(dry.version), fresh)
    st.markdown(said(_sentence(found)))
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


def _sentence(changed: consequences.Consequences) -> str:
    parts = []
    if changed.looked_at:
        turned = len(changed.turns)
        parts.append(
            f"**{turned or 'None'}** of {counted(changed.looked_at, 'chart')} that have these numbers in them would change "
            "colour or icon."
        )
    if changed.new:
        parts.append(f"{counted(changed.new, 'chart')} would have real numbers for the first time.")
    if changed.left:
        parts.append(f"{changed.left:,} more were too many to look at here.")
    return " ".join(parts)
