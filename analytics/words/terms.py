"""The terms: Making Data Count's words for verdicts, states and rules, each with a plain gloss (NHS England)."""

from __future__ import annotations

from analytics.model import Assurance, Signal, State, Variation

VARIATION_WORDS = {
    Variation.IMPROVEMENT_HIGH: "Special cause improvement: higher, and higher is better",
    Variation.IMPROVEMENT_LOW: "Special cause improvement: lower, and lower is better",
    Variation.CONCERN_HIGH: "Special cause concern: higher, and lower is better",
    Variation.CONCERN_LOW: "Special cause concern: lower, and higher is better",
    Variation.NEUTRAL_HIGH: "Special cause: higher, with no better direction",
    Variation.NEUTRAL_LOW: "Special cause: lower, with no better direction",
    Variation.COMMON_CAUSE: "Common cause variation: no clear change",
    Variation.BLANK: "No icon: too few points, or a chart without limits",
}

ASSURANCE_WORDS = {
    Assurance.PASS: "As things stand, the target will be met",
    Assurance.FAIL: "As things stand, the target will be missed",
    Assurance.HIT_OR_MISS: "As things stand, the target will be met at some times and missed at others",
    Assurance.BLANK: "No target, or no limits to judge it by",
}

STATE_WORDS = {
    State.IMPROVEMENT: "Special cause improvement",
    State.CONCERN: "Special cause concern",
    State.NEUTRAL_HIGH: "Special cause, high",
    State.NEUTRAL_LOW: "Special cause, low",
    State.COMMON: "Common cause variation",
    State.BLANK: "Not judged: left out of the limits, or a chart without them",
}

BOTH_WORDS = {
    State.IMPROVEMENT: " and special cause concern at once",
    State.NEUTRAL_HIGH: " and low at once",
    State.NEUTRAL_LOW: " and high at once",
}
"""What is added for a point that signals both ways: improvement wins the colour, the words tell of both."""

SIGNAL_WORDS = {
    Signal.SINGLE: "outside the limits",
    Signal.SHIFT: "part of a run on one side of the average",
    Signal.TREND: "part of a run going one way",
    Signal.TWO_OF_THREE: "one of two in three points close to a limit",
    Signal.LONG_RUN: "part of an unusually long run on one side of the middle",
    Signal.FEW_CROSSINGS: "in a chart that crosses its middle unusually rarely",
}

VERDICT_WORDS = {
    State.IMPROVEMENT: ("better", "special cause improvement: a change that chance alone would rarely make"),
    State.CONCERN: ("worse", "special cause concern: a change that chance alone would rarely make"),
    State.NEUTRAL_HIGH: (
        "higher",
        "special cause variation: more than chance alone would make, neither good nor bad in itself",
    ),
    State.NEUTRAL_LOW: (
        "lower",
        "special cause variation: more than chance alone would make, neither good nor bad in itself",
    ),
}
"""For a chart whose newest point is special cause: the first word of its sentence, and the verdict with its gloss."""


def middle(kind: str) -> str:
    """What the centre line of a chart of this kind is."""
    return "median" if kind == "run" else "average"


HOW_TO_READ = """
- **Grey circles** are common cause variation: ups and downs that chance alone would make.
- **Blue triangles** are special cause improvement, **orange triangles** special cause concern: more than chance alone
  would make. They point up for high and down for low.
- **Purple diamonds** are special cause where no direction is better.
- The **solid line** is the average. The **dashed grey lines** are the limits, which chance alone seldom crosses. A
  **dashed red line** is a target.
- **Hollow points** are provisional or not counted. A **cross** at the foot marks a missing period. **Dotted lines** are
  dated events.
- The first icon says whether there is a change. The second says whether the target will be met (P), will be missed (F)
  or will be met at some times and missed at others (?).
- The rules are NHS England’s Making Data Count. The Methods page draws each of them.
"""
"""The key to a control chart, as Markdown."""
