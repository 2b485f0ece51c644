"""The nouns. Frozen values that every other module shares; this file imports nothing of ours.

Words are the field's own: Making Data Count for control charts, the NHS Data Dictionary for organisations.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

ENGLAND = "ENG"
"""The code of the nation: a row like any other, so national totals need no special case."""


class Kind(StrEnum):
    """Kinds of organisation. `level` orders those that nest; a PSC stands beside them and covers ICBs."""

    NATION = "nation"
    REGION = "region"
    ICB = "icb"
    TRUST = "trust"
    SUB_ICB = "sub_icb"
    PSC = "psc"

    @property
    def level(self) -> int:
        """0 for the nation, 1 region, 2 ICB or PSC, 3 trust or sub-ICB: smaller is larger."""
        return {"nation": 0, "region": 1, "icb": 2, "psc": 2, "trust": 3, "sub_icb": 3}[self.value]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that data can be about. `parent` is one code; a PSC covers ICBs through their `psc`."""

    code: str
    name: str
    short_name: str
    kind: Kind
    parent: str | None = None
    psc: str | None = None
    trust_kind: str | None = None
    maternity: bool = False
    opened: date | None = None
    closed: date | None = None
    successor: str | None = None
    aliases: tuple[str, ...] = ()
    ons_codes: tuple[str, ...] = ()


class Grain(StrEnum):
    """The length of a period. ROLLING_YEAR is computed, never uploaded: twelve months ending with the period's month."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING_YEAR = "rolling_year"

    @property
    def months(self) -> int:
        """How many months one period covers."""
        return {"month": 1, "quarter": 3, "year": 12, "rolling_year": 12}[self.value]


class Better(StrEnum):
    """Which direction is improvement. NEUTRAL measures have no better direction."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    """How a value reads. PERCENT values are stored as fractions (0.761) and shown as 76.1%."""

    PERCENT = "percent"
    RATE = "rate"
    COUNT = "count"
    SCORE = "score"


class RollUp(StrEnum):
    """How a measure of a larger organisation comes from its members, where no row for that level is given."""

    SUM = "sum"
    """Numerators and denominators add; the value is divided last."""
    GIVEN_ONLY = "given_only"
    """Counts of people: one person can be in two organisations or two months, so nothing may be added."""


@dataclass(frozen=True, slots=True)
class FromAdoption:
    """A measure read off adoption stages: the share of (organisation, element) pairs at `at_least` or above."""

    pathway: str
    elements: tuple[str, ...]
    at_least: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as the catalogue defines it. A value is numerator / denominator, times 1 (see `unit`).

    `per_text` finishes the unit in words ("items per 1,000 patients"). `compare_per` turns a count with a denominator
    into a rate for comparing organisations of different size. `floor` is the smallest sensible median denominator of
    one point: below it months become quarters, and quarters a rolling year. `composite_of` measures are summed from
    others; `from_adoption` measures are read off adoption stages. `chart` is "auto" (XmR, or p where denominators are
    small), a chart kind, or "line" where control limits do not apply, with `chart_reason` in words.
    """

    slug: str
    title: str
    short_title: str
    programme: str
    group: str
    cohort: str
    numerator: str
    denominator: str
    unit: Unit
    better: Better
    roll_up: RollUp
    why_it_matters: str
    how_calculated: str
    source: str
    reviewed_on: date
    caveats: tuple[str, ...] = ()
    per_text: str = ""
    compare_per: float | None = None
    chart: str = "auto"
    chart_reason: str = ""
    target: float | None = None
    target_source: str = ""
    floor: float = 0.0
    reported_by: Kind = Kind.TRUST
    maternity_only: bool = False
    """Who sends the numbers: with `maternity_only`, trusts that have a maternity unit. A sum needs enough of them."""
    levels: tuple[Kind, ...] = (Kind.NATION, Kind.REGION, Kind.ICB, Kind.TRUST)
    good_data_quality: bool | None = None
    disclosure: str = "none"
    composite_of: tuple[str, ...] = ()
    from_adoption: FromAdoption | None = None
    axis: str = ""
    """Measures may share a chart axis only when this is equal and not empty (items and people never share one)."""
    local: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: its number, the short label that charts show, and the definition.

    `dates` says in words how far a national plan has come with it; `began` and `completed` are the ends of what is known
    (the first day of the quarter it began in, the last of the one it was completed in).
    """

    value: float
    label: str
    description: str = ""
    dates: str = ""
    began: date | None = None
    completed: date | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale of stages, phases or scores."""

    slug: str
    title: str
    steps: tuple[Step, ...]
    source: str

    def label(self, value: float) -> str:
        """The label of the step with this value. Raises KeyError for a value that is no step."""
        for step in self.steps:
            if step.value == value:
                return step.label
        raise KeyError(f"{value} is not a step of {self.title}")


