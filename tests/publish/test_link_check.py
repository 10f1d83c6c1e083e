"""Links of a built site: inside it none may lead nowhere; other sites are asked, and only told of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import Request

import pytest
from council import Council
from fake_github import ask
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.github.client import GitHub
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.publish.link_check import Verdict, ask_all, links_of, status_of

GOOD = """<h1 id="top">Home</h1><a href="reviews/">r</a><a href="./reviews/#one">1</a><a href="#top">t</a>
<a href="https://a.example/reviews/">own</a><a href="a%20file.pdf?x=1">f</a><a href="mailto:a@example.org">m</a>
<img src="data:image/png;base64,AA"><a href="https://other.example/x#y">o</a><a href="http://other.example/z">z</a>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "reviews").mkdir(parents=True)
    (site / "index.html").write_text(GOOD, "utf-8")
    (site / "a file.pdf").write_bytes(b"%PDF")
    (site / "reviews/index.html").write_text('<p id="one"><a href="../">h</a><a href="/">h</a></p>', "utf-8")
    return site


def test_good_links_are_not_told(site: Path) -> None:
    found = links_of(site, "https://a.example/")
    assert found.broken == ()
    assert found.others == {
        "http://other.example/z": ("index.html",),
        "https://other.example/x": ("index.html",),
    }


