"""What changes the data: asked first, recorded first, done then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from analytics.governance.roles import LOCAL, NOBODY, Action, Person, Role
from analytics.store import NotKept, Store
from ui import access

EDITOR = Person("Ed", "s-1", "ed@x.nhs.uk", Role.EDITOR, ("QOP",), may_see_all=True)


@pytest.fixture(autouse=True)
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("STORE_URI", store.uri)
    st.cache_resource.clear()
    yield store
    st.cache_resource.clear()


def comes(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "person", lambda: person)


def told() -> list[tuple[str, str]]:
    return [(event.who, event.what) for event in reversed(access.trail().events())]


def test_what_is_done_is_on_the_trail_before_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    comes(EDITOR, monkeypatch)
    with access.acting(Action.KEEP, "a.csv", who="somebody else") as name:
        assert told() == [("Ed (ed@x.nhs.uk)", "keep")]
    assert name == "Ed (ed@x.nhs.uk)", "the verified name, whatever was typed"


def test_what_failed_is_said_to_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    comes(EDITOR, monkeypatch)
    with pytest.raises(NotKept, match="full"), access.acting(Action.KEEP, "a.csv"):
        raise NotKept("The disk is full.")
    assert [what for _, what in told()] == ["keep", "keep: not done"]


@pytest.mark.parametrize(
    ("person", "action", "organisation"),
    [
        (NOBODY, Action.KEEP, None),
        (EDITOR, Action.RESTORE, None),
        (EDITOR, Action.UNDO_OF_OTHERS, None),
        (EDITOR, Action.ANNOTATE, "RBN"),
    ],
)
def test_what_somebody_may_not_is_refused_and_recorded(
    monkeypatch: pytest.MonkeyPatch, person: Person, action: Action, organisation: str | None
) -> None:
    comes(person, monkeypatch)
    with pytest.raises(NotKept, match="You may not do this"), access.acting(action, "a.csv", organisation):
        pytest.fail("it was done")
    assert [what for _, what in told()] == ["refused"]


def test_a_name_that_nobody_vouches_for_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    comes(LOCAL, monkeypatch)
    with access.acting(Action.ANNOTATE, "a reason", "RBN", who="Anna") as name:
        assert name == "Anna"
    with access.acting(Action.RESTORE, "version 3") as name:
        assert name == ""
    assert [who for who, _ in told()] == ["Anna (not verified)", "local user (not verified)"]


def test_a_file_is_refused_to_whoever_may_no_longer_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    comes(LOCAL, monkeypatch)
    found = iter([LOCAL, NOBODY])
    monkeypatch.setattr(access, "_request", dict)
    monkeypatch.setattr(access, "_by", lambda *_, **__: (next(found), ""))
    file = access.ticked(Action.ORIGINAL, lambda: b"a,b")
    assert file() == b"a,b"
    with pytest.raises(NotKept, match="You may not do this"):
        file()
