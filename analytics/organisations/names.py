"""Names as people write them, what one turned out to mean, and who went into others."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from analytics.model import Kind, Organisation

_NOISE = re.compile(
    r"\b(nhs england (?=\w)|nhs|integrated care board|icb|foundation|trust|ft|the|commissioning region|region)\b|[^a-z0-9]+"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_FOOTNOTE = re.compile(
    r"(?<=\w\w)[\s\W]*?(?:\[\s*(?:note )?\d{1,2}\s*\]|\(\s*(?:(?:foot)?note\s*)?\d{1,2}\s*\)|[¹²³⁴⁵⁶⁷⁸⁹]+|\*+|[†‡])$",
    re.IGNORECASE,
)
_CODE = r"(?P<code>[A-Z][A-Z0-9]{2}|[A-Z]\d[A-Z0-9]{3}|\d{2}[A-Z]|Y\d{2}|E\d{8})"
_BOTH = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<name>.*\w.*?)\s*[(\[]\s*{_CODE}\s*[)\]]",
        rf"[(\[]\s*{_CODE}\s*[)\]]\s*[-–—:]?\s*(?P<name>.*\w.*)",
        rf"{_CODE}\s*[-–—:|]\s*(?P<name>.*\w.*)",
        rf"(?P<name>.*\w.*?)\s*(?:\s[-–—]\s|[:|,])\s*{_CODE}",
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a text turned out to be. `code` is None where nothing fits; `note` says what was followed, in words.

    `loose` is what stood in brackets behind the name and was not looked at: it may be a site, and not the whole.

    `named` is the organisation that the text names, open or not. Where it is not open on the tree's day, `closed` is that
    organisation too, and `became` are those that have its parts.
    """

    code: str | None
    note: str = ""
    named: Organisation | None = None
    closed: Organisation | None = None
    became: tuple[Organisation, ...] = ()
    suggestions: tuple[str, ...] = ()
    loose: str = ""


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


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without case, spaces, punctuation and the words that every NHS body carries."""
    told = readable(name).casefold().replace("&", " and ").replace("+", " and ")
    told = re.sub(r"['’‘`´]", "", told)  # people leave it out: Kings, St Georges, Womens
    told = re.sub(r"\bn\.\s?h\.\s?s\b\.?", "nhs", told)
    told = re.sub(r"\bhosp(?:itals?)?\b\.?", "hospital", re.sub(r"\buniv\b\.?", "university", told))
    told = re.sub(r"\b(?:f\.\s?t(?:rust)?\b\.?|nhsft|nhst|fdn|fndn|foundn)", " ft ", told)
    told = re.sub(r"\b(?:ics|integrated care system)\b", "icb", told)
    return " ".join(_NOISE.sub(" ", told).split())


def readable(text: str) -> str:
    """A text as it looks on screen: HTML entities resolved, what cannot be seen taken out, and the marks of footnotes."""
    told = html.unescape(html.unescape(text)) if "&" in text and ";" in text else text
    told = _as_utf8(told) if "â€" in told or "Ã" in told else told
    told = " ".join(_UNSEEN.sub("", told).split())
    return _FOOTNOTE.sub("", told).strip()


def _as_utf8(text: str) -> str:
    """A text whose UTF-8 was once read as Windows-1252: "Guyâ€™s" is "Guy’s"."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def coded(text: str) -> tuple[str, str] | None:
    """Code and name of a text that has both, "Leeds (RR8)" or "RR8 - Leeds"; None for any other."""
    told = readable(text)
    for shape in _BOTH:
        if m := shape.fullmatch(told):
            return m["code"].upper(), m["name"].strip()
    return None
