"""Whatever the bytes, the gate answers: no exception, and every problem has its place and its words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paths import ROOT

from goldenthread.common.characters import FORBIDDEN
from goldenthread.source import Loaded, loads

pytestmark = pytest.mark.slow  # it tries thousands of texts

GOOD = (ROOT / "tests/examples/everything.yml").read_text("utf-8")
A_THROUGH_I = zip("abcdefgh", "bcdefghi", strict=True)
BOMBS = {
    "square brackets": "[" * 900_000,
    "curly brackets": "{" * 900_000,
    "dashes": "- " * 450_000,
    "question marks": "? " * 450_000,
    "brackets on lines": "a: [\n" * 150_000,
    "anchors": "&a " * 300_000,
    "a billion laughs": "a: &a [x]\n" + "".join(f"{c}: &{c} [{f'*{p}, ' * 9}]\n" for p, c in A_THROUGH_I),
    "tabs": "\t" * 900_000,
    "invisible characters": "\u200b" * 300_000,
    "letters in two parts": "e\u0301" * 300_000,
    "quotation marks": "'\n" * 450_000,
    "exclamation marks": "a: " + "!" * 900_000,
    "fields within fields": "".join(f"{' ' * depth}a:\n" for depth in range(1_300)),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_file_made_to_choke_the_reader_is_refused(bomb: str) -> None:
    loaded = loads(bomb.encode(), "f.yml")
    assert loaded.problems
    assert all(1 <= problem.place.line <= bomb.count("\n") + 1 for problem in loaded.problems)


def holds_together(raw: bytes) -> None:
    """What must be true of any answer."""
    loaded = loads(raw, "f.yml")
    assert loaded.data is not None or loaded.problems
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for problem in loaded.problems:
        assert problem.code != "not-yaml", "a complaint of the parser that has no words of its own"
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert str(problem).isprintable()
    assert list(loaded.problems) == sorted(loaded.problems, key=lambda p: p.place)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    holds_together(raw)


@given(st.text(st.sampled_from("ab: -\n\"'#[]{}|>&*!%?@`,\\<=.~\t\r\u00e9\u0301\u200b\ufeff"), max_size=60))
@settings(deadline=None, max_examples=500)
@example("{")
@example("? [a")
@example("\ufeff\ufeffa: b")
@example("a: |\n\n  \n # b")
def test_any_mix_of_the_signs_of_yaml_gets_an_answer(text: str) -> None:
    holds_together(text.encode())


SIGNS = [
    "#",
    " #",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "|",
    ">",
    '"',
    "'",
    "\n",
    "  ",
    "&a ",
    "*a",
    "!t ",
    "%",
    "? ",
    "\t",
]
SIGNS += ["---\n", "...\n", "\0", "e\u0301", "<<: ", "\r", "\\", "@", "`", ",", "\u202e", "<<<<<<< x\n"]


@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from([*SIGNS, ""])), max_size=5
    )
)
@settings(deadline=None, max_examples=400)
def test_a_good_file_with_mistakes_in_it_gets_an_answer(mistakes: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, cut, sign in mistakes:
        text = text[:at] + sign + text[at + cut :]
    holds_together(text.encode())


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")))


@given(WORDS.map(lambda t: unicodedata.normalize("NFC", t)).filter(lambda t: not FORBIDDEN.search(t)))
@settings(deadline=None)
def test_any_line_of_text_comes_back_as_it_was_from_quotes_and_from_a_block(text: str) -> None:
    quoted = f"text: '{text.replace(chr(39), chr(39) * 2)}'\n"
    assert loads(quoted.encode(), "f.yml") == Loaded({"text": text}, ())
    block = f"text: |\n  begin\n  {text}\n  end\n"
    assert loads(block.encode(), "f.yml") == Loaded({"text": f"begin\n{text}\nend"}, ())


@given(WORDS.filter(lambda t: t == unicodedata.normalize("NFC", t)))
@settings(deadline=None, max_examples=300)
def test_a_line_that_passes_without_quotes_has_lost_nothing(text: str) -> None:
    loaded = loads(f"text: {text}\n".encode(), "f.yml")
    if not loaded.problems and not text.lstrip(" ").startswith(("'", '"', "[", "|")):
        assert loaded.data == {"text": text.strip(" ")}
