"""The command `fetch`: bring public files from their publishers, and keep them, or hold them against what we have.

Exit codes: 0 when all came and nothing speaks against them, 1 when one did not come or was not kept, or says otherwise than
what comes with the product where the two must agree, 2 for wrong usage.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.commands.store import StoreUri, Who, opened
from analytics.words.counting import counted
from analytics.words.formats import day

if TYPE_CHECKING:  # what speaks with servers is imported when one is spoken with
    from analytics.fetching.sources import Source


def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Which files; without a name they are listed.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that are listed.")] = False,
    out: Annotated[Path | None, typer.Option(help="Only bring the files into this folder.", file_okay=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Fetch and check, keep nothing.")] = False,
    store: StoreUri = None,
    who: Who = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
) -> None:
    """Bring public files from their publishers and keep them; without a name, list them. Nothing is fetched by itself."""
    from analytics.fetching.sources import sources

    known = sources()
    if unknown := [name for name in names or () if name not in known]:
        raise typer.BadParameter(f"“{unknown[0]}” is none of {', '.join(known)}", param_hint="NAME")
    wanted = list(known.values()) if every else [known[name] for name in dict.fromkeys(names or ())]
    if not wanted:
        _list(as_json)
        return
    done = [_fetched(source, out, dry_run, store, who, as_json) for source in wanted]
    raise typer.Exit(0 if all(done) else 1)


@contextmanager
def on_disk(address: str, name: str = "", folder: Path | None = None) -> Iterator[Path]:
    """The file of an address, there while the block runs; in `folder`, if given, it stays. Raises `NotFetched`.

    What has come of it lies in the user's cache until all has, so that it can be gone on with.
    """
    from hashlib import sha256

    from analytics.fetching.download import Limits
    from analytics.fetching.download import fetch as download
    from analytics.ingest.files.readers import SIZE_LIMIT

    # A folder for each address: files of one name do not meet, and two commands can fetch at once.
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "safety-improvement-explorer"
    typer.echo(f"Fetching {address}", err=True)
    got = download(address, folder or cache / sha256(address.encode()).hexdigest()[:16], Limits(SIZE_LIMIT), name)
    if got.resumed:
        typer.echo(f"  {got.resumed:,} bytes were here already.", err=True)
    if not got.whole:
        typer.echo("  The server did not say how long the file is, so a missing end would not be noticed.", err=True)
    try:
        yield got.path
    finally:
        if folder is None:
            got.path.unlink(missing_ok=True)
            with suppress(OSError):  # not empty: something else came meanwhile
                got.path.parent.rmdir()


def _list(as_json: bool) -> None:
    from analytics.fetching.sources import by_hand, sources

    for source in sources().values():
        if as_json:
            fields = ("name", "title", "address", "feeds", "licence", "attribution", "checked", "note")
            typer.echo(json.dumps({f: getattr(source, f) for f in fields}, ensure_ascii=False))
            continue
        typer.echo(f"{source.name}  {source.title}")
        typer.echo(f"  {source.address}")
        typer.echo(f"  Feeds {source.feeds}.")
        typer.echo(f"  {source.attribution}. {source.licence}.")
        typer.echo(f"  {source.checked}")
        if source.note:
            typer.echo(f"  {source.note}")
    if not as_json:
        typer.echo("\nTo be taken by hand:")
        for other in by_hand():
            typer.echo(f"  {other.title}: {other.why}.")


def _fetched(source: Source, out: Path | None, dry_run: bool, store: str | None, who: str, as_json: bool) -> bool:
    """Bring one file and do with it what it is for. Whether all went well."""
    from analytics.fetching.refused import NotFetched

    try:
        with on_disk(source.address, source.file, out) as path:
            if source.note:
                typer.echo(f"  {source.note}", err=True)
            if out is not None:
                typer.echo(f"{path}  {source.attribution}. {source.licence}.")
                return True
            return _used(source, path, dry_run, store, who, as_json)
    except NotFetched as why:
        typer.echo(str(why), err=True)
        return False


def _used(source: Source, path: Path, dry_run: bool, store: str | None, who: str, as_json: bool) -> bool:
    from analytics.fetching.sources import Use

    match source.use:
        case Use.BANK_HOLIDAYS:
            return _same_holidays(path)
        case Use.TRUSTS:
            from analytics.commands.organisations import compare

            return compare(path, store=store)
        case _:
            from analytics.commands.errand import Errand

            errand = Errand(opened(store), who, dry_run=dry_run, as_json=as_json)
            return errand.run(path, f"From {source.address} ({source.attribution}). {source.note}".strip()).kept


def _same_holidays(path: Path) -> bool:
    from analytics.fetching.bank_holidays import NotTheList, compared

    try:
        found = compared(path.read_bytes())
    except NotTheList as why:
        typer.echo(str(why), err=True)
        return False
    years = f"{found.years[0]} to {found.years[-1]}"
    if found.agree:
        typer.echo(f"Working days leave out the bank holidays that GOV.UK lists for {years}: the two agree.")
        return True
    for days, where in ((found.listed, "listed by GOV.UK and not left out"), (found.ours, "left out and not listed")):
        if days:
            typer.echo(f"{counted(len(days), 'day')} {where}: {', '.join(day(d) for d in days)}.")
    typer.echo(f"Working days of {years} are wrong by these. A newer release of the package `holidays` may know them.")
    return False