@pytest.mark.parametrize(
    "link",
    [
        "review/",
        "reviews/#two",
        "#bottom",
        "b.pdf",
        "/nowhere/",
        "https://a.example/no/",
        "../",
        "reviews",
        "x.png",
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_page(site: Path, link: str) -> None:
    tag = f'<img src="{link}">' if link == "x.png" else f'<a href="{link}">x</a>'
    (site / "reviews/index.html").write_text(f'<p id="one">{tag.replace("../", "../../x/")}</p>', "utf-8")
    assert links_of(site, "https://a.example/").broken == (
        f"reviews/index.html: {link.replace('../', '../../x/')}",
    )


def test_a_site_below_an_address_finds_its_own_pages(site: Path) -> None:
    (site / "404.html").write_text('<a href="/council/reviews/">r</a><a href="/council/no/">n</a>', "utf-8")
    found = links_of(site, "https://other.example/council/")
    assert found.broken == ("404.html: /council/no/",)


class _Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path names; one address knows no HEAD, one leads on."""

    asked: list[tuple[str, str]]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        type(self).asked.append((self.command, self.path))
        name = self.path.strip("/")
        if name == "slow":
            self.close_connection = True
            return
        if name == "on":
            self.send_response(301)
            self.send_header("Location", "/200")
        else:
            wants_get = name == "get" and self.command == "HEAD"
            self.send_response(405 if wants_get else 200 if name == "get" else int(name))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def other() -> Iterator[str]:
    _Answers.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "verdict", "status"),
    [
        ("200", Verdict.FINE, 200),
        ("on", Verdict.FINE, 200),
        ("get", Verdict.FINE, 200),
        ("404", Verdict.GONE, 404),
        ("410", Verdict.GONE, 410),
        ("403", Verdict.CAREFUL, 403),
        ("429", Verdict.CAREFUL, 429),
        ("503", Verdict.CAREFUL, 503),
        ("slow", Verdict.SILENT, 0),
    ],
)
def test_what_another_site_answers_is_judged(other: str, name: str, verdict: Verdict, status: int) -> None:
    (answer,) = ask_all({other + name: ("index.html",)})
    assert (answer.verdict, answer.status) == (verdict, status)


def test_a_host_that_is_busy_is_asked_once(other: str) -> None:
    assert status_of(other + "429") == 429
    assert _Answers.asked == [("HEAD", "/429")]


def test_nothing_but_the_web_is_asked() -> None:
    def ask(address: str) -> int:
        raise AssertionError(address)

    others = {"file:///etc/passwd": ("a",), "ftp://x.example/": ("a",), "//x.example/": ("a",)}
    assert list(ask_all(others, ask)) == []


def test_an_address_that_is_none_and_a_host_that_is_none_only_do_not_answer(site: Path) -> None:
    (site / "index.html").write_text('<a href="http://[half/#x">x</a>', "utf-8")
    (answer,) = ask_all(links_of(site).others)
    assert (answer.address, answer.verdict) == ("http://[half/", Verdict.SILENT)
    assert status_of("http://127.0.0.1:9/") == 0


def test_a_host_is_not_asked_twice_in_a_moment() -> None:
    others = {f"http://x.example/{n}": ("a",) for n in range(3)}
    import time

    start = time.monotonic()
    assert len(list(ask_all(others, lambda _: 200, pause=0.05))) == 3
    assert time.monotonic() - start >= 0.1


class _Issues:
    """The issues of a repository, and what was done to them."""

    def __init__(self, *issues: dict[str, Any]) -> None:
        self.issues = issues
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def connect(self, token: str, repository: str) -> GitHub:
        return GitHub(token, repository, self.ask, pause=0)

    def ask(self, request: Request) -> tuple[int, bytes]:
        if request.data is None:
            return 200, json.dumps(self.issues).encode()
        assert isinstance(request.data, bytes)
        self.sent.append((request.get_method(), json.loads(request.data)))
        return 200, b"{}"


def run(council: Council, site: Path, hub: _Issues, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("GITHUB_TOKEN", "not-a-real-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ambleford/reviews")
    return ask(council.root, "links", "--site", site, "--issue", connect=hub.connect)


def test_one_issue_is_opened_written_over_and_closed(
    site: Path,
    tmp_path: Path,
    other: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    council = Council(tmp_path / "c")
    page = site / "index.html"
    page.write_text(f'<a href="{other}404">x</a>', "utf-8")
    first = _Issues()
    assert run(council, site, first, monkeypatch) == 0
    ((method, sent),) = first.sent
    assert (method, sent["labels"]) == ("POST", ["links"])
    assert f"## What is no longer there\n\n- <{other}404> (it answered 404)\n  on `/`" in sent["body"]
    assert "Other sites: 1 is no longer there." in capsys.readouterr().out

    ours = {"number": 3, "state": "open", "body": sent["body"]}
    strange = {"number": 2, "state": "open", "body": "Other links"}
    again = _Issues(strange, ours)
    assert run(council, site, again, monkeypatch) == 0
    assert [(method, facts["state"]) for method, facts in again.sent] == [("PATCH", "open")]

    page.write_text(f'<a href="{other}200">x</a>', "utf-8")
    done = _Issues(strange, ours)
    assert run(council, site, done, monkeypatch) == 0
    assert [(method, facts["state"]) for method, facts in done.sent] == [("PATCH", "closed")]
    quiet = _Issues(ours | {"state": "closed"})
    assert run(council, site, quiet, monkeypatch) == 0
    assert quiet.sent == []


def test_a_broken_link_inside_blocks_and_one_outside_does_not(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "c")
    (site / "index.html").write_text('<a href="no/">x</a>', "utf-8")
    assert ask(council.root, "links", "--site", site) == 1
    (site / "index.html").write_text('<a href="http://127.0.0.1:9/">x</a>', "utf-8")
    assert ask(council.root, "links", "--site", site, "--external") == 0
    assert "Other sites: 1 does not answer." in capsys.readouterr().out
    assert ask(council.root, "links", "--site", tmp_path / "none") == 2


@pytest.mark.slow
def test_every_link_of_the_real_site_leads_somewhere(real_site: Path) -> None:
    found = links_of(real_site)
    assert found.broken == ()
    assert "https://cli.github.com/" in found.others


@pytest.mark.slow
def test_evidence_that_is_an_address_is_asked_for(tmp_path: Path) -> None:
    """Evidence that is an address was printed as words, so that nobody noticed when the page had gone."""
    register = shape_council("action-owners", tmp_path / "council").register()
    site = tmp_path / "site"
    for page in pages(register, environment(TEMPLATES), {}):
        file = site / page.path / "index.html"
        if page.path.startswith("action-plans/2031-parks/actions/4"):
            file.parent.mkdir(parents=True)
            file.write_text(page.body, "utf-8")
    others = links_of(site).others
    (answer,) = ask_all({url: others[url] for url in others if "parks" in url}, lambda _: 404, pause=0)
    assert answer.address == "https://parks.ambleford.example/map"
    assert answer.verdict is Verdict.GONE
    assert answer.pages == ("action-plans/2031-parks/actions/4/index.html",)
