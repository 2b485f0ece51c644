"""Answers kept between runs, keyed by the values that they are of."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from analytics.answers import Question
from analytics.model import View
from analytics.store import Version
from ui.seen import Seen

P = ParamSpec("P")
T = TypeVar("T")

_written = lru_cache(maxsize=10_000)(repr)
"""A value as a text that names each of its fields. Streamlit takes a value apart anew each time that it makes a key of it,
which costs more than most answers that are known already."""
_BY_TEXT: dict[str | type[Any], Callable[[Any], Any]] = dict.fromkeys((Question, Seen, Version, View), _written)


def memo(most: int, spinner: bool | str = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the `most` newest answers of a function; `spinner` is said while somebody waits for one."""
    return st.cache_resource(show_spinner=spinner, max_entries=most, hash_funcs=_BY_TEXT)
