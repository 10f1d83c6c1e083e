"""From a paper to the files as they will be: read, checked against the same rules as every file, and only then written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from goldenthread.common.problems import Problem, Severity, has_errors, in_order
from goldenthread.editing.save import as_it_would_be, would_bring
from goldenthread.editing.splice import add_item
from goldenthread.editing.tree import Tree
from goldenthread.editing.yaml_writer import as_yaml
from goldenthread.importing.document import Paper
from goldenthread.importing.merging import Brought, Wish, merge
from goldenthread.importing.plan_reader import read_plan
from goldenthread.importing.report_reader import merge_report, read_report
from goldenthread.importing.review_reader import read_review
from goldenthread.model.base import Number, Record
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.model.organisation import Organisation
from goldenthread.read import Content, read
from goldenthread.rules import check

READERS: dict[str, Callable[[Paper, Wish, Content], Brought]] = {
    "action-plan": read_plan,
    "review": read_review,
    "cabinet-report": read_report,
}
ROUNDS = 20  # how often rows that break a rule are left out before a partial import gives up
TO_BE_WRITTEN = "to-write"  # shown by the file itself, and by what is to be done next
ORGANISATION = "data/organisation.yml"


@dataclass(slots=True)
class Outcome:
    """What an import would do: the files to write, what to tell, and whether it is refused."""

    file: str
    is_new: bool
    changes: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    left_out: list[Number] = field(default_factory=list)
    gone: list[Number] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    undated: bool = False
    leads: list[str] = field(default_factory=list)  # that the organisation does not know
    unknown: dict[str, str] = field(default_factory=dict)  # headings without a field, each with the nearest
    refused: bool = False


def bring(content: Content, paper: Paper, wish: Wish) -> Outcome:
    """Work out what importing a paper would change; nothing is written here."""
    brought = READERS[wish.kind](paper, wish, content)
    file = f"data/{brought.folder}/{wish.id}.yml"
    path = content.root / file
    outcome = Outcome(file, not path.exists(), said=brought.said, problems=[*paper.notes, *brought.problems])
    outcome.undated = brought.undated
    outcome.proposed, outcome.leads, outcome.unknown = brought.proposed, [*brought.offices], brought.unknown
    outcome.problems += brought.lost
    outcome.problems += dict.fromkeys(wrong for item in brought.items for wrong in item.wrong)
    bad = [item for item in brought.items if item.wrong]
    outcome.refused = has_errors(brought.problems) or bool((brought.lost or bad) and not wish.partial)
    if has_errors(brought.problems) or not (brought.items or not brought.items_field):
        outcome.refused = True
        return outcome
    _try(content.root, outcome, brought, wish)
    return outcome


def _try(root: Path, outcome: Outcome, brought: Brought, wish: Wish) -> None:
    """Hold the files as they would be against the rules; in a partial import, without the rows that break one."""
    told: list[Problem] = []
    errors: tuple[Problem, ...] = ()
    by_item: list[list[Problem]] = []
    good = brought
    for _ in range(ROUNDS):
        if wish.partial:
            good = replace(brought, items=[item for item in brought.items if not item.wrong])
        _make(root, outcome, good, wish)
        errors = would_bring(root, outcome.changes, wish.today)
        by_item = _by_item(outcome, good, errors)
        if not wish.partial or not any(by_item):
            break
        for item, error in zip(good.items, by_item, strict=True):
            item.wrong += error
            told += error
    already = [e for item, found in zip(good.items, by_item, strict=True) if item.wrong for e in found]
    stay = [e for e in errors if e not in already]
    outcome.refused = outcome.refused or bool(stay) or (bool(brought.items_field) and not good.items)
    outcome.left_out = [item.number for item in brought.items if item.wrong]
    outcome.problems += in_order([*told, *stay, *_remarks(root, outcome, wish)])
    _point_back(outcome, good)


def _make(root: Path, outcome: Outcome, brought: Brought, wish: Wish) -> None:
    """Make the bytes of every file that the import would write."""
    kind = BY_FOLDER[brought.folder].model
    if outcome.is_new:
        outcome.changes = {outcome.file: _new(kind, brought, wish).encode(), **_offices(root, brought, wish)}
        if brought.text:
            outcome.changes[brought.top["text"]] = brought.text.encode()
        return
    old = (root / outcome.file).read_bytes()
    merged = (
        merge(old, brought, kind) if brought.items_field else merge_report(old, brought, root, outcome.file)
    )
    outcome.changes = {outcome.file: merged.source} if merged.source != old else {}
    outcome.changes |= _offices(root, brought, wish)
    outcome.differences, outcome.gone = merged.differences, merged.missing
    outcome.problems += [remark for remark in merged.remarks if remark not in outcome.problems]


def _offices(root: Path, brought: Brought, wish: Wish) -> dict[str, bytes]:
    """Return the organisation with the leads that a person wants added; nothing where there are none."""
    if not (brought.offices and wish.add_leads):
        return {}
    source = (root / ORGANISATION).read_bytes()
    for office in brought.offices.values():
        source = add_item(source, ("offices",), office, Organisation)
    return {ORGANISATION: source}


def _new(kind: type[Record], brought: Brought, wish: Wish) -> str:
    values = {"id": wish.id, **brought.top}
    if brought.items_field:
        headings = {item.values.get("group") or item.values.get("theme") for item in brought.items}
        values[brought.headings_field] = [
            {"id": id, "name": name} for id, name in brought.headings.items() if id in headings
        ]
        values[brought.items_field] = [item.values for item in brought.items]
    return as_yaml(kind, values)


def _lines(outcome: Outcome, brought: Brought) -> list[int]:
    """Return the line on which each item of the file's list begins, and the first line after the list."""
    source = outcome.changes.get(outcome.file)
    if source is None or not brought.items:
        return []
    tree = Tree.of(source)
    node = tree.find((brought.items_field,))[-1]
    end = tree.text.count("\n", 0, tree.end(node)) + 2
    return [*(item.start_mark.line + 1 for item in node.value), end]


