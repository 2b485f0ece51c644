"""A chart held against itself in an earlier version of the data, in numbers and in sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics import ingest
from analytics.answers import Data, Question
from analytics.answers.since import questions, since
from analytics.keeping import definitions
from analytics.model import Grain, State, View
from analytics.store import Store, Upload
from analytics.words.since import sentences

MONTHS = [str(m) for m in pd.period_range("2021-04", "2022-12", freq="M")]
CALM = [300 + 10 * (-1) ** i for i in range(len(MONTHS))]
ASKED = Question("skin_to_skin", "R0A")


def keep(store: Store, figures: dict[str, int], name: str = "own.csv") -> Data:
    lines = "".join(f"Skin to skin,R0A,{month},{n},400\n" for month, n in figures.items())
    text = "measure,org_code,period,numerator,denominator\n" + lines
    found = ingest.read_bytes(name, text.encode(), local=definitions.measures(store.at()))
    assert found.kept, found.problems
    store.commit(found.rows, Upload(found.table, name, found.sha256, len(found.rows), format=found.format))
    return Data.of(store.at())


@pytest.fixture
def first(store) -> Data:
    return keep(store, dict(zip(MONTHS, CALM, strict=True)))


def test_the_same_data_have_no_news(first, store):
    found = since(first, Data.of(store.at()), ASKED)
    assert found.nothing
    assert sentences(found) == ()


def test_a_new_month_beyond_the_limits_is_a_signal_gained(first, store):
    now = keep(store, {"2023-01": 390})
    found = since(first, now, ASKED)
    assert [str(day.date()) for day in found.new] == ["2023-01-01"]
    assert [(str(t.period.date()), t.now) for t in found.new_signals] == [("2023-01-01", State.NEUTRAL_HIGH)]
    assert found.revised == ()
    assert sentences(found) == (
        "Special cause: higher, with no better direction; before: common cause variation: no clear change.",
        "Jan 2023 gained a signal of a high special cause.",
        "A new figure: Jan 2023; the latest is 97.5%.",
    )


def test_a_revised_month_loses_the_signal_that_it_carried(store):
    loud = keep(store, dict(zip(MONTHS, [*CALM[:-1], 390], strict=True)))
    now = keep(store, {MONTHS[-1]: CALM[-1]})
    found = since(loud, now, ASKED)
    assert [t.was for t in found.lost] == [State.NEUTRAL_HIGH]
    ((day, was, is_now),) = found.revised
    assert (str(day.date()), was, is_now) == ("2022-12-01", 390 / 400, CALM[-1] / 400)
    told = sentences(found)
    assert "Dec 2022 lost a signal of a high special cause." in told
    assert f"Dec 2022 was revised from 97.5% to {CALM[-1] / 4:.1f}%." in told
    back = since(now, loud, ASKED)
    assert [t.now for t in back.gained] == [State.NEUTRAL_HIGH]
    assert "Dec 2022 gained a signal of a high special cause." in sentences(back)


def test_many_revisions_are_counted_and_figures_that_are_gone_are_named(first, store):
    now = keep(store, {month: CALM[i] + 1 for i, month in enumerate(MONTHS[:5])})
    assert "5 figures were revised between Apr 2021 and Aug 2021." in sentences(since(first, now, ASKED))
    gone = since(keep(store, {"2021-03": 300}), first, ASKED)
    assert "Mar 2021 has no figure any more." in sentences(gone)


def test_a_revision_too_small_to_be_shown_is_told_as_such(store):
    big = dict.fromkeys(MONTHS, 0)
    for i, month in enumerate(MONTHS):
        big[month] = 300_000 + 3000 * (-1) ** i

    def kept(figures: dict[str, int]) -> Data:
        lines = "".join(f"Skin to skin,R0A,{month},{n},400000\n" for month, n in figures.items())
        text = "measure,org_code,period,numerator,denominator\n" + lines
        found = ingest.read_bytes("big.csv", text.encode(), local=definitions.measures(store.at()))
        store.commit(found.rows, Upload(found.table, "big.csv", found.sha256, len(found.rows), format=found.format))
        return Data.of(store.at())

    before = kept(big)
    after = kept({MONTHS[0]: big[MONTHS[0]] + 1})
    assert sentences(since(before, after, ASKED)) == (
        "Apr 2021 was revised by less than is shown of it: it is 75.8%, as before.",
    )


def test_a_measure_that_was_not_there_then(store):
    before = Data.of(store.at())
    found = since(before, keep(store, dict(zip(MONTHS, CALM, strict=True))), ASKED)
    assert found.before is None
    assert sentences(found) == ("There were no figures then, and now there are.",)


def test_points_of_another_grain_are_not_held_against_each_other(data):
    found = since(data, data, Question("cord", "QOP"))
    other = replace(found, before=replace(found.before, grain=Grain.YEAR))
    assert not other.nothing
    assert "cannot be held against each other" in sentences(other)[0]


def test_made_up_figures_that_became_real_are_named(store):
    before = Data.of(store.at())
    was = since(before, before, Question("cord", "R0A", grain=None)).series
    figures = was.points[["period", "numerator", "denominator"]].dropna()
    lines = "".join(f"cord,R0A,{p:%Y-%m},{n:.0f},{d:.0f}\n" for p, n, d in figures.itertuples(index=False))
    assert was.grain is Grain.MONTH
    text = "measure,org_code,period,numerator,denominator\n" + lines
    found = ingest.read_bytes("real.csv", text.encode())
    store.commit(found.rows, Upload(found.table, "real.csv", found.sha256, len(found.rows), format=found.format))
    told = sentences(since(before, Data.of(store.at()), Question("cord", "R0A")))
    assert "The figures were made up then, and now they are real." in told


def test_a_view_asks_of_its_measure_and_the_overview_of_every_headline(data):
    preterm = data.catalogue.programme("preterm_optimisation")
    (asked,) = questions(data, View("QOP", "cord"), preterm)
    assert (asked.measure, asked.organisation) == ("cord", "QOP")
    assert questions(data, View("QOP"), preterm)[0].measure in preterm.headline
    every = {q.measure for q in questions(data, View(), None)}
    assert every == {slug for programme in data.catalogue.programmes for slug in programme.headline}
    assert np.unique([q.organisation for q in questions(data, View(), None)]).tolist() == ["ENG"]
