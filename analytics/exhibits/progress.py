"""Project progress scores of a programme, by ICS and project."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import words
from analytics.answers import project_progress as answers
from analytics.exhibits.scope import Scope
from analytics.model import Scale
from analytics.model.exhibit import Exhibit
from analytics.model.project_progress import Project

SCALE = "project_progress"
TITLE = "How far has each project come?"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """Every project of the programme at or below the organisation in view."""
    assert scope.programme is not None
    # Scores may be returned before the charts have figures of their quarter: only an end that was chosen holds them back.
    end = scope.last_day if scope.view.end else None
    return (of(scope, answers.projects(scope.data, scope.programme.slug, scope.organisation.code, end)),)


def of(scope: Scope, found: Sequence[Project]) -> Exhibit:
    """The projects and their scores."""
    assert scope.programme is not None
    slug, scale = f"project_progress_{scope.programme.slug}", scope.data.catalogue.scales[SCALE]
    if not found:
        return scope.nothing(slug, TITLE, f"No project progress score has been returned for {scope.name}.")
    return scope.exhibit(
        slug,
        TITLE,
        _summary(found),
        None,
        lambda: _table(found, scale),
        f"Projects and their scores: {len(found)}",
        scope.lines() | {"Scale": f"{scale.title}. {scale.source}."},
        illustrative=any(e.illustrative for project in found for e in project.evidence),
    )


def _summary(found: Sequence[Project]) -> str:
    asked = sum(bool(project.doubts) for project in found)
    said = f"{len(found):,} {'project has' if len(found) == 1 else 'projects have'} a score. "
    return said + (f"On {asked:,} the words and the numbers do not agree." if asked else "Words and numbers agree.")


def _table(found: Sequence[Project], scale: Scale) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "ICS": project.name,
                "Project": project.title,
                "Score": project.now.score,
                "Which means": scale.label(project.now.score),
                "Quarter": project.now.quarter,
                "Before": f"{project.scored[-2].score:g}" if len(project.scored) > 1 else "",
                "Asked about": " ".join(words.project_progress.doubts(project)),
                "Code": project.org_code,
            }
            for project in found
        ]
    )
