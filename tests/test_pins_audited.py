"""The audit passes only what it looked up: a tool that finds nothing because it audited nothing is no clean bill."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
AUDIT = ROOT / ".ci" / "audit.py"
UNREACHABLE = "http://127.0.0.1:9/"


class Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if "gone" in self.path else 200)
        self.end_headers()
        self.wfile.write(
            b'{"vulnerabilities": []}' if "mirror" in self.path else b'{"vulnerabilities": [{"id": "CVE-0"}]}'
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def pinned() -> list[str]:
    sys.path.insert(0, str(AUDIT.parent))
    try:
        import audit
    finally:
        sys.path.pop(0)
    return sorted(audit.pinned())


def audited(tmp_path: Path, service: str, dependencies: object, ends: int = 0) -> tuple[int, str]:
    """What becomes of a report of a pretended pip-audit, which always prints that it found nothing."""
    program = tmp_path / "pip-audit"
    report = json.dumps({"dependencies": dependencies}) if not isinstance(dependencies, str) else dependencies
    program.write_text(
        f"#!{sys.executable}\nimport sys\nprint({report!r})\n"
        f"print('No known vulnerabilities found', file=sys.stderr)\nsys.exit({ends})\n"
    )
    program.chmod(0o755)
    words = [sys.executable, str(AUDIT), "--program", str(program), "--service", service]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_it_passes_when_each_pin_was_looked_up(tmp_path, service):
    code, told = audited(tmp_path, service, [{"name": name, "version": "1", "vulns": []} for name in pinned()])
    assert code == 0
    assert f"Audit passed: {len(pinned())} pinned packages" in told


def test_it_fails_when_nothing_was_audited_although_the_tool_is_content(tmp_path, service):
    skipped = [{"name": name, "skip_reason": "Dependency not found on PyPI"} for name in pinned()]
    for nothing in (skipped, [], "", "{}", "[]"):
        code, told = audited(tmp_path, service, nothing)
        assert code == 1
        assert "Audit FAILED" in told
        assert "No known vulnerabilities" not in told.replace("found nothing", "").splitlines()[-1]


def test_it_fails_when_one_pin_was_passed_over(tmp_path, service):
    but_one = [{"name": name, "version": "1", "vulns": []} for name in pinned() if name != "streamlit"]
    code, told = audited(tmp_path, service, but_one)
    assert code == 1
    assert "streamlit: not audited" in told


def test_it_fails_with_the_name_of_a_vulnerability(tmp_path, service):
    found = [{"name": name, "version": "1", "vulns": [{"id": "CVE-1"}] * (name == "pandas")} for name in pinned()]
    code, told = audited(tmp_path, service, found, ends=1)
    assert code == 1
    assert "pandas 1: CVE-1" in told


def test_it_fails_when_the_tool_fails(tmp_path, service):
    clean = [{"name": name, "version": "1", "vulns": []} for name in pinned()]
    assert audited(tmp_path, service, clean, ends=2)[0] == 1


@pytest.mark.parametrize("where", ["", "/gone", "/mirror"])
def test_it_says_that_it_was_skipped_where_the_service_cannot_be_reached(tmp_path, service, where):
    code, told = audited(tmp_path, service + where if where else UNREACHABLE, [])
    assert code == 0
    assert told.startswith("Audit SKIPPED: nothing was audited")
    assert "passed" not in told
