"""The sections that programme pages are made of, in the order a page reads: answer, evidence, detail."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics import export
from analytics.charts import control, ranked, stages, words
from analytics.model import Comparison, ControlChart, Grain, Kind, Measure, Pathway, Series
from analytics.organisations import common_name
from ui import cached, filters, link, pictures
from ui.frame import Here

LEVELS = {
    Kind.REGION: "regions",
    Kind.ICB: "ICBs",
    Kind.TRUST: "trusts",
    Kind.SUB_ICB: "sub-ICB locations",
}
GRAINS = {
    Grain.MONTH: "a month",
    Grain.QUARTER: "a quarter",
    Grain.ROLLING_YEAR: "12 months, rolling",
    Grain.YEAR: "a financial year",
}
MOST_IN_HEAT_MAP = 45
"""More organisations than this do not fit a readable heat map; the table has them all."""


def chosen_measure(here: Here) -> Measure:
    """The measure that the view asks for, or the page's first headline."""
    assert here.programme is not None
    slugs = {m.slug: m for m in here.programme.measures}
    first = next(iter(here.programme.headline), next(iter(slugs)))
    return slugs.get(here.view.measure or first, slugs[first])


def at_a_glance(here: Here) -> None:
    """A line for each measure: its latest value, its two icons and its sentence."""
    assert here.programme is not None
    st.markdown("## At a glance")
    lines, silent = [], []
    for measure in here.programme.measures:
        series, chart = _chart(here, measure)
        if not len(series) or series.points["value"].isna().all():
            silent.append(f"{measure.short_title}: {series.notes[-1] if series.notes else 'no data.'}")
            continue
        lines.append(_glance_row(measure, series, chart))
    if lines:
        head = "".join(f'<th scope="col">{h}</th>' for h in ("Measure", "Latest", "Change", "Target", "In words"))
        st.markdown(
            f'<div class="scroll"><table class="glance"><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(lines)}</tbody></table></div>",
            unsafe_allow_html=True,
        )
    if silent:
        with st.expander(f"{len(silent)} measure{'s' if len(silent) > 1 else ''} with nothing to show for {here.name}"):
            st.markdown("\n".join(f"- {line}" for line in silent))


