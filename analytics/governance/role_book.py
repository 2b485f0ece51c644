"""Where roles are written down: a table of a TOML file by subject or e-mail address, else claims of the provider.

    ["anna.bell@trust.nhs.uk"]
    role = "editor"                # viewer, editor or admin
    organisations = ["R0A", "QOP"] # whose files an editor keeps, with all below them
    small_numbers = false          # whether small numbers of people are shown; else editors and admins see them

What cannot be understood gives nobody anything: `RolesUnreadable` says what was found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.governance.roles import Person, Role

_FIELDS = frozenset({"role", "organisations", "small_numbers"})


class RolesUnreadable(ValueError):
    """The roles cannot be read, so nobody has one; the message says what was found."""


@dataclass(frozen=True)
class Claims:
    """The names of the claims in which a provider says roles and organisations; blank where it does not."""

    role: str = ""
    organisations: str = ""


def in_file(path: Path) -> dict[str, Any]:
    """The table of a file, as it is now."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise RolesUnreadable(f"The file of roles, {path}, cannot be read: {fault}.") from fault


def person(claims: Mapping[str, Any], written: Mapping[str, Any], named: Claims, unknown: Role | None) -> Person | None:
    """Who comes with these claims of the provider. What is `written` of them counts before what the claims say; whoever
    has no role by either has that of `unknown`, and may not come in where there is none."""
    subject, email = str(claims.get("sub") or ""), _email(claims)
    if not subject:
        return None
    name = str(claims.get("name") or claims.get("preferred_username") or email or subject)
    by_email = {str(key).casefold(): line for key, line in written.items()}
    line = written.get(subject, by_email.get(email.casefold()) if email else None)
    if line is not None:
        role, organisations, may_see_all = _line(line, subject)
    elif (claimed := _claimed(claims, named.role) or unknown) is not None:
        role, organisations, may_see_all = claimed, _texts(claims.get(named.organisations)), None
    else:
        return None
    shown = role >= Role.EDITOR if may_see_all is None else may_see_all
    return Person(name, subject, email, role, organisations, shown)


def _email(claims: Mapping[str, Any]) -> str:
    """The e-mail address, unless the provider says that nobody has checked it."""
    return str(claims.get("email") or "") if claims.get("email_verified") is not False else ""


def _line(line: Any, subject: str) -> tuple[Role, tuple[str, ...], bool | None]:
    fault = (
        f"The roles say of {subject} what cannot be understood: {line!r}. A line has a role (viewer, editor or admin)"
    )
    if not isinstance(line, Mapping) or not line.keys() <= _FIELDS:
        raise RolesUnreadable(f"{fault}, and perhaps organisations and small_numbers.")
    role, may_see_all = _named(line.get("role")), line.get("small_numbers")
    if role is None or not (may_see_all is None or isinstance(may_see_all, bool)):
        raise RolesUnreadable(f"{fault}; small_numbers is true or false.")
    return role, _texts(line.get("organisations")), may_see_all


def _claimed(claims: Mapping[str, Any], name: str) -> Role | None:
    """The highest role among the texts of a claim; a provider says other things there too."""
    return max(filter(None, map(_named, _texts(claims.get(name)))), default=None)


def _named(text: object) -> Role | None:
    return next((role for role in Role if str(text).casefold() == role.title), None)


def _texts(found: object) -> tuple[str, ...]:
    """The texts of a list, or of one text with spaces or commas in it."""
    if isinstance(found, str):
        return tuple(found.replace(",", " ").split())
    return tuple(str(one) for one in found) if isinstance(found, list | tuple) else ()
