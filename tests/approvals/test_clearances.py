"""A clearance is for the words and figures of one section: any change to them voids it, and nothing else does.

Nine sections of an invented paper are cleared; each is then changed in twenty ways, and so is what is around it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from corrected_report import committed, git, repository
from council import TODAY, Council
from expected_text import Expected
from fake_github import ask
from shapes import shape_council

from goldenthread.approvals.clearances import REF, Clearance, clearances, standings, uncleared
from goldenthread.approvals.cleared_sections import clearable_sections
from goldenthread.commands import pack as packing
from goldenthread.common.git import git as run_git
from goldenthread.model.report_format import ReportFormats
from goldenthread.read import Content
from goldenthread.read.records import record_of
from goldenthread.rules.finding import said

pytestmark = pytest.mark.slow

ID = "2032-02-03-ferry"
REPORT, TEXT = f"data/cabinet-reports/{ID}.yml", f"content/cabinet-reports/{ID}.md"
OTHER, OTHER_TEXT = (file.replace(ID, "2031-11-04-quay") for file in (REPORT, TEXT))
PLAN, FIGURES = "data/action-plans/2031-ferry.yml", "data/plans/2031-ferry.yml"
FORMATS = "data/report-formats.yml"
# Each section, the figure that only it has, and the file that holds it.
SECTIONS = {
    "recommendation": ("£41", REPORT),
    "executive-summary": ("£42", REPORT),
    "financial": ("£43", REPORT),
    "legal": ("£44", REPORT),
    "risk": ("£45", REPORT),
    "equalities": ("£46", REPORT),
    "appendices": ("£47", REPORT),
    "background": ("£48", TEXT),
    "delivery": ("£49", TEXT),
}
Files = dict[str, str]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return shape_council("cleared-ferry", tmp_path_factory.mktemp("ferry") / "c").content()


@pytest.fixture(scope="module")
def files(ferry: Content) -> Files:
    names = (REPORT, TEXT, OTHER, OTHER_TEXT, PLAN, FIGURES, FORMATS)
    return {name: (ferry.root / name).read_text("utf-8") for name in names}


@pytest.fixture(scope="module")
def cleared(ferry: Content) -> dict[str, str]:
    """Give the digest of each section when it was cleared."""
    return digests(ferry)


def read_again(ferry: Content, before: Files, after: Files) -> Content:
    """Return the content with what the changed files say now."""
    folders = {folder: dict(records) for folder, records in ferry.folders.items()}
    texts, formats = dict(ferry.texts), ferry.formats
    for file, text in after.items():
        if text == before[file]:
            continue
        key = file.removeprefix("data/").removesuffix(".yml")
        if file.startswith("content/"):
            texts[file] = text.replace("\r\n", "\n")
        elif "/" in key:
            folder, _, name = key.partition("/")
            record: Any = record_of(text.encode(), key)
            assert record is not None, f"{file} cannot be read as it was changed:\n{text}"
            folders[folder][name] = record
        else:
            held = record_of(text.encode(), f"settings/{key}")
            assert isinstance(held, ReportFormats)
            formats = held
    return replace(ferry, folders=folders, texts=texts, formats=formats)


def digests(content: Content) -> dict[str, str]:
    sections = clearable_sections(content, content.cabinet_reports[ID])
    return {section.id: section.digest for section in sections if section.posts}


def void(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name, digest in before.items() if after.get(name) != digest}


def sentence(text: str, figure: str) -> str:
    """Return the words from a figure to the end of its line."""
    found = re.search(rf"{figure}[^\n]*", text)
    assert found
    return found[0]


def edit(file: str, old: str, new: str) -> Callable[[Files], Files]:
    """Return a change of words that are in a file once."""

    def change(files: Files) -> Files:
        assert files[file].count(old) == 1, f"{old!r} is {files[file].count(old)} times in {file}"
        return {**files, file: files[file].replace(old, new)}

    return change


Change = Callable[[str], str]
# What is done to the words from a section's figure to the end of the line; each voids that section’s clearance alone.
OF_WORDS: dict[str, Change] = {
    "a figure": lambda words: re.sub(r"£\d+", "£99", words),
    "a thousand times the figure": lambda words: re.sub(r"£\d+", r"\g<0>,000", words),
    "a word": lambda words: words.replace("well-used", "quiet"),
    "a letter": lambda words: words.replace("well-used", "well-uses"),
    "a capital letter": lambda words: words.replace("well-used", "Well-used"),
    "a word added": lambda words: words.replace("well-used", "more well-used"),
    "a word left out": lambda words: words.replace("well-used ", ""),
    "two words in another order": lambda words: re.sub(r"(well-used) (\w+)", r"\2 \1", words),
    "a dash for a hyphen": lambda words: words.replace("well-used", "well–used"),
    "the sign of the currency": lambda words: words.replace("£", "€"),
    "emphasis": lambda words: words.replace("well-used", "**well-used**"),
    "a sentence added": lambda words: f"{words} More may follow.",
}


@pytest.mark.parametrize("change", OF_WORDS)
@pytest.mark.parametrize("section", SECTIONS)
def test_one_changed_word_voids_that_clearance_and_no_other(
    ferry: Content, files: Files, cleared: dict[str, str], section: str, change: str
) -> None:
    figure, file = SECTIONS[section]
    words = sentence(files[file], figure)
    new = OF_WORDS[change](words)
    assert new != words
    after = read_again(ferry, files, edit(file, words, new)(files))
    assert void(cleared, digests(after)) == {section}


# How a section's file can be written in another way; none voids any clearance.
OF_LAYOUT: dict[str, Callable[[str, str], str]] = {
    "spaces at the ends of lines": lambda text, _: text.replace("\n", "  \n"),
    "line ends of Windows": lambda text, _: text.replace("\n", "\r\n"),
    "a comment": lambda text, _: f"# Cleared on Monday, they say.\n{text}",
    "blank lines": lambda text, _: text.replace("\n\n", "\n\n\n"),
    "two spaces": lambda text, figure: text.replace(f"{figure} a ", f"{figure} a  "),
    "lines broken elsewhere": lambda text, figure: re.sub(
        rf"(?m)^( *)(.*{figure}.*?) (well-used)", r"\1\2\n\1\3", text
    ),
    "a field of ours": lambda text, _: text.replace("title: Ferry fares", "title: Fares of the ferry", 1),
    "a field further down": lambda text, _: re.sub(r"(?s)(title: [^\n]*\n)(.*)", r"\2\1", text),
}


@pytest.mark.parametrize("change", OF_LAYOUT)
@pytest.mark.parametrize("section", SECTIONS)
def test_how_a_file_is_written_voids_nothing(
    ferry: Content, files: Files, cleared: dict[str, str], section: str, change: str
) -> None:
    figure, file = SECTIONS[section]
    if file == TEXT and change in ("a comment", "a field of ours", "a field further down"):
        file = REPORT  # Markdown has no comments, and no fields
    if change == "lines broken elsewhere" and section == "appendices":
        figure = "£41"  # a title is one line
    if change == "two spaces" and section == "appendices":
        figure = "£43"
    new = OF_LAYOUT[change](files[file], figure)
    assert new != files[file]
    after = read_again(ferry, files, {**files, file: new})
    assert void(cleared, digests(after)) == set()


ELSEWHERE: dict[str, tuple[set[str], Callable[[Files], Files]]] = {
    "a section that nobody clears": (set(), edit(REPORT, "since 2024", "since 2025")),
    "another report": (set(), edit(OTHER, "£900", "£950")),
    "the text of another report": (set(), edit(OTHER_TEXT, "1970", "1971")),
    "the header": (set(), edit(REPORT, "title: Head of Ferries", "title: Head of Harbours")),
    "the number of a section as printed": (
        set(),
        edit(REPORT, "measures:\n", "numbers_as_printed:\n\n  - section: risk\n    number: 9\n\nmeasures:\n"),
    ),
    "a table that another section shows": ({"background"}, edit(FIGURES, "- 310", "- 311")),
    "a row of that table": ({"background"}, edit(FIGURES, "name: June", "name: July")),
    "a figure of another table of that plan": (set(), edit(FIGURES, "- 150", "- 151")),
    "a figure that a section takes from a table": ({"financial"}, edit(FIGURES, "- 160", "- 161")),
    "the summary of a plan": (set(), edit(FIGURES, "crosses every hour", "crosses each hour")),
    "a row of the plan that is appended": ({"appendices"}, edit(PLAN, "Lay new steps", "Lay old steps")),
    "a timeline that a picture shows too": (
        {"appendices", "delivery"},
        edit(PLAN, "timeline: March 2032", "timeline: April 2032"),
    ),
    "progress before the meeting": ({"delivery"}, edit(PLAN, "status: in progress", "status: complete")),
    "progress after the meeting": (
        set(),
        edit(
            PLAN,
            "    updates:\n",
            "    updates:\n\n      - date: 2032-03-01\n        status: complete\n        note: Done.\n"
            "        evidence: A photograph\n",
        ),
    ),
    "our own summary of the appended plan": (set(), edit(PLAN, "will do about", "is doing about")),
    "a level of risk": ({"risk"}, edit(REPORT, "residual: low", "residual: medium")),
    "an editor’s note on a section": (
        {"legal"},
        edit(REPORT, "measures:\n", "editor_notes:\n\n  - about: legal\n    note: Not yet made.\n\nmeasures:\n"),
    ),
    "a figure given with another section": (
        {"financial", "risk"},
        edit(REPORT, "    section: financial\n\ndocuments", "    section: risk\n\ndocuments"),
    ),
    "a heading": ({"background"}, edit(TEXT, "## Background", "## History")),
    "a footnote": ({"background"}, edit(TEXT, "Letter of 3 November", "Letter of 4 November")),
    "the words of a picture": ({"delivery"}, edit(TEXT, "![The quay]", "![The old quay]")),
    "a heading of the format": ({"equalities"}, edit(FORMATS, "heading: Equalities", "heading: Equality")),
    "advice to authors": (
        set(),
        edit(FORMATS, "heading: Equalities", "guidance: Be exact.\n        heading: Equalities"),
    ),
    "who agreed a row, as it is printed": (
        set(),
        edit(REPORT, "  - section: legal\n", "  - section: legal\n    agreed_by: Monitoring Officer\n    agreed_on: 2032-01-09\n"),
    ),
    "the digest of a file that is appended": (
        set(),
        edit(REPORT, "    file: quay.csv\n", f"    file: quay.csv\n    sha256: {'0' * 64}\n"),
    ),
    "a new section of the text": (set(), lambda files: {**files, TEXT: f"## First\n\nWords.\n\n{files[TEXT]}"}),
    "a section of the format moved": (
        set(),
        lambda files: {**files, FORMATS: moved_up(files[FORMATS], "equalities", "reason")},
    ),
}  # fmt: skip


def moved_up(formats: str, section: str, above: str) -> str:
    blocks = re.split(r"(?m)^(?=      - id: )", formats)
    block = next(one for one in blocks if f"- id: {section}\n" in one)
    blocks.remove(block)
    place = next(n for n, one in enumerate(blocks) if f"- id: {above}\n" in one)
    return "".join([*blocks[:place], block, *blocks[place:]])


@pytest.mark.parametrize("change", ELSEWHERE)
def test_what_a_section_shows_from_elsewhere_counts_and_nothing_else(
    ferry: Content, files: Files, cleared: dict[str, str], change: str
) -> None:
    expected, edited = ELSEWHERE[change]
    after = edited(files)
    assert after != files
    assert void(cleared, digests(read_again(ferry, files, after))) == expected


def test_the_order_of_parts_counts_where_it_is_read_and_not_where_it_is_typed(
    ferry: Content, files: Files, cleared: dict[str, str]
) -> None:
    report = ferry.cabinet_reports[ID]

    def changed(**fields: Any) -> set[str]:
        other = {**ferry.cabinet_reports, ID: report.model_copy(update=fields)}
        return void(cleared, digests(ferry.having(type(report), other)))

    asked = report.recommended_decision
    turned = asked.model_copy(update={"parts": asked.parts[::-1]})
    assert changed(recommended_decision=turned) == {"recommendation"}
    assert changed(appendices=report.appendices[::-1]) == {"appendices"}
    assert changed(implications=report.implications[::-1]) == set()
    background, delivery = files[TEXT].split("## Delivery")
    note = background.rindex("[[table")
    swapped = {**files, TEXT: f"## Delivery{delivery}\n\n{background[:note]}{background[note:]}"}
    assert void(cleared, digests(read_again(ferry, files, swapped))) == set()


@pytest.mark.parametrize(("name", "expected"), [("quay.csv", {"appendices"}), ("quay.svg", {"delivery"})])
def test_a_file_counts_in_the_section_that_shows_it(
    ferry: Content, cleared: dict[str, str], name: str, expected: set[str]
) -> None:
    other = {**ferry.files, name: replace(ferry.files[name], sha256="0" * 64)}
    assert void(cleared, digests(replace(ferry, files=other))) == expected


# The record of a clearance, in a repository of git.


@pytest.fixture
def council(tmp_path: Path) -> Council:
    made = repository(shape_council("cleared-ferry", tmp_path / "c"))
    return named(made, "A Example", "a.example@ambleford.example")


def named(council: Council, name: str, email: str) -> Council:
    for key, value in (("user.name", name), ("user.email", email)):
        git(council, "config", key, value)
    return council


def run(council: Council, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = ask(council.root, *words)
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def notices(council: Council) -> list[str]:
    content = council.content()
    return [str(said(content, found)) for found in uncleared(content, TODAY)]


def test_a_post_clears_what_the_format_asks_of_it_and_a_change_is_shown_side_by_side(
    council: Council, capsys: pytest.CaptureFixture[str], expected: Expected
) -> None:
    code, printed = run(council, capsys, "clear", ID, "--by", "director of finance")
    assert code == 0, printed
    assert "Financial: " in printed
    council.change(REPORT, "£43 a day in well-used months", "£53 a day in quiet months")
    named(council, "M Specimen", "m.specimen@ambleford.example")
    assert run(council, capsys, "clear", ID, "legal", "--by", "Monitoring Officer")[0] == 0
    code, printed = run(council, capsys, "clearances", ID)
    assert code == 0
    expected(printed.splitlines())
    rows = {
        (row["section"], row["post"]): row
        for row in json.loads(run(council, capsys, "clearances", ID, "--format", "json")[1])["clearances"]
    }
    changed = rows["financial", "Director of Finance"]
    assert (changed["state"], changed["recorded_by"]) == (
        "void: changed since",
        "A Example <a.example@ambleford.example>",
    )
    assert "£43 a day" in changed["words_cleared"]
    assert "£53 a day" in changed["words_now"]
    assert {key for key, row in rows.items() if row["state"] == "cleared"} == {
        ("legal", "Monitoring Officer"),
        ("risk", "Director of Finance"),
        ("appendices", "Director of Finance"),
    }


def test_check_lists_what_is_not_cleared_as_notices_until_the_meeting_is_past(
    council: Council, capsys: pytest.CaptureFixture[str], expected: Expected
) -> None:
    assert [line.rpartition(" ")[2] for line in notices(council)] == ["[clearances-not-here]"]
    assert run(council, capsys, "clear", ID, "financial", "--by", "Director of Finance")[0] == 0
    code, printed = run(council, capsys, "check")
    assert code == 0
    expected([line for line in printed.splitlines() if "cleared" in line])
    assert list(uncleared(council.content(), date(2032, 2, 4))) == []


def test_where_the_council_publishes_nothing_uncleared_it_is_an_error_in_a_paper_that_readers_see(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(
        "data/approval-rules.yml",
        "messages_count: no\n",
        "messages_count: no\nclear_before_publishing: yes\n",
    )
    assert run(council, capsys, "clear", ID, "financial", "--by", "Director of Finance")[0] == 0
    assert run(council, capsys, "check")[0] == 0, "a draft is where clearances are gathered"
    council.change(REPORT, "draft: yes\n", "")
    code, printed = run(council, capsys, "check")
    assert (code, printed.count("[published-not-cleared]")) == (1, 8)
    git(council, "update-ref", "-d", REF)
    code, printed = run(council, capsys, "check")
    assert (code, printed.count("[published-without-clearances]")) == (1, 1)
    assert "[published-without-clearances]" in run(council, capsys, "audit")[1]


def test_two_sites_with_and_without_clearances_are_the_same_byte_for_byte(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    """Clearances are internal: neither a page nor a PDF, a data file or a feed differs by one byte."""
    council.change(REPORT, "draft: yes\n", "")
    committed(council, "Publish", "2032-01-10")

    def site(name: str) -> dict[str, bytes]:
        code, printed = run(
            council, capsys, "build", "--no-search", "--site", str(council.root.parent / name)
        )
        assert code == 0, printed
        files = (council.root.parent / name).rglob("*")
        return {
            str(path.relative_to(path.parents[-1])): path.read_bytes() for path in files if path.is_file()
        }

    before = site("before")
    assert run(council, capsys, "clear", ID, "--by", "Director of Finance")[0] == 0
    assert run_git(council.root, "status", "--porcelain", "--untracked-files=no") == b""
    shutil.rmtree(council.root / "build")
    after = site("after")
    assert len(before) > 50
    assert {name.replace("/before/", "/after/"): raw for name, raw in before.items()} == after


def test_a_role_is_cleared_for_only_by_who_holds_it(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed = run(council, capsys, "clear", ID, "legal", "--by", "Monitoring Officer")
    assert code == 2
    assert "A Example <a.example@ambleford.example> does not hold the role “Monitoring Officer”" in printed
    assert clearances(council.root) == ()
    named(council, "M Specimen", "m.specimen@ambleford.example")
    assert run(council, capsys, "clear", ID, "legal", "--by", "Monitoring Officer")[0] == 0
    council.change("data/approval-rules.yml", "last_day: 2033-03-31", "last_day: 2031-12-31")
    assert "by someone who did not hold the role" in run(council, capsys, "clearances", ID)[1]


def test_a_clearance_can_be_withdrawn_and_given_again(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    def state() -> str:
        return next(line for line in [*notices(council), "Financial"] if "Financial" in line)

    ask_for = ("clear", ID, "financial", "--by", "Director of Finance")
    run(council, capsys, *ask_for)
    assert state() == "Financial"
    run(council, capsys, *ask_for, "--withdraw")
    assert "the clearance was withdrawn on 10 January 2032 (Director of Finance)" in state()
    run(council, capsys, *ask_for)
    assert state() == "Financial"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            ("2032-02-03-fery", "--by", "Finance"),
            "There is no cabinet report “2032-02-03-fery”. Did you mean",
        ),
        ((ID, "--by", "Head of Ferris"), "Did you mean “Head of Ferries”?"),
        ((ID, "finacial", "--by", "Director of Finance"), "Did you mean “financial”?"),
        ((ID, "--by", "Audit Committee"), "No section asks for Audit Committee."),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    council: Council, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    code, printed = run(council, capsys, "clear", *words)
    assert code == 2
    assert why in printed


def test_without_git_clearances_are_said_to_need_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = shape_council("cleared-ferry", tmp_path / "c")
    for words in (("clear", ID, "--by", "Director of Finance"), ("clearances",)):
        code, printed = run(council, capsys, *words)
        assert code == 3
        assert "Clearances are kept in git, and this folder is not a git repository." in printed
    assert run(council, capsys, "check")[0] == 0


def test_two_officers_share_clearances_through_the_host_from_shallow_copies_too(
    council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    host = tmp_path / "host.git"
    git(council, "clone", "-q", "--bare", ".", str(host))
    git(council, "remote", "add", "origin", host.as_uri())
    git(council, "fetch", "-q", "origin")
    git(council, "clone", "-q", "--depth", "1", host.as_uri(), str(tmp_path / "other"))
    other = Council.__new__(Council)
    other.root = tmp_path / "other"
    named(other, "M Specimen", "m.specimen@ambleford.example")
    assert "[clearances-not-here]" in notices(other)[0]
    run(council, capsys, "clear", ID, "financial", "--by", "Director of Finance")
    run(other, capsys, "clear", ID, "legal", "--by", "Monitoring Officer")
    assert run(council, capsys, "clearances", "--share")[0] == 0
    code, printed = run(other, capsys, "clearances", "--share")
    assert code == 0, printed
    assert run(council, capsys, "clearances", "--share")[0] == 0
    assert clearances(council.root) == clearances(other.root)
    assert len(clearances(other.root)) == 2
    committed(council.change(REPORT, "since 2024", "since 2023"), "Correct", "2032-01-10")
    assert len(notices(council)) == 7


def test_the_pack_says_on_the_terminal_what_is_not_cleared_and_holds_nothing_of_it(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(REPORT, "draft: yes\n", "publish_on: 2032-01-26\n")
    run(council, capsys, "clear", ID, "financial", "--by", "Director of Finance")
    lines = packing.open_clearances(council.content(), ID, TODAY)
    assert "“Legal” has not been cleared (Monitoring Officer)." in lines
    assert len(lines) == 8


def test_two_copies_can_clear_other_words_before_they_are_shared(ferry: Content) -> None:
    section = next(one for one in clearable_sections(ferry, ferry.cabinet_reports[ID]) if one.id == "legal")
    facts: dict[str, Any] = {
        "report": ID,
        "section": "legal",
        "heading": "Legal",
        "post": "Monitoring Officer",
    }
    facts |= {
        "words": "…",
        "name": "M Specimen",
        "email": "m.specimen@ambleford.example",
        "day": TODAY,
        "turn": 1,
    }
    these, others = (Clearance(digest=digest, **facts) for digest in (section.digest, "f" * 64))
    withdrawn = replace(these, is_withdrawn=True)

    def state(*kept: Clearance) -> str:
        found = standings(ferry, ferry.cabinet_reports[ID], kept)
        return next(one.state.value for one in found if one.section == "legal")

    assert state(these, others) == state(others, these) == "cleared"
    assert state(these, others, withdrawn) == "withdrawn"
    assert state(others) == state(these, replace(others, turn=2)) == "void: changed since"
    assert state(these, replace(others, turn=2), replace(these, turn=3)) == "cleared"


def test_a_heading_of_the_text_is_never_taken_for_a_section_of_the_format(
    ferry: Content, files: Files
) -> None:
    after = read_again(ferry, files, edit(TEXT, "## Background", "## Legal")(files))
    assert {"legal", "text-legal"} <= digests(after).keys()


def test_no_room_that_publishes_knows_of_clearances(root: Path) -> None:
    rooms = ("register", "outputs", "publish")
    files = [file for room in rooms for file in (root / "goldenthread" / room).rglob("*.py")]
    assert [file.name for file in files if "clearance" in file.read_text("utf-8")] == []


def test_notes_that_are_none_of_ours_are_passed_over(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    run(council, capsys, "clear", ID, "financial", "--by", "Director of Finance")
    (kept,) = clearances(council.root)
    escape = replace(kept, name="\x1b[2J").as_line()
    run_git(council.root, "notes", f"--ref={REF}", "append", "-m", f'{{"version": 9}}\n[]\nwords\n{escape}')
    assert clearances(council.root) == (kept,)
    shutil.rmtree(council.root / ".git")
    assert clearances(council.root) == ()
