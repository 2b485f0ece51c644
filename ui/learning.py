"""What others learned: a search box, filters that a link carries, and the stories that fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from analytics import words
from analytics.model import ENGLAND, Audience, Better, Hit, Kind, Measure, Sought, Story, Unit, View
from analytics.model.titles import within
from analytics.organisations import common_name
from analytics.sharing.link import to_params
from ui import cached, learning_cached, link
from ui.here import Here
from ui.panels.learned import who
from ui.text import html, marked, plain

SHOWN = 10
WHOSE = {"below": "{} and those below", "above": "{} and those above"}
_FILTERS = ("programme", "about", "kind", "theme", "quarter", "by", "whose")


def draw(here: Here) -> None:
    """The search and what it found."""
    stories = learning_cached.index(here.version).stories
    if not stories:
        st.info(
            "Nobody has kept a story yet. Upload one with the stories template: a case study, learning or an update."
        )
        link.to_page("your_data", "Get the template")
        return
    text = _typed(
        "find",
        lambda: st.text_input(
            "Search what others learned",
            key="learning_find",
            type="search",
            max_chars=200,
            placeholder="normothermia, passport, training ...",
        ),
    )
    sought = _narrowed(here, text, stories)
    found = learning_cached.search(here.version, sought)
    st.markdown(plain(words.learning.found(found, sought)))
    if here.version.audience is Audience.PUBLIC:
        st.caption(plain(words.published.AS_WRITTEN))
    some = found.hits
    if len(some) > SHOWN and not st.toggle(f"Show all {len(some)}", key="learning_all"):
        some = some[:SHOWN]
    for number, hit in enumerate(some):
        _story(here, number, hit)


def _narrowed(here: Here, text: str, stories: tuple[Story, ...]) -> Sought:
    """What is sought, with the filters that are set."""
    options = _options(here, stories)
    with st.expander("Narrow it down", expanded=any(st.query_params.get(n) for n in _FILTERS)):
        columns = st.columns(4)
        picked = {
            n: _picked(columns[i % 4], n, label, options[n]) for i, (n, label) in enumerate(_labels(here).items())
        }
        measure = cached.measures_of(here.version).get(picked["about"])
        started, reached = _range(measure) if measure else (None, None)
    codes = learning_cached.around(here.tree, here.organisation.code).get(picked.get("whose", ""))
    if by := picked["by"]:
        own = learning_cached.around(here.tree, by)["below"]
        codes = own if codes is None else codes & own
    return Sought(
        text,
        picked["programme"],
        picked["kind"],
        picked["quarter"],
        picked["theme"],
        picked["about"],
        codes,
        started,
        reached,
    )


def _labels(here: Here) -> dict[str, str]:
    labels = ("Programme", "Measure", "Kind", "Theme", "Quarter", "Patient Safety Collaborative", "Organisation")
    found = dict(zip(_FILTERS, labels, strict=True))
    return found if here.organisation.code != ENGLAND else {n: label for n, label in found.items() if n != "whose"}


def _options(here: Here, stories: tuple[Story, ...]) -> dict[str, dict[str, str]]:
    """What each filter offers: only what some story has."""
    measures = cached.measures_of(here.version)
    titles = {p.slug: p.title for p in cached.the_catalogue().programmes}

    def those(of: Callable[[Story], str], name: Callable[[str], str] = str) -> dict[str, str]:
        values = {v for story in stories if (v := of(story))}
        return {v: name(v) for v in sorted(values, key=lambda v: name(v).casefold())}

    return {
        "programme": those(lambda s: s.programme, lambda slug: titles.get(slug, slug)),
        "about": those(lambda s: s.measure, lambda slug: measures[slug].title if slug in measures else slug),
        "kind": those(lambda s: s.kind, str.capitalize),
        "theme": those(lambda s: s.theme, lambda theme: theme[:1].upper() + theme[1:]),
        "quarter": dict(reversed(those(lambda s: s.quarter).items())),
        "by": {o.code: common_name(o) for o in here.tree.all(Kind.PSC)},
        "whose": {key: text.format(here.name) for key, text in WHOSE.items()},
    }


def _picked(where: Any, name: str, label: str, options: Mapping[str, str]) -> str:
    """One filter, which the address says. What it asks for that no story has is said and left out."""
    asked = st.query_params.get(name, "")
    if asked and asked not in options:
        st.warning(plain(f"The link asks for {label.lower()} “{asked[:40]}”, which no story has; all are shown."))
        st.query_params.pop(name, None)

    def drawn() -> str | None:
        return where.selectbox(
            plain(label),
            list(options),
            None,
            lambda one: options.get(one, one),
            key=f"learning_{name}",
            placeholder="Any",
        )

    return _typed(name, drawn, options)


def _typed(name: str, drawn: Callable[[], str | None], options: Mapping[str, str] | None = None) -> str:
    """What a box holds: what the address says where that is new, else what was put into it. The address follows."""
    asked, key, seen = st.query_params.get(name, ""), f"learning_{name}", f"learning_seen_{name}"
    if asked != st.session_state.get(seen, "") or (
        options is not None and st.session_state.get(key) not in {None, *options}
    ):
        st.session_state[key] = asked or (None if options is not None else "")
    found = (drawn() or "").strip()
    st.session_state[seen] = found
    link.seek(name, found)
    return found


def _range(measure: Measure) -> tuple[float | None, float | None]:
    """How far from good it was before, and how far it came."""
    scale, unit = (100, "%") if measure.unit is Unit.PERCENT else (1, measure.per_text)
    down = measure.better is Better.DECREASE
    boxes = {
        "started": f"Before, {'at least' if down else 'at most'} {unit}",
        "reached": f"After, {'at most' if down else 'at least'} {unit}",
    }
    columns = st.columns(4)
    started, reached = (_number(columns[n], name, label, scale) for n, (name, label) in enumerate(boxes.items()))
    return started, reached


def _number(where: Any, name: str, label: str, scale: float) -> float | None:
    """A number in a box, None where there is none."""
    text = _typed(name, lambda: where.text_input(plain(label.strip()), key=f"learning_{name}"))
    if not text:
        return None
    try:
        return float(text.rstrip("% ").replace(",", "")) / scale
    except ValueError:
        st.warning(plain(f"{label}: “{text[:40]}” is no number such as 75, so it is left out."))
        return None


def _story(here: Here, number: int, hit: Hit) -> None:
    """One story: what, whose, when, what it reached, and the way to its chart."""
    story = hit.story
    measure = cached.measures_of(here.version).get(story.measure)
    programmes = {p.slug: p.title for p in cached.the_catalogue().programmes}
    programme = programmes.get(story.programme, story.programme)
    about = [story.kind.capitalize(), programme, who(here, story), words.learning.period(story)]
    facts = {
        "Aim": story.aim,
        "Reached": words.learning.reached(story, measure),
        "Theme": story.theme,
        "Score": f"{story.score:g} of 5" if story.score is not None else "",
        "Source": story.source,
    }
    told = "".join(f"<div><dt>{html(name)}</dt><dd>{html(text)}</dd></div>" for name, text in facts.items() if text)
    with st.container(border=True, key=f"story_{number}"):
        st.markdown(
            f'<div class="story"><h2>{marked(hit.title)}</h2><p class="about">{html(" · ".join(about))}</p>'
            f"<p>{marked(hit.text)}</p><dl>{told}</dl></div>",
            unsafe_allow_html=True,
        )
        if measure:
            _to_chart(here, story, measure)


def _to_chart(here: Here, story: Story, measure: Measure) -> None:
    """The way to the chart that the story belongs to."""
    found = here.tree.get(story.org_code or story.psc or ENGLAND)
    if found is None:
        return
    view = View(
        organisation=found.code, measure=measure.slug, end=here.view.end, asof=here.view.asof, tree=here.view.tree
    )
    page = "your_measures" if measure.local else measure.programme
    label = f"See the chart of {within(measure.short_title)}, {common_name(found)}"
    link.to_page(page, label, to_params(view, here.tree))
