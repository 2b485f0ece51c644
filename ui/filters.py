"""The filter bar, the same on each page. One helper draws every filter; the view is the only memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics.model import ENGLAND, Kind, Organisation, Shown, ShownAs, View
from analytics.organisations import Organisations, common_name, search
from analytics.words import formats
from ui import directory_cached, filters_close, link, my_organisation
from ui.memo import memo
from ui.seen import Seen
from ui.text import plain

T = TypeVar("T", str, date)


def draw(view: View, span: tuple[date, date], tree: Organisations, version: Seen) -> None:
    """Draw the filters in the sidebar, showing `view`; a choice changes the view and runs the page again."""
    with st.sidebar:
        _find(version)
        st.markdown("## Who")
        _who(view, tree, version)
        my_organisation.draw(view.organisation, common_name(tree[view.organisation]), tree)
        st.markdown("## When")
        _when(view, span)
        if view != View(measure=view.measure):
            st.button("Clear filters", on_click=_clear, width="stretch")
        filters_close.draw(f"{view.organisation} {view.start} {view.end}")


def _find(version: Seen) -> None:
    """Anybody by name, former name or code, wherever one is; a choice opens it and leaves the box empty."""
    hint = "Name, former name or code"
    _pick("Find an organisation", "find", _everybody(version), None, lambda code: code, hint)


@memo(50)
def _everybody(version: Seen) -> dict[str, str]:
    """Everybody on the tree's day, largest kinds first, and those who are yet to come."""
    found: dict[str, str] = {ENGLAND: "England"}
    for kind in (Kind.REGION, Kind.ICB, Kind.TRUST, Kind.PSC):
        found |= _below(version, kind, ENGLAND)
    return found


@memo(500)
def _below(version: Seen, kind: Kind, above: str) -> dict[str, str]:
    """Everybody of a kind within an organisation on the tree's day, and of boards and trusts those who are yet to come."""
    tree = directory_cached.tree(version, version.since)
    coming = _to_come(kind, above, tree) if kind in (Kind.ICB, Kind.TRUST) else {}
    return _searchable(tree.members(above, kind), tree) | coming


def _who(view: View, tree: Organisations, version: Seen) -> None:
    """Region, then ICB, then trust, each narrowed by the one before; or a PSC instead."""
    chosen = tree[view.organisation]
    at = {o.kind: o.code for o in [chosen, *tree.ancestors(chosen.code)]}
    region, icb = at.get(Kind.REGION), at.get(Kind.ICB)
    regions = {ENGLAND: "England"} | _below(version, Kind.REGION, ENGLAND)
    boards = _below(version, Kind.ICB, region or ENGLAND)
    trusts = _below(version, Kind.TRUST, icb or region or ENGLAND)
    pscs = _below(version, Kind.PSC, ENGLAND)
    _pick("Region", "region", regions, region or ENGLAND, lambda c: c or ENGLAND)
    _pick("Integrated care board (ICB)", "icb", boards, icb, lambda c: c or region or ENGLAND, "All ICBs")
    _pick("Trust", "trust", trusts, at.get(Kind.TRUST), lambda c: c or icb or region or ENGLAND, "All trusts")
    label = "or Patient Safety Collaborative (PSC)"
    _pick(label, "psc", pscs, at.get(Kind.PSC), lambda c: c or ENGLAND, "None")


def _when(view: View, span: tuple[date, date]) -> None:
    """The first and the last month shown."""
    months = _months(*_reach(view, span))
    starts = {m: named for m, named in months.items() if not view.end or m <= view.end}
    ends = {m: named for m, named in months.items() if not view.start or m >= view.start}
    with st.container(horizontal=True, key="months"):
        _pick("From", "start", starts, view.start or min(months), lambda m: m, field="start")
        _pick("To", "end", ends, view.end or max(months), lambda m: m, field="end")


@lru_cache(maxsize=500)
def _months(first: date, last: date) -> dict[date, str]:
    return {m.date(): f"{m:%b %Y}" for m in pd.date_range(first, last, freq="MS")}


def pick_measure(options: dict[str, str], value: str) -> None:
    """Choose one of the page's measures."""
    _pick("Measure", "measure", options, value, lambda slug: slug, field="measure")


def pick_grain(options: dict[str, str], value: str | None) -> None:
    """Choose how long a period each point covers."""
    _pick("Each point covers", "grain", options, value, lambda grain: grain, field="grain")


def pick_scale(options: dict[str, str], shown: Shown) -> None:
    """Choose what a count of people is shown as."""
    _pick("Shown as", "scale", options, shown.scale.value, lambda s: replace(shown, scale=ShownAs(s)), field="shown")


def pick_limits(options: dict[str, str], shown: Shown) -> None:
    """Choose which months make the limits; an empty choice is all."""
    year = str(shown.limits_from or "")
    _pick(
        "Limits from",
        "limits",
        options,
        year,
        lambda y: replace(shown, limits_from=int(y) if y else None),
        field="shown",
    )


def _pick(
    label: str,
    name: str,
    options: dict[T, str],
    value: T | None,
    means: Callable[[Any], object],
    empty: str | None = None,
    field: str = "organisation",
) -> None:
    """One filter. `options` is value to label, `means` turns a choice into the view's `field`.

    With `empty` the filter may be cleared, and shows that word when it is.
    """
    key = f"filter_{name}"

    def changed() -> None:
        choice: Any = st.session_state[key]
        # A choice that comes late may be of a list that is gone, and the browser sends labels: only what is offered counts.
        if choice not in options and not (choice is None and empty):
            return
        if not isinstance(choice, str):
            link.change(**{field: means(choice)})
            return
        code, former = [*choice.split("|"), ""][:2]
        link.change(former or None, **{field: means(code)})

    st.session_state[key] = value
    st.selectbox(
        plain(label),
        list(options),
        index=None if empty else 0,
        format_func=lambda option: options.get(option, str(option)),
        key=key,
        on_change=changed,
        placeholder=empty,
        filter_mode="contains",
    )


def _searchable(organisations: Sequence[Organisation], tree: Organisations) -> dict[str, str]:
    """Code to “Name (code)”, then a line for each former name, so that people find what they remember. The line of one that
    was somebody else has both codes."""
    options = {o.code: f"{common_name(o)} ({o.code})" for o in sorted(organisations, key=common_name)}
    for o in organisations:
        for number, (former, code) in enumerate(search.former_names(tree, o).items()):
            options[f"{o.code}|{code if code != o.code else ''}|{number}"] = f"{former} → {options[o.code]}"
    return options


def _to_come(kind: Kind, above: str, tree: Organisations) -> dict[str, str]:
    """A line for each that has not begun on the tree's day, with who is there until then."""
    return {
        o.code: f"{common_name(o)} ({o.code}, from {o.opened:%B %Y}) → until then "
        f"{formats.join([common_name(before) for before in tree.comes_after(o.code)])}"
        for o in search.to_come(tree, kind)
        if tree.within(o.code, above)
    }


def _reach(view: View, span: tuple[date, date]) -> tuple[date, date]:
    return min(span[0], view.start or span[0]), max(span[1], view.end or span[1])


def _clear() -> None:
    link.change(**{f.name: f.default for f in fields(View) if f.name != "measure"})
