"""What is wrong with a file, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error leaves out its row (or the whole file), a warning or info leaves out nothing."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do. `row` counts as the spreadsheet shows it, header included."""

    severity: Severity
    message: str
    remedy: str = ""
    row: int | None = None
    column: str | None = None
    found: str | None = None
