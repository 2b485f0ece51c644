"""The web page: everything in one file, every text a text, nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from exports_made import HOSTILE, LINK, VERSION, collection, control, hostile, without_chart

from analytics.answers import Data
from analytics.exports.page import to_html
from analytics.model.labels import ILLUSTRATIVE_IN_FULL


class Read(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_it_needs_nothing_from_elsewhere(data: Data) -> None:
    read = Read(to_html(collection(control(data), hostile(data))))
    assert all(str(image["src"]).startswith("data:") for image in read.named("img"))
    assert not [tag for tag, _ in read.tags if tag in ("script", "link", "iframe", "object", "base")]
    policy = next(m["content"] for m in read.named("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'")


def test_hostile_text_is_text(data: Data) -> None:
    read = Read(to_html(collection(hostile(data), title="<script>alert(1)</script>")))
    assert not [attrs for _, attrs in read.tags if any(name.startswith("on") for name in attrs)]
    assert "<script>alert(1)</script>" in read.text
    assert HOSTILE[12] in read.text
    assert {str(a["href"]) for a in read.named("a")} == {LINK}


def test_it_says_what_every_copy_must_and_has_the_numbers(data: Data) -> None:
    exhibit = control(data)
    read = Read(to_html(collection(exhibit)))
    assert exhibit.picture
    assert exhibit.picture.alt in [image.get("alt") for image in read.named("img")]
    for text in (exhibit.title, exhibit.sentence, VERSION, ILLUSTRATIVE_IN_FULL, "North West (Y62)", "Numerator"):
        assert text in read.text, text
    assert len(read.named("tr")) == 1 + len(exhibit.table())
    assert all(head["scope"] == "col" for head in read.named("th"))


def test_a_table_without_a_chart_stands_open(data: Data) -> None:
    assert re.search(r"<details open><summary>", to_html(collection(without_chart(control(data)))).decode())
