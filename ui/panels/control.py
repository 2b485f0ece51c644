"""The answer and its evidence: each measure in a line, then control charts with the sentence that says the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from analytics import words
from analytics.answers import glance
from analytics.charts import icons
from analytics.exhibits import control as controls
from analytics.exhibits import glance as exhibits
from analytics.exports import tabulated
from analytics.model import Charted, ControlChart, Measure, Series, labels
from analytics.model.labels import ILLUSTRATIVE
from ui import abreast, cached, changed_cached, filters, first, link
from ui.here import Here
from ui.panels import annotate, exhibit, learned
from ui.text import html, plain, said

FEW = 6
"""So many smaller charts may stand open below the chosen one; of more, only its own group does."""


def at_a_glance(here: Here) -> None:
    """A line for each measure: its latest value, its two icons and its sentence."""
    assert here.programme is not None
    st.markdown("## At a glance")
    _lines(here, here.programme.measures)


def beside_the_pathway(here: Here) -> None:
    """The same for the measures that are no element of the programme's first pathway."""
    assert here.programme is not None
    st.markdown("## The pathway as a whole, and its outcomes")
    _lines(here, exhibits.apart(here.scope))


def headlines(here: Here) -> None:
    """Small charts of the measures that the overview speaks of too."""
    assert here.programme is not None
    known = {m.slug: m for m in here.programme.measures}
    drawn = [(known[slug], _chart(here, known[slug])) for slug in here.programme.headline]
    drawn = [item for item in drawn if len(item[1].series)]
    if not drawn:
        return
    st.markdown("## The headlines")
    with abreast.grid(abreast.TWO if len(drawn) % 3 else abreast.THREE, len(drawn), "headlines"):
        for measure, charted in drawn:
            with st.container(border=True):
                one_chart(here, measure, charted, large=False)
    _cropped([charted for _, charted in drawn])


def _cropped(drawn: Sequence[Charted]) -> None:
    """That what is judged began before what is drawn: once, for all of them."""
    notes = (note for charted in drawn for note in charted.series.notes if words.outlook.is_cropped(note))
    if note := next(notes, ""):
        st.caption(said(note))


def _lines(here: Here, measures: Sequence[Measure]) -> None:
    found = glance.overview(_chart(here, measure) for measure in measures)
    # Only where made-up measures stand beside real ones does a row say what it is: the page says it for all.
    mixed = len({one.series.illustrative for one in found.shown}) > 1
    lines = [_glance_row(one.series.measure, *one.whole, mixed, complete(here, one)) for one in found.shown]
    if lines:
        head = "".join(f'<th scope="col">{h}</th>' for h in ("Measure", "Latest", "Change", "In words"))
        # The key says how many they are, so that `index.py` can keep a place of their height until they are drawn.
        with st.container(key=f"lines_{len(lines)}_{measures[0].slug}"):
            st.html(
                '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
                f'<table class="glance"><thead><tr>{head}</tr></thead>'
                f"<tbody>{''.join(lines)}</tbody></table></div>"
            )
    if any(m.good_data_quality for m in measures):
        st.caption(exhibits.GOOD)
    if found.by_chance:
        st.caption(plain(found.by_chance))
    if many := len(found.silent):
        with st.expander(plain(f"{many} measure{'s' if many > 1 else ''} with nothing to show for {here.name}")):
            st.markdown("\n".join(f"- {plain(exhibits.why_silent(one))}" for one in found.silent))


def complete(here: Here, charted: Charted) -> str:
    """How complete the figures of the last year behind a measure are; empty where they are worked out from others."""
    known = changed_cached.completeness(
        here.version, here.organisation.code, here.months[1], charted.series.measure.slug
    )
    return f"data {known}" if known else ""


