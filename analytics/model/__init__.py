"""The nouns: frozen values that every other package shares. They import nothing of ours but each other.

Words are the field's own: Making Data Count for control charts, the NHS Data Dictionary for organisations. Beside them
`tables` has the four tables, `uploads` what a history is made of, and `labels` what things are called.
"""

from analytics.model.adoption import Adoption, AsAt, Forecast, Movement, ScoreHistory, Sites, Standing
from analytics.model.before_after import BeforeAfter, Segments
from analytics.model.comparison import Adjustment, Band, Comparison, Funnel, Limits, Mapped
from analytics.model.control_chart import (
    Assurance,
    Change,
    Charted,
    ControlChart,
    Recalculation,
    Signal,
    State,
    Variation,
)
from analytics.model.cusum import Alert, Cusum, Thresholds
from analytics.model.estimate import Effect, Estimate, Quoted
from analytics.model.event import EventKind
from analytics.model.glance import Glance, Overview, SinceBaseline
from analytics.model.measure import Better, Counts, FromAdoption, Grain, Measure, RollUp, Unit
from analytics.model.organisation import ENGLAND, Kind, Organisation, Succession
from analytics.model.outcomes import Baseline, Harm, HeldBack, Lifted, Reached, Versions, WhatIf, Worth
from analytics.model.problem import Problem, Severity
from analytics.model.programme import AdoptionScore, Element, Milestone, Pathway, Programme, Scale, Step
from analytics.model.qart import QuarterlyReturn, Returned
from analytics.model.series import STILL_OPEN, Series
from analytics.model.view import View

__all__ = [
    "ENGLAND",
    "STILL_OPEN",
    "Adjustment",
    "Adoption",
    "AdoptionScore",
    "Alert",
    "AsAt",
    "Assurance",
    "Band",
    "Baseline",
    "BeforeAfter",
    "Better",
    "Change",
    "Charted",
    "Comparison",
    "ControlChart",
    "Counts",
    "Cusum",
    "Effect",
    "Element",
    "Estimate",
    "EventKind",
    "Forecast",
    "FromAdoption",
    "Funnel",
    "Glance",
    "Grain",
    "Harm",
    "HeldBack",
    "Kind",
    "Lifted",
    "Limits",
    "Mapped",
    "Measure",
    "Milestone",
    "Movement",
    "Organisation",
    "Overview",
    "Pathway",
    "Problem",
    "Programme",
    "QuarterlyReturn",
    "Quoted",
    "Reached",
    "Recalculation",
    "Returned",
    "RollUp",
    "Scale",
    "ScoreHistory",
    "Segments",
    "Series",
    "Severity",
    "Signal",
    "SinceBaseline",
    "Sites",
    "Standing",
    "State",
    "Step",
    "Succession",
    "Thresholds",
    "Unit",
    "Variation",
    "Versions",
    "View",
    "WhatIf",
    "Worth",
]
