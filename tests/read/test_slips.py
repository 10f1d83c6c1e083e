"""Slips of the keys and odd files: each is a message with its place, and never “Golden Thread itself has failed”.

A small sample is tried each time; `make hostile` tries thousands.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, SERVICE, TODAY, Council
from hostile import hostile_tries
from paths import ROOT
from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.events import ScalarEvent
from typical_pull_requests import git

from goldenthread.changes.public_state import state
from goldenthread.common.problems import Problem, Severity
from goldenthread.register import build
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

SETTINGS = ("council", "organisation", "vocabulary", "report-formats", "deadline-rules", "approval-rules")
FILES = (REVIEW, PLAN, REPORT, SERVICE, *(f"data/{name}.yml" for name in SETTINGS))
REAL = ("data/reviews/2021-dsg-high-needs-review.yml", "data/action-plans/2021-finance.yml", "data/plans/2024-productivity.yml",
        "data/cabinet-reports/2023-02-28-peer-progress-review.yml", "data/council.yml")  # fmt: skip
COUNCILS = {"invented": FILES, "real": REAL}
AWKWARD = (
    "*Ongoing", "&Partners", "31 December 9999", "0001-01-01", "2031-02-30", "[a, b]", "{a: b}", "~", "null", "''",
    "-", "!!str x", "|", "999999", "-1", "0", "yes", "no", "é", "Ŵyn", "http://", "javascript:alert(1)", "a" * 2000,
    "not recorded", "2031-finance 1", "2031-finance 999", "../../etc/passwd", "a: b", "# x", '"', "'", "%", "@x", "`",
)  # fmt: skip
SAMPLE = 160
FEW = 60


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def found(council: Council) -> dict[str, Problem]:
    return {problem.code: problem for problem in examine(council.root, TODAY).problems}


def test_an_asterisk_before_a_word_is_a_message_at_its_place(council: Council) -> None:
    council.change(PLAN, "timeline: November 2031", "timeline: *Ongoing")
    line = (council.root / PLAN).read_text("utf-8").split("\n").index("    timeline: *Ongoing") + 1
    assert found(council)["shortcut"].place.line == line


def test_two_leads_that_begin_with_an_ampersand_are_messages(council: Council) -> None:
    text = (council.root / PLAN).read_text("utf-8")
    text = re.sub(r"^    lead: .*$", "    lead: &Partners", text, flags=re.MULTILINE)
    assert text.count("&Partners") > 1
    (council.root / PLAN).write_text(text, "utf-8")
    assert found(council)["shortcut"].severity is Severity.ERROR


def test_places_behind_an_asterisk_are_still_found(council: Council) -> None:
    council.change(PLAN, "timeline: November 2031", "timeline: *Ongoing")
    council.change(PLAN, "number: 3", "number: three!")
    text = (council.root / PLAN).read_text("utf-8").split("\n")
    assert found(council)["not-a-printed-number"].place.line == text.index("  - number: three!") + 1


@pytest.mark.parametrize("file", [REVIEW, PLAN, REPORT, SERVICE])
def test_an_id_unlike_its_file_is_a_message(council: Council, file: str) -> None:
    name = Path(file).stem
    council.change(file, f"\nid: {name}\n", f"\nid: {name}x\n")
    assert "id-not-file-name" in found(council)


@pytest.mark.parametrize("day", ["31 December 9999", "0001-01-01", "5 May 1031"])
def test_a_year_far_away_is_a_message(council: Council, day: str) -> None:
    council.change(REPORT, "meeting: 2031-10-04", f"meeting: {day}")
    assert found(council)["far-year"].place.file == REPORT


@pytest.mark.parametrize("name", [b"data/reviews/\xff.yml", b"content/\xff.md", b"content/files/\xff.pdf"])
def test_a_name_that_is_not_text_is_a_message_that_can_be_printed(council: Council, name: bytes) -> None:
    (council.root / os.fsdecode(name)).write_bytes(b"# x\n")
    problem = found(council)["name-not-text"]
    assert str(problem).encode()
    assert problem.place.file.endswith(("\\udcff.yml", "\\udcff.md", "\\udcff.pdf"))


@pytest.mark.parametrize("folder", ["data", "data/reviews", "content", "content/files"])
def test_attributes_of_git_below_the_root_are_refused(council: Council, folder: str) -> None:
    (council.root / folder / ".gitattributes").write_text("*.yml export-ignore\n")
    assert found(council)["attributes-below-root"].place.file == f"{folder}/.gitattributes"


def test_what_is_built_may_not_be_in_git(council: Council) -> None:
    git(council.root, "init", "-q")
    (council.root / "build/cache").mkdir(parents=True, exist_ok=True)
    (council.root / "build/cache/forged.pdf").write_bytes(b"%PDF-1.7")
    assert "kept-in-git" not in found(council)
    git(council.root, "add", "-f", "build/cache/forged.pdf")
    assert found(council)["kept-in-git"].place.file == "build/cache/forged.pdf"


def scalars(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every plain value of a YAML text."""
    loader = CBaseLoader(text)
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, ScalarEvent) and event.style in (None, ""):
            yield event.start_mark.index, event.end_mark.index


