"""The command `report`: the quarterly report of an organisation as a Word document or a web page.

Exit codes: 0 written; 1 there is no such report, or the store cannot be read, with the reason in words; 2 wrong usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

import typer

from analytics.commands.export import taken_away
from analytics.commands.store import StoreUri, in_words, opened
from analytics.model import Audience, View
from analytics.model.quarter import Quarter

if TYPE_CHECKING:  # what works things out is imported when it is asked
    from analytics.answers import Data


def report(
    quarter: Annotated[str, typer.Option("--quarter", help="The financial quarter, as 2023-24 Q2.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: .docx or .html.")],
    org: Annotated[
        str, typer.Option("--org", help="England, a region, a PSC, an ICB or a trust: its ODS code or its name.")
    ] = "ENG",
    asof: Annotated[str | None, typer.Option(help="Data version or time, as links carry it.")] = None,
    for_publication: Annotated[
        bool,
        typer.Option(
            "--for-publication/--internal",
            help="As everybody may see it, with small counts hidden and the rest rounded; or with every number.",
        ),
    ] = True,
    store: StoreUri = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing of how far it is.")] = False,
) -> None:
    """Write the quarterly report of an organisation, with what people wrote into it on the Report page."""
    from analytics import reporting
    from analytics.answers.publications import for_whom
    from analytics.answers.qart import first_day
    from analytics.exports import reports

    ending = out.suffix.lstrip(".").lower()
    if ending not in reports.KINDS:
        known = " or ".join(f".{k}" for k in reports.KINDS)
        raise typer.BadParameter(f"“{out.name}” does not end in {known}", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder “{out.parent}”", param_hint="--out")
    try:
        asked = Quarter(first_day(quarter))
    except ValueError as why:
        raise typer.BadParameter(str(why), param_hint="--quarter") from None
    with in_words():
        there = opened(store)
        version = there.resolve(asof)
        data = for_whom(there, version, for_publication)
    found = data.on(asked.last_day).organisations.match(org)
    if found.code is None:
        near = f"; did you mean {' or '.join(found.suggestions)}?" if found.suggestions else ""
        raise typer.BadParameter(
            found.note or f"“{org}” is no organisation that we know in {asked}{near}", param_hint="--org"
        )
    try:
        made = reporting.of(data, found.code, asked, str(version), _link(data, found.code, asked, str(version)))
    except reporting.NotReported as why:
        typer.echo(str(why), err=True)
        raise typer.Exit(1) from None
    for bullet in made.bullets:
        if bullet.outdated:
            typer.echo(f"Written on earlier figures, which have changed since: {bullet.text}", err=True)

    def step(done: int, of: int) -> None:
        if not quiet and done < of:
            typer.echo(f"{done + 1} of {of}: {made.figures[done].caption}", err=True)

    taken_away(
        there, out, reports.file(made, ending, step).content, f"report of {found.code}, {asked}", for_publication
    )
    typer.echo(str(out))


def _link(data: Data, code: str, quarter: Quarter, version: str) -> str:
    """The end of the link that opens the report on its page, which a copy of the app answers wherever it runs."""
    from analytics.sharing.link import to_params

    params = to_params(View(code, end=quarter.last_month, asof=version), data.on(quarter.last_day).organisations)
    audience = {} if data.audience is Audience.PUBLIC else {"audience": data.audience.value}
    return f"report?{urlencode({**params, 'quarter': quarter.name, **audience})}"