@dataclass(frozen=True, slots=True)
class Element:
    """One thing whose adoption is followed. `adopted_at` is the step from which it counts as adopted."""

    slug: str
    title: str
    scale: str
    adopted_at: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a national plan. `state` is as the report says: met, due, missed, re-planned or delayed.

    `phase` is the step of the pathway's phases that it belongs to.
    """

    title: str
    due: date
    state: str
    note: str = ""
    phase: float | None = None


@dataclass(frozen=True, slots=True)
class AdoptionScore:
    """A way to count adoption: of pairs of organisation and element, or (`whole`) of organisations with every element.

    `elements` are those that count, all of the pathway's where there are none. `ambition` is a share, 0 to 1; without
    one the pathway's own counts.
    """

    slug: str
    title: str
    meaning: str
    elements: tuple[str, ...] = ()
    whole: bool = False
    ambition: float | None = None
    ambition_source: str = ""


@dataclass(frozen=True, slots=True)
class Pathway:
    """Elements followed together at organisations of one kind. `ambition` is a share of pairs adopted, 0 to 1."""

    slug: str
    title: str
    programme: str
    kind: Kind
    elements: tuple[Element, ...]
    maternity_only: bool = False
    question: str = ""
    ambition: float | None = None
    ambition_source: str = ""
    milestones: tuple[Milestone, ...] = ()
    scores: tuple[AdoptionScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One page's worth of improvement work. `national` is the national programme it belongs to (MatNeoSIP, ...)."""

    slug: str
    title: str
    national: str
    question: str
    summary: str
    order: int
    measures: tuple[Measure, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    headline: tuple[str, ...] = ()
    """Slugs of the measures that the overview card speaks of."""


class EventKind(StrEnum):
    """What a row of the events table is. Only code says so: a row of a file is an EVENT, whatever its title.

    REASON explains a signal; RECALCULATION starts limits again, DECLINED turned that down; DEFINITION describes a local
    measure.
    """

    EVENT = "event"
    REASON = "reason"
    RECALCULATION = "recalculation"
    DECLINED = "declined"
    DEFINITION = "definition"


class Severity(StrEnum):
    """How much a problem matters: an error leaves out its row (or the whole file), a warning or info leaves out nothing."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do. `row` counts as the spreadsheet shows it, header included."""

    severity: Severity
    message: str
    remedy: str = ""
    row: int | None = None
    column: str | None = None
    found: str | None = None


@dataclass(frozen=True)
class Series:
    """One measure of one organisation over time.

    `points` has one row a period without gaps, sorted: `period` (first day, datetime64), `numerator`, `denominator`,
    `value` (NaN where missing), `status` ("" where sound). `basis` says in words where the numbers come from
    ("given" or "sum of 106 sub-ICBs"); `illustrative` is true while any point is not real data.
    """

    measure: Measure
    organisation: Organisation
    grain: Grain
    points: pd.DataFrame = field(repr=False)
    basis: str = ""
    illustrative: bool = False
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.points)


