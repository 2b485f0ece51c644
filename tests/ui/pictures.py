"""What the pictures of a page say to those who hear it: hidden texts below them (see `ui/picture.py`)."""

import html
import re

from streamlit.testing.v1 import AppTest

_TEXT = re.compile(r'<span hidden id="alt-[^"]*">(.*?)</span>', re.DOTALL)


def alternatives(page: AppTest) -> list[str]:
    """The text alternative of each picture, in the page's order."""
    return [html.unescape(text) for element in page.get("html") for text in _TEXT.findall(element.proto.body)]
