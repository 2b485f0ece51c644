"""Files of every kind damaged under a server that goes on: part of `tests.store.chaos`."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analytics.store import Damaged, NotKept, Store, UnknownUpload, UnknownVersion, Upload, log
from tests.store.chaos_child import ROWS, say
from tests.store.test_store import rows

REFUSED = (NotKept, Damaged, UnknownUpload, UnknownVersion)


KINDS = {
    "an entry of the log": "*/_delta_log/*.json",
    "the copy of an entry": "_copies/*/*.json",
    "rows": "*/*.parquet",
    "a checkpoint": "*/_delta_log/*.checkpoint.parquet",
    "what names the checkpoint": "*/_delta_log/_last_checkpoint",
    "the hash of a checkpoint": "_copies/*/*.sha256",
    "an original": "_originals/*",
    "a journal": "_journal/*.json",
}


def flip(path: Path, chance: random.Random) -> None:
    """Change one bit."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """Lose the end."""
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "a bit flipped": flip,
    "cut short": cut,
    "emptied": lambda path, _: path.write_bytes(b"") and None,
    "deleted": lambda path, _: path.unlink(),
}


def numbers(store: Store) -> tuple[int, ...]:
    """What counts. Every file has the same six keys and one number of its own, so more than one number is a mixture."""
    found = store.at().rows("observations")
    assert len(found) in (0, 2 * len(ROWS)), f"{len(found)} rows count"
    return tuple(sorted(set(found["numerator"].astype(int))))


def keep(store: Store, number: int) -> str:
    """Keep a file of six rows, named after the number in it."""
    data = f"{number}".encode()
    both = pd.concat([rows(number, ROWS), rows(number, ROWS, measure="mgso4")])
    store.commit(both, Upload("observations", f"{number}.csv", log.digest(data), 6, "Ann"), original=data)
    return f"{number}.csv"


def damage(uri: str, told: int, seed: int) -> None:
    """Damage a file of each kind under a server that goes on."""
    chance, original = random.Random(seed), Path(uri)
    for kind, pattern in KINDS.items():
        paths = sorted(path for path in original.glob(pattern) if path.is_file() and path.stat().st_size)
        if not paths:
            continue
        how, path = chance.choice(sorted(DAMAGES)), chance.choice(paths).relative_to(original)
        copy = original.with_name("damaged")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(original, copy)
        server = Store(str(copy))
        before = numbers(server)
        os.chmod(copy / path, 0o644)
        DAMAGES[how](copy / path, chance)
        what = f"{kind} {how}: {path}"
        say(told, f"damaged {kind}")
        shows(server, told, before, what)
        with contextlib.suppress(*REFUSED):
            before = (int(keep(server, chance.randrange(10**9)).removesuffix(".csv")),)
        shows(server, told, before, f"{what}, then an upload")
        checked = server.check()
        named = any(path.name in words for words in [*(d.file for d in checked.damages), *checked.notes])
        say(told, "named" if named else f"unnamed {what}")
        server.mend()
        shows(server, told, before, f"{what}, then mended")


def shows(server: Store, told: int, expected: tuple[int, ...], what: str) -> None:
    """A server says that something is wrong, or shows what is right."""
    try:
        found = numbers(server)
        say(told, "right" if found == expected else f"silent {found} for {expected}: {what}")
    except REFUSED:
        say(told, "said")
    except AssertionError as wrong:
        say(told, f"silent {wrong}: {what}")
