"""What whoever runs the app may set about hosts and frames, and that nothing else can be said by it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir

from ui import hardening, headers, index


@pytest.fixture(autouse=True)
def anew():
    headers.policy.cache_clear()
    yield
    headers.policy.cache_clear()


def rules() -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in headers.policy().split("; "))


def test_each_script_in_the_page_that_streamlit_came_with_has_its_hash():
    shipped = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    for page in (shipped, index.page()):
        inline = [script for script in re.findall(r"<script([^>]*)>", page) if "src=" not in script]
        assert len(re.findall("'sha256-", rules()["script-src"])) >= len(inline) > 0


def test_nobody_frames_the_app_unless_they_are_named(monkeypatch):
    monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    assert rules()["frame-ancestors"] == "'none'"
    headers.policy.cache_clear()
    monkeypatch.setenv("FRAME_ANCESTORS", "https://intranet.example.nhs.uk https://other.example;script-src *")
    assert rules()["frame-ancestors"] == "https://intranet.example.nhs.uk *"
    assert rules()["script-src"].startswith("'self'")


def test_further_hosts_are_named_and_do_not_take_the_place_of_this_machine(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "explorer.example.nhs.uk, Other.example ,")
    assert hardening.hosts() == {"localhost", "127.0.0.1", "::1", "explorer.example.nhs.uk", "other.example"}


def test_all_files_together_have_a_limit(monkeypatch):
    most = hardening.IN_ALL // hardening.PER_SESSION
    monkeypatch.setattr(hardening, "_held", lambda: Counter({f"s{n}": hardening.PER_SESSION for n in range(most)}))
    asked = {"type": "http", "headers": [(b"content-length", str(40 << 20).encode())]}
    room = hardening.IN_ALL - most * hardening.PER_SESSION
    assert room > 20 << 20
    with pytest.raises(hardening.Refused, match="Too many files"):
        hardening._must_fit(asked, "new", Counter())
    asked["headers"] = [(b"content-length", str(20 << 20).encode())]
    assert hardening._must_fit(asked, "new", Counter()) == 20 << 20
    with pytest.raises(hardening.Refused, match="Too many files"):  # what is on its way counts as what is there
        hardening._must_fit(asked, "new", Counter(other=20 << 20))
