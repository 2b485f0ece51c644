"""Colours that mean something wherever they are drawn: Making Data Count's own, and a sequence from least to furthest."""

IMPROVEMENT, CONCERN, NEUTRAL, COMMON = "#00b0f0", "#e46c0a", "#490092", "#a6a6a6"
LINE = "#7a7a7a"
STEP_FILLS = ("#e8edee", "#c9e4f7", "#9bcdf0", "#62b0e4", "#2f8fd3", "#1170b8", "#0a5290", "#063663")
"""A sequence from least to furthest, light to dark."""
DARK_INK = "#212b32"
"""The colour of text on a light page."""
