"""What if every trust reached a rate: people reached in addition, harm avoided and cost, by organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics.catalogue import effects
from analytics.charts import bundle as bars
from analytics.charts.bundle import Bar
from analytics.methods.outcomes import estimates as outcomes
from analytics.methods.outcomes import what_if as impact
from analytics.model import Effect, Estimate, Kind, Measure, View, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.organisations import common_name
from analytics.sharing.link import assume
from analytics.words import estimates as say
from ui import cached, link
from ui.frame import Here
from ui.panels import takeaway

LEVELS = (Kind.TRUST, Kind.ICB, Kind.REGION)
"""Levels whose organisations could each reach the rate, smallest first."""
EVERYTHING = "All interventions"


def draw(here: Here) -> None:
    """Choose a rate and an intervention, then the sentence, the bars and the table by organisation."""
    st.markdown("### What if?")
    composite = next((m for m in here.programme.measures if m.composite_of), None) if here.programme else None
    if composite is None:
        return
    measures = cached.the_catalogue().measures
    slug, rate = _choose(here, {s: measures[s].short_title for s in composite.composite_of})
    year = cached.last_year(here.version, here.ask(composite.slug))
    base, rows = _rows(here, composite, year) if year else (None, pd.DataFrame())
    if year is None or rows.empty:
        st.info(f"No intervention of {here.name} has a figure for these months.")
        return
    found = impact.more(rows, dict.fromkeys([slug] if slug else composite.composite_of, rate))
    if found.empty or not found["denominator"].sum():
        what = measures[slug].short_title.lower() if slug else "any intervention"
        st.info(f"Nobody at {here.name} is known to have been eligible for {what} in these months.")
        return
    months = (year[1].year - year[0].year) * 12 + year[1].month - year[0].month + 1
    period = f"{months} months like {year[0]:%B %Y} to {year[1]:%B %Y}"
    members = f"every {labels.KINDS[base].short}" if base else ""
    short = measures[slug].short_title.lower() if slug else None
    harms = _harms(here.view, {str(m): float(more) for m, more in found.groupby("measure")["more"].sum().items()})
    st.markdown(say.what_if_sentence(here.name, members, rate, short, float(found["more"].sum()), period, harms))
    _cost(here.view, harms)
    if base:
        _silent(here, found, base)
        _by_organisation(here, found, base, slug, rate, period)
    else:
        _by_intervention(here, found, rate, period)


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


def _rows(here: Here, composite: Measure, year: tuple[date, date]) -> tuple[Kind | None, pd.DataFrame]:
    """Counts of every intervention by the smallest organisations that have any, and their kind (None: itself)."""
    code, kind = here.organisation.code, here.organisation.kind
    smaller = [k for k in (Kind.TRUST, Kind.ICB, Kind.REGION) if k.level > kind.level and k in composite.levels]
    for level in [*smaller, None]:
        parts = [
            cached.counts(here.version, slug, code, level, *year).assign(measure=slug)
            for slug in composite.composite_of
        ]
        rows = pd.concat(parts, ignore_index=True)
        if len(rows):
            return level, rows
    return None, pd.DataFrame()


def _harms(view: View, more: Mapping[str, float]) -> list[tuple[Effect, Estimate]]:
    """What reaching so many more would avoid, for the interventions that have a number needed to treat."""
    found = []
    for effect in cached.the_catalogue().effects.values():
        if more.get(effect.measure, 0) > 0:
            assumed = effects.adjusted(effect, dict(view.assumptions))
            found.append((effect, outcomes.prevented(effect, assumed, more[effect.measure])))
    return found


def _cost(view: View, harms: list[tuple[Effect, Estimate]]) -> None:
    for effect, estimate in harms:
        assumed = effects.adjusted(effect, dict(view.assumptions))
        if "cost" in assumed:
            avoided = say.with_range(outcomes.cost(effect, assumed, estimate), money=True)
            st.markdown(f"Cost avoided: {avoided}, all of it from {effect.outcome}.")
    st.caption(
        "As if as many babies were eligible as then, with no allowance for the effort it takes or for babies who cannot be "
        "reached. Effects of different interventions are never added up: one baby may need several. "
        + (f"The range includes {harms[0][1].method.partition('The range includes ')[2]}." if harms else "")
    )


def _silent(here: Here, found: pd.DataFrame, base: Kind) -> None:
    """Which interventions not every organisation has sent data for: those that have not add nothing."""
    people = cached.the_organisations().members(here.organisation.code, base)
    parts = []
    for slug, sent in found.groupby("measure")["org_code"].nunique().items():
        measure = cached.the_catalogue().measures[str(slug)]
        expected = sum(o.maternity or not measure.maternity_only for o in people) if base is Kind.TRUST else len(people)
        if sent < expected:
            parts.append(f"{measure.short_title} {sent} of {expected}")
    if parts:
        st.caption(f"Only {labels.KINDS[base].many} that have sent data are counted: {'; '.join(parts)}.")


def _by_intervention(here: Here, found: pd.DataFrame, rate: float, period: str) -> None:
    """Bars and table of one organisation: its interventions, most to gain first."""
    measures, view, name = cached.the_catalogue().measures, here.view, here.organisation.code
    rows = []
    for row in found.sort_values("more", ascending=False, kind="stable").to_dict("records"):
        cells = {
            "Intervention": measures[row["measure"]].short_title,
            "Reached": row["numerator"],
            "Eligible": row["denominator"],
            "More babies": round(row["more"], 1),
            "Months with data": f"{row['months']:.0f} of {row['expected']:.0f}",
        }
        for effect in cached.the_catalogue().effects.values():
            if effect.measure == row["measure"]:
                cells |= _harm_cells(view, effect, row["more"])
        rows.append(cells)
    table = pd.DataFrame(rows)
    drawn = [Bar(r["Intervention"], r["More babies"], say.people(r["More babies"])) for r in rows]
    illustrative = any(cached.illustrative(here.version, s) for s in found["measure"].unique())
    st.markdown(f"#### More babies at {say.rate_words(rate)}, by intervention, in {period}")
    _bars(drawn, "more babies", illustrative)
    lines = takeaway.context_lines(here) | {"Rate to reach": say.rate_words(rate), "Months": period}
    takeaway.table(here, f"what_if_{name}", table, lines, illustrative, "Harm avoided and cost by intervention")


def _bars(drawn: list[Bar], title: str, illustrative: bool) -> None:
    said = "; ".join(f"{b.name} {b.value_text}" for b in drawn[:3])
    st.vega_lite_chart(
        bars.rows(drawn),
        bars.template(len(drawn), False, title, illustrative),
        key="what_if",
        width="stretch",
        alt=f"Bars of {title}, most first: {said}." + (f" {ILLUSTRATIVE}." if illustrative else ""),
    )


def _by_organisation(here: Here, found: pd.DataFrame, base: Kind, slug: str | None, rate: float, period: str) -> None:
    """Bars and table of the level below, most to gain first."""
    tree, own = cached.the_organisations(), here.organisation
    levels = [k for k in reversed(LEVELS) if own.kind.level < k.level <= base.level]
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
    codes = found["org_code"].unique()
    above = {c: tree.ancestor(c, level) if level else own for c in codes}
    placed = impact.by_place(found, {c: o.code for c, o in above.items() if o})
    table = _table(here.view, placed, slug)
    title = "interventions" if slug is None else "babies"
    drawn = [
        Bar(str(row["Organisation"]), float(row[f"More {title}"]), say.people(float(row[f"More {title}"])))
        for row in table.to_dict("records")
    ]
    illustrative = any(cached.illustrative(here.version, s) for s in placed["measure"].unique())
    st.markdown(f"#### More {title} at {say.rate_words(rate)}, by organisation, in {period}")
    _bars(drawn, f"more {title}", illustrative)
    lines = takeaway.context_lines(here) | {"Rate to reach": say.rate_words(rate), "Months": period}
    takeaway.table(here, f"what_if_{own.code}", table, lines, illustrative, "Harm avoided and cost by organisation")


def _table(view: View, placed: pd.DataFrame, slug: str | None) -> pd.DataFrame:
    """One row an organisation, most to gain first: more people, then each harm avoided with its range, and cost."""
    tree, title = cached.the_organisations(), "babies" if slug else "interventions"
    rows = []
    for code, own in placed.groupby("org_code"):
        row: dict[str, object] = {"Organisation": common_name(tree[str(code)])}
        if slug:
            first = own.iloc[0]
            row["Rate now"] = round(first["numerator"] / first["denominator"], 4) if first["denominator"] else None
            row |= {"Reached": first["numerator"], "Eligible": first["denominator"]}
        row[f"More {title}"] = round(float(own["more"].sum()), 1)
        row["Months with data"] = f"{own['months'].min():.0f} of {own['expected'].max():.0f}"
        gained = own.groupby("measure")["more"].sum().to_dict()
        for effect in cached.the_catalogue().effects.values():
            if effect.measure in gained:
                row |= _harm_cells(view, effect, gained[effect.measure])
        rows.append(row)
    return pd.DataFrame(rows).sort_values(f"More {title}", ascending=False, kind="stable", ignore_index=True)


def _harm_cells(view: View, effect: Effect, more: float) -> dict[str, object]:
    assumed = effects.adjusted(effect, dict(view.assumptions))
    estimate = outcomes.prevented(effect, assumed, more)
    name = effect.outcome[0].upper() + effect.outcome[1:]
    cells: dict[str, object] = {
        name: round(estimate.value, 2),
        f"{name}, low": round(estimate.low, 2),
        f"{name}, high": round(estimate.high, 2),
    }
    if "cost" in assumed:
        cells["Cost avoided, £"] = round(outcomes.cost(effect, assumed, estimate).value, -3)
    return cells
