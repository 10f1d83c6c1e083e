"""A paper against the file that is there: only what differs is changed, and each difference is described in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.common.problems import Problem
from goldenthread.editing.splice import add_item, remove, set_value
from goldenthread.editing.tree import Tree
from goldenthread.importing.clean_text import one_line
from goldenthread.importing.document import InPaper
from goldenthread.importing.tables import named
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED
from goldenthread.model.base import Number, Record
from goldenthread.model.progress import is_newer, outline
from goldenthread.source import loads


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line says about a paper.

    `answers` are reviews in the order of the plan's rows; `leads` says who is meant by a lead as printed;
    `under` is the heading below which recommendations are; `as_at` is the day for which statuses are given;
    `columns` has the field that a heading means, by the bare heading; `add_leads` adds leads to the organisation;
    `as_proposed` records what the plan's own words, such as “Agreed” and “Complete”, seem to say.
    """

    kind: str
    id: str
    today: date
    partial: bool = False
    answers: tuple[str, ...] = ()
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    under: str = ""
    review_kind: str = ""
    as_at: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    add_leads: bool = False
    as_proposed: bool = False


@dataclass(slots=True)
class Item:
    """One action or recommendation: its values for the file, where it is in the paper, and what is wrong with it.

    `derived` names fields that were worked out and not printed: they fill a new row, and never change an old one.
    `blank` names fields whose cell the paper leaves blank.
    """

    number: Number
    values: dict[str, Any]
    place: InPaper
    wrong: list[Problem] = field(default_factory=list)
    derived: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@dataclass(slots=True)
class Brought:
    """A record as the paper has it.

    `top` holds the fields of a new record apart from its list; `items` fill the list `items_field`; `headings` are
    the groups or themes, id and name, for the list `headings_field`. `said` is shown to the reader line by line;
    `lost` are rows and paragraphs that could not be read at all, which only a partial import passes over;
    `unknown` are headings of columns without a field, each with the nearest one; `offices` are leads that the
    organisation does not know, as it would hold them; `proposed` are what the plan's own words seem to say;
    `undated` is whether it reports progress without a date.
    """

    folder: str
    top: dict[str, Any]
    items_field: str = ""
    headings_field: str = ""
    items: list[Item] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    text: str = ""
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    offices: dict[str, dict[str, str]] = field(default_factory=dict)
    proposed: list[str] = field(default_factory=list)
    undated: bool = False


@dataclass(slots=True)
class Merged:
    """The file's bytes with the differences in it, and the differences in words."""

    source: bytes
    differences: list[str] = field(default_factory=list)
    missing: list[Number] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def merge(source: bytes, brought: Brought, kind: type[Record]) -> Merged:
    """Bring a newer paper into a file; what a person added by hand stays, and nothing is removed."""
    merger = _Merger(source, brought, kind)
    for item in brought.items:
        merger.item(item)
    numbers = {item.number for item in brought.items}
    merger.merged.missing = [number for number in merger.places if number not in numbers]
    return merger.merged


