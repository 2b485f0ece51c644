"""The command `build opioids`: rows of dispensed items -> an observations file that `ingest` takes.

Exit codes: 0 built; 1 refused, with the reason in words and nothing written; 2 wrong usage.
"""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.opioids.rules import Per

if TYPE_CHECKING:
    from analytics.opioids.build import Built

app = typer.Typer(no_args_is_help=True, add_completion=False)
LISTED = 20


class EngineName(StrEnum):
    """Who does the work."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@app.callback()
def build() -> None:
    """Measures from rows of dispensed items, at any scale."""


@app.command()
def opioids(
    sources: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Parquet or CSV files, or folders of them.")],
    out: Annotated[Path, typer.Option(help="The observations file to write (CSV).")],
    engine: Annotated[EngineName, typer.Option(help="DuckDB in this process, or Apache Spark.")] = EngineName.DUCKDB,
    master: Annotated[str | None, typer.Option(help="Spark's master, such as spark://host:7077 or local[4].")] = None,
    per: Annotated[Per, typer.Option(help="OME a day: of the month's days, or of the days supplied.")] = Per.DAYS,
) -> None:
    """Count people on long-term and on high-dose opioids, by board, region and England, for each month."""
    if master and engine is not EngineName.SPARK:
        raise typer.BadParameter("is for --engine spark", param_hint="--master")
    if out.suffix.lower() != ".csv":
        raise typer.BadParameter("is a CSV file, such as opioids.csv", param_hint="--out")
    from analytics.opioids.build import build as built
    from analytics.opioids.engines import NoEngine
    from analytics.opioids.inputs import Refused

    began = time.monotonic()

    def tell(step: str) -> None:
        typer.echo(f"[{time.monotonic() - began:6.1f} s] {step}", err=True)

    try:
        done = built(sources, out, engine.value, master, per, tell)
    except (Refused, NoEngine) as reason:
        typer.echo(str(reason), err=True)
        raise typer.Exit(1) from None
    tell("done")
    _say(done, out)


def _say(done: Built, out: Path) -> None:
    span = f"{done.months[0]} to {done.months[-1]}" if done.months else "no month"
    typer.echo(f"{out}: {done.observations:,} observations, {span}, from {done.counted:,} items that count.")
    for words, n in done.left_out.items():
        typer.echo(f"Left out: {n:,} items, {words}.")
    if not done.route_told:
        typer.echo("No column route: items were taken as given by mouth, or as patches where only those count.")
    if done.unknown_codes:
        rows, codes = sum(done.unknown_codes.values()), len(done.unknown_codes)
        typer.echo(f"Unknown BNF codes: {codes:,}, on {rows:,} rows that do not count ({done.unknown_codes_file}):")
        for code, n in list(done.unknown_codes.items())[:LISTED]:
            typer.echo(f"  {code}: {n:,}")
    if done.rejected:
        typer.echo(f"Rejected: {sum(done.rejected.values()):,} rows ({done.rejects_file}):")
        for words, n in done.rejected.items():
            typer.echo(f"  {n:,}: {words}")
