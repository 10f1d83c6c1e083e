"""The gate: what is refused and in which words, and what passes and means what."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from expected_text import Expected, read_blocks
from paths import ROOT

from goldenthread.common.characters import FORBIDDEN, has_forbidden
from goldenthread.common.problems import Place, as_text
from goldenthread.source import Data, Loaded, load, loads, read_text, structure
from goldenthread.source.text import MOST_BYTES, MOST_PROBLEMS

BROKEN = ROOT / "tests/broken/source"
GOOD = (ROOT / "tests/examples/everything.yml").read_text("utf-8")
GOOD_DATA: dict[str, Data] = {
    "id": "2031-finance",
    "title": 'It\'s review #4: "fine"',
    "escaped": "Line one\nline two",
    "link": "https://example.org/a:b#part",
    "contact": "mailto:peers@example.org",
    "lead": ["director-of-finance", "head of HR"],
    "empty": "",
    "quoted-empty": "",
    "summary": "Peers looked at money: see #2, *all* of it.\n# This is a heading\n- [x] & {so} on @ 50%\n\n"
    "  Set in.  \n<<<<<<< no merge",
    "actions": [
        {
            "number": "010",
            "key": "no",
            "at": "1:30",
            "on": "2031-02-30",
            "share": ".nan",
            "none": "~",
            "note": "The last line.",
            "updates": ["Même à la fin, Llŷn", "mailto:peers@example.org"],
        },
        {"number": "1.10"},
    ],
}


def said(loaded: Loaded) -> str:
    return as_text(loaded.problems)


# --- what is refused ---


@pytest.mark.parametrize("name", sorted(path.name for path in BROKEN.glob("*.yml")))
def test_a_broken_file_gets_exactly_these_messages(name: str, expected: Expected) -> None:
    expected(said(load(BROKEN / name, name)))


def test_the_messages_are_short_and_free_of_a_programmers_words() -> None:
    text = "\n".join(read_blocks(Path(__file__).with_suffix(".expected.txt")).values())
    for line in text.splitlines():
        words = line.partition(": ")[2].rpartition(" [")[0]
        assert all(len(sentence.split()) <= 25 for sentence in words.split(". ")), line
        for term in ("mapping", "scalar", "token", "null", "string", "parse", "node", "anchor", "expected"):
            assert term not in words.replace("is expected", ""), line


ODD_BYTES = {
    "no UTF-8": b"id: a\ntitle: caf\xe9\n",
    "UTF-16": "id: a\n".encode("utf-16"),
    "half a character": b"a: \xed\xa0\x80\n",
    "a letter in two parts": "a: b\nlead: Rene\u0301e, Zoe\u0308\n".encode(),
    "two invisible characters in a line, one of them twice": "a: x\u200by\u200bz\x00\n".encode(),
    "a return without a line feed": b"a: b\rc: d\n",
    "too large": b"a: " + b"b" * MOST_BYTES,
}


@pytest.mark.parametrize("name", ODD_BYTES)
def test_odd_bytes_get_exactly_these_messages(name: str, tmp_path: Path, expected: Expected) -> None:
    raw = ODD_BYTES[name]
    assert loads(raw, "f.yml").data is None
    expected(said(loads(raw, "f.yml")))
    (tmp_path / "f.yml").write_bytes(raw)
    assert load(tmp_path / "f.yml", "f.yml") == loads(raw, "f.yml")
    assert as_text(read_text(tmp_path / "f.yml", "f.yml")[1]) == said(loads(raw, "f.yml"))


CODE_POINTS = [0x00, 0x07, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F]
CODE_POINTS += [
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    0x2060,
    *range(0x2066, 0x206A),
    0xE000,
    0xF0B7,
    0xFDD0,
]
CODE_POINTS += [0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0xE0001, 0xE007F, 0xF0000, 0x10FFFF]


@pytest.mark.parametrize("code_point", CODE_POINTS, ids=lambda c: f"U+{c:04X}")
@pytest.mark.parametrize("text", ["na{}me: b\n", "a: te{}xt\n", "a: |\n  te{}xt\n", "# no{}te\na: b\n"])
def test_a_forbidden_character_is_named_wherever_it_stands(code_point: int, text: str) -> None:
    (problem,) = loads(text.format(chr(code_point)).encode(), "f.yml").problems
    assert problem.code == "forbidden-character"
    assert f"(U+{code_point:04X}" in problem.what


@pytest.mark.slow
def test_the_forbidden_characters_are_those_of_unicodes_own_tables() -> None:
    """Held on what this Python knows: a newer Unicode may add format characters, and then this list must grow."""
    for number in range(sys.maxunicode + 1):
        char = chr(number)
        category = unicodedata.category(char)
        refused = category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or number & 0xFFFE == 0xFFFE
        assert has_forbidden(f"a{char}") == bool(FORBIDDEN.search(char)), f"U+{number:04X}"
        refused = refused or 0xFDD0 <= number <= 0xFDEF or number in (0xFFFC, 0xFFFD)
        if 0xFFF0 <= number <= 0xFFFF or category == "Cn":
            continue  # unassigned today
        assert bool(FORBIDDEN.match(char)) == (refused and char != "\n"), f"U+{number:04X}"


def test_with_more_problems_than_anyone_reads_the_first_are_shown_and_the_rest_are_admitted() -> None:
    for line in ("a: b #c\n", "a: \u200b\n", "a: e\u0301\n", "<<<<<<< x\n"):
        problems = loads((line * (MOST_PROBLEMS * 3)).encode(), "f.yml").problems
        assert len(problems) == MOST_PROBLEMS + 1
        assert {problem.code for problem in problems[:-1]} & {
            problem.code for problem in problems[-1:]
        } == set()
        assert problems[-1].what == "There are more than 200 problems in this file."


# --- what passes ---


def test_a_good_file_means_what_it_says() -> None:
    assert loads(GOOD.encode(), "f.yml") == Loaded(GOOD_DATA, ())


@pytest.mark.parametrize(
    "change",
    [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: "---\n" + t, lambda t: t + "...\n"],
    ids=["Windows line ends", "byte order mark", "three dashes first", "three dots last"],
)
def test_what_no_reader_can_see_changes_nothing(change: Callable[[str], str]) -> None:
    assert loads(change(GOOD).encode(), "f.yml") == Loaded(GOOD_DATA, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("|\n  a\n", "a"),
        ("|\n  a\n\n\n", "a"),
        ("|\n  a", "a"),
        ("|-\n  a\n", "a"),
        ("|\n\n  a \n", "\na "),
        ("|\n", ""),
    ],
)
def test_a_block_of_text_loses_only_its_last_line_end(typed: str, meant: str) -> None:
    assert loads(f"t: {typed}".encode(), "f.yml") == Loaded({"t": meant}, ())


def test_twenty_levels_pass_and_one_more_does_not() -> None:
    assert loads(f"a: {'[' * 19}{']' * 19}\n".encode(), "f.yml").problems == ()
    assert [p.code for p in loads(f"a: {'[' * 20}{']' * 20}\n".encode(), "f.yml").problems] == ["too-deep"]


def test_the_largest_file_that_is_allowed_passes() -> None:
    assert loads(b"a: " + b"b " * (MOST_BYTES // 2 - 2) + b"c", "f.yml").problems == ()


def test_of_a_field_written_twice_the_rest_of_the_file_is_still_there_to_be_checked() -> None:
    loaded = loads(b"a: one\na: two\nb: three\n", "f.yml")
    assert loaded.data == {"a": "one", "b": "three"}
    assert loaded.problems[0].place == Place("f.yml", 2, 1)


def test_the_c_parser_is_in_use() -> None:
    """The pure one is many times slower, and ruamel.yaml falls back to it without a word."""
    assert any("clib" in base.__module__ for base in vars(structure)["CBaseLoader"].__mro__)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 401, "word-too-long"),
        ("é" * 900_00, "word-too-long"),
        ("https://a.example/" + "b" * 2000, "word-too-long"),
        ("[" * 100_000, "word-too-long"),
        ("*_" * 50_000, "word-too-long"),
        ("[ " * 3_001, "too-many-signs"),
        ("< " * 3_001, "too-many-signs"),
        ("` " * 3_001, "too-many-signs"),
    ],
)
def test_a_text_that_would_keep_every_reader_busy_is_refused_with_its_place(text: str, code: str) -> None:
    raw = f"a: |\n  Some words.\n  x {text}\n".encode()
    problem = loads(raw, "f.yml").problems[0]
    assert (problem.code, problem.place.line) == (code, 3)
    assert problem.place.column == 5 if code == "word-too-long" else problem.place.column > 6_000


@pytest.mark.parametrize(
    "text", ["a" * 400, "-" * 2000, "|" + "---|" * 300, "https://a.example/" + "b" * 1900, "[ " * 3_000]
)
def test_what_people_write_at_most_passes(text: str) -> None:
    assert loads(f"a: |\n  {text}\n".encode(), "f.yml").problems == ()