def _glance_row(measure: Measure, series: Series, chart: ControlChart) -> str:
    last = series.points[series.points["value"].notna()].iloc[-1]
    good = " ★" if measure.good_data_quality else ""
    cells = (
        f'<th scope="row">{escape(measure.short_title)}{good}</th>',
        f"<td><b>{escape(words.format_value(measure, last['value'], short=True))}</b><br>"
        f"<small>{escape(words.format_period(last['period'], series.grain, short=True))}</small></td>",
        f"<td>{pictures.variation(chart.variation)}</td>",
        f"<td>{pictures.assurance(chart.assurance)}</td>",
        f"<td>{escape(words.control_sentence(series, chart))}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def control_charts(here: Here) -> None:
    """The chosen measure in full, then the page's other measures as smaller charts."""
    assert here.programme is not None
    st.markdown("## Is it changing, or is it chance?")
    measure = chosen_measure(here)
    options = {m.slug: m.title for m in here.programme.measures}
    left, right = st.columns([3, 1])
    with left:
        filters.pick_measure(options, measure.slug)
    series, chart = _chart(here, measure)
    with right:
        possible = cached.resolved(here.version, measure.slug).grains(here.organisation.code)
        if len(possible) > 1:
            filters.pick_grain({g: GRAINS[g] for g in possible}, series.grain)
    _one_chart(here, measure, series, chart, large=True)
    _definition(measure)
    others = [m for m in here.programme.measures if m.slug != measure.slug]
    shown = [(m, *_chart(here, m)) for m in others]
    shown = [item for item in shown if item[1].points["value"].notna().any()]
    if shown:
        st.markdown("### The other measures")
        with st.grid(min_column_width=380, gap="medium"):
            for other, other_series, other_chart in shown:
                with st.container(border=True):
                    _one_chart(here, other, other_series, other_chart, large=False)


def _chart(here: Here, measure: Measure) -> tuple[Series, ControlChart]:
    view = here.view
    grain = view.grain if measure.slug == chosen_measure(here).slug else None
    return cached.chart(here.version, measure.slug, here.organisation.code, view.start, view.end, grain)


def _one_chart(here: Here, measure: Measure, series: Series, chart: ControlChart, large: bool) -> None:
    st.markdown(f"{'###' if large else '####'} {measure.title}")
    if not len(series) or series.points["value"].isna().all():
        for note in series.notes or ("There is no data.",):
            st.info(note)
        link.to_page("your_data", "Upload data for this measure")
        return
    _illustrative(series.illustrative)
    both = pictures.variation(chart.variation) + pictures.assurance(chart.assurance)
    sentence = escape(words.control_sentence(series, chart))
    st.markdown(f'<div class="says">{both}<p>{sentence}</p></div>', unsafe_allow_html=True)
    events = cached.events(here.version, measure.slug, here.organisation.code)
    st.vega_lite_chart(
        control.rows(series, chart, events),
        control.template(measure.unit),
        key=f"chart_{measure.slug}",
        width="stretch",
        height=control.HEIGHT + (80 if large else 0),
        alt=words.control_alt(series, chart),
    )
    for note in series.notes:
        st.caption(note)
    st.caption(f"{here.name}, {series.basis}. {chart.settings}")
    _table(here, f"{measure.slug}_{here.organisation.code}", export.control_table(series, chart), _lines(here, measure),
           series.illustrative, "The numbers behind this chart")  # fmt: skip


def comparison(here: Here) -> None:
    """The organisations one level below the chosen one (or beside it), ranked on the chosen measure."""
    measure = chosen_measure(here)
    st.markdown("## How do organisations compare?")
    levels = [k for k in LEVELS if _comparison(here, measure, k) is not None]
    if not levels:
        st.info(f"Fewer than two organisations have data for {measure.title.lower()} in this period.")
        return
    below = [k for k in levels if k.level > here.organisation.kind.level]
    default = (below or levels[-1:])[0]
    level = st.segmented_control(
        "Compare", levels, default=default, format_func=LEVELS.__getitem__, required=True,
        key=f"level_{here.organisation.code}_{measure.slug}",
    ) if len(levels) > 1 else default  # fmt: skip
    found = _comparison(here, measure, level or default)
    assert found is not None
    around = cached.compared_within(here.organisation.code, level or default)
    st.markdown(f"### {measure.title}: {LEVELS[level or default]} in {common_name(around)}, {found.period}")
    _illustrative(found.illustrative)
    st.markdown(words.comparison_sentence(found))
    st.vega_lite_chart(
        ranked.rows(found), ranked.template(measure.unit), key="comparison", width="stretch",
        height=ranked.height(len(found.rows), found.reference is not None), alt=words.comparison_alt(found),
    )  # fmt: skip
    if found.left_out:
        st.caption(f"Without a figure for this period: {', '.join(found.left_out)}.")
    _table(here, f"{measure.slug}_comparison", export.comparison_table(found),
           _lines(here, measure) | {"Period compared": found.period}, found.illustrative,
           "The numbers behind this comparison")  # fmt: skip


def _comparison(here: Here, measure: Measure, level: Kind) -> Comparison | None:
    view = here.view
    return cached.comparison(here.version, measure.slug, here.organisation.code, level, view.start, view.end)


def adoption(here: Here) -> None:
    """Where the organisations stand on each of the programme's pathways."""
    assert here.programme is not None
    for pathway in here.programme.pathways:
        _pathway(here, pathway)


def _pathway(here: Here, pathway: Pathway) -> None:
    scales = cached.the_catalogue().scales
    when = (pd.Timestamp(here.view.end or here.span[1]) + pd.offsets.MonthEnd(0)).date()
    found = cached.adoption(here.version, pathway.slug, here.organisation.code, when)
    st.markdown(f"## {pathway.title}")
    if pathway.question:
        st.markdown(pathway.question)
    if found.stages.empty:
        st.info(f"No stage has been recorded for {here.name} by {when:%-d %B %Y}. Upload an adoption file to show it.")
        link.to_page("your_data", "Upload adoption data")
        return
    _illustrative(found.illustrative)
    st.markdown(words.adoption_sentence(found, scales))
    alt = words.adoption_alt(found)
    st.vega_lite_chart(
        stages.rows(found, scales), stages.template(), key=f"stages_{pathway.slug}", width="stretch",
        height=stages.height(len(pathway.elements)), alt=alt,
    )  # fmt: skip
    if 1 < found.stages["org_code"].nunique() <= MOST_IN_HEAT_MAP:
        with st.expander("Each organisation’s stages side by side"):
            st.vega_lite_chart(
                stages.heat_rows(found, scales), stages.heat_template(), key=f"heat_{pathway.slug}", width="stretch",
                height=stages.heat_height(found.stages["org_code"].nunique()), alt=f"{alt} One row an organisation.",
            )  # fmt: skip
    for slug in dict.fromkeys(e.scale for e in pathway.elements):
        with st.expander(f"What the numbers mean: {scales[slug].title}"):
            st.markdown("\n".join(f"- **{s.label}** {s.description} {s.dates}".rstrip() for s in scales[slug].steps))
    if pathway.milestones:
        _milestones(pathway)
    source = " ".join(f"{scales[s].title}: {scales[s].source}." for s in dict.fromkeys(e.scale for e in pathway.elements))
    lines = _context_lines(here) | {"Pathway": pathway.title, "As at": f"{when:%d %B %Y}", "Source of the scale": source}
    _table(here, f"{pathway.slug}_stages", export.adoption_table(found), lines, found.illustrative, "Every organisation’s stage")


def _milestones(pathway: Pathway) -> None:
    rows = pd.DataFrame(
        {
            "Milestone": [m.title for m in pathway.milestones],
            "Due": [f"{m.due:%-d %B %Y}" for m in pathway.milestones],
            "State in the report": [m.state for m in pathway.milestones],
            "Note": [m.note for m in pathway.milestones],
        }
    )
    with st.expander("Milestones of the national plan"):
        st.table(rows, hide_index=True, alt=f"Milestones of {pathway.title}")


def _definition(measure: Measure) -> None:
    with st.expander(f"What this measures: {measure.short_title}"):
        lines = {"Why it matters": measure.why_it_matters} | export.measure_lines(measure)
        st.markdown("\n\n".join(f"**{name}.** {text}" for name, text in lines.items() if text and name != "Measure"))


def _table(here: Here, name: str, table: pd.DataFrame, lines: dict[str, str], illustrative: bool, title: str) -> None:
    with st.expander(title):
        st.dataframe(table, hide_index=True, alt=title)
        st.download_button(
            "Download as CSV", lambda: export.to_csv(table, lines, illustrative), f"{name}.csv", "text/csv",
            key=f"download_{name}", on_click="ignore",
        )  # fmt: skip


def _context_lines(here: Here) -> dict[str, str]:
    view = here.view
    start, end = view.start or here.span[0], view.end or here.span[1]
    return {
        "Organisation": f"{here.organisation.name} ({here.organisation.code})",
        "Period": f"{start:%B %Y} to {end:%B %Y}",
        "Data version": str(here.version),
    }


def _lines(here: Here, measure: Measure) -> dict[str, str]:
    return _context_lines(here) | export.measure_lines(measure)


def _illustrative(is_so: bool) -> None:
    if is_so:
        st.caption(f":orange[**{words.ILLUSTRATIVE}**]")
