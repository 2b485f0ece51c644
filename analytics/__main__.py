"""The command line: `python -m analytics ingest | fetch | history | undo | restore | check | compact | backup |
restore-backup | spc | chart | export | report | reconcile | organisations | build | qart`.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import sys

import typer

from analytics.commands import backup as backup_command
from analytics.commands import build as build_command
from analytics.commands import chart as chart_command
from analytics.commands import export as export_command
from analytics.commands import fetch as fetch_command
from analytics.commands import ingest as ingest_command
from analytics.commands import organisations as organisations_command
from analytics.commands import qart as qart_command
from analytics.commands import reconcile as reconcile_command
from analytics.commands import report as report_command
from analytics.commands import spc as spc_command
from analytics.commands import store as store_command

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The Safety Improvement Explorer without a browser.")

for command in (
    ingest_command.ingest,
    fetch_command.fetch,
    store_command.history,
    store_command.undo,
    store_command.restore,
    store_command.check,
    store_command.compact,
    backup_command.backup,
    backup_command.restore_backup,
    spc_command.spc,
    chart_command.chart,
    export_command.export,
    report_command.report,
    qart_command.qart,
    reconcile_command.reconcile,
):
    app.command()(command)
app.add_typer(organisations_command.app, name="organisations")
app.add_typer(build_command.app, name="build")

if __name__ == "__main__":
    sys.exit(app())
