"""The command `qart`: the workbook of a collaborative's quarterly return, to be filled in and given to `ingest`.

Exit codes: 0 written, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.export import taken_away
from analytics.commands.store import StoreUri, in_words, opened
from analytics.organisations import at


def qart(
    psc: Annotated[str, typer.Argument(help="The Patient Safety Collaborative's code or name.")],
    quarter: Annotated[
        str | None, typer.Option(help="The financial quarter, as 2023-24 Q3; the next to be returned if left out.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write it; its own name if left out.")] = None,
    asof: Annotated[str | None, typer.Option(help="The data version to fill in from.")] = None,
    store: StoreUri = None,
) -> None:
    """Write the workbook of a collaborative's quarterly return (QART)."""
    from analytics import answers, catalogue
    from analytics.answers import qart as returns
    from analytics.exports.qart_return import workbook
    from analytics.model import Kind
    from analytics.words.counting import counted, listing

    tree = at(date.today())
    code = tree.match(psc).code
    if code is None or tree[code].kind is not Kind.PSC:
        known = listing([f"{o.code} ({o.short_name})" for o in tree.all(Kind.PSC)], 20)
        raise typer.BadParameter(f"“{psc}” is no Patient Safety Collaborative; there are {known}", param_hint="PSC")
    with in_words():
        there = opened(store)
        data = answers.Data.of(there.at(asof))
    try:
        asked = returns.blank(data, code, quarter or returns.next_quarter(data, code, date.today()))
    except ValueError as why:
        raise typer.BadParameter(str(why), param_hint="--quarter") from None
    file = out or Path(asked.file)
    taken_away(there, file, workbook(asked, catalogue.load()), f"return of {asked.psc.name}, {asked.quarter}", False)
    filled = int(asked.stages["last"].notna().sum())
    made_up = " They are illustrative data, which are made up." if asked.illustrative else ""
    typer.echo(
        f"{file}: {asked.psc.name}, {asked.quarter}. {counted(len(asked.stages), 'row')}, {filled:,} of them with a "
        f"stage of the quarter before.{made_up}"
    )
