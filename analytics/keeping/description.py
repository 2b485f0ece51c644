"""What the owner of a local measure says about it, as the text that the store keeps, and back."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from analytics.model import Better, Measure, RollUp, Unit

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of a measure that its owner decides; blank where nothing was said."""

    title: str = ""
    unit: Unit | None = None
    better: Better = Better.NEUTRAL
    target: float | None = None
    definition: str = ""
    adds_up: bool = False
    source: str = ""
    per_text: str = ""

    @classmethod
    def read(cls, text: object) -> Description:
        """A description from its text. Raises ValueError, saying what is wrong, for a text that is none."""
        try:
            said = json.loads(text if isinstance(text, str) else "")
        except (ValueError, RecursionError):
            raise ValueError("it is not in the form in which descriptions are kept") from None
        if not isinstance(said, dict):
            raise ValueError("it is not in the form in which descriptions are kept")
        return cls(
            **{name: _typed(said, name, str, "") for name in ("title", "definition", "source", "per_text")},
            unit=_word(said, "unit", Unit),
            better=_word(said, "better", Better) or Better.NEUTRAL,
            target=_number(said, "target"),
            adds_up=_typed(said, "adds_up", bool, False),
        )


def to_text(measure: Measure) -> str:
    """The description of a measure as the store keeps it."""
    said = {
        "title": measure.title,
        "unit": str(measure.unit),
        "better": str(measure.better),
        "target": measure.target,
        "definition": measure.how_calculated,
        "adds_up": measure.roll_up is RollUp.SUM,
        "source": measure.source,
        "per_text": measure.per_text,
    }
    return json.dumps(said, ensure_ascii=False)


def _typed(fields: dict[str, Any], name: str, kind: type, blank: Any) -> Any:
    value = fields.get(name)
    if value is not None and not isinstance(value, kind):
        raise _wrong(name, value)
    return value or blank


def _word(fields: dict[str, Any], name: str, vocabulary: type[_Word]) -> _Word | None:
    value = fields.get(name) or None
    if value is not None and value not in list(vocabulary):
        raise _wrong(name, value)
    return value and vocabulary(value)


def _number(fields: dict[str, Any], name: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    try:
        # True is an int to Python, and no target to anybody.
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    except OverflowError:
        pass
    raise _wrong(name, value)


def _wrong(name: str, value: object) -> ValueError:
    return ValueError(f"its {name.replace('_', ' ')} is “{str(value)[:40]}”")
