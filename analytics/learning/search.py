"""Full-text search of stories: word stems, ranked, what was searched for marked.

A query is words and nothing else: whatever else is in it, SQLite never sees it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from threading import Lock

from analytics.model.story import Hit, Hits, Part, Story

_WORD = re.compile(r"[^\W_]+")
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Marks around what was found: no text of a story keeps them."""
_QUESTION = (
    "a about an and are as at by did do does for from has have how i in is it of on or our that the their to was we were "
    "what when where which who why with others else learn learned learnt"
)
_SMALL = frozenset(_QUESTION.split())
"""Words of a question that say nothing of what it is about."""
MOST_WORDS = 24
_WEIGHTS = "6, 1, 1, 3, 3"
"""How much a word counts in the title, the text, the aim, the theme and the names around it."""


class Index:
    """Stories that can be searched, by any thread. `around` gives the names by which a story may be looked for: of its
    organisation, its programme and its measure."""

    def __init__(self, stories: Sequence[Story], around: Callable[[Story], str]) -> None:
        self.stories = tuple(stories)
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        columns = "title, text, aim, theme, around, tokenize='porter unicode61 remove_diacritics 2'"
        self._base.execute(f"CREATE VIRTUAL TABLE story USING fts5({columns})")
        rows = ((n, s.title, s.text, s.aim, s.theme, around(s)) for n, s in enumerate(self.stories))
        cleaned = ((n, *(_without_marks(text) for text in texts)) for n, *texts in rows)
        self._base.executemany(
            "INSERT INTO story (rowid, title, text, aim, theme, around) VALUES (?, ?, ?, ?, ?, ?)", cleaned
        )

    def search(self, query: str, wanted: Callable[[Story], bool] = lambda _: True) -> Hits:
        """The stories that have every word of the query, or if there are none, any of them. Without a word all are."""
        words = _words(query)
        if not words:
            plain = (Hit(s, ((s.title, False),), ((s.text, False),)) for s in self.stories if wanted(s))
            return Hits(tuple(plain))
        for loosely, joined in ((False, " AND "), (True, " OR ")):
            hits = tuple(hit for hit in self._matching(joined.join(words)) if wanted(hit.story))
            if hits or len(words) == 1:
                return Hits(hits, loosely and bool(hits))
        return Hits(())

    def _matching(self, expression: str) -> list[Hit]:
        columns = ", ".join(f"highlight(story, {n}, '{_OPEN}', '{_CLOSE}')" for n in (0, 1))
        ask = f"SELECT rowid, {columns} FROM story WHERE story MATCH ? ORDER BY bm25(story, {_WEIGHTS}), rowid"
        with self._lock:
            rows = self._base.execute(ask, (expression,)).fetchall()
        return [Hit(self.stories[n], _parts(title), _parts(text)) for n, title, text in rows]


def _words(query: str) -> list[str]:
    """The words of a query, each as a quoted beginning of a word; small ones only if there is nothing else."""
    every = [word.casefold() for word in _WORD.findall(query)]
    telling = [word for word in every if word not in _SMALL] or every
    return [f'"{word}"*' for word in dict.fromkeys(telling[:MOST_WORDS])]


def _without_marks(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def _parts(marked: str) -> tuple[Part, ...]:
    """A text between marks, cut into what was found and what was not."""
    out: list[Part] = []
    for n, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", marked)):
        if piece:
            out.append((piece, n % 2 == 1))
    return tuple(out)
