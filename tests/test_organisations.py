"""The tree of organisations and what a text is matched to."""

from datetime import date

import pytest

from analytics import organisations
from analytics.model import Kind
from analytics.organisations import UnknownOrganisation, common_name

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
