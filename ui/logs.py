"""What the server writes down of itself: one JSON object a line, with no data, no names and no query strings.

Our own sentences are written whole. Of what libraries say only the pattern is, as what they fill in may be a cell, a name or
an address; of a failure only its kind and the lines of code that it came through, as its message may quote a file.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

OURS = ("ui", "app", "analytics")
LIBRARIES = ("streamlit", "uvicorn", "websockets", "asyncio", "py.warnings", "deltalake")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        ours = record.name.split(".")[0] in OURS
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage() if ours else str(record.msg),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            line |= {"error": f"{kind.__module__}.{kind.__qualname__}", "through": _through(trace)}
        return json.dumps(line, ensure_ascii=False)


def structured() -> None:
    """Write all logs of this process so, to the standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in list(root.manager.loggerDict):
        if name.split(".")[0] in LIBRARIES:
            library = logging.getLogger(name)
            library.handlers.clear()
            library.propagate = True
            # Libraries tell at length what they do; only what goes wrong is written.
            library.setLevel(max(library.level, logging.WARNING))


def _through(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
