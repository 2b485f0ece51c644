"""The commands that look after what is kept: `history`, `undo`, `restore`, `check`, `compact`.

Exit codes: 0 done or sound; 1 refused or damaged, with the reason in words; 2 wrong usage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import typer

from analytics.commands.acting import TIDY, acting
from analytics.governance.roles import Action
from analytics.organisations import Directory, directory, of_events
from analytics.store import Damage, Damaged, Entry, NotKept, Store, UnknownUpload, UnknownVersion, open_store

StoreUri = Annotated[str | None, typer.Option("--store", help="Folder or URI of the store; STORE_URI if left out.")]
Who = Annotated[str, typer.Option(help="Who does this, for the history.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def opened(uri: str | None) -> Store:
    """The store that a command works on."""
    return Store(uri) if uri else open_store()


def is_there(store: Store) -> bool:
    """Whether there is a store to look into; a dry run makes none."""
    return not store.is_local or store.files.root.exists()


def known_directory(store: Store) -> Directory:
    """The organisations that a store knows. One that is not there, or is damaged, knows those that came with the app."""
    try:
        return of_events(store.at().rows("events")) if is_there(store) else directory()
    except Damaged:
        return directory()


@contextmanager
def in_words() -> Iterator[None]:
    """Say what went wrong in a sentence, and end with 1."""
    try:
        yield
    except (NotKept, UnknownUpload, UnknownVersion) as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    except Damaged as damaged:
        for damage in damaged.damages:
            typer.echo(f"Damaged: {damage}", err=True)
        raise typer.Exit(1) from None


def history(store: StoreUri = None, as_json: AsJson = False) -> None:
    """List uploads, undos and restores, newest first, each with what it changed."""
    with in_words():
        there = opened(store)
        there.create()
        for entry in there.history():
            upload = entry.upload
            if as_json:
                typer.echo(json.dumps(_line(there, entry), ensure_ascii=False))
            else:
                state = " (undone)" if entry.undone else ""
                rows = f"{upload.rows:>7,} {upload.table:<12} " if entry.action != "restore" else f"{'':7} {'all':<12} "
                typer.echo(f"{upload.id}  {entry.action:<7}  {rows}{upload.file}{state}")


def undo(upload: str, store: StoreUri = None, who: Who = "") -> None:
    """Take one upload away; what it replaced counts again."""
    with in_words():
        there = opened(store)
        there.create()
        with acting(there, Action.UNDO, _named(there, upload), who) as name:
            version = there.undo(upload, name)
    typer.echo(f"Undone. The data version is now {version}.")


def restore(
    version: Annotated[str, typer.Argument(metavar="VERSION|TIME", help="A data version, or an ISO date and time.")],
    store: StoreUri = None,
    who: Who = "",
) -> None:
    """Make all four tables what they were at a version or time. Nothing is lost: it can be taken back in the same way."""
    with in_words():
        there = opened(store)
        there.create()
        before = there.version()
        with acting(there, Action.RESTORE, f"version {version}", who) as name:
            after = there.restore(version, name)
    if after == before:
        typer.echo(f"The data are as they were in version {version} already; nothing changed.")
    else:
        typer.echo(f"The data are as they were in version {version}. The data version is now {after}.")
        typer.echo(f"To take this back: python -m analytics restore {before}")


def check(
    store: StoreUri = None,
    as_json: AsJson = False,
    mend: Annotated[bool, typer.Option("--mend", help="Put right what the store itself holds twice.")] = False,
) -> None:
    """Read every stored file again and hold it against what was recorded when it was written."""
    with in_words():
        there = opened(store)
        mended = _mended(there) if mend else []
        found = there.check()
    if as_json:
        damages = [_damage(damage) for damage in found.damages]
        told = {"sound": not damages, "files": found.files, "damages": damages, "notes": found.notes, "mended": mended}
        typer.echo(json.dumps(told | {"orphans": found.orphans}, ensure_ascii=False))
    else:
        for line in [
            *mended,
            *(f"Damaged: {damage}" for damage in found.damages),
            *(f"Note: {n}" for n in found.notes),
        ]:
            typer.echo(line)
        for orphan in found.orphans:
            typer.echo(f"  {orphan}")
        state = "sound" if not found.damages else f"damaged: {len(found.damages)} of the files above need you"
        typer.echo(f"{found.files:,} files read: {state}.")
    raise typer.Exit(1 if found.damages else 0)


def compact(
    store: StoreUri = None,
    keep_days: Annotated[
        int | None, typer.Option("--keep-days", min=0, help="Drop files that only versions older than this need.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    who: Who = "",
) -> None:
    """Merge small files, write checkpoints and remove what belongs to nothing. Drops the past only with --keep-days."""
    with in_words():
        there = opened(store)
        there.create()
        dropped = "" if keep_days is None else f"drop what only versions older than {keep_days} days need"
        with nullcontext(who) if dry_run else acting(there, TIDY, dropped, who) as name:
            done = there.compact(keep_days, dry_run=dry_run, who=name)
    for table, count in done.merged.items():
        typer.echo(f"{table}: {count} small files {'would be' if dry_run else 'were'} merged.")
    for title, paths in (("belong to nothing that was kept", done.orphans), ("only older versions need", done.dropped)):
        if paths:
            typer.echo(f"{'Would remove' if dry_run else 'Removed'} {len(paths)} files that {title}:")
            typer.echo("\n".join(f"  {path}" for path in paths))
    if done.young:
        typer.echo(f"Left {len(done.young)} files that belong to nothing so far and are not a day old:")
        typer.echo("\n".join(f"  {path}" for path in done.young))
    for sentence in done.closed:
        typer.echo(sentence)
    if not (done.merged or done.orphans or done.dropped or done.young):
        typer.echo("There was nothing to tidy.")


def _mended(store: Store) -> list[str]:
    with acting(store, TIDY, "put right what the store holds twice"):
        return store.mend()


def _named(store: Store, upload: str) -> str:
    """An upload with its file, as people know it."""
    file = next((e.upload.file for e in store.history() if e.upload.id == upload), "")
    return f"{file}, upload {upload}" if file else f"upload {upload}"


def _line(store: Store, entry: Entry) -> dict[str, object]:
    upload = entry.upload
    return {
        "id": upload.id,
        "action": entry.action,
        "when": entry.when.isoformat(),
        "who": entry.who,
        "file": upload.file,
        "table": upload.table,
        "rows": upload.rows,
        "sha256": upload.sha256,
        "note": upload.note,
        "undone": entry.undone,
        "version": str(entry.version),
        "original": entry.original,
        "difference": _difference(store, entry),
    }


def _difference(store: Store, entry: Entry) -> dict[str, int] | None:
    """What an upload changed; None for anything else, and where the version before it was dropped."""
    from analytics.keeping.preview import difference

    if entry.action != "upload":
        return None
    try:
        found = difference(store, entry.upload.id)
    except (UnknownVersion, Damaged):
        return None
    return {"new": found.new, "changed": found.changed, "unchanged": found.unchanged, "removed": found.removed}


def _damage(damage: Damage) -> dict[str, object]:
    upload = damage.upload
    held = (
        {"id": upload.id, "file": upload.file, "who": upload.who, "when": upload.when.isoformat()} if upload else None
    )
    return {"file": damage.file, "table": damage.table, "what": damage.what, "remedy": damage.remedy, "upload": held}
