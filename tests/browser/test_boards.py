"""In the meeting and after it: views are saved, made a board, presented by keyboard, and say what is new or stale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pandas as pd
from conftest import App, at_rest
from driver import control_charts, glance, keep, links, no_exception, press, shows, upload
from playwright.sync_api import FilePayload, Page, expect

from analytics import organisations
from analytics.model import Kind, SavedView
from analytics.organisations import common_name
from analytics.sharing import saved as sharing
from analytics.store import Store

CORD = "/preterm_optimisation?icb=QOP&measure=cord"
DOSES = "/opioids?icb=QOP&measure=opioid_high&section=glance"
VIEWS = {"Cord in Manchester": CORD, "High doses": DOSES, "Steroids": "/preterm_optimisation?icb=QOP&measure=steroids"}


def save(page: Page, name: str, board: str) -> None:
    press(page.get_by_role("button", name="Save this view"))
    page.get_by_label("Name", exact=True).fill(name)
    box = page.get_by_role("combobox", name="Board", exact=True)
    box.click()
    box.fill(board)
    page.get_by_role("option").first.click()
    page.get_by_label("Your name, for the history").fill("Ann")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"Saved: {name}, on the board {board}.")).to_be_visible()
    page.keyboard.press("Escape")
    at_rest(page)


def test_three_views_make_a_board_that_is_presented_by_keyboard(own_app: App, browse: Callable[..., Page]) -> None:
    author = browse(own_app.address + CORD)
    pinned, _ = links(author)
    for name, address in VIEWS.items():
        author.goto(own_app.address + address)
        at_rest(author)
        save(author, name, "May meeting")
    author.goto(f"{own_app.address}/boards")
    at_rest(author)
    expect(author.get_by_text("3 views")).to_be_visible()
    for name in VIEWS:
        expect(author.get_by_role("link", name=name, exact=True)).to_be_visible()
    press(author.get_by_role("button", name="Open", exact=True))
    notes = author.get_by_label("Speaker notes").first
    expect(notes).to_be_visible()
    at_rest(author)
    notes.fill("Say it slowly.\n<b>Twice</b>")
    author.keyboard.press("Tab")
    expect(author.get_by_text("Speaker notes: the board May meeting")).to_be_visible()
    press(author.get_by_role("button", name="Present", exact=True))
    expect(author).to_have_url(re.compile(r"/boards\?present=\w+$"))
    link = author.url

    speaker = browse(link, width=1280, height=720)
    title = speaker.get_by_role("heading", level=1)
    expect(title).to_have_text(re.compile("^Optimal cord management: "))
    expect(speaker.get_by_role("link", name="Methods")).to_have_count(0)
    assert_fills(speaker)
    expect(speaker.get_by_role("timer")).to_have_text(re.compile(r"^\d\d:\d\d · 0 min$"))
    speaker.keyboard.press("n")
    expect(speaker.get_by_text("Say it slowly.\n<b>Twice</b>")).to_be_visible()
    speaker.keyboard.press("n")
    expect(speaker.get_by_text("Say it slowly.")).to_be_hidden()
    speaker.keyboard.press("ArrowRight")
    expect(speaker.get_by_text("2 / 3")).to_be_visible()
    expect(speaker).to_have_url(re.compile("slide=2$"))
    speaker.keyboard.press(" ")
    expect(speaker.get_by_text("3 / 3")).to_be_visible()
    expect(title).to_have_text(re.compile("^Antenatal steroids", re.IGNORECASE))
    speaker.keyboard.press("PageDown")
    speaker.keyboard.press("PageUp")
    expect(speaker.get_by_text("2 / 3")).to_be_visible()
    speaker.go_back()
    expect(speaker.get_by_text("3 / 3")).to_be_visible()
    speaker.keyboard.press("Home")
    expect(speaker.get_by_text("1 / 3")).to_be_visible()

    at_rest(speaker)
    press(speaker.get_by_role("button", name="Filter"))
    who = speaker.get_by_role("combobox", name="Organisation", exact=True)
    who.fill("England")
    speaker.get_by_role("option", name="England").first.click()
    expect(speaker.get_by_text("England · Apr 2019 to Sep 2023")).to_be_visible()
    speaker.keyboard.press("Escape")
    expect(speaker.get_by_role("button", name="Filtered")).to_be_visible()
    at_rest(speaker)
    speaker.get_by_role("heading", level=1).click()
    speaker.keyboard.press("ArrowRight")
    expect(speaker.get_by_text("2 / 3")).to_be_visible()
    speaker.keyboard.press("ArrowLeft")
    expect(speaker.get_by_text("Greater Manchester ICB · Apr 2019 to Sep 2023")).to_be_visible()
    no_exception(speaker)

    reader = browse(pinned)
    expect(reader.get_by_text("You are looking at the data as they were on")).to_be_visible()
    expect(reader.get_by_text("Newer data exist.")).to_have_count(0)  # what was saved since is no data
    expect(control_charts(reader, "optimal cord management, Greater Manchester")).to_be_visible()


def assert_fills(page: Page) -> None:
    """The picture and what says whose it is are within the screen, in type of at least 24 pixels."""
    at_rest(page)
    picture = page.get_by_test_id("stVegaLiteChart").locator("svg").bounding_box()
    assert picture is not None
    assert picture["width"] > 1150
    assert picture["x"] + picture["width"] <= 1280
    assert picture["y"] + picture["height"] <= 720
    assert picture["height"] > 450
    sizes = page.evaluate(
        """() => [...document.querySelector('.st-key-slide').querySelectorAll('svg text, p, h1, li')]
        .filter(text => text.textContent.trim() && text.getBoundingClientRect().height)
        .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getBoundingClientRect().width
          / (text.offsetWidth || text.getBBox?.().width || text.getBoundingClientRect().width))"""
    )
    assert sizes
    assert min(sizes) >= 23.5, sorted(sizes)[:5]


def test_two_browsers_one_link_and_a_board_that_says_what_is_new(own_app: App, browse: Callable[..., Page]) -> None:
    author = browse(own_app.address + DOSES)
    before = glance(author, "People on high-dose opioids").inner_text()
    pinned, _ = links(author)
    save(author, "Doses", "June meeting")
    author.goto(f"{own_app.address}/boards?board=June+meeting")
    at_rest(author)
    expect(author.get_by_text("Nothing is new in the 1 view of this board since").or_(
        author.get_by_text("This browser has not shown this board before")
    )).to_be_visible()  # fmt: skip

    months = pd.period_range("2022-01", "2023-12", freq="M")
    lines = [f"opioid_high,QOP,{month},{2900 - i}" for i, month in enumerate(months)]
    text = "\n".join(["measure,org_code,period,numerator", *lines])
    uploader = browse(f"{own_app.address}/your_data")
    upload(uploader, FilePayload(name="doses.csv", mimeType="text/csv", buffer=text.encode()))
    expect(uploader.get_by_text("24 rows are new")).to_be_visible()
    keep(uploader)

    reader = browse(pinned)
    assert glance(reader, "People on high-dose opioids").inner_text() == before
    expect(reader.get_by_text("Newer data exist.")).to_be_visible()
    press(reader.get_by_role("button", name="Show the newest data"))
    expect(glance(reader, "People on high-dose opioids")).to_contain_text("2,877")

    author.goto(f"{own_app.address}/boards?board=June+meeting")
    at_rest(author)
    expect(author.get_by_text("1 of 1 view has news since")).to_be_visible()
    expect(author.get_by_text("figures were revised")).to_be_visible()
    expect(author).to_have_url(re.compile("since="))
    guest = browse(author.url)  # who never looked is told by the link
    expect(guest.get_by_text("1 of 1 view has news since")).to_be_visible()
    press(author.get_by_role("button", name="I have seen this"))
    expect(author.get_by_text("Nothing is new in the 1 view of this board")).to_be_visible()


def test_a_stale_view_says_so_and_leads_to_what_took_its_place(own_app: App, browse: Callable[..., Page]) -> None:
    store = Store(str(own_app.store))
    now, then = organisations.at(date.today()), organisations.at(date(2023, 9, 30))
    one = next(o for o in then.all(Kind.ICB) if len(now.became(o.code)) == 1 and not now.is_open(now[o.code]))
    (successor,) = now.became(one.code)
    merged = SavedView(
        "merged", "Our board", "opioids", {"icb": one.code}, "glance", owner="Ann", saved=date(2024, 5, 3)
    )
    gone = SavedView("gone", "Own measure", "your_measures", {"measure": "skin_to_skin"}, saved=date(2024, 5, 3))
    sharing.keep(store, [merged, gone], "Ann", "Saved")
    page = browse(f"{own_app.address}/boards")
    expect(page.get_by_text("Its measure “skin_to_skin” is no longer there")).to_be_visible()
    expect(page.get_by_text(f"{one.name} ({one.code}) closed on ")).to_be_visible()
    press(page.get_by_role("link", name=f"Show {common_name(successor)}, as organisations are today"))
    expect(page.get_by_role("heading", level=1, name="Opioids")).to_be_visible()
    shows(page, common_name(successor))
    no_exception(page)


def test_a_press_copies_the_link_to_one_chart_and_a_telephone_can_read_both(
    own_app: App, browse: Callable[..., Page]
) -> None:
    page = browse(f"{own_app.address}/preterm_optimisation?icb=QOP&section=charts", width=1440)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page.get_by_role("link", name="Link to this chart").first)
    expect(page.get_by_role("link", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "asof=" in copied
    assert "measure=" in copied
    there = browse(copied)
    expect(there.get_by_role("tab", name="One intervention")).to_have_attribute("aria-selected", "true")
    expect(control_charts(there).first).to_be_visible()
    press(page.get_by_role("button", name="As text"))
    expect(page.get_by_alt_text("QR code of the link: these numbers, for ever")).to_be_visible()
    expect(page.get_by_alt_text("QR code of the link: always the newest")).to_be_visible()
