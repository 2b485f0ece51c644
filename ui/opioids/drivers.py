"""Who drives the change: the parts of an organisation, each with what it contributes, in a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from analytics import words
from analytics.answers import contribution as contributions
from analytics.answers.levels import first_below
from analytics.exhibits import variation as exhibits
from analytics.model import Between, Contribution, Measure, Presence
from analytics.model.titles import within
from ui import variation_cached as answers
from ui.here import Here
from ui.panels import exhibit, figures, spread
from ui.text import plain, said

CAUSES = ("own rate", "size", "joined or left")


def draw(here: Here) -> None:
    """The sentence, the bars, and a table whose total is the change."""
    measure = exhibits.split(here.scope)
    if measure is None:
        st.info(said(contributions.why_not(here.measure)))
        return
    if measure is not here.measure:
        st.info(plain(f"{contributions.why_not(here.measure)} Split here instead: {within(measure.title)}."))
    found = _asked(here, measure)
    shown = exhibits.driven(here.scope, measure, found)
    if found is None:
        exhibit.nothing(shown)
        return
    exhibit.says(shown, 3)
    exhibit.figure(here, shown, "contribution")
    _table(found)
    with st.expander("How a change is split"):
        st.markdown(said(words.contribution.HOW.format(people=measure.denominator)))
    exhibit.numbers(here, shown)


def brief(here: Here) -> tuple[str, str] | None:
    """Who drives the change most, and of what, between the last two years."""
    measure = exhibits.split(here.scope)
    if measure is None:
        return None
    asked = here.ask(measure.slug)
    whole, levels = answers.divided(here.version, asked)
    found = answers.driven(here.version, asked, first_below(whole.kind, levels), Between.YEARS) if levels else None
    who = words.contribution.brief(found) if found else ""
    return (who, f"drives {within(measure.short_title)} most, year on year") if who else None


def _asked(here: Here, measure: Measure) -> Contribution | None:
    """The parts and the periods that the reader chose."""
    asked = here.ask(measure.slug)
    whole, levels = answers.divided(here.version, asked)
    if not levels:
        return None
    first = first_below(whole.kind, levels)
    left, right = st.columns(2)
    with left:
        ordered = [first, *(k for k in levels if k is not first)]
        many = {k: words.formats.kinds(k) for k in levels}
        level = spread.pick("Parts", ordered, many, f"parts_{whole.code}_{measure.slug}")
    betweens = answers.betweens(here.version, asked, level)
    if not betweens:
        return None
    with right:
        between = spread.pick("Compare", betweens, words.contribution.BETWEEN, f"between_{measure.slug}")
    return answers.driven(here.version, asked, level, between)


def _table(found: Contribution) -> None:
    """A line a part, a line for the whole; the cause of joining and leaving only where somebody did."""
    printed = words.contribution.of_rate(found), words.contribution.of_amount(found)
    causes = 3 if any(share.presence is not Presence.BOTH for share in found.shares) else 2
    titles = [*CAUSES[:causes], "together"]
    head = ["", "Rate", *(f"Rate: {title}" for title in titles), *(f"Amount: {title}" for title in titles)]

    def texts(of: words.contribution.Printed, cells: Sequence[Fraction], together: Fraction) -> list[str]:
        return [of.text(figure) for figure in (*cells[:causes], together)]

    rows = [
        [
            share.part.name,
            words.contribution.rates(found, share.part.before, share.part.after),
            *(text for of in printed for text in texts(of, of.cells[at], of.lines[at])),
        ]
        for at, share in enumerate(found.shares)
    ]
    total = [
        "All together",
        words.contribution.rates(found, found.before, found.after),
        *(text for of in printed for text in texts(of, of.causes, of.total)),
    ]
    figures.table(head, rows, total)
    st.caption(said(words.contribution.table_note(found)))
