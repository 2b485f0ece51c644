"""Copy link: one press puts an address on the clipboard and says so; which one is chosen beside it. Where the browser
keeps the clipboard closed, the address stands there selected, to be copied by hand. The links of charts are copied alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from analytics.sharing import qr
from ui.text import html, plain

_JS = Path(__file__).with_suffix(".js")
_HTML = """
<div class="copy">
  <button type="button">Copy link</button>
  <select aria-label="Which numbers the link opens"></select>
  <span role="status"></span>
  <input type="text" readonly aria-label="The address to copy" hidden>
</div>
"""
_CSS = """
.copy { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; }
button, select, input { font: inherit; font-size: 14px; height: 32px; padding: 0 8px; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: 4px; }
button { color: #fff; background: var(--st-primary-color); border-color: var(--st-primary-color); cursor: pointer; }
button:focus-visible, select:focus-visible, input:focus-visible {
  outline: 3px solid var(--st-text-color); outline-offset: 2px; }
select { max-width: 13rem; }
input { flex: 1 1 100%; min-width: 16rem; }
span { font-size: 14px; }
span:empty { display: none; }
@media print { .copy { display: none; } }
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("copy_link", html=_HTML, css=_CSS, js=_JS.read_text("utf-8"))


def draw(addresses: dict[str, str]) -> None:
    """The button, and the choice of which address it copies; the first is usual."""
    _component()(data=addresses, key="copy_link", width="content")
    _as_text(addresses)


@st.fragment
def _as_text(addresses: dict[str, str]) -> None:
    """The addresses to read, to copy by hand and to be opened by a telephone's camera; made when they are asked for."""
    folded = st.popover("As text, QR code", type="tertiary", key="as_text", on_change="rerun")
    if not folded.open:
        return
    with folded:
        for name, address in addresses.items():
            st.markdown(f"**{plain(name)}**")
            st.code(address, language=None, wrap_lines=True)
            st.html(
                f'<img class="qr" src="{html(qr.picture(address))}" alt="QR code of the link: {html(name.lower())}">'
            )
