"""Codes of organisations by what people write: ODS and ONS codes, names of today or of before, and what is near a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from analytics.model import Kind, Organisation
from analytics.organisations.names import plain

LEAST_LETTERS, LEAST_LIKENESS, MOST_SUGGESTED = 4, 75, 3
LONGEST_NAME = 300
"""Letters of a text that may be a name: looking for one in longer texts takes minutes."""


def by_text(organisations: Iterable[Organisation]) -> dict[str, str]:
    """Codes by ODS and ONS codes in capitals; an ODS code goes before."""
    organisations = list(organisations)
    ons = {code: o.code for o in organisations for code in o.ons_codes}
    return ons | {o.code.upper(): o.code for o in organisations}


def by_name(organisations: Iterable[Organisation], is_open: Callable[[Organisation], bool]) -> dict[str, str]:
    """Codes by plain names. Where two share a name the larger wins, also after it closed, then the open one; PSCs come
    last."""
    rank = sorted(organisations, key=lambda o: (o.kind is not Kind.PSC, -o.kind.level, is_open(o)))
    names: dict[str, str] = {}
    for own_name in (False, True):
        for o in rank:
            for name in (o.name, o.short_name) if own_name else o.aliases:
                if o.kind is not Kind.SUB_ICB and (short := plain(name)):
                    names[short] = o.code
    return names


def nearest(text: str, names: Mapping[str, str], codes: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the organisations whose names are most like a text, the likest first; or the one whose code it is, where an
    O was typed for a zero."""
    if (meant := codes.get(text.strip().upper().replace("O", "0"))) is not None:
        return (meant,)
    from rapidfuzz import fuzz, process

    short = plain(text)
    if len(short) < LEAST_LETTERS:
        return ()
    near = process.extract(
        short, names.keys(), scorer=fuzz.token_sort_ratio, limit=MOST_SUGGESTED, score_cutoff=LEAST_LIKENESS
    )
    return tuple(dict.fromkeys(names[name] for name, _, _ in near))
