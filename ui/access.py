"""Who looks at this page and what they may do: asked anew in each run, before each change and by each file to take away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.governance.audit import Trail
from analytics.governance.role_book import RolesUnreadable
from analytics.governance.roles import NEEDS, NOBODY, Action, Person, may
from analytics.model import Audience
from analytics.organisations import Organisations
from analytics.store import NotKept, Store
from analytics.words import access as words
from ui import cached, login
from ui.text import html, plain

_REQUEST = "request_of_this_session"
_LOCAL = {"host": "localhost"}
_roles: dict[str, Person] = {}
"""The last that was known of each subject, so that a change of role is noticed."""


def enter() -> None:
    """Stop the page for whoever may not see it. The first call of each page and of each part that runs alone."""
    if not login.configured():
        return
    person, why = _looking()
    if not why:
        _compare(person)
        return
    address = (st.context.url or "/").replace('"', "")
    st.title("Sign in", anchor=False)
    st.warning(plain(why))
    # A link to this very address: the gate asks for the login and comes back.
    st.markdown(f'<a href="{html(address)}" target="_self">Sign in</a>', unsafe_allow_html=True)
    st.stop()


def still(audience: Audience) -> None:
    """`enter`, for a part of a page that runs alone: where its person sees as another now, the whole page runs anew."""
    enter()
    if get_script_run_ctx() is not None and audience is not person().audience:
        st.rerun()


def person() -> Person:
    """Who looks."""
    return _looking()[0]


def audience() -> Audience:
    """As whom they look at numbers; outside of any visitor's run, as everybody."""
    return person().audience


def allowed(action: Action, organisation: str | None = None) -> bool:
    """Whether whoever looks may do something, for an organisation where it is for one."""
    return may(person(), action, organisation, _tree() if organisation else None)


def who(label: str, key: str | None = None) -> str:
    """The name for the history: the verified one, or else what is typed into a field."""
    looking = person()
    return looking.signed if looking.verified else st.text_input(plain(label), key=key).strip()


@contextmanager
def acting(action: Action, about: str, organisation: str | None = None, who: str = "") -> Iterator[str]:
    """Change the data, if whoever looks may. What is done is on the audit trail before it is done; that it failed, after.
    `who` is what they call themselves where nobody vouches for it; gives the name for the history. Raises `NotKept`."""
    looking = person()
    if not allowed(action, organisation):
        note(looking, "refused", f"{action}: {about}")
        raise NotKept(words.may_not(action, looking.role.title, NEEDS[action].title))
    looking = looking if looking.verified else replace(looking, name=f"{who or looking.name} (not verified)")
    trail().add(looking, action, about)
    try:
        yield looking.signed if looking.verified else who
    except Exception as fault:
        note(looking, f"{action}: not done", f"{about}: {fault}")
        raise


def if_allowed(action: Action, do: Callable[..., object], *args: object) -> None:
    """Do what a button sets off, which comes before the page is asked for anew, if whoever pressed it still may."""
    if allowed(action):
        do(*args)


def ticked(action: Action, made: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file that is made when it is asked for, if whoever looks may still have it then."""
    request, seen_as = _request(), person()

    def now() -> bytes:
        looking = _by(request, logged_in=seen_as.verified)[0]
        if not may(looking, action):
            note(looking, "refused", action)
            raise NotKept(words.may_not(action, looking.role.title, NEEDS[action].title))
        return made()

    return now


def note(person: Person, what: str, about: str = "") -> None:
    """Put on the audit trail what changes no data. A store that may only be read has none: then it is in the log."""
    if cached.store().read_only:
        logging.getLogger(__name__).info("%s: %s %s", person.signed or "nobody", what, about)
    else:
        trail().add(person, what, about)


def trail() -> Trail:
    """The audit trail beside the store."""
    return _trail(cached.store())


def say() -> None:
    """Who is signed in, and the way out; or why nothing can be changed here."""
    looking = person()
    if looking.verified:
        told = words.signed_in_as(looking.signed, looking.role.title, looking.organisations)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="signed_in"):
            st.caption(plain(told), width="content")
            st.button("Sign out", type="tertiary", on_click=st.logout, key="sign_out")


def why_not() -> str:
    """Why whoever looks may keep nothing; nothing where they may."""
    if allowed(Action.KEEP):
        return ""
    return words.READS_ONLY if login.configured() else words.HOW_TO_TURN_ON


def _tree() -> Organisations:
    """The organisations of today as the newest data know them: rights go by these, whatever is looked at."""
    return cached.whole(cached.store().version()).directory.at(date.today())


@lru_cache(maxsize=2)
def _trail(store: Store) -> Trail:
    return Trail(store.files)


def _looking() -> tuple[Person, str]:
    """Who looks, and why they may not where they may not."""
    if get_script_run_ctx() is None:
        return NOBODY, words.NOT_SIGNED_IN
    return _by(_request(), logged_in=login.configured() and bool(st.user.get("is_logged_in")))


def _by(request: Mapping[str, Any], logged_in: bool) -> tuple[Person, str]:
    try:
        if not login.configured():
            return login.without_login(request["headers"]), ""
        held = login.ticket(request["cookies"])
        # Streamlit says whether its own check of the cookie, where it came from and for whom, held too.
        if held is None or not logged_in:
            return NOBODY, words.NOT_SIGNED_IN
        if stands := login.standing(held):
            return NOBODY, stands
        login.active(held)
        found = login.person(held.claims)
        return (found, "") if found else (NOBODY, words.NO_ROLE)
    except RolesUnreadable as fault:
        logging.getLogger(__name__).error("%s", fault)
        return NOBODY, words.ROLES_UNREADABLE


def _request() -> Mapping[str, Any]:
    """Headers and cookies by which this session came. A browser that is gone for a moment has none: then those of before."""
    if type(get_instance()) is not Runtime:
        return {"headers": _LOCAL, "cookies": {}}  # a test, in which no browser takes part
    headers = {name.lower(): text for name, text in st.context.headers.items()}
    if headers:
        st.session_state[_REQUEST] = {"headers": headers, "cookies": dict(st.context.cookies)}
    return st.session_state.get(_REQUEST, {"headers": {}, "cookies": {}})


def _compare(person: Person) -> None:
    """Note where somebody's role is another than it was."""
    known = _roles.get(person.subject)
    if known is not None and known != person:
        now = words.signed_in_as(person.signed, person.role.title, person.organisations)
        before = words.signed_in_as(known.signed, known.role.title, known.organisations)
        note(person, "role changed", f"{before} → {now}")
    _roles[person.subject] = person
