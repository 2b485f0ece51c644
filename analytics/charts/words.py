"""The words: what a chart says in plain English, for the page and for a screen reader, and how numbers read.

The one door to them: `terms` holds the vocabulary, `formats` numbers, periods and lists, and one module for each kind
of chart its sentences. No page and no other module words a finding itself.
"""

from __future__ import annotations

from analytics.charts.adoption_words import adoption_alt, adoption_sentence, step_number, step_words
from analytics.charts.comparison_words import comparison_alt, comparison_sentence, comparison_value
from analytics.charts.control_words import control_alt, control_brief, control_sentence, expected_words, point_words
from analytics.charts.formats import (
    NOT_KNOWN,
    counts_text,
    format_day,
    format_difference,
    format_period,
    format_target,
    format_value,
    join,
    ordinal,
    sentence,
    shorten,
)
from analytics.charts.terms import (
    ASSURANCE_WORDS,
    HOW_TO_READ,
    ILLUSTRATIVE,
    SIGNAL_WORDS,
    STATE_WORDS,
    VARIATION_WORDS,
)

__all__ = [
    "ASSURANCE_WORDS",
    "HOW_TO_READ",
    "ILLUSTRATIVE",
    "NOT_KNOWN",
    "SIGNAL_WORDS",
    "STATE_WORDS",
    "VARIATION_WORDS",
    "adoption_alt",
    "adoption_sentence",
    "comparison_alt",
    "comparison_sentence",
    "comparison_value",
    "control_alt",
    "control_brief",
    "control_sentence",
    "counts_text",
    "expected_words",
    "format_day",
    "format_difference",
    "format_period",
    "format_target",
    "format_value",
    "join",
    "ordinal",
    "point_words",
    "sentence",
    "shorten",
    "step_number",
    "step_words",
]
