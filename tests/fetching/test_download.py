"""A file comes whole or not at all, whatever its server does; tried on loopback, over TLS."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from publisher import LIMITS, Publisher, gives, gives_ranges, publisher

from analytics.fetching.download import fetch
from analytics.fetching.part import Part
from analytics.fetching.refused import NotFetched

TABLE = b"month,code,numerator,denominator\n" + b"2025-12-01,00L,301,250.5\n" * 800
OTHER = b"month,code,numerator,denominator\n" + b"2026-01-01,00L,999,250.5\n" * 800


def refused(served: Publisher, folder: Path, **limits: float) -> str:
    """What is said of a file that does not come. Nothing of it may look like a file."""
    with pytest.raises(NotFetched) as why:
        fetch(served.address, folder, replace(LIMITS, **limits))
    assert not [p for p in folder.glob("*") if ".part" not in p.name]
    return str(why.value)


def test_a_file_comes_whole_under_its_name_and_leaves_nothing_else(served, tmp_path):
    served.answers = [gives(TABLE, Content_Disposition='attachment; filename="../../up.csv"')]
    got = fetch(served.address, tmp_path / "in", LIMITS)
    assert (got.path, got.path.read_bytes()) == (tmp_path / "in" / "up.csv", TABLE)
    assert (got.resumed, got.whole) == (0, True)
    assert list((tmp_path / "in").iterdir()) == [got.path]
    assert "Authorization" not in served.asked[0]
    assert served.asked[0]["Accept-Encoding"] == "identity"


def test_a_break_is_gone_on_from_at_once(served, tmp_path):
    served.answers = [gives_ranges(TABLE, '"a"', cut=7_000), gives_ranges(TABLE, '"a"')]
    got = fetch(served.address, tmp_path, LIMITS)
    assert got.path.read_bytes() == TABLE
    assert (got.resumed, served.asked[1]["Range"], served.asked[1]["If-Range"]) == (7_000, "bytes=7000-", '"a"')


def test_half_a_download_is_named_and_the_next_command_goes_on(served, tmp_path):
    served.answers = [gives_ranges(TABLE, '"a"', cut=3_000)]
    said = refused(served, tmp_path)
    assert "broke off after 6,000 of 20,033 bytes" in said
    assert "goes on from there" in said
    assert str(Part.of(tmp_path, served.address).data) in said
    served.answers = [gives_ranges(TABLE, '"a"')]
    got = fetch(served.address, tmp_path, LIMITS)
    assert (got.path.read_bytes(), got.resumed) == (TABLE, 6_000)


@pytest.mark.parametrize("marks", [('"a"', '"b"'), ('W/"a"', 'W/"a"')], ids=["changed", "a weak mark is no mark"])
def test_what_changed_in_between_is_fetched_anew(served, tmp_path, marks):
    served.answers = [gives_ranges(TABLE, marks[0], cut=3_000), gives_ranges(OTHER, marks[1])]
    got = fetch(served.address, tmp_path, LIMITS)
    assert (got.path.read_bytes(), got.resumed) == (OTHER, 0)


def test_a_server_that_goes_on_elsewhere_than_asked_is_not_believed(served, tmp_path):
    wrong = gives(OTHER[9_000:], code=206, Content_Range=f"bytes 9000-{len(OTHER) - 1}/{len(OTHER)}")
    served.answers = [gives_ranges(TABLE, '"a"', cut=3_000), wrong, gives_ranges(TABLE, '"a"')]
    assert fetch(served.address, tmp_path, replace(LIMITS, breaks=2)).path.read_bytes() == TABLE


def test_a_range_that_is_not_there_any_more_begins_anew(served, tmp_path):
    served.answers = [gives_ranges(TABLE, '"a"', cut=3_000), gives(b"", code=416), gives_ranges(OTHER, '"b"')]
    assert fetch(served.address, tmp_path, replace(LIMITS, breaks=2)).path.read_bytes() == OTHER


@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html><html><head><title>Sign in\n &amp; go on</title></head></html>", b"\xef\xbb\xbf\n<HTML lang=en>"],
)
def test_a_page_in_place_of_a_file_is_refused(served, tmp_path, page):
    served.answers = [gives(page, Content_Type="text/csv")]
    said = refused(served, tmp_path)
    assert said.startswith("A page, “Sign in & go on”, came" if b"title" in page else "A page came")
    assert list(tmp_path.glob("*.part*")) == []


def test_a_table_that_is_called_a_page_is_a_table(served, tmp_path):
    served.answers = [gives(TABLE, Content_Type="text/html")]
    assert fetch(served.address, tmp_path, LIMITS).path.read_bytes() == TABLE


def test_an_empty_file_is_none(served, tmp_path):
    served.answers = [gives(b"")]
    assert "is empty" in refused(served, tmp_path)


def test_too_large_is_refused_before_it_comes_and_while_it_comes(served, tmp_path):
    served.answers = [gives(TABLE)]
    assert "is larger than" in refused(served, tmp_path, size=10_000)

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    served.answers = [endless]
    assert "is larger than" in refused(served, tmp_path, size=100_000)
    assert list(tmp_path.glob("*.part*")) == []


def test_a_server_that_drips_is_not_waited_for(served, tmp_path):
    def drips(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.send_header("ETag", '"a"')
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.02)

    served.answers = [drips]
    began = time.monotonic()
    assert "took longer than 0.5 seconds" in refused(served, tmp_path, seconds=0.5)
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_not_waited_for(served, tmp_path):
    served.answers = [lambda handler: time.sleep(2)]
    assert "did not answer within 0.2 seconds" in refused(served, tmp_path, silence=0.2)


def test_a_redirect_is_followed_by_https_alone(served, tmp_path):
    to = {"Location": "/there/table.csv", "Content_Length": "0"}
    served.answers = [gives(b"", code=302, **to), gives(TABLE)]
    assert fetch(served.address, tmp_path, LIMITS).path == tmp_path / "table.csv"
    with publisher(None) as plain:
        plain.answers = [gives(TABLE)]
        served.answers = [gives(b"", code=301, Location=plain.address)]
        with pytest.raises(NotFetched, match=r"sends on to another address\. “http://.* does not begin with https"):
            fetch(served.address, tmp_path / "2", LIMITS)
        assert plain.asked == []
    served.answers = [gives(b"", code=302, Location=served.address)]
    assert "sends on more than 5 times" in refused(served, tmp_path / "3")


@pytest.mark.parametrize(
    ("code", "said"), [(404, "There is nothing at"), (403, "not open to everybody"), (204, "no file")]
)
def test_answers_that_are_no_file(served, tmp_path, code, said):
    served.answers = [gives(b"", code=code)]
    assert said in refused(served, tmp_path)
    assert len(served.asked) == 1


def test_a_failing_server_is_asked_again(served, tmp_path):
    served.answers = [gives(b"", code=500), gives(b"", code=503), gives(TABLE)]
    assert fetch(served.address, tmp_path, LIMITS).path.read_bytes() == TABLE
    served.answers = [gives(b"", code=500)]
    assert "failed, though asked several times (500)" in refused(served, tmp_path / "2")


def test_a_certificate_that_is_not_trusted_is_not_gone_past(served, tmp_path, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    served.answers = [gives(TABLE)]
    assert "could not prove that it is 127.0.0.1" in refused(served, tmp_path)
    assert served.asked == []


def test_a_certificate_of_another_host_is_not_gone_past(served, tmp_path):
    served.answers = [gives(TABLE)]
    with pytest.raises(NotFetched, match="could not prove that it is localhost"):
        fetch(served.address.replace("127.0.0.1", "localhost"), tmp_path, LIMITS)


def test_no_password_is_sent_not_even_one_that_lies_ready(served, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    served.answers = [gives(TABLE)]
    fetch(served.address, tmp_path / "in", LIMITS)
    assert "Authorization" not in served.asked[0]


def test_a_file_without_a_length_is_kept_and_said(served, tmp_path):
    def until_it_hangs_up(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(TABLE)
        handler.close_connection = True

    served.answers = [until_it_hangs_up]
    got = fetch(served.address, tmp_path, LIMITS)
    assert (got.path.read_bytes(), got.whole) == (TABLE, False)


@pytest.mark.parametrize("sent", [9_000, 5_000], ids=["between two pieces", "within a piece"])
def test_pieces_without_their_end_are_half_a_file(served, tmp_path, sent):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("ETag", '"a"')
        handler.end_headers()
        handler.wfile.write((b"%x\r\n" % 9_000 + TABLE[:9_000] + b"\r\n")[: sent + 6 + 2 * (sent == 9_000)])
        handler.close_connection = True

    served.answers = [cut, gives_ranges(TABLE, '"a"')]
    got = fetch(served.address, tmp_path, LIMITS)
    assert (got.path.read_bytes(), got.resumed) == (TABLE, sent)


def test_what_comes_packed_though_asked_not_to_is_refused(served, tmp_path):
    served.answers = [gives(TABLE, Content_Encoding="gzip")]
    assert "packs what it sends" in refused(served, tmp_path)


def test_two_commands_do_not_fetch_into_one_folder_at_once(served, tmp_path):
    served.answers = [gives(TABLE)]
    with Part.of(tmp_path, served.address).alone() as alone:
        assert alone
        assert "Another command is fetching" in refused(served, tmp_path)


@pytest.mark.parametrize(
    "address",
    ["http://x.org/a.csv", "file:///etc/passwd", "https:///a.csv", "https://x.org:99999/", "https://[", "ftp://x.org"],
)
def test_other_addresses_are_refused_unasked(address, tmp_path):
    with pytest.raises(NotFetched, match=r"only such addresses are fetched|is no address"):
        fetch(address, tmp_path, LIMITS)


def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path):
    with pytest.raises(NotFetched, match="name or password") as why:
        fetch("https://me:secret@x.org/a.csv", tmp_path, LIMITS)
    assert "secret" not in str(why.value)


def test_a_folder_that_cannot_be_written_is_said(served, tmp_path):
    (tmp_path / "file").write_text("")
    served.answers = [gives(TABLE)]
    with pytest.raises(NotFetched, match="could not be written"):
        fetch(served.address, tmp_path / "file" / "in", LIMITS)


def test_a_host_that_is_not_there_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(NotFetched, match="cannot be reached from here"):
        fetch("https://127.0.0.1:1/a.csv", tmp_path, LIMITS)
