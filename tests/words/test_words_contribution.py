"""Contributions as they are printed: the figures add up to the printed change, and words, bars and table say the same."""

from datetime import date
from decimal import Decimal
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue, organisations
from analytics.charts import contribution as bars
from analytics.exports import variation_tables
from analytics.methods import contribution as methods
from analytics.model import Contribution, Kind, Part
from analytics.words import contribution as words
from analytics.words import formats

ITEMS = catalogue.load().measures["opioidper1000"]
QOP = organisations.at(date(2023, 9, 30))["QOP"]
COUNTS = st.tuples(st.integers(0, 5000), st.integers(1, 400)).map(lambda c: (F(c[0]), F(c[1])))
PAIRS = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=20)


def made(pairs, **other):
    parts = [Part(f"P{at}", f"Part {at}", *pair) for at, pair in enumerate(pairs)]
    first, last = (date(2021, 10, 1), date(2022, 9, 1)), (date(2022, 10, 1), date(2023, 9, 1))
    totals = methods.totals(parts)
    return Contribution(ITEMS, QOP, Kind.SUB_ICB, first, last, *totals, methods.shares(parts), **other)


TWO = made([((F(100), F(100)), (F(50), F(100))), ((F(300), F(100)), (F(310), F(100)))])


@given(st.lists(st.fractions(-10, 10, max_denominator=1000), max_size=12), st.integers(0, 4))
def test_rounded_parts_add_up_to_the_rounded_sum_and_none_moves_by_a_whole_unit(parts, decimals) -> None:
    found = formats.adding_up(parts, decimals)
    assert sum(found) == round(sum(parts, F(0)) * 10**decimals) / F(10**decimals)
    assert all(abs(r - p) < F(1, 10**decimals) for r, p in zip(found, parts, strict=True))


def read(text):
    """A printed figure as a reader's calculator has it."""
    return Decimal(text.replace("−", "-").replace(",", "").removeprefix("+"))


@given(PAIRS)
def test_printed_lines_and_causes_add_up_to_the_printed_change(pairs) -> None:
    found = made(pairs)
    for printed, change in ((words.of_rate(found), found.change), (words.of_amount(found), found.change_of_amount)):
        total = read(printed.text(printed.total))
        assert sum(read(printed.text(line)) for line in printed.lines) == total
        assert sum(read(printed.text(cause)) for cause in printed.causes) == total
        for cells, line in zip(printed.cells, printed.lines, strict=True):
            assert sum(read(printed.text(cell)) for cell in cells) == read(printed.text(line))
        assert abs(F(total) - change) <= F(1, 2 * 10**printed.decimals)


@given(PAIRS)
def test_bars_and_table_have_the_figures_of_the_words(pairs) -> None:
    found = made(pairs)
    printed, drawn, table = words.of_rate(found), bars.rows(found), variation_tables.contribution_table(found)
    assert sum(read(figure) for figure in drawn["figure"]) == read(printed.text(printed.total))
    assert len(drawn) == bars.bars(found)
    assert table["rate_change"].iloc[-1] == float(printed.total)
    assert list(table["name"].iloc[[-1]]) == ["All together"]


def test_the_sentence_names_the_drivers_who_pulls_the_other_way_and_the_causes() -> None:
    said = words.sentence(TWO)
    assert said.startswith("**Greater Manchester** fell from 2 to 1.80 items per 1,000 patients (−0.200) between")
    assert "pulled down most by Part 0 (−0.250); 1 of 2 sub-ICBs pulled the other way." in said
    assert "−0.200 from the parts’ own rates and 0.000 from some growing more than others" in said
    assert words.brief(TWO) == "Part 0 (−0.25 items per 1,000 patients)"


def test_joining_is_said_drawn_and_never_nought() -> None:
    found = made([((F(100), F(100)), (F(100), F(100))), (None, (F(300), F(100)))])
    assert "+1.00 from parts that joined or left" in words.sentence(found)
    (bar,) = bars.rows(found).query("said != ''").to_dict("records")
    assert (bar["said"], bar["rates"]) == ("reports in the later period only", "– to 3")
    assert "outlined: reports in one of the two periods only" in bars.key(found)
    assert "outlined" not in bars.key(TWO)
    table = variation_tables.contribution_table(found).set_index("code")
    assert table.loc["P1", "numerator_before"] != 0
    assert table["numerator_before"].isna().tolist().count(True) == 1


def test_a_single_part_says_so() -> None:
    assert "It has a single sub-ICB, Part 0, so all of the change is that one’s." in words.sentence(
        made([((F(100), F(100)), (F(50), F(100)))])
    )


def test_many_parts_leave_one_bar_for_the_rest() -> None:
    found = made([((F(100 + at), F(100)), (F(90), F(100))) for at in range(20)])
    drawn = bars.rows(found)
    assert drawn["name"].iloc[-1] == f"the other {20 - bars.MOST} together"
    assert "Bars of what 20 sub-ICBs contribute" in words.alt(found)
