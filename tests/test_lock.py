"""What is pinned can be installed, with hashes, on any Python from 3.11 on, on Linux, Windows and macOS: each package that
is asked for has exactly one version there. (That each has a wheel there is looked up when it is pinned.)"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
MACHINES = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
}


def pins(file: str) -> list[Requirement]:
    """Each pin of a file, with its marker."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return [Requirement(line.rstrip("\\ ")) for line in lines if re.match(r"[A-Za-z0-9]", line)]


def environment(python: str, machine: str) -> dict[str, str]:
    names = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return names | MACHINES[machine] | {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_each_package_has_one_version_on_each_machine(python, machine):
    here = environment(python, machine)
    for file, asked in (("requirements.txt", "requirements.in"), ("requirements-dev.txt", "requirements-dev.in")):
        found = [pin for pin in pins(file) if pin.marker is None or pin.marker.evaluate(here)]
        names = [pin.name.lower() for pin in found]
        assert len(names) == len(set(names))
        assert {one.name.lower() for one in pins(asked)} <= set(names)


def test_every_pin_is_exact_and_carries_a_hash_of_its_files():
    for file in ("requirements.txt", "requirements-dev.txt"):
        for block in re.split(r"\n(?=[A-Za-z0-9])", (ROOT / file).read_text("utf-8").strip()):
            assert re.match(r"[\w.\-\[\],]+==[\w.!+]+", block), block[:60]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:60]


def test_the_same_package_has_the_same_pin_in_both_files():
    ours = {(pin.name, str(pin.specifier)) for pin in pins("requirements.txt")}
    assert ours <= {(pin.name, str(pin.specifier)) for pin in pins("requirements-dev.txt")}


def test_the_install_demands_the_hashes():
    installs = [line for line in MAKEFILE.splitlines() if "$(PIP)" in line or "pip install" in line]
    assert re.search(r"^PIP := .*--require-hashes$", MAKEFILE, flags=re.MULTILINE)
    assert all("$(PIP)" in line or "--require-hashes" in line for line in installs)


def test_the_lock_begins_where_the_project_does():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    least = re.search(r'requires-python = ">=([\d.]+)"', project)
    assert least
    assert Version(least[1]) == Version("3.11")
    assert MAKEFILE.count("--universal --python-version 3.11") == 2
