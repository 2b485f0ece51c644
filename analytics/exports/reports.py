"""The kinds of file in which a quarterly report is handed out, by the ending of their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analytics.exports import document, report_page
from analytics.exports.kinds import File
from analytics.exports.steps import Step, untold
from analytics.model.report import Report


@dataclass(frozen=True)
class Kind:
    """A kind of file that holds a whole report."""

    ending: str
    title: str
    mime: str
    write: Callable[[Report, Step], bytes]


KINDS = {
    kind.ending: kind
    for kind in (
        Kind(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            document.to_docx,
        ),
        Kind("html", "web page", "text/html", report_page.to_html),
    )
}


def name(report: Report, ending: str) -> str:
    """What its file is called."""
    return f"{report.slug}.{ending}"


def file(report: Report, ending: str, step: Step = untold) -> File:
    """A report as a file."""
    kind = KINDS[ending]
    return File(name(report, ending), kind.mime, kind.write(report, step))
