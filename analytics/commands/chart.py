"""The command `chart`: what a page shows of a measure, through the same door, as words, JSON or CSV.

Exit codes: 0 printed; 1 the store cannot be read, with the reason in words; 2 wrong usage, an unknown name included.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.store import StoreUri, in_words, opened
from analytics.model import Grain
from analytics.model.view import last_day

if TYPE_CHECKING:  # what works things out is imported when it is asked
    import pandas as pd

    from analytics.answers import Data
    from analytics.model import Charted


def chart(
    measure: Annotated[str, typer.Argument(help="The measure's short name, as Methods lists it.")],
    org: Annotated[str | None, typer.Argument(help="The organisation: its ODS code or its name.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Every organisation's verdict in one table.")] = False,
    between: Annotated[
        bool, typer.Option("--between-events", help="People between rare events, where the outcomes page draws that.")
    ] = False,
    grain: Annotated[Grain | None, typer.Option(help="The finest that the numbers bear, if left out.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="First month shown, as 2021-04.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last month that counts, as 2023-09.")] = None,
    asof: Annotated[str | None, typer.Option(help="Data version or time, as links carry it.")] = None,
    for_publication: Annotated[
        bool, typer.Option("--for-publication", help="As everybody may see it: small counts hidden, the rest rounded.")
    ] = False,
    store: StoreUri = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print what a page shows of a measure: its sentence, its icons, and each point with limits, status and state."""
    if (org is None) is not everybody:
        raise typer.BadParameter("name one organisation, or ask for --all", param_hint="ORG")
    if everybody and between:
        raise typer.BadParameter("is of one organisation, and not for --all", param_hint="--between-events")
    from analytics.answers import Question
    from analytics.answers import chart as charts
    from analytics.answers.publications import for_whom
    from analytics.answers.verdicts import verdicts

    first, last = _month(start, "--from"), _month(end, "--to")
    with in_words():
        there = opened(store)
        data = for_whom(there, there.resolve(asof), for_publication)
        data = data.on(last_day(last)) if last else data
        if measure not in data.measures:
            raise typer.BadParameter(
                f"“{measure}” is no measure of these data: {', '.join(data.measures)}", param_hint="MEASURE"
            )
        if everybody:
            _print_table(verdicts(data, Question(measure, start=first, end=last, grain=grain)), as_json)
        else:
            drawn = charts.between_or_usual if between else charts.chart
            _print(drawn(data, Question(measure, _code(data, org or ""), first, last, grain)), as_json, as_csv)


def _month(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no month; write it as 2021-04", param_hint=option) from None


def _code(data: Data, text: str) -> str:
    found = data.organisations.match(text)
    if found.code is None:
        near = f"; did you mean {' or '.join(found.suggestions)}?" if found.suggestions else ""
        why = found.note or f"“{text}” is no organisation that we know{near}"
        raise typer.BadParameter(why, param_hint="ORG")
    return found.code


def _print(charted: Charted, as_json: bool, as_csv: bool) -> None:
    from analytics.exports.chart import as_object, points

    if as_csv:
        points(charted).to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    shown = as_object(charted)
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False))
        return
    series = charted.series
    typer.echo(f"{series.measure.title}, {series.organisation.name}" + (" (illustrative data)" * series.illustrative))
    typer.echo(shown["sentence"])
    for note in series.notes:
        typer.echo(note)
    if len(series):
        typer.echo(points(charted).to_string(index=False, na_rep=""))


def _print_table(table: pd.DataFrame, as_json: bool) -> None:
    table = table.assign(latest_period=table["latest_period"].astype("datetime64[ms]").dt.strftime("%Y-%m-%d"))
    if as_json:
        typer.echo(table.to_json(orient="records", force_ascii=False))
    else:
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
