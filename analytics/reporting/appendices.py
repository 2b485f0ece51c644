"""The end of a report: the steps of the two scales, and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from analytics import words
from analytics.catalogue import Catalogue
from analytics.model.report import Section

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
APPENDICES = (
    ("appendix_a", "Appendix A", "Further breakdown of stages of adoption", "Stage", "adoption_stages"),
    ("appendix_b", "Appendix B", "Further breakdown of project progress scores", "Score", "project_progress"),
)
_OF_THE_APP = ("The app", "What may be seen")
_ENTRY = re.compile(r"\*\*(?P<term>[^*]+?)\.?\*\*\.?,?\s*(?P<text>.*)", re.DOTALL)
_MARKS = re.compile(r"[*`]|\[([^\]]*)\]\([^)]*\)")


def sections(catalogue: Catalogue) -> Iterator[Section]:
    """Appendix A and B, then the glossary."""
    for key, heading, title, step, slug in APPENDICES:
        scale = catalogue.scales[slug]
        yield Section(key, heading, 1)
        steps = tuple((words.adoption.step_words(scale, s.value), s.description) for s in scale.steps)
        yield Section(
            f"{key}.steps", title, 2, (f"Source: {scale.source.rstrip('.')}.",), steps, (step, "What it means")
        )
    yield Section("glossary", "Glossary", 1)
    for heading, entries in glossary():
        yield Section(f"glossary.{heading}", heading, 2, entries=entries)


@cache
def glossary() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The words of the glossary that a reader of figures needs, by heading. Those of the app alone are left out."""
    parts = GLOSSARY.read_text("utf-8").split("\n## ")[1:]
    found = []
    for part in parts:
        heading, _, text = part.partition("\n")
        if heading.strip() in _OF_THE_APP:
            continue
        matches = (_ENTRY.match(paragraph.strip()) for paragraph in text.split("\n\n"))
        found.append((heading.strip(), tuple((_plain(m["term"]), _plain(m["text"])) for m in matches if m)))
    return tuple(found)


def _plain(text: str) -> str:
    """Markdown as plain text in one line, beginning with a capital."""
    told = " ".join(_MARKS.sub(lambda found: found[1] or "", text).split())
    return told[:1].upper() + told[1:]
