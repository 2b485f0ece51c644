"""An address in its parts, and the one that opens the same numbers for ever."""

import pytest

from analytics.sharing.address import parse


@pytest.mark.parametrize(
    ("text", "base", "page", "section"),
    [
        (
            "https://x.nhs.uk/app/opioids?trust=R0A&section=people&find=cord",
            "https://x.nhs.uk/app",
            "opioids",
            "people",
        ),
        ("https://x.nhs.uk/?trust=R0A", "https://x.nhs.uk", "", ""),
        ("opioids?trust=R0A", "", "opioids", ""),
        ("?trust=R0A", "", "", ""),
    ],
)
def test_an_address_in_its_parts(text: str, base: str, page: str, section: str) -> None:
    found = parse(text)
    assert (found.base, found.page, found.section, found.params) == (base, page, section, {"trust": "R0A"})


def test_the_address_for_ever_opens_the_same_page_and_section() -> None:
    text = "https://x.nhs.uk/app/opioids?trust=R0A&section=people"
    assert parse(parse(text).at("3.1.0")) == parse(f"{text}&asof=3.1.0")
