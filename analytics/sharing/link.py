"""View <-> the parameters of a link: codes and slugs, never labels. What a link cannot honour comes back in words.

`?region=Y62&icb=QOP&trust=R0A&psc=PSC-MAN&measure=cord&from=2021-04&to=2023-09&grain=quarter&asof=3.1.0.2-4f2a
&assume=nnt_cord:40,rate:0.9&tree=today&as=rate&baseline=2021-01..2021-12&period=2022-07..2023-03`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analytics.model import ENGLAND, Grain, Kind, View, labels
from analytics.model.view import TODAY, Span
from analytics.organisations import Match, Organisations
from analytics.sharing import assumed, shown
from analytics.sharing.seen import seen

_COMPARED = ("baseline", "period")
PARAMETERS = (
    *("region", "icb", "trust", "psc", "measure", "from", "to", "grain", "asof", "assume", "tree", "pick"),
    *_COMPARED,
    *shown.PARAMETERS,
)
TO = ".."
"""Between the first and the last month of a span."""
THEN = "then"
"""The trees of the end of the view, which a link need not say."""
_PICK = re.compile(r"[a-z0-9_]{1,40}:[A-Za-z0-9_-]{1,60}")
_ORGANISATIONS = {"trust": Kind.TRUST, "icb": Kind.ICB, "psc": Kind.PSC, "region": Kind.REGION}


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as opened. With `blocked`, nothing may be drawn: the link asked for data that this view would not be.

    `former` is an organisation that the link names and that is none on the day of the tree, closed or not yet begun; where
    it was split, `choices` are those that have its parts.
    """

    view: View
    notices: tuple[str, ...] = ()
    blocked: bool = False
    former: str | None = None
    choices: tuple[str, ...] = ()


def to_params(view: View, organisations: Organisations) -> dict[str, str]:
    """The parameters that open this view again; only those that say something."""
    chosen = organisations[view.organisation]
    line = [chosen, *organisations.ancestors(chosen.code)]
    names = {kind: name for name, kind in _ORGANISATIONS.items()}
    params = {names[o.kind]: o.code for o in reversed(line) if o.kind in names}
    if view.measure:
        params["measure"] = view.measure
    if view.start:
        params["from"] = f"{view.start:%Y-%m}"
    if view.end:
        params["to"] = f"{view.end:%Y-%m}"
    if view.grain:
        params["grain"] = view.grain.value
    if view.asof:
        params["asof"] = view.asof
    if view.tree:
        params["tree"] = str(view.tree)
    for name, span in (("baseline", view.baseline), ("period", view.period)):
        if span:
            params[name] = f"{span[0]:%Y-%m}{TO}{span[1]:%Y-%m}"
    if view.assumptions:
        params["assume"] = ",".join(f"{name}:{assumed.plain(value)}" for name, value in view.assumptions)
    if view.picked:
        params["pick"] = ",".join(f"{name}:{value}" for name, value in view.picked)
    return params | shown.to_params(view.shown)


def from_params(
    params: Mapping[str, str], organisations: Organisations, measures: Collection[str] | None = None
) -> Opened:
    """The view that a link asks for. Never raises: a value that makes no sense is named in `notices` and left out.

    An organisation that we do not know blocks the view: the answer must not be wider than what was asked for.
    """
    code, notices, blocked, named = _organisation(params, organisations)
    view = View(organisation=code)
    measure = params.get("measure", "")
    if measure and measures is not None and measure not in measures:
        notices.append(f"The link asks for a measure “{seen(measure)}” that we do not know; the first is shown.")
    elif measure:
        view = replace(view, measure=measure)
    start, end = (_month(params, name, notices) for name in ("from", "to"))
    if start and end and start > end:
        notices.append(f"The link’s period ends before it begins ({start:%B %Y} to {end:%B %Y}); all dates are shown.")
        start = end = None
    view = replace(view, start=start, end=end, asof=params.get("asof") or None)
    if grain := params.get("grain", ""):
        if grain in set(Grain):
            view = replace(view, grain=Grain(grain))
        else:
            notices.append(f"The link asks for periods of “{seen(grain)}”; the usual ones are shown.")
    view = replace(view, assumptions=assumed.from_text(params.get("assume", ""), notices))
    view = replace(view, picked=_picked(params.get("pick", ""), notices))
    how, meaningless = shown.from_params(params)
    baseline, period = _compared(params, notices)
    view = replace(view, tree=_tree(params, notices), shown=how, baseline=baseline, period=period)
    notices += [f"The link asks for “{n}={seen(params[n])}”; {instead}." for n, instead in meaningless.items()]
    unknown = [name for name in params if name not in PARAMETERS and not name.startswith("embed")]
    if unknown:
        notices.append(f"The link has parts that mean nothing here: {', '.join(seen(u) for u in unknown[:5])}.")
    former = named.closed.code if named and named.closed else None
    return Opened(
        view, tuple(notices), blocked, former, tuple(o.code for o in named.became) if blocked and named else ()
    )


