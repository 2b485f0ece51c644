"""What is not fetched, and why, in words: addresses, answers of servers, and pages that came in place of files."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError
from urllib3.exceptions import TimeoutError as Slow

_PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(rb"<title[^>]*>(.{1,300}?)</title>", re.IGNORECASE | re.DOTALL)


class NotFetched(Exception):
    """Why a file did not come, and what to do, in words."""


def must_be_secure(address: str, before: str = "") -> None:
    """Refuse an address that is not of HTTPS, or that holds a password. `before` is said first."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise NotFetched(f"{before}“{address}” is no address.") from None
    if parts.username is not None:
        raise NotFetched(f"{before}The address holds a name or password, which the history would show. Leave it out.")
    if not sound:
        raise NotFetched(f"{before}“{address}” does not begin with https://, and only such addresses are fetched.")


def must_be_a_file(response: requests.Response, address: str) -> None:
    """Refuse an answer that is no file."""
    code = response.status_code
    if code in (404, 410):
        raise NotFetched(f"There is nothing at {address} ({code}). Its publisher may have moved it.")
    if code in (401, 403):
        raise NotFetched(f"{address} is not open to everybody ({code}). Take the file by browser, and ingest it then.")
    if code == 429 or code >= 500:
        raise NotFetched(f"The server of {address} failed, though asked several times ({code}). Try again later.")
    if code not in (200, 206):
        raise NotFetched(f"{address} answered with no file ({code}). Look at it in a browser.")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NotFetched(f"The server of {address} packs what it sends, though asked not to. Take the file by browser.")


def must_be_no_page(beginning: bytes, address: str) -> None:
    """Refuse a page, such as a form to sign in, and an empty file."""
    if not beginning:
        raise NotFetched(f"The file at {address} is empty.")
    if _PAGE.match(beginning):
        found = _TITLE.search(beginning)
        title = f", “{' '.join(unescape(found[1].decode('utf-8', 'replace')).split())[:80]}”," if found else ""
        raise NotFetched(f"A page{title} came in place of a file from {address}. Open it in a browser to see why.")


def unreachable(address: str, why: Exception, silence: float) -> str:
    """Why a server could not be asked."""
    host = urlsplit(address).hostname or address
    if isinstance(why, requests.exceptions.SSLError):
        return (
            f"{host} could not prove that it is {host}: its certificate is not trusted here. Nothing was fetched. If your "
            f"organisation has certificates of its own, name their file in REQUESTS_CA_BUNDLE."
        )
    if isinstance(why, requests.exceptions.ProxyError):
        return f"The proxy of this network did not let {host} through. Ask who runs it, or take the file by browser."
    # Asked twice in vain, it is told as an error of the connection, and why only within.
    within = getattr(why.args[0], "reason", None) if why.args else None
    if isinstance(why, requests.exceptions.Timeout) or (
        isinstance(within, Slow) and not isinstance(within, NewConnectionError)
    ):
        return f"{host} did not answer within {silence:g} seconds. Try again later."
    if isinstance(why, requests.exceptions.ConnectionError):
        return f"{host} cannot be reached from here. Look at the address and the network; HTTPS_PROXY names a proxy."
    return f"“{address}” cannot be asked for. Look at how it is written."
