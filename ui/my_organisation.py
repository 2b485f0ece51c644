"""My organisation: one press makes the one shown mine, in this browser alone; from then on every page offers to open it.

A link that names an organisation opens that one: mine is offered and never put in its place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from analytics.model import ENGLAND
from analytics.organisations import Organisations
from ui import link

_JS = Path(__file__).with_suffix(".js")
_KEY = "my_organisation"
_HTML = """
<div class="mine">
  <span role="status" data-part="said"></span>
  <button type="button" data-part="make" hidden>Make this my organisation</button>
  <button type="button" data-part="open" hidden></button>
  <button type="button" data-part="forget" hidden>Forget</button>
</div>
"""
_CSS = """
.mine { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; font-size: 14px; }
button { font: inherit; font-size: 14px; padding: 0; min-height: 24px; border: 0; background: none; cursor: pointer;
  color: var(--st-text-color); text-decoration: underline; text-align: left; }
button:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
[hidden], span:empty { display: none; }
@media print { .mine { display: none; } }
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(_KEY, html=_HTML, css=_CSS, js=_JS.read_text("utf-8"))


def draw(code: str, name: str, tree: Organisations) -> None:
    """What there is to press for the organisation shown. `tree` has those that may be opened."""

    def opened() -> None:
        # What a browser remembers may be from another day of the tree, or not ours at all.
        asked = str(st.session_state[_KEY].opened or "")
        found = tree.match(asked).code
        if found:
            link.change(organisation=found)
        else:
            st.toast("Your organisation is not one of those shown here. Choose it anew from the filters.")

    shown = {"code": code, "name": name, "nation": code == ENGLAND}
    _component()(data=shown, key=_KEY, width="content", on_opened_change=opened)
