"""What is said of who may do what, in plain English."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.words.counting import counted, listing

HOW_TO_TURN_ON = (
    "This app is open to others and asks nobody who they are, so it shows what may be published, and uploads, notes and "
    "saved views are off. To turn them on, whoever runs the app sets up a login: docs/operations.md, “Who may do what”, "
    "says how."
)
READS_ONLY = (
    "You can read here. To keep files or write on charts you need the role of an editor: ask whoever runs the app."
)
NO_PREVIEW = (
    "Your role does not show small numbers of people, so what is stored now stands here in counts of rows alone: not which "
    "figures would change, nor whose charts."
)
ROLES_UNREADABLE = (
    "The roles cannot be read, so nobody may see or change anything until whoever runs the app has put them right."
)
NO_ROLE = "Nobody has given you a role here. Ask whoever runs the app."
NOT_SIGNED_IN = "You are not signed in."


def may_not(action: str, role: str, needed: str) -> str:
    """Why somebody may not do something."""
    return f"You may not do this ({action}): it takes the role {needed}, and yours is {role}."


def not_yours(organisations: Sequence[str], rows: int, of: int) -> str:
    """Why a file is refused that holds rows of organisations that are not its owner's."""
    return (
        f"{counted(rows, 'row')} of {of:,} {'is' if rows == 1 else 'are'} of organisations that you do not keep files for: "
        f"{listing(list(organisations), 6)}. So nothing of this file was kept."
    )


NOT_YOURS_REMEDY = "Take those rows out of the file, or ask an administrator to keep it."


def signed_in_as(name: str, role: str, organisations: Sequence[str]) -> str:
    """Who is signed in, and as what."""
    return f"{name}, {role}{f' for {listing(list(organisations), 3)}' if organisations else ''}"
