"""What it means for babies: estimates with their range and assumptions, then what reaching a rate would add."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.answers import worth
from analytics.catalogue import effects
from analytics.catalogue.effects import Adjustable
from analytics.model import Effect, Estimate, Versions, Worth
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import estimates as say
from ui import cached, link
from ui.frame import Here
from ui.panels import assumed, quoted, takeaway
from ui.preterm import what_if
from ui.text import cells, plain

ALL, BEYOND = "All treatment", "More than at baseline"
FORMATS = {"nnt": "%g", "cost": "%.0f"}


def draw(here: Here) -> None:
    """Estimates of harm avoided, what the report says, the assumptions, and the what-if."""
    st.markdown("## What it means for babies")
    st.caption(say.NOT_COUNTED)
    assert here.programme is not None
    own = {m.slug for m in here.programme.measures}
    lines: list[dict[str, object]] = []
    with st.grid(min_column_width=420, gap="medium"):
        for effect in cached.the_catalogue().effects.values():
            if effect.measure in own:
                with st.container(border=True):
                    lines += _effect(here, effect)
    illustrative = cached.illustrative(here.version, *(e.measure for e in cached.the_catalogue().effects.values()))
    if lines:
        takeaway.table(
            here,
            f"estimates_{here.organisation.code}",
            pd.DataFrame(lines),
            takeaway.context_lines(here),
            illustrative,
            "The estimates with their methods, sources and inputs",
        )
    _assumptions(here)
    quoted.draw(own)
    what_if.draw(here)


def _effect(here: Here, effect: Effect) -> list[dict[str, object]]:
    """One outcome: sentence and table. Returns its lines for the download."""
    st.markdown(f"### {plain(effect.title)}")
    measure = cached.the_catalogue().measures[effect.measure]
    found = cached.worth_of(here.version, effect.slug, here.ask(effect.measure), here.months, here.view.assumptions)
    if found is None:
        st.info(plain(f"There is no figure for {measure.short_title.lower()} of {here.name} in this period."))
        return []
    start, end = found.months
    period = f"{start:%B %Y} to {end:%B %Y}"
    recent = f"month on average, {found.year[0]:%b %Y} to {found.year[1]:%b %Y}"
    counts, treatment = found.counts, found.total.treatment
    st.markdown(
        plain(
            say.sentence(
                effect,
                treatment,
                found.total.beyond,
                (counts.reached, counts.eligible),
                period,
                measure.short_title.lower(),
            )
        )
    )
    total, monthly = _named(found.total), _named(found.monthly)
    table = pd.DataFrame(
        {
            "": list(total),
            f"{period}": [say.with_range(e, money="Cost" in name) for name, e in total.items()],
            f"A {recent}": [say.with_range(e, money="Cost" in name) for name, e in monthly.items()],
        }
    )
    st.table(cells(table), hide_index=True, alt=f"{effect.title}: {ALL.lower()} {say.with_range(treatment)}, {period}")
    made_up = f"{ILLUSTRATIVE}. " if found.illustrative else ""
    st.caption(plain(made_up + _footnote(found)))
    return [
        _line(effect, name, when, e)
        for when, estimates in ((period, total), (recent, monthly))
        for name, e in estimates.items()
    ]


def _named(versions: Versions) -> dict[str, Estimate]:
    """Those that there are, under their names."""
    named = {
        ALL: versions.treatment,
        BEYOND: versions.beyond,
        f"Cost avoided, {ALL.lower()}": versions.cost,
        f"Cost avoided, {BEYOND.lower()}": versions.cost_beyond,
    }
    return {name: e for name, e in named.items() if e is not None}


def _footnote(found: Worth) -> str:
    counts, base, method = found.counts, found.baseline, found.total.treatment.method
    parts = [f"{method[0].upper()}{method[1:]}.", f"Counted: {found.measure.title.lower()}."]
    if base:
        parts.append(f"Baseline: {say.rate_words(round(base.rate, 4))}, {base.words}.")
    if counts.months < counts.expected:
        parts.append(f"{counts.months} of {counts.expected} months have data; the others add nothing.")
    return " ".join([*parts, *found.effect.caveats])


def _line(effect: Effect, name: str, when: str, estimate: Estimate) -> dict[str, object]:
    return {
        "Outcome": effect.title,
        "Version": name,
        "Period": when,
        "Value": round(estimate.value, 2),
        "Low": round(estimate.low, 2),
        "High": round(estimate.high, 2),
        "Method": estimate.method,
        "Source": estimate.source,
        "Inputs": "; ".join(f"{what} {value:,.10g}" for what, value in estimate.inputs),
    }


def _assumptions(here: Here) -> None:
    """Each assumption as a number that may be changed; it goes into the link, so that a colleague sees the same."""
    changed = dict(here.view.assumptions)
    named = [a for e in cached.the_catalogue().effects.values() for a in effects.of_effect(e)]
    touched = [a for a in named if a.name in changed]
    # The place of the warning is kept, so that the box below stays open when the first number is changed.
    with st.container():
        if touched:
            told = "; ".join(_told(a, changed[a.name]) for a in touched)
            st.warning(plain(f"Some assumptions are not the usual ones: {told}."))
    with st.expander("What is assumed, and change it", key="assumptions"):
        st.markdown("A change here changes every estimate on this page, for you and for whoever opens your link.")
        for effect in cached.the_catalogue().effects.values():
            st.markdown(f"**{plain(effect.title)}**")
            with st.grid(min_column_width=220):
                for assumption in effects.of_effect(effect):
                    usual = worth.usual(cached.data(here.version), effect, assumption, here.organisation.code)
                    form = FORMATS.get(assumption.name.partition("_")[0], "%.2f")
                    assumed.number(here, assumption, usual, form)
            st.caption(plain(f"NNT: {effect.nnt_source} Interval: {effect.interval_source} {_cost_source(effect)}"))
        st.button(
            "Back to the usual assumptions", on_click=link.change, kwargs={"assumptions": ()}, disabled=not changed
        )


def _cost_source(effect: Effect) -> str:
    return f"Cost: {effect.cost_source}" if effect.cost_source else ""


def _told(assumption: Adjustable, value: float) -> str:
    return f"{assumption.title} {say.rate_words(value) if assumption.share else f'{value:,.10g}'}"