@pytest.fixture(params=COUNCILS)
def files(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Give the files of one council that are put wrong; `council` has all of its files."""
    return COUNCILS[request.param]


@pytest.fixture
def either(files: tuple[str, ...], council: Council, tmp_path: Path) -> Council:
    """Give the council whose files those are."""
    if files is FILES:
        return council
    for folder in ("data", "content", "published"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, tmp_path / "real" / folder)
    shutil.copy(ROOT / "accessibility-tests.yml", tmp_path / "real")
    return Council(tmp_path / "copy", tmp_path / "real")


def mutations(council: Council, files: tuple[str, ...]) -> list[tuple[str, int, int, str]]:
    everything = [
        (file, start, end, value)
        for file in files
        for start, end in scalars((council.root / file).read_text("utf-8"))
        for value in AWKWARD
    ]
    tries = hostile_tries(SAMPLE, 2_200) if files is FILES else hostile_tries(SAMPLE // 8, 700)
    return random.Random(11).sample(everything, min(tries, len(everything)))  # noqa: S311 - the same sample each time


def fault_of(council: Council, file: str, changed: bytes) -> str:
    """Return what the engine raises when a file has these bytes; nothing when all of it is said in messages."""
    path = council.root / file
    before = path.read_bytes()
    path.write_bytes(changed)
    try:
        checked = examine(council.root, TODAY)
        assert all(p.place.line > 0 and p.place.column > 0 and p.what and p.fix for p in checked.problems)
        if checked.content is not None:
            build(checked.content, TODAY)
            state(checked.content, TODAY)
    except Exception as error:  # noqa: BLE001 - all of them are listed together
        return repr(error)
    finally:
        path.write_bytes(before)
    return ""


def test_no_awkward_value_ends_in_anything_but_a_message(either: Council, files: tuple[str, ...]) -> None:
    failed = []
    for file, start, end, value in mutations(either, files):
        text = (either.root / file).read_text("utf-8")
        if fault := fault_of(either, file, (text[:start] + value + text[end:]).encode()):
            failed.append(f"{file}: {text[start:end]!r} -> {value!r}: {fault}")
    assert failed == []


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes of a file after one slip: of a byte, or of the structure that lines make."""
    at, lines = chance.randrange(len(raw)), raw.split(b"\n")
    row, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
        case 1:
            return raw[:at] + raw[at + chance.randrange(1, 40) :]
        case 2:
            return raw[:at] + chance.choice(b":-#'\"[]{}&*!|>%@`,\n \t").to_bytes(1, "big") + raw[at:]
        case 3:
            return raw[:at]
        case 4:
            del lines[row]
        case 5:
            lines.insert(other, lines[row])
        case 6:
            lines[row], lines[other] = lines[other], lines[row]
        case 7:
            lines[row] = b" " * chance.randrange(1, 5) + lines[row]
        case _:
            lines[row] = lines[row].removeprefix(b"  ")
    return b"\n".join(lines)


def test_no_slip_of_a_byte_or_a_line_ends_in_anything_but_a_message(
    either: Council, files: tuple[str, ...]
) -> None:
    chance, failed = random.Random(12), []  # noqa: S311 - the same slips each time
    for number in range(hostile_tries(FEW, 1_500) if files is FILES else hostile_tries(FEW // 6, 500)):
        file = chance.choice(files)
        changed = mutated((either.root / file).read_bytes(), chance)
        if fault := fault_of(either, file, changed):
            failed.append(f"slip {number} in {file}: {fault}")
    assert failed == []
