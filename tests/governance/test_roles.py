"""Who may do what, and where that is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics import organisations
from analytics.governance import role_book
from analytics.governance.role_book import Claims, RolesUnreadable
from analytics.governance.roles import LOCAL, NEEDS, NOBODY, Action, Person, Role, may, others
from analytics.model import Audience

TREE = organisations.at(date(2023, 9, 30))
EDITOR = Person("Ed", "sub-1", "ed@x.nhs.uk", Role.EDITOR, ("QOP",), may_see_all=True)
NO_CLAIMS = Claims()


def test_each_role_may_what_the_one_before_may() -> None:
    for action, least in NEEDS.items():
        for role in Role:
            assert may(Person(role=role, may_see_all=True), action) == (role >= least)


def test_nobody_reads_what_is_published_and_the_local_user_does_all() -> None:
    assert [a for a in Action if may(NOBODY, a)] == [Action.READ]
    assert NOBODY.audience is Audience.PUBLIC
    assert all(may(LOCAL, action, "R0A", TREE) for action in Action)
    assert LOCAL.audience is Audience.INTERNAL


@pytest.mark.parametrize(
    ("own", "code", "allowed"),
    [
        ("QOP", "QOP", True),
        ("QOP", "R0A", True),  # a trust of the board
        ("Y62", "R0A", True),  # the region above it
        ("PSC-MAN", "R0A", True),  # the collaborative that covers its board
        ("ENG", "R0A", True),
        ("R0A", "QOP", False),  # the board above one's trust
        ("QOP", "ENG", False),
        ("QOP", "RBN", False),  # a trust of a neighbour
        ("QOP", "no such", False),
    ],
)
def test_editors_keep_for_their_own_and_those_below(own: str, code: str, allowed: bool) -> None:
    assert may(Person("E", "s", role=Role.EDITOR, organisations=(own,)), Action.KEEP, code, TREE) == allowed


def test_rows_of_nobody_in_particular_are_englands() -> None:
    assert others(EDITOR, ["R0A", "", "RBN", "R0A"], TREE) == ["", "RBN"]


def test_originals_hold_every_number_so_they_take_both_role_and_audience() -> None:
    assert may(EDITOR, Action.ORIGINAL)
    assert not may(Person("E", "s", role=Role.EDITOR), Action.ORIGINAL)
    assert not may(Person("V", "s", may_see_all=True), Action.ORIGINAL)


def test_a_name_in_the_history_is_nobody_elses() -> None:
    assert EDITOR.signed == "Ed (ed@x.nhs.uk)"
    assert Person("Ed", "sub-2").signed == "Ed (sub-2)"


def test_roles_come_from_the_table_by_subject_or_address() -> None:
    written = {"S1": {"role": "admin"}, "Ed@X.nhs.uk": {"role": "editor", "organisations": ["QOP"]}}
    assert _person({"sub": "S1"}, written).role is Role.ADMIN
    by_mail = _person({"sub": "S2", "email": "ed@x.nhs.uk", "name": "Ed"}, written)
    assert (by_mail.role, by_mail.organisations, by_mail.may_see_all) == (Role.EDITOR, ("QOP",), True)


def test_an_address_that_nobody_has_checked_gives_no_role() -> None:
    written = {"ed@x.nhs.uk": {"role": "admin"}}
    found = _person({"sub": "S2", "email": "ed@x.nhs.uk", "email_verified": False}, written)
    assert (found.role, found.email) == (Role.VIEWER, "")


def test_roles_come_from_claims_where_the_table_says_nothing() -> None:
    named = Claims("roles", "orgs")
    found = role_book.person({"sub": "S", "roles": ["staff", "Editor"], "orgs": "R0A,QOP"}, {}, named, None)
    assert found is not None
    assert (found.role, found.organisations) == (Role.EDITOR, ("R0A", "QOP"))
    written = {"S": {"role": "viewer"}}
    taken_back = role_book.person({"sub": "S", "roles": "admin"}, written, named, None)
    assert taken_back is not None
    assert taken_back.role is Role.VIEWER


@pytest.mark.parametrize(
    ("flag", "role", "sees"), [(None, "viewer", False), (None, "admin", True), (True, "viewer", True)]
)
def test_small_numbers_go_by_the_role_unless_said(flag: bool | None, role: str, sees: bool) -> None:
    line = {"role": role} | ({} if flag is None else {"small_numbers": flag})
    assert _person({"sub": "S"}, {"S": line}).may_see_all is sees


def test_whoever_has_no_role_is_a_viewer_or_stays_out() -> None:
    assert role_book.person({"sub": "S"}, {}, NO_CLAIMS, Role.VIEWER).role is Role.VIEWER
    assert role_book.person({"sub": "S"}, {}, NO_CLAIMS, None) is None
    assert role_book.person({"email": "ed@x.nhs.uk"}, {}, NO_CLAIMS, Role.VIEWER) is None, "without a subject: nobody"


@pytest.mark.parametrize(
    "line", ["admin", {"role": "boss"}, {"role": "admin", "rights": 1}, {"role": "viewer", "small_numbers": 1}]
)
def test_a_line_that_cannot_be_understood_gives_nothing(line: object) -> None:
    with pytest.raises(RolesUnreadable, match="The roles say of S"):
        _person({"sub": "S"}, {"S": line})


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    with pytest.raises(RolesUnreadable, match="cannot be read"):
        role_book.in_file(path)
    path.write_text('["a@b"\nrole = "admin"')
    with pytest.raises(RolesUnreadable, match="cannot be read"):
        role_book.in_file(path)
    path.write_text('["a@b"]\nrole = "admin"')
    assert role_book.in_file(path) == {"a@b": {"role": "admin"}}


def _person(claims: dict[str, object], written: dict[str, object]) -> Person:
    found = role_book.person(claims, written, NO_CLAIMS, Role.VIEWER)
    assert found is not None
    return found
