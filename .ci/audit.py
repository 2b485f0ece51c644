"""Hold what is pinned against the known vulnerabilities: `make audit`.

pip-audit says “No known vulnerabilities found”, and ends with 0, also where it could look up nothing. So its report is held
against the pins: each must have been audited. Where the advisory service cannot be reached, it is said that nothing was.

Exit codes: 0 all audited and clean, or skipped, which the last line says; 1 vulnerable, or not all could be audited.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
SERVICE = "https://pypi.org/pypi/pip/23.0/json"
"""A release that is known to be vulnerable, asked for as pip-audit does: a service that does not know that knows nothing."""
SILENT = 10
"""Seconds after which the service counts as not to be reached."""


def main() -> int:
    """Audit, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(Path(sys.executable).with_name("pip-audit")))
    parser.add_argument("--service", default=SERVICE, help="Where it must know a vulnerability.")
    asked = parser.parse_args()
    if why := out_of_reach(asked.service):
        print(f"Audit SKIPPED: nothing was audited, because the advisory service cannot be reached ({why}).")
        return 0
    wrong, count = judged(asked.program)
    print("\n".join(f"  {line}" for line in wrong[:20]))
    if wrong:
        print(f"Audit FAILED: {len(wrong)} of what is pinned is vulnerable or could not be audited.")
    else:
        print(f"Audit passed: {count} pinned packages, each looked up, none with a known vulnerability.")
    return 1 if wrong else 0


def out_of_reach(service: str) -> str:
    """Why the service does not answer as it should; blank where it does."""
    try:
        with urllib.request.urlopen(service, timeout=SILENT) as answer:
            return "" if json.load(answer).get("vulnerabilities") else "it answers without advisories"
    except urllib.error.HTTPError as error:
        return f"it answers with {error.code}"
    except (OSError, ValueError) as error:
        return type(error).__name__


def judged(program: str) -> tuple[list[str], int]:
    """What is wrong, a line each, and how many packages were audited."""
    words = [program, "--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    ran = subprocess.run(
        [*words, *(word for file in FILES for word in ("--requirement", file))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        told = {one["name"].lower(): one for one in json.loads(ran.stdout)["dependencies"]}
    except (ValueError, KeyError, TypeError):
        return [f"pip-audit gave no report: {ran.stderr.strip()[-300:]}"], 0
    wrong = []
    for name in sorted(pinned()):
        one = told.get(name, {"skip_reason": "it was not looked up"})
        if why := one.get("skip_reason"):
            wrong.append(f"{name}: not audited, {why}")
        wrong += [f"{name} {one['version']}: {found['id']}" for found in one.get("vulns", [])]
    if not wrong and ran.returncode:
        wrong = [f"pip-audit ended with {ran.returncode}: {ran.stderr.strip()[-300:]}"]
    return wrong, len(told)


def pinned() -> set[str]:
    """The packages that are pinned for this machine."""
    lines = [line for file in FILES for line in (ROOT / file).read_text("utf-8").splitlines() if "==" in line]
    found = [Requirement(line.rstrip("\\ ")) for line in lines if not line.lstrip().startswith(("#", "--"))]
    return {one.name.lower() for one in found if one.marker is None or one.marker.evaluate()}


if __name__ == "__main__":
    sys.exit(main())
