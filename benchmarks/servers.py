"""Servers of a benchmark: started afresh on a free port of this machine, measured, and always stopped."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds for a server to be ready on a slow and busy machine, with a store to fill."""


@dataclass
class Server:
    """A running Streamlit server. `ready_after` is how many seconds it took until it said so."""

    port: int
    process: psutil.Popen
    log: Path
    ready_after: float = 0.0
    peak: int = 0

    @property
    def cpu(self) -> float:
        """Seconds of processor time that it used so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    def look(self) -> None:
        """Remember the most memory seen, in bytes."""
        with suppress(psutil.Error):  # it has just ended, which whoever asks it a page will find
            self.peak = max(self.peak, self.process.memory_info().rss)

    def tail(self, lines: int = 20) -> str:
        """The last lines that it printed."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def serving(
    script: str, ready: str, folder: Path, env: Mapping[str, str] | None = None, options: Sequence[str] = ()
) -> Iterator[Server]:
    """A server of `script` as `make run` starts one, with the project's configuration, from ready until the end.

    `ready` is the path that answers 200 once people may come.
    """
    port = _free_port()
    log = folder / f"{Path(script).stem}.log"
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", *options]
    begin = time.perf_counter()
    with log.open("wb") as out:
        process = psutil.Popen(
            command,
            cwd=ROOT,
            env=os.environ | (env or {}),
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_us if sys.platform == "linux" else None,
        )
    try:
        server = Server(port, process, log)
        while not _answers(f"http://127.0.0.1:{port}{ready}"):
            if process.poll() is not None or time.perf_counter() - begin > PATIENCE:
                raise SystemExit(f"{script} did not become ready:\n{server.tail()}")
            time.sleep(0.05)
        server.ready_after = time.perf_counter() - begin
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_us() -> None:
    """Ask Linux to stop the server when the benchmark is killed and cannot do so itself (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
