"""The web page that is exported, in a browser without a network."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "exports"))

from exports_made import collection, control, hostile

from analytics.answers import Data
from analytics.exports.page import to_html


def test_the_web_page_works_without_a_network(chromium: Browser, data: Data, tmp_path: Path) -> None:
    exhibit = control(data)
    file = tmp_path / "board.html"
    file.write_bytes(to_html(collection(exhibit, hostile(data))))
    context = chromium.new_context(offline=True)
    try:
        page, asked, said = context.new_page(), [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(file.as_uri())
        assert exhibit.picture
        image = page.get_by_role("img", name=exhibit.picture.alt).first
        expect(image).to_be_visible()
        assert image.evaluate("i => i.complete && i.naturalWidth > 500")
        page.get_by_text(exhibit.numbers).first.click()
        expect(page.get_by_role("row")).to_have_count(1 + len(exhibit.table()))
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []
    finally:
        context.close()
