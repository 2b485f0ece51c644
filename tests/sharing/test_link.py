"""A link opens the view it was made from; what it cannot honour is said, and never shows wider data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue, organisations
from analytics.model import Grain, Shown, ShownAs, View
from analytics.model.shown import BASELINE_YEARS
from analytics.sharing.assumed import assume
from analytics.sharing.link import Opened, asked_tree, from_params, to_params

TREE = organisations.at(date(2024, 3, 31))
MEASURES = ("cord", "opioid_high")
KNOWN = catalogue.load().adjustable
months = st.dates(date(2019, 1, 1), date(2030, 12, 1)).map(lambda d: d.replace(day=1))


def between_its_ends(name: str, share: float) -> tuple[str, float]:
    of = KNOWN[name]
    return name, round(of.low + share * (of.high - of.low), 0 if of.whole else 6)


assumptions = st.dictionaries(st.sampled_from(sorted(KNOWN)), st.floats(0, 1)).map(
    lambda shares: tuple(sorted(between_its_ends(name, share) for name, share in shares.items()))
)
open_codes = st.sampled_from([o.code for o in TREE.by_code.values() if TREE.is_open(o) and o.kind != "sub_icb"])


@given(
    open_codes,
    st.sampled_from([None, *MEASURES]),
    st.one_of(st.none(), st.tuples(months, months)),
    st.sampled_from([None, *Grain]),
    st.sampled_from([None, "3.1.0.2-4f2a"]),
    assumptions,
    st.sampled_from([None, "today", date(2026, 3, 31)]),
    st.builds(Shown, st.sampled_from(ShownAs), st.sampled_from([None, *BASELINE_YEARS]), st.booleans()),
)
def test_a_view_survives_the_link(code, measure, period, grain, asof, assumed, tree, shown):
    start, end = sorted(period) if period else (None, None)
    view = View(code, measure, start, end, grain, asof, assumptions=assumed, tree=tree, shown=shown)
    opened = from_params(to_params(view, TREE), TREE, MEASURES)
    assert opened.view == view
    assert not opened.notices
    assert not opened.blocked


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("region", "icb", "trust", "psc", "measure", "from", "to", "grain", "asof", "assume", "tree", "x"),
                *("as", "limits", "calendar", "baseline", "period"),
            ]
        ),
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


parts = st.one_of(
    st.sampled_from(
        ["nnt_cord:40", "rate:0.9", "rate:95", "base_mgso4:1", "nnt_cord:NaN", "nnt_cord:1e3", "rate:-1", ""]
    ),
    st.text(max_size=12),
)


@given(st.lists(parts, max_size=4), st.sampled_from([{}, {"icb": "QOP"}, {"icb": "XXX"}, {"from": "2022-04"}]))
def test_assumptions_change_no_other_part_of_a_view_and_stay_within_bounds(said, params):
    plain, opened = from_params(params, TREE), from_params(params | {"assume": ",".join(said)}, TREE)
    assert (opened.view.organisation, opened.blocked) == (plain.view.organisation, plain.blocked)
    assert (opened.view.start, opened.view.end, opened.view.asof) == (plain.view.start, plain.view.end, plain.view.asof)
    for name, value in opened.view.assumptions:
        assert KNOWN[name].low <= value <= KNOWN[name].high
        assert ",".join(said).count(f"{name}:") == 1


@pytest.mark.parametrize(
    ("said", "kept", "says"),
    [
        ("nnt_cord:40", {"nnt_cord": 40.0}, ""),
        ("rate:0.9,nnt_cord:40", {"nnt_cord": 40.0, "rate": 0.9}, ""),
        ("rate_cord:1", {"rate_cord": 1.0}, ""),
        ("rate:95", {}, "not between 0 and 1"),  # a fraction, not a percentage
        ("nnt_cord:0", {}, "not between 1 and 1,000"),  # nobody divides by nothing
        ("nnt_cord:40,nnt_cord:50", {}, "more than once"),  # neither is better than the other
        ("nnt_gbs:9", {}, "means nothing here"),  # quoted, never worked out
        ("nnt_cord:many", {}, "not a number"),
        ("nnt_cord:1e2", {}, "not a number"),
        ("nnt_cord:nan", {}, "not a number"),
        ("nnt_cord:٤٠", {}, "not a number"),  # digits, but not ours
        ("nnt_cord:-40", {}, "not a number"),
        ("nnt_cord", {}, "not a number"),
        ("support_months:2.5", {}, "not a whole number"),
        ("support_months:2.0,support_returns:9", {"support_months": 2.0}, "not between 1 and 8"),
        ("nnt_cord:40,", {"nnt_cord": 40.0}, "means nothing here"),
    ],
)
def test_assumptions_are_read_strictly(said, kept, says):
    opened = from_params({"assume": said}, TREE)
    assert dict(opened.view.assumptions) == kept
    assert says in " ".join(opened.notices)
    assert bool(opened.notices) == bool(says)


def test_an_assumption_is_changed_and_taken_back():
    view = View(assumptions=(("rate", 0.9),))
    assert assume(view, "nnt_cord", 40) == (("nnt_cord", 40), ("rate", 0.9))
    assert assume(view, "rate", 1 / 3) == (("rate", 0.333333),)
    assert assume(view, "rate", None) == ()


NOW = organisations.at(date(2026, 5, 1))


@pytest.mark.parametrize(
    ("params", "code", "former", "choices", "says"),
    [
        ({"icb": "QH8"}, "D7T5G", "QH8", (), "its successor is NHS Essex Integrated Care Board"),
        ({"icb": "QNQ"}, "ENG", "QNQ", ("QRL", "S0E4D", "S9B9J"), "parts of it went to"),
        ({"icb": "D7T5G"}, "D7T5G", None, (), ""),
        ({"trust": "RQW", "icb": "QM7"}, "ENG", "QM7", ("D7T5G", "S1Y5D"), "parts of it went to"),
    ],
)
def test_a_link_to_an_abolished_board_says_what_became_of_it(params, code, former, choices, says):
    opened = from_params(params, NOW)
    assert (opened.view.organisation, opened.former, set(opened.choices)) == (code, former, set(choices))
    assert says in " ".join(opened.notices)
    assert opened.blocked is bool(choices)


def test_a_board_that_has_not_begun_is_no_other():
    opened = from_params({"icb": "D7T5G"}, TREE)
    assert (opened.blocked, opened.former, opened.choices) == (True, "D7T5G", ())


@pytest.mark.parametrize(
    ("params", "day"),
    [
        ({}, date(2023, 9, 30)),
        ({"to": "2022-02"}, date(2022, 2, 28)),
        ({"tree": "today", "to": "2022-02"}, "today"),
        ({"tree": "then"}, date(2023, 9, 30)),
        ({"tree": "2026-03-31"}, date(2026, 3, 31)),
        ({"tree": "long ago"}, date(2023, 9, 30)),
    ],
)
def test_the_day_of_the_tree(params, day):
    before = date.today()
    found = asked_tree(params, (date(2021, 4, 1), date(2023, 9, 1)))
    # Asked when the test runs, not when it is collected: midnight may lie between.
    assert before <= found <= date.today() if day == "today" else found == day
    assert bool(from_params(params, TREE).notices) == (params.get("tree") == "long ago")


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"as": "percent"}, "The link asks for “as=percent”; counts are shown."),
        ({"limits": "2020"}, "The link asks for “limits=2020”; limits come from all months."),
        ({"calendar": "in"}, "The link asks for “calendar=in”; the figures are shown as they are."),
    ],
)
def test_a_way_of_showing_that_we_do_not_know_is_named_and_the_usual_one_taken(params, says):
    opened = from_params(params, TREE, MEASURES)
    assert (opened.view.shown, opened.notices) == (Shown(), (says,))


def test_only_what_differs_from_the_usual_is_in_a_link():
    assert to_params(View(), TREE) == {}
    shown = Shown(ShownAs.PER_DAY, 2021, calendar_out=True)
    assert to_params(View(shown=shown), TREE) == {"as": "per_day", "limits": "2021", "calendar": "out"}


def test_the_months_to_compare_survive_the_link_and_nonsense_is_said():
    spans = (date(2021, 1, 1), date(2021, 12, 1)), (date(2022, 7, 1), date(2023, 3, 1))
    view = View(baseline=spans[0], period=spans[1])
    params = to_params(view, TREE)
    assert params == {"baseline": "2021-01..2021-12", "period": "2022-07..2023-03"}
    assert from_params(params, TREE) == Opened(view)
    for name, text in (("baseline", "2021"), ("period", "2023-03..2022-07"), ("period", "2022-13..2023-01")):
        opened = from_params({name: text}, TREE)
        assert opened.view == View()
        assert "the usual ones are compared" in opened.notices[0]
    late = from_params({"baseline": "2022-01..2022-12", "period": "2022-12..2023-03"}, TREE)
    assert late.view == View()
    assert "wholly after its baseline" in late.notices[0]


def test_what_was_picked_in_a_section_travels_and_nonsense_is_named():
    view = View().picking("event", "20230112-ENG-0a1b2c3d").picking("score_preterm", "seven")
    tree = TREE
    params = to_params(view, tree)
    assert params["pick"] == "event:20230112-ENG-0a1b2c3d,score_preterm:seven"
    assert from_params(params, tree).view == view
    odd = from_params({"pick": "event:<b>,score_preterm:seven"}, tree)
    assert odd.view.pick("score_preterm") == "seven"
    assert any("means nothing here" in notice for notice in odd.notices)
    assert view.picking("event", "").pick("event") == ""
