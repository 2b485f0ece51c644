"""Whether a saved view still opens what it was saved for, and what to open where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.model import Measure, Organisation, SavedView, View
from analytics.model.view import TODAY, Span
from analytics.organisations import Directory, Organisations, common_name
from analytics.sharing.link import PARAMETERS, Opened, asked_tree, from_params, to_params
from analytics.sharing.seen import seen

_WHO = ("region", "icb", "trust", "psc")


@dataclass(frozen=True, slots=True)
class Stale:
    """Why a saved view is stale, in sentences, and the parameters of what can take its place, by name. With `blocked` it
    shows nothing any more: what it would show is another organisation's, or another measure's."""

    why: tuple[str, ...]
    instead: Mapping[str, Mapping[str, str]]
    blocked: bool


def asked(view: SavedView) -> dict[str, str]:
    """The parameters of a saved view that are its view's, without those of its page alone."""
    return {name: view.params[name] for name in PARAMETERS if name in view.params}


def stale(
    view: SavedView, directory: Directory, span: Span, measures: Mapping[str, Measure], today: date
) -> Stale | None:
    """Why a view is stale in data that cover `span`; None while it is sound."""
    params = asked(view)
    tree = directory.at(asked_tree(params, span))
    opened = from_params(params, tree, measures)
    if measure := _gone(view, measures):
        return Stale((measure,), {}, True)
    if not opened.notices:
        return _closed_since(view, opened, directory.at(today))
    followed = () if opened.blocked or opened.former is None else (opened.view.organisation,)
    codes = opened.choices or followed
    return Stale(opened.notices, {common_name(tree[c]): _of(view, tree[c], tree) for c in codes}, opened.blocked)


def _gone(view: SavedView, measures: Mapping[str, Measure]) -> str:
    measure = view.params.get("measure", "")
    if not measure or measure in measures:
        return ""
    return f"Its measure “{seen(measure)}” is no longer there: the upload that brought it may have been undone."


def _closed_since(view: SavedView, opened: Opened, now: Organisations) -> Stale | None:
    """Of an organisation that was there at the end of the data and is no more: its figures until then still stand."""
    one = now.get(opened.view.organisation)
    if one is None or now.is_open(one) or not now.has_begun(one):
        return None
    why = f"{now.what_became(one)}. The figures are those of before."
    instead = {f"{common_name(o)}, as organisations are today": _of(view, o, now, TODAY) for o in now.became(one.code)}
    return Stale((why,), instead, False)


def _of(view: SavedView, organisation: Organisation, tree: Organisations, day: str = "") -> dict[str, str]:
    """The view's parameters with another organisation."""
    rest = {name: value for name, value in view.params.items() if name not in _WHO}
    who = to_params(View(organisation=organisation.code), tree)
    return who | rest | ({"tree": day} if day else {})
