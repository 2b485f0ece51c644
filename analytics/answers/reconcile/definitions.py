"""Definitions: whether what we count by is what the report says it counts by."""

from __future__ import annotations

import re
from collections.abc import Callable

from analytics.answers.reconcile.known import Check, Known
from analytics.opioids.rows import ADULT
from analytics.opioids.rules import HIGH_DOSE_MG, LONG_TERM_MONTHS

CATALOGUE = "By our own definition, which is meant to be the report's"


def stated(measure: str, pattern: str, form: str = r"\1") -> Callable[[Known], str | None]:
    """What the catalogue says in a measure's definition."""

    def of(known: Known) -> str | None:
        measured = known.data.measures[measure]
        found = re.search(pattern, f"{measured.cohort}; {measured.numerator}")
        return found and found.expand(form)

    return of


def steps(scale: str, form: str = "{:.0f}-{:.0f}") -> Callable[[Known], str]:
    """The lowest and the highest step of a scale."""

    def of(known: Known) -> str:
        values = [step.value for step in known.data.catalogue.scales[scale].steps]
        return form.format(min(values), max(values))

    return of


def many(scale: str) -> Callable[[Known], float]:
    """How many steps a scale has."""
    return lambda known: len(known.data.catalogue.scales[scale].steps)


def _interventions(known: Known) -> float:
    return len(known.data.catalogue.pathways["preterm"].elements)


def _new(known: Known) -> float:
    """The interventions that are not among the original ones."""
    original = next(s for s in known.data.catalogue.pathways["preterm"].scores if s.slug == "all_seven")
    return _interventions(known) - len(original.elements)


def _good(known: Known) -> float:
    elements = known.data.catalogue.pathways["preterm"].elements
    return sum(bool(known.data.measures[e.slug].good_data_quality) for e in elements)


def _below_the_bar(known: Known) -> float | None:
    bars = {e.adopted_at for e in known.data.catalogue.pathways["preterm"].elements}
    bar = bars.pop()
    return None if bar is None or bars else bar - 1


CHECKS = {
    "PF004": Check(
        f"{CATALOGUE}: the month and those before it, so longer than the months before",
        lambda known: LONG_TERM_MONTHS - 1,
    ),
    "PF010 PF158": Check(f"{CATALOGUE}: the months before the one that is counted", lambda known: LONG_TERM_MONTHS - 1),
    "PF157": Check(f"{CATALOGUE}: the month and those before it", lambda known: LONG_TERM_MONTHS),
    "PF156": Check(CATALOGUE, lambda known: ADULT),
    "PF159": Check(CATALOGUE, lambda known: HIGH_DOSE_MG),
    "PF022": Check(CATALOGUE, stated("survival", r"below (\d+\+\d)")),
    "PF023": Check(CATALOGUE, stated("brain_injury", r"grade (\d) or (\d)", r"\1-\2")),
    "PF024": Check(CATALOGUE, stated("bpd", r"at (\d+\+\d)")),
    "PF025 PF026": Check(f"{CATALOGUE}: the interventions of the pathway", _interventions),
    "PF038": Check(f"{CATALOGUE}: the stage below the one from which an element counts as adopted", _below_the_bar),
    "PF040": Check(f"{CATALOGUE}: the interventions of figures 2 to 6", _good),
    "PF051": Check(f"{CATALOGUE}: nine less the seven original interventions", _new),
    "PF061": Check(CATALOGUE, many("deterioration_phases")),
    "PF064": Check(f"{CATALOGUE}: the phase before it", lambda known: known.printed("PF064") - 1),
    "PF083": Check(CATALOGUE, stated("cord", r"below (\d+)")),
    "PF084": Check(CATALOGUE, stated("cord", r"(\d+) seconds")),
    "PF086": Check(CATALOGUE, stated("ebm", r"below (\d+)")),
    "PF087": Check(CATALOGUE, stated("ebm", r"within (\d+) hours")),
    "PF095": Check(CATALOGUE, stated("normothermia", r"([\d.]+) to ([\d.]+) °C", r"\1-\2")),
    "PF202": Check(CATALOGUE, many("wsa_phases")),
    "PF223": Check(CATALOGUE, lambda known: len(known.data.catalogue.pathways["psirf"].elements)),
    "PF246": Check(CATALOGUE, steps("adoption_stages")),
    "PF250": Check(CATALOGUE, steps("project_progress", "{:.1f}-{:.1f}")),
}
