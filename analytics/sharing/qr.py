"""An address as a QR code, which a telephone's camera opens."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=64)
def picture(address: str) -> str:
    """The code as an SVG in a `data:` address, dark on white with its quiet zone, which cameras need in dark mode too."""
    import segno

    # With the least correction the squares are largest, and a screen or a fresh print is clean.
    code = segno.make(address, error="l", boost_error=True, micro=False)
    return code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
