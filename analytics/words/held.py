"""What holds organisations up on a pathway, and what is overdue, in plain English."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.model import Adoption, Element, Scale, Standing, labels
from analytics.words import formats
from analytics.words.adoption import step_words

MOST_NAMED = 6
"""So many organisations can be named in a sentence; of more, the elements that hold most of them are."""
MOST_ELEMENTS = 3


def sentence(standing: Standing, scales: Mapping[str, Scale], where: str) -> str:
    """Who is held below the step that counts and on what, first those just below it; `where` is the chosen organisation.

    An organisation alone is told each element, since when, and what is planned.
    """
    judged = {e.slug: e for e in standing.pathway.elements if e.adopted_at is not None}
    rows = standing.rows[standing.rows["element"].isin(list(judged))]
    if rows.empty:
        return f"At {formats.day(standing.as_at)} no stage is known for {where}."
    held, bar = rows[rows["held"]], _bar(list(judged.values()), scales)
    if held.empty:
        all_of_them = f"{len(rows):,} of {len(rows):,}"
        return f"At {formats.day(standing.as_at)} nobody is held up: whatever is known in {where} is {bar} ({all_of_them})."
    if standing.expected == 1:
        parts = "; ".join(_one(row, judged[row["element"]], scales) for row in held.to_dict("records"))
        return f"At {formats.day(standing.as_at)} {where} is not yet {bar} on {len(held)} of {len(rows)} elements: {parts}."
    kind = labels.KINDS[standing.pathway.kind]
    organisations, known = held["org_code"].nunique(), rows["org_code"].nunique()
    verb = "is" if organisations == 1 else "are"
    text = (
        f"At {formats.day(standing.as_at)}, {organisations} of {known} {kind.after(known)} in {where} {verb} held"
        f" {_below(list(judged.values()), scales)}, on {len(held):,} of {len(rows):,} elements. "
    )
    return text + _at_the_last_step(held, judged, scales, kind.shorts) + _longest(held, judged) + _without_plan(held)


def overdue(standing: Standing, where: str) -> str:
    """What was planned for a day that has passed and has not been reached, and for whom."""
    late = standing.rows[standing.rows["overdue"]]
    planned = standing.rows["planned_for"].notna().sum()
    day = formats.day(standing.as_at)
    if late.empty:
        if not planned:
            return f"Nothing is known to be planned in {where} at {day}."
        return (
            f"Nothing is overdue in {where} at {day}: {planned} next step{'s are' if planned > 1 else ' is'} planned."
        )
    steps = (
        f"{len(late)} of {planned} planned next steps {'is' if len(late) == 1 else 'are'} overdue in {where} at {day}"
    )
    if standing.expected == 1 or late["org_code"].nunique() > MOST_NAMED:
        more = labels.KINDS[standing.pathway.kind].shorts
        whom = "" if standing.expected == 1 else f", at {late['org_code'].nunique()} {more}"
    else:
        whom = f": {formats.join(list(dict.fromkeys(late['name'])))}"
    first = late["planned_for"].min()
    return f"{steps}{whom}. The oldest was planned for {formats.day(first)}."


def overdue_by_group(standing: Standing, groups: Adoption) -> str:
    """How many of what is overdue lies with each group of organisations, such as paper-based and digital ones."""
    late = standing.rows[standing.rows["overdue"]]
    if late.empty:
        return ""
    group = late["org_code"].map(groups.stages.drop_duplicates("org_code").set_index("org_code")["element"])
    counts = [(e.title, int((group == e.slug).sum())) for e in groups.pathway.elements]
    return f"{'; '.join(f'{title}: {count} overdue' for title, count in counts)}."


def _bar(elements: list[Element], scales: Mapping[str, Scale]) -> str:
    marks = {step_words(scales[e.scale], e.adopted_at) for e in elements if e.adopted_at is not None}
    return f"at “{marks.pop()}” or further" if len(marks) == 1 else "in place"


def _below(elements: list[Element], scales: Mapping[str, Scale]) -> str:
    lower = {_last_below(e, scales) for e in elements}
    if len(lower) > 1 or None in lower:
        return "short of what counts as in place"
    return f"at stage {lower.pop():g} or below"


def _last_below(element: Element, scales: Mapping[str, Scale]) -> float | None:
    """The step just below the one that counts."""
    below = [s.value for s in scales[element.scale].steps if s.value < (element.adopted_at or 0)]
    return max(below, default=None)


def _one(row: Mapping, element: Element, scales: Mapping[str, Scale]) -> str:
    since = f"since {formats.day(row['since'])}" + (" or before" if row["from_start"] else "")
    return f"{element.title} ({step_words(scales[element.scale], row['stage'])}, {since}{_plan(row)})"


def _plan(row: Mapping) -> str:
    if pd.isna(row["planned_for"]):
        return ", nothing planned"
    day = formats.day(row["planned_for"])
    return f", overdue since {day}" if row["overdue"] else f", next step planned for {day}"


def _at_the_last_step(held: pd.DataFrame, judged: Mapping[str, Element], scales: Mapping[str, Scale], more: str) -> str:
    lower = {slug: _last_below(element, scales) for slug, element in judged.items()}
    last = {slug: step for slug, step in lower.items() if step is not None}
    just = held[held["stage"] == held["element"].map(last)]
    if just.empty:
        return "None of them is at the step just below. "
    steps = {step_words(scales[judged[s].scale], last[s]) for s in just["element"].unique()}
    name = f"At “{steps.pop()}”" if len(steps) == 1 else "Just below"
    by_name = just.groupby("name", sort=True)["element"].agg(list)
    if len(by_name) <= MOST_NAMED:
        who = (f"{name} ({formats.join([judged[e].title for e in elements])})" for name, elements in by_name.items())
        return f"{name}: {'; '.join(who)}. "
    counts = just["element"].value_counts()
    top = [f"{judged[str(e)].title} ({n})" for e, n in counts.head(MOST_ELEMENTS).items()]
    return f"{name} are {by_name.size} {more}, most often on {formats.join(top)}. "


def _longest(held: pd.DataFrame, judged: Mapping[str, Element]) -> str:
    row = held.sort_values(["since", "stage"], kind="stable").iloc[0]
    before = " or before" if row["from_start"] else ""
    element = judged[row["element"]].title
    return f"Longest where they are: {row['name']} on {element}, since {formats.day(row['since'])}{before}. "


def _without_plan(held: pd.DataFrame) -> str:
    none, late = int(held["planned_for"].isna().sum()), int(held["overdue"].sum())
    whom = f"{none} of the {len(held):,}" if len(held) > 1 else "it"
    text = f"No next step is planned for {whom}" if none else "Each has a next step planned"
    return text + (f"; {late} plan{'s are' if late > 1 else ' is'} overdue." if late else ".")
