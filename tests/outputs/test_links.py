"""Every address that a page leads to: what a council wrote is an address that works, and templates make no others."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from council import REPORT, REVIEW, Council
from pydantic import BaseModel, ValidationError

from goldenthread.common.urls import is_email, is_web_address
from goldenthread.model.common import Document, Person
from goldenthread.model.council import Council as CouncilFile
from goldenthread.model.deadline_rules import DeadlineRule
from goldenthread.model.meeting import Meeting, Supplement

pytestmark = pytest.mark.slow

SOUND = (
    "https://example.org",
    "http://example.org/",
    "https://example.org:8443/a/b?c=d&e=f#g",
    "https://democracy.example.gov.uk/documents/s123/Report%20(final).pdf",
    "https://Prifysgol.cymru/tŷ",
)
UNSOUND = (
    "javascript:alert(document.domain)",
    "JavaScript:alert(1)//https://example.org",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil.example/page",
    "http://",
    "https:///path",
    "https://localhost/x",
    "https://a.example@evil.example/",
    "https://user:word@evil.example/",
    "https://example.org/a b",
    "https://example.org\\@evil.example",
    'https://example.org/"onmouseover="alert(1)',
    "https://-example.org/",
    "https://example..org/",
    "ftp://example.org/",
    "example.org/report",
    "not a link",
)
WRITABLE = ("office@example.org", "o'neil-smith.a+b@sub.example.gov.uk")
NOT_WRITABLE = (
    "not an address",
    "a@b",
    "a@b?bcc=me@evil.example",
    "a@example.org?bcc=me@evil.example",
    "a@example.org,b@example.org",
    "a%0Abcc:b@example.org",
    "<a@example.org>",
    "mailto:a@example.org",
    ".a@example.org",
    "a@example.org&x",
    "@example.org",
)
# Beside `…|href`, which makes an address of this site, and MkDocs’ `… | url`: what else a template may put in a link.
FROM_FIELDS: dict[str, tuple[type[BaseModel], str] | None] = {
    "document.link": (Document, "link"),
    "mailto:who.email": (Person, "email"),
    "rule.facts.link": (DeadlineRule, "link"),
    "deadline.source_link": (DeadlineRule, "link"),
    "paper.link": (Document, "link"),
    "facts.link": (Meeting, "link"),
    "item.link": (Supplement, "link"),
    "address ~ head.path": (CouncilFile, "site_address"),
    "council.website": (CouncilFile, "website"),
    "edition.request": None,  # register/page_history.py keeps nothing else than a web address
    "proof.edition.request": None,
    "point.url": None,  # “#point-…”, made in register/plans.py
    "section.url": None,  # MkDocs’ own, “#…”
    "links[item.paper.url]": None,  # a place in the same file, made in outputs/pdf/meeting_bundle.py
    "crest": None,  # the picture itself, as data that the pack makes of it
}
ATTRIBUTE = re.compile(r'\b(?:href|src|action|formaction|cite|poster)="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"')
# An address of this site, a place on the page, or a file of the paper itself.
WITHIN = re.compile(r"\{\{.*\| ?(?:href|url) \}\}(?:#[a-z]+)?|#.*|report://paper/\{\{ council\.crest \}\}")
ASKED_FIRST = re.compile(
    r'\{% if (\w+) is (?:email %\}<a href="mailto:|web_address %\}<a href=")\{\{ \1 \}\}">'
)


@pytest.mark.parametrize("address", SOUND)
def test_an_address_that_a_reader_can_follow_is_taken(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", UNSOUND)
def test_an_address_that_does_harm_or_leads_nowhere_is_not_taken(address: str) -> None:
    assert not is_web_address(address)


def test_an_email_address_is_one_address_and_nothing_else() -> None:
    assert [address for address in WRITABLE if not is_email(address)] == []
    assert [address for address in NOT_WRITABLE if is_email(address)] == []


@pytest.mark.parametrize("address", UNSOUND)
def test_no_unsound_address_passes_check_in_any_field(address: str, tmp_path: Path) -> None:
    quoted = "'" + address.replace("'", "''") + "'"
    council = Council(tmp_path / "c")
    council.change("data/council.yml", "repository: not recorded", f"repository: {quoted}")
    council.change("data/council.yml", "site_address: not recorded", f"site_address: {quoted}")
    rules = council.root / "data/deadline-rules.yml"
    text = rules.read_text("utf-8")
    rules.write_text(
        re.sub(r"(?m)^( +)source:.*\n", lambda line: f"{line[0]}{line[1]}link: {quoted}\n", text, count=1),
        "utf-8",
    )
    council.change(REVIEW, "date: August 2031\n", f"date: August 2031\n    link: {quoted}\n")
    said = [line for line in council.said() if line.endswith("[not-a-web-address]")]
    places = sorted(line.split(":")[0] for line in said)
    assert places == ["data/council.yml", "data/council.yml", "data/deadline-rules.yml", REVIEW]


@pytest.mark.parametrize("address", NOT_WRITABLE)
def test_no_unsound_email_passes_check(address: str, tmp_path: Path) -> None:
    old = "email: finance@ambleford.example"
    council = Council(tmp_path / "c").change(REPORT, old, f"email: '{address}'")
    assert [line for line in council.said() if line.startswith(f"{REPORT}:23:12  error: ")]
    assert all(line.endswith("[not-an-email]") for line in council.said())


def test_a_site_address_takes_pages_after_it(tmp_path: Path) -> None:
    old = "site_address: not recorded"
    council = Council(tmp_path / "c").change(
        "data/council.yml", old, "site_address: https://example.org/?page="
    )
    assert [line for line in council.said() if line.endswith("[not-a-web-address]")]


def test_templates_put_nothing_else_in_a_link(root: Path) -> None:
    found: set[str] = set()
    for template in sorted((root / "templates").rglob("*.html")):
        if template.parent.name == "desk":  # its addresses are its own, from the root of this computer's page
            continue
        text = ASKED_FIRST.sub("", template.read_text("utf-8"))
        found |= {
            address for address in ATTRIBUTE.findall(text) if "{" in address and not WITHIN.fullmatch(address)
        }
    assert {re.sub(r"\{\{ | \}\}", "", address) for address in found} == set(FROM_FIELDS)


def test_what_templates_take_from_fields_is_of_a_kind_that_was_checked() -> None:
    sources: set[tuple[type[BaseModel], str]] = {source for source in FROM_FIELDS.values() if source}
    sources.add((CouncilFile, "repository"))
    for kind, name in sources:
        with pytest.raises(ValidationError) as refused:
            kind.model_validate({name: "javascript:alert(1)"})
        codes = [error["type"] for error in refused.value.errors() if error["loc"] == (name,)]
        assert codes in (["not-a-web-address"], ["not-an-email"]), (kind, name)


class Addresses(HTMLParser):
    """Every address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "srcset", "xlink:href")
        ]


def test_every_address_of_every_built_page_works(ambleford_built: Path, component_site: Path) -> None:
    pages = [*(ambleford_built / "site").rglob("*.html")]
    assert len(pages) > 50
    assert [(page, address) for page in pages for address in _addresses(page) if not _works(address)] == []
    # The demonstration draws parts alone, before cross-references are led to their pages.
    shown = [
        (page, address.removeprefix("site:"))
        for page in component_site.rglob("*.html")
        for address in _addresses(page)
    ]
    assert [(page, address) for page, address in shown if not _works(address)] == []


def _addresses(page: Path) -> list[str]:
    parsed = Addresses()
    parsed.feed(page.read_text("utf-8"))
    return parsed.found


def _works(address: str) -> bool:
    scheme = address.partition(":")[0] if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) else ""
    if scheme == "mailto":
        return is_email(address.removeprefix("mailto:"))
    if scheme:
        return is_web_address(address)
    return not address.startswith(("//", "\\")) and "\\" not in address
