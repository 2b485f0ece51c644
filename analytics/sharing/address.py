"""An address of the app in its parts: the page, the section, and what the view is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from analytics.sharing.link import PARAMETERS

SECTION = "section"
"""The parameter that opens a section of a page. It is no part of the view: the numbers are the same in each."""


@dataclass(frozen=True)
class Address:
    """`base` is where the app is, empty where the address does not say; `page` is empty for the first page."""

    base: str
    page: str
    section: str
    params: dict[str, str] = field(default_factory=dict)

    def at(self, version: str) -> str:
        """The address that opens the same numbers for ever."""
        asked = self.params | {"asof": version} | ({SECTION: self.section} if self.section else {})
        return f"{self.base}/{self.page}?{urlencode(asked)}"


def parse(text: str) -> Address:
    """The parts of a link, or of its end: "https://…/opioids?trust=R0A", "opioids?trust=R0A", "?measure=cord&region=Y62".

    Parameters that are no part of a view, as what is looked for on a page, are left out.
    """
    found = urlsplit(text.strip())
    asked = dict(parse_qsl(found.query))
    above, _, page = found.path.rstrip("/").rpartition("/")
    base = f"{found.scheme}://{found.netloc}{above}" if found.netloc else above
    return Address(base, page, asked.get(SECTION, ""), {n: v for n, v in asked.items() if n in PARAMETERS})
