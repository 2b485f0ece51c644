"""The command `reconcile`: the national report's figures against what is worked out here, as words or JSON.

Exit codes: 0 printed, whatever agrees; 1 the store cannot be read, with the reason in words; 2 wrong usage.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.store import StoreUri, in_words, opened

if TYPE_CHECKING:  # what works things out is imported when it is asked
    from analytics.model.reconciled import Reconciled


def reconcile(
    asof: Annotated[str | None, typer.Option(help="Data version or time, as links carry it.")] = None,
    store: StoreUri = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print every figure of the national report: published, computed here, whether both agree, and why."""
    from analytics import words
    from analytics.answers import Data
    from analytics.answers.reconcile import reconcile as reconciled
    from analytics.exports.reconciled import as_objects

    with in_words():
        rows = reconciled(Data.of(opened(store).at(asof)))
    if as_json:
        typer.echo(json.dumps(as_objects(rows), ensure_ascii=False))
        return
    typer.echo(words.reconciled.summary(rows))
    for row in rows:
        typer.echo(_line(row))


def _line(row: Reconciled) -> str:
    from analytics.words.reconciled import computed, verdict

    figure = row.figure
    ours = "" if row.agrees is None else f", here {computed(row)}; {verdict(row.agrees)}"
    return f"{figure.id}  {figure.statement}: {figure.published}{ours}. {row.reason}"
