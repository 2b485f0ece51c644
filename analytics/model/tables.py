"""The four tables: their columns, types and keys. The one home of this; templates, ingest and store read it here."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `required` columns may not be blank; `help` and `example` fill the template's guide, which has
    no `worked_out` column: that follows from the others or from where a row came from."""

    name: str
    type: pa.DataType
    required: bool
    help: str
    examples: tuple[str, str] = ("", "")
    worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Rows with equal `key` are the same fact: the newest upload counts. `scope` is the column within which
    uploaded rows displace illustrative ones."""

    name: str
    title: str
    row_is: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    scope: str

    @property
    def charted(self) -> bool:
        """Whether charts are drawn from it. Such a table is large, so it is stored and read by its scopes."""
        return self.name in ("observations", "adoption")

    @property
    def schema(self) -> pa.Schema:
        """The columns that the store keeps of a row, without the upload's own."""
        return pa.schema([pa.field(c.name, c.type, nullable=not c.required) for c in self.columns])


text, number, day = pa.string(), pa.float64(), pa.date32()

OBSERVATIONS = Table(
    "observations",
    "Observations",
    "a measure of an organisation in a period",
    (
        Column(
            "measure", text, True, "the measure's short name, as the Methods page lists it", ("cord", "opioid_high")
        ),
        Column("org_code", text, True, "the organisation's ODS code; ENG is England", ("R0A", "QOP")),
        Column(
            "period",
            day,
            True,
            "a month (2023-04), a quarter (2023-24 Q2) or a financial year (2023-24)",
            ("2023-04", "2023-24 Q2"),
        ),
        Column("grain", text, True, "worked out from the period: month, quarter or year", worked_out=True),
        Column("numerator", number, False, "how many met the measure", ("21", "1480")),
        Column("denominator", number, False, "out of how many", ("32", "2410000")),
        Column(
            "value", number, False, "only where there is no numerator and denominator; a percentage as 76.1% or 0.761"
        ),
        Column(
            "status",
            text,
            False,
            "blank, or why a value is missing or soft: suppressed, provisional, not submitted, low data quality",
            ("", "provisional"),
        ),
        Column("measure_title", text, False, "worked out: the measure's title as the file has it", worked_out=True),
    ),
    ("measure", "org_code", "period", "grain"),
    "measure",
)

ADOPTION = Table(
    "adoption",
    "Adoption",
    "the stage or phase of an organisation at a date",
    (
        Column(
            "pathway",
            text,
            True,
            "the pathway's short name: preterm, mews, newtt2, pier, wsa or psirf",
            ("preterm", "wsa"),
        ),
        Column(
            "element",
            text,
            True,
            "what is being adopted, such as cord; phase where a pathway has phases",
            ("cord", "phase"),
        ),
        Column("org_code", text, True, "the organisation's ODS code", ("R0A", "QOP")),
        Column("as_at", day, True, "the date at which this was true (2023-09-30)", ("2023-09-30", "2023-09-30")),
        Column("stage", number, True, "the number of the stage or phase", ("5", "6")),
        Column("planned_for", day, False, "the date planned for the next stage, if known", ("2023-12-31", "")),
        Column("note", text, False, "anything a reader should know", ("Policy signed off in July", "")),
    ),
    ("pathway", "element", "org_code", "as_at"),
    "pathway",
)

EVENTS = Table(
    "events",
    "Events",
    "something dated that belongs on charts",
    (
        Column("date", day, True, "the day it happened (2023-07-14)", ("2023-07-14", "2023-03-02")),
        Column("org_code", text, True, "who it concerns; ENG for everybody", ("R0A", "ENG")),
        Column("measure", text, False, "the measure it belongs to; blank for all", ("cord", "opioid_high")),
        Column(
            "title",
            text,
            True,
            "a few words for the chart",
            ("LifeStart trolley in use", "Framework for dependence-forming medicines"),
        ),
        Column("text", text, False, "the rest of the story", ("Second unit from August", "")),
        Column(
            "source", text, False, "where this is written down", ("Trust policy CL-114", "NHS England, 2 March 2023")
        ),
        Column("kind", text, False, "worked out: event for a row of a file (see EventKind)", worked_out=True),
    ),
    # With the kind: what a file calls “Limits start again” takes the place of no recalculation.
    ("date", "org_code", "measure", "title", "kind"),
    "org_code",
)

STORIES = Table(
    "stories",
    "Stories",
    "a case study, a piece of learning or a quarterly update",
    (
        Column("quarter", text, True, "the financial quarter (2023-24 Q2)", ("2023-24 Q2", "2023-24 Q2")),
        Column(
            "programme",
            text,
            True,
            "preterm_optimisation, deterioration, opioids or system_safety",
            ("preterm_optimisation", "opioids"),
        ),
        Column("psc", text, False, "the Patient Safety Collaborative's code or name", ("PSC-EM", "")),
        Column("org_code", text, False, "the organisation's ODS code", ("", "QOP")),
        Column("kind", text, True, "case study, learning or update", ("learning", "update")),
        Column("title", text, True, "the headline", ("Regional preterm passport adopted", "Place leads named")),
        Column(
            "text",
            text,
            True,
            "the story",
            ("All units agreed to use one passport.", "Ten places have a named lead for opioids."),
        ),
        Column("score", number, False, "project progress score, 0.5 to 5.0 in half steps", ("3.5", "2.0")),
        Column("source", text, False, "where this is written down", ("PSC quarterly report", "")),
        Column("theme", text, False, "what it is about, in a word or two", ("passport", "leadership")),
        Column("measure", text, False, "the measure it was to change; it then stands on its chart", ("cord", "")),
        Column("aim", text, False, "what was to be reached, by when", ("95% within a year", "")),
        Column("baseline", number, False, "the measure before; a percentage as 68% or 0.68", ("68%", "")),
        Column("result", number, False, "the measure after", ("81.5%", "")),
        Column("from", day, False, "the day the work began (2022-10-01)", ("2022-10-01", "")),
        Column("to", day, False, "the day it ended or was looked at", ("2023-09-30", "")),
    ),
    ("quarter", "programme", "psc", "org_code", "title"),
    "quarter",
)

TABLES: dict[str, Table] = {t.name: t for t in (OBSERVATIONS, ADOPTION, EVENTS, STORIES)}
