"""Who drives the change: the parts of an organisation, each with what it contributes, in a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from analytics import words
from analytics.answers import contribution as contributions
from analytics.answers.levels import first_below
from analytics.charts import contribution as bars
from analytics.exports import variation_tables
from analytics.model import Between, Contribution, Measure, Presence, labels
from ui import variation_cached as answers
from ui.frame import Here
from ui.panels import figures, spread, takeaway
from ui.text import plain, said

CAUSES = ("own rate", "size", "joined or left")


def draw(here: Here) -> None:
    """The sentence, the bars, and a table whose total is the change."""
    measure = _split(here)
    if measure is None:
        st.info(said(contributions.why_not(here.measure)))
        return
    if measure is not here.measure:
        st.info(plain(f"{contributions.why_not(here.measure)} Split here instead: {measure.title.lower()}."))
    found = _asked(here, measure)
    if found is None:
        st.info(said(words.contribution.none(answers.divided(here.version, here.ask(measure.slug))[0])))
        return
    st.markdown(f"### Which {plain(labels.KINDS[found.level].many)} drive {plain(found.whole.short_name)}?")
    st.markdown(said(words.contribution.sentence(found)))
    st.vega_lite_chart(
        bars.rows(found),
        bars.template(words.contribution.unit(found), bars.bars(found), found.illustrative),
        key="contribution",
        width="stretch",
        alt=words.contribution.alt(found),
    )
    st.caption(plain(f"{bars.key(found)}. {measure.title}."))
    for note in words.contribution.notes(found):
        st.caption(said(note))
    _table(found)
    with st.expander("How a change is split"):
        st.markdown(said(words.contribution.HOW.format(people=measure.denominator)))
    periods = {"Earlier period": found.earlier, "Later period": found.later}
    lines = {name: words.contribution.period(months) for name, months in periods.items()}
    lines["In words"] = words.contribution.sentence(found).replace("**", "")
    takeaway.table(
        here,
        f"{measure.slug}_{found.whole.code}_contribution",
        variation_tables.contribution_table(found),
        takeaway.measure_lines(here, measure) | lines,
        found.illustrative,
        "The numbers behind these contributions",
    )


def brief(here: Here) -> tuple[str, str] | None:
    """Who drives the change most, and of what, between the last two years."""
    measure = _split(here)
    if measure is None:
        return None
    asked = here.ask(measure.slug)
    whole, levels = answers.divided(here.version, asked)
    found = answers.driven(here.version, asked, first_below(whole.kind, levels), Between.YEARS) if levels else None
    who = words.contribution.brief(found) if found else ""
    return (who, f"drives {measure.short_title.lower()} most, year on year") if who else None


def _split(here: Here) -> Measure | None:
    """The chosen measure, or the programme's first whose change can be split."""
    assert here.programme is not None
    possible = [m for m in (here.measure, *here.programme.measures) if not contributions.why_not(m)]
    return next(iter(possible), None)


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
        many = {k: labels.KINDS[k].many for k in levels}
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
