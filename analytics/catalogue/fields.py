"""TOML tables to nouns: every field known, present, of its type and, where it must be, not blank.

A noun is any frozen dataclass of `analytics.model`; its type hints and defaults are the schema, so a field added to a
noun is at once allowed in the TOML and nothing is written twice.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


class _Wrong(Exception):
    """A value that does not fit its field; the message says what was expected."""


@cache
def _schema(noun: type) -> dict[str, tuple[Field, Any]]:
    hints = get_type_hints(noun)
    return {f.name: (f, hints[f.name]) for f in fields(noun)}


def build(noun: type[Noun], table: Mapping[str, Any], where: str, problems: list[str], **given: Any) -> Noun | None:
    """One `noun` from a TOML table, or None after adding to `problems` one sentence for each thing that is wrong.

    `given` holds fields that come from elsewhere (a measure's programme is the file it stands in): the table may not
    repeat them. A text field without a default may not be blank.
    """
    before, schema, values = len(problems), _schema(cast(Any, noun)), dict(given)
    for name in table:
        if name not in schema or name in given:
            problems.append(
                f"{where}: unknown field `{name}`; known are {', '.join(n for n in schema if n not in given)}"
            )
    for name, (field, hint) in schema.items():
        required = field.default is MISSING and field.default_factory is MISSING
        if name in given:
            continue
        if name not in table:
            if required:
                problems.append(f"{where}: missing field `{name}`")
            continue
        try:
            values[name] = _convert(hint, table[name], f"{where}, {name}", problems)
        except _Wrong as wrong:
            problems.append(f"{where}: `{name}` {wrong}")
            continue
        if required and hint is str and not values[name].strip():
            problems.append(f"{where}: `{name}` is blank")
    return noun(**values) if len(problems) == before else None


def _convert(hint: Any, value: Any, where: str, problems: list[str]) -> Any:
    """`value` as the type `hint` asks for. Raises _Wrong, or adds to `problems` when a nested noun is wrong."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):  # `T | None`: TOML has no null, so a value that is present is a T
        return _convert(next(a for a in get_args(hint) if a is not type(None)), value, where, problems)
    if origin is tuple:
        if not isinstance(value, list):
            raise _Wrong(f"must be a list, found {value!r}")
        return tuple(_convert(get_args(hint)[0], item, f"{where} {i}", problems) for i, item in enumerate(value, 1))
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise _Wrong(f"must be a table, found {value!r}")
        return build(hint, value, where, problems)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in list(hint):
            raise _Wrong(f"must be one of {', '.join(hint)}; found {value!r}")
        return hint(value)
    return _plain(hint, value)


_PLAIN = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date such as 2026-11-22",
}


def _plain(hint: type, value: Any) -> Any:
    """A text, number, truth value or date; TOML's types are kept apart (true is no number, a time is no date)."""
    fits = {
        str: isinstance(value, str),
        bool: isinstance(value, bool),
        int: isinstance(value, int) and not isinstance(value, bool),
        float: isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value),
        date: isinstance(value, date) and not isinstance(value, datetime),
    }
    if not fits[hint]:
        raise _Wrong(f"must be {_PLAIN[hint]}, found {value!r}")
    return float(value) if hint is float else value
