"""The README tells the truth: its folders are on the disk and the other way round, and every command is in it."""

import re
from pathlib import Path

import typer

from analytics.__main__ import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_tree_in_the_readme_is_the_tree_on_the_disk():
    told = set(re.findall(r"^\| `([\w./]+)` \|", README, flags=re.MULTILINE))
    assert all((ROOT / name).exists() for name in told), [n for n in told if not (ROOT / n).exists()]
    folders = {
        f"{p.relative_to(ROOT)}/" for p in (ROOT / "analytics").iterdir() if p.is_dir() and p.name != "__pycache__"
    }
    assert folders <= told, folders - told


def test_every_command_and_target_is_in_the_readme():
    commands = typer.main.get_command(app).commands
    assert all(f"python -m analytics {name}" in README for name in commands)
    targets = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    assert {"run", "test", "illustrative"} <= set(targets)
    assert all(f"make {name}" in README for name in ("run", "test"))


def test_every_picture_in_the_readme_is_there():
    for picture in re.findall(r"docs/screenshots/[\w.]+", README):
        assert (ROOT / picture).stat().st_size > 10_000


def test_every_test_that_the_readme_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", README)
    assert len(named) > 40
    missing = [f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert missing == []
