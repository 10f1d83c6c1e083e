"""Words that readers would not get: each is a message with its place, and what is shown as typed is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, TEXT, Council

pytestmark = pytest.mark.slow

RESPONSE = "    response: not recorded\n"
# What is written as the answer of an action, and the code, line and column within the file that check gives.
LOST = {
    "[^1]: words that nothing calls": ("footnote-not-called", 57, 7),
    "Costs rose.[^1]\n\n[^1]: Once.\n[^1]: Twice.": ("footnote-not-called", 60, 7),
    "~~~ words\ncode\n~~~": ("words-lost", 57, 11),
    "| a | b |\n| --- | --- |\n| 1 | 2 | lost |": ("cell-lost", 59, 17),
    "* * *": ("shows-nothing", 57, 7),
    "-": ("shows-nothing", 57, 7),
    "- one\n-": ("shows-nothing", 58, 7),
    "1. one\n5. five": ("list-number-changed", 58, 7),
    "> 5%": ("sign-lost", 57, 7),
    "- £500": ("sign-lost", 57, 7),
    "Cost&#8238;s": ("forbidden-character", 57, 11),
    'See ![the map](map.png "Wards") here': ("words-lost", 57, 31),
    '- ![the map](map.png "Wards")': ("words-lost", 57, 29),
}
SHOWN = (
    "[Update]: Completed", "[See]: 7", '[Owner]: Smith "by March"', "~~struck out~~ and kept", "2022. Next year",
    "{{ config }} ${7*7} #{7*7}", "1. one\n1. two\n1. three", "3) three\n4) four", "- one\n- two", "Costs rose.[^1]\n\n[^1]: By 5%.",
    '[The plan](https://example.org/a%20b/tŷ?c=1 "its title") is agreed.', "<https://example.org/x_y>", "caf&eacute; and &pound;5",
    "*so* **it** `is`\n\n> quoted\n\n- 5% up\n- 3% down", "a\\_b \\* c", "Dŵr — “tŷ” ½ £5.8m",
)  # fmt: skip


def check(text: str, folder: Path) -> list[str]:
    lines = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    council = Council(folder).change(PLAN, RESPONSE, f"    response: |\n{lines}")
    return council.said()


@pytest.mark.parametrize("text", LOST)
def test_a_word_that_would_vanish_is_said_with_its_place(text: str, tmp_path: Path) -> None:
    code, line, column = LOST[text]
    said = [row for row in check(text, tmp_path / "c") if row.endswith(f"[{code}]")]
    assert [row.split("  ")[0] for row in said] == [f"{PLAN}:{line}:{column}"]


@pytest.mark.parametrize("text", SHOWN)
def test_a_text_that_is_shown_as_it_was_meant_or_typed_is_left_alone(text: str, tmp_path: Path) -> None:
    assert check(text, tmp_path / "c") == []


@pytest.mark.parametrize("value", ["~", "null", "NULL", "Null"])
def test_nothing_in_yaml_is_no_word(value: str, tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(PLAN, RESPONSE, f"    response: {value}\n")
    assert [row.rpartition(" ")[2] for row in council.said()] == ["[null-value]"]
    council = Council(tmp_path / "d").change(PLAN, RESPONSE, f'    response: "{value}"\n')
    assert council.said() == []


def test_a_text_in_a_file_is_held_to_the_same(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    path = council.root / TEXT
    path.write_text(path.read_text("utf-8") + "\n7. Seven\n9. Nine\n", "utf-8")
    number = path.read_text("utf-8").count("\n")
    assert council.said() == [
        row for row in council.said() if row.startswith(f"{TEXT}:{number}:1  error: “9.” would")
    ]
    assert len(council.said()) == 1


def test_a_letter_that_no_typeface_has_is_said_with_its_place(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(REPORT, "name: A Example", "name: A 漢 Example")
    council.change(PLAN, RESPONSE, "    response: |\n      Costs\n      rose 📈 again.\n      &#28450;\n")
    places = [row.split("  ")[0] for row in council.said() if row.endswith("[letter-not-in-paper]")]
    assert places == [f"{PLAN}:58:12", f"{PLAN}:59:7", f"{REPORT}:20:13"]


def test_letters_of_the_second_typeface_and_those_of_no_paper_are_left_alone(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(PLAN, RESPONSE, "    response: Ŵyn a Ŷ‑tŷ → ✓ ● CO₂ ⅓ 5\u202f% 5\u2009kg\n")
    path = council.root / "content/index.md"
    path.write_text(path.read_text("utf-8") + "\nWelcome 📈 漢.\n", "utf-8")
    assert council.said() == []
