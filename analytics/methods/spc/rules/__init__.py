"""Special-cause rules, one a file, one signature: `rule(points, settings) -> Fired`.

Each rule sees only how points lie to their lines (`points.Points`) and answers, for every point, whether the rule
marks it as high and whether as low. `RULES` names them all; `pictures.py` draws what each does.
"""

from __future__ import annotations

from collections.abc import Callable

from analytics.methods.spc.points import Points
from analytics.methods.spc.presets import Settings
from analytics.methods.spc.rules.few_crossings import few_crossings
from analytics.methods.spc.rules.long_run import long_run
from analytics.methods.spc.rules.shift import shift
from analytics.methods.spc.rules.single import single
from analytics.methods.spc.rules.trend import trend
from analytics.methods.spc.rules.two_of_three import two_of_three
from analytics.methods.spc.rules.windows import Fired
from analytics.model import Signal

Rule = Callable[[Points, Settings], Fired]

RULES: dict[Signal, Rule] = {
    Signal.SINGLE: single,
    Signal.SHIFT: shift,
    Signal.TREND: trend,
    Signal.TWO_OF_THREE: two_of_three,
    Signal.LONG_RUN: long_run,
    Signal.FEW_CROSSINGS: few_crossings,
}

__all__ = ["RULES", "Fired", "Rule", "few_crossings", "long_run", "shift", "single", "trend", "two_of_three"]
