"""Data quality: how complete and how timely the figures are, by organisation and measure, and who owes what."""

from __future__ import annotations

import pandas as pd

from analytics import words
from analytics.answers import quality as answers
from analytics.charts import quality as pictures
from analytics.exhibits.scope import Scope
from analytics.model.exhibit import Exhibit, Picture
from analytics.model.quality import Quality
from analytics.organisations import common_name

TITLE = "Are the figures complete, and on time?"
OWED = "What is late, and who owes it?"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The heat map, then who owes what."""
    return of(scope, answers.quality(scope.data, scope.organisation.code, scope.view.months(scope.span)[1]))


def of(scope: Scope, found: Quality) -> tuple[Exhibit, ...]:
    """The same of a cached answer."""
    code, told = scope.organisation.code, words.quality.sentence(found, scope.name)
    if found.complete is None:
        return (scope.nothing(f"quality_{code}", TITLE, told),)
    names, titles = _names(scope, found), {slug: m.short_title for slug, m in scope.data.measures.items()}
    drawn = pictures.rows(found, names, titles)
    many = int(drawn["measure"].nunique())
    made_up = any(scope.data.resolved(slug).illustrative for slug in found.rows["measure"].unique())
    whole = scope.exhibit(
        f"quality_{code}",
        TITLE,
        told,
        Picture(
            pictures.template(many, int(drawn["place"].nunique())),
            drawn,
            words.quality.alt(found, scope.name, many),
            pictures.marks(found),
        ),
        lambda: _table(scope, found.rows),
        lines=scope.lines() | {"Method": words.quality.HOW},
        notes=(words.quality.HOW,),
        illustrative=made_up,
    )
    if found.late.empty:
        return (whole,)
    owed = scope.exhibit(
        f"owed_{code}",
        OWED,
        words.quality.owes(found),
        None,
        lambda: _table(scope, found.late),
        "Every late figure, with who owes it",
        lines=whole.lines,
        further=_owed(found, names, titles),
        illustrative=made_up,
    )
    return whole, owed


def _owed(found: Quality, names: dict[str, str], titles: dict[str, str]) -> list[str]:
    """A line for those measures that the same organisations owe."""
    lines: dict[str, list[str]] = {}
    for slug, rows in found.late.groupby("measure", sort=False):
        lines.setdefault(words.quality.owed(rows, names), []).append(titles[str(slug)])
    return [f"**{words.formats.join(measures)}**: {owed}." for owed, measures in lines.items()]


def _names(scope: Scope, found: Quality) -> dict[str, str]:
    codes = {*found.rows["org_code"], *found.by_place["place"]}
    return {code: common_name(scope.data.organisations[code]) for code in codes}


def _table(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    names, titles = {c: scope.data.organisations[c].name for c in rows["org_code"]}, scope.data.measures
    return pd.DataFrame(
        {
            "Measure": [titles[slug].title for slug in rows["measure"]],
            "Organisation": rows["org_code"].to_numpy(),
            "Name": [names[code] for code in rows["org_code"]],
            "Periods": [str(grain) for grain in rows["grain"]],
            "Expected": rows["expected"].to_numpy(),
            "Known": rows["known"].to_numpy(),
            "Missing": rows["missing"].to_numpy(),
            "Suppressed": rows["suppressed"].to_numpy(),
            "Newest": [_month(day) for day in rows["newest"]],
            "Due": [_month(day) for day in rows["due"]],
            "Periods late": rows["behind"].to_numpy(),
        }
    )


def _month(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else f"{day:%Y-%m}"
