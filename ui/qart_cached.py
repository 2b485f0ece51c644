"""Quarterly returns and project scores worth keeping between reruns, by the rules of `cached`."""

from __future__ import annotations

from datetime import date

from analytics.answers import project_progress, qart
from analytics.exports.qart_return import workbook
from analytics.model import QuarterlyReturn
from analytics.model.project_progress import Project
from analytics.store import Version
from ui import cached
from ui.memo import memo


@memo(100)
def blank(version: Version, psc: str, quarter: str) -> QuarterlyReturn:
    """The return of a collaborative for a quarter, with what is known filled in."""
    return qart.blank(cached.data(version), psc, quarter)


@memo(20)
def filled_in(version: Version, psc: str, quarter: str) -> bytes:
    """Its workbook."""
    return workbook(blank(version, psc, quarter), cached.the_catalogue())


@memo(10)
def quarters(version: Version, today: date) -> list[str]:
    """The quarters that a return may be for, newest first."""
    return qart.quarters(cached.data(version), today)


@memo(100)
def next_quarter(version: Version, psc: str, today: date) -> str:
    """The quarter that a collaborative returns next."""
    return qart.next_quarter(cached.data(version), psc, today)


@memo(500)
def projects(version: Version, programme: str, code: str, end: date | None) -> tuple[Project, ...]:
    """The projects of a programme at or below an organisation up to a day's quarter."""
    return project_progress.projects(cached.data(version), programme, code, end)
