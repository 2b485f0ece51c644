"""`backup` and `restore-backup`: a copy of the store, made while people go on, and a store made of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.acting import BACKUP, RESTORE_BACKUP, acting, record
from analytics.commands.store import StoreUri, in_words, opened
from analytics.store import Store, open_store
from analytics.store.backup import back_up
from analytics.store.backup import restore_backup as made_of


def backup(
    out: Annotated[Path, typer.Option("--out", help="A new folder, or a new file that ends with .zip.")],
    store: StoreUri = None,
) -> None:
    """Copy the whole store, with originals and history, and read the copy again. People may go on meanwhile."""
    begun = time.monotonic()
    with in_words():
        there = opened(store)
        with acting(there, BACKUP, str(out)):
            copied = back_up(there, out)
    typer.echo(
        f"{out} holds version {copied.version}: {len(copied.files):,} files, all read again, "
        f"in {time.monotonic() - begun:.1f} seconds."
    )


def restore_backup(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="What `backup` wrote: a folder or a .zip file.")],
    store: Annotated[str, typer.Option("--store", help="Folder or URI that holds nothing yet.")],
) -> None:
    """Make a store of a backup in an empty place, and read it again. Nothing that is there is overwritten."""
    begun = time.monotonic()
    with in_words():
        target = Store(store, open_store().options)
        copied = made_of(source, target)
        # After it for once: a place that holds an event is no empty place.
        record(target, RESTORE_BACKUP, f"{source}, version {copied.version}")
    typer.echo(
        f"{store} is at version {copied.version}, as backed up at {copied.when}: {len(copied.files):,} files, "
        f"all read again, in {time.monotonic() - begun:.1f} seconds."
    )
