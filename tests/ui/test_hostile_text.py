"""Names, titles, notes and links full of Markdown, HTML, LaTeX and images are shown as they are, on every page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import ingest
from analytics.catalogue import local as local_catalogue
from analytics.keeping import annotations as notes
from analytics.keeping import definitions
from analytics.model import EventKind
from analytics.store import Store, Upload
from ui.text import html, listed, plain, said

PAGES = Path(__file__).resolve().parents[2] / "pages"
AT = "http://tracker.invalid"
HOSTILE = f'![x]({AT}/a.png) <img src="{AT}/b.png"> **bold** $x^2$ :smile: :red[r] [l]({AT}) `c` # h'
"""Everything that Streamlit's Markdown makes into something else."""
SECTIONS = {
    "preterm_optimisation": ("glance", "intervention", "bundle", "babies", "adoption", "outcomes", "before_after"),
    "deterioration": ("glance", "tools", "pier", "measure", "before_after"),
}


def keep(store: Store, name: str, text: str, who: str = "", note: str = "") -> None:
    found = ingest.read_bytes(name, text.encode(), local=definitions.measures(store.at()))
    assert found.kept, found.problems
    upload = Upload(found.table, name, found.sha256, len(found.rows), who, note, format=found.format)
    store.commit(found.rows, upload, original=text.encode())


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def fill(store: Store) -> str:
    """Hostile text in every field that takes text. Gives the slug of the local measure."""
    odd = quoted(HOSTILE)
    rows = "".join(
        f"{odd},R0A,{month},{20 + i % 7},40\n"
        for i, month in enumerate(pd.period_range("2021-04", periods=30, freq="M"))
    )
    keep(
        store,
        f"own {HOSTILE.replace('/', '-')}.csv",
        f"measure,org_code,period,numerator,denominator\n{rows}",
        HOSTILE,
        HOSTILE,
    )
    (own,) = definitions.measures(store.at()).values()
    events = "date,org_code,measure,title,text,source\n"
    dated = "".join(f"2022-03-14,R0A,{measure},{odd},{odd},{odd}\n" for measure in ("cord", own.slug))
    keep(store, "events.csv", events + dated)
    told = "quarter,programme,org_code,kind,title,text,source,theme,measure,aim\n"
    named = (("Q1", "cord"), ("Q2", own.slug))
    lines = "".join(
        f"2023-24 {quarter},preterm_optimisation,R0A,update,{odd},{odd},{odd},{odd},{measure},{odd}\n"
        for quarter, measure in named
    )
    keep(store, "stories.csv", told + lines)
    stages = "pathway,element,org_code,as_at,stage,planned_for,note\n"
    keep(store, "stages.csv", f"{stages}preterm,cord,R0A,2023-09-30,5,,{odd}\n")
    where = {"day": pd.Timestamp("2022-06-01").date(), "organisation": "R0A", "measure": "cord"}
    notes.write(store, kind=EventKind.REASON, **where, title=HOSTILE, text=HOSTILE, who=HOSTILE)
    described = local_catalogue.measure(
        own.slug, own.title, unit=own.unit, better=own.better, definition=HOSTILE, per_text=HOSTILE
    )
    definitions.define(store, [described], HOSTILE)
    return own.slug


