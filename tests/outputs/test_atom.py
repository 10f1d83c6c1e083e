from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from council import Council

from goldenthread.outputs.atom import feed
from goldenthread.register import Register
from goldenthread.register.views import Happening, Link

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("made") / "ambleford").register()


@pytest.fixture(scope="module")
def quiet(register: Register) -> Register:
    """Give a council whose actions were never overdue."""
    return replace(register, overdue_turns=())


def read(register: Register, site: str | None = None) -> ET.Element:
    council = register.council.model_copy(update={"site_address": site})
    (output,) = feed(replace(register, council=council))
    assert output.path == "feed.xml"
    return ET.fromstring(output.content)  # noqa: S314 - our own feed


def said(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(f"{ATOM}{name}")]


def ways(element: ET.Element) -> list[str]:
    return [link.attrib["href"] for link in element.iter(f"{ATOM}link")]


def test_everything_that_happened_has_an_entry_newest_first(register: Register) -> None:
    root = read(register)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(register.happenings) + len(register.overdue_turns)
    assert said(entries[0], "title") == ["Notice of a key decision published: Repair of the bridge"]
    first = entries[1]
    assert said(first, "title") == ["Progress recorded: Action 1, Finance action plan 2031"]
    assert said(first, "updated") == ["2031-12-15T00:00:00Z"]
    assert said(first, "summary") == ["15 December 2031. All directorates have the report."]
    days = said(root, "updated")
    assert days[0] == days[1]  # the feed is as new as its newest entry
    assert days[1:] == sorted(days[1:], reverse=True)


def test_the_feed_holds_what_the_standard_asks_for(register: Register) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    root = read(register)
    assert root.tag == f"{ATOM}feed"
    assert [root.find(f"{ATOM}{name}") is None for name in ("id", "title", "updated", "author")] == [
        False
    ] * 4
    for entry in root.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "link"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name


def test_a_time_that_is_less_exact_is_said_as_printed(register: Register) -> None:
    root = read(register)
    assert any(text.startswith("August 2031.") for text in said(root, "summary"))


def test_links_are_whole_when_the_site_has_an_address(register: Register) -> None:
    assert all(
        way.startswith("https://example.org/x/") for way in ways(read(register, "https://example.org/x/"))
    )


def test_links_lead_from_the_feed_to_pages_while_the_site_has_none(register: Register) -> None:
    found = ways(read(register))
    assert found[0] == "feed.xml"
    assert "action-plans/2031-finance/actions/1/" in found
    assert not any(way.startswith(("/", "http")) for way in found)


def test_ids_are_unique_and_stay_when_the_site_moves(register: Register) -> None:
    ids = said(read(register), "id")
    assert len(set(ids)) == len(ids)
    assert ids == said(read(register, "https://example.org/"), "id")
    assert all(name.startswith("tag:ambleford-council.invalid,2026:") for name in ids)


def test_an_id_stays_when_words_change_and_when_a_like_thing_follows_on_the_same_day(
    quiet: Register,
) -> None:
    old = Happening(
        date(2031, 1, 2),
        date(2031, 1, 2),
        "2 January 2031",
        "Progress recorded",
        "First.",
        Link("Action 1", "a/1/"),
    )
    before = said(read(replace(quiet, happenings=(old,))), "id")
    new = replace(old, text="Second.")
    after = said(read(replace(quiet, happenings=(new, replace(old, text="Put right.")))), "id")
    assert before[1] == after[2]
    assert len(set(after)) == 3


def test_an_id_stays_when_an_older_thing_is_put_in_later(quiet: Register) -> None:
    known = Happening(
        date(2031, 5, 2),
        date(2031, 5, 2),
        "2 May 2031",
        "Progress recorded",
        "Known.",
        Link("Action 1", "a/1/"),
    )
    older = replace(known, first=date(2031, 1, 2), last=date(2031, 1, 2), when="2 January 2031")
    before = said(read(replace(quiet, happenings=(known,))), "id")
    assert said(read(replace(quiet, happenings=(known, older))), "id")[:2] == before


def test_mark_up_in_a_text_is_only_words(quiet: Register) -> None:
    odd = Happening(
        date(2031, 1, 2),
        date(2031, 1, 2),
        "2 January 2031",
        "A & <b>",
        "See **this** & <i>that</i>.",
        Link("X", "x/"),
    )
    root = read(replace(quiet, happenings=(odd,)))
    assert said(root, "summary") == ["2 January 2031. See this & <i>that</i>."]
    assert said(root, "title")[1] == "A & <b>: X"


def test_a_council_to_which_nothing_has_happened_still_has_a_feed(quiet: Register) -> None:
    root = read(replace(quiet, happenings=()))
    assert root.find(f"{ATOM}entry") is None
    assert root.find(f"{ATOM}updated") is not None
