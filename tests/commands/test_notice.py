"""`build.py notice`: the text to publish from a paper, what it refuses, and that page, feed and data say the same."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from council import Council
from fake_github import ask
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.outputs.atom import feed
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

DEPOT = "data/cabinet-reports/2032-03-09-depot.yml"
COUNCIL, ORGANISATION = "data/council.yml", "data/organisation.yml"
KEY = ("notice", "2032-03-09-depot", "--kind", "key-decision")
SAVED = "data/notices/2032-03-09-depot-key-decision.yml"

# What is taken from the files, and the particular that is then missing: SI 2012/2089, regulation 9(1)(a), (c), (d), (f) to (h).
MISSING = {
    "a": (DEPOT, "key_decision: yes\n", "", "that the paper asks for a key decision (“key_decision: yes”)"),
    "c": (ORGANISATION, "    members:\n      - Cllr B Invented, Leader of the Council\n      - Cllr C Pretend, Finance\n", "", "who decides: the members of the body, or the person’s name and title"),
    "d": (DEPOT, "meeting: 2032-03-09", "meeting: not recorded", "the date of the decision, or the period for it"),
    "f": (COUNCIL, "  copies_from: The council offices, 1 Ford Street, Ambleford.\n", "", "where copies of the documents can be had"),
    "g": (COUNCIL, "  other_documents: Other documents may be submitted to the decision maker.\n", "", "that other documents may be submitted"),
    "h": (COUNCIL, "  request_details: Ask Democratic Services at the council offices.\n", "", "how to ask for details of those documents"),
}  # fmt: skip


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give the council without the notices about the depot, which are to be made."""
    made = shape_council("busy-agenda", tmp_path / "council")
    for file in (made.root / "data/notices").glob("*-depot-*"):
        file.unlink()
    return made


def test_a_key_decision_notice_gives_the_eight_particulars(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council.root, *KEY, "--published", "2032-01-09") == 0
    assert capsys.readouterr().out.split("\n\n") == [
        "Notice of a key decision",
        "What this notice is\nA key decision is to be made on behalf of Ambleford Council.",
        "The matter\nThe depot. The depot, in brief.",
        "Who decides\nCabinet: Cllr B Invented, Leader of the Council; Cllr C Pretend, Finance.",
        "When\nTuesday 9 March 2032",
        "Documents put before the decision maker\n"
        "Report: The depot; Appendix 1: Prices (not for publication, paragraph 3)",
        "Copies of the documents\nThe council offices, 1 Ford Street, Ambleford.",
        "Other documents\nOther documents may be submitted to the decision maker.",
        "Details of other documents\nAsk Democratic Services at the council offices.",
        "Published\n9 January 2032",
        "The law\nSI 2012/2089, regulation 9\n",
    ]


@pytest.mark.parametrize("particular", MISSING)
def test_a_missing_particular_is_named_and_nothing_is_written(
    particular: str, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, missing = MISSING[particular]
    council.change(file, old, new)
    assert ask(council.root, *KEY, "--published", "2032-01-09", "--save") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.findall("  - (.*)", err) == [missing]
    assert not (council.root / SAVED).exists()


def test_what_is_missing_is_listed_in_one_message(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    several = [MISSING[particular] for particular in "acdfg"]
    for file, old, new, _ in several:
        council.change(file, old, new)
    assert ask(council.root, *KEY) == 1
    assert re.findall("  - (.*)", capsys.readouterr().err) == [missing for *_, missing in several]


def test_the_matter_of_a_paper_that_is_still_to_be_written_is_missing(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(DEPOT, "summary: |\n  The depot, in brief.\n", "summary: to be written\ndraft: yes\n")
    assert ask(council.root, *KEY) == 1
    assert re.findall("  - (.*)", capsys.readouterr().err) == ["the matter"]


def test_a_saved_notice_says_the_same_on_its_page_in_the_data_and_in_the_feed(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council.root, *KEY, "--published", "2032-01-09", "--save") == 0
    text = capsys.readouterr().out
    particulars = [tuple(part.strip().split("\n", 1)) for part in text.split("\n\n")[1:]]
    register = council.register()
    page = next(
        page
        for page in pages(register, environment(TEMPLATES))
        if page.path == "notices/2032-03-09-depot-key-decision/"
    )
    words = " ".join(unescape(re.sub("<[^>]+>", " ", page.body)).split())
    assert not [label for label, said in particulars if f"{label} {said}" not in words]
    data = {output.path: output.content for output in open_data(register)}
    rows = json.loads(data["data/v1/notices.json"])["notices"]
    row = next(row for row in rows if row["id"] == "2032-03-09-depot-key-decision")
    assert [(part["label"], part["text"]) for part in row["particulars"]] == particulars
    (atom,) = feed(register)
    assert "Notice of a key decision published: The depot" in atom.content.decode()
    deadlines = {deadline.id: deadline.outcome.value for deadline in register.deadlines}
    assert deadlines["cabinet-reports/2032-03-09-depot/key-decision-notice"] == "met"


def test_a_notice_that_was_published_is_printed_again_as_it_was(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council.root, *KEY, "--published", "2032-01-09", "--save") == 0
    first = capsys.readouterr().out
    council.change(DEPOT, "heading: The depot", "heading: The old depot")
    assert ask(council.root, *KEY) == 0
    assert capsys.readouterr().out == first
    assert ask(council.root, *KEY, "--save") == 2
    assert "There is already a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("private-meeting", []),
        ("second-private-meeting", ["the representations received, or that there were none", "the response to the representations"]),
        ("general-exception", ["the reasons", "who in scrutiny was informed, by post"]),
        ("special-urgency", ["the reasons", "who agreed, by post"]),
        ("urgent-item", ["the reasons", "who agreed, by post"]),
    ],
)  # fmt: skip
def test_each_kind_asks_for_its_own_particulars(
    kind: str, missing: list[str], council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("notice", "2032-03-09-depot", "--kind", kind)
    assert ask(council.root, *words) == (1 if missing else 0)
    out, err = capsys.readouterr()
    assert re.findall("  - (.*)", err) == missing
    if not missing:
        assert "Reasons\nAppendix “Prices”: exempt under paragraph 3" in out
    answers = (
        "--reasons",
        "It cannot wait.",
        "--representations",
        "None were received.",
        "--response",
        "None.",
    )
    people = ("--informed", "Chair of Audit", "--agreed-by", "Chair of Audit", "--agreed-on", "2032-01-09")
    assert ask(council.root, *words, *answers, *people) == 0
    assert "It cannot wait." in capsys.readouterr().out


def test_a_public_paper_has_no_notice_of_a_private_meeting(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council.root, "notice", "2032-03-09-market", "--kind", "private-meeting") == 1
    assert "a private part (an exempt appendix, or “part_b”)" in capsys.readouterr().err


def test_a_paper_that_is_not_there_is_named(council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(council.root, "notice", "2032-03-09-depto", "--kind", "key-decision") == 2
    assert "Did you mean “2032-03-09-depot”?" in capsys.readouterr().err
