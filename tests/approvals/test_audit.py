"""One letter of an approved record counts, and how its file is written does not; each state of a record is told."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from council import PLAN, REPORT, REVIEW, SERVICE, TEXT, TODAY, Council
from paths import AMBLEFORD
from pydantic import BaseModel

from goldenthread.approvals.approval_trail import Judged, audit
from goldenthread.approvals.verdict import State, Verdict
from goldenthread.changes.canonical import digest, flowing, public_facts
from goldenthread.changes.differences import Act, Step
from goldenthread.changes.public_state import state
from goldenthread.changes.wording import Change
from goldenthread.common.dates import When, parse_when
from goldenthread.history.commits import Commit, Person
from goldenthread.history.reader import Snapshot
from goldenthread.history.versions import Version
from goldenthread.model.addresses import Addresses
from goldenthread.model.base import Number, RecommendationRef
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.fields import is_public, kinds_within, part_kind
from goldenthread.model.settings import FILE_KINDS
from goldenthread.read.records import record_of
from goldenthread.source import loads

pytestmark = pytest.mark.slow

KINDS: dict[str, type[BaseModel]] = {kind.name: kind.model for kind in FILE_KINDS}
TEXTS, FILES = {"words": "Words.\n"}, {"words": "0" * 64}


def full(kind: type[BaseModel]) -> BaseModel:
    """Make a record with every field filled in, whatever its kind."""
    return kind.model_construct(**{name: filled(info.annotation) for name, info in kind.model_fields.items()})


def filled(annotation: Any) -> Any:
    """Make a value for a field."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return full(annotation)
    if annotation in SAMPLES:
        return SAMPLES[annotation]
    inner = [one for one in get_args(annotation) if one not in (type(None), Ellipsis)]
    made = filled(inner[0]) if inner and not isinstance(inner[0], str) else inner[0] if inner else "words"
    return (made,) if get_origin(annotation) is tuple else made


SAMPLES: dict[Any, Any] = {
    str: "words",
    int: 3,
    Number: Number("3"),
    bool: True,
    date: date(2031, 10, 4),
    When: parse_when("October 2031"),
    RecommendationRef: RecommendationRef("a", Number("1")),
}


def others(value: Any) -> Iterator[Any]:
    """Give values that differ from one by as little as can be: a letter, a day, an item more or less."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, Number):
        yield from (Number(value + "x"), Number("4"))
    elif isinstance(value, str):
        yield from (value + "x", value[:-1], value.swapcase())
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, When):
        yield parse_when("November 2031")
    elif isinstance(value, RecommendationRef):
        yield from (RecommendationRef(value.review, Number("2")), RecommendationRef("b", value.number))
    elif isinstance(value, tuple):
        yield from ((), (*value, *value))
        yield from ((other,) for other in others(value[0]))
    elif isinstance(value, BaseModel):
        yield None


def mutants(record: BaseModel, *, public: bool, deep: bool = True) -> Iterator[tuple[str, BaseModel]]:
    """Give the record with each of its fields changed in turn, if `deep` those of its parts too, with the way there."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        part = value[0] if isinstance(value, tuple) else value
        if deep and is_public(info) and isinstance(part, BaseModel):
            for way, other in mutants(part, public=public):
                yield (
                    f"{name}.{way}",
                    record.model_copy(update={name: (other,) if isinstance(value, tuple) else other}),
                )
        if is_public(info) is public:
            for other in others(value):
                yield name, record.model_copy(update={name: other})
            if not info.is_required() and info.default != value:
                yield f"{name} left out", record.model_copy(update={name: info.default})


def shown(record: BaseModel) -> str:
    return digest(public_facts(record, TEXTS, FILES))


PARTS = sorted(
    {part for kind in KINDS.values() for part in kinds_within(kind)}, key=lambda kind: kind.__name__
)


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_every_public_field_counts(kind: type[BaseModel]) -> None:
    record = full(kind)
    changed = list(mutants(record, public=True, deep=False))
    assert {way.removesuffix(" left out") for way, _ in changed} == {
        name for name, info in kind.model_fields.items() if is_public(info)
    }
    assert [way for way, other in changed if shown(other) == shown(record)] == []


@pytest.mark.parametrize("name", KINDS)
def test_every_public_field_counts_however_deep_and_no_private_one_does(name: str) -> None:
    record = full(KINDS[name])
    changed = list(mutants(record, public=True))
    assert len(changed) > len(KINDS[name].model_fields)
    assert [way for way, other in changed if shown(other) == shown(record)] == []
    hidden = [way for way, other in mutants(record, public=False) if shown(other) != shown(record)]
    # Who may approve is not published, and yet nobody may change it unseen.
    assert all(way.startswith("people") for way in hidden)
    assert bool(hidden) is (name == "approval-rules")


def test_the_kinds_are_all_there_are() -> None:
    kinds = {kind for kind in map(part_kind, KINDS.values()) if kind}
    assert kinds == set(KINDS.values())
    assert Addresses not in kinds  # kept by the program; `check` guards it


def test_what_stands_in_other_files_counts() -> None:
    report = full(CabinetReport)
    as_it_is = shown(report)
    assert digest(public_facts(report, {"words": "Word.\n"}, FILES)) != as_it_is
    assert digest(public_facts(report, TEXTS, {"words": "1" * 64})) != as_it_is


# How the same file can be written in another way.


def rewritten(value: Any, inset: int = 0) -> Iterator[str]:
    """Write values as YAML once more: fields in another order, other quotes, deeper insets, notes in between."""
    space = " " * inset
    for name, held in sorted(value.items(), reverse=True):
        yield f"{space}# a note for editors"
        if isinstance(held, dict):
            yield f"{space}{name}:"
            yield from rewritten(held, inset + 4)
        elif isinstance(held, list):
            yield f"{space}{name}:" if held else f"{space}{name}: []"
            for item in held:
                yield from items(item, inset + 3)
        else:
            yield from scalar(f"{space}{name}:", held, inset + 5)


