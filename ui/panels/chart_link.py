"""The link to one chart, in its foot: a press copies it (see `ui/copy_link.js`), and it opens as any link does."""

from __future__ import annotations

from dataclasses import replace

from analytics.model import Measure
from ui import link
from ui.here import Here
from ui.text import html


def html_of(here: Here, measure: Measure | None) -> str:
    """The link to these numbers of the chart, for ever. Of a measure that is not the page's chosen one it opens the section
    that shows it in full."""
    others = here.programme.measures if here.programme else ()
    other = measure if measure in others and measure != here.measure else None
    view = replace(here.view, measure=other.slug, grain=None) if other else here.view
    address = link.address(here.pinned(view), here.version.version, here.tree, "" if other else None)
    return f'<a class="chart-link" href="{html(address)}">Link to this chart</a>'
