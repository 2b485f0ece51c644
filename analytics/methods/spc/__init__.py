"""Control charts: are these points signal or noise? Many series at once, arrays of shape (series, periods).

How a chart comes about, and where to read it:

1. `panel`    which points count (present, not ghosted), their parts between recalculations, their baseline
2. `xmr`, `xmr_median`, `mr`, `p`, `pprime`, `u`, `uprime`, `c`, `g`, `t`, `xbar`, `s`, `run`, `line`   one chart
   kind a file: panel -> centre, limits and two-sigma lines; `ranges`, `laney` and `subgroups` are what some of them share
3. `points`   where each counted point lies against those lines, with gaps closed
4. `rules/`   one special-cause rule a file: points -> which are signals, high or low
5. `verdict`  signals -> improvement or concern, the variation icon, the assurance icon
6. `engine`   the six steps above for a batch (`charts`); `single` for one `model.Series` (`chart`)

`presets` holds the settings of each published tool, `kinds` the chart kinds by name and which is drawn, `assumptions`
and `fit` whether its assumptions hold and what would fit better, `cautions` what deserves a second look, `changes`
since when a signal lasts, `recalculate` where limits might start again, `multiplicity` what chance alone would signal
on many charts (simulated by `chance` from the series of `stable`), and `pictures` the rules as drawings, which the
tests and the Methods page share. `table`, `checks` and `batch` turn a CSV into charts for the command line.
"""

from analytics.methods.spc.changes import changes, current_change
from analytics.methods.spc.engine import Charts, charts
from analytics.methods.spc.fit import Advice, recommend
from analytics.methods.spc.kinds import KINDS, P_CHART_BELOW, Fit, fitting_kind
from analytics.methods.spc.one_series import chart
from analytics.methods.spc.presets import MDC, MDC_SQL, PLOTTHEDOTS, PRESETS, Settings

__all__ = [
    "KINDS",
    "MDC",
    "MDC_SQL",
    "PLOTTHEDOTS",
    "PRESETS",
    "P_CHART_BELOW",
    "Advice",
    "Charts",
    "Fit",
    "Settings",
    "changes",
    "chart",
    "charts",
    "current_change",
    "fitting_kind",
    "recommend",
]
