"""What if every trust reached a rate: people reached in addition, harm avoided and cost, by organisation."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.answers import what_if
from analytics.catalogue import effects
from analytics.charts import bundle as bars
from analytics.charts.bundle import Bar
from analytics.model import Harm, Kind, Lifted, Measure, Organisation, View, WhatIf, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.organisations import common_name
from analytics.sharing.assumed import assume
from analytics.words import estimates as say
from ui import cached, link
from ui.frame import Here
from ui.panels import takeaway
from ui.text import plain

EVERYTHING = "All interventions"


def draw(here: Here) -> None:
    """Choose a rate and an intervention, then the sentence, the bars and the table by organisation."""
    st.markdown("### What if?")
    composite = what_if.composite(here.programme) if here.programme else None
    if composite is None:
        return
    measures = cached.the_catalogue().measures
    slug, rate = _choose(here, {s: measures[s].short_title for s in composite.composite_of})
    found = cached.lifted(here.version, here.ask(composite.slug), slug, rate, here.view.assumptions)
    if found is None:
        st.info(plain(f"No intervention of {here.name} has a figure for these months."))
        return
    short = measures[slug].short_title.lower() if slug else None
    if not found.eligible:
        what = short or "any intervention"
        st.info(plain(f"Nobody at {here.name} is known to have been eligible for {what} in these months."))
        return
    period = f"{found.months} months like {found.year[0]:%B %Y} to {found.year[1]:%B %Y}"
    members = f"every {labels.KINDS[found.members].short}" if found.members else ""
    harms = [(harm.effect, harm.avoided) for harm in found.harms]
    st.markdown(plain(say.what_if_sentence(here.name, members, rate, short, found.more, period, harms)))
    _cost(found.harms)
    if found.members:
        _silent(here, found, found.members)
        _by_organisation(here, found, period)
    else:
        _by_intervention(here, found, period)


def _choose(here: Here, titles: dict[str, str]) -> tuple[str | None, float]:
    """The intervention (None for all) and the rate, kept in the view so that they travel in the link."""
    slug, rate = effects.chosen_rate(dict(here.view.assumptions))
    left, right = st.columns(2)

    def changed() -> None:
        chosen, share = st.session_state["what_if_measure"], round(st.session_state["what_if_rate"] / 100, 4)
        kept = View(assumptions=tuple(a for a in here.view.assumptions if not a[0].startswith(effects.RATE_NAME)))
        name = effects.RATE_NAME if chosen == EVERYTHING else f"{effects.RATE_NAME}_{chosen}"
        usual = chosen == EVERYTHING and share == effects.RATE
        link.change(assumptions=kept.assumptions if usual else assume(kept, name, share))

    st.session_state["what_if_measure"] = slug or EVERYTHING
    st.session_state["what_if_rate"] = round(rate * 100, 2)
    with left:
        st.selectbox(
            "Which intervention",
            [EVERYTHING, *titles],
            format_func=lambda s: titles.get(s, s),
            key="what_if_measure",
            on_change=changed,
        )
    with right:
        st.number_input("Rate to reach, %", 0.0, 100.0, step=1.0, format="%g", key="what_if_rate", on_change=changed)
    return slug, rate


def _cost(harms: Sequence[Harm]) -> None:
    for harm in harms:
        if harm.cost:
            st.markdown(
                plain(f"Cost avoided: {say.with_range(harm.cost, money=True)}, all of it from {harm.effect.outcome}.")
            )
    st.caption(
        plain(
            "As if as many babies were eligible as then, with no allowance for the effort it takes or for babies who cannot "
            "be reached. Effects of different interventions are never added up: one baby may need several. "
            + (f"The range includes {harms[0].avoided.method.partition('The range includes ')[2]}." if harms else "")
        )
    )


def _silent(here: Here, found: WhatIf, base: Kind) -> None:
    """Which interventions not every organisation has sent data for: those that have not add nothing."""
    missing = what_if.silent(cached.data(here.version), found, here.organisation.code)
    parts = [f"{measure.short_title} {sent} of {expected}" for measure, sent, expected in missing]
    if parts:
        st.caption(plain(f"Only {labels.KINDS[base].many} that have sent data are counted: {'; '.join(parts)}."))


def _by_intervention(here: Here, found: WhatIf, period: str) -> None:
    """Bars and table of one organisation: its interventions, most to gain first."""
    rows = []
    for line in what_if.by_part(cached.data(here.version), found, dict(here.view.assumptions)):
        assert isinstance(line.of, Measure)
        cells: dict[str, object] = {
            "Intervention": line.of.short_title,
            "Reached": line.reached,
            "Eligible": line.eligible,
            "More babies": round(line.more, 1),
            "Months with data": f"{line.months} of {line.expected}",
        }
        rows.append(cells | _harm_cells(line.harms))
    _shown(here, found, pd.DataFrame(rows), "Intervention", "babies", period)


def _shown(here: Here, found: WhatIf, table: pd.DataFrame, by: str, title: str, period: str) -> None:
    """Bars and table of what each line has to gain."""
    drawn = [
        Bar(str(row[by]), float(row[f"More {title}"]), say.people(float(row[f"More {title}"])))
        for row in table.to_dict("records")
    ]
    rate = say.rate_words(found.rate)
    st.markdown(f"#### More {plain(title)} at {plain(rate)}, by {plain(by.lower())}, in {plain(period)}")
    _bars(drawn, f"more {title}", found.illustrative)
    lines = takeaway.context_lines(here) | {"Rate to reach": rate, "Months": period}
    name = f"what_if_{here.organisation.code}"
    takeaway.table(here, name, table, lines, found.illustrative, f"Harm avoided and cost by {by.lower()}")


def _bars(drawn: list[Bar], title: str, illustrative: bool) -> None:
    said = "; ".join(f"{b.name} {b.value_text}" for b in drawn[:3])
    st.vega_lite_chart(
        bars.rows(drawn),
        bars.template(len(drawn), False, title, illustrative),
        key="what_if",
        width="stretch",
        alt=f"Bars of {title}, most first: {said}." + (f" {ILLUSTRATIVE}." if illustrative else ""),
    )


def _by_organisation(here: Here, found: WhatIf, period: str) -> None:
    """Bars and table of the level below, most to gain first."""
    own = here.organisation
    levels = what_if.levels(found, own)
    level: Kind | None = levels[0] if levels else None
    if len(levels) > 1:
        level = st.segmented_control(
            "By",
            levels,
            default=level,
            format_func=lambda k: labels.KINDS[k].many,
            required=True,
            key=f"what_if_level_{own.code}",
        )
    lines = what_if.by_place(cached.data(here.version), found, own.code, level, dict(here.view.assumptions))
    title = "babies" if found.part else "interventions"
    table = pd.DataFrame([_cells(line, found.part, title) for line in lines])
    _shown(here, found, table, "Organisation", title, period)


def _cells(line: Lifted, part: str | None, title: str) -> dict[str, object]:
    """One organisation: more people, then each harm avoided with its range, and cost."""
    assert isinstance(line.of, Organisation)
    cells: dict[str, object] = {"Organisation": common_name(line.of)}
    if part:
        cells["Rate now"] = round(line.reached / line.eligible, 4) if line.eligible else None
        cells |= {"Reached": line.reached, "Eligible": line.eligible}
    cells[f"More {title}"] = round(line.more, 1)
    cells["Months with data"] = f"{line.months} of {line.expected}"
    return cells | _harm_cells(line.harms)


def _harm_cells(harms: Sequence[Harm]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for harm in harms:
        name = harm.effect.outcome[0].upper() + harm.effect.outcome[1:]
        cells |= {
            name: round(harm.avoided.value, 2),
            f"{name}, low": round(harm.avoided.low, 2),
            f"{name}, high": round(harm.avoided.high, 2),
        }
        if harm.cost:
            cells["Cost avoided, £"] = round(harm.cost.value, -3)
    return cells