def _picked(text: str, notices: list[str]) -> tuple[tuple[str, str], ...]:
    """What was picked, as (name, value); whether there is such a thing is for the section to see."""
    parts = [part for part in text.split(",") if part]
    good = dict(part.split(":") for part in parts if _PICK.fullmatch(part))
    if bad := [part for part in parts if not _PICK.fullmatch(part)]:
        notices.append(f"The link picks “{seen(bad[0])}”, which means nothing here.")
    return tuple(sorted(good.items()))


def asked_tree(params: Mapping[str, str], span: tuple[date, date]) -> date:
    """The day of the tree by which a link is to be read, of data that cover `span`."""
    return View(end=_month(params, "to", []), tree=_tree(params, [])).tree_day(span)


def _tree(params: Mapping[str, str], notices: list[str]) -> date | str | None:
    text = params.get("tree", "")
    if text in ("", THEN):
        return None
    try:
        return TODAY if text == TODAY else date.fromisoformat(text)
    except ValueError:
        notices.append(
            f"The link asks for the organisations of “{seen(text)}”; those of the end of the period are shown."
        )
        return None


def _organisation(params: Mapping[str, str], organisations: Organisations) -> tuple[str, list[str], bool, Match | None]:
    """The smallest organisation that the link names, with what was followed or could not be."""
    notices: list[str] = []
    chosen: str | None = None
    followed: Match | None = None
    for name, kind in _ORGANISATIONS.items():
        asked = params.get(name, "").strip()
        if not asked:
            continue
        match = organisations.match(asked)
        found = organisations.get(match.code) if match.code else None
        if found is None or found.kind is not kind or not (asked.upper() == found.code or match.closed):
            if match.closed and match.closed.kind is kind:
                return ENGLAND, [f"{match.note}."], True, match
            gone = f" {match.note}." if match.note and found is None else ""
            notices.append(
                f"The link asks for {labels.KINDS[kind].phrase} with the code “{seen(asked)}”, which we do not know.{gone}"
            )
            return ENGLAND, notices, True, None
        if match.closed:
            notices.append(match.note + ".")
            followed = followed or match
        if chosen is None:
            chosen = found.code
        elif not _within(chosen, found.code, organisations):
            notices.append(
                f"The link also names {found.name}, which {organisations[chosen].name} is not part of; "
                f"{organisations[chosen].short_name} is shown."
            )
    return chosen or ENGLAND, notices, False, followed


def _within(code: str, larger: str, organisations: Organisations) -> bool:
    line = {o.code for o in organisations.ancestors(code)} | {organisations.psc_of(organisations[code])}
    return larger in line


def _month(params: Mapping[str, str], name: str, notices: list[str]) -> date | None:
    text = params.get(name, "")
    if not text:
        return None
    try:
        found = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        notices.append(f"The link’s “{name}” is “{seen(text)}”, which is not a month such as 2023-04; it is left out.")
        return None
    return found.replace(day=1)


def _compared(params: Mapping[str, str], notices: list[str]) -> tuple[Span | None, Span | None]:
    """The baseline and the period to compare; both usual where they cannot be held against each other."""
    baseline, period = (_span(params, name, notices) for name in _COMPARED)
    if baseline and period and not baseline[1] < period[0]:
        notices.append("The link’s period does not lie wholly after its baseline; the usual months are compared.")
        return None, None
    return baseline, period


def _span(params: Mapping[str, str], name: str, notices: list[str]) -> Span | None:
    text = params.get(name, "")
    first, _, last = text.partition(TO)
    try:
        found = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    except ValueError:
        found = None
    if text and (found is None or found[0] > found[1]):
        notices.append(
            f"The link’s “{name}” is “{seen(text)}”, which are not months such as 2021-01{TO}2021-12; the usual ones "
            "are compared."
        )
        return None
    return found
