"""A line of the log is JSON, and tells nothing of data, people or addresses."""

from __future__ import annotations

import json
import logging
import sys

from ui.logs import Lines


def line(name: str, message: str, *args: object, failing: bool = False) -> dict[str, object]:
    error = None
    if failing:
        try:
            float("Mrs Smith")
        except ValueError:
            error = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, error)
    text = Lines().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_our_own_sentences_are_whole():
    told = line("ui.hardening", "refused %s: %s", 403, "Files are taken only from an open page.")
    assert told["says"] == "refused 403: Files are taken only from an open page."
    assert (told["level"], told["from"]) == ("error", "ui.hardening")


def test_of_libraries_only_the_pattern_is_written():
    assert line("streamlit.web", "Rejecting %s", "/opioids?icb=QOP")["says"] == "Rejecting %s"


def test_a_failure_is_told_by_its_kind_and_place_without_what_it_quotes():
    told = line("app", "page failed, reference %s", "a1b2c3", failing=True)
    assert told["error"] == "builtins.ValueError"
    assert "test_logs.py" in told["through"][-1]
    assert "Smith" not in json.dumps(told)
