"""The words: what a chart says in plain English, for the page and for a screen reader, and how numbers read.

The one door to them: `terms` holds the vocabulary, `formats` numbers, periods and lists, and one module for each kind
of chart its sentences. No page and no other module words a finding itself.
"""

from __future__ import annotations

from analytics.words.adoption import adoption_alt, adoption_sentence, step_number, step_words
from analytics.words.before_after import (
    before_after_alt,
    before_after_conclusion,
    before_after_control,
    before_after_key,
    before_after_method,
    before_after_sentence,
)
from analytics.words.before_after_cautions import before_after_cautions
from analytics.words.comparison import comparison_alt, comparison_sentence, comparison_value
from analytics.words.control import (
    control_alt,
    control_brief,
    control_sentence,
    expected_words,
    point_words,
)
from analytics.words.formats import (
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
from analytics.words.funnel import (
    ADJUSTMENT_WORDS,
    FUNNEL_HOW_TO_READ,
    funnel_alt,
    funnel_limits,
    funnel_place,
    funnel_sentence,
    funnel_value,
)
from analytics.words.held import held_sentence, overdue_by_group, overdue_sentence
from analytics.words.progress import (
    milestone_state,
    milestones_sentence,
    movement_alt,
    movement_sentence,
    phases_sentence,
    score_alt,
    score_sentence,
    sites_sentence,
)
from analytics.words.spread import (
    assurance_sentence,
    axis_number,
    map_alt,
    rates_sentence,
    trend_verdict,
    trends_alt,
    trends_sentence,
)
from analytics.words.terms import (
    ASSURANCE_WORDS,
    HOW_TO_READ,
    ILLUSTRATIVE,
    SIGNAL_WORDS,
    STATE_WORDS,
    VARIATION_WORDS,
)

__all__ = [
    "ADJUSTMENT_WORDS",
    "ASSURANCE_WORDS",
    "FUNNEL_HOW_TO_READ",
    "HOW_TO_READ",
    "ILLUSTRATIVE",
    "NOT_KNOWN",
    "SIGNAL_WORDS",
    "STATE_WORDS",
    "VARIATION_WORDS",
    "adoption_alt",
    "adoption_sentence",
    "assurance_sentence",
    "axis_number",
    "before_after_alt",
    "before_after_cautions",
    "before_after_conclusion",
    "before_after_control",
    "before_after_key",
    "before_after_method",
    "before_after_sentence",
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
    "funnel_alt",
    "funnel_limits",
    "funnel_place",
    "funnel_sentence",
    "funnel_value",
    "held_sentence",
    "join",
    "map_alt",
    "milestone_state",
    "milestones_sentence",
    "movement_alt",
    "movement_sentence",
    "ordinal",
    "overdue_by_group",
    "overdue_sentence",
    "phases_sentence",
    "point_words",
    "rates_sentence",
    "score_alt",
    "score_sentence",
    "sentence",
    "shorten",
    "sites_sentence",
    "step_number",
    "step_words",
    "trend_verdict",
    "trends_alt",
    "trends_sentence",
]
