"""Cross-references in the prose of a report: `[[action 7]]`, `[[appendix 1]]`, `[[section risk]]`.

They are turned into ordinary Markdown links before anything is worked out, so that no output has to know them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from goldenthread.common.inflection import capital
from goldenthread.markdown.render import SITE
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.fields import is_prose
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, REVIEWS
from goldenthread.read import Content
from goldenthread.report.layout import Layout, layouts

R = TypeVar("R", bound=BaseModel)

_REFERENCE = re.compile(r"\[\[(?P<inside>[^\[\]]*)\]\]")
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
KINDS = ("action", "appendix", "recommendation", "section")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a cross-reference leads: its words in running text, the page's address, and the record that it names."""

    words: str
    url: str
    record: tuple[str, str] | None = None  # folder and id, where it leads out of the report


class CrossReferences:
    """What the prose of one report can point to."""

    def __init__(self, content: Content, layout: Layout) -> None:
        self._content = content
        self._report = layout.report
        self._sections = layout.sections
        self._appendices = layout.appendices

    def find(self, inside: str) -> Pointer | None:
        """Return where the words between the brackets lead; None when they lead nowhere."""
        kind, *rest = inside.split() or [""]
        match kind.lower(), rest:
            case "appendix", [mark]:
                found = self._appendix(mark)
            case "section", [name]:
                found = self._section(name)
            case "action", [_, *_]:
                found = self._action(*_in_record(rest, self._content.action_plans))
            case "recommendation", [_, *_]:
                found = self._recommendation(*_in_record(rest, self._content.reviews))
            case _:
                found = None
        if found and kind[0].isupper():
            found = replace(found, words=capital(found.words))
        return found

    def link(self, text: str) -> str:
        """Return a text with a Markdown link in place of each cross-reference that leads somewhere."""
        linked, start = "", 0
        for match in brackets(text):
            to = self.find(match["inside"])
            if to is not None:
                words = re.sub(r"([\\\[\]*_`<])", r"\\\1", to.words)
                linked += f"{text[start : match.start()]}[{words}]({SITE}{to.url})"
                start = match.end()
        return linked + text[start:]

    def known(self, inside: str) -> list[str]:
        """Return what could have been meant: every mark or name of the kind that the words begin with."""
        kind = (inside.split() or [""])[0].lower()
        if kind == "appendix":
            return [f"appendix {appendix.number}" for appendix in self._appendices]
        if kind == "section":
            return [f"section {part.names[part.format.content == 'body']}" for part in self._sections]
        if kind == "action":
            return [f"action {plan} 1" for plan in self._own_plans() or list(self._content.action_plans)]
        if kind == "recommendation":
            return [f"recommendation {name} 1" for name in self._report.brings or self._content.reviews]
        return ["action 1", *(f"appendix {one.number}" for one in self._appendices[:1]), "section risk"]

    def _appendix(self, mark: str) -> Pointer | None:
        own = next((one for one in self._appendices if one.number.lower() == mark.lower()), None)
        return Pointer(f"Appendix {own.number}", self._here(own.id)) if own else None

    def _section(self, name: str) -> Pointer | None:
        part = next((part for part in self._sections if name in part.names), None)
        if part is None:
            return None
        words = f"section {part.number}, {part.heading}" if part.number else f"the section “{part.heading}”"
        return Pointer(words, self._here(part.id))

    def _here(self, fragment: str) -> str:
        return f"{CABINET_REPORTS.url(self._report.id)}#{fragment}"

    def _own_plans(self) -> list[str]:
        """Return the ids of the action plans that the report presents: as an appendix, or decided in it."""
        held = [appendix.action_plan for appendix in self._report.appendices if appendix.action_plan]
        decided = [p.id for p in self._content.action_plans.values() if p.decided_in == self._report.id]
        return list(dict.fromkeys([*held, *decided]))

    def _action(self, plan: str, number: str) -> Pointer | None:
        own = self._own_plans()
        name = plan or (own[0] if len(own) == 1 else "")
        record = self._content.action_plans.get(name)
        if record is None or number not in {action.number for action in record.actions}:
            return None
        words = f"action {number}" if own == [name] else f"action {number} of the {record.title}"
        return Pointer(words, ACTION_PLANS.part_url(name, number), (ACTION_PLANS.folder, name))

    def _recommendation(self, review: str, number: str) -> Pointer | None:
        own = list(self._report.brings)
        name = review or (own[0] if len(own) == 1 else "")
        record = self._content.reviews.get(name)
        if record is None or number not in {item.number for item in record.recommendations}:
            return None
        words = f"recommendation {number} of the {record.title}"
        return Pointer(words, REVIEWS.part_url(name, number), (REVIEWS.folder, name))


def _in_record(rest: list[str], known: Collection[str]) -> tuple[str, str]:
    """Return the id of a record, empty where none is named, and the number, which may have spaces."""
    name = rest[0] if len(rest) > 1 and rest[0] in known else ""
    return name, " ".join(rest[1:] if name else rest)


def references_of(content: Content, report: CabinetReport) -> CrossReferences:
    """Return what the prose of a report can point to."""
    return content.once(_references)[report.id]


def _references(content: Content) -> Mapping[str, CrossReferences]:
    return {name: CrossReferences(content, layout) for name, layout in content.once(layouts).items()}


def with_references(content: Content) -> Content:
    """Return the content with every cross-reference in the fields of its reports as a Markdown link.

    One that leads nowhere stays. Links change no number: the reports keep their layouts, and the register links the prose
    that it takes from them.
    """
    reports = {
        stem: _resolved(report, references_of(content, report))
        for stem, report in content.cabinet_reports.items()
    }
    linked = content.having(CabinetReport, reports)
    linked.keep(layouts, content.once(layouts))
    linked.keep(_references, content.once(_references))
    return linked


def _resolved(record: R, pointers: CrossReferences) -> R:
    """Return the record with the links in its prose; the record itself where there are none."""
    changed = {}
    for name in type(record).model_fields:
        old = getattr(record, name)
        new = _value(old, pointers, prose=is_prose(type(record), name))
        if new != old:
            changed[name] = new
    return record.model_copy(update=changed) if changed else record


def _value(value: Any, pointers: CrossReferences, *, prose: bool) -> Any:
    if isinstance(value, str):
        return pointers.link(value) if prose else value
    if isinstance(value, tuple):
        return tuple(_value(item, pointers, prose=prose) for item in value)
    return _resolved(value, pointers) if isinstance(value, BaseModel) else value


def brackets(text: str) -> Iterator[re.Match[str]]:
    """Find every `[[…]]` of a text, but not in what is shown as it is typed, such as an example in the guide."""
    if "[[" in text:
        yield from _REFERENCE.finditer(_without_code(text))


def _without_code(text: str) -> str:
    """Blank out code; every other character keeps its place."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text) if "`" in text else text
