"""From safe text to values: one pass over the parser's events, every trap on the way collected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml.cyaml import CBaseLoader  # fails loudly without the C parser; YAML(typ="safe") would not
from ruamel.yaml.error import YAMLError

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.source import traps
from goldenthread.source.text import MOST_PROBLEMS
from goldenthread.source.traps import explain

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
MOST_LEVELS = 20


class _Stop(Exception):
    """Nothing that follows can be read with sense."""


@dataclass(slots=True)
class _Open:
    """A list or a set of named fields that is being read. `indent` is the number of spaces before it."""

    into: list[Data] | dict[str, Data]
    indent: int
    key: str | None = None
    first: dict[str, Any] = field(default_factory=dict)  # the event of each name, where it comes first


def build(text: str, shown: str) -> tuple[Data | None, list[Problem]]:
    """Return the values of a text, None when its structure cannot be made out, and every problem met."""
    builder = _Builder(text, shown)
    parser = CBaseLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    except _Stop:
        return None, builder.problems
    except YAMLError as error:
        builder.give_up(error)
        return None, builder.problems
    return builder.root, builder.problems


class _Builder:
    """Takes one event after another. Values go in by name; a name written twice keeps its first value."""

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.root: Data | None = None
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.documents = 0
        self.last = 0  # index where the last value ended
        self.swallowed_to = -1  # index where it ended, if it took in the line after its own

    def take(self, event: Any) -> None:
        """Read one event and collect what is wrong with it."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._value(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin(event, kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif kind == "AliasEvent":
            self._say(problem("shortcut", self._place(event), sign="*"))
            self.last = event.end_mark.index
            self._put("")
        elif kind == "DocumentStartEvent":
            self._document(event)
        elif kind == "StreamEndEvent":
            self._say(*traps.between(self.text, self.last, len(self.text), self.shown))

    def give_up(self, error: YAMLError) -> None:
        """Report why the parser cannot go on, once: a line taken in by the value above it is reported by one of the two."""
        mark = getattr(error, "problem_mark", None)
        if mark is not None and mark.index == self.swallowed_to:
            if self.problems[-1].code == "no-space-after-colon":
                return
            self.problems.pop()
        self.problems.append(explain(error, self.text, self.shown))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop("second-document", event)
        if event.version is not None or event.tags:
            self._say(problem("directive", self._place(event)))

    def _value(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._say(*traps.between(self.text, self.last, start, self.shown))
        if traps.may_trap(event):
            self._say(*traps.in_value(event, self.text, self.shown))
        self.swallowed_to = end if event.style == "" and event.start_mark.line != event.end_mark.line else -1
        self.last = end
        value = event.value
        if event.style == "|":
            value = value.removesuffix("\n")
            indent = self.stack[-1].indent if self.stack else 0
            self._say(*traps.after_block(event, self.text, indent, self.shown))
        if self.stack and self._awaits_name():
            self._name(value, event)
        else:
            self._put(value)

    def _name(self, name: str, event: Any) -> None:
        frame = self.stack[-1]
        frame.key = name
        first = frame.first.setdefault(name, event)
        if name == "<<":
            self._say(problem("shortcut", self._place(event), sign="<<"))
        elif first is not event:
            self._say(problem("field-twice", self._place(event), name=name, line=self._place(first).line))

    def _begin(self, event: Any, named: bool) -> None:
        if self.stack and self._awaits_name():
            if self.text.startswith("{{", event.start_mark.index - 1):  # reported at the first bracket
                raise _Stop
            self._stop("name-is-list", event)
        if not self.stack and not named:
            self._stop("no-names", event)
        if len(self.stack) == MOST_LEVELS:
            self._stop("too-deep", event)
        if event.anchor is not None or event.tag is not None:
            self._say(problem("shortcut", self._place(event), sign=self.text[event.start_mark.index]))
        if named and event.flow_style:
            curly = self.text[event.start_mark.index] == "{"
            self._say(problem("curly-bracket" if curly else "colon-in-text", self._place(event)))
        into: list[Data] | dict[str, Data] = {} if named else []
        self._put(into)
        self.stack.append(_Open(into, event.start_mark.column))

    def _awaits_name(self) -> bool:
        return isinstance(self.stack[-1].into, dict) and self.stack[-1].key is None

    def _put(self, value: Data) -> None:
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            frame.into.append(value)
        elif frame.key is None:  # an alias in the place of a name, already refused
            frame.key = ""
        else:
            frame.into.setdefault(frame.key, value)
            frame.key = None

    def _say(self, *found: Problem) -> None:
        self.problems += found
        if len(self.problems) > MOST_PROBLEMS:
            raise _Stop

    def _stop(self, code: str, event: Any) -> None:
        self.problems.append(problem(code, self._place(event), most=MOST_LEVELS))
        raise _Stop

    def _place(self, event: Any) -> Place:
        return Place(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)
