"""The quarterly return: unchanged it moves nothing, a legal edit is exactly that movement, what may not be is named."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue, ingest
from analytics.answers import Data, qart
from analytics.exports.qart_return import choice, workbook
from analytics.model import QuarterlyReturn, Scale, Severity
from analytics.model.qart import STAGE_COLUMNS, STAGES

TODAY = date(2024, 1, 15)
PSC, QUARTER = "PSC-MAN", "2023-24 Q3"
AT = {key: place for place, key in enumerate(STAGE_COLUMNS, 1)}
KEYS = ["pathway", "element", "org_code"]


@pytest.fixture(scope="module")
def asked(data: Data) -> QuarterlyReturn:
    return qart.blank(data, PSC, QUARTER)


@pytest.fixture(scope="module")
def book(asked: QuarterlyReturn) -> bytes:
    return workbook(asked, catalogue.load())


def filled(book: bytes, edits: dict[tuple[int, str], object]) -> ingest.Reading:
    """The workbook with some cells of its stages changed, read back. Rows count as the spreadsheet shows them."""
    opened, out = openpyxl.load_workbook(io.BytesIO(book)), io.BytesIO()
    for (row, column), value in edits.items():
        opened[STAGES].cell(row, AT[column]).value = value
    opened.save(out)
    return ingest.read_bytes("return.xlsx", out.getvalue(), today=TODAY)


def scale(asked: QuarterlyReturn, row: int) -> Scale:
    one, known = asked.stages.iloc[row - 2], catalogue.load()
    return known.scales[next(e.scale for e in known.pathways[one["pathway"]].elements if e.slug == one["element"])]


def offered(asked: QuarterlyReturn, row: int, value: float) -> str:
    return choice(scale(asked, row), value)


def moves(found) -> dict[tuple[str, str, str], tuple[float, float]]:
    return {
        (m.pathway.slug, c.element, c.org_code): (c.before, c.after)
        for m in found.movements
        for c in m.changes.itertuples()
    }


def test_every_pair_of_the_collaborative_is_asked_for_once(data: Data, asked: QuarterlyReturn):
    assert (asked.before, asked.as_at) == (date(2023, 9, 30), date(2023, 12, 31))
    assert not asked.stages.duplicated(KEYS).any()
    tree = data.organisations
    assert {tree.psc_of(tree[code]) for code in asked.stages["org_code"]} == {PSC}
    wanted = {
        (p.slug, e.slug, o.code)
        for p in data.catalogue.pathways.values()
        for e in p.elements
        for o in tree.members(PSC, p.kind)
        if o.maternity or not p.maternity_only
    }
    assert set(asked.stages[KEYS].itertuples(index=False, name=None)) == wanted


def test_what_is_filled_in_is_what_was_last_known(data: Data, asked: QuarterlyReturn):
    rows = data.adoption("preterm")
    for one in asked.stages[asked.stages["pathway"] == "preterm"].itertuples():
        own = rows[(rows["org_code"] == one.org_code) & (rows["element"] == one.element)]
        then = own[own["as_at"] <= "2023-09-30"].sort_values("as_at")
        assert one.last == then["stage"].iloc[-1]


def test_unchanged_it_moves_nothing_and_lacks_nothing(data: Data, asked: QuarterlyReturn, book: bytes):
    reading = filled(book, {})
    assert (reading.kept, reading.format, reading.table, reading.also) == (True, "qart_return", "adoption", ())
    assert len(reading.rows) == asked.stages["last"].notna().sum()
    found = qart.returned(data, reading.rows)
    assert moves(found) == {}
    assert found.missing.empty
    assert sum(m.compared for m in found.movements) == len(reading.rows)


@pytest.mark.slow
@settings(max_examples=12)
@given(st.data())
def test_any_legal_edit_is_exactly_that_movement(data: Data, asked: QuarterlyReturn, book: bytes, drawn):
    rows = drawn.draw(st.lists(st.integers(2, len(asked.stages) + 1), min_size=1, max_size=6, unique=True))
    edits, wanted, cleared = {}, {}, set()
    for row in rows:
        one = asked.stages.iloc[row - 2]
        key = (one["pathway"], one["element"], one["org_code"])
        value = drawn.draw(st.sampled_from([None, *(step.value for step in scale(asked, row).steps)]))
        edits[row, "stage"] = None if value is None else offered(asked, row, value)
        if value is None:
            cleared.add(key)
        elif value != one["last"]:
            wanted[key] = (one["last"], value)
    reading = filled(book, edits)
    assert not [p for p in reading.problems if p.severity is Severity.ERROR]
    found = qart.returned(data, reading.rows)
    assert moves(found) == wanted
    assert set(found.missing[KEYS].itertuples(index=False, name=None)) == cleared


ILLEGAL = {
    "stage": ["Stage 9", "8", "maybe", "4.5", "-1"],
    "planned_for": ["soon", "2024-02-31", "31/31/2024"],
    "org_code": ["ZZ9", "Nowhere Hospital"],
    "pathway": ["Something else"],
    "element": ["Biscuits"],
    "as_at": ["2022-23 Q1", "last winter"],
}


@pytest.mark.slow
@settings(max_examples=12)
@given(st.data())
def test_any_illegal_entry_is_named_by_sheet_row_and_column_and_the_rest_is_kept(
    asked: QuarterlyReturn, book: bytes, drawn
):
    row = drawn.draw(st.integers(2, len(asked.stages) + 1))
    column = drawn.draw(st.sampled_from(sorted(ILLEGAL)))
    text = drawn.draw(st.sampled_from(ILLEGAL[column]))
    reading = filled(book, {(row, column): text})
    (error,) = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert (error.sheet, error.rows, error.column) == (STAGES, (row,), STAGE_COLUMNS[column])
    assert len(reading.rows) == len(asked.stages) - 1
    assert f"sheet {STAGES}, row {row}, column {STAGE_COLUMNS[column]}" in error.where


def row_of(asked: QuarterlyReturn, pathway: str, element: str) -> int:
    here = (asked.stages["pathway"] == pathway) & (asked.stages["element"] == element)
    return int(here.to_numpy().argmax()) + 2


@pytest.mark.parametrize(
    ("pathway", "element", "last", "edits", "said"),
    [
        ("preterm", "cord", 5, {"stage": "4 - Tested"}, "went back"),
        ("preterm", "cord", 5, {"stage": "4 - Tested", "note": "trolley broken"}, ""),
        ("preterm", "cord", 2, {"stage": "5 - Used for some"}, "nobody had decided"),
        ("preterm", "cord", 3, {"stage": "5 - Used for some"}, ""),  # it was decided on
        ("preterm", "cord", 2, {"stage": "4 - Tested"}, ""),  # tested is not yet in use
        ("preterm", "cord", 2, {"stage": "5 - Used for some", "note": "decided in October"}, ""),
        ("preterm", "cord", 4, {"stage": "4 - Tested", "planned_for": "2023-12-31"}, "not after the end"),
        ("preterm", "cord", 4, {"stage": "4 - Tested", "planned_for": "2024-01-01"}, ""),
        ("preterm", "cord", 6, {"stage": "7 - Business as usual", "planned_for": "2024-03-01"}, "last step"),
        ("preterm", "cord", 6, {"stage": "6 - Used for all", "planned_for": "2024-03-01"}, ""),
        ("preterm", "cord", 5, {"stage": None}, "No stage is returned"),
        ("preterm", "cord", 5, {"stage": None, "note": "nobody knows"}, "beside no stage"),
        ("mews", "record", 2, {"stage": "1 - Paper-based"}, ""),  # no kind of record is further than another
    ],
)
def test_what_contradicts_is_named_and_kept(asked: QuarterlyReturn, book: bytes, pathway, element, last, edits, said):
    row = row_of(asked, pathway, element)
    changes = {(row, name): value for name, value in edits.items()}
    changes |= {(row, "last"): offered(asked, row, last), (row, "known_from"): "an earlier return"}
    if "planned_for" not in edits:
        changes[row, "planned_for"] = None
    told = [p.message for p in filled(book, changes).problems if row in p.rows and p.sheet == STAGES]
    assert any(said in message for message in told) if said else told == []


def test_a_transition_without_a_policy_contradicts(asked: QuarterlyReturn, book: bytes):
    policy, transition = (row_of(asked, "psirf", element) for element in ("policy_and_plan", "transition"))
    edits = {(policy, "stage"): "0 - Not started", (transition, "stage"): "1 - Under way"}
    (told,) = [p for p in filled(book, edits).problems if "policy and plan are not started" in p.message]
    assert (told.row, told.column) == (transition, "Stage")


def test_stages_that_are_still_the_illustrative_ones_are_said_to_be(asked: QuarterlyReturn, book: bytes):
    assert asked.illustrative
    assert any("made up" in p.message for p in filled(book, {}).problems)


@pytest.mark.parametrize(("text", "first"), [("2023-24 Q3", date(2023, 10, 1)), ("2023/24 Q3", date(2023, 10, 1))])
def test_a_quarter_is_written_in_any_shape(text, first):
    assert qart.first_day(text) == first


@pytest.mark.parametrize("text", ["2023-24", "2023-10", "Q9", ""])
def test_what_is_no_quarter_is_said(text):
    with pytest.raises(ValueError, match="no financial quarter"):
        qart.first_day(text)
