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
    """What is wrong, where, and what to do.

    `rows` are all the rows that it holds for, counted as the spreadsheet shows them, header included; `column` is the
    column as the file names it, and `quote` what stands there. `sheet` is given where a file is read on several.
    """

    severity: Severity
    message: str
    remedy: str = ""
    rows: tuple[int, ...] = ()
    column: str | None = None
    quote: str | None = None
    sheet: str | None = None

    @property
    def row(self) -> int | None:
        """The row to look at first."""
        return self.rows[0] if self.rows else None

    @property
    def where(self) -> str:
        """The place to look at in words, "" where it is the file as a whole."""
        places = (
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row:,}" if self.row else "",
            f"column {self.column}" if self.column else "",
        )
        return ", ".join(place for place in places if place)
