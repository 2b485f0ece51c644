"""The README and what it points to tell the truth: folders, layers, commands, tests, pictures and words are as they say."""

import re
import tomllib
from pathlib import Path

import typer

from analytics.__main__ import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
FILES = (ROOT / "docs" / "files.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROW = re.compile(r"^\| `([\w./]+)` \| .+ \| (.+) \| .*\|$", flags=re.MULTILINE)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_it_fits_two_screens():
    lines = README.splitlines()
    assert len(lines) <= 115
    assert [line for line in lines if len(line) > 120] == []


def test_the_tree_in_the_readme_is_the_tree_on_the_disk():
    told = {folder for folder, _ in ROW.findall(README)}
    assert all((ROOT / name).exists() for name in told), [n for n in told if not (ROOT / n).exists()]
    folders = {
        f"{p.relative_to(ROOT)}/" for p in (ROOT / "analytics").iterdir() if p.is_dir() and p.name != "__pycache__"
    }
    assert folders <= told, folders - told


def test_each_folder_is_tested_where_the_readme_says():
    named = {path for _, tested in ROW.findall(README) for path in re.findall(r"`(.+?)`", tested)}
    assert len(named) > 12
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_names_the_layers_in_their_order():
    contract = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    layer = {
        name.strip(" ()"): depth for depth, names in enumerate(contract["layers"]) for name in names.split("|")
    }  # an optional layer stands in brackets
    modules = [folder.rstrip("/").removesuffix(".py").replace("/", ".") for folder, _ in ROW.findall(README)]
    depths = [layer[module] for module in modules if module in layer]
    assert len(depths) > 12
    assert depths == sorted(depths)


def test_every_command_and_target_is_in_the_readme():
    commands = typer.main.get_command(app).commands
    assert all(f"python -m analytics {name}" in README for name in commands)
    targets = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    assert {"run", "test", "quick", "illustrative"} <= set(targets)
    assert all(f"make {name}" in README for name in ("run", "test", "quick"))


def test_every_picture_in_the_readme_is_there():
    pictures = re.findall(r"docs/screenshots/[\w.]+", README)
    assert {ROOT / picture for picture in pictures} == set((ROOT / "docs" / "screenshots").iterdir())
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)


def test_every_layout_and_quirk_names_a_test_that_is_there():
    rows = [line for line in FILES.splitlines() if line.startswith("| ") and "proved by" not in line]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)` \|$", FILES, flags=re.MULTILINE)
    assert len(rows) == len(named) > 40
    missing = [f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert missing == []


def test_every_file_that_the_documents_name_is_there():
    folders = "analytics|benchmarks|data|docs|notebooks|pages|tests|ui"
    missing = {
        f"{document.name}: {path}"
        for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"]
        for path in re.findall(rf"`((?:{folders})/[\w/]*\.\w+)", document.read_text("utf-8"))
        if not (ROOT / path).exists()
    }
    assert missing == set()


def test_the_words_of_the_glossary_are_explained_once_and_used():
    bold = re.findall(r"\*\*(.+?)\.?\*\*", GLOSSARY, flags=re.DOTALL)
    heads = [head for words in bold for head in words_of(words)]
    assert len(heads) > 100
    assert [head for head in set(heads) if heads.count(head) > 1] == []
    kinds = {".py", ".toml", ".csv"}
    used = " ".join(
        path.read_text("utf-8").lower()
        for folder in ("analytics", "ui", "pages", "data")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds
    )
    unused = [head for head in heads if not re.search(rf"\b{re.escape(head)}".replace(r"\ ", "[ _]?"), used)]
    assert unused == []


def words_of(bold: str) -> list[str]:
    """One entry's words, without the brackets that spell a word out: "NNAP (National Neonatal Audit Programme)" is nnap."""
    return [" ".join(word.split()).lower() for word in re.sub(r"\(.*?\)", "", bold, flags=re.DOTALL).split(",")]
