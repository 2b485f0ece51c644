"""The assumptions that a reader changed, as a link says them: `assume=nnt_cord:40,rate:0.9`."""

from __future__ import annotations

import re

from analytics import catalogue
from analytics.catalogue.effects import Adjustable
from analytics.model import View
from analytics.sharing.seen import seen

DECIMALS = 6
_NUMBER = re.compile(rf"[0-9]{{1,8}}(\.[0-9]{{1,{DECIMALS}}})?")


def assume(view: View, name: str, value: float | None) -> tuple[tuple[str, float], ...]:
    """The view's assumptions with one changed, or taken back with None; to `DECIMALS`, as a link can say it."""
    changed = dict(view.assumptions) | ({} if value is None else {name: round(value, DECIMALS)})
    return tuple(sorted((n, v) for n, v in changed.items() if n != name or value is not None))


def from_text(text: str, notices: list[str]) -> tuple[tuple[str, float], ...]:
    """`nnt_cord:40,rate:0.9` as (name, value) by name. What is unknown, malformed, out of bounds or said twice is named
    and left out."""
    if not text:
        return ()
    known, found, said = catalogue.load().adjustable, {}, [part.partition(":") for part in text.split(",")]
    names = [name for name, _, _ in said]
    for name, _, number in said:
        why = _why_not(known.get(name), number, names.count(name))
        if why:
            notice = f"The link assumes “{seen(f'{name} {number}')}”, {why}; the usual assumption is made."
            notices += [] if notice in notices else [notice]
        else:
            found[name] = float(number)
    return tuple(sorted(found.items()))


def _why_not(assumption: Adjustable | None, number: str, times: int) -> str:
    if assumption is None:
        return "which means nothing here"
    if times > 1:
        return "and says it more than once"
    if not _NUMBER.fullmatch(number):
        return "which is not a number such as 37 or 0.95"
    if assumption.whole and not float(number).is_integer():
        return "which is not a whole number"
    if not assumption.low <= float(number) <= assumption.high:
        return f"which is not between {assumption.low:,g} and {assumption.high:,.15g}"
    return ""


def plain(value: float) -> str:
    """A number as a link says it."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
