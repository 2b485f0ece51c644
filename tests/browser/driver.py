"""What a person does and reads in the app, in words. Everything is found by its label, its role or its text."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from pathlib import Path

from conftest import at_rest
from playwright.sync_api import Download, FilePayload, Locator, Page, TimeoutError, expect


def choose(page: Page, label: str, search: str, option: str | None = None) -> None:
    """Type into a filter and take the option that shows up."""
    box, found = page.get_by_role("combobox", name=label, exact=True), page.get_by_role("option", name=option or search)
    for _ in range(3):  # the list closes when the page moves below it; a person opens it again
        press(box)
        box.fill(search)
        with suppress(TimeoutError):
            found.first.click(timeout=10_000)
            return
    raise AssertionError(f"“{label}” does not offer “{option or search}”")


def options(page: Page, label: str, search: str) -> list[str]:
    """What a filter offers for a search; the filter is left as it was."""
    box = page.get_by_role("combobox", name=label, exact=True)
    press(box)
    box.fill(search)
    expect(page.get_by_role("option").first).to_be_visible()
    found = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    return found


def value(page: Page, label: str) -> Locator:
    """A filter, to expect a value of."""
    return page.get_by_role("combobox", name=label, exact=True)


def shows(page: Page, name: str) -> None:
    """Expect the page's head to say whose numbers these are."""
    expect(page.get_by_test_id("stMain").get_by_text(re.compile(rf"^{re.escape(name)} · "))).to_be_visible()


def menu(page: Page, title: str) -> None:
    """Go to another page by the menu at the top."""
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def glance(page: Page, measure: str) -> Locator:
    """The line of a measure in the table at a glance."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=measure)).first


SAID = "c => document.getElementById(c.getAttribute('aria-labelledby') ?? '')?.textContent ?? ''"
"""What a chart says to who cannot see it: the text that it is labelled by."""


def control_charts(page: Page, of: str = "") -> Locator:
    """The control charts, or the one whose text alternative speaks of a measure."""
    return page.get_by_label(re.compile(rf"^Control chart of {re.escape(of)}", re.IGNORECASE))


def no_exception(page: Page) -> None:
    """Expect no trace of an error that nobody caught."""
    expect(page.get_by_test_id("stException")).to_have_count(0)


def upload(page: Page, file: Path | FilePayload) -> None:
    """Drop a file on Your data."""
    page.locator("input[type=file]").set_input_files(file)


def unfold(page: Page, title: str) -> Locator:
    """Open what is folded away under a title, and give it."""
    folded = page.get_by_test_id("stExpander").filter(has=page.locator("summary").filter(has_text=title)).last
    if folded.locator("details").get_attribute("open") is None:
        press(folded.locator("summary").first)
    return folded


def kept_entry(page: Page, title: str) -> Locator:
    """The line of the history with a title, and its buttons."""
    told = page.get_by_test_id("stVerticalBlock").filter(has=page.get_by_text(title, exact=True))
    return told.filter(has=page.get_by_role("button", name="See the data as of then")).last


def keep(page: Page, who: str = "A tester", note: str = "") -> None:
    """Confirm what was understood."""
    at_rest(page)  # while the page runs, the form of before may still stand below that of now
    page.get_by_label("Your name, for the history").fill(who)
    if note:
        page.get_by_label(re.compile("^A note")).fill(note)
    press(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_text(re.compile(r"^Kept [\d,]+ rows? of "))).to_be_visible()
    at_rest(page)  # until then the used box may still stand beside the empty one that takes its place


def links(page: Page) -> tuple[str, str]:
    """Both links beside Copy link: to these numbers for ever, and to this view with the newest data."""
    press(page.get_by_role("button", name="As text"))
    pinned = page.get_by_test_id("stCode").filter(has_text="asof=")
    living = page.get_by_test_id("stCode").filter(has_not_text="asof=")
    expect(pinned).to_be_visible()
    found = pinned.inner_text().strip(), living.inner_text().strip()
    page.keyboard.press("Escape")
    return found


def opens(page: Page, section: str) -> None:
    """Open a section of the page by its tab."""
    page.get_by_role("tab", name=section, exact=True).click()
    is_open(page, section)


def is_open(page: Page, section: str) -> None:
    """Expect the section to be open, and wait until it is drawn."""
    expect(page.get_by_role("tab", name=section, exact=True)).to_have_attribute("aria-selected", "true")
    at_rest(page)
    no_exception(page)


def panel(page: Page) -> Locator:
    """What is below the open tab of the page, with the open one of its views."""
    return page.get_by_role("tabpanel").filter(visible=True).first


def says(page: Page, text: str) -> None:
    """Expect one paragraph of the open section to be exactly this, whatever in it is bold."""
    expect(panel(page).get_by_text(text.replace("**", ""), exact=True)).to_have_count(1)


def said(page: Page, start: str) -> str:
    """The paragraph of the open section that begins so."""
    found = panel(page).get_by_text(re.compile(rf"^{re.escape(start)}")).first
    expect(found).to_be_visible()
    return " ".join(found.inner_text().split())


def numbers(text: str) -> list[float]:
    """The numbers of a sentence in their order."""
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def press(thing: Locator) -> None:
    """Press something as a person does: in view, when the page has run, and once it stays where it is.

    While it moves, the mouse goes down on it and comes up beside it; a list or a pop-up that opens closes again when the
    page below it moves; a box that is drawn anew while it is typed into forgets what was typed.
    """
    at_rest(thing.page)
    thing.scroll_into_view_if_needed()
    last = None
    while last != (last := thing.bounding_box()):
        thing.page.wait_for_timeout(100)
    thing.click()


def taken(page: Page, button: Locator) -> Download:
    """The file that a button hands out."""
    with page.expect_download() as caught:
        press(button)
    return caught.value


def downloaded(page: Page, expander: Locator) -> list[dict[str, str]]:
    """The rows of an opened table's file, without the lines about it."""
    file_taken = taken(page, expander.get_by_role("button", name="Download as CSV"))
    with open(file_taken.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    head, *body = (row for row in rows if row and not row[0].startswith("# "))
    return [dict(zip(head, row, strict=True)) for row in body]
