"""A draft beside that of the quarter before, with what people wrote into either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analytics.model.quarter import Quarter
from analytics.model.report import Bullet, Edit, News, Section

ADDED = "added:"
"""How the own name of a bullet begins that somebody added."""
Edits = Mapping[Quarter, Mapping[str, Edit]]


@dataclass(frozen=True)
class Edited:
    """The sections with their bullets as they now stand, those left out, and those of last quarter that are no more."""

    sections: tuple[Section, ...]
    dropped: tuple[Bullet, ...]
    gone: tuple[Bullet, ...]


def edited(draft: Iterable[Section], before: Iterable[Section] | None, edits: Edits, quarter: Quarter) -> Edited:
    """Take up what people wrote in this quarter; of what they wrote before, what the data still bear out.

    A bullet that was reworded or left out stays so as long as the data say the same as then; when they say something else
    the new draft stands, and who reads it on the page sees what was written. Bullets that somebody added go on until they
    are left out. With nothing known of the quarter before, nothing is news.
    """
    draft = tuple(draft)
    kept = {key: (since, edit) for since in sorted(edits) if since <= quarter for key, edit in edits[since].items()}
    former = None if before is None else {b.key: b for s in before for b in s.bullets}
    sections, dropped = [], []
    for section in draft:
        bullets = [_as_written(_news(b, former), kept.get(b.key), quarter) for b in section.bullets]
        own = [e for k, e in kept.items() if k.startswith(f"{section.key}/{ADDED}") and e[1].text]
        bullets += [_added(since, edit, quarter, former is not None) for since, edit in own]
        sections.append(replace(section, bullets=tuple(b for b in bullets if b.text)))
        dropped += [b for b in bullets if not b.text]
    keys = {b.key for s in draft for b in s.bullets}
    gone = tuple(b for key, b in (former or {}).items() if key not in keys)
    return Edited(tuple(sections), tuple(dropped), gone)


def _news(bullet: Bullet, former: Mapping[str, Bullet] | None) -> Bullet:
    """A bullet marked by what it says, not by its figures, which move each quarter."""
    if former is None:
        return bullet
    was = former.get(bullet.key)
    return replace(bullet, news=News.NEW if was is None else News.CHANGED if was.state != bullet.state else None)


def _as_written(bullet: Bullet, kept: tuple[Quarter, Edit] | None, quarter: Quarter) -> Bullet:
    """A bullet in the words that somebody gave it; without text where it was left out."""
    if kept is None or kept[1].text == kept[1].drafted:  # nobody, or somebody who went back to the draft
        return bullet
    since, edit = kept
    same = edit.drafted == bullet.text
    if since != quarter and not same:
        return replace(bullet, former=edit.text)
    news = bullet.news or (News.CHANGED if since == quarter and edit.text else None)
    return replace(bullet, text=edit.text, drafted=bullet.text, outdated=not same, news=news)


def _added(since: Quarter, edit: Edit, quarter: Quarter, compared: bool) -> Bullet:
    return Bullet(edit.key, edit.text, news=News.NEW if compared and since == quarter else None, added=True)
