"""The 95% ranges of bars that PowerPoint draws, as its own error bars: python-pptx has no words for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.model.colours import DARK_INK

Range = tuple[float, float]
"""How far below and above the end of its bar it reaches."""


def of(table: pd.DataFrame) -> tuple[Range, ...]:
    """The range of each row; none where they are not known."""
    if not {"value", "low", "high"} <= set(table.columns):
        return ()
    sides = (table["value"] - table["low"], table["high"] - table["value"])
    below, above = (side.astype(float).fillna(0).clip(lower=0) for side in sides)
    return tuple(zip(below, above, strict=True))


def draw(series: Any, ranges: Sequence[Range]) -> None:
    """Put them on a series, before the names of its bars as the format has it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    below, above = zip(*ranges, strict=True)
    made = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'{_side("plus", above)}{_side("minus", below)}<c:spPr><a:ln w="12700"><a:solidFill>'
        f'<a:srgbClr val="{DARK_INK.lstrip("#").upper()}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series._element.find(qn("c:cat")).addprevious(made)


def _side(tag: str, lengths: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{float(length)!r}</c:v></c:pt>' for n, length in enumerate(lengths))
    return f'<c:{tag}><c:numLit><c:ptCount val="{len(lengths)}"/>{points}</c:numLit></c:{tag}>'
