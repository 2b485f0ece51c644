"""The command line: `python -m analytics ingest | fetch | history | undo | restore | check | compact | backup |
restore-backup | spc | chart | export | report | reconcile | organisations | build | qart`.

Only the command that is run is imported: what the others work with (tables, the store, charts) takes longer to start than
many a command to run. Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "ingest": "ingest",
    "fetch": "fetch",
    "history": "store",
    "undo": "store",
    "restore": "store",
    "check": "store",
    "compact": "store",
    "backup": "backup",
    "restore-backup": "backup",
    "spc": "spc",
    "chart": "chart",
    "export": "export",
    "report": "report",
    "qart": "qart",
    "reconcile": "reconcile",
    "organisations": "organisations",
    "build": "build",
}
"""Each command, as listed, and its module in `analytics.commands`, where the function has its name."""


class Commands(TyperGroup):
    """The commands, listed by what their source says of them and imported when run."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in our order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command as it is listed."""
        return TyperCommand(cmd_name, help=_told(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is run, and its own arguments; what is none is refused, with the names that are near."""
        name, *rest = args
        if name in COMMANDS:
            return name, _imported(name), rest
        self.commands = {known: self.get_command(ctx, known) for known in COMMANDS}
        return super().resolve_command(ctx, args)


def _told(name: str) -> str | None:
    """What the command's function says in its docstring, read without importing what it works with."""
    spec = find_spec(f"analytics.commands.{COMMANDS[name]}")
    assert spec is not None
    assert spec.origin is not None
    functions = (node for node in ast.parse(Path(spec.origin).read_bytes()).body if isinstance(node, ast.FunctionDef))
    return next(ast.get_docstring(function) for function in functions if function.name == name.replace("-", "_"))


def _imported(name: str) -> Any:
    """The command itself: one with commands of its own is an `app`."""
    module = import_module(f"analytics.commands.{COMMANDS[name]}")
    own = getattr(module, "app", None)
    if own is None:
        own = typer.Typer(add_completion=False)
        own.command(name)(getattr(module, name.replace("-", "_")))
    return typer.main.get_command(own)


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)


@app.callback()
def analytics() -> None:
    """The Safety Improvement Explorer without a browser."""


if __name__ == "__main__":
    sys.exit(app())
