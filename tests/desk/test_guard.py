"""Who may ask the desk: nobody else's page, no other name, nobody without the token of this start."""

from __future__ import annotations

import re

import pytest
from council import PLAN, Council
from desk_client import ADDRESS, TOKEN, Officer, desk_of, records_of
from starlette.routing import Route
from starlette.testclient import TestClient

from goldenthread.desk.guard import COOKIE


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return Council(tmp_path_factory.mktemp("guard") / "c")


@pytest.fixture(scope="module")
def officer(council: Council) -> Officer:
    return Officer(desk_of(council.root))


def every_address(officer: Officer) -> list[str]:
    """Return an address of each route."""
    routes = officer.desk.app(TOKEN).app.routes  # type: ignore[attr-defined]
    given = {
        "folder": "action-plans",
        "name": "2031-finance",
        "number": "1",
        "what": "title",
        "kind": "review",
        "path": "x",
    }
    return [
        re.sub(r"\{(\w+)(?::path)?\}", lambda match: given[match[1]], route.path)
        for route in routes
        if isinstance(route, Route)
    ]


@pytest.mark.parametrize(
    ("headers", "has_cookie", "reason"),
    [
        ({"host": "desk.example.org"}, True, "only on this computer"),
        ({"host": "127.0.0.1.example.org"}, True, "only on this computer"),
        ({"host": "["}, True, "only on this computer"),
        ({}, False, "address that its start has printed"),
        ({"cookie": f"{COOKIE}=guessed"}, False, "address that its start has printed"),
    ],
    ids=["foreign-host", "longer-host", "damaged-host", "no-token", "wrong-token"],
)
def test_every_page_refuses_a_foreign_host_and_a_missing_token(
    officer: Officer, headers: dict[str, str], has_cookie: bool, reason: str
) -> None:
    stranger = TestClient(officer.desk.app(TOKEN), base_url=ADDRESS)
    if has_cookie:
        stranger.cookies.set(COOKIE, TOKEN)
    for address in every_address(officer):
        answer = stranger.get(address, headers=headers)
        assert (answer.status_code, reason in answer.text) == (403, True), address


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://127.0.0.1:9999", "http://127.0.0.1.evil.example:8001"],
)
def test_nothing_changes_for_a_page_elsewhere(officer: Officer, council: Council, origin: str | None) -> None:
    """A page on the web can send a form to this computer; the cookie would not help, for its name is the same site's."""
    before = records_of(council.root)
    stranger = TestClient(officer.desk.app(TOKEN), base_url=ADDRESS)
    stranger.cookies.set(COOKIE, TOKEN)
    for address in every_address(officer):
        answer = stranger.post(address, data={"step": "save"}, headers={"origin": origin} if origin else {})
        assert answer.status_code == 403, address
    assert records_of(council.root) == before


def test_the_token_goes_into_a_cookie_that_no_script_and_no_other_site_gets(officer: Officer) -> None:
    answer = TestClient(officer.desk.app(TOKEN), base_url=ADDRESS).get(
        f"/?token={TOKEN}", follow_redirects=False
    )
    assert (answer.status_code, TOKEN in answer.headers["location"]) == (303, False)
    cookie = answer.headers["set-cookie"].casefold()
    assert ("httponly" in cookie, "samesite=strict" in cookie) == (True, True)


def test_no_page_can_be_framed_kept_or_fed_from_elsewhere(officer: Officer) -> None:
    headers = officer.client.get("/").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert (
        "script-src" not in headers["content-security-policy"]
    )  # default-src 'self' holds, with no inline script
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize(
    "address",
    [
        "/text/../../etc/passwd",
        "/text/..%2F..%2Fdata/council.yml",
        "/records/..%2F..%2F../etc/passwd/",
        "/records/action-plans/..%2Fcouncil/",
        "/edit/title/reviews/..%2F..%2Foutside/",
        "/preview/..%2F..%2Fdata/council.yml",
        "/assets/..%2F..%2Fdata/council.yml",
    ],
)
def test_no_address_leads_out_of_the_councils_records(
    officer: Officer, council: Council, address: str
) -> None:
    before = records_of(council.root)
    for answer in (
        officer.client.get(address),
        officer.client.post(address, data={"step": "save", "text": "x"}),
    ):
        assert answer.status_code in (404, 409), address
    assert records_of(council.root) == before
    assert (council.root / PLAN).is_file()
