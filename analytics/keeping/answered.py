"""What people answered to the questions of a file, kept beside the store's tables and given again for files with the same
columns: shown as a choice already made, which can be changed, and forgotten when somebody says so.

Only answers about how columns are written or which rows count are kept. What holds for one file alone (which of two rows
is right, which measure a file without a name for it holds, a title above a table) is asked every time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analytics.ingest import Ask, Reading
from analytics.ingest.cells.names import normal
from analytics.ingest.columns.headers import patterns
from analytics.model import Problem, Severity
from analytics.store import Store
from analytics.words.counting import counted

FOLDER = "_answers"
ROWS = "rows_of:"
LASTING = (ROWS, "whose", "add_up:", "grain:", "day_order:", "count_of_days:", "percent:", "unit:", "measure:")
"""How the names of questions begin whose answers hold for the next file too."""


@dataclass(frozen=True)
class Answers:
    """Answers by the names of their questions, and the day on which the last was given. `questions` are their words: which
    rows are of whole organisations depends on the groups that the file had."""

    given: Mapping[str, str]
    questions: Mapping[str, str]
    day: date

    def fits(self, ask: Ask) -> bool:
        """Whether an answer holds for a question of another file."""
        same = not ask.name.startswith(ROWS) or self.questions.get(ask.name) == ask.question
        return ask.name in self.given and same


def remember(store: Store, reading: Reading, given: Mapping[str, str], *, today: date | None = None) -> Answers | None:
    """Keep the answers of a file that last, beside those that were kept for its columns before. None where none does."""
    lasting = {name: answer for name, answer in given.items() if name.startswith(LASTING)}
    if not lasting:
        return None
    before = recall(store, reading)
    asked = {ask.name: ask.question for ask in reading.asks if ask.name in lasting}
    said = Answers(
        {**(before.given if before else {}), **lasting},
        {**(before.questions if before else {}), **asked},
        today or date.today(),
    )
    told = {"day": said.day.isoformat(), "given": dict(said.given), "questions": dict(said.questions)}
    store.files.write(_path(reading), json.dumps(told, ensure_ascii=False, indent=1).encode())
    return said


def recall(store: Store, reading: Reading) -> Answers | None:
    """The answers for files with these columns, or None where nobody gave one. Damaged ones are asked again."""
    try:
        found = json.loads(store.files.read(_path(reading)))
        given = {str(name): str(answer) for name, answer in found["given"].items() if str(name).startswith(LASTING)}
        return Answers(given, dict(found["questions"]), date.fromisoformat(found["day"])) if given else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(store: Store, reading: Reading) -> None:
    """Ask again about every file with these columns."""
    if recall(store, reading) is not None:
        store.files.delete(_path(reading))


def reading(
    read: Callable[..., Reading], store: Store, given: Mapping[str, str], first: Reading | None = None
) -> Reading:
    """A file read with the answers `given` and, for questions that they leave open, those that are remembered. `read`
    reads it with `answers`; `first` is the file read with those given, where it was."""
    first = first or read(answers=given)
    kept = recall(store, first)
    used = {a.name: kept.given[a.name] for a in first.asks if kept and kept.fits(a) and a.name not in given}
    if not used or kept is None:
        return first
    made = read(answers={**used, **given})
    message = f"{counted(len(used), 'question')} answered as on {kept.day:%-d %B %Y}, for a file with the same columns."
    said = Problem(Severity.INFO, message, "Change the choices made where this file is another kind.")
    return replace(made, problems=(*made.problems, said))


def _path(reading: Reading) -> str:
    """Where the answers for files with these columns are: their names without periods, in any order, and the layout."""
    columns = sorted({normal(title) for title in patterns(reading.seen_columns)})
    return f"{FOLDER}/{hashlib.sha256(json.dumps([reading.format, columns]).encode()).hexdigest()[:32]}.json"
