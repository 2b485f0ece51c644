"""What it means for babies: estimates with their range and assumptions, then what reaching a rate would add."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.catalogue import effects
from analytics.catalogue.effects import Adjustable
from analytics.methods.outcomes import estimates as outcomes
from analytics.model import Effect, Estimate
from analytics.model.labels import ILLUSTRATIVE
from analytics.sharing.link import assume
from analytics.words import estimates as say
from ui import cached, link
from ui.frame import Here
from ui.panels import takeaway
from ui.preterm import what_if

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
    illustrative = any(cached.illustrative(here.version, e.measure) for e in cached.the_catalogue().effects.values())
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
    _quoted(own)
    what_if.draw(here)


def _effect(here: Here, effect: Effect) -> list[dict[str, object]]:
    """One outcome: sentence and table. Returns its lines for the download."""
    st.markdown(f"#### {effect.title}")
    code, view, measure = here.organisation.code, here.view, cached.the_catalogue().measures[effect.measure]
    start, end = view.start or here.span[0], view.end or here.span[1]
    whole = cached.counts(here.version, effect.measure, code, None, start, end)
    year = cached.last_year(here.version, here.ask(effect.measure))
    if whole.empty or year is None or here.organisation.kind not in measure.levels:
        st.info(f"There is no figure for {measure.short_title.lower()} of {here.name} in this period.")
        return []
    assumed = effects.adjusted(effect, dict(view.assumptions))
    base = _baseline(here, effect, assumed)
    period = f"{start:%B %Y} to {end:%B %Y}"
    recent = f"month on average, {year[0]:%b %Y} to {year[1]:%b %Y}"
    latest = cached.counts(here.version, effect.measure, code, None, *year)
    total, monthly = _versions(effect, assumed, whole, base), _versions(effect, assumed, latest, base, each_month=True)
    counts = float(whole["numerator"].iloc[0]), float(whole["denominator"].iloc[0])
    st.markdown(say.sentence(effect, total[ALL], total.get(BEYOND), counts, period, measure.short_title.lower()))
    table = pd.DataFrame(
        {
            "": list(total),
            f"{period}": [say.with_range(e, money="Cost" in name) for name, e in total.items()],
            f"A {recent}": [say.with_range(e, money="Cost" in name) for name, e in monthly.items()],
        }
    )
    st.table(table, hide_index=True, alt=f"{effect.title}: {ALL.lower()} {say.with_range(total[ALL])}, {period}")
    made_up = f"{ILLUSTRATIVE}. " if cached.illustrative(here.version, effect.measure) else ""
    st.caption(made_up + _footnote(effect, total[ALL], base, whole, measure.title))
    return [
        _line(effect, name, when, e)
        for when, found in ((period, total), (recent, monthly))
        for name, e in found.items()
    ]


def _versions(
    effect: Effect,
    assumed: Mapping[str, float],
    counted: pd.DataFrame,
    base: outcomes.Baseline | None,
    each_month: bool = False,
) -> dict[str, Estimate]:
    """The estimate in both versions, then what each would have cost; over the months counted or for an average month."""
    treated, eligible = float(counted["numerator"].iloc[0]), float(counted["denominator"].iloc[0])
    found = {ALL: outcomes.prevented(effect, assumed, treated)}
    if base:
        found[BEYOND] = outcomes.beyond_baseline(effect, assumed, treated, eligible, base)
    if "cost" in assumed:
        found |= {f"Cost avoided, {name.lower()}": outcomes.cost(effect, assumed, e) for name, e in found.items()}
    if each_month:
        return {name: outcomes.a_month(e, float(counted["months"].iloc[0])) for name, e in found.items()}
    return found


def _baseline(here: Here, effect: Effect, assumed: Mapping[str, float]) -> outcomes.Baseline | None:
    if "base" in assumed:
        return outcomes.Baseline(assumed["base"], assumed["base"], assumed["base"], "as assumed on this page")
    return cached.baseline(here.version, effect.measure, here.organisation.code)


def _footnote(
    effect: Effect, estimate: Estimate, base: outcomes.Baseline | None, whole: pd.DataFrame, title: str
) -> str:
    months, expected = int(whole["months"].iloc[0]), int(whole["expected"].iloc[0])
    parts = [f"{estimate.method[0].upper()}{estimate.method[1:]}.", f"Counted: {title.lower()}."]
    if base:
        parts.append(f"Baseline: {say.rate_words(round(base.rate, 4))}, {base.words}.")
    if months < expected:
        parts.append(f"{months} of {expected} months have data; the others add nothing.")
    return " ".join([*parts, *effect.caveats])


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
            st.warning(f"Some assumptions are not the usual ones: {told}.")
    with st.expander("What is assumed, and change it", key="assumptions"):
        st.markdown("A change here changes every estimate on this page, for you and for whoever opens your link.")
        for effect in cached.the_catalogue().effects.values():
            st.markdown(f"**{effect.title}**")
            with st.grid(min_column_width=220):
                for assumption in effects.of_effect(effect):
                    _number(here, effect, assumption, changed)
            st.caption(f"NNT: {effect.nnt_source} Interval: {effect.interval_source} {_cost_source(effect)}")
        st.button(
            "Back to the usual assumptions", on_click=link.change, kwargs={"assumptions": ()}, disabled=not changed
        )


def _cost_source(effect: Effect) -> str:
    return f"Cost: {effect.cost_source}" if effect.cost_source else ""


def _told(assumption: Adjustable, value: float) -> str:
    return f"{assumption.title} {say.rate_words(value) if assumption.share else f'{value:,.10g}'}"


def _number(here: Here, effect: Effect, assumption: Adjustable, changed: Mapping[str, float]) -> None:
    """One number input. Shares are typed as percentages; a baseline from the data is shown rounded until it is changed."""
    base = cached.baseline(here.version, effect.measure, here.organisation.code)
    usual = assumption.value if assumption.value is not None else base.rate if base else effect.printed_baseline or 0.5
    times = 100 if assumption.share else 1
    key = f"assume_{assumption.name}"

    def edited() -> None:
        link.change(assumptions=assume(here.view, assumption.name, float(st.session_state[key]) / times))

    st.session_state[key] = round(float(changed.get(assumption.name, usual)) * times, 4)
    kind = assumption.name.partition("_")[0]
    st.number_input(
        assumption.title + (", %" if assumption.share else ""),
        min_value=assumption.low * times,
        max_value=assumption.high * times,
        step=assumption.step * times,
        format=FORMATS.get(kind, "%.2f"),
        key=key,
        on_change=edited,
        help=assumption.source or None,
    )


def _quoted(own: set[str]) -> None:
    """Figures that the report prints: quoted, with what contradicts them, never worked out."""
    quoted = [q for q in cached.the_catalogue().quoted if q.measure in own]
    if not quoted:
        return
    with st.expander("What the national report says, and where it contradicts itself"):
        st.markdown("\n".join(f"- **{q.title}.** “{q.text}” {q.note} *{q.source}.*" for q in quoted))
