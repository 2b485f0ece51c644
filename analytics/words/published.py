"""What is said of numbers that are hidden from everybody, in plain English."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.model import Audience, Organisation

NOT_PUBLISHED = "not published"
"""The status of a cell that is hidden."""
AS_BEFORE = "as published before"
"""The status of a total that is not told anew, because what changed in it is too small."""
FOR_PUBLICATION = (
    "For publication: small counts of people are hidden, with enough beside them that nobody can work them out, and all "
    "other counts are rounded to the nearest 5."
)
AS_WRITTEN = "What people wrote themselves (stories, notes, reasons on charts) stands as they wrote it, unchecked."
"""What a page or an export for everybody says: no rule can tell which number in a text is one of people."""
PUBLISHED = f"{FOR_PUBLICATION} {AS_WRITTEN}"
ALL_SHOWN = f"For publication: nothing in it has to be hidden. {AS_WRITTEN}"
NOTE_LEFT_OUT = "A note was left out here: it has numbers in it, which nobody has checked for publication."
_NOTHING = "Nothing is published for"
SMALL_NUMBERS = "Contains small numbers, not for publication"
"""What a page or an export says that shows every count."""


def note(text: str, audience: Audience) -> str:
    """A speaker's note as an audience may have it: one with a number in it is not for everybody."""
    return NOTE_LEFT_OUT if audience is Audience.PUBLIC and any(c.isdigit() for c in text) else text


def nothing(organisation: Organisation) -> str:
    """Why an organisation shows nothing."""
    return (
        f"{_NOTHING} {organisation.short_name}: its counts are so small that somebody could be recognised. "
        "Choose a larger organisation."
    )


def is_nothing(note: str) -> bool:
    """Whether a note is that of `nothing`."""
    return note.startswith(_NOTHING)


def notes(status: pd.Series) -> Sequence[str]:
    """What the reader of a chart must know: that it is for publication, how much is hidden, what is of before."""
    hidden, before = ((status == text).sum() for text in (NOT_PUBLISHED, AS_BEFORE))
    out = [FOR_PUBLICATION]
    if hidden:
        out.append(f"{hidden} of {len(status)} periods {'is' if hidden == 1 else 'are'} not published here.")
    if before:
        out.append(
            f"{before} {'period stands as it was' if before == 1 else 'periods stand as they were'} published before: "
            "what was added since is too small to be told."
        )
    return out
