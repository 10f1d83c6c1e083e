"""The catalogue of messages, read as an officer reads it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest
from parsed_engine import nodes
from plain_sentences import plain

from goldenthread.common.problems import (
    Place,
    Problem,
    Severity,
    as_github,
    as_json,
    as_markdown,
    as_text,
    in_order,
)
from goldenthread.messages import FOLDER, Message, guess, load_catalogue, problem

CATALOGUE = load_catalogue()
STAGES = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.yml")}
GIVEN_BY_FIELD_ERRORS = (
    "goldenthread/model/"  # codes of a field's kind, whose sentences read/records.py fills in
)


def test_every_entry_is_whole_and_in_plain_english() -> None:
    for code, message in CATALOGUE.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert plain(message.what), code
        assert plain(message.fix), code
        assert plain(message.why), code
        assert message.what.endswith((".", "?", "}")), code
        assert message.why.endswith("."), code
        assert message.example.strip(), code
        assert message.example != message.wrong, code


def test_every_file_of_the_catalogue_is_read_and_no_code_is_given_twice() -> None:
    codes = [code for text in STAGES.values() for code in re.findall(r"^([^\s#][^:]*):", text, re.MULTILINE)]
    assert sorted(codes) == sorted(CATALOGUE)


def test_every_message_is_used_and_none_is_used_that_is_not_there(root: Path) -> None:
    engine = "\n".join(text for _, text in engine_files(root))
    assert [code for code in CATALOGUE if f'"{code}"' not in engine] == []
    calls = set(re.findall(r'(?:Finding|problem|CannotEdit|CannotRead)\(\s*"([a-z0-9-]+)"', engine))
    assert calls - CATALOGUE.keys() == set()


@pytest.mark.slow
def test_whoever_names_a_code_gives_the_values_that_its_sentences_ask_for(root: Path) -> None:
    named: dict[str, set[str]] = {}
    fields = names_in(root / "goldenthread/read/records.py")
    for file, text in engine_files(root):
        names = names_in(root / file) | (fields if file.startswith(GIVEN_BY_FIELD_ERRORS) else set())
        for code in re.findall(r'"([a-z0-9-]+)"', text):
            named[code] = named.get(code, set()) | names
    missing = {code: asked_for(message) - named[code] for code, message in CATALOGUE.items()}
    assert {code: names for code, names in missing.items() if names} == {}


def engine_files(root: Path) -> list[tuple[str, str]]:
    """Return the path from the root and the text of each Python file of the engine."""
    files = sorted((root / "goldenthread").rglob("*.py"))
    return [(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in files]


def names_in(path: Path) -> set[str]:
    """Return the names of arguments and the keys of dictionaries in a Python file."""
    names = set()
    for node in nodes(path):
        keys = (
            node.keys
            if isinstance(node, ast.Dict)
            else [node.slice]
            if isinstance(node, ast.Subscript)
            else []
        )
        names |= {str(key.value) for key in keys if isinstance(key, ast.Constant)}
        names |= {str(node.arg)} if isinstance(node, ast.keyword) else set()
    return names


def asked_for(message: Message) -> set[str]:
    """Return the names in braces of a message's sentences."""
    return {name for text in (message.what, message.fix) for _, name, _, _ in Formatter().parse(text) if name}


def test_braces_in_a_council_s_words_are_only_words() -> None:
    said = problem("not-a-date", Place("a.yml", 2, 3), value="{7*7} {field}")
    assert said.what == "“{7*7} {field}” is not a date."


def test_a_near_miss_is_offered_and_a_far_one_is_not() -> None:
    assert guess("statsu", ["status", "lead"]) == "Did you mean “status”? "
    assert guess("xyz", ["status", "lead"]) == ""


PROBLEMS = [
    problem("not-a-date", Place("b.yml", 1, 1), value="soon"),
    problem("not-supplied", Place("a.yml", 9, 5), what="The map"),
    problem(
        "figures-differ",
        Place("a.yml", 2, 5),
        also=[Place("c.yml", 7, 1)],
        what="savings",
        name="Savings",
        one="£1m",
        other="£2m",
    ),
    problem("not-a-date", Place("b.yml", 1, 1), value="soon"),
]


def test_problems_are_sorted_by_place_and_said_once() -> None:
    assert [(p.place.file, p.place.line) for p in in_order(PROBLEMS)] == [
        ("a.yml", 2),
        ("a.yml", 9),
        ("b.yml", 1),
    ]


def test_a_line_for_a_person_has_place_cause_and_remedy() -> None:
    assert as_text(in_order(PROBLEMS)).splitlines()[0] == (
        "a.yml:2:5  warning: “Savings” is given as £1m and as £2m. Correct one, or write “differs:” and why "
        "below one of them. An editor’s note about “savings” does too. See also c.yml:7:1. [figures-differ]"
    )


def test_json_for_a_program_has_every_part() -> None:
    rows = json.loads(as_json(in_order(PROBLEMS)))["problems"]
    assert rows[0]["also"] == [{"file": "c.yml", "line": 7, "column": 1}]
    assert [row["severity"] for row in rows] == ["warning", "notice", "error"]
    assert rows[2] == {
        "file": "b.yml",
        "line": 1,
        "column": 1,
        "code": "not-a-date",
        "severity": "error",
        "what": "“soon” is not a date.",
        "fix": "Write it as 2031-10-05 or 5 October 2031.",
        "also": [],
    }


def test_the_host_shows_errors_first_and_cannot_be_told_to_do_other_things() -> None:
    hostile = problem("not-a-date", Place("b,x:y.yml", 1, 1), value="a%\n::error::b")
    lines = as_github([PROBLEMS[1], hostile]).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        "::error file=b%2Cx%3Ay.yml,line=1,col=1,title=not-a-date::“a%25%0A::error::b” is not a date."
    )
    assert lines[1].startswith("::notice file=a.yml,line=9,col=5,")


def test_only_errors_stop_a_build() -> None:
    assert [p.severity for p in in_order(PROBLEMS)] == [Severity.WARNING, Severity.NOTICE, Severity.ERROR]


def test_the_host_shows_ten_of_a_kind_and_the_summary_all() -> None:
    many = [
        Problem(Place("data/a.yml", line), "x", severity, f"<b>{severity.value}</b>\n# {line}.", "Mend it.")
        for severity in (Severity.NOTICE, Severity.ERROR)
        for line in range(1, 13)
    ]
    lines = as_github(many).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::notice"] * 10
    assert lines[9] == "::error title=More of the same kind::3 more are listed in the summary of this run."
    assert len(as_github(many[:10]).splitlines()) == 10
    rows = as_markdown(many).splitlines()[2:]
    assert [row.split("  ", 3)[3].split(":")[0] for row in rows if row] == ["error"] * 12 + ["notice"] * 12
    assert all(row.startswith("    data/a.yml:") for row in rows if row)
