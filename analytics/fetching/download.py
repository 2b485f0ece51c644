"""A file from an address: whole or not at all, by HTTPS alone, within bounds, and taken up again where it broke off.

What has come becomes the file when all of it is there. It is gone on from only while the server says, by its own mark, that
the file is still the same (`If-Range`); else it begins anew.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from analytics.fetching import refused
from analytics.fetching.part import Part
from analytics.fetching.refused import NotFetched

REDIRECTS = 5
PIECE = 64 * 1024
LONGEST_WAIT = 20
"""Seconds that a busy server may ask us to wait before it is asked again."""


class _Broken(Exception):
    """The way broke off, or what had come is of another file: worth asking again at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long: bytes of a file, seconds for all of it, seconds without a word from the server, how often it is
    gone on with after a break, and the pause before a failing server is asked again, doubled each time."""

    size: int
    seconds: float = 600
    silence: float = 30
    breaks: int = 3
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came. `resumed` counts its bytes that were here before; it is `whole` where its server showed the end."""

    address: str
    path: Path
    resumed: int
    whole: bool


def fetch(address: str, folder: Path, limits: Limits, name: str = "") -> Fetched:
    """Bring a file into a folder, under `name` or what the server calls it. Raises `NotFetched`."""
    refused.must_be_secure(address)
    try:
        return _fetched(address, folder, limits, name)
    except OSError as why:
        raise NotFetched(f"{address} could not be written to {folder}: {why.strerror or why}.") from None


def _fetched(address: str, folder: Path, limits: Limits, name: str) -> Fetched:
    """Ask, and ask again where the way breaks off."""
    end, part, breaks = time.monotonic() + limits.seconds, Part.of(folder, address), 0
    with part.alone() as alone, _session(limits) as http:
        if not alone:
            raise NotFetched(f"Another command is fetching into {folder} now. Wait for it, or stop it.")
        while True:
            try:
                return _attempt(http, address, part, name, limits, lambda: time.monotonic() > end)
            except _Broken as why:
                breaks += 1
                if breaks > limits.breaks:
                    raise NotFetched(f"{why} {_ahead(part)}") from None
                time.sleep(limits.pause)


def _session(limits: Limits) -> requests.Session:
    """What asks servers. It knows no way but HTTPS and says no password, not even one of a `.netrc`. A proxy and a company's
    own certificates are taken from the environment (`HTTPS_PROXY`, `REQUESTS_CA_BUNDLE`), as other programs do."""
    again = Retry(
        connect=2,
        read=1,
        status=3,
        other=0,
        status_forcelist=(429, 500, 502, 503, 504),
        backoff_factor=limits.pause,
        raise_on_status=False,
        retry_after_max=LONGEST_WAIT,
    )
    found = requests.Session()
    found.adapters.clear()
    found.mount("https://", requests.adapters.HTTPAdapter(max_retries=again))
    found.headers.update({"User-Agent": "safety-improvement-explorer", "Accept-Encoding": "identity"})
    found.auth = lambda request: request
    return found


def _attempt(
    http: requests.Session, address: str, part: Part, name: str, limits: Limits, late: Callable[[], bool]
) -> Fetched:
    """Ask once, from the start or from where it broke off."""
    start, mark = part.kept()
    wanted = {"Range": f"bytes={start}-", "If-Range": mark} if start else {}
    response, there = _asked(http, address, wanted, limits)
    with response:
        if response.status_code == 416 or (response.status_code == 206 and _begins(response) != start):
            part.drop()
            raise _Broken(f"What had come of {address} does not fit what its server has now.")
        refused.must_be_a_file(response, address)
        resumed = start if response.status_code == 206 else 0
        length = _length(response)
        if length is not None and length > limits.size:
            part.drop()
            raise NotFetched(_too_large(address, limits))
        if not resumed:
            part.begin(address, response.headers)
        broke = _poured(response, address, part, limits, late)
    if broke or (length is not None and part.size != length):
        of = "" if length is None else f" of {length:,}"
        raise _Broken(f"The connection broke off after {part.size:,}{of} bytes of {address}.")
    try:
        refused.must_be_no_page(part.beginning(PIECE), address)
    except NotFetched:
        part.drop()
        raise
    path = part.finish(name or _name(response.headers.get("Content-Disposition", ""), there))
    return Fetched(address, path, resumed, length is not None or "Transfer-Encoding" in response.headers)


def _asked(
    http: requests.Session, address: str, headers: dict[str, str], limits: Limits
) -> tuple[requests.Response, str]:
    """The answer, and the address that gave it after redirects, each of which is looked at before it is followed."""
    there = address
    for _ in range(REDIRECTS + 1):
        try:
            response = http.get(there, headers=headers, stream=True, allow_redirects=False, timeout=limits.silence)
        except (requests.RequestException, UnicodeError) as why:
            raise NotFetched(refused.unreachable(there, why, limits.silence)) from None
        if not response.is_redirect:
            return response, there
        response.close()
        there = urljoin(there, response.headers["Location"])
        refused.must_be_secure(there, f"{address} sends on to another address. ")
    raise NotFetched(f"{address} sends on more than {REDIRECTS} times. Look at it in a browser.")


def _poured(response: requests.Response, address: str, part: Part, limits: Limits, late: Callable[[], bool]) -> bool:
    """Write what comes, piece by piece. Whether the way broke off; what had come then stays."""
    size = part.size
    with part.data.open("ab") as file:
        while True:
            try:
                piece = response.raw.read1(PIECE, decode_content=False)
            except (HTTPError, OSError):
                return True
            if not piece:
                return False
            size += len(piece)
            if size > limits.size:
                part.drop()
                raise NotFetched(_too_large(address, limits))
            file.write(piece)
            if late():
                file.flush()
                slow = f"{address} took longer than {limits.seconds:g} seconds; {size:,} bytes have come."
                raise NotFetched(f"{slow} {_ahead(part)}")


def _length(response: requests.Response) -> int | None:
    """How long the whole file is, where the server says so."""
    resumed = response.status_code == 206
    header = response.headers.get("Content-Range" if resumed else "Content-Length", "")
    total = header.rpartition("/")[2]
    return int(total) if total.isdecimal() else None


def _begins(response: requests.Response) -> int | None:
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(found[1]) if found else None


def _ahead(part: Part) -> str:
    if part.kept()[0]:
        return f"Ask again, and it goes on from there; until then it lies half in {part.data}."
    return "Ask again; it begins anew, as its server gives no mark by which to go on."


def _too_large(address: str, limits: Limits) -> str:
    return f"The file at {address} is larger than {limits.size / 1024**2:g} MB, and was not fetched."


def _name(disposition: str, address: str) -> str:
    """What the server calls the file, else the end of the address."""
    given = re.search(r"""filename="?([^";]+)""", disposition)
    last = (given[1] if given else urlsplit(address).path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w. ()-]", "_", last).strip(". ")[-120:] or str(urlsplit(address).hostname)
