"""What a page holds that AppTest has no name for."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def in_html(page: AppTest) -> str:
    """All that is drawn as HTML: the menu, the head and tables of links."""
    return "\n".join(element.proto.body for element in page.get("html"))
