"""Words by which a head, a title, a note or a sheet's name says that figures leave some people out: "(excludes twins)",
"under 27 weeks only", "private patients"."""

from __future__ import annotations

import re

_EXCLUDES = re.compile(
    r"\b(?:excl(?:usive of|ud(?:es?|ed|ing))?|not includ(?:ing|ed?)|exclusions?(?: criteria)?(?=\s*[:=])|"
    r"except(?:ing)?|omit(?:s|ted|ting)?)\b\s?+[.:=]?+"
    r"(?!\s*(?:(?:any|the|all|those|no|some)\s+)?(?:\w+\s+)?(?:nothing|none|nobody|exclusions?|nulls?|blanks?|empty|missing|"
    r"suppress\w*|unknown|tests?|duplicat\w*|totals?|england|wales|scotland|organi[sz]ations?|trusts?|providers?|icbs?|"
    r"practices|submitters?|vat|from|in this)\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"(?<!read[ -])\bonly\b(?!\s+(?:to|for|if|where|when|be|as|once|after|official|in)\b)", re.IGNORECASE
)
_OTHER_ONLY = re.compile(
    r"\b(?:use|purposes?|information|illustration|internal|internally|reference|guidance|provisional|final|data|rows|"
    r"trusts?|providers?|icbs?|practices|england|regions?|organi[sz]ations?|members?|staff|eyes|months?|quarters?|figures)"
    r"\s+only\b|\bonly\s+(?:\w+\s+)?(?:trusts?|providers?|icbs?|organi[sz]ations?|months?|quarters?|figures|data)\b|"
    r"\bnot only\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:babies|births?|patients?|admissions?|women|mothers?|infants?|cases?|pregnanc(?:y|ies)|deliver(?:y|ies)|people)"
)
_AGE = (
    r"(?:(?:under|below|over|above|less than|more than|aged|from|at|[<>≤≥]=?)\s*)+\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2})?\+?\s*"
    r"(?:weeks?|wks?|years?|yrs?)?(?:\s*(?:gestation|of age|old|of gestation))?|"
    r"\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2}|\+)\s*(?:weeks?|wks?|years?|yrs?)(?:\s*gestation)?"
)
_WHO = (
    rf"twins?|singletons?|multiples?|triplets?|private|privately funded|nhs[ -]funded|inborn|outborn|(?:in|out)[ -]born|"
    rf"(?:(?:in|ex)[ -]utero )?transfers?|transferred(?: in| out)?|independent sector|"
    rf"in[ -]?patients?|out[ -]?patients?|day[ -]cases?|"
    rf"non[ -]?electives?|electives?|out of hours|in hours|weekends?|weekdays?|night ?time|day ?time|home|"
    rf"nullip\w*|primip\w*|multip\w*|smokers?|(?:fe)?males?|boys|girls|asian|black|white|adults?|children|paediatrics?|{_AGE}"
)
_GROUP = re.compile(
    rf"[\s([–-]*(?:{_PEOPLE} )?(?:{_WHO})(?: {_PEOPLE})?[\s)\]]*|[\s([–-]*{_PEOPLE} (?:of |born |aged )*(?:{_AGE})[\s)\]]*",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:twins|singletons?|triplets|private {_PEOPLE}|inborn|outborn|(?:in|ex)[ -]utero transfers?)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:34|33\+6)\b")
"""The age below which births are those of the programme."""


def excludes(text: str) -> bool:
    """Whether a text says in so many words that somebody is excluded."""
    return bool(_EXCLUDES.search(text.replace("_", " ")))


def leaves_out(text: str) -> bool:
    """Whether a text says that somebody is left out."""
    plain = text.replace("_", " ")
    return excludes(text) or bool(_ONLY.search(plain) and not _OTHER_ONLY.search(plain))


def is_group(text: str) -> bool:
    """Whether a text as a whole names a part of the people: "Private patients", "Under 27 weeks"."""
    plain = " ".join(text.replace("_", " ").split())
    return bool(_GROUP.fullmatch(plain)) and not _OURS.search(plain)


def is_ours(text: str) -> bool:
    """Whether a text names the people of our measures: "Babies born below 34 weeks"."""
    return bool(_OURS.search(text)) and not leaves_out(text)


def names_group(text: str) -> bool:
    """Whether a text, such as the name of a file, has such a group within."""
    return bool(_WITHIN.search(re.sub(r"[_.-]+", " ", text)))


def is_note(text: str) -> bool:
    """Whether a text is nothing but a note of that kind, and no name of a measure with one at its end."""
    bare = text.replace("_", " ").strip(" -–:,([")
    return is_group(text) or bool(leaves_out(text) and (_EXCLUDES.match(bare) or len(bare.split()) <= 5))
