"""Why nothing can be worked out in the place of a figure."""

from __future__ import annotations

from analytics.model.reconciled import PublishedFigure

DATES = {"date", "month", "quarter", "year"}
TARGETS = {"PF039", "PF077", "PF078", "PF079", "PF080", "PF081", "PF082", "PF131", "PF132", "PF133", "PF143", "PF144"}
"""Aims and aspirations, that are set."""


def reason(figure: PublishedFigure) -> str:
    """The reason in a sentence, by what kind of figure it is."""
    if figure.id in TARGETS:
        return "Out of reach: a target that was set, so there is nothing to work it out from"
    if "poster" in figure.section:
        return (
            "Out of reach: one hospital's poster, of which no data are kept and whose texts were copied from each other"
        )
    if figure.unit in DATES:
        return "Out of reach: a date that the report tells, which no data or formula here could confirm"
    if figure.section == "Contents":
        return "Out of reach: how the report numbers its figures, which is no result"
    if "ase study" in figure.section:
        return "Out of reach: told of one place, without a formula, and no data of it are kept"
    return "Out of reach: the report gives no formula for it, and no data here hold it"
