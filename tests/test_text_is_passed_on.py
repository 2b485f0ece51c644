"""No screen gives Streamlit a text as Markdown but by `ui.text`, or one of the app's own words.

What is passed on is followed through the code: texts that stand in it, constants, numbers and dates in a format, what
`ui.text` made, and what is put together of these.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted([*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
LABELLED = {
    *"markdown caption info warning error success title header subheader write badge expander popover button".split(),  # noqa: SIM905
    *"checkbox toggle text_input text_area number_input selectbox radio multiselect file_uploader tabs metric".split(),  # noqa: SIM905
    *"segmented_control pills download_button form_submit_button link_button page_link status toast date_input".split(),  # noqa: SIM905
}
"""Streamlit's functions whose first argument is Markdown, whoever they are called on (a column, a container)."""
MADE_SAFE = {"plain", "said", "listed", "html", "marked", "cells"}
"""What `ui.text` makes."""
OF_OUR_OWN = {
    *{"len", "counted", "img", "variation_img", "assurance_img", "key_html", "read_text"},
    *{"_cells", "_known", "_glance_row", "_words", "_lines", "_line", "_row", "_table", "_attention", "headline"},
}
"""Functions that give numbers, words and pictures of the app's own, or pass on as text what they are given."""
NO_TEXT_OF_OTHERS = {
    ("app.py", 'f"Something went wrong on our side, so this part cannot be shown. Nothing that you kept is lost. "'),
    ("ui/link.py", "page"),
    ("ui/panels/tile_map.py", "head"),
    ("ui/menu.py", 'PAGES / f"{slug}.py"'),
    ("ui/menu.py", 'f"[{plain(title)}](/{slug})"'),
    ("ui/link.py", """f"[{plain(label)}](/{slug}{'?' + urlencode(params) if params else ''})\""""),
    ("ui/methods.py", "pd.DataFrame("),
    ("ui/panels/annotate.py", "cached.store()"),
    ("ui/sections.py", "[s.title for s in sections]"),
    ("ui/preterm/glance.py", "name"),
    ("ui/preterm/glance.py", "rest"),
}
"""File and first line of what else is none: addresses, titles of sections, what `html` has been through in another
function, and a writing of events that happens to be called like Streamlit's."""


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Each text given to Streamlit, and the function it is in."""
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.Module):
            for node in _own(scope):
                name = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
                if name in LABELLED or (name == "table" and ast.unparse(node.func) == "st.table"):
                    yield node, scope


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from _own(child)


def safe(node: ast.expr, scope: ast.AST, seen: tuple[str, ...] = ()) -> bool:
    """Whether an expression holds only what is safe to draw as Markdown."""

    def too(*parts: ast.expr) -> bool:
        return all(safe(part, scope, seen) for part in parts)

    match node:
        case ast.Constant():
            return True
        case ast.JoinedStr():
            return too(*node.values)
        case ast.FormattedValue():
            return node.format_spec is not None or too(node.value)
        case ast.Name() if node.id.isupper():
            return True
        case ast.Attribute() if node.attr.isupper():
            return True
        case ast.Name() if node.id not in seen:
            given = list(_given(node.id, scope))
            return bool(given) and all(safe(one, scope, (*seen, node.id)) for one in given)
        case ast.BinOp(op=ast.Add() | ast.Mult()):
            return too(node.left, node.right) if isinstance(node.op, ast.Add) else too(node.left)
        case ast.IfExp():
            return too(node.body, node.orelse)
        case ast.BoolOp():
            return too(*node.values)
        case ast.List() | ast.Tuple():
            return too(*node.elts)
        case ast.GeneratorExp() | ast.ListComp():
            return too(node.elt)
        case ast.Call(func=ast.Attribute(attr="join" | "rstrip" | "strip", value=before)):
            return too(before, *node.args)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in MADE_SAFE | OF_OUR_OWN
    return False


def _given(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """What a name is set to in a function, by a loop over a literal too. Nothing where it is an argument."""
    for node in _own(scope):
        if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield node.iter
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)


def texts(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that Streamlit draws as Markdown."""
    yield from call.args[:1]
    yield from (k.value for k in call.keywords if k.arg in ("help", "label", "body"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_are_passed_on_as_text(path: Path):
    source = path.read_text("utf-8")
    found = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {said}"
        for call, scope in calls(ast.parse(source))
        for text in texts(call)
        if not safe(text, scope)
        and (said := ast.get_source_segment(source, text) or "")
        and (str(path.relative_to(ROOT)), said.splitlines()[0]) not in NO_TEXT_OF_OTHERS
    ]
    assert found == [], "pass it through ui.text, or name it among the app's own words here"


@pytest.mark.parametrize(
    ("code", "fine"),
    [
        ('st.markdown(f"**{plain(title)}** {n:,}")', True),
        ('st.markdown(f"**{title}**")', False),
        ("st.caption(note)", False),
        ('left.expander("x" + name)', False),
        ('st.button("Press", help=measure.title)', False),
        ("text = plain(a)\n    st.info(text)", True),
        ("text = a\n    st.info(text)", False),
        ('st.markdown("\\n".join(f"- {line}" for line in lines))', False),
        ("st.markdown(words.terms.HOW_TO_READ)", True),
    ],
)
def test_the_check_sees_what_it_should(code: str, fine: bool):
    tree = ast.parse(f"def draw():\n    {code}")
    assert all(safe(text, scope) for call, scope in calls(tree) for text in texts(call)) == fine
