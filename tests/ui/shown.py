"""What a page holds that AppTest has no name for."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

UNSEEN = re.compile(r"<span hidden.*?</span>|<nav.*?</nav>", re.DOTALL)
"""What charts are called for those who hear them, and the menu."""
HEADING, BOLD = re.compile(r"<h(\d)>(.*?)</h\1>"), re.compile(r"</?b>")


def in_html(page: AppTest) -> str:
    """All that is drawn as HTML: the menu, the head and tables of links."""
    return "\n".join(element.proto.body for element in page.get("html"))


def sentences(page: AppTest) -> list[str]:
    """All that is written on a page, also what is drawn as HTML, whose headings and bold words are marked as in Markdown: an
    element each."""
    written = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error]
    return [
        *(str(element.value) for element in written),
        *(_marked(element.proto.body) for element in page.get("html")),
    ]


def said(page: AppTest) -> str:
    """The same in one text."""
    return "\n".join(sentences(page))


def _marked(drawn: str) -> str:
    text = BOLD.sub("**", HEADING.sub(lambda found: f"{'#' * int(found[1])} {found[2]}\n", UNSEEN.sub("", drawn)))
    return html.unescape(text.replace("</p>", "</p>\n"))
