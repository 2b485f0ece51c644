"""The page for whoever is not signed in: a sentence and a way in. It holds no script and asks for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ui.menu import PRODUCT

_STYLE = """
body { font-family: Frutiger, Arial, "Liberation Sans", sans-serif; color: #212b32; background: #f0f4f5; margin: 0;
  line-height: 1.5; }
main { max-width: 30rem; margin: 12vh auto 0; padding: 1.5rem; background: #fff; border-top: 4px solid #005eb8; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
a { display: inline-block; margin: .25rem .5rem .25rem 0; padding: .6rem 1.2rem; background: #005eb8; color: #fff;
  text-decoration: none; font-weight: 700; border-radius: 4px; }
a:focus-visible { outline: 3px solid #212b32; outline-offset: 2px; }
@media (prefers-color-scheme: dark) { body { color: #f0f4f5; background: #0d1b2a; } main { background: #16283a; } }
"""


def page(why: str, ways: Mapping[str, str]) -> str:
    """The page; `ways` are addresses with their titles."""
    links = "".join(f'<a href="{escape(address)}">{escape(title)}</a>' for address, title in ways.items())
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Sign in · {escape(PRODUCT)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(PRODUCT)}</h1><p>{escape(why)} Sign in to go on.</p><p>{links}</p></main></body></html>"
    )
