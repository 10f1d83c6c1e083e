"""The accessibility statement: every part that the law asks for, nothing left to replace, and an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council import TODAY, Council
from expected_text import Expected
from parsed_page import Seen

from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pages.statements import accessibility_page
from goldenthread.outputs.templating import environment
from goldenthread.publish.project_paths import Places
from goldenthread.register import Register, build
from goldenthread.register.published_files import FileView
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

FILE = "data/council.yml"
TESTS = "accessibility-tests.yml"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def text(council: Council, today: date = TODAY) -> str:
    return drawn(council, build(council.content(), today))


def drawn(council: Council, register: Register) -> str:
    env = environment(Places.of(council.root, None).templates)
    return Seen(accessibility_page(Painter(register, env)).body).text


def told(council: Council, today: date = TODAY) -> list[str]:
    return [
        str(found) for found in examine(council.root, today).problems if found.code.startswith("statement-")
    ]


def test_every_part_of_regulation_8_and_of_the_model_is_there(council: Council) -> None:
    said = text(council)
    for part in (
        "applies to the website “Ambleford Council: Reviews and actions”, and to the PDF files of its papers.",
        "This website is run by Ambleford Council.",
        "AbilityNet has advice on making your device easier to use if you have a disability.",
        "Ambleford Council is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the "
        "non-compliances listed below.",
        "The maps of 2031 are pictures without a description. This fails WCAG 2.2 success criterion 1.1.1 Non-text content. Ask us for a description. "
        "We plan to fix this: June 2032.",
        "Disproportionate burden We claim none.",
        "Content that’s not within the scope of the accessibility regulations We do not know of any.",
        "improve accessibility We are writing descriptions of the maps of 2031.",
        "visiting us in person The council offices have hearing induction loops.",
        "Write to office@ambleford.example.",
        "Telephone 01632 960 001",
        "We reply within 10 working days",
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing",
        "contact the Equality Advisory and Support Service (EASS)",
        "They used axe-core 4.12.1 and Chromium 142.",
        "46 kinds of page, wide and narrow, light and dark None",
        "Prepared on 1 September 2031 Last reviewed on 1 December 2031 Last tested on 1 December 2031, against the Web "
        "Content Accessibility Guidelines version 2.2 AA standard Review due by 30 November 2032",
    ):
        assert part in said


def test_faults_and_files_that_hinder_readers_are_listed(council: Council) -> None:
    council.change(TESTS, "faults: 0", "faults: 3")
    assert "Tests of the pages found 3 faults" in text(council)
    scan = FileView(
        "map.pdf", "files/map.pdf", 9, "", "PDF, 9 bytes", "A screen reader finds no words in it."
    )
    register = replace(build(council.content(), TODAY), files={"map.pdf": scan})
    assert "The file map.pdf (PDF, 9 bytes). A screen reader finds no words in it." in drawn(
        council, register
    )


def test_only_a_site_that_people_tested_and_found_whole_is_called_fully_compliant(council: Council) -> None:
    file = council.root / FILE
    whole = file.read_text("utf-8").split("  barriers:")[0]
    file.write_text(whole, "utf-8")
    council.change(FILE, "partially compliant", "fully compliant")
    assert "partially compliant" in text(council)
    assert [line.endswith("[statement-too-good]") for line in told(council)] == [True]
    whole = file.read_text("utf-8")
    file.write_text(f"{whole}  tested_by: |\n    Ten readers used it in May 2031.\n", "utf-8")
    assert "fully compliant" in text(council)
    assert "Ten readers used it in May 2031." in text(council)
    assert told(council) == []
    council.change(TESTS, "faults: 0", "faults: 1")
    assert "partially compliant" in text(council)


def test_what_nobody_has_recorded_is_said_to_be_so_and_never_made_up(
    council: Council, expected: Expected
) -> None:
    file = council.root / FILE
    file.write_text(file.read_text("utf-8").split("accessibility:")[0], "utf-8")
    (council.root / TESTS).unlink()
    said = text(council)
    assert "Telephone Not recorded" in said
    assert "No tests of this website are recorded." in said
    assert "It is not recorded how far this website complies" in said
    assert "Our tests show" not in said
    assert "Prepared on Not recorded" in said
    expected(told(council))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("office@ambleford.example", "[insert email address]", "[insert email address]"),
        ("01632 960 001", "TBC", "TBC"),
        ("Ask us for a description.", "To be confirmed.", "To be confirmed"),
        ("10 working days", "XXX days", "XXX"),
    ],
)
def test_words_that_somebody_was_to_replace_stop_the_build(
    old: str, new: str, words: str, council: Council, expected: Expected
) -> None:
    council.change(FILE, old, new)
    expected([line.split("  ", 1)[1] for line in told(council)])


def test_a_link_is_no_placeholder(council: Council) -> None:
    council.change(FILE, "office@ambleford.example", "[the office](mailto:office@ambleford.example)")
    assert told(council) == []


@pytest.mark.parametrize("today", [date(2032, 10, 19), date(2032, 10, 20), date(2032, 12, 1)], ids=str)
def test_a_statement_ends_a_year_after_its_tests(today: date, council: Council, expected: Expected) -> None:
    expected(told(council, today))
    assert ("This statement is out of date." in text(council, today)) == (today > date(2032, 11, 30))


def test_tests_of_another_site_are_no_evidence_for_this_one(council: Council) -> None:
    council.change(TESTS, "council: Ambleford Council", "council: Wrenbridge Council")
    assert "No tests of this website are recorded." in text(council)
    assert [line.endswith("[statement-incomplete]") for line in told(council)] == [True]


def test_a_demonstration_promises_nothing_for_the_council(council: Council) -> None:
    council.change(FILE, "website: ", "demonstration: yes\nwebsite: ")
    said = text(council)
    for words in ("is committed to", "is run by", "Equality and Human Rights Commission", "braille"):
        assert words not in said
    assert "Ambleford Council does not run this website." in said


def test_each_reason_has_its_list(council: Council) -> None:
    for reason in ("disproportionate burden", "outside the regulations"):
        council.change(FILE, "reason: not compliant", f"reason: {reason}")
        assert "due to the exemptions listed below" in text(council)
        council.change(FILE, f"reason: {reason}", "reason: not compliant")
