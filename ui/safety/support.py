"""Who needs focused support: the list with its reasons, the rule that makes it, and what it is narrowed to."""

from __future__ import annotations

import streamlit as st

from analytics import words
from analytics.answers import phases
from analytics.answers import support as answers
from analytics.catalogue import support as rules
from analytics.catalogue.effects import Adjustable
from analytics.exhibits import support as exhibits
from analytics.model.support import Need, Reason, Support
from analytics.organisations import common_name
from analytics.sharing.assumed import assume
from ui import link, transition_cached
from ui.here import Here
from ui.panels import exhibit, quarters
from ui.text import cells, plain, said

MOST_SHOWN = 40
"""So many are on the page; the table has all."""


def draw(here: Here) -> None:
    """The answer, the rule, the filters and the list."""
    st.markdown("## Who needs focused support, and why?")
    when = quarters.pick(here, [phases.PATHWAY]) or here.last_day
    found = transition_cached.support(here.version, here.organisation.code, when, here.view.assumptions)
    with st.container(border=True):
        st.markdown(said(words.support.sentence(found, here.name)))
    if not found.everybody:
        link.to_page("your_data", "Upload phases or statuses")
    _rule(here, found)
    if found.needs:
        _list(here, found, _narrowed(here, found))
    elif len(found.everybody) == 1:
        st.markdown(said(words.support.why(found.everybody[0], found)))


def _rule(here: Here, found: Support) -> None:
    """The rule in words, and its two thresholds, which travel in the link."""
    with st.expander("The rule, and how to set it"):
        st.markdown(said(words.support.rule(found.rule)))
        left, right = st.columns(2)
        with left:
            _threshold(here, rules.MONTHS, found.rule.months)
        with right:
            _threshold(here, rules.RETURNS, found.rule.returns)
        st.caption(
            "The report asks who needs focused support and gives no rule; this one is ours. A link carries what you set."
        )


def _threshold(here: Here, of: Adjustable, value: int) -> None:
    key = f"rule_{of.name}"

    def changed() -> None:
        chosen = float(st.session_state[key])
        link.change(assumptions=assume(here.view, of.name, None if chosen == of.value else chosen))

    st.session_state[key] = value
    st.number_input(plain(of.title), int(of.low), int(of.high), step=int(of.step), key=key, on_change=changed)


def _narrowed(here: Here, found: Support) -> tuple[Need, ...]:
    """The needs with the reasons and in the region that are chosen; only what would part them is offered."""
    kinds = [reason for reason in Reason if any(reason in need.reasons for need in found.needs)]
    regions = answers.regions(found.needs, here.tree)
    reasons, region = list[Reason](), None
    if len(kinds) > 1:
        reasons = st.pills(
            "With any of these reasons", kinds, selection_mode="multi", format_func=words.support.TITLES.__getitem__,
            key="support_reasons",
        )  # fmt: skip
    if len(regions) > 1:
        region = st.selectbox(
            "In the region", [None, *regions], key="support_region", width=330,
            format_func=lambda code: common_name(here.tree[code]) if code else "All regions",
        )  # fmt: skip
    return answers.only(found.needs, here.tree, reasons, region)


def _list(here: Here, found: Support, needs: tuple[Need, ...]) -> None:
    if not needs:
        st.info("Nobody on the list has these reasons in this region.")
        return
    made = exhibits.of(here.scope, found, needs)
    table = made.table()
    shown = table.head(MOST_SHOWN)[["Organisation", "Why", "Planned go-live"]]
    st.table(cells(shown), hide_index=True, alt=words.support.alt(needs))
    if len(table) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(table)}; the table below has all.")
    exhibit.numbers(here, made)
