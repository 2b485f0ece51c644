"""The way in: the ASGI app that `make run` starts. The script that lists the pages is `ui/main.py`.

It lies away from `pages/` on purpose: with a folder of that name beside the main script, Streamlit runs a page alone for
the first visitor after a restart who comes by a link.
"""

from __future__ import annotations

import gc
import inspect
import logging
import pkgutil
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import ui
from analytics import store
from analytics.charts.composed import compose_all
from analytics.store import Damaged, NotKept
from ui import broken, cached, data_cached, gate, heading_cached, index, login, logs
from ui.hardening import Hardening

# The start-up work runs outside any visitor's session, as it should; Streamlit would warn of it on each line.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)

ROOT = Path(__file__).resolve().parent
STOPPING = 45
"""Seconds that a stop waits for what is being kept; `deploy/` gives it a minute before it is killed."""
log = logging.getLogger("app")


def warm_up() -> None:
    """Do before the first visitor what would otherwise make them wait: load what the pages import, compose the charts, fill
    the store and work out its measures."""
    _load()
    compose_all()
    cached.the_catalogue()
    try:
        cached.store()
        data_cached.warm(*login.audiences())
        heading_cached.warm()
    except (Damaged, NotKept) as fault:
        # The pages say it in words to whoever opens them; a server that does not start says nothing to anybody.
        log.error("%s", _without_names(fault))
    # What is loaded by now stays for ever: garbage collection need not look at it again.
    gc.collect()
    gc.freeze()


def _without_names(fault: Damaged | NotKept) -> str:
    """What the log has of a fault of the store: the page names uploads and people, the log names stored files."""
    if isinstance(fault, Damaged):
        return f"damaged: {', '.join(damage.file for damage in fault.damages)}; see `python -m analytics check`"
    return f"not kept or not read: {type(fault).__name__}"


def _load() -> None:
    """Import all that the pages import, and what is imported only when it is first used."""
    import scipy.special  # noqa: F401 - funnel plots, before and after

    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if module.name != "ui.main":  # that one is the script itself
            import_module(module.name)
    # Streamlit looks at the stack once, at the first element that it draws, and Python then seeks every module's file.
    inspect.stack()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, bool]]:
    """Ready means ready: the server answers once the store holds data and nothing is left to prepare. Stopped means that
    what was being kept is kept: a script's thread would end with the process in the middle of it."""
    logs.structured()
    warm_up()
    print(f"\n  Safety Improvement Explorer is ready: http://localhost:{st.get_option('server.port')}\n", flush=True)
    log.info("ready")
    yield {"ready": True}
    finished = await run_in_threadpool(store.close, STOPPING)
    log.info("stopped; %s", "nothing was being kept any more" if finished else "something was still being kept")


async def health(_: Request) -> JSONResponse:
    """For whoever restarts what hangs: 200 while the server answers. It looks at no data and tells none."""
    return JSONResponse({"healthy": True})


async def ready(_: Request) -> JSONResponse:
    """For load balancers: 200 once the data can be read, with the data version; 503 with the reason where they cannot."""
    try:
        cached.store().must_be_sound()
    except (Damaged, NotKept) as fault:
        return JSONResponse({"ready": False, "reason": str(fault)}, status_code=503)
    there = cached.store()
    return JSONResponse({"ready": True, "version": str(there.version()), "read_only": there.read_only})


def say_sorry(error: Exception) -> bool:
    """What a visitor sees when a page fails: a sentence and a reference that finds the cause in the log, no more. Data that
    are not what was kept, or cannot be reached, are said as what they are."""
    if isinstance(error, Damaged | NotKept):
        log.error("%s", _without_names(error))
        broken.draw(error)
        return True
    reference = secrets.token_hex(3)
    log.error("page failed, reference %s", reference, exc_info=error)
    st.error(
        f"Something went wrong on our side, so this part cannot be shown. Nothing that you kept is lost. "
        f"If it happens again, tell whoever runs this app the reference {reference}."
    )
    return True


app = st.App(
    ROOT / "ui" / "main.py",
    routes=[Route("/api/health", health), Route("/api/ready", ready), *index.routes()],
    middleware=[Middleware(Hardening), Middleware(gate.Gate)],
    lifespan=lifespan,
    on_script_error=say_sorry,
)
