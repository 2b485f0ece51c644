"""What titles above a table say of all its rows: whose they are, and of which period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.ingest.cells import periods
from analytics.ingest.columns import headers
from analytics.ingest.shape import Context

_LABEL = re.compile(
    r"(?:.*\b(?:report|period|month|quarter|year|data|figures|activity|performance|results?|returns?|submissions?|statistics)"
    r"\s*(?:for|of|covering|in|[:=–—-])*(?: the)?(?: (?:month|quarter|year) (?:of|to))?|for|[–—-])?\s*",
    re.IGNORECASE,
)
"""What may stand before a period in a title that is of that period."""
_OTHER_DATE = re.compile(
    r"\b(?:publi\w*|extract\w*|download\w*|run|printed?|created?|updated?|refresh\w*|generated?|produced|issued?|version|"
    r"as (?:at|of)|week|w/?[ce]|next|due|deadline|target|previous|last|compar\w*|baseline|since|from)\b",
    re.IGNORECASE,
)
"""Words of titles whose date is not that of the figures, or only one end of it."""


def periods_said(above: Sequence[Sequence[str]]) -> list[str]:
    """The periods that titles name as that of the figures: "Report for April 2023", "Period: | 2023-04", "Q1 2023/24"."""
    found = []
    for row in above:
        cells = [cell.strip() for cell in row if cell.strip()]
        for i, (cell, period) in enumerate(zip(cells, headers.periods_in(cells), strict=True)):
            before, _, after = cell.partition(period) if period else ("", "", "")
            label = f"{cells[i - 1].rstrip(' :')} " if i and not before.strip() else ""
            clear = not _OTHER_DATE.search(label + cell) and re.fullmatch(r"[\s).:,]*", after)
            if period and clear and (_LABEL.fullmatch(label + before) or re.search(r"[–—,(-]\s*$", before)):
                found.append(period)
    return list(dict.fromkeys(found))


def contradicted(period: str, name: str) -> bool:
    """Whether the name of a sheet is another period of the same length."""
    own = headers.periods_in([name.replace("_", " ")])[0]
    if not own:
        return False
    both = periods.parse([period, own])
    return both["grain"].nunique() == 1 and both["first_day"].nunique() == 2


def organisations_said(titles: Sequence[str], context: Context) -> list[str]:
    """The organisations that titles are, or name behind a label: "Trust: Leeds Teaching Hospitals NHS Trust"."""
    found: dict[str, str] = {}
    for title in titles:
        bare = re.sub(
            r"^(?:trust|provider|organisation|org(?: code)?|icb|system)\s*[:=–-]\s*",
            "",
            title.strip(),
            flags=re.IGNORECASE,
        )
        if len(bare) > 2 and (named := context.organisations.match(bare).named):
            found.setdefault(named.code, bare)
    return list(found.values())
