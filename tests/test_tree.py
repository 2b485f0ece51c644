"""Tests mirror the tree: each stands in the room of what it tests. And pages, which no linter watches, ask only `ui`."""

import ast
from pathlib import Path

from tests.conftest import SLOW

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
JOURNEYS = TESTS / "browser"
"""What is tested from outside has no room of its own."""
DOORS = {"analytics.commands": "analytics.__main__"}
"""Rooms that tests may enter by a door in front of them."""


def imported(source: str) -> set[str]:
    """Every module and name that a text of Python imports, with dots."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_each_test_stands_in_the_room_of_what_it_tests():
    strangers = []
    for path in TESTS.rglob("test_*.py"):
        if path.parent == TESTS or JOURNEYS in path.parents:
            continue
        room = ".".join(path.parent.relative_to(TESTS).parts)
        room = room if (ROOT / room).is_dir() else f"analytics.{room}"
        assert (ROOT / room.replace(".", "/")).is_dir(), f"tests/ has a room that the house has not: {room}"
        text = path.read_text("utf-8")
        names = imported(text)
        for helper in {name.rpartition(".")[0] for name in names if name.startswith("tests.")}:
            file = ROOT / f"{helper.replace('.', '/')}.py"
            names |= imported(file.read_text("utf-8")) if file.exists() else set()
        asks = any(f"{name}.".startswith((f"{room}.", f"{DOORS.get(room, room)}.")) for name in names)
        if not asks and not (room == "ui" and "AppTest" in text):  # a page is run by its path, or as a text
            strangers.append(f"{path.relative_to(ROOT)} imports nothing of {room}")
    assert strangers == []


def test_pages_import_ui_alone():
    for page in (ROOT / "pages").glob("*.py"):
        assert {name.split(".")[0] for name in imported(page.read_text("utf-8"))} == {"ui"}, page.name


def test_what_is_marked_slow_is_there():
    assert [path for path in SLOW if not path.exists()] == []


def test_no_two_test_files_share_a_name() -> None:
    """pytest takes two files of one name for the same, and would leave one out."""
    names = [path.name for path in TESTS.rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
