"""The command `spc`: a CSV of series in, a CSV of lines, signals and verdicts out.

Exit codes: 0 written; 1 the file cannot be charted, with the reasons in words and nothing written; 2 wrong usage.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from analytics.methods.spc.presets import LONGEST_RUN, PRESETS, SHORTEST_RUN
from analytics.model import Better, Problem

ChartKind = Literal["xmr", "xmr_median", "mr", "p", "pprime", "u", "uprime", "c", "g", "t", "xbar", "s", "run"]
Limits = Literal["exact", "classic"]
Preset = Literal["mdc", "mdc_sql", "plotthedots"]
MOST_SHOWN = 20
"""So many problems are told; of more, only how many there are."""

RunLength = Annotated[
    int | None, typer.Option(min=SHORTEST_RUN, max=LONGEST_RUN, help="Points; the preset's if left out.")
]


def spc(
    file: Annotated[Path, typer.Argument(metavar="IN.csv", help="CSV of series.", exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option("--out", help="Where to write the result.", dir_okay=False)],
    kind: Annotated[ChartKind, typer.Option(help="Kind of chart.")] = "xmr",
    preset: Annotated[Preset, typer.Option(help="Whose rules.")] = "mdc",
    better: Annotated[Better, typer.Option(help="Which way is better, for rows that do not say.")] = Better.NEUTRAL,
    shift: RunLength = None,
    trend: RunLength = None,
    limits: Annotated[Limits, typer.Option(help="Of a g chart: exact probability limits, or three sigma.")] = "exact",
    screen: Annotated[bool, typer.Option("--screen", help="Leave very large moving ranges out of their mean.")] = False,
) -> None:
    """Draw control charts in numbers: centre, limits, signals and icons of every series in a CSV."""
    from analytics.methods.spc import batch, input_checks, table

    if not out.parent.is_dir() or (out.exists() and out.samefile(file)):
        raise typer.BadParameter(f"{out} is no place to write to", param_hint="--out")
    settings = PRESETS[preset]
    settings = replace(
        settings,
        shift=shift or settings.shift,
        trend=trend or settings.trend,
        screen_moving_ranges=screen,
        limits=limits,
    )
    try:
        rows = input_checks.checked(table.read(file, kind), kind)
        made, said = batch.results(rows, kind, settings, better)
    except table.Refused as refused:
        _tell_problems(file, refused.problems)
        raise typer.Exit(1) from None
    for sentence, series in said.items():
        typer.echo(f"{_names(series)}: {sentence}", err=True)
    beside = out.with_name(f".{out.name}.part")
    try:
        made.to_csv(beside, index=False)
        os.replace(beside, out)
    except OSError as failed:
        typer.echo(f"{out} cannot be written: {failed.strerror}. Nothing was written.", err=True)
        raise typer.Exit(1) from None
    count = made["series_id"].nunique()
    typer.echo(f"{len(made):,} points of {count:,} series written to {out}.")


def _tell_problems(file: Path, problems: list[Problem]) -> None:
    """Each problem in one line: file, row, column, what was found, what to do."""
    for p in problems[:MOST_SHOWN]:
        place = [file.name] + [f"row {p.row}"] * bool(p.row) + [f"column {p.column}"] * bool(p.column)
        found = f" Found: {p.quote!r}." if p.quote is not None else ""
        typer.echo(f"{', '.join(place)}: {p.message}{found} {p.remedy}", err=True)
    if len(problems) > MOST_SHOWN:
        typer.echo(f"{file.name}: {len(problems) - MOST_SHOWN:,} more problems like these.", err=True)
    typer.echo("Nothing was written.", err=True)


def _names(series: list[str]) -> str:
    """The first few series by name."""
    shown, more = ", ".join(map(str, series[:3])), len(series) - 3
    return shown if more <= 0 else f"{shown} and {more:,} more series"