@pytest.fixture(scope="module")
def served(first_store: Path, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("hostile") / "store"
    shutil.copytree(first_store, folder)
    slug = fill(Store(str(folder)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URI", str(folder))
        st.cache_resource.clear()
        yield slug
        st.cache_resource.clear()


OWN_ADDRESS = re.compile(r'href="(?:\./\w*)?\?[^"]*"')
"""A link within the app: what it opens may be the slug of a hostile title."""
MARKDOWN = "markdown caption info warning error success title header subheader button checkbox toggle expander".split()  # noqa: SIM905
LABELS = "selectbox text_input text_area number_input radio segmented_control tabs".split()  # noqa: SIM905


def drawn(page: AppTest) -> list[tuple[str, bool]]:
    """What the page gives Streamlit as Markdown, and whether it is HTML."""
    found = [(str(m.value), bool(m.allow_html)) for m in page.markdown]
    found += [(OWN_ADDRESS.sub("", element.proto.body), True) for element in page.get("html")]
    for kind in MARKDOWN[1:]:
        for element in page.get(kind):
            text = getattr(element, "label", None) or getattr(element, "value", "")
            found += [(str(text), False), (str(getattr(element, "help", "") or ""), False)]
    for table in page.table:
        found += [(str(cell), False) for cell in [*table.value.columns, *table.value.to_numpy().ravel()]]
    for kind in LABELS:
        found += [(str(getattr(element, "label", "")), False) for element in page.get(kind)]
    return found


def harmful(text: str, is_html: bool) -> list[str]:
    """What of the hostile text would be made into something."""
    if is_html:
        return re.findall(r"<img(?! class)[^>]*tracker|<a [^>]*tracker", text) + (
            ["blank line"] if "\n\n" in text else []
        )
    marks = (r"!\[x", r"\[l", "<img", r"\$x", r"\*\*bold")
    signs = [rf"(?<!\\){mark}" for mark in marks] + [":smile:", r":red\[", "https?://tracker"]
    return [sign for sign in signs if re.search(sign, text)]


def views(slug: str) -> list[tuple[str, dict[str, str]]]:
    pages = [p.stem for p in sorted(PAGES.glob("*.py"))]
    where = {"trust": "R0A"}
    found = [(page, where | {"measure": "cord", "section": s}) for page, every in SECTIONS.items() for s in every]
    found += [(page, dict(where)) for page in pages if page not in SECTIONS]
    found += [
        ("your_measures", where | {"measure": slug}),
        ("learning", {"find": "bold"}),
        ("learning", {"about": slug}),
    ]
    hostile = dict.fromkeys(("asof", "measure", "trust", "from", "assume", "tree", "grain", HOSTILE), HOSTILE)
    found += [(page, {name: text}) for name, text in hostile.items() for page in ("overview", "learning")]
    return [*found, ("learning", {"find": HOSTILE, "theme": HOSTILE, "about": HOSTILE, "kind": HOSTILE})]


@pytest.mark.slow
def test_every_page_shows_hostile_text_as_it_is(served: str):
    seen = 0
    for name, params in views(served):
        page = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
        for parameter, value in params.items():
            page.query_params[parameter] = value
        page.run()
        assert not page.exception, (name, params, page.exception[0].message)
        for text, is_html in drawn(page):
            seen += "tracker" in text
            assert harmful(text, is_html) == [], (name, params, text)
    assert seen > 20, "the texts were there to be seen"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Caesarean births: 68% (12 of 30), up 3.5 points", "Caesarean births: 68% (12 of 30), up 3.5 points"),
        ("a_b AT&T 12:30 R&D - low", "a_b AT&T 12:30 R&D - low"),
        ("**b** `c` [l](x) <i>", r"\*\*b\*\* \`c\` \[l\](x) \<i>"),
        ("1. April", r"1\. April"),
        ("# h", r"\# h"),
        ("- item", r"\- item"),
        ("one\n\n# two", "one # two"),
        ("&lt; $x$ ~s~", r"\&lt; \$x\$ \~s\~"),
        (":smile: :red[x]", ":\u2060smile: :\u2060red\\[x\\]"),
        ("https://x.y www.x.y a@b.c", "http\u2060s:\u2060//x.y".replace(":\u2060", ":") + " www\u2060.x.y a@\u2060b.c"),
    ],
)
def test_plain_changes_only_what_would_be_markup(text: str, shown: str):
    assert plain(text) == shown


def test_sentences_keep_their_own_bold_and_lists_their_lines():
    assert said("**3** of [x]") == r"**3** of \[x\]"
    assert listed(["**1** a", "b\n- c"]) == "- **1** a\n- b - c"


def test_within_html_a_text_has_no_tags_and_no_blank_line():
    assert html('<b>\n\n![x](y)"') == "&lt;b&gt; ![x](y)&quot;"
