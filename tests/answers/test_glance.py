"""Many measures at a glance, one intervention in a line, and what its chart says beside."""

from datetime import date

import numpy as np
from answers_made import observations

from analytics.answers import Data, Question, glance
from analytics.answers.before_after import nearby
from analytics.answers.chart import between_events, between_or_usual, chart, signalled
from analytics.keeping import annotations
from analytics.model import EventKind, Variation
from analytics.store import Upload

DAY = date(2023, 9, 30)


def test_what_has_nothing_to_show_is_silent_and_not_judged(data):
    """RXV has no maternity unit."""
    charts = [chart(data, Question(slug, code)) for slug, code in (("cord", "ENG"), ("mgso4", "ENG"), ("cord", "RXV"))]
    found = glance.overview(charts)
    assert (found.shown, found.silent) == (tuple(charts[:2]), (charts[2],))
    assert "of 2 charts" in found.by_chance
    assert glance.by_chance(charts[1:]) == "", "one chart is no wall of charts"


def test_an_intervention_in_a_line(data):
    pathway = data.catalogue.pathway("preterm")
    whole = glance.glance(data, Question("cord"), pathway, DAY)
    assert whole.since is not None
    assert round(whole.since.difference, 2) == 0.33, "from 33% to 67%"
    assert whole.adopted.endswith("of 120 in place")
    none = glance.glance(data, Question("cord", "RXV"), pathway, DAY)
    assert (none.since, none.missing, none.adopted) == (None, "", "not recorded")


def test_rare_events_are_told_by_what_lies_between_them(store):
    events = np.zeros(24)
    events[::4] = 1
    store.commit(observations("R0A", events, slug="nec"), Upload("observations", "nec.csv", "0" * 64, 24))
    found = between_events(Data.of(store.at()), Question("nec", "R0A"))
    assert found is not None
    assert (found.chart.kind, len(found.series)) == ("g", 6), "five gaps, and the one that is still open"
    assert found.series.points["value"].tolist() == [400.0] * 5 + [350.0], "the open gap can only grow"

    late = between_events(Data.of(store.at()), Question("nec", "R0A", date(2022, 10, 1)))
    assert late.chart.value.tolist() == found.chart.value.tolist(), "the view crops and does not judge"
    assert late.drawn[0].points["value"].tolist() == [400.0, 350.0]


def test_common_events_are_told_by_their_share(data):
    assert between_events(data, Question("cord")) is None
    usual = between_or_usual(data, Question("cord"))
    assert usual.chart.kind == chart(data, Question("cord")).chart.kind
    assert "Only events of a share that are rare" in usual.series.notes[-1]


def test_a_single_rare_event_has_nothing_before_it(store):
    store.commit(observations("R0A", [1.0, *[0.0] * 23], slug="nec"), Upload("observations", "nec.csv", "0" * 64, 24))
    usual = between_or_usual(Data.of(store.at()), Question("nec", "R0A"))
    assert "Too few events have happened" in usual.series.notes[-1]
    assert usual.series.measure.slug == "nec"


def test_signals_are_the_periods_that_may_have_a_reason(data):
    rising, steady = chart(data, Question("cord")), chart(data, Question("mgso4"))
    assert date(2023, 9, 1) in signalled(rising)
    assert steady.chart.variation is Variation.COMMON_CAUSE
    assert date(2023, 9, 1) not in signalled(steady)


def test_other_events_close_by_are_named_and_not_the_one_that_is_asked_about(store):
    for day, title in (
        (date(2022, 2, 7), "New guideline"),
        (date(2022, 6, 13), "Second unit"),
        (date(2023, 6, 1), "Late"),
    ):
        written = {"organisation": "QOP", "measure": "cord", "title": title, "text": "", "who": ""}
        annotations.write(store, kind=EventKind.REASON, day=day, **written)
    found = nearby(Data.of(store.at()), "cord", "QOP", date(2022, 2, 7), "New guideline")
    assert found == ("“Second unit” (13 June 2022)",)
