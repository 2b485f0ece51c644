"""When a reader's browser gets what a run of the app sends: what comes up to a picture at once with it, and for a moment
nothing more, while the browser draws it. Each part that came alone would make it draw the whole page again.

What waits stands in the session's own queue, and goes out at the latest when the time is over, also where the run takes
longer, stops early or fails.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx

PAUSE = 0.06
"""Seconds in which a browser draws a picture; and for which who waits long for one does without what stands above it."""
_OURS = "sends_with_pauses"


@dataclass(eq=False)
class Outgoing:
    """What one session sends. All of it runs in the server's event loop."""

    queued: Callable[[], list[ForwardMsg]]
    """Takes what the session has to send."""
    wake: Callable[[], object]
    """Has the server ask for it."""
    _goes: list[ForwardMsg] = field(default_factory=list)
    _ends: asyncio.TimerHandle | None = None

    def flush(self) -> list[ForwardMsg]:
        """What may go out now, in its order."""
        out = self._goes if self._ends else [*self._goes, *self.queued()]
        self._goes = []
        return out

    def pause(self) -> None:
        """Send what there is, and then nothing for a moment."""
        self._goes += self.queued()
        self._stop()
        self._ends = asyncio.get_running_loop().call_later(PAUSE, self.go_on)
        self.wake()

    def go_on(self) -> None:
        """Send all as it comes."""
        self._stop()
        self.wake()

    def _stop(self) -> None:
        if self._ends:
            self._ends.cancel()
        self._ends = None


def pause() -> None:
    """Send the reader what there is, and then nothing for a moment. What is drawn meanwhile comes in one piece."""
    _tell(Outgoing.pause)


def go_on() -> None:
    """Send all as it comes."""
    _tell(Outgoing.go_on)


def _tell(what: Callable[[Outgoing], None]) -> None:
    context = get_script_run_ctx()
    session = Runtime.instance().get_app_session(context.session_id) if context and Runtime.exists() else None
    if session:  # a page that a test runs alone has none
        # Streamlit has no name for a pause, so two of these names are its own.
        session._call_soon_on_event_loop(lambda: what(_of(session)))


def _of(session: AppSession) -> Outgoing:
    """The session's; made when it first pauses."""
    known: Outgoing | None = getattr(session, _OURS, None)
    if known is None:
        known = Outgoing(session.flush_browser_queue, session._message_enqueued_callback or (lambda: None))
        setattr(session, _OURS, known)
        session.flush_browser_queue = known.flush  # type: ignore[method-assign]
    return known
