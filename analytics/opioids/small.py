"""Small tables of ours, which the engines are given as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Small(NamedTuple):
    """A table: the names of its columns, each with its type, as the engines call it; and its rows."""

    types: dict[str, str]
    rows: Sequence[Sequence[Any]]
