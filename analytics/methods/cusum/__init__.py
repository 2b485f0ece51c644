"""CUSUM of rare harm: has the rate of an event doubled against a reference rate?

A control chart judges a unit by its own past and waits for a point far out. A CUSUM adds up small evidence: each event
raises its statistic, each case without one lowers it a little, and it signals where so much has come together that chance
seldom gives it. The statistic is the log-likelihood ratio of a doubled rate against the reference rate, kept at 0 or
above: Page, "Continuous inspection schemes", Biometrika 1954;41:100-115; Steiner, Cook, Farewell and Treasure, "Monitoring
surgical performance using risk-adjusted cumulative sum charts", Biostatistics 2000;1:441-452. Nothing is adjusted for risk
here: every case has the reference rate.

What follows NHS England's Maternity Outcomes Signal System (standard operating procedures, annexes 3 and 4, December
2025): a doubling against the national rate (all events in England over all births) is looked for; amber stands for 95% and
red for 99% confidence that the signal is not chance; after red the statistic starts again; a chart of excess events stands
beside it. What is our own choice, because its annexes do not print it: 95% and 99% are meant by the year (`calibration`);
the statistic moves once a period and not with each birth, because our data are counts by month or quarter.

`walk` has the statistic, `calibration` the simulation of thresholds (kept in `thresholds.csv`), `watch` one series.
"""

from analytics.methods.cusum.calibration import thresholds
from analytics.methods.cusum.walk import RATIO, scores, walk
from analytics.methods.cusum.watch import PERIODS_A_YEAR, watch

__all__ = ["PERIODS_A_YEAR", "RATIO", "scores", "thresholds", "walk", "watch"]
