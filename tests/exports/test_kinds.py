"""Which files come of a collection, what they are called, and how a long export tells how far it is and is stopped."""

from __future__ import annotations

import io
import zipfile

import pytest
from exports_made import collection, control, hostile, ranking

from analytics.answers import Data
from analytics.exports import apart, kinds
from analytics.exports.steps import Stopped


def stop_at(last: int) -> object:
    def step(done: int, of: int) -> None:
        if done >= last:
            raise Stopped

    return step


@pytest.mark.parametrize("ending", kinds.KINDS)
def test_each_kind_tells_each_step_and_can_be_stopped(data: Data, ending: str) -> None:
    told: list[tuple[int, int]] = []
    shown = collection(control(data), ranking(data))
    made = kinds.file(shown, ending, lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert made.name == kinds.packed_name(shown, ending)
    with pytest.raises(Stopped):
        kinds.file(shown, ending, stop_at(1))  # type: ignore[arg-type]


def test_several_of_a_kind_that_holds_one_are_packed(data: Data) -> None:
    made = kinds.file(collection(control(data), ranking(data)), "csv")
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert made.name == "board_csv.zip"
    assert names == ["board_01_cord_Y62.csv", f"board_02_{ranking(data).slug}.csv"]


def test_names_hold_nothing_that_a_folder_would_take_for_a_place(data: Data) -> None:
    shown = collection(hostile(data))
    made = kinds.name(kinds.Collection("../a b/č", "", shown.items, ""), "csv")
    assert "/" not in made
    assert made == "..-a-b.csv"


@pytest.mark.slow
def test_a_process_of_its_own_writes_the_same(data: Data) -> None:
    told: list[tuple[int, int]] = []
    shown = collection(control(data))
    made = apart.file(shown, "svg", lambda done, of: told.append((done, of)))
    assert made.content == kinds.file(shown, "svg").content
    assert told[-1] == (1, 1)


def test_a_process_of_its_own_is_stopped(data: Data) -> None:
    with pytest.raises(Stopped):
        apart.file(collection(control(data)), "svg", stop_at(0))  # type: ignore[arg-type]


def test_what_cannot_be_written_is_said(data: Data) -> None:
    with pytest.raises(apart.NotWritten, match="KeyError"):
        apart.file(collection(control(data)), "doc")
