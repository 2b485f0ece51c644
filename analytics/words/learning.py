"""What was found among the stories, and what one of them reached."""

from __future__ import annotations

from analytics.model import Better, Hits, Measure, Sought, Story
from analytics.words import formats
from analytics.words.counting import counted

NOTHING = (
    "Try fewer or other words (one is enough, and beginnings of words count), take back a filter below, or look for the "
    "measure by its name."
)


def found(hits: Hits, sought: Sought) -> str:
    """How many, and in which order."""
    many = len(hits.hits)
    if not many:
        return f"No story fits. {NOTHING}"
    told = counted(many, "story", "stories")
    if hits.loosely:
        return (
            f"No story has all of these words; {told} {'has' if many == 1 else 'have'} some of them, the closest first."
        )
    return f"{told}, {'the closest' if sought.text.strip() else 'the newest'} first." if many > 1 else f"{told}."


def reached(story: Story, measure: Measure | None) -> str:
    """What a story reached: "Cord management: 68.0% before, 81.5% after, up 13.5 points." Blank where no number is known."""
    if measure is None or (story.baseline is None and story.result is None):
        return ""
    before, after = (None if v is None else formats.value(measure, v) for v in (story.baseline, story.result))
    if story.baseline is None or story.result is None:
        return f"{measure.short_title}: {after or before} {'reached' if after else 'at the start'}."
    change = story.result - story.baseline
    way = (
        "unchanged"
        if not change
        else f"{'up' if change > 0 else 'down'} {formats.difference(measure, change, story.baseline)}"
    )
    good = (change > 0) == (measure.better is Better.INCREASE)
    judged = "" if not change or measure.better is Better.NEUTRAL else (" (better)" if good else " (worse)")
    return f"{measure.short_title}: {before} before, {after} after, {way}{judged}."


def period(story: Story) -> str:
    """When the work was: "October 2022 to September 2023"; the quarter that tells of it where that is not known."""
    days = [formats.day(d) for d in (story.began, story.ended) if d]
    quarter = f"told in {story.quarter[:4]}/{story.quarter[5:]}"
    if not days:
        return quarter
    if len(days) == 2 and days[0] != days[1]:
        return f"{days[0]} to {days[1]}, {quarter}"
    return f"{days[0] if story.began and story.ended else ('from ' if story.began else 'until ') + days[0]}, {quarter}"
