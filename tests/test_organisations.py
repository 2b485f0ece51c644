"""The tree of organisations and what a text is matched to."""

import re
from datetime import date
from pathlib import Path

import pytest

from analytics import organisations
from analytics.model import Kind, Organisation, Succession
from analytics.model.organisation import SuccessionKind
from analytics.organisations import UnknownOrganisation, common_name
from analytics.organisations import sources as tables
from analytics.organisations.checks import check
from analytics.organisations.directory import Directory
from analytics.organisations.sources import Parenthood

ROOT = Path(__file__).resolve().parents[1]

TREE = organisations.at(date(2024, 3, 31))


def test_the_directory_is_whole():
    sizes = {kind: len(TREE.all(kind)) for kind in Kind}
    assert sizes == {"nation": 1, "region": 7, "icb": 42, "trust": 210, "sub_icb": 106, "psc": 15}
    assert sum(o.maternity for o in TREE.all(Kind.TRUST)) == 120


def test_every_organisation_stands_under_england():
    for organisation in TREE.by_code.values():
        line = TREE.ancestors(organisation.code)
        assert organisation.kind is Kind.NATION or line[-1].code == "ENG", organisation


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("QOP", "QOP", "an ODS code"),
        (" qop ", "QOP", "in any case and with spaces"),
        ("E54000057", "QOP", "an ONS code"),
        ("National", "ENG", "as maternity statistics call England"),
        ("NHS GREATER MANCHESTER INTEGRATED CARE BOARD", "QOP", "a name in capitals"),
        ("Greater Manchester", "QOP", "a name without what all boards share"),
        ("RVY", "RBN", "closed on 30 June 2023, before the directory's day"),
        ("RXH", "RYR", "closed, its successor renamed since"),
        ("RAP", "RAP", "closed in December 2024, after the directory's day: still itself"),
        ("St Helens and Knowsley Teaching Hospitals NHS Trust", "RBN", "a former name of the same code"),
        ("00L", "00L", "a sub-ICB location"),
        ("South West", "Y58", "a region and a PSC share this name: the region is larger"),
        ("03A", None, "an abolished CCG"),
        ("", None, "nothing"),
    ],
)
def test_match(text, code, why):
    assert TREE.match(text).code == code, why


def test_a_successor_is_named_and_a_near_name_is_suggested():
    assert "closed on 30 June 2023" in TREE.match("RVY").note
    assert any("R0A" in s for s in TREE.match("Manchester Universty").suggestions)


def test_members_nest():
    for icb in TREE.all(Kind.ICB):
        region = TREE.ancestor(icb.code, Kind.REGION)
        trusts = TREE.members(icb.code, Kind.TRUST)
        assert {t.code for t in trusts} <= {t.code for t in TREE.members(region.code, Kind.TRUST)}
        assert all(t.trust_kind != "ambulance" for t in trusts), "an ambulance trust serves many ICBs"
    covered = [o.code for psc in TREE.all(Kind.PSC) for o in TREE.members(psc.code, Kind.ICB)]
    assert len(covered) == len(set(covered)) == 42, "each ICB has one PSC"


def test_an_unknown_code_says_so():
    with pytest.raises(UnknownOrganisation, match="not an organisation that we know"):
        TREE["XYZ"]


def test_common_names():
    assert common_name(TREE["QOP"]) == "Greater Manchester ICB"
    assert common_name(TREE["R0A"]) == "Manchester University"


FRIMLEY, TODAY = organisations.at(date(2026, 3, 31)), organisations.at(date(2026, 4, 1))


def test_the_boards_of_april_2026():
    assert (len(FRIMLEY.all(Kind.ICB)), len(TODAY.all(Kind.ICB))) == (42, 36)
    assert {o.code for o in TODAY.members("D7T5G", Kind.SUB_ICB)} == {"06Q", "06T", "07G", "07H", "99E", "99F", "99G"}
    assert {o.code for o in TODAY.members("D7T5G", Kind.TRUST)} == {"R1L", "RAJ", "RQW"}
    for code in ("RDE", "RDU", "D4U1Y"):  # which board they belong to is asked, not guessed
        assert TODAY[code].open_question
        assert TODAY.ancestor(code, Kind.ICB) is None
        assert TODAY.ancestor(code, Kind.REGION).code == FRIMLEY.ancestor(code, Kind.REGION).code
    assert all(
        TODAY[s.successor].psc is None for s in TODAY.successions if TODAY[s.successor].opened == date(2026, 4, 1)
    )


