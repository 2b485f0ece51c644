"""Where a login leads back to: a path of this app, and never another's address."""

from urllib.parse import quote

import pytest

from ui.return_to import LONGEST, remembered, safe


@pytest.mark.parametrize(
    "path", ["/", "/opioids", "/opioids?icb=QOP&asof=3.1.1.1-4681", "/preterm_optimisation?measure=cord"]
)
def test_a_path_of_this_app_survives(path: str) -> None:
    assert safe(quote(path, safe="")) == path


@pytest.mark.parametrize(
    "path",
    [
        "", "opioids", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "/a\r\nSet-Cookie: x=1",
        "/\t/evil.example", "/ /evil.example", "/auth/logout", "/auth/login?provider=x", "/oauth2callback?code=1",
        "/" + "a" * LONGEST, "javascript:alert(1)", "/é",
    ],
)  # fmt: skip
def test_anything_else_is_the_first_page(path: str) -> None:
    assert safe(quote(path, safe="")) == "/"
    assert safe(path) == "/"


def test_only_the_way_back_sees_the_cookie() -> None:
    cookie = remembered("/opioids?icb=QOP", "/oauth2callback")
    assert "Path=/oauth2callback" in cookie
    assert "HttpOnly" in cookie
    assert "\n" not in remembered("/a\r\nb", "/oauth2callback")
