"""Where a value stands, which files a folder holds, and which files are opened at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from expected_text import Expected
from paths import ROOT

from goldenthread.common.problems import Place, as_text
from goldenthread.source import files, is_name, load, locate, read_text

GOOD = (ROOT / "tests/examples/everything.yml").read_text("utf-8")


# --- where it stands ---


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.yml"
    path.write_text(GOOD, "utf-8")
    return path


def line_and_column(text: str) -> tuple[int, int]:
    before = GOOD[: GOOD.index(text)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(
    ("loc", "key", "stands_at"),
    [
        (("id",), False, "2031-finance"),
        (("id",), True, "id: 2031"),
        (("summary",), False, "|\n  Peers"),
        (("lead", 1), False, "head of HR"),
        (("lead", 1), True, "head of HR"),
        (("actions", 0, "at"), False, "1:30"),
        (("actions", 0, "at"), True, "at: 1:30"),
        (("actions", 0, "updates", 0), False, '"Même'),
        (("actions", 1), False, "number: 1.10"),
        (("actions", 1, "lead"), False, "number: 1.10"),
        (("actions", 1, "lead", 3, "name"), True, "number: 1.10"),
        (("actions", 7), False, "- number: 010"),
        (("actions", 7), True, "actions:"),
        (("id", "part"), False, "2031-finance"),
        (("nowhere",), True, "id: 2031"),
        ((), False, "id: 2031"),
    ],
)
def test_a_value_is_found_again_or_else_what_it_should_stand_in(
    good: Path, loc: tuple[str | int, ...], key: bool, stands_at: str
) -> None:
    assert locate(good, "data/good.yml", loc, key=key) == Place("data/good.yml", *line_and_column(stands_at))


def test_a_place_is_that_of_the_file_as_it_is_now(good: Path) -> None:
    locate(good, "good.yml", ("id",))
    good.write_text("# One more line.\n" + GOOD, "utf-8")
    assert locate(good, "good.yml", ("id",)).line == 3


def test_in_a_file_that_cannot_be_read_the_place_is_its_beginning(tmp_path: Path) -> None:
    assert locate(tmp_path / "none.yml", "none.yml", ("id",)) == Place("none.yml", 1, 1)
    (tmp_path / "deep.yml").write_text("a: " + "[" * 100_000)
    assert locate(tmp_path / "deep.yml", "deep.yml", ("a", 0)) == Place("deep.yml", 1, 1)


# --- files and folders ---


def test_a_folder_gives_its_files_in_order_and_says_what_it_passes_over(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "reviews"
    (folder / "2031").mkdir(parents=True)
    names = [
        "b.yml",
        "2031-finance.yml",
        "old.yaml",
        "Loud.yml",
        "a_b.yml",
        "up.YML",
        "notes.txt",
        "con.yml",
        "-.yml",
    ]
    for name in [*names, ".gitkeep", f"{'x' * 81}.yml", "a\nb.yml"]:
        (folder / name).write_text("a: b\n")
    (folder / "away.yml").symlink_to(folder / "b.yml")
    (folder / ".hidden.yml").symlink_to("/etc/hostname")
    found, problems = files(tmp_path, "data/reviews")
    assert [path.name for path in found] == ["2031-finance.yml", "b.yml"]
    assert [(problem.place.file.removeprefix("data/reviews/"), problem.code) for problem in problems] == [
        ("-.yml", "odd-name"),
        (".hidden.yml", "link"),
        ("2031", "folder-in-folder"),
        ("Loud.yml", "odd-name"),
        ("a\\nb.yml", "odd-name"),
        ("a_b.yml", "odd-name"),
        ("away.yml", "link"),
        ("con.yml", "odd-name"),
        ("notes.txt", "other-file"),
        ("old.yaml", "wrong-ending"),
        ("up.YML", "wrong-ending"),
        (f"{'x' * 81}.yml", "odd-name"),
    ]


def test_a_folder_that_is_missing_is_empty_and_one_that_leads_elsewhere_is_not_read(tmp_path: Path) -> None:
    assert files(tmp_path, "data/reviews") == ([], [])
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("a: b\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "data").symlink_to(outside)
    (root / "plans").write_text("")
    assert [p.code for p in files(root, "data")[1]] == ["link"]
    assert files(root, "data")[0] == []
    assert files(root, "../outside")[0] == []
    assert [p.code for p in files(root, "plans")[1]] == ["not-a-folder"]


def test_links_folders_and_missing_files_are_not_opened(tmp_path: Path, expected: Expected) -> None:
    (tmp_path / "real.yml").write_text("a: b\n")
    (tmp_path / "away.yml").symlink_to(tmp_path / "real.yml")
    (tmp_path / "folder.yml").mkdir()
    assert load(tmp_path / "real.yml", "f").data == {"a": "b"}
    for name in ("away.yml", "folder.yml", "none.yml", "a\0b.yml"):
        loaded = load(tmp_path / name, "f")
        assert loaded.data is None
        expected(as_text(loaded.problems))


def test_markdown_is_read_by_the_same_gate(tmp_path: Path) -> None:
    path = tmp_path / "about.md"
    path.write_bytes(b"\xef\xbb\xbfAbout us\r\n=======\r\n\r\nWe: #1 & *all*\r\n")
    assert read_text(path, "content/about.md") == ("About us\n=======\n\nWe: #1 & *all*\n", ())
    path.write_text("<<<<<<< HEAD\nAbout\n=======\nAbout us\n>>>>>>> x\n")
    text, problems = read_text(path, "content/about.md")
    assert text is None
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("merge-leftover", n) for n in (1, 3, 5)
    ]


@pytest.mark.parametrize("name", ["2031-finance", "a", "x" * 80])
def test_a_name_that_fits_an_address(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["x" * 81, "", "a--b", "a-", "-a", "A", "é", "a/b", "..", "a.b", "a\n", "nul", "com1"]
)
def test_a_name_that_does_not_fit_an_address(name: str) -> None:
    assert not is_name(name)
