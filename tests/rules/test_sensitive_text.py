"""Protective markings and private details: thirty that slip into papers, and sentences that are only about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, TEXT, TODAY, Council
from paths import AMBLEFORD, ROOT

from goldenthread.rules import examine

pytestmark = pytest.mark.slow

CODES = ("protective-marking", "exemption-mentioned", "number-of-a-person", "personal-detail")

# What is planted, each a paragraph of a report; the code is the one that check gives it.
PLANTED = (
    ("NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A", "protective-marking"),
    ("**Not for publication**", "protective-marking"),
    ("> This report is not for publication.", "protective-marking"),
    ("Exempt by virtue of paragraph 1 of Schedule 12A", "protective-marking"),
    ("EXEMPT INFORMATION", "protective-marking"),
    ("By virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A", "protective-marking"),
    ("Local Government Act 1972, Schedule 12A", "protective-marking"),
    ("OFFICIAL-SENSITIVE", "protective-marking"),
    (r"OFFICIAL \[SENSITIVE\]", "protective-marking"),
    ("Official – Sensitive: commercial", "protective-marking"),
    ("CONFIDENTIAL", "protective-marking"),
    ("Strictly private and confidential", "protective-marking"),
    ("Confidential appendix: offers received", "protective-marking"),
    ("Part II report", "protective-marking"),
    ("**PART 2 – CLOSED**", "protective-marking"),
    ("The appendix is exempt by virtue of paragraph 3.", "exemption-mentioned"),
    ("Call Sam on 07700 900123 after six.", "personal-detail"),
    ("Text +44 7700 900 456 for a reply.", "personal-detail"),
    ("Ring (07700) 900-789.", "personal-detail"),
    ("Write to sam.sample@gmail.com by Friday.", "personal-detail"),
    ("Write to [Sam](mailto:s.sample1970@hotmail.co.uk).", "personal-detail"),
    ("Write to sam (at) yahoo.co.uk or at sam@icloud.com.", "personal-detail"),
    ("Her number is QQ 12 34 56 C.", "number-of-a-person"),
    ("National Insurance: QQ123456C", "number-of-a-person"),
    ("The NHS number is 943 476 5919.", "number-of-a-person"),
    ("Pay to sort code 12-34-56.", "number-of-a-person"),
    ("Mrs Sample of 12 Elm Tree Road, Ambleford AM1 2BC, objected.", "personal-detail"),
    ("The date of birth was 4 May 2019.", "personal-detail"),
    ("Child B was moved to another school.", "personal-detail"),
    ("See case reference CS/2031/0417 for the whole story.", "personal-detail"),
)

# Sentences that public papers have, and that nobody wants to be warned about.
INNOCENT = (
    "The offers are not for publication until the sale is complete.",
    "Some appendices are exempt, and Cabinet may exclude the press and public.",
    "Papers marked OFFICIAL-SENSITIVE are kept elsewhere.",
    "Staff keep what residents tell them confidential.",
    "The strategy was amended under Part 2 of the Act.",
    "Part 2 of the plan is about housing.",
    "Officials were sensitive to what residents said.",
    "Call the contact centre on 01234 567890, or +44 1234 567890.",
    "Write to finance@ambleford.example or to outlook@ambleford.example.",
    "The council spent £0.7 million in 2031 and 077 rows were wrong.",
    "The Department for Towns, 2 Marsham Street, London SW1P 4DF, replied.",
    "Ambleford Council, County Hall, 1 High Street, Ambleford AM1 1AA",
    "Every child needs a place. Each child A level results day is a worry for parents.",
    "The case for change was made on 4 May 2031.",
    "The school at 12 Elm Tree Road was rebuilt.",
    "The business case number of pages is 12.",
)


def planted(council: Council, texts: tuple[str, ...]) -> dict[str, set[str]]:
    """Put each text into the report as a paragraph; return the codes that check gives each."""
    path = council.root / TEXT
    before = path.read_text("utf-8").rstrip("\n") + "\n"
    first = before.count("\n") + 2
    path.write_text(before + "".join(f"\n{text}\n" for text in texts), "utf-8")
    found: dict[str, set[str]] = {text: set() for text in texts}
    for problem in examine(council.root, TODAY).problems:
        if problem.code in CODES:
            assert problem.place.file == TEXT
            text = texts[(problem.place.line - first) // 2]
            assert text[problem.place.column - 1].isalnum() or text[problem.place.column - 1] == "+", text
            found[text].add(problem.code)
    return found


def test_thirty_that_were_planted_are_noticed_each_at_its_place(tmp_path: Path) -> None:
    found = planted(Council(tmp_path / "c"), tuple(text for text, _ in PLANTED))
    assert len(found) == 30
    assert [text for text, code in PLANTED if code not in found[text]] == []


def test_a_sentence_that_is_about_such_things_is_left_alone(tmp_path: Path) -> None:
    assert [text for text, codes in planted(Council(tmp_path / "c"), INNOCENT).items() if codes] == []


@pytest.mark.parametrize(
    "root", [ROOT, AMBLEFORD, ROOT / "tests/examples/formats"], ids=lambda root: root.name
)
def test_real_papers_and_invented_ones_give_no_false_alarm(root: Path) -> None:
    content = examine(root, TODAY).problems
    assert [str(problem) for problem in content if problem.code in CODES] == []


def test_one_line_fields_are_read_too_and_the_detail_is_not_repeated(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(REPORT, "phone: 01234 567890", "phone: 07700 900123")
    council.change(PLAN, "timeline: November 2031", "timeline: November 2031 (OFFICIAL-SENSITIVE)")
    said = [line for line in council.said() if line.endswith((f"[{CODES[0]}]", f"[{CODES[3]}]"))]
    assert [line.split("  ")[0].rpartition("/")[2] for line in said] == [
        "2031-finance.yml:28:30",
        "2031-10-04-finance.yml:22:12",
    ]
    assert "07700" not in "".join(said)


def test_a_long_run_of_one_sign_is_read_like_any_other_text(tmp_path: Path) -> None:
    # Each of these took minutes once, where a pattern began again at every sign.
    runs = ("a" * 20_000 + " mail", "x" + "|" * 10_000 + " confidentially", "1" * 20_000 + " road street")
    assert set().union(*planted(Council(tmp_path / "c"), runs).values()) == set()
