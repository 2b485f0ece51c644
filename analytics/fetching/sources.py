"""The public files that are known by name: where each is, under which licence, and what is done with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "data" / "public_sources.toml"


class Use(StrEnum):
    """What is done with a file: kept as any upload, or held against something that comes with the product."""

    INGEST = "ingest"
    BANK_HOLIDAYS = "bank_holidays"
    TRUSTS = "trusts"


@dataclass(frozen=True, slots=True)
class Source:
    """A public file. `feeds` is what its figures appear as, `checked` how address and columns were checked."""

    name: str
    title: str
    address: str
    file: str
    use: Use
    feeds: str
    licence: str
    attribution: str
    checked: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A public file that the product reads and that has no address to fetch it by, and why."""

    title: str
    why: str


@lru_cache
def sources() -> dict[str, Source]:
    """The public files by name."""
    return {
        e["name"]: Source(use=Use(e["use"]), **{k: v for k, v in e.items() if k != "use"}) for e in _listed()["sources"]
    }


@lru_cache
def by_hand() -> tuple[ByHand, ...]:
    """What must be taken by hand."""
    return tuple(ByHand(**entry) for entry in _listed()["by_hand"])


def _listed() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(FILE.read_text("utf-8"))
