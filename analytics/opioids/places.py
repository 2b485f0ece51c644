"""Which board and which region an organisation belonged to, month by month, from the tree of each month's first day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from analytics.model import Kind
from analytics.opioids.dispensing import BOARDS
from analytics.opioids.small import Small
from analytics.organisations import Organisations, at, changes

BITS = 62
"""Boards in one number: engines have whole numbers of 64 bits, one of them the sign."""
ALWAYS = 9999 * 12
"""A month that does not come."""


def month_number(day: date) -> int:
    """Months since the year 0: neighbours differ by one, across year ends too."""
    return day.year * 12 + day.month - 1


def places() -> tuple[Small, Small]:
    """Two tables: a row for each organisation at or below a board and each span of months in which its board was one; and
    the boards, each with its region. A board is told by one bit, so that a few numbers hold a set of them."""
    spans = _spans()
    boards = sorted({span[3:] for span in spans})
    names = [f"{BOARDS}{word}" for word in range(-(-len(boards) // BITS))]
    bits = {b: [(i // BITS == word) << i % BITS for word in range(len(names))] for i, b in enumerate(boards)}
    sets = dict.fromkeys(names, "bigint")
    return (
        Small(
            {"place_code": "string", "first": "bigint", "last": "bigint"} | sets,
            [(*span[:3], *bits[span[3:]]) for span in spans],
        ),
        Small({"icb": "string", "region": "string"} | sets, [(*board, *found) for board, found in bits.items()]),
    )


def _spans() -> list[tuple[str, int, int, str, str]]:
    """Organisation, first month, last month, board, region."""
    first_days = [date.min, *changes()]
    # A tree counts from the first month that begins on or after its day.
    begins = [0, *(month_number(day) + (day.day > 1) for day in first_days[1:])]
    rows: list[tuple[str, int, int, str, str]] = []
    spans: dict[str, tuple[int, int, str, str]] = {}
    for i, begin in enumerate(begins):
        end = begins[i + 1] - 1 if i + 1 < len(begins) else ALWAYS
        if end < begin:
            continue
        now = dict(_placed(at(first_days[bisect_right(begins, begin) - 1])))
        for code in spans.keys() - now.keys():
            rows.append((code, *spans.pop(code)))
        for code, (icb, region) in now.items():
            held = spans.get(code)
            if held and held[2:] == (icb, region):
                spans[code] = (held[0], end, icb, region)
                continue
            if held:
                rows.append((code, *held))
            spans[code] = (begin, end, icb, region)
    rows += [(code, *span) for code, span in spans.items()]
    return sorted(rows)


def _placed(tree: Organisations) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each open organisation with a board at or above it: the board and its region."""
    for organisation in tree.by_code.values():
        if not tree.is_open(organisation) or organisation.kind in (Kind.NATION, Kind.REGION, Kind.PSC):
            continue
        icb, region = (tree.ancestor(organisation.code, kind) for kind in (Kind.ICB, Kind.REGION))
        if icb is not None:
            yield organisation.code.upper(), (icb.code, region.code if region else "")
