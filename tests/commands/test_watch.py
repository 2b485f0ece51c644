"""A watched folder: each file once, refused ones aside with a note, answers that stand in the folder."""

import contextlib
from pathlib import Path

from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.commands import watch
from analytics.store import Store

GOOD = "measure,org_code,period,numerator,denominator\ncord,R0A,2023-04,21,32\ncord,R0A,2023-05,20,30\n"
OPEN = GOOD.replace("denominator", "denominator,ward").replace("32", "32,A").replace("30", "30,A")


def run(folder: Path, store: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["ingest", "--watch", str(folder), "--once", "--store", str(store)])
    return done.exit_code, done.output


def test_files_of_a_folder_are_kept_and_refused_ones_moved_aside_with_a_note(tmp_path: Path):
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for name, text in {"a.csv": GOOD, "b.csv": "", ".hidden.csv": GOOD, "c.csv.part": GOOD}.items():
        (folder / name).write_text(text)
    code, output = run(folder, store)
    assert (code, "a.csv: accepted" in output) == (1, True)
    assert sorted(p.name for p in folder.iterdir()) == [".hidden.csv", "a.csv", "c.csv.part", "refused"]
    assert "empty" in (folder / "refused" / "b.csv.txt").read_text()
    assert len(Store(str(store)).at().rows("observations")) == 2
    assert run(folder, store)[0] == 0
    assert len(Store(str(store)).history()) == 1


def test_a_note_says_how_to_answer_and_the_answer_counts_from_then_on(tmp_path: Path):
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "x.csv").write_text(OPEN)
    assert run(folder, store)[0] == 1
    assert "rows_of:ward=..." in (folder / "refused" / "x.csv.txt").read_text()
    (folder / "answers.txt").write_text("# wards\nrows_of:ward=every row\n")
    (folder / "x.csv").write_text(OPEN)
    assert run(folder, store)[0] == 0


def test_a_file_is_added_once_it_has_stopped_growing_and_only_once(tmp_path: Path):
    added: list[str] = []

    class Kept:
        kept = True

    def look(_seconds: float) -> None:
        looks.append(len(added))
        if len(looks) == 1:
            (tmp_path / "x.csv").write_text("a")
        if len(looks) == 2:
            (tmp_path / "x.csv").write_text("ab")
        if len(looks) == 6:
            raise KeyboardInterrupt

    def add(path: Path, _answers: list[str]) -> Kept:
        added.append(path.name)
        return Kept()

    looks: list[int] = []
    with contextlib.suppress(KeyboardInterrupt):
        watch.watch(tmp_path, add, every=1, sleep=look)  # type: ignore[arg-type]
    assert (added, looks) == (["x.csv"], [0, 0, 0, 1, 1, 1])


def test_files_or_a_folder():
    assert CliRunner().invoke(app, ["ingest"]).exit_code == 2