class Signal(StrEnum):
    """Special-cause rules, in Making Data Count's words."""

    SINGLE = "single"
    SHIFT = "shift"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"


class State(StrEnum):
    """What one point is: coloured by the signals that it carries."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON = "common"
    BLANK = ""


class Variation(StrEnum):
    """The variation icon of a whole chart, from its last point that counts. BLANK: too few points for an icon."""

    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"
    BLANK = ""


class Assurance(StrEnum):
    """The assurance icon: will the process meet its target as things stand?"""

    PASS = "pass"
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"
    BLANK = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Neighbouring points of one state that is a signal: from position `start` to `end`, both included.

    `points` counts them: gaps and ghosted points between them are passed over.
    `signals` are the rules that mark any of them. `mean_before` is the mean of all counted points before `start` (NaN
    where there are none) and `mean_during` that of the points themselves; for proportions and rates both are pooled,
    numerators over denominators.
    """

    start: int
    end: int
    points: int
    state: State
    signals: tuple[Signal, ...]
    mean_before: float
    mean_during: float


@dataclass(frozen=True)
class ControlChart:
    """The control chart of one series: arrays of shape (periods,), NaN where a line is not drawn.

    `signals` maps each rule to one bool a point. `kind` is the chart kind drawn, `reason` why that kind, `settings` the
    rules in words, and `note` why there are no limits, where there are none. `both` marks points with a high and a low
    signal at once. `change` is the run of signals that the last counted point belongs to, None where it is no signal.
    `warnings` are sentences on what deserves a second look: assumptions that fail, missing last values, short parts.
    """

    kind: str
    value: np.ndarray = field(repr=False)
    centre: np.ndarray = field(repr=False)
    lower: np.ndarray = field(repr=False)
    upper: np.ndarray = field(repr=False)
    lower_2sigma: np.ndarray = field(repr=False)
    upper_2sigma: np.ndarray = field(repr=False)
    signals: dict[Signal, np.ndarray] = field(repr=False)
    state: np.ndarray = field(repr=False)
    variation: Variation
    assurance: Assurance
    better: Better
    target: float | None = None
    settings: str = ""
    note: str = ""
    reason: str = ""
    both: np.ndarray | None = field(default=None, repr=False)
    change: Change | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Charted:
    """A measure of an organisation over time and its control chart, from the first figure to the end of the view.

    `start` is the month from which they are drawn, None for all: the beginning of a view crops and does not judge.
    """

    series: Series
    chart: ControlChart
    start: date | None = None

    @property
    def whole(self) -> tuple[Series, ControlChart]:
        """All that the chart is judged by: what its words speak of."""
        return self.series, self.chart

    @property
    def drawn(self) -> tuple[Series, ControlChart]:
        """What the view shows of it: pictures and tables. Its `change` is None where that began before."""
        if self.start is None:
            return self.whole
        points = self.series.points
        first = int(points["period"].searchsorted(pd.Timestamp(self.start)))
        if not first:
            return self.whole
        arrays = {
            f.name: a[first:] for f in fields(self.chart) if isinstance(a := getattr(self.chart, f.name), np.ndarray)
        }
        change = self.chart.change
        if change is not None:
            began = change.start - first
            change = replace(change, start=began, end=change.end - first) if began >= 0 else None
        signals = {signal: marked[first:] for signal, marked in self.chart.signals.items()}
        shown = replace(self.series, points=points.iloc[first:].reset_index(drop=True))
        return shown, replace(self.chart, signals=signals, change=change, **arrays)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Comparison:
    """Organisations side by side over one period, best first where a direction is better.

    `rows`: `code`, `name`, `numerator`, `denominator`, `value`, `low`, `high` (95% interval, NaN where none applies),
    `rank` (1 first), `chosen`, `status`.
    """

    measure: Measure
    level: str
    period: str
    rows: pd.DataFrame = field(repr=False)
    reference: float | None = None
    reference_name: str = ""
    unit_text: str = ""
    illustrative: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Adoption:
    """Where organisations stand on a pathway at a date.

    `stages`: `org_code`, `name`, `element`, `stage`, `as_at`, `planned_for`, `note`, one row a pair known at that date.
    """

    pathway: Pathway
    as_at: date
    stages: pd.DataFrame = field(repr=False)
    expected: int = 0
    illustrative: bool = False


