"""Files as they were uploaded, kept beside the tables under their SHA-256: written once, never changed."""

from __future__ import annotations

from analytics.model.uploads import Upload
from analytics.store.failures import Damage, Damaged
from analytics.store.files import Files
from analytics.store.log import ORIGINALS, digest


def path(sha256: str) -> str:
    """Where the original with this hash lies, from the root of the store."""
    return f"{ORIGINALS}/{sha256}"


def keep(files: Files, data: bytes, upload: Upload | None = None) -> bool:
    """Keep an original; says whether it was not there, or not sound. One that is there is written anew all the same:
    tidying, which takes what no upload names, sees that it is young. Raises ValueError if it is not the file that
    `upload` names."""
    sha256 = digest(data)
    if upload is not None and upload.sha256 != sha256:
        raise ValueError(f"{upload.file} is not the file that the upload names: its SHA-256 differs.")
    at = path(sha256)
    sound = files.exists(at) and files.read(at) == data
    files.write(at, data, read_only=True)
    return not sound


def read(files: Files, upload: Upload, expected: bool) -> bytes | None:
    """The original of an upload; None if none was kept. Raises `Damaged` where it is lost or changed."""
    try:
        data = files.read(path(upload.sha256))
    except FileNotFoundError:
        if expected:
            raise Damaged([damage(upload.sha256, "the original file is lost.", upload)]) from None
        return None
    if digest(data) != upload.sha256:
        raise Damaged([damage(upload.sha256, "the original file has changed on the disk.", upload)])
    return data


def damage(sha256: str, what: str, upload: Upload | None) -> Damage:
    """An original that is not what was kept. The rows that were read from it are not touched by that."""
    name = upload.file if upload else "the file"
    remedy = f"Its rows are safe. Upload {name} again, from your own copy, and the original is made good."
    return Damage(path(sha256), upload.table if upload else "", what, remedy, upload)
