"""What the numbers of a file measure: one name for a numerator and what it is out of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analytics.ingest.mapping import Mapping, Role
from ui import cached
from ui.text import plain

EVERY = "Every numerator"


def name(mapping: Mapping, lines: Sequence[Sequence[int]], titles: Sequence[str], key: str) -> tuple[Mapping, bool]:
    """The mapping with the measures of its columns as named here, and whether any was asked for.

    `lines` are positions of columns that are alike.
    """
    columns = list(mapping.columns)
    if mapping.having(Role.MEASURE):
        return replace(mapping, columns=tuple(replace(c, measure="") for c in columns)), False
    kinds = [columns[line[0]].role for line in lines]
    tops = [i for i, line in enumerate(lines) if columns[line[0]].is_number and kinds[i] is not Role.DENOMINATOR]
    bottoms = [i for i in range(len(lines)) if kinds[i] is Role.DENOMINATOR]
    one_pair = len(tops) == 1 and len(bottoms) == 1
    named, asked = {}, False
    for i in tops:
        own = columns[lines[i][0]].measure
        paired = [columns[lines[b][0]].measure for b in bottoms] if one_pair else []
        if not own and not any(paired):
            named[i] = ""  # nothing in its header says so: asked once for the whole file
            continue
        # Two names for one pair are no name: it is asked.
        proposed = own if all(p in ("", own) for p in paired) else ""
        out_of = f" out of “{titles[bottoms[0]]}”" if one_pair else ""
        # A name that was proposed for one column is not that of a pair.
        place = f"{lines[i][0]}_{lines[bottoms[0]][0]}" if one_pair else f"{lines[i][0]}"
        asked = True
        named[i] = _ask(f"What does “{titles[i]}”{out_of} measure?", proposed, f"{key}_measure_{place}")
    for i in tops:
        _put(columns, lines[i], named[i])
    numerators = {titles[i]: named[i] for i in tops if kinds[i] is Role.NUMERATOR}
    for i in bottoms:
        measure = (
            next(iter(named.values()))
            if one_pair
            else _out_of(columns[lines[i][0]].measure, numerators, titles[i], key)
        )
        _put(columns, lines[i], measure)
    return replace(mapping, columns=tuple(columns)), asked


def _ask(label: str, proposed: str, key: str) -> str:
    known = [m.title for m in cached.the_catalogue().measures.values() if not m.composite_of and not m.from_adoption]
    options = [proposed, *known] if proposed and proposed not in known else known
    chosen = st.selectbox(
        plain(label),
        options,
        index=options.index(proposed) if proposed else None,
        placeholder="Choose a measure, or write a title of your own",
        accept_new_options=True,
        key=key,
    )
    return (chosen or "").strip()


def _out_of(measure: str, numerators: dict[str, str], title: str, key: str) -> str:
    """The measure of a denominator: that of the numerator which is chosen to be out of it."""
    if not numerators:
        return measure
    options = [EVERY, *numerators] if len(numerators) > 1 else list(numerators)
    guess = next((top for top, named in numerators.items() if named and named == measure), None)
    proposed = guess or (options[0] if not measure else None)
    chosen = st.selectbox(
        plain(f"Which is out of “{title}”?"),
        options,
        index=options.index(proposed) if proposed else None,
        placeholder="Choose the numerator",
        key=f"{key}_out_of_{title}",
    )
    if chosen is None:
        return measure
    return "" if chosen == EVERY else numerators[chosen]


def _put(columns: list, line: Sequence[int], measure: str) -> None:
    for at in line:
        columns[at] = replace(columns[at], measure=measure)