def items(item: Any, inset: int) -> Iterator[str]:
    if isinstance(item, dict):
        lines = list(rewritten(item, inset + 4))
        yield ""
        first = next(n for n, line in enumerate(lines) if "#" not in line)
        yield " " * inset + "-   " + lines[first].strip()
        yield from lines[first + 1 :]
    else:
        yield from scalar(" " * inset + "-", item, inset + 3)


def scalar(start: str, text: str, inset: int) -> Iterator[str]:
    if "\n" not in text:
        yield f"{start} '{text.replace(chr(39), chr(39) * 2)}'"
        return
    yield f"{start} |"
    for line in wrapped(text).split("\n"):
        yield " " * inset + line + "  " if line else ""


def wrapped(text: str) -> str:
    """Break the lines of plain paragraphs elsewhere."""
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    plain = (
        block if re.search(r"^(\W|\d+\.)", block, re.MULTILINE) else textwrap.fill(block, 30)
        for block in blocks
    )
    return "\n\n\n".join(plain)


@pytest.mark.parametrize(
    "file", [REVIEW, PLAN, REPORT, SERVICE, "data/vocabulary.yml", "data/report-formats.yml"]
)
def test_how_a_file_is_written_does_not_count(file: str) -> None:
    raw = (AMBLEFORD / file).read_bytes()
    key = file.removeprefix("data/").removesuffix(".yml")
    key = key if "/" in key else f"settings/{key}"
    again = "\r\n".join(rewritten(loads(raw, file).data)) + "\r\n"
    assert again.encode() != raw
    before, after = record_of(raw, key), record_of(again.encode(), key)
    assert before is not None
    assert after is not None, [str(problem) for problem in loads(again.encode(), file).problems]
    assert digest(public_facts(after)) == digest(public_facts(before))


def test_how_a_text_is_written_does_not_count_and_a_letter_does(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    text = (council.root / TEXT).read_text("utf-8")

    def seen() -> str:
        return digest(state(council.content(), TODAY).records["cabinet-reports/2031-10-04-finance"])

    before = seen()
    (council.root / TEXT).write_text(wrapped(text).replace("\n", "  \r\n"), "utf-8", newline="")
    assert seen() == before
    (council.root / TEXT).write_text(text.replace("e", "a", 1), "utf-8")
    assert seen() != before


def test_spaces_that_mean_something_count() -> None:
    assert flowing("One\ntwo  three\n\n\n\nfour \n") == "One two three\n\nfour"
    assert flowing("- one\n  more\n- two") == "- one more\n- two"
    assert flowing("- one\n  - under") != flowing("- one\n- under")
    assert flowing("#. First\ngoes on") == "#. First goes on"
    assert flowing("# Heading\ntext") == "# Heading\ntext"
    assert flowing("*Words* lean\n*so*") == "*Words* lean *so*"
    assert flowing("```\na  b\n  c\n```\nd\ne") == "```\na  b\n  c\n```\nd e"
    assert flowing("| a |\n| b |") == "| a |\n| b |"


def judged(record: str, shown_then: str, found: State = State.APPROVED) -> dict[str, tuple[Judged, ...]]:
    when = datetime(2031, 11, 3, tzinfo=UTC)
    made = Commit("a" * 40, (), Person("A", "a"), Person("A", "a"), when, "Publish (#12)")
    version = Version(record, made, shown_then, (), Snapshot(), when.date(), when.date())
    return {record: (Judged(version, Verdict(found, ("D Sample",), ("Democratic Services",), "#12")),)}


def test_a_record_is_told_as_it_stands() -> None:
    facts = {"title": "Finance"}
    same = digest(facts)

    def told(trail: dict[str, tuple[Judged, ...]]) -> State:
        return audit(trail, {"reviews/a": facts})[0].state

    assert told(judged("reviews/a", same)) is State.APPROVED
    assert told(judged("reviews/a", same, State.SELF)) is State.SELF
    assert told(judged("reviews/a", "0" * 64)) is State.CHANGED
    assert told(judged("reviews/a", "")) is State.UNAPPROVED  # taken out, and here again without a commit
    assert told(judged("reviews/b", same)) is State.UNAPPROVED
    assert audit(judged("reviews/b", same), {}) == ()


def test_words_that_came_in_unseen_stay_so_until_they_are_approved() -> None:
    def version(shown_then: str, found: State, *ways: tuple[Step, ...]) -> Judged:
        changes = tuple(Change("reviews/a", way, Act.WORDING, "", "", "", "") for way in ways)
        item = judged("reviews/a", shown_then, found)["reviews/a"][0]
        return replace(item, version=replace(item.version, changes=changes))

    facts = {"title": "Finance"}
    same, title, action = digest(facts), (Step("title"),), (Step("actions", "1"),)
    unseen = [version("1", State.APPROVED, ()), version("2", State.DIRECT, title, (*action, Step("lead")))]

    def told(*more: Judged) -> State:
        return audit({"reviews/a": (*unseen, *more)}, {"reviews/a": facts})[0].state

    assert told(version(same, State.APPROVED, (Step("summary"),))) is State.DIRECT
    assert told(version(same, State.APPROVED, title)) is State.DIRECT, "the lead is still unseen"
    assert told(version(same, State.APPROVED, title, action)) is State.APPROVED
    assert told(version("3", State.APPROVED, ()), version(same, State.APPROVED, ())) is State.APPROVED
