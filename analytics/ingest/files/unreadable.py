"""What readers raise: a file that is no table for us, in words."""

from __future__ import annotations


class Unreadable(ValueError):
    """A file that cannot be read as a table. `message` says what it is, `remedy` what to do; neither quotes its
    contents."""

    def __init__(self, message: str, remedy: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.message, self.remedy, self.row = message, remedy, row
