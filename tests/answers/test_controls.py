"""Who an event is held against: never anybody whom it reached."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import organisations
from analytics.answers import controls
from analytics.model import Kind

TREE = organisations.at(date(2024, 3, 31))


@pytest.mark.parametrize(("code", "where", "kind"), [
    ("R0A", "R0A", Kind.TRUST), ("R0A", "QOP", Kind.TRUST), ("R0A", "Y62", Kind.REGION), ("QOP", "QOP", Kind.ICB),
    ("QOP", "Y62", Kind.REGION), ("Y62", "Y62", Kind.REGION), ("PSC-MAN", "PSC-MAN", Kind.PSC),
])  # fmt: skip
def test_nobody_whom_the_event_reached_is_a_control(code: str, where: str, kind: Kind) -> None:
    found = controls.unexposed(TREE, code, where)
    assert len(found) >= 2
    for other in found:
        line_above = {other.code, *(o.code for o in TREE.ancestors(other.code))}
        assert other.kind is kind
        assert not {code, where} & line_above
        assert kind is not Kind.TRUST or "Y62" in line_above  # trusts of its own region


@pytest.mark.parametrize(("code", "where"), [("ENG", "ENG"), ("R0A", "ENG")])
def test_a_national_event_has_no_control(code: str, where: str) -> None:
    assert controls.unexposed(TREE, code, where) == []