class _Merger:
    """Puts one item after another into the file."""

    def __init__(self, source: bytes, brought: Brought, kind: type[Record]) -> None:
        self.merged = Merged(source)
        self.brought, self.kind, self.list = brought, kind, brought.items_field
        self.name = self.list.removesuffix("s")
        data = loads(source, "").data or {}
        self.old: list[Any] = list(data.get(self.list) or [])
        self.places = {Number(item["number"]): place for place, item in enumerate(self.old)}
        groups: Any = data.get(brought.headings_field) or []
        self.headings = {group["id"] for group in groups}

    def item(self, item: Item) -> None:
        """Change what differs in an item that is there, or add the item."""
        self._heading(item)
        place = self.places.get(item.number)
        if place is None:
            self._new(item)
            self.merged.differences.append(f"{self.name.capitalize()} {item.number} is new.")
            return
        for name, value in item.values.items():
            if name == "updates":
                self._update(item, place, value[0])
            elif isinstance(value, Mapping) and name not in item.derived:
                self._fields(item, (self.list, place, name), self.old[place].get(name) or {}, value)
            elif name not in item.derived:
                self._field(item, (self.list, place, name), self.old[place].get(name), value)
        for name in sorted((item.blank - item.values.keys()) & self.old[place].keys()):
            cleared = problem("import-cleared", item.place, field=named(name), number=item.number)
            self.merged.remarks.append(cleared)

    def _new(self, item: Item) -> None:
        """Add an item at its place among the numbers: last, or where an earlier import left it out."""
        place = sum(number < item.number for number in self.places)
        before = self.merged.source
        self._add((self.list,), item.values, first=place == 0)
        if 0 < place < len(self.old):
            tree, after = Tree.of(before), Tree.of(self.merged.source)
            node = tree.find((self.list,))[-1]
            end, here = (tree.line_end(tree.end(one)) for one in (node, node.value[place - 1]))
            words = after.text[end : end + len(after.text) - len(tree.text)]
            self.merged.source = tree.edited([(here, here, words)])
        self.old.insert(place, item.values)
        self.places = {Number(one["number"]): at for at, one in enumerate(self.old)}

    def _heading(self, item: Item) -> None:
        field = "group" if "group" in item.values else "theme"
        heading = item.values[field]
        if heading not in self.headings and (field not in item.derived or item.number not in self.places):
            name = self.brought.headings[heading]
            self._add((self.brought.headings_field,), {"id": heading, "name": name})
            self.headings.add(heading)
            self.merged.differences.append(f"“{name}” is a new heading.")

    def _add(self, loc: tuple[Any, ...], values: Mapping[str, Any], *, first: bool = False) -> None:
        self.merged.source = add_item(self.merged.source, loc, values, self.kind, first=first)

    def _fields(
        self, item: Item, loc: tuple[Any, ...], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Set what differs within a field that holds fields."""
        for name, value in new.items():
            if f"{loc[-1]}.{name}" not in item.derived:
                self._field(item, (*loc, name), old.get(name), value)

    def _field(self, item: Item, loc: tuple[Any, ...], old: Any, new: Any) -> None:
        """Set one field. A blank beside a field that was never filled is no difference."""
        if same(old, new) or (old is None and new == NOT_RECORDED):
            return
        if new is None:
            self.merged.source = remove(self.merged.source, loc)
        else:
            self.merged.source = set_value(self.merged.source, loc, new, self.kind)
        self._tell(item, str(loc[-1]), old, new)

    def _tell(self, item: Item, name: str, old: Any, new: Any) -> None:
        was, becomes = (f"“{_short(value)}”" if value else "nothing" for value in (old, new))
        self.merged.differences.append(
            f"{self.name.capitalize()} {item.number}, {named(name)}: {was} → {becomes}."
        )

    def _update(self, item: Item, place: int, update: Mapping[str, str]) -> None:
        """Add what was known on a later day, or complete what is known of the same day."""
        old = self.old[place].get("updates") or []
        at = next((at for at, one in enumerate(old) if one.get("date") == update["date"]), None)
        if at is not None:
            self._fields(item, (self.list, place, "updates", at), old[at], update)
        elif old and is_newer(*outline({"updates": [old[0], update]}).updates):
            words = {"number": item.number, "date": update["date"], "newest": old[0]["date"]}
            item.wrong.append(problem("import-older-update", item.place, **words))
        else:
            self._add((self.list, place, "updates"), update, first=True)
            self.merged.differences.append(f"Action {item.number} has an update of {update['date']}.")


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same to a reader: spaces and line ends do not count, one value is a list of one."""
    return bool(_plain(old) == _plain(new))


def _plain(value: Any) -> Any:
    """Return every value as a list: of its words, or of its fields."""
    if isinstance(value, Mapping):
        return [{name: _plain(inner) for name, inner in value.items()}]
    if isinstance(value, list):
        return [plain for inner in value for plain in _plain(inner)]
    return [one_line(str(value))] if value is not None else []


def _short(value: Any) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else one_line(str(value))
    return words if len(words) <= 100 else words[:99] + "…"