def _glance_row(measure: Measure, series: Series, chart: ControlChart, mixed: bool, complete: str) -> str:
    last = series.latest
    assert last is not None
    good = " ★" if measure.good_data_quality else ""
    made_up = f"<br><small>{ILLUSTRATIVE.lower()}</small>" if mixed and series.illustrative else ""
    cells = (
        f'<th scope="row">{html(measure.short_title)}{good}{made_up}</th>',
        f"<td><b>{html(words.formats.value(measure, last['value'], short=True))}</b><br>"
        f"<small>{html(words.formats.period(last['period'], series.grain, short=True))}"
        f"{html(f' · {complete}' if complete else '')}</small></td>",
        f"<td class='icons'>{icons.variation_img(chart.variation)}{icons.assurance_img(chart.assurance)}</td>",
        f"<td>{html(words.control.brief(series, chart))}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def control_charts(here: Here) -> None:
    """The chosen measure in full, then the page's other measures as smaller charts."""
    chosen(here)
    others(here)


def chosen(here: Here) -> None:
    """The chosen measure: its chart, what may be written on it, how to read it and what it measures."""
    assert here.programme is not None
    st.markdown("## Is it changing, or is it chance?")
    measure = here.measure
    options = {m.slug: m.title for m in here.programme.measures}
    charted = _chart(here, measure)
    possible = cached.grains(here.version, measure.slug, here.organisation.code)
    with st.container(horizontal=True, key="beside_measure"):
        first.later(lambda: filters.pick_measure(options, measure.slug))
        if len(possible) > 1:
            grains: dict[str, str] = {g: labels.GRAINS[g].phrase for g in possible}
            first.later(lambda: filters.pick_grain(grains, charted.series.grain))
    one_chart(here, measure, charted, large=True)
    if len(charted.series):
        annotate.draw(here, charted)
    with st.expander("How to read these charts"):
        st.markdown(words.terms.HOW_TO_READ)
    _definition(measure)
    learned.draw(here)


def others(here: Here) -> None:
    """The page's other measures as smaller charts, by their groups."""
    assert here.programme is not None
    measure = here.measure
    around = [(m, _chart(here, m)) for m in here.programme.measures if m.slug != measure.slug]
    shown = [item for item in around if len(item[1].series)]
    if not shown and around:
        st.info(plain(f"No other measure of this page has data for {here.name}."))
    if shown:
        st.markdown("## The other measures")
    _cropped([charted for _, charted in shown])
    for group in dict.fromkeys(m.group for m, _ in shown):
        here_too = [item for item in shown if item[0].group == group]
        title = f"{group}: {len(here_too)} more chart{'s' if len(here_too) > 1 else ''}"
        with (
            st.expander(plain(title), expanded=group == measure.group or len(shown) <= FEW),
            abreast.grid(abreast.TWO, len(here_too), f"others_{group}"),
        ):
            for other, other_chart in here_too:
                with st.container(border=True):
                    one_chart(here, other, other_chart, large=False)


def _chart(here: Here, measure: Measure) -> Charted:
    grain = here.view.grain if measure.slug == here.measure.slug else None
    return cached.chart(here.version, here.ask(measure.slug, grain))


def one_chart(
    here: Here,
    measure: Measure,
    charted: Charted,
    large: bool,
    variant: str = "",
    smooth: np.ndarray | None = None,
) -> None:
    """One chart with its sentence, text alternative, notes and table; smaller ones have a shorter caption.

    `variant` tells the file of a measure that is shown in another way from that of its usual figures; `smooth` is a line
    over the values.
    """
    events = cached.drawn_events(here.version, measure.slug, here.organisation.code)
    found = controls.of(here.scope, charted, events, large, variant, smooth)
    exhibit.draw(here, found, f"chart_{measure.slug}", also=_besides(here, charted, found.sentence) if large else "")
    if found.missing and here.organisation.kind in measure.levels:
        link.to_page("your_data", "Upload data for this measure")


def _besides(here: Here, charted: Charted, sentence: str) -> str:
    """Why the chart is of its kind, unless its sentence says it, and how complete its data are, as HTML."""
    why = words.formats.sentence(charted.whole[1].reason)
    reason = exhibit.note(f"Why this kind of chart: {why}") if why not in sentence else ""
    known = complete(here, charted)
    return reason + (
        f'<span class="besides">{link.beside("data_quality", f"Last year’s {known}")}</span>' if known else ""
    )


def _definition(measure: Measure) -> None:
    with st.expander(plain(f"What this measures: {measure.short_title}")):
        lines = {"Why it matters": measure.why_it_matters} | tabulated.measure_lines(measure)
        st.markdown(
            "\n\n".join(
                f"**{plain(name)}.** {plain(text)}" for name, text in lines.items() if text and name != "Measure"
            )
        )
