"""The shared frame: each page's first call. It reads the link, draws the filters and the head, and says what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analytics.catalogue import local
from analytics.model import Audience, Programme, View, labels
from analytics.organisations import common_name
from analytics.sharing.link import Opened
from analytics.store import Damaged, NotKept, UnknownVersion, Version
from ui import (
    access,
    broken,
    cached,
    copy_link,
    directory_cached,
    export,
    filters,
    first,
    for_whom,
    link,
    menu,
    save_view,
    saved_cached,
    sending,
    step,
    trees,
)
from ui.here import Here
from ui.seen import Seen
from ui.text import html, plain


def open_page(
    title: str,
    question: str = "",
    programme: Programme | None = None,
    mending: Callable[[], None] | None = None,
    of_nobody: bool = False,
    figures: bool = True,
    page: str = "",
    hold: bool = False,
) -> Here:
    """Read the link, draw filters and head, and return what is to be shown. Stops the page where nothing may be; where the
    data are damaged, `mending` draws what can put them right. A page `of_nobody` shows no organisation's numbers: it has
    neither filters nor the line that says whose they are. A page without `figures` shows nothing made up. `page`
    names one that has no programme and figures to export. `hold` keeps places for the frame and draws it once the page's
    first picture is on its way, or when the page calls `first.release`."""
    slugs = tuple(m.slug for m in programme.measures) if programme else ()
    first.none()
    _sound(title, mending)
    opened = link.opened()
    version, complaint = _version(opened.view)
    span = cached.span(version)
    tree = directory_cached.tree(version, opened.view.tree_day(span))
    seen = Seen.by(version, tree, access.audience())
    opened = trees.in_place(opened, tree)
    here = Here(opened.view, tree[opened.view.organisation], seen, span, programme)
    with st.container(key="menu"):  # never held: its links lead to whom the head names
        menu.draw(link.carried(opened, tree), menu.shown(link.page()), alone=of_nobody)
        access.say()
    head = st.container(horizontal=True, vertical_alignment="center", gap="small", key="title")
    head.title(plain(title), anchor=False, width="content")

    def around() -> None:
        if not of_nobody:
            filters.draw(opened.view, span, here.tree, seen)

    def tools() -> None:
        with head:
            if figures and not of_nobody:
                _mark(here)
            _share(here, programme.slug if programme else page)
            if not of_nobody:
                save_view.draw(here)

    hold = hold and not (opened.notices or complaint)  # with those the page may end here
    if not hold:
        sending.go_on()
        around()
    _say(opened, complaint, slugs, here)
    link.mirror(opened.view, here.tree)
    if hold:
        first.hold(title, around, tools)
    else:
        tools()
    if not of_nobody:
        _context(here)
    told = for_whom.sentence(seen.audience, programme) if figures else ""
    if question or told:
        small = f"<small>{html(told)}</small>" if told else ""
        st.html(f'<p class="question">{html(question)} {small}</p>')
    return here


def programme_page(slug: str) -> Here:
    """`open_page` for a programme of the catalogue."""
    programme = cached.the_catalogue().programme(slug)
    return open_page(programme.title, programme.question, programme, hold=True)


def local_page() -> Here:
    """`open_page` for the measures that users brought themselves: a programme of their own, made of what was uploaded."""
    _sound(local.TITLE)
    found = cached.local_measures(_version(link.opened().view)[0])
    return open_page(local.TITLE, local.QUESTION, local.programme(found.values()))


def _sound(title: str, mending: Callable[[], None] | None = None) -> None:
    """Stop the page before anything is drawn for whoever may not see it, or where the data are not what was kept."""
    access.enter()
    try:
        cached.span(cached.store().version())
    except (Damaged, NotKept) as fault:
        st.title(plain(title), anchor=False)
        broken.draw(fault)
        if mending:
            mending()
        st.stop()


def _version(view: View) -> tuple[Version, str]:
    try:
        return cached.store().resolve(view.asof), ""
    except UnknownVersion as unknown:
        return cached.store().version(), str(unknown)


def _say(opened: Opened, complaint: str, slugs: tuple[str, ...], here: Here) -> None:
    """What the link could not honour. Where the answer would be other data than was asked for, nothing is drawn."""
    for notice in opened.notices:
        (st.error if opened.blocked else st.warning)(notice)
    trees.offer(opened, here.tree)
    measure = opened.view.measure
    if slugs and measure and measure not in slugs and not complaint:
        known = cached.measures_of(here.version)[measure]
        owner = "Your measures" if known.local else cached.the_catalogue().programme(known.programme).title
        st.info(plain(f"{known.title} belongs to the page {owner}; the first measure of this page is shown."))
    if complaint:
        st.error(plain(f"{complaint} Nothing is shown, because today’s numbers may be others."))
        st.button("Show the newest data", on_click=link.change, kwargs={"asof": None}, type="primary")
    if opened.blocked:
        st.markdown(
            "Nothing is shown, so that you do not read another organisation’s numbers as the one you asked for."
        )
        st.button("Show England", on_click=link.change, kwargs={"organisation": "ENG"}, type="primary")
    if complaint or opened.blocked:
        st.stop()


def _context(here: Here) -> None:
    """One line on what is shown: whose, when and by which organisations."""
    view = here.view
    start, end = here.shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="context"):
        st.html(
            f'<p class="where">{_path(here)}<span><strong>{html(here.name)}</strong>'
            f" · {start:%B %Y} to {end:%B %Y}</span></p>",
            width="content",
        )
        if here.version.audience is Audience.INTERNAL:  # what is published has one tree
            trees.line(here.view, here.span, here.tree, directory_cached.directory(here.version))
    if unknown := here.tree.not_known(view.organisation):
        st.caption(plain(unknown))
    as_of(here)


def as_of(here: Here) -> None:
    """That these are not the newest data, if they are not asked for; and a way to those where they are others."""
    if not here.view.asof:
        return
    known = plain(f"You are looking at the data as they were on {cached.known_on(here.version)}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        if saved_cached.newer(here.version.version, cached.store().version()):
            st.info(f"{known} Newer data exist.", width="stretch")
            st.button("Show the newest data", on_click=link.change, kwargs=_newest(here))
        else:
            st.info(known, width="stretch")


def _mark(here: Here) -> None:
    """That some of what is shown is made up: once a page, besides on each chart and export."""
    own = here.programme is not None and here.programme.slug == local.PROGRAMME
    if not own and cached.has_illustrative(here.version):
        st.badge(labels.ILLUSTRATIVE, color="orange", help=labels.ILLUSTRATIVE_EXPLAINED)


def _path(here: Here) -> str:
    """Who stands above, largest first, as HTML; a press goes there."""
    above = reversed(here.tree.ancestors(here.organisation.code))
    return "".join(
        step.to(
            menu.shown(link.page()),
            common_name(one),
            link.staying(replace(here.view, organisation=one.code), here.tree),
        )
        for one in above
    )


def _newest(here: Here) -> dict[str, object]:
    """The changes that lead from a pinned version to today."""
    newest = here.view.newest(here.span)
    return {"asof": newest.asof, "start": newest.start, "end": newest.end}


def _share(here: Here, page: str) -> None:
    """Copy link: to these numbers for ever, or to this view with the newest data. Export: what is shown, as a file."""
    whole = link.address(here.pinned(here.view), here.version.version, here.tree)
    copy_link.draw(
        {
            "These numbers, for ever": whole,
            "Always the newest": link.address(here.view, None, here.tree),
        }
    )
    if page:
        export.draw(here.scope, page, whole)
