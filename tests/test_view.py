"""A link opens the view it was made from; what it cannot honour is said, and never shows wider data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import organisations
from analytics.model import Grain, View
from analytics.view import from_params, to_params

TREE = organisations.load()
MEASURES = ("cord", "opioid_high")
months = st.dates(date(2019, 1, 1), date(2030, 12, 1)).map(lambda d: d.replace(day=1))
open_codes = st.sampled_from([o.code for o in TREE.by_code.values() if TREE.is_open(o) and o.kind != "sub_icb"])


@given(
    open_codes,
    st.sampled_from([None, *MEASURES]),
    st.one_of(st.none(), st.tuples(months, months)),
    st.sampled_from([None, *Grain]),
    st.sampled_from([None, "3.1.0.2-4f2a"]),
)
def test_a_view_survives_the_link(code, measure, period, grain, asof):
    start, end = sorted(period) if period else (None, None)
    view = View(code, measure, start, end, grain, asof)
    opened = from_params(to_params(view, TREE), TREE, MEASURES)
    assert opened.view == view
    assert not opened.notices
    assert not opened.blocked


@given(
    st.dictionaries(
        st.sampled_from(["region", "icb", "trust", "psc", "measure", "from", "to", "grain", "asof", "x"]),
        st.text(max_size=20),
    )
)
def test_no_link_ends_in_an_exception_or_in_wider_data(params):
    opened = from_params(params, TREE, MEASURES)
    if any(params.get(name, "").strip() for name in ("region", "icb", "trust", "psc")):
        assert opened.blocked or opened.view.organisation != "ENG"


@pytest.mark.parametrize(
    ("params", "code", "blocked", "says"),
    [
        ({"icb": "QOP"}, "QOP", False, ""),
        ({"icb": "XXX"}, "ENG", True, "“XXX”, which we do not know"),
        ({"trust": "London"}, "ENG", True, "“London”, which we do not know"),
        ({"region": "QOP"}, "ENG", True, "“QOP”"),  # a board is no region
        ({"trust": "RVY"}, "RBN", False, "its successor is Mersey and West Lancashire"),
        ({"trust": "R0A", "icb": "QM7"}, "R0A", False, "is not part of"),
        ({"icb": "QOP", "from": "banana"}, "QOP", False, "not a month"),
        ({"icb": "QOP", "from": "2023-04", "to": "2022-04"}, "QOP", False, "ends before it begins"),
        ({"measure": "nonsense"}, "ENG", False, "a measure “nonsense”"),
        ({"icb": "<script>"}, "ENG", True, "“script”"),
    ],
)
def test_what_a_link_cannot_honour_is_said(params, code, blocked, says):
    opened = from_params(params, TREE, MEASURES)
    assert (opened.view.organisation, opened.blocked) == (code, blocked)
    assert says in " ".join(opened.notices)
    assert bool(opened.notices) == bool(says)