def test_trees_are_made_once_between_days_of_change():
    assert organisations.at(date(2026, 4, 1)) is organisations.at(date(2026, 6, 30))
    assert organisations.at(date(2026, 3, 31)) is not organisations.at(date(2026, 4, 1))
    assert organisations.at(date(1990, 1, 1)).all(Kind.ICB), "before the first change the tree is that of the first"


@pytest.mark.parametrize(
    ("tree", "text", "code", "told"),
    [
        (FRIMLEY, "QH8", "QH8", ""),
        (TODAY, "QH8", "D7T5G", "closed on 31 March 2026; its successor is NHS Essex"),
        (TODAY, "Mid and South Essex", "D7T5G", "its successor is NHS Essex"),
        (TODAY, "QNQ", None, "parts of it went to NHS Hampshire and Isle of Wight"),
        (TODAY, "Essex", "D7T5G", ""),
        (FRIMLEY, "D7T5G", None, "began on 1 April 2026; until then there was NHS Mid and South Essex"),
        (TODAY, "E54000067", "QRL", ""),
        (TODAY, "RYK", None, "closed on 30 September 2024"),
        (TODAY, "TAF", "G6V2S", "its successor is North London"),
    ],
)
def test_match_on_a_day(tree, text, code, told):
    found = tree.match(text)
    assert found.code == code
    assert told in found.note


def test_names_over_time():
    names = [organisations.at(day)["RBN"].name for day in (date(2023, 6, 30), date(2023, 7, 1))]
    assert names[0] == "St Helens and Knowsley Teaching Hospitals NHS Trust"
    assert names[1] == "Mersey and West Lancashire Teaching Hospitals NHS Trust"


def test_the_tables_hold_and_open_questions_are_listed():
    found = check(organisations.directory())
    assert found.faults == ()
    told = "\n".join(found.questions)
    for code in ("RDE", "RDU", "D4U1Y", "D7T5G", "RYK"):
        assert f"({code})" in told


def broken(successions=(), parents=(), closed=None) -> str:
    """The faults of a small directory with one thing wrong."""
    boards = [Organisation(c, c, c, Kind.ICB, "N", opened=None, closed=closed if c == "A" else None) for c in "ABC"]
    everybody = [tables.NATION, Organisation("N", "N", "N", Kind.REGION, "ENG"), *boards]
    return " ".join(check(Directory({o.code: o for o in everybody}, successions, parents)).faults)


def went(old: str, new: str, whole: bool = True) -> Succession:
    return Succession(old, new, date(2026, 4, 1), SuccessionKind.MERGER, whole)


LAST, FIRST = date(2026, 3, 31), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"successions": (went("A", "X"),)}, "successions: X is no organisation of the directory."),
        ({"successions": (went("A", "B"), went("B", "A"))}, "A would become itself again."),
        ({"successions": (went("A", "B"),)}, "A went wholly into B on 1 April 2026, but has no last day."),
        ({"successions": (went("A", "B"),), "closed": date(2026, 1, 31)}, "but closed on 31 January 2026."),
        ({"successions": (went("A", "B"), went("A", "C")), "closed": LAST}, "A went wholly into B, and elsewhere too."),
        (
            {"parents": tuple(Parenthood("A", "parent", p, FIRST) for p in "BC")},
            "A has 2 rows for its parent from 1 April",
        ),
        (
            {"parents": (Parenthood("B", "parent", "A", FIRST),), "closed": LAST},
            "B stands under A on 1 April 2026, which",
        ),
    ],
    ids=["unknown", "cycle", "no last day", "gap", "whole and part", "two parents", "closed parent"],
)
def test_what_does_not_fit_is_found(wrong, told):
    assert told in broken(**wrong)


def test_nothing_in_code_knows_how_many_boards_there_are():
    codes = {o.code for o in TODAY.by_code.values() if o.kind is Kind.ICB}
    for path in [*(ROOT / "analytics").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        text = path.read_text("utf-8")
        assert not re.search(r"\b(42|36|forty-two|thirty-six) (ICBs|boards|integrated)", text), path
        assert len({c for c in codes if f'"{c}"' in text}) < 3, path