def _by_item(outcome: Outcome, brought: Brought, errors: Sequence[Problem]) -> list[list[Problem]]:
    """Sort errors by the items of the paper that they are about; one that is about none keeps the file from being written."""
    found: dict[Number, list[Problem]] = {item.number: [] for item in brought.items}
    numbers = _numbers(outcome, brought)
    for error in errors:
        number = numbers(error)
        if number in found:
            found[number].append(error)
    return [found[item.number] for item in brought.items]


def _numbers(outcome: Outcome, brought: Brought) -> Callable[[Problem], Number]:
    """Find the number of the item on whose lines there is a problem; empty for none."""
    lines = _lines(outcome, brought)
    items: list[Mapping[str, str]] = []
    if lines:
        items = Tree.of(outcome.changes[outcome.file]).data[brought.items_field]  # type: ignore[assignment]

    def number(one: Problem) -> Number:
        place = bisect_right(lines, one.place.line) - 1
        is_item = one.place.file == outcome.file and 0 <= place < len(items)
        return Number(items[place]["number"] if is_item else "")

    return number


def _remarks(root: Path, outcome: Outcome, wish: Wish) -> list[Problem]:
    """Return what check would remark on in the files that would be written."""
    with as_it_would_be(root, outcome.changes) as copy:
        content, problems = read(copy)
        found = [*problems, *(check(content, wish.today) if content else ())]
    return [
        p
        for p in found
        if p.place.file in outcome.changes and p.severity is not Severity.ERROR and p.code != TO_BE_WRITTEN
    ]


def _point_back(outcome: Outcome, brought: Brought) -> None:
    """Name the row of the paper beside each problem of the file made from it."""
    number, places = _numbers(outcome, brought), {item.number: item.place for item in brought.items}
    outcome.problems = [
        replace(one, also=(*one.also, places[number(one)])) if number(one) in places else one
        for one in outcome.problems
    ]
