"""How long a login lasts."""

from __future__ import annotations

from analytics.governance.signed_in import Limits, Logins, Standing

LIMITS = Limits(idle=1800, whole=43200)
START = 1_000_000.7


def stands(logins: Logins, signed: float, now: float) -> Standing:
    return logins.standing("k", signed, now, LIMITS)


def test_a_login_lasts_while_something_is_done() -> None:
    logins = Logins(START)
    signed = float(int(START))
    for now in range(int(START), int(START) + 40000, 1700):
        assert stands(logins, signed, now) is Standing.GOOD
        logins.active("k", now, LIMITS)


def test_it_ends_after_a_pause_and_after_a_days_work() -> None:
    logins = Logins(START)
    logins.active("k", START + 10, LIMITS)
    assert stands(logins, START, START + 10 + 1800) is Standing.GOOD
    assert stands(logins, START, START + 11 + 1800) is Standing.IDLE
    logins.active("k", START + 43000, LIMITS)
    assert stands(logins, START, START + 43201) is Standing.OVER


def test_one_that_was_never_used_ends_after_the_pause_too() -> None:
    assert stands(Logins(START), START + 5, START + 1900) is Standing.IDLE


def test_a_copy_of_a_cookie_is_worth_nothing_after_its_owner_signed_out() -> None:
    logins = Logins(START)
    logins.active("k", START + 10, LIMITS)
    logins.end("k", START + 20)
    assert stands(logins, START, START + 21) is Standing.ENDED


def test_a_server_that_started_anew_vouches_for_nothing_from_before() -> None:
    assert stands(Logins(START), START - 5, START + 1) is Standing.UNKNOWN


def test_what_has_ended_by_itself_is_forgotten() -> None:
    logins = Logins(START)
    logins.active("old", START, LIMITS)
    logins.end("gone", START)
    logins.active("k", START + 43201, LIMITS)
    assert not logins.knows("old")
    assert logins._ended == {}
