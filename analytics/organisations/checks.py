"""What does not fit in the tables of organisations, and what is not known: for whoever keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from analytics.model import Kind, Organisation
from analytics.organisations.directory import Directory


@dataclass(frozen=True, slots=True)
class Findings:
    """`faults` are to be put right in the tables; `questions` are for somebody who knows."""

    faults: tuple[str, ...]
    questions: tuple[str, ...]


def check(directory: Directory) -> Findings:
    """Gaps, cycles, two parents on one day, names that overlap, unknown codes; who closed without a successor, and what
    else is not known of anybody."""
    faults = [*_unknown(directory), *_twice(directory), *_names(directory)]
    if not faults:
        faults = _cycles(directory)
    if not faults:
        faults = [*_gaps(directory), *_parents(directory)]
    return Findings((*refused(directory), *faults), () if faults else tuple(_questions(directory)))


def refused(directory: Directory) -> Iterator[str]:
    """Changes that were kept and cannot be made, as where the upload that opened a board was undone."""
    for change, why in directory.refused:
        yield f"{change.code} into {change.target} on {change.day:%-d %B %Y} was kept and is not shown: {why}."


def _unknown(directory: Directory) -> Iterator[str]:
    named = [
        *(("successions", code) for s in directory.successions for code in (s.predecessor, s.successor)),
        *(("parents", code) for p in directory.parents for code in (p.code, p.parent) if code),
        *(("names", n.code) for n in directory.names),
        *(("organisations", o.parent) for o in directory.organisations.values() if o.parent),
    ]
    for table, code in dict.fromkeys(named):
        if code not in directory.organisations:
            yield f"{table}: {code} is no organisation of the directory."


def _twice(directory: Directory) -> Iterator[str]:
    for (code, relation, day), times in Counter((p.code, p.relation, p.day) for p in directory.parents).items():
        if times > 1:
            yield f"{code} has {times} rows for its {relation} from {day:%-d %B %Y} on: one counts."
    for (old, new, day), times in Counter((s.predecessor, s.successor, s.day) for s in directory.successions).items():
        if times > 1:
            yield f"{old} goes into {new} {times} times on {day:%-d %B %Y}."


def _names(directory: Directory) -> Iterator[str]:
    for one in directory.names:
        if any(o.code == one.code and o is not one and o.since <= one.since <= o.until for o in directory.names):
            yield f"{one.code} has two names on {one.since:%-d %B %Y}."


def _cycles(directory: Directory) -> list[str]:
    into: dict[str, list[str]] = {}
    for s in directory.successions:
        into.setdefault(s.predecessor, []).append(s.successor)
    above = {o.code: [o.parent] if o.parent else [] for o in directory.organisations.values()}
    succession = [f"{code} would become itself again." for code in into if _reaches(code, into)]
    return [*succession, *(f"{code} would stand under itself." for code in above if _reaches(code, above))]


def _reaches(code: str, onward: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(onward.get(code, ()))
    while ahead:
        if (here := ahead.pop()) == code:
            return True
        if here not in seen:
            seen.add(here)
            ahead += onward.get(here, ())
    return False


def _gaps(directory: Directory) -> Iterator[str]:
    """Successions that leave days without anybody, or with both."""
    for s in directory.successions:
        old, new = directory.organisations[s.predecessor], directory.organisations[s.successor]
        if s.whole and (old.closed is None or old.closed + timedelta(1) != s.day):
            closed = f"closed on {old.closed:%-d %B %Y}" if old.closed else "has no last day"
            yield f"{old.code} went wholly into {new.code} on {s.day:%-d %B %Y}, but {closed}."
        if new.opened and new.opened > s.day:
            yield f"{new.code} took over {old.code} on {s.day:%-d %B %Y}, but began on {new.opened:%-d %B %Y}."
    for code in {s.predecessor for s in directory.successions}:
        whole = [s.successor for s in directory.successions if s.predecessor == code and s.whole]
        if whole and sum(s.predecessor == code for s in directory.successions) > 1:
            yield f"{code} went wholly into {whole[0]}, and elsewhere too."


def _parents(directory: Directory) -> Iterator[str]:
    """On each day of change: who stands under an organisation that is not there on that day."""
    for day in directory.changes:
        tree = directory.at(day)
        for o in tree.by_code.values():
            above = tree.get(o.parent or "")
            if o.kind is not Kind.NATION and tree.is_open(o) and (above is None or not tree.is_open(above)):
                yield f"{o.code} stands under {o.parent or 'nobody'} on {tree.since:%-d %B %Y}, which is not open."


def _questions(directory: Directory) -> Iterator[str]:
    newest = directory.at(directory.changes[-1])
    went = {s.predecessor for s in directory.successions}
    for o in _by_code(directory.organisations.values()):
        if o.closed and o.code not in went:
            yield f"{o.name} ({o.code}) closed on {o.closed:%-d %B %Y}: what became of it is not known."
    for o in _by_code(newest.by_code.values()):
        if o.open_question and newest.is_open(o):
            yield f"{o.name} ({o.code}): {o.open_question}."


def _by_code(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(organisations, key=lambda o: o.code)
