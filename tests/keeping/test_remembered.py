"""What was said about the columns of a file is kept and used for the next file like it, and only for that."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from analytics import ingest
from analytics.ingest.mapping import MappedColumn, Mapping, Role
from analytics.keeping import remembered
from analytics.store import Store

TEXT = "Trust,Apr-23 Seen,Apr-23 Done,May-23 Seen,May-23 Done\nR0A,32,21,30,22\nRBN,20,9,21,10\n"


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


def read(text: str, store: Store, name: str = "x.csv") -> ingest.Reading:
    return remembered.reading(partial(ingest.read_bytes, name, text.encode()), store)


def said(text: str) -> tuple[str, Mapping]:
    """The signature of a file, and a mapping of it as a person would settle it."""
    found = ingest.read_bytes("x.csv", text.encode()).proposal
    assert found is not None
    return found.signature, replace(found.mapping, measure="Warm bundle")


def test_a_file_is_read_as_said_also_with_another_month(empty: Store):
    assert read(TEXT, empty).status == "rejected"
    signature, mapping = said(TEXT)
    remembered.remember(empty, signature, mapping, "Ann", today=date(2024, 5, 1))
    assert len(read(TEXT, empty).rows) == 4
    header, *rows = TEXT.splitlines()
    more = "\n".join([f"{header},Jun-23 Seen,Jun-23 Done", *(f"{row},8,7" for row in rows)]) + "\n"
    found = read(more, empty)
    june = found.rows[found.rows["period"] == "2023-06-01"]
    assert june[["numerator", "denominator"]].to_numpy().tolist() == [[7, 8], [7, 8]]
    assert any("as you said on 1 May 2024 for files with these columns" in fact for fact in found.facts)


def test_a_measure_that_no_column_names_is_checked_again(empty: Store):
    remembered.remember(empty, *said(TEXT), today=date(2024, 5, 1))
    assert any("you said that the measure is “Warm bundle”" in p.message for p in read(TEXT, empty).problems)
    # The file's own word counts for more.
    assert set(read(TEXT, empty, "caffeine.csv").rows["measure"]) == {"caffeine"}


def test_a_measure_said_in_place_of_what_the_file_calls_itself_is_that_of_the_next(empty: Store):
    named = partial(ingest.read_bytes, "caffeine.csv", TEXT.encode())
    guess = named().proposal
    assert guess is not None
    settled = named(mapping=replace(guess.mapping, measure="Warm bundle")).proposal
    assert settled is not None
    remembered.remember(empty, settled.signature, settled.mapping)
    assert set(read(TEXT, empty, "caffeine.csv").rows["measure"]) == {"warm_bundle"}
    assert set(read(TEXT, empty, "cord.csv").rows["measure"]) == {"cord"}


def test_other_columns_are_other_files(empty: Store):
    remembered.remember(empty, *said(TEXT))
    assert read(TEXT.replace("Done", "Complete"), empty).status == "rejected"


def test_the_newest_word_counts_and_a_damaged_one_is_none(empty: Store):
    for measure in ("First", "Second"):
        remembered.remember(empty, "ab" * 12, Mapping((MappedColumn("a", Role.VALUE),), measure=measure))
    found = remembered.recall(empty, "ab" * 12)
    assert found is not None
    assert found.measure == "Second"
    [file] = (Path(empty.uri) / "_mappings").iterdir()
    file.write_text('{"mapping": {"columns": 3}}')
    assert remembered.recall(empty, "ab" * 12) is None
    assert remembered.recall(empty, "cd" * 12) is None


@pytest.mark.parametrize("signature", ["", "../../etc/passwd", "ABC", "a/b"])
def test_a_signature_is_never_a_path(empty: Store, signature: str):
    with pytest.raises(ValueError, match="hexadecimal"):
        remembered.remember(empty, signature, Mapping())


def test_what_is_forgotten_is_asked_again(empty: Store):
    signature, mapping = said(TEXT)
    remembered.remember(empty, signature, mapping)
    assert read(TEXT, empty).status != "rejected"
    remembered.forget(empty, signature)
    assert read(TEXT, empty).status == "rejected"
    remembered.forget(empty, signature)  # twice is no harm
