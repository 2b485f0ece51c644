"""A quarterly report: drafted, put in one's own words, kept, and taken away as Word and as a page without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
from conftest import App, at_rest
from driver import no_exception, press, shows, taken
from playwright.sync_api import Browser, Page, expect

WORDS = "All units agreed on one passport, and <b>ask</b> before birth."


def test_a_report_is_edited_kept_and_taken_away(
    own_app: App, browse: Callable[..., Page], chromium: Browser, tmp_path: Path
) -> None:
    page = browse(f"{own_app.address}/report?trust=R0A&quarter=2023-24+Q2")
    shows(page, "Manchester University")
    box = page.get_by_role("textbox", name=re.compile(r"^Figure 2")).first
    expect(box).to_have_value(re.compile(r"^Adoption and spread score: 77.8%"), timeout=60_000)
    box.fill(WORDS)
    page.get_by_role("textbox", name="Your name").fill("A tester")
    press(page.get_by_role("button", name="Keep", exact=True))
    expect(page.get_by_role("textbox", name=re.compile(r"in your words$")).first).to_have_value(WORDS, timeout=60_000)
    at_rest(page)
    no_exception(page)

    press(page.get_by_role("button", name="Make a Word document"))
    button = page.get_by_role("button", name=re.compile(r"^Download R0A_report_2023-24_Q2_.*\.docx$"))
    expect(button).to_be_visible(timeout=120_000)
    file = tmp_path / "report.docx"
    taken(page, button).save_as(file)
    made = docx.Document(str(file))
    bullets = [p.text for p in made.paragraphs if p.style.name == "List Bullet"]
    assert f"{WORDS} (Figure 2) [changed since last quarter]" in bullets
    captions = [p.text for p in made.paragraphs if p.style.name == "Caption"]
    assert [int(re.findall(r"\d+", c)[0]) for c in captions] == list(range(1, len(captions) + 1))
    assert all(s._inline.docPr.get("descr") for s in made.inline_shapes)

    press(page.get_by_role("button", name="Make a web page"))
    button = page.get_by_role("button", name=re.compile(r"^Download R0A_report.*\.html$"))
    expect(button).to_be_visible(timeout=120_000)
    taken(page, button).save_as(tmp_path / "report.html")
    _works_offline(chromium, tmp_path / "report.html", captions)


def _works_offline(chromium: Browser, file: Path, captions: list[str]) -> None:
    context = chromium.new_context(offline=True)
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        expect(page.get_by_role("heading", level=2, name="Executive summary")).to_be_visible()
        expect(page.get_by_text(WORDS).first).to_be_visible()
        expect(page.locator("figcaption")).to_have_text([re.compile(re.escape(c)) for c in captions])
        images = page.locator("figure > img")
        assert images.count()
        assert all(i.evaluate("i => i.complete && i.naturalWidth > 300") for i in images.all())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    finally:
        context.close()


def test_a_report_on_its_way_can_be_stopped(own_app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{own_app.address}/report?icb=QOP&quarter=2023-24+Q2")
    press(page.get_by_role("button", name="Make a Word document"))
    press(page.get_by_role("button", name="Stop", exact=True))
    expect(page.get_by_text("Stopped: no file was made.")).to_be_visible()
    no_exception(page)
