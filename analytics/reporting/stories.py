"""What people told of a quarter: updates, learnings and case studies. Nothing in them is ours, so nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import words
from analytics.answers import learning
from analytics.model import ENGLAND, Story
from analytics.model.report import Bullet, Section
from analytics.organisations import common_name
from analytics.reporting.drawn import Drawer

CASE_STUDY, LEARNING, UPDATE = "case study", "learning", "update"


def of(drawer: Drawer, programmes: tuple[str, ...]) -> tuple[Story, ...]:
    """The stories of the quarter of some programmes, of the organisation and those below it, by title."""
    codes = learning.below(drawer.data.organisations, drawer.code)
    told = learning.of_quarter(drawer.data, drawer.quarter.name, codes)
    return tuple(sorted((s for s in told if s.programme in programmes), key=lambda s: (s.title, s.text)))


def bullets(drawer: Drawer, stories: tuple[Story, ...], kind: str) -> Iterator[Bullet]:
    """The stories of a kind, a bullet each."""
    for story in (s for s in stories if s.kind == kind):
        text = f"{_who(drawer, story)}: {words.formats.sentence(story.title)} {story.text}"
        yield Bullet(f"story:{story.programme}:{story.psc or story.org_code}:{story.title}", text, state=text)


def case_studies(drawer: Drawer, stories: tuple[Story, ...], key: str) -> Iterator[Section]:
    """The case studies, a section each."""
    for at, story in enumerate(s for s in stories if s.kind == CASE_STUDY):
        measure = drawer.data.measures.get(story.measure)
        facts = {
            "Where": _who(drawer, story),
            "Aim": story.aim,
            "When": words.learning.period(story),
            "Reached": words.learning.reached(story, measure),
            "Score": f"{story.score:g} of 5" if story.score is not None else "",
            "Source": story.source,
        }
        paragraphs = tuple(line.strip() for line in story.text.splitlines() if line.strip())
        yield Section(f"{key}.{at}", story.title, 3, paragraphs, tuple((n, t) for n, t in facts.items() if t))


def _who(drawer: Drawer, story: Story) -> str:
    code = story.org_code or story.psc or ENGLAND
    found = drawer.data.organisations.get(code)
    return common_name(found) if found else code
