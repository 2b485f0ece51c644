"""Adoption of a pathway: who is held and on what, how far it has come, who moved, and each stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import words
from analytics.answers import adoption as answers
from analytics.charts import progress
from analytics.exhibits import stages
from analytics.exhibits.scope import Scope
from analytics.exports import adoption_tables
from analytics.model import Movement, Pathway, ScoreHistory, Standing, labels
from analytics.model.exhibit import Exhibit, Picture


def pathways(scope: Scope) -> tuple[Exhibit, ...]:
    """Adoption of each pathway of the programme."""
    assert scope.programme is not None
    return tuple(one for pathway in scope.programme.pathways for one in _pathway(scope, pathway))


def _pathway(scope: Scope, pathway: Pathway) -> tuple[Exhibit, ...]:
    when, code = scope.as_at(pathway.slug), scope.organisation.code
    found = answers.at(scope.data, pathway.slug, code, when)
    if found.stages.empty:
        return (stages.nothing_recorded(scope, pathway, when),)
    scores = _scores(scope, pathway, when)
    moved = of_movement(scope, answers.movement(scope.data, pathway.slug, code, when))
    standing = answers.standing(scope.data, pathway.slug, code, when)
    waiting = (held(scope, standing),) if standing.rows["held"].any() else ()
    return (*scores, moved, *stages.where_each_stands(scope, found), *waiting)


def _scores(scope: Scope, pathway: Pathway, when: date) -> tuple[Exhibit, ...]:
    if not pathway.scores:
        return ()
    known = [score.slug for score in pathway.scores]
    picked = scope.view.pick(f"score_{pathway.slug}")
    chosen = picked if picked in known else known[0]
    history = answers.score(scope.data, pathway.slug, scope.organisation.code, chosen, when)
    return (of_score(scope, history, when),)


def of_score(scope: Scope, history: ScoreHistory, when: date) -> Exhibit:
    """An adoption score over time, and when its ambition is reached."""
    pathway, score = history.pathway, history.score
    source, told = score.ambition_source or pathway.ambition_source, words.progress.score_sentence(history)
    slug, title = f"{pathway.slug}_{score.slug}", f"{pathway.title}: {score.title}"
    if history.points.empty:
        return scope.nothing(slug, title, told.replace("**", ""))
    drawn = progress.score_rows(history)
    return scope.exhibit(
        slug,
        title,
        told,
        Picture(
            progress.score_template(history.illustrative),
            drawn,
            words.progress.score_alt(history),
            progress.score_marks(drawn),
        ),
        lambda: adoption_tables.score_table(history),
        lines=scope.pathway_lines(pathway, when)
        | {"Definition": f"{score.title}. {score.meaning}", "Ambition": source},
        notes=(f"{score.title}: {score.meaning} Source of the ambition: {source}.",),
        illustrative=history.illustrative,
    )


def of_movement(scope: Scope, found: Movement) -> Exhibit:
    """Who moved up and who slipped since the quarter before."""
    pathway, several = found.pathway, len(answers.members(scope.data, found.pathway.slug, scope.organisation.code)) > 1
    slug, title = f"{pathway.slug}_movement", f"{pathway.title}: who moved since the last quarter?"
    told = words.progress.movement_sentence(found)
    if found.changes.empty:
        return scope.nothing(slug, title, told)
    drawn = Picture(
        progress.movement_template(
            len(pathway.elements), found.illustrative, f"{labels.KINDS[pathway.kind].shorts} that moved"
        ),
        progress.movement_rows(found),
        words.progress.movement_alt(found),
    )
    return scope.exhibit(
        slug,
        title,
        told,
        drawn if several else None,
        lambda: adoption_tables.movement_table(found),
        f"Who moved, and from which stage to which: {len(found.changes)}",
        scope.pathway_lines(pathway, found.after) | {"Compared with": words.formats.day(found.before)},
        illustrative=found.illustrative,
    )


def held(scope: Scope, standing: Standing) -> Exhibit:
    """Those below the step that counts, with the element that holds each."""
    of, title = standing.rows["held"], "Not yet in place, those waiting longest first"
    told = words.held.sentence(standing, scope.data.catalogue.scales, scope.name)
    made = _listed(scope, standing, of, "held", "who is held up, and on what?", told, title)
    return replace(made, further=(words.held.overdue(standing, scope.name),))


def overdue(scope: Scope, standing: Standing, more: str = "") -> Exhibit:
    """What was planned for a day that has passed and has not been reached, and for whom; `more` is said after it."""
    by_plan = answers.longest_overdue_first(standing)
    told = f"{words.held.overdue(standing, scope.name)} {more}".rstrip()
    title, of = "what is overdue, and for whom?", by_plan.rows["overdue"]
    if not of.any():
        return scope.nothing(f"{standing.pathway.slug}_overdue", f"{standing.pathway.title}: {title}", told)
    return _listed(scope, by_plan, of, "overdue", title, told, "Overdue, longest first")


def _listed(
    scope: Scope, standing: Standing, rows: pd.Series, name: str, title: str, told: str, numbers: str
) -> Exhibit:
    table = adoption_tables.standing_table(standing, scope.data.catalogue.scales, rows)
    return scope.exhibit(
        f"{standing.pathway.slug}_{name}",
        f"{standing.pathway.title}: {title}",
        told,
        None,
        lambda: table,
        f"{numbers}: {len(table)}",
        scope.pathway_lines(standing.pathway, standing.as_at),
        illustrative=standing.illustrative,
    )
