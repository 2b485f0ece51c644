"""Which day's organisations are shown: a few words on each page, a switch, and the way to those that are no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import streamlit as st

from analytics.model import Kind, View
from analytics.model.view import TODAY
from analytics.organisations import Directory, Organisations, common_name
from analytics.sharing.link import Opened
from analytics.words.counting import counted
from ui import link
from ui.text import plain


def in_place(opened: Opened, tree: Organisations) -> Opened:
    """The view with an organisation of the tree. A choice made among those of another day is followed to what it became, or
    to what holds its place, in words."""
    chosen = tree[opened.view.organisation]
    if tree.is_open(chosen):
        found = tree.get(opened.former or "")
        if opened.notices or found is None or tree.is_open(found):
            return opened
        return replace(opened, notices=(f"{tree.what_became(found)}. {common_name(chosen)} is shown.",))
    now = tree[tree.holds(chosen.code) if tree.has_begun(chosen) else chosen.parent or ""]
    why = tree.what_became(chosen) if tree.has_begun(chosen) else tree.what_it_was(chosen)
    told = f"{why}. {common_name(now)} is shown."
    return replace(
        opened, view=replace(opened.view, organisation=now.code), notices=(*opened.notices, told), former=chosen.code
    )


def offer(opened: Opened, tree: Organisations) -> None:
    """Buttons to an organisation of another day that the link or a choice names, and to those that have its parts."""
    for code in opened.choices:
        _to(f"Show {common_name(tree[code])}", organisation=code)
    if opened.former is None:
        return
    former = tree[opened.former]
    if not tree.has_begun(former):
        _to(f"Show {common_name(former)}, as organisations are today", organisation=former.code, tree=TODAY)
    elif former.closed is not None:
        label = f"Show {common_name(former)} as it was until {former.closed:%B %Y}"
        _to(label, organisation=former.code, tree=former.closed)


def line(view: View, span: tuple[date, date], tree: Organisations, known: Directory) -> None:
    """Which day's boards these are, where today's are others, and a switch to the others."""
    now, then = known.at(date.today()), known.at(view.last_day(span))
    if now is then and tree is now:
        return
    boards = counted(len(tree.all(Kind.ICB)), "ICB")
    if tree is now:
        st.caption(f"{plain(boards)} of today", help=plain(f"Since {_begun(tree)}."), width="content")
        _to(f"As they were in {view.last_day(span):%B %Y}", "tertiary", tree=None)
    else:
        st.caption(f"{plain(boards)} of {view.tree_day(span):%B %Y}", width="content")
        _to("As they are today", "tertiary", tree=TODAY)


def _begun(tree: Organisations) -> str:
    """The day since when the boards are as they are."""
    days = [s.day for s in tree.successions if s.day <= tree.since and tree[s.successor].kind is Kind.ICB]
    return f"{max(days, default=tree.since):%-d %B %Y}"


def _to(label: str, look: Literal["secondary", "tertiary"] = "secondary", /, **changes: object) -> None:
    st.button(plain(label), on_click=link.change, kwargs=changes, type=look, key=f"tree_{label}")
