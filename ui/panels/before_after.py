"""Before and after: pick an event and see what moved, against whom, and what can and cannot be concluded."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics import words
from analytics.answers.before_after import nearby
from analytics.charts import before_after, legend
from analytics.keeping import annotations as notes
from analytics.model import BeforeAfter
from analytics.organisations import common_name
from ui import cached, link
from ui.frame import Here
from ui.panels import takeaway
from ui.text import plain, said

OWN = "own"
"""The choice of a date of one's own, beside the keys of events."""
OWN_MARK = re.compile(rf"(\d{{8}})-(\w+)-{OWN}")


@dataclass(frozen=True)
class Event:
    """What was picked: a day, whom it reached, what it is called ("" without a name), and when and by whom it is told."""

    day: date
    where: str
    title: str
    told: str = ""
    source: str = ""


def draw(here: Here) -> None:
    """The section: an event picker, and below it the answer. Nothing is worked out before an event is picked."""
    measure = here.measure
    st.markdown("## Before and after")
    st.markdown(
        "Did something change when an event happened? Pick one: the figures are compared with where their own earlier trend "
        "would have led, and with organisations that the event did not reach."
    )
    events = cached.candidates(here.version, measure.slug, here.organisation.code)
    event = _pick(here, events)
    if event is None:
        return
    found = cached.before_after(here.version, here.ask(measure.slug, here.view.grain), event.day, event.where)
    close = nearby(cached.data(here.version), measure.slug, here.organisation.code, event.day, event.title)
    _answer(here, replace(found, nearby=close), event)


def _pick(here: Here, events: pd.DataFrame) -> Event | None:
    """One of the dated events of the organisation, those above it and the nation; or a date of one's own."""
    known = {
        f"{row['date']:%Y-%m-%d}|{row['org_code']}|{row['title']}": Event(
            row["date"].date(), row["org_code"], row["title"], row["told"], row["source"]
        )
        for row in events.assign(date=pd.to_datetime(events["date"])).to_dict("records")
    }
    key = f"before_after_{here.measure.slug}_{here.organisation.code}"
    marks = {_mark(event): name for name, event in known.items()} | {OWN: OWN}
    picked_before = here.view.pick("event")
    if (linked := OWN if picked_before.endswith(f"-{OWN}") else marks.get(picked_before)) is not None:
        st.session_state[key] = linked

    def keep() -> None:
        named = {name: mark for mark, name in marks.items()}
        link.picked("event", named.get(st.session_state[key], ""))

    choice = st.selectbox(
        "Event",
        [*known, OWN],
        index=None,
        on_change=keep,
        format_func=lambda k: "A date of your own" if k == OWN else f"{known[k].title}, {known[k].told}",
        placeholder="Choose an event",
        key=key,
    )
    if choice == OWN:
        return _own(here)
    picked = known.get(choice or "")
    if picked and picked.source:
        st.caption(plain(f"Source: {picked.source}."))
    if picked and picked.told.startswith("reported"):
        st.caption(
            said(
                f"Its own day is not known: {words.formats.day(picked.day)}, the first of the quarter, is taken for it."
            )
        )
    return picked


def _mark(event: Event) -> str:
    """An event in a link: its day, whom it reached, and a check of its title."""
    return f"{event.day:%Y%m%d}-{event.where}-{crc32(event.title.encode()):08x}"


def _own(here: Here) -> Event | None:
    """A date, a name and a reach, typed in. The date and the reach make the numbers, so the link has them; the name is
    nobody else's."""
    tree, chosen = here.tree, here.organisation
    reach = [o.code for o in (chosen, *tree.ancestors(chosen.code))]
    first, last = here.span[0], (pd.Timestamp(here.span[1]) + pd.offsets.MonthEnd(0)).date()
    date_key, reach_key = "before_after_day", f"before_after_where_{chosen.code}"
    linked, whom = _of_mark(here.view.pick("event"))
    if linked and first <= linked <= last and whom in reach:
        st.session_state[date_key], st.session_state[reach_key] = linked, whom

    def keep() -> None:
        day = st.session_state[date_key]
        link.picked("event", f"{day:%Y%m%d}-{st.session_state[reach_key]}-{OWN}" if day else OWN)

    one, two, three = st.columns(3)
    day = one.date_input("Date", None, first, last, format="DD/MM/YYYY", key=date_key, on_change=keep)
    title = two.text_input("What happened?", max_chars=notes.TITLE_LENGTH, key="before_after_title")
    where = three.selectbox(
        "Whom did it reach?",
        reach,
        format_func=lambda code: f"All of {common_name(tree[code])}" if code != chosen.code else common_name(chosen),
        key=reach_key,
        on_change=keep,
    )
    return Event(day, where, title.strip()) if day else None


def _of_mark(mark: str) -> tuple[date | None, str]:
    """The day and the reach of a date of one's own in a link; no day where it names none."""
    if not (parts := OWN_MARK.fullmatch(mark)):
        return None, ""
    try:
        return date.fromisoformat(parts[1]), parts[2]
    except ValueError:
        return None, ""


def _answer(here: Here, found: BeforeAfter, event: Event) -> None:
    """The conclusion first, then what moved, the picture, the cautions and the numbers."""
    series, title = found.series, event.title
    if found.own is None:
        st.info(plain(words.before_after.sentence(found, title)))
        return
    st.markdown(f"**{plain(words.before_after.conclusion(found, title))}**")
    st.markdown(plain(words.before_after.sentence(found, title)))
    st.markdown(plain(words.before_after.control(found)))
    drawn = before_after.rows(found, title)
    axis = words.formats.axis(series.measure)
    st.vega_lite_chart(
        drawn,
        before_after.template(series.measure.unit, series.illustrative, series.grain, axis),
        key="before_after",
        width="stretch",
        alt=words.before_after.alt(found, title),
    )
    if numbered := legend.events(drawn):
        st.caption(plain(numbered))
    st.caption(
        plain(f"{here.name}, {series.basis}. {words.before_after.method(found)} {words.before_after.key(found)}")
    )
    for note in series.notes:
        st.caption(plain(note))
    with st.expander("Before you rely on this", expanded=True):
        st.markdown("\n".join(f"- {plain(line)}" for line in words.before_after_cautions.cautions(found)))
    name = f"{series.measure.slug}_{series.organisation.code}_before_after"
    lines = takeaway.measure_lines(here, series.measure) | {
        "Event": f"{title or 'A date of your own'}, {words.formats.day(event.day)}",
        "Method": words.before_after.method(found),
    }
    takeaway.table(
        here,
        f"{name}_points",
        before_after.table(found),
        lines,
        series.illustrative,
        "The points and lines",
        measure=series.measure,
    )
    takeaway.table(
        here,
        f"{name}_changes",
        before_after.estimates(found),
        lines,
        series.illustrative,
        "The changes with their intervals",
        measure=series.measure,
    )
