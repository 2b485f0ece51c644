"""Rows of the stories table as stories."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics.model.story import Story
from analytics.model.tables import STORIES


def stories(rows: pd.DataFrame) -> tuple[Story, ...]:
    """The stories, newest first."""
    found = [_story(row) for row in rows.to_dict("records")]
    return tuple(sorted(found, key=lambda story: (story.quarter, story.title), reverse=True))


def _story(row: dict[Any, Any]) -> Story:
    known = {name: None if pd.isna(row[name]) else row[name] for name in STORIES.schema.names}
    return Story(
        **{name: str(known[name] or "") for name in _WORDS},  # type: ignore[arg-type]
        score=known["score"],
        baseline=known["baseline"],
        result=known["result"],
        began=_day(known["from"]),
        ended=_day(known["to"]),
    )


_WORDS = ("quarter", "programme", "kind", "title", "text", "psc", "org_code", "source", "theme", "measure", "aim")


def _day(value: Any) -> date | None:
    return None if value is None else pd.Timestamp(value).date()
