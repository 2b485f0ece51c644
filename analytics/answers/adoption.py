"""Who has adopted what: stages, what holds organisations up, who moved, scores and their pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics.answers.data import Data
from analytics.methods import adoption
from analytics.methods.adoption import pace as forecast
from analytics.model import Adoption, Movement, Organisation, ScoreHistory, Standing


def at(data: Data, pathway: str, code: str, when: date) -> Adoption:
    """Where the organisations at or below the chosen one stand on a pathway."""
    return adoption.at(data.adoption(pathway), data.catalogue.pathways[pathway], members(data, pathway, code), when)


def members(data: Data, pathway: str, code: str) -> Sequence[Organisation]:
    """The organisations that follow a pathway within `code`: itself, those below it, or the one above it."""
    asked, tree = data.catalogue.pathways[pathway], data.organisations
    above = tree.ancestor(code, asked.kind)
    found = [above] if above else tree.members(code, asked.kind)
    return [o for o in found if o.maternity or not asked.maternity_only]


def quarters(data: Data, pathway: str) -> tuple[date, ...]:
    """The last day recorded in each quarter that a pathway has records of."""
    return adoption.quarters(data.adoption(pathway))


def standing(data: Data, pathway: str, code: str, when: date) -> Standing:
    """Since when the organisations at or below the chosen one stand where they stand, and what is planned."""
    followed = data.catalogue.pathways[pathway]
    return adoption.standing(data.adoption(pathway), followed, members(data, pathway, code), when)


def movement(data: Data, pathway: str, code: str, when: date) -> Movement:
    """Who moved on a pathway since the end of the quarter before."""
    rows, followed = data.adoption(pathway), data.catalogue.pathways[pathway]
    return adoption.since(rows, followed, members(data, pathway, code), adoption.quarter_before(when), when)


def score(data: Data, pathway: str, code: str, which: str, when: date) -> ScoreHistory:
    """An adoption score of the organisations at or below the chosen one by quarter, and when it reaches its ambition."""
    followed = data.catalogue.pathways[pathway]
    kept = next(s for s in followed.scores if s.slug == which)
    people, rows = members(data, pathway, code), data.adoption(pathway)
    points, paces = adoption.history(rows, followed, kept, people, when)
    ambition = followed.ambition if kept.ambition is None else kept.ambition
    ahead = None
    if ambition is not None and len(points):
        last = points.iloc[-1]
        ahead = forecast.forecast(float(last["value"]), float(last["denominator"]), paces, ambition, last["day"].date())
    ours = rows["org_code"].isin([o.code for o in people])
    return ScoreHistory(followed, kept, ambition, points, ahead, bool(rows.loc[ours, "illustrative"].any()))
