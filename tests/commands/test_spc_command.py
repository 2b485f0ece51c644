"""The command `spc`: a contract for its columns, words and exit codes, and a sentence for every file it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from analytics.commands.spc import ChartKind, Preset, spc
from analytics.methods.spc import KINDS, PRESETS

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "spc" / "mdc_official.csv"
LINES = ["centre", "lower", "upper", "lower_2sigma", "upper_2sigma"]
COLUMNS = ["series_id", "date", "value", *LINES, "signals", "state", "variation", "assurance"]
COLOURS = {"common": "grey", "improvement": "blue", "concern": "orange", "neutral_high": "purple"}
app = typer.Typer()
app.command()(spc)


class Run:
    """One run of the command in a folder of its own."""

    def __init__(self, folder: Path, content: str | bytes, *words: str) -> None:
        source, self.out = folder / "in.csv", folder / "out.csv"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        result = CliRunner().invoke(app, [str(source), "--out", str(self.out), *words])
        self.code, self.said = result.exit_code, result.output

    @property
    def rows(self) -> pd.DataFrame:
        assert self.code == 0, self.said
        return pd.read_csv(self.out, keep_default_na=False, dtype={"date": str})

    def numbers(self, column: str) -> list[float]:
        return pd.to_numeric(self.rows[column]).tolist()


@pytest.fixture
def run(tmp_path):
    return lambda content, *words: Run(tmp_path, content, *words)


def lines(values, header="series_id,date,value", first="a") -> str:
    return "\n".join([header, *(f"{first},2024-01-{i + 1:02},{v}" for i, v in enumerate(values))]) + "\n"


STEADY = [4, 6] * 8


def test_official_test_data_through_the_command(tmp_path) -> None:
    if not OFFICIAL.exists():
        pytest.skip(f"NHS England's test data are not here: {OFFICIAL} is absent")
    official = pd.read_csv(OFFICIAL)
    names = {"improvement_direction": "better", "fix_after_n_points": "baseline_points"}
    content = official.drop(columns="expected_colour").rename(columns=names).to_csv(index=False)
    for preset, points in (("mdc", 764), ("mdc_sql", 755), ("plotthedots", 640)):
        made = Run(tmp_path, content, "--preset", preset).rows
        assert made["series_id"].tolist() == official["series_id"].tolist()
        colours = made["state"].replace(COLOURS | {"neutral_low": "purple"})
        assert (colours == official["expected_colour"]).sum() == points
    assert (Run(tmp_path, content).rows["state"].replace(COLOURS) == official["expected_colour"]).sum() > 700


def test_every_kind_and_preset_may_be_asked_for() -> None:
    assert set(get_args(ChartKind)) == set(KINDS) - {"line"}
    assert get_args(Preset) == tuple(PRESETS)


def test_columns_and_words(run) -> None:
    made = run(lines([*STEADY, 60]), "--better", "increase").rows
    assert list(made.columns) == COLUMNS
    last = made.iloc[-1]
    assert (last["signals"], last["state"], last["date"]) == ("single", "improvement", "2024-01-17")
    assert set(made["variation"]) == {"improvement_high"}
    assert set(made["assurance"]) == {""}


def test_signals_are_joined_in_a_fixed_order(run) -> None:
    made = run(lines([50, 52] * 8 + list(range(8))), "--better", "decrease").rows
    assert made["signals"].iloc[-1] == "single|shift|trend"
    runs = run(lines([1, 2] * 6 + [8, 9] * 6), "--kind", "run").rows
    assert set(runs["signals"]) == {"shift|long_run|few_crossings"}


def test_series_are_sorted_by_date_each_for_itself(run) -> None:
    content = "series_id,date,value\nb,02/03/2024,2\na,01/03/2024,7\nb,01/04/2024,3\nb,15/02/2024,1\n"
    made = run(content).rows
    assert made["series_id"].tolist() == ["b", "b", "b", "a"]
    assert made["date"].tolist() == ["2024-02-15", "2024-03-02", "2024-04-01", "2024-03-01"]
    assert made["value"].tolist() == [1, 2, 3, 7]


def test_blank_values_stay_as_gaps(run) -> None:
    made = run(lines([*STEADY, "", 60, "NA"]), "--better", "increase")
    assert made.rows["value"].tolist()[-3:] == ["", "60.0", ""]
    assert made.rows["state"].tolist()[-3:] == ["", "improvement", ""]
    assert set(made.rows["variation"]) == {"improvement_high"}
    assert "The last value is missing" in made.said


def test_optional_columns(run) -> None:
    header = "series_id,date,value,target,rebase,ghost,better,baseline_points"
    rows = [f"a,{i},{v},-20,,,increase,8" for i, v in enumerate(STEADY)]
    rows += [f"a,{16 + i},{v},50,{int(i == 0)},{int(i == 5)},," for i, v in enumerate([104, 106] * 8)]
    rows += [f"b,{i},{v},20,,,decrease," for i, v in enumerate(STEADY)]
    made = run("\n".join([header, *rows])).rows
    centres = pd.to_numeric(made["centre"])
    assert (centres[0], centres[20], centres[35]) == (5, 104.75, 5)
    assert made["state"][21] == ""
    assert made["value"][21] == 106
    assert (made["assurance"][0], made["assurance"][40]) == ("pass", "pass")
    assert made["date"][20] == "20"


def test_baseline_column_extends_limits_forward(run) -> None:
    rows = "\n".join(f"a,{i},{v},8" for i, v in enumerate([*STEADY[:8], *[30] * 8]))
    made = run("series_id,date,value,baseline_points\n" + rows)
    assert set(made.numbers("centre")) == {5}
    assert made.rows["signals"].iloc[-1] == "single|shift"


@pytest.mark.parametrize(
    ("kind", "header", "row", "centre"),
    [
        ("p", "numerator,denominator", "3,10", 0.3),
        ("pprime", "numerator,denominator", "3,10", 0.3),
        ("u", "numerator,denominator", "30,10", 3),
        ("uprime", "numerator,denominator", "30,10", 3),
        ("p", "value,denominator", "0.3,10", 0.3),
        ("xmr", "numerator,denominator", "3,10", 0.3),
        ("mr", "value", "3", 0),
        ("xmr_median", "value", "4", 4),
        ("c", "value", "4", 4),
        ("g", "value", "4", 4),
        ("t", "value", "4", 4),
        ("run", "value", "4", 4),
        ("xbar", "value,denominator,sd", "4,5,1", 4),
        ("s", "value,denominator,sd", "4,5,1", 1),
        ("s", "value,denominator", "4,5", 4),
    ],
)
def test_every_kind_from_its_columns(run, kind: str, header: str, row: str, centre: float) -> None:
    content = "\n".join([f"series_id,date,{header}", *(f"a,{i},{row}" for i in range(20))])
    made = run(content, "--kind", kind)
    assert made.numbers("centre")[-1] == pytest.approx(centre)
    assert set(made.rows["variation"]) == {"common_cause"}


def test_subgroups_may_be_given_measurement_by_measurement(run) -> None:
    rows = [f"a,{day},{v}" for day in range(14) for v in (day % 2 + 8, day % 2 + 10, day % 2 + 12)]
    made = run("\n".join(["series_id,date,value", *rows]), "--kind", "xbar")
    assert len(made.rows) == 14
    assert made.numbers("value")[:2] == [10, 11]
    assert made.numbers("upper")[0] == pytest.approx(10.5 + 1.954 * 2, abs=1e-3)
    spread = run("\n".join(["series_id,date,value", *rows]), "--kind", "s")
    assert spread.numbers("value")[0] == 2
    assert spread.numbers("upper")[0] == pytest.approx(2.568 * 2, abs=1e-3)


def test_measurements_below_zero_have_a_spread_too(run) -> None:
    """A base excess is often negative; only a standard deviation cannot be."""
    rows = [f"a,{day},{v}" for day in range(14) for v in (-3 - day % 2, -1, 1 + day % 2)]
    made = run("\n".join(["series_id,date,value", *rows]), "--kind", "s")
    assert made.numbers("value")[:2] == [2, 3]
    assert made.numbers("upper")[0] == pytest.approx(2.568 * 2.5, abs=1e-3)
    means = run(
        "\n".join(["series_id,date,value,denominator,sd", *(f"a,{i},-4,5,1" for i in range(14))]), "--kind", "s"
    )
    assert set(means.numbers("centre")) == {1}
    for header, row in (("value,denominator", "-4,5"), ("value,denominator,sd", "4,5,-1")):
        refused = run(f"series_id,date,{header}\na,1,{row}\n", "--kind", "s")
        assert refused.code == 1
        assert "never below 0" in refused.said


def test_limits_of_a_g_chart_are_exact_unless_the_classic_ones_are_asked_for(run) -> None:
    content = lines([0, 1, 3, 2, 9] * 3)
    assert run(content, "--kind", "g").numbers("upper")[0] == 22
    assert run(content, "--kind", "g", "--limits", "classic").numbers("upper")[0] == pytest.approx(3 + 3 * 12**0.5)


def test_the_last_gap_may_be_still_open(run) -> None:
    rows = [f"a,{i},{v}," for i, v in enumerate([12, 30, 8, 25, 18, 40, 9, 22, 15, 33, 11, 27, 20, 14])]
    header = "series_id,date,value,open\n"
    for so_far, state in ((2, ""), (200, "improvement")):
        made = run(header + "\n".join([*rows, f"a,14,{so_far},1"]), "--kind", "g", "--better", "increase").rows
        assert made["state"].iloc[-1] == state
        assert set(made["upper"]) == {137}
    for content, kind, piece in (
        ("\n".join(["a,0,4,1", *rows[1:]]), "g", "another event followed"),
        ("\n".join([*rows, "a,14,2,1"]), "xmr", "gaps between events"),
    ):
        refused = run(header + content, "--kind", kind)
        assert refused.code == 1
        assert piece in refused.said


def test_run_lengths_and_screening_are_settable(run) -> None:
    six = lines([6, 4] * 8 + [5.5] * 6 + [4])
    assert "shift" in "".join(run(six).rows["signals"])
    assert "shift" not in "".join(run(six, "--shift", "7").rows["signals"])
    flat = run(lines([5] * 19 + [6]), "--screen")
    assert "not screened, although" in flat.said
    assert flat.rows["signals"].tolist() == ["shift"] * 19 + ["single"]


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("", [], ["empty"]),
        ("series_id,date,value\n", [], ["no rows"]),
        ("name,date,value\na,1,2\n", [], ["series_id", "name, date, value"]),
        ("series_id,date,value\na,1,2\n", ["--kind", "p"], ["numerator and denominator"]),
        ("series_id,date,value,denominator\na,1,2,3\n", ["--kind", "xbar"], ["sd"]),
        ("series_id,date,value\na,1,2\na,2,2\n", ["--kind", "xbar"], ["several measurements a date"]),
        ("series_id,date,value\na,2024-01-01,1\na,2024-01-02,12a\n", [], ["row 3", "column value", "'12a'"]),
        ("series_id,date,value\na,2024-01-01,76%\n", [], ["row 2", "'76%'"]),
        ("series_id,date,value\na,2024-01-01,inf\n", [], ["row 2", "'inf'"]),
        ("series_id,date,value\na,2024-01-01,1\n\na,2024-02-30,1\n", [], ["row 4", "column date", "'2024-02-30'"]),
        ("series_id,date,value\na,01/02/2024,1\na,2024-02-03,1\n", [], ["row 3", "'2024-02-03'"]),
        ("series_id,date,value\na,01/02/2024,1\na,02/13/2024,1\n", [], ["row 3", "day comes first", "'02/13/2024'"]),
        ("series_id,date,value\na,,1\n", [], ["row 2", "column date"]),
        ("series_id,date,value\n,2024-01-01,1\n", [], ["row 2", "column series_id"]),
        ("series_id,date,value\na,2024-01-01,1\na,2024-01-01,2\n", [], ["row 3", "2024-01-01", "more than once"]),
        ("series_id,date,value\na,1,2,3\n", [], ["no regular CSV"]),
        ("series_id,date,value,value\na,1,2,3\n", [], ["twice"]),
        ("series_id,date,value,rebase\na,1,2,perhaps\n", [], ["row 2", "column rebase", "'perhaps'"]),
        ("series_id,date,value,better\na,1,2,up\n", [], ["row 2", "increase, decrease, neutral", "'up'"]),
        ("series_id,date,value,better\na,1,2,increase\na,2,2,decrease\n", [], ["row 3", "increase and decrease"]),
        ("series_id,date,value,baseline_points\na,1,2,2.5\n", [], ["row 2", "number of points"]),
        ("series_id,date,numerator,denominator\na,1,5,4\n", ["--kind", "p"], ["row 2", "column numerator", "'5'"]),
        ("series_id,date,numerator,denominator\na,1,-1,4\n", ["--kind", "u"], ["row 2", "never below 0"]),
        ("series_id,date,value,denominator\na,1,76.1,40\n", ["--kind", "p"], ["0.761"]),
        ("series_id,date,value\na,1,-1\n", ["--kind", "t"], ["row 2", "never below 0"]),
        ("series_id,date,value,denominator,sd\na,1,1,2.5,1\n", ["--kind", "xbar"], ["whole number"]),
        (b"PK\x03\x04stuff", [], ["workbook"]),
    ],
    ids=lambda a: a.splitlines()[-1] if isinstance(a, str) and a else None,
)
def test_what_cannot_be_charted_is_refused_in_words_and_nothing_is_written(run, content, words, expected) -> None:
    made = run(content, *words)
    assert made.code == 1, made.said
    assert not made.out.exists()
    assert "in.csv" in made.said
    assert "Nothing was written" in made.said
    for piece in expected:
        assert piece in made.said


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "zigzag"],
        ["--kind", "line"],
        ["--preset", "mine"],
        ["--better", "up"],
        ["--limits", "three"],
        ["--shift", "5"],
        ["--trend", "9"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(run, words: list[str]) -> None:
    made = run(lines(STEADY), *words)
    assert made.code == 2
    assert not made.out.exists()


def test_a_missing_file_or_no_place_to_write_is_wrong_usage(tmp_path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(lines(STEADY))
    for words in (["none.csv", "--out", "x.csv"], [str(source)], [str(source), "--out", str(source)]):
        assert CliRunner().invoke(app, words).exit_code == 2
    assert CliRunner().invoke(app, [str(source), "--out", str(tmp_path / "no" / "x.csv")]).exit_code == 2
    assert source.read_text() == lines(STEADY)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8"])
def test_excel_and_other_writers(run, encoding: str) -> None:
    content = 'Series_ID , Date,Value\r\n"Café, north",01/04/2024,"1,234.5"\r\n'.encode(encoding)
    made = run(content).rows
    assert made.iloc[0][["series_id", "date", "value"]].tolist() == ["Café, north", "2024-04-01", 1234.5]


def test_series_of_different_length_do_not_touch_each_other(run, monkeypatch) -> None:
    from analytics.methods.spc import batch

    rows = [f"{name},{i},{(i * k) % 7}" for name, k, n in (("a", 3, 30), ("b", 5, 14), ("c", 2, 60)) for i in range(n)]
    content = "\n".join(["series_id,date,value", *rows])
    whole = run(content).rows
    monkeypatch.setattr(batch, "CELLS", 1)
    pd.testing.assert_frame_equal(run(content).rows, whole)
    alone = run("\n".join(["series_id,date,value", *(r for r in rows if r[0] == "b")])).rows
    pd.testing.assert_frame_equal(whole[whole["series_id"] == "b"].reset_index(drop=True), alone)


def test_many_problems_are_counted_not_listed(run) -> None:
    made = run(lines(["x"] * 28))
    assert "8 more problems" in made.said
