"""The nouns: frozen values that every other package shares. They import nothing of ours but each other.

Words are the field's own: Making Data Count for control charts, the NHS Data Dictionary for organisations. Beside them
`tables` has the four tables, `uploads` what a history is made of, and `labels` what things are called.
"""

from analytics.model.adoption import Adoption, AsAt, Forecast, Movement, ScoreHistory, Sites, Standing
from analytics.model.approach import Approach, Reach
from analytics.model.audience import Audience
from analytics.model.baseline import AgainstBaseline, Harmed, MonthsOf, PrintedFall, Tested
from analytics.model.before_after import BeforeAfter, Segments
from analytics.model.calendar import CalendarEffect, SignalOrCalendar
from analytics.model.comparison import Adjustment, Band, Comparison, Funnel, Limits, Mapped
from analytics.model.contribution import Between, Contribution, Part, Presence, Share
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
from analytics.model.deciles import Deciles, Tenth
from analytics.model.estimate import AssumedHarm, Effect, Estimate, Quoted
from analytics.model.event import EventKind
from analytics.model.event_study import EventStudy, PhaseStudy
from analytics.model.forecast import Ambition, BackTest, Fan, Goal, Reaching, Trust
from analytics.model.glance import Glance, Overview, SinceBaseline
from analytics.model.measure import Better, Counts, FromAdoption, Grain, Measure, RollUp, Unit
from analytics.model.organisation import ENGLAND, Kind, Organisation, Succession
from analytics.model.outcomes import Baseline, Harm, HeldBack, Lifted, Reached, Versions, WhatIf, Worth
from analytics.model.phases import Flow, InTransition, PhaseCount, Phases
from analytics.model.problem import Problem, Severity
from analytics.model.programme import AdoptionScore, Element, Milestone, Pathway, Programme, Scale, Step
from analytics.model.qart import QuarterlyReturn, Returned
from analytics.model.saved import Board, Place, Saved, SavedView, Slide
from analytics.model.series import STILL_OPEN, Series
from analytics.model.shown import Shown, ShownAs
from analytics.model.since import Since, Turned
from analytics.model.step import ChangedMost
from analytics.model.story import Hit, Hits, Sought, Story
from analytics.model.view import View

__all__ = [
    "ENGLAND",
    "STILL_OPEN",
    "Adjustment",
    "Adoption",
    "AdoptionScore",
    "AgainstBaseline",
    "Alert",
    "Ambition",
    "Approach",
    "AsAt",
    "AssumedHarm",
    "Assurance",
    "Audience",
    "BackTest",
    "Band",
    "Baseline",
    "BeforeAfter",
    "Better",
    "Between",
    "Board",
    "CalendarEffect",
    "Change",
    "ChangedMost",
    "Charted",
    "Comparison",
    "Contribution",
    "ControlChart",
    "Counts",
    "Cusum",
    "Deciles",
    "Effect",
    "Element",
    "Estimate",
    "EventKind",
    "EventStudy",
    "Fan",
    "Flow",
    "Forecast",
    "FromAdoption",
    "Funnel",
    "Glance",
    "Goal",
    "Grain",
    "Harm",
    "Harmed",
    "HeldBack",
    "Hit",
    "Hits",
    "InTransition",
    "Kind",
    "Lifted",
    "Limits",
    "Mapped",
    "Measure",
    "Milestone",
    "MonthsOf",
    "Movement",
    "Organisation",
    "Overview",
    "Part",
    "Pathway",
    "PhaseCount",
    "PhaseStudy",
    "Phases",
    "Place",
    "Presence",
    "PrintedFall",
    "Problem",
    "Programme",
    "QuarterlyReturn",
    "Quoted",
    "Reach",
    "Reached",
    "Reaching",
    "Recalculation",
    "Returned",
    "RollUp",
    "Saved",
    "SavedView",
    "Scale",
    "ScoreHistory",
    "Segments",
    "Series",
    "Severity",
    "Share",
    "Shown",
    "ShownAs",
    "Signal",
    "SignalOrCalendar",
    "Since",
    "SinceBaseline",
    "Sites",
    "Slide",
    "Sought",
    "Standing",
    "State",
    "Step",
    "Story",
    "Succession",
    "Tenth",
    "Tested",
    "Thresholds",
    "Trust",
    "Turned",
    "Unit",
    "Variation",
    "Versions",
    "View",
    "WhatIf",
    "Worth",
]
