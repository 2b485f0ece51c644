"""Names as people write them, what one turned out to mean, and who went into others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.model import Kind, Organisation

_NOISE = re.compile(r"\b(nhs|integrated care board|icb|foundation|trust|ft|the|region)\b|[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a text turned out to be. `code` is None where nothing fits; `note` says what was followed, in words.

    `named` is the organisation that the text names, open or not. Where it is not open on the tree's day, `closed` is that
    organisation too, and `became` are those that have its parts.
    """

    code: str | None
    note: str = ""
    named: Organisation | None = None
    closed: Organisation | None = None
    became: tuple[Organisation, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """An organisation that went into others by the tree's day. Its figures of before count in `above`, the smallest that
    holds all that became of it; `members` stood under it on its last day, and stand under `above` now."""

    code: str
    above: str
    members: tuple[str, ...]


_TAILS = (" Integrated Care Board", " NHS Foundation Trust", " NHS Trust")


def common_name(organisation: Organisation) -> str:
    """The name as people say it: “Greater Manchester ICB”, “Manchester University” (a trust), “North West”."""
    name = organisation.name
    for tail in _TAILS:
        name = name.removesuffix(tail)
    if organisation.kind is Kind.ICB:
        return f"{name.removeprefix('NHS ')} ICB"
    return name


def short_name(name: str) -> str:
    """The short name of a body that nobody gave one: “NHS Essex Integrated Care Board” is “Essex”."""
    for tail in _TAILS:
        name = name.removesuffix(tail)
    return name.removeprefix("NHS ")


def plain(name: str) -> str:
    """A name without case, spaces, punctuation and the words that every NHS body carries."""
    return " ".join(_NOISE.sub(" ", name.casefold().replace("&", " and ")).split())
