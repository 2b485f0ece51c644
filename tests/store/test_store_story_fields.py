"""A store of before stories had an aim, a measure, a baseline and a result opens, and takes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
from deltalake import DeltaTable

from analytics import ingest
from analytics.model.tables import STORIES
from analytics.store import Store, Upload

OLD = Path(__file__).parents[1] / "keeping" / "data" / "store_without_kinds.zip"
"""See test_event_kinds: its stories have no such columns either."""
HEADER = "quarter,programme,org_code,kind,title,text,measure,baseline,result\n"
BEFORE = "quarter,programme,org_code,kind,title,text\n2023-24 Q1,opioids,QOP,update,Leads named,Ten places\n"


def keep(store: Store, text: str) -> None:
    found = ingest.read_bytes("stories.csv", text.encode())
    assert found.problems == ()
    store.commit(found.rows, Upload("stories", "stories.csv", found.sha256, len(found.rows), format=found.format))


def columns(store: Store) -> list[str]:
    return DeltaTable(f"{store.uri}/stories").to_pyarrow_table().column_names


def test_the_fields_come_with_the_first_story_that_has_them(tmp_path):
    shutil.unpack_archive(OLD, tmp_path)
    old = Store(str(tmp_path / "store"))
    old.create()
    assert "baseline" not in columns(old), "looking changes nothing"
    assert list(old.at().rows("stories")[STORIES.schema.names].columns) == STORIES.schema.names
    link = str(old.version())
    keep(old, HEADER + "2023-24 Q2,preterm_optimisation,R0A,case study,Cord,Trolley,cord,68%,81%\n")
    (told,) = old.at().rows("stories").query("measure == 'cord'").to_dict("records")
    assert (told["baseline"], told["result"]) == (0.68, 0.81)
    assert "cord" not in set(old.at(link).rows("stories")["measure"].dropna()), "a link from before opens"
    assert old.check().damages == []


def test_a_file_without_the_fields_is_kept_as_before(store):
    keep(store, BEFORE)
    (told,) = store.at().rows("stories").query("title == 'Leads named'").to_dict("records")
    assert told["measure"] == ""
    assert pd.isna(told["baseline"])
    assert pd.isna(told["from"])
