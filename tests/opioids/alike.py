"""The measures again, slowly and plainly, one row after another: what the engines are held against."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analytics.model import Kind
from analytics.organisations import at

FACTORS = {  # by substance: route that is usual, and factors of the routes that count
    "0407020Q0": ("oral", {"oral": "1"}),
    "0407020C0": ("oral", {"oral": "0.1"}),
    "0407010F0": ("oral", {"oral": "0.1"}),
    "0407020AD": ("oral", {"oral": "1.5"}),
    "0407020A0": ("patch", {"patch": "100"}),
    "0407020B0": ("patch", {"patch": "100"}),
}
CO_PRODUCTS = ("0407010F0",)


def counts(row: dict[str, str], per: str = "days") -> bool:
    """Whether a row of these substances counts."""
    if row["bnf_code"][:9] not in FACTORS:
        return False
    usual, factors = FACTORS[row["bnf_code"][:9]]
    route = row.get("route") or usual
    if route not in factors or not row["patient_id"].strip():
        return False
    if not re.fullmatch(r"\d+", row["age"]) or not 18 <= int(row["age"]) <= 130:
        return False
    if day(row) is None or board(row) is None:
        return False
    if not (0 < number(row["quantity"]) <= 100_000 and 0 < number(row["strength_mg"]) <= 10_000):
        return False
    if row["bnf_code"][:9] in CO_PRODUCTS and number(row["strength_mg"]) < 15:
        return False
    if route == "patch" and unit_mg(row) is None:
        return False
    return per == "days" or number(row["days_supplied"]) > 0


def number(text: str) -> Decimal:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else Decimal(-1)


def day(row: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(row["dispensed_on"])
    except ValueError:
        return None


def board(row: dict[str, str]) -> tuple[str, str] | None:
    tree = at(day(row).replace(day=1))
    found = tree.get(row["org_code"])
    if found is None or not tree.is_open(found) or found.kind not in (Kind.ICB, Kind.SUB_ICB, Kind.TRUST):
        return None
    icb = tree.ancestor(found.code, Kind.ICB)
    return (icb.code, tree.ancestor(icb.code, Kind.REGION).code) if icb else None


def unit_mg(row: dict[str, str]) -> Decimal | None:
    """Milligrams of a unit; of a patch by its rate and the hours that it is worn."""
    strength = number(row["strength_mg"])
    if row["bnf_code"][:9] == "0407020A0" and strength <= Decimal("0.2"):
        return strength * 72
    if row["bnf_code"][:9] == "0407020B0" and strength <= Decimal("0.02"):
        return strength * 168
    if row["bnf_code"][:9] == "0407020B0" and Decimal("0.035") <= strength <= Decimal("0.07"):
        return strength * 96
    if row["bnf_code"][:9] in ("0407020A0", "0407020B0"):
        return strength if Decimal("0.8") <= strength <= 15 else None
    return strength


def ome(row: dict[str, str]) -> Decimal:
    usual, factors = FACTORS[row["bnf_code"][:9]]
    mg = number(row["quantity"]) * unit_mg(row) * Decimal(factors[row.get("route") or usual])
    return mg.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def measures(rows: list[dict[str, str]], per: str = "days") -> dict[tuple[str, str, str], int]:
    """Measure, organisation, month -> people."""
    doses, days, seen = defaultdict(Decimal), defaultdict(int), defaultdict(set)
    for row in rows:
        if counts(row, per):
            key = (row["patient_id"].strip(), (day(row).year, day(row).month))
            doses[key] += ome(row)
            days[key] += int(row["days_supplied"] or 0)
            seen[key] |= {*board(row), "ENG"}
    in_data = {month for _, month in seen}
    people: dict[tuple[str, str, str], int] = defaultdict(int)
    for (person, month), orgs in seen.items():
        before = [(person, earlier) for earlier in months_before(month)]
        divided_by = calendar.monthrange(*month)[1] if per == "days" else days[person, month]
        for org in orgs:
            name = f"{month[0]}-{month[1]:02d}"
            people["opioid_high", org, name] += doses[person, month] > 120 * divided_by
            if all(earlier in in_data for earlier in months_before(month)):
                people["opioid_4m", org, name] += all(key in seen for key in before)
    return dict(people)


def months_before(month: tuple[int, int]) -> list[tuple[int, int]]:
    """The three months before, the nearest first."""
    found = []
    for _ in range(3):
        month = (month[0], month[1] - 1) if month[1] > 1 else (month[0] - 1, 12)
        found.append(month)
    return found
