"""A reorganisation without a programmer: the template, a file of changes, what it would do, the new board, and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from changes_made import MERGED, a_file
from conftest import App
from driver import keep, kept_entry, menu, no_exception, press, shows, taken, unfold, upload
from playwright.sync_api import FilePayload, Page, expect

CHANGES = FilePayload(name="changes 2027.csv", mimeType="text/csv", buffer=a_file())
WRONG = FilePayload(
    name="wrong.csv", mimeType="text/csv", buffer=a_file("2027-04-01,merger,QYG,Z1A2B,NHS Mersey ICB,,,,,")
)


def test_from_the_template_to_the_new_board_and_back(own_app: App, browse: Callable[..., Page]) -> None:
    page = browse(f"{own_app.address}/your_data")
    template = unfold(page, "Changes of organisations")
    file = taken(page, template.get_by_role("button", name="CSV template"))
    assert Path(file.path()).read_bytes().startswith(b"\xef\xbb\xbfdate,kind,org_code,into,name,parent,psc,members,")

    upload(page, WRONG)
    expect(page.get_by_text("Z1A2B has nobody to stand under: a region is missing").first).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    page.reload()
    upload(page, CHANGES)
    expect(page.get_by_text(f"1 April 2027: opens {MERGED} (Z1A2B)")).to_be_visible()
    expect(page.get_by_text("would be drawn no longer, because whoever they are of closes")).to_be_visible()
    keep(page, "Ada")
    expect(kept_entry(page, "changes 2027.csv")).to_contain_text("changes of organisations")
    no_exception(page)

    board = f"{own_app.address}/opioids?icb=Z1A2B&measure=opioidper1000&tree=2027-04-01"
    new = browse(board)
    shows(new, "Mersey and Lancashire ICB")
    no_exception(new)

    menu(page, "Your data")
    press(kept_entry(page, "changes 2027.csv").get_by_role("button", name="Undo"))
    expect(page.get_by_text("changes 2027.csv was undone. What it had replaced counts again.")).to_be_visible()
    expect(browse(board).get_by_role("alert").get_by_text("which we do not know")).to_be_visible()
