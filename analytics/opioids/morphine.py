"""Oral morphine equivalence of products, from their BNF code and their description.

OME of an item is quantity x strength (mg) x factor. Factors are by substance and route (`data/ome_factors.csv`). Strength
is read from the description, in the short names of before 2021 ("Morph Sulf_Oral Soln 10mg/5ml") and in today's ("Codeine
30mg tablets"). What a quantity counts follows from the form: one of it (tablet, patch, ampoule) or one millilitre. A
description that leaves any of that open has no strength: nothing is guessed.

A patch holds its rate times the hours that it is worn: with a factor of 100 for a milligram, buprenorphine 10 micrograms an
hour is 24 mg of morphine a day and fentanyl 25 is 60, as in the Faculty of Pain Medicine's table (Opioids Aware). A fentanyl
patch labelled 12 is counted as 12 (28.8 mg a day); that table takes it for 12.5 (30 mg).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FACTORS = Path(__file__).resolve().parents[2] / "data" / "ome_factors.csv"
FACTORS_SOURCE = (
    "OpenPrescribing's table of OME factors and the BNF prefixes of its opioid measures (reviewed August 2024)"
)
EXCLUDED = ("0407020M0",)
"""Methadone, which is mostly given for dependence. Treatments of dependence are in another section, 0410030."""
SECTION = "040702"
"""Opioid analgesics. What of it has no factor is named, so that a new substance is seen."""
UNCOUNTED = ("0407010Q0",)
"""Compounds with an opioid that the table of prefixes does not have: co-proxamol."""
CODE_LENGTH = 9
"""Characters of a BNF code that say the substance."""
PATCH_HOURS = {"0407020A0": ((0, 200, 72),), "0407020B0": ((0, 20, 168), (35, 70, 96))}
"""Hours that a patch is worn, by substance and rate in micrograms an hour: lowest, highest, hours."""
_NAMED = {"1001010J0": re.compile(r"codeine|nurofen plus|solpaflex", re.IGNORECASE)}
"""Substance codes of products that are opioids only where the description says so."""
MIXED = tuple(_NAMED)

_UNIT = r"(micrograms?|mcg|mg|g)"
_DOSE = re.compile(
    rf"(?<![\d./])((?:\d[\d.]*\s*{_UNIT}\s*/\s*)*\d[\d.]*\s*{_UNIT})\b(?:\s*/\s*(\d*\.?\d*)\s*(ml)\b)?(?!\s*/)"
)
_ONE = re.compile(rf"(\d[\d.]*)\s*{_UNIT}")
_RATE = re.compile(r"(?<![\d./])(\d[\d.]*)\s*(?:micrograms?|mcg)\s*/\s*h(?:ou)?r")
_SIZE = re.compile(r"(?<![\d./])(\d[\d.]*)\s*ml\b")
_MG = {"g": 1000.0, "mg": 1.0}
_PATCH = re.compile(r"patch|transdermal|t/derm")
_INJECTION = re.compile(r"\binj|infus|\bamps?\b|ampoule|\bvls?\b|vial|pre-?filled|\bpfs\b")
_ROUTES = (
    ("nasal", re.compile(r"nasal|nsl")),
    ("under the tongue", re.compile(r"subling")),
    ("in the mouth", re.compile(r"buccal|\bloz|lozenge|oromucosal")),
)
_COUNTED = re.compile(r"\btab|\bcap|suppos|\bsach|\bloz|lozenge|film|wafer")
_OF_DOSES = re.compile(r"/\s*(?:dose|spray|actuation|drop|g\b)")


@dataclass(frozen=True, slots=True)
class Factor:
    """Milligrams of oral morphine for a milligram of a substance. `part` says which strength of a compound is the
    opioid's: the least, the first, or "" where there is one only."""

    factor: float
    part: str


@lru_cache(maxsize=1)
def factors() -> dict[tuple[str, str], Factor]:
    """Factors by the first nine characters of the BNF code and the route."""
    with FACTORS.open(encoding="utf-8", newline="") as lines:
        return {(r["prefix"], r["route"]): Factor(float(r["factor"]), r["part"]) for r in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def substances() -> dict[str, str]:
    """Names of the substances that have a factor, by the first nine characters of the BNF code."""
    with FACTORS.open(encoding="utf-8", newline="") as lines:
        return {r["prefix"]: r["substance"] for r in csv.DictReader(lines)}


def is_opioid(code: str, description: str) -> bool:
    """Whether a product counts: its substance has a factor, and a mixed group's description names codeine."""
    prefix = code[:CODE_LENGTH].upper()
    named = _NAMED.get(prefix)
    return prefix in substances() and (named is None or bool(named.search(description)))


def per_unit(code: str, description: str) -> float | None:
    """Milligrams of oral morphine in one unit of quantity of a product; None where the description leaves it open."""
    prefix, text = code[:CODE_LENGTH].upper(), " ".join(description.casefold().replace("_", " ").split())
    route = _route(text)
    factor = factors().get((prefix, route))
    if factor is None:
        return None
    mg = _patch_mg(prefix, text) if route == "patch" else _unit_mg(text, factor.part, route)
    return None if mg is None else mg * factor.factor


def _route(text: str) -> str:
    if _PATCH.search(text) or _RATE.search(text):
        return "patch"
    if _INJECTION.search(text):
        return "injection"
    return next((route for route, words in _ROUTES if words.search(text)), "oral")


def _patch_mg(prefix: str, text: str) -> float | None:
    """Milligrams that one patch gives off while it is worn."""
    found = _RATE.findall(text)
    if len(found) != 1:
        return None
    rate = float(found[0])
    hours = next((h for low, high, h in PATCH_HOURS.get(prefix, ()) if low <= rate <= high), None)
    return None if hours is None else rate * hours / 1000


def _unit_mg(text: str, part: str, route: str) -> float | None:
    """Milligrams of the opioid in one of what a quantity counts: a tablet, an ampoule, a millilitre."""
    doses = list(_DOSE.finditer(text))
    if len(doses) != 1 or _OF_DOSES.search(text):
        return None
    mg = _part([_milligrams(n, unit) for n, unit in _ONE.findall(doses[0][1])], part)
    if mg is None:
        return None
    per = doses[0][5] is not None
    volume = float(doses[0][4] or 1) if per else 0.0
    sizes = [float(size) for size in _SIZE.findall(text[: doses[0].start()] + " " + text[doses[0].end() :])]
    if route == "injection":
        return _container_mg(mg, volume, bool(per and doses[0][4]), sizes)
    if per:
        return mg / volume if volume > 0 else None
    return mg if _COUNTED.search(text) else None


def _container_mg(mg: float, volume: float, says_volume: bool, sizes: list[float]) -> float | None:
    """Milligrams in one ampoule or vial: "5mg Amp", "10mg/ml 2ml Amp", "20mg/2ml solution for injection ampoules"."""
    if not volume:
        return mg
    if len(sizes) == 1:
        return mg / volume * sizes[0]
    return mg if says_volume and not sizes else None


def _part(strengths: list[float], part: str) -> float | None:
    """The opioid's strength. A compound must have two, one substance alone one."""
    if not part:
        return strengths[0] if len(strengths) == 1 else None
    if len(strengths) != 2:
        return None
    return min(strengths) if part == "least" else strengths[0]


def _milligrams(number: str, unit: str) -> float:
    return float(number) * _MG.get(unit, 0.001)
