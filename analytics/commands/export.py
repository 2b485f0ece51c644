"""The command `export`: what a link or a board shows as a file, through the same door as the page's own Export.

Exit codes: 0 written; 1 the link or the store cannot be read, with the reason in words; 2 wrong usage.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.acting import EXPORT, record
from analytics.commands.store import StoreUri, in_words, opened

if TYPE_CHECKING:
    from analytics.store import Store


def export(
    link: Annotated[
        str, typer.Argument(help="A link of the app, or its end: “opioids?trust=R0A&section=people”.")
    ] = "",
    *,
    out: Annotated[
        Path, typer.Option("--out", help="The file to write: its ending (.pptx, .xlsx, .png ...) says the kind.")
    ],
    board: Annotated[
        str, typer.Option(help="A board, by its name: its views in order. LINK may then say where the app is.")
    ] = "",
    for_publication: Annotated[
        bool, typer.Option("--for-publication", help="As everybody may see it: small counts hidden, the rest rounded.")
    ] = False,
    store: StoreUri = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing of how far it is.")] = False,
) -> None:
    """Write what a link or a board shows to a file; a picture or CSV of each, numbered, where it shows several things."""
    from analytics.answers import Data
    from analytics.answers.publications import for_whom
    from analytics.exhibits import boards, reopened
    from analytics.exports import kinds
    from analytics.sharing.address import parse

    ending = out.suffix.lstrip(".").lower()
    if ending not in kinds.KINDS:
        known = ", ".join(f".{k}" for k in kinds.KINDS)
        raise typer.BadParameter(f"“{out.name}” ends in none of {known}", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder “{out.parent}”", param_hint="--out")
    if not link and not board:
        raise typer.BadParameter("give a link, or name a board by --board", param_hint="LINK")
    with in_words():
        there, address = opened(store), parse(link)
        version = str(there.resolve(address.params.get("asof")))

    @cache
    def data(asof: str) -> Data:
        return for_whom(there, there.resolve(asof), for_publication)

    try:
        with in_words():
            if board:
                collection = boards.collection(data, version, board, address.base)
            else:
                collection = reopened.collection(data(version), version, address)
    except reopened.NotOpened as why:
        typer.echo(str(why), err=True)
        raise typer.Exit(1) from None

    def step(done: int, of: int) -> None:
        if not quiet and done < of:
            typer.echo(f"{done + 1} of {of}: {collection.items[done].exhibit.title}", err=True)

    made = kinds.files(collection, ending, step)
    for number, file in enumerate(made, start=1):
        path = out if len(made) == 1 else out.with_stem(f"{out.stem}-{number:02}")
        taken_away(there, path, file.content, collection.title, for_publication)
        typer.echo(str(path))


def taken_away(store: Store, path: Path, content: bytes, title: str, for_publication: bool) -> None:
    """Write a file of a store's data, which is on the audit trail first."""
    with in_words():
        record(store, EXPORT, f"{path.name}: {title}{', for publication' if for_publication else ''}")
    write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none: what was there before stands until the new one is whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        typer.echo(f"{path} could not be written: {fault.strerror}.", err=True)
        raise typer.Exit(1) from None
