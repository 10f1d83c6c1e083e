"""Which of our words are called hard to read, and where; and what is left as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REVIEW, TEXT, Council
from expected_text import Expected

pytestmark = pytest.mark.slow

LONG = "A " + " ".join(["word"] * 25) + "."
OWN = "  Peers looked at how Ambleford plans its money."


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def told(council: Council) -> list[str]:
    return [line for line in council.said("notice") if "long-sentence" in line or "plainer-word" in line]


def test_a_long_sentence_of_ours_is_named_with_its_line_and_column(
    council: Council, expected: Expected
) -> None:
    council.change(REVIEW, OWN, f"  One. {LONG}")
    expected(told(council))


def test_a_word_with_a_plainer_one_is_named_also_over_two_lines(council: Council, expected: Expected) -> None:
    council.change(REVIEW, OWN, "  Ambleford utilises money in\n  order to save.")
    expected(told(council))


@pytest.mark.parametrize(
    "text",
    [
        f"`{LONG}`",
        f"| {LONG} |",
        f"## {LONG}",
        f"```\n{LONG}\n```",
        f"[A plan](https://example.org/{'x/' * 40}utilises).",
        "Five short ones:\n\n- " + "\n- ".join(["word word word word word word"] * 5),
        "word " * 20 + "ends. " + "Word " * 20 + "ends too.",
    ],
)
def test_what_is_no_running_text_is_not_counted(text: str, council: Council) -> None:
    council.change(TEXT, "This paragraph has no number.", text)
    assert told(council) == []


def test_words_of_a_paper_are_never_held_against_it(council: Council) -> None:
    council.change(PLAN, "response: See 1", "response: " + f"It utilises {LONG}")
    assert told(council) == []


def test_a_council_has_its_own_words_and_its_own_length(council: Council, expected: Expected) -> None:
    council.change(REVIEW, OWN, "  Ambleford utilises the remit of its members well enough.")
    file = council.root / "data/plain-words.yml"
    file.write_text(
        "longest_sentence: 60\nwords:\n\n  - word: remit\n    better: what it may decide\n", "utf-8"
    )
    expected([line.split(" is a word")[0] for line in told(council)])
    file.unlink()
    assert told(council) == []
