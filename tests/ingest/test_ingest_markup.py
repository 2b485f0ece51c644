"""Web pages under the ending .xls, as portals export them: laid out by tables, and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import ingest
from analytics.ingest import Reading

HEAD = "<tr><td>Organisation<td>Period<td>Measure<td>Numerator<td>Denominator"
APRIL = "<tr><td>R0A<td>Apr 2023<td>mgso4<td>3<td>4"
MAY = APRIL.replace("Apr", "May")
PIECES = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<th colspan=3>",
        "<td rowspan=2>",
        "<td colspan='²'>",
        "<br>",
        "<td",
    ),
    *(
        "<![foo[",
        "<![CDATA[",
        "<!ELEMENT",
        "<!--",
        "<?php",
        "</",
        "\0",
        "&#x0;",
        "<title>",
        "<script>",
        "<h2>Targets</h2>",
    ),
    *("Organisation", "Period", "Apr 2023", "R0A", "mgso4", "3", "4", "Numerator", "Denominator"),
)


def page(body: str) -> Reading:
    """What is read of a page."""
    return ingest.read_bytes("export.xls", body.encode())


def test_a_table_within_a_table_that_lays_out_the_page_is_read():
    """`IndexError` once: the inner table's first cell ended one of the outer's."""
    found = page(f"<table><tr><td>Report</td></tr><tr><td><table>{HEAD}{APRIL}</table></td></tr></table>")
    assert (found.status, found.rows["numerator"].tolist()) == ("accepted", [3])


def test_what_stands_alone_around_an_inner_table_is_its_title():
    found = page(f"<table><tr><td>Targets</td></tr><tr><td><table>{HEAD}{APRIL}</table></td></tr></table>")
    assert (found.status, found.rows.empty) == ("rejected", True)
    assert "Targets" in found.problems[0].message


def test_the_first_inner_tables_title_is_not_the_second_ones():
    first, second = f"<table>{HEAD}{APRIL}</table>", f"<table>{HEAD}{MAY}</table>"
    found = page(f"<table><tr><td>March return{first}<tr><td>Targets{second}</table>")
    assert found.rows["period"].astype(str).tolist() == ["2023-04-01"]
    assert [problem.message for problem in found.problems] == ["A table of 1 row (row 3) was not read"]


def test_a_figure_in_a_table_of_its_own_within_a_cell_is_the_cells():
    found = page(f"<table>{HEAD}{APRIL}{MAY.removesuffix('4')}<table><tr><td>4</table></table>")
    assert (found.status, found.rows["denominator"].tolist()) == ("accepted", [4, 4])


def test_a_page_that_is_damaged_is_said_to_be():
    found = page(f"<table>{HEAD}{APRIL}<![foo[</table>")
    assert (found.status, found.problems[0].message) == ("rejected", "The web page is damaged.")


@pytest.mark.slow
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_page_whatever_makes_reading_fail(pieces: list[str]):
    found = page(f"<table><tr>{''.join(pieces)}")
    assert found.problems or found.status == "accepted"