@dataclass(frozen=True)
class Standing:
    """What holds organisations up on a pathway at a date.

    `rows`, one a pair known by then: `org_code`, `name`, `element`, `stage`, `since` (the day from which this stage is
    recorded without a break), `from_start` (that is the first record, so it may be longer), `planned_for` (a plan that
    has not been reached), `overdue` (its day has passed), `held` (below the step from which it counts as adopted),
    `note`. `expected` organisations are asked about.
    """

    pathway: Pathway
    as_at: date
    rows: pd.DataFrame = field(repr=False)
    expected: int = 0
    illustrative: bool = False


@dataclass(frozen=True)
class Movement:
    """Who moved on a pathway between two days.

    `changes`, one a pair at another stage: `org_code`, `name`, `element`, `before`, `after`. `compared` pairs are known
    on both days; `joined` only on the later one.
    """

    pathway: Pathway
    before: date
    after: date
    changes: pd.DataFrame = field(repr=False)
    compared: int = 0
    joined: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a share reaches a target if it goes on as it did lately: see `analytics.forecast` for the formula.

    `pace` is the change a quarter, `slowest` and `fastest` its range. `reached`, `earliest` and `latest` are the ends of
    quarters, None where the pace does not lead there by `horizon`.
    """

    level: float
    target: float
    last: date
    horizon: date
    pace: float
    slowest: float
    fastest: float
    reached: date | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class ScoreHistory:
    """An adoption score over time: `points` has `day` (a quarter's last), `numerator`, `denominator`, `value`."""

    pathway: Pathway
    score: AdoptionScore
    ambition: float | None
    points: pd.DataFrame = field(repr=False)
    forecast: Forecast | None = None
    illustrative: bool = False


@dataclass(frozen=True)
class Estimate:
    """A figure that is worked out, never counted: its value, its range, and how it was reached."""

    value: float
    low: float
    high: float
    method: str
    source: str
    inputs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What one more person reached by a measure's care is worth: `nnt` people for one `outcome` (NNT, number needed to
    treat), and its interval. `people` are those counted, in the plural. `cost` is what one case costs, in pounds."""

    slug: str
    measure: str
    title: str
    outcome: str
    people: str
    nnt: float
    nnt_low: float
    nnt_high: float
    nnt_source: str
    interval_source: str
    reviewed_on: date
    cost: float | None = None
    cost_low: float | None = None
    cost_source: str = ""
    printed_baseline: float | None = None
    printed_baseline_source: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Figures that a public source prints and this app never works out: `text` says them, `note` where they conflict."""

    slug: str
    measure: str
    title: str
    text: str
    source: str
    reviewed_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What a link carries: a field is here only if a colleague would see a different number without it.

    `organisation` is one code (any kind). `start` and `end` are first days of months, None for all there is.
    `asof` is a store version ("3.1.0.2") and None follows the newest data. `assumptions` are those that were changed, as
    (name, value), by name; the catalogue says which there are (`analytics.catalogue.effects`).
    """

    organisation: str = ENGLAND
    measure: str | None = None
    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
    asof: str | None = None
    assumptions: tuple[tuple[str, float], ...] = ()


class Band(StrEnum):
    """Where an organisation lies in a funnel plot, in the words of the National Neonatal Audit Programme."""

    WITHIN = "within"
    ALERT = "alert"
    """Beyond two sigma but not three."""
    ALARM = "alarm"
    """Beyond three sigma."""


class Adjustment(StrEnum):
    """How the limits of a funnel plot allow for organisations that differ by more than chance."""

    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"
    NONE = "none"


@dataclass(frozen=True)
class Funnel:
    """Organisations of a level against limits that narrow as denominators grow: a funnel plot over one period.

    `rows`, one an organisation: `code`, `name`, `numerator`, `denominator`, `value`, `z` (distance from the centre in
    standard errors of chance alone), `z_adjusted` (what its band is read from), `band` and `side` ("above", "below" or
    ""). `curves`, by `denominator`: `lower_3`, `lower_2`, `upper_2`, `upper_3`, in the unit of `value`, NaN where there
    can be no limit. `phi` is the mean of the squared winsorised z-scores (about 1 where chance explains everything, NaN
    where the counts are no events) and `tau` the standard deviation between organisations on the transformed scale.
    `widened` says whether the limits are wider than those of chance. `note` says why there is no funnel, if so.
    """

    measure: Measure
    level: str
    period: str
    rows: pd.DataFrame = field(repr=False)
    curves: pd.DataFrame = field(repr=False)
    adjustment: Adjustment
    centre: float = float("nan")
    phi: float = float("nan")
    tau: float = 0.0
    widened: bool = False
    note: str = ""
    unit_text: str = ""
    illustrative: bool = False
    left_out: tuple[str, ...] = ()

    def count(self, band: Band, side: str = "") -> int:
        """How many organisations are in a band, on both sides or on one ("above" or "below")."""
        return int(((self.rows["band"] == band) & (not side or self.rows["side"] == side)).sum())

    def expected(self, sigma: float) -> float:
        """How many organisations luck alone puts beyond so many sigma, both sides together (normal distribution)."""
        return len(self.rows) * math.erfc(sigma / math.sqrt(2))


@dataclass(frozen=True)
class Segments:
    """One segmented regression: how a series moved before and after an event, arrays of shape (periods,).

    `level` is the change at once, `slope` that of the trend per period, `effect` the distance at the last point from the
    earlier trend carried on, None where that trend would lead to what cannot be (`impossible`). `trend` leaves the season
    out, `fitted` has it; `counterfactual` is the earlier trend carried on from the event, with its 95% band `low` to
    `high`, NaN before. `lags` were allowed for, `autocorrelation` is that of neighbouring points (0 to 0.95),
    `durbin_watson` and `ljung_box` (a p-value) test what the line leaves over.
    """

    level: Estimate
    slope: Estimate
    effect: Estimate | None
    trend: np.ndarray = field(repr=False)
    fitted: np.ndarray = field(repr=False)
    counterfactual: np.ndarray = field(repr=False)
    low: np.ndarray = field(repr=False)
    high: np.ndarray = field(repr=False)
    before: int
    after: int
    seasonal: bool
    weighted: bool
    lags: int
    autocorrelation: float
    durbin_watson: float
    ljung_box: float
    impossible: bool = False


@dataclass(frozen=True)
class BeforeAfter:
    """A measure before and after a day: interrupted time series, with and without organisations to compare with.

    `used` marks the points of the series that count; `event` is the position of the period that holds the day, which does
    not. `own` is None where nothing can be estimated, and `note` says why. `control` is the pooled value of others a
    period (NaN where missing), `others` its segments alone and `difference` those of the series minus the control;
    `control_note` says why there is none. `signal_before` and `bad_run` speak of the control chart of the points before.
    """

    series: Series
    day: date
    event: int
    used: np.ndarray = field(repr=False)
    before: int
    after: int
    own: Segments | None = None
    note: str = ""
    control: np.ndarray | None = field(default=None, repr=False)
    control_name: str = ""
    control_note: str = ""
    others: Segments | None = None
    difference: Segments | None = None
    signal_before: bool = False
    bad_run: bool = False
    nearby: tuple[str, ...] = ()
    events_of_others: int = 0
