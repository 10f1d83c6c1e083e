"""The sections of a cabinet report as posts clear them: the words and figures of each, with a digest of their own.

Neither the number of a section counts nor how its file is written, and nothing that another section shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from goldenthread.changes.canonical import Fact, Facts, digest, flowing, public_facts
from goldenthread.markdown.footnotes import picture_file
from goldenthread.markdown.render import PICTURE, TIMELINE
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Published
from goldenthread.model.fields import mark_of, without_progress
from goldenthread.model.kinds import CABINET_REPORTS, KINDS
from goldenthread.model.review import Review
from goldenthread.model.scope import as_listed, as_on
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.report.formats import filling
from goldenthread.report.layout import EmbedLine, Prose, Section, layout_of
from goldenthread.rules.figures import printed

# Names of a figure that no reader sees: what it is called here, and from where it is taken.
_OF_OURS = ("what", "cell", "section", "differs")
_PICTURES = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
# What is written down once something is cleared must not undo that: who agreed it, and the digest of an appendix’s file.
_AFTER_CLEARANCE = ("agreed_by", "agreed_on", "sha256")
# Of an action and its updates, what the pictures of a plan show.
_PICTURED = (
    *(
        "number",
        "group",
        "timeline",
        "timeline_means",
        "updates",
        "extensions",
        "since",
        "until",
        "withdrawn",
    ),
    *("date", "status", "decision", "outcome", "to"),
)


@dataclass(frozen=True, slots=True)
class ClearableSection:
    """A section of one report, or a row of its table of implications, with whose clearance the format asks for.

    `facts` are its words and figures, `spot` is where they are kept.
    """

    id: str
    heading: str
    posts: tuple[str, ...]
    facts: Facts
    spot: Spot

    @property
    def digest(self) -> str:
        """Return the digest of its words and figures."""
        return digest(self.facts)

    @property
    def as_text(self) -> str:
        """Return its words and figures as lines for a person."""
        return "\n".join(_lines(self.facts))


def clearable_sections(content: Content, report: CabinetReport) -> tuple[ClearableSection, ...]:
    """Return each section that a report fills, in printed order. Of two under one heading, the second has a number."""
    return tuple(_Reading(content, report).sections())


@dataclass(frozen=True, slots=True)
class _Reading:
    """One report, read section by section."""

    content: Content
    report: CabinetReport

    @property
    def day(self) -> date:
        return self.report.meeting or date.max

    @property
    def files(self) -> Mapping[str, str]:
        return {name: facts.sha256 for name, facts in self.content.files.items()}

    def sections(self) -> Iterator[ClearableSection]:
        whole = public_facts(self.report, {}, self.files)
        seen: Counter[str] = Counter()
        for section in layout_of(self.content, self.report).sections:
            form, is_body = section.format, section.format.content == "body"
            if form.content == "sign-off" or (is_body and section.id == form.id):
                continue  # signs the whole paper off; a heading over sections that have their own
            yield from self._rows(section, whole)
            if form.rows and not form.signed_off_by:
                continue
            name = self._name(section)
            seen[name] += 1
            name += f"-{seen[name]}" if seen[name] > 1 else ""
            facts, spot = self._facts(section, whole), self._spot(section, section.id)
            yield ClearableSection(name, section.heading, form.signed_off_by, facts, spot)

    def _name(self, section: Section) -> str:
        """Return the format's id of a section, or the heading of one of the text, which may not be the id of another."""
        if section.format.content != "body":
            return section.id
        form, name = layout_of(self.content, self.report).format, section.names[-1]
        listed = form.sections if form else ()
        ids = {part.id for one in listed for part in (one, *one.rows)}
        return f"text-{name}" if name in ids else name

    def _rows(self, section: Section, whole: Facts) -> Iterator[ClearableSection]:
        """Yield the rows of a table of implications that the report fills."""
        for row in section.format.rows:
            items = whole.get(filling(section.format).field, ())
            if held := [item for item in items if item["section"] == row.id]:
                facts = {"heading": row.heading, "held": _without_clearance(held)} | self._noted((row.id,))
                spot = self._spot(section, row.id)
                yield ClearableSection(row.id, row.heading, row.signed_off_by, facts, spot)

    def _spot(self, section: Section, name: str) -> Spot:
        """Return the place of a section's words: the line of its heading in the text, or its field, or its item of a list."""
        text = self.report.text or ""
        if section.format.content == "body":
            lines = enumerate(self.content.texts.get(text, "").splitlines(), start=1)
            ends = (
                n for n, line in lines if line.startswith("## ") and line.rstrip().endswith(section.heading)
            )
            return Spot(text, line=next(ends, 1))
        filled = filling(section.format)
        held = getattr(self.report, filled.field)
        at = (place for place, item in enumerate(held or ()) if filled.by_item and item.section == name)
        place = next(at, None)
        return Spot(
            CABINET_REPORTS.file(self.report.id), (filled.field, *(() if place is None else (place,)))
        )

    def _facts(self, section: Section, whole: Facts) -> Facts:
        """Return what a section shows: heading, standing text, prose with what is drawn in it, and other facts."""
        names = (section.id, section.format.id, section.id.replace("-", "_"), *section.names)
        facts = {
            "heading": section.heading,
            "opening": flowing(section.format.opening),
            "text": [self._block(block) for block in section.blocks],
            "held": self._held(section, whole),
        }
        return {name: fact for name, fact in facts.items() if fact} | self._noted(names)

    def _held(self, section: Section, whole: Facts) -> Fact:
        """Return the facts that a section shows in a shape of its own; its prose is read with what is drawn in it."""
        filled, kind = filling(section.format), section.format.content
        held = whole.get(filled.field)
        if filled.is_prose or kind == "body" or held is None:
            return None
        if filled.by_item:
            rows = {row.id for row in section.format.rows}
            return _without_clearance(item for item in held if item["section"] in rows)
        if kind == "preferred-option":
            return [option for option in held if option.get("preferred")]
        if kind == "risk":
            return {name: fact for name, fact in held.items() if name != "explanation"}
        return _without_clearance(held) + self._appended() if kind == "appendices" else held

    def _noted(self, names: Sequence[str]) -> Facts:
        """Return the figures and editor’s notes that belong to a section by one of its names."""
        figures = [
            {name: fact for name, fact in public_facts(measure).items() if name not in _OF_OURS}
            | {"value": printed(self.content, measure)}
            for measure in self.report.measures
            if measure.section in names
        ]
        notes = [flowing(note.note) for note in self.report.editor_notes if note.about in names]
        return ({"figures": figures} if figures else {}) | ({"notes": notes} if notes else {})

    def _block(self, block: Prose | EmbedLine) -> Fact:
        if isinstance(block, EmbedLine):
            return self._pictured(block) if block.kind == PICTURE else self._from_plan(block)
        names = [name for address in _PICTURES.findall(block.text) if (name := picture_file(address))]
        shown = {name: self.files[name] for name in names if name in self.files}
        return [flowing(block.text), shown] if shown else flowing(block.text)

    def _from_plan(self, block: EmbedLine) -> Fact:
        """Return a table, or a list of one kind, of the plan that a line of text names."""
        plan = self.content.plans.get(block.subject)
        if plan is None:
            return None
        if block.kind == "table":
            return [public_facts(table) for table in plan.tables if table.id == block.name]
        if block.kind == "activities":
            return [public_facts(item) for item in plan.activities if item.stage == block.name]
        return public_facts(plan).get(block.kind)

    def _pictured(self, block: EmbedLine) -> Fact:
        """Return what a picture shows on the day of the meeting: the events of a review’s thread, or a plan’s progress."""
        if block.subject != TIMELINE:
            plan = self.content.action_plans.get(block.name)
            actions = public_facts(as_on(plan, self.day)).get("actions", ()) if plan else ()
            return [block.subject, *map(_pictured_of, actions)]
        shelves = (self.content.folders[kind.folder].values() for kind in KINDS)
        thread = (record for shelf in shelves for record in shelf if _is_in_thread(record, block.name))
        return [public_facts(as_on(record, self.day)).get("events", []) for record in thread]

    def _appended(self) -> list[Fact]:
        """Return the records that the appendices print, in the words of the paper."""
        form = layout_of(self.content, self.report).format
        held = []
        for appendix, kind in product(self.report.appendices, KINDS):
            key = getattr(appendix, kind.held_as) if kind.held_as else None
            if record := self.content.folders[kind.folder].get(key or ""):
                has_progress = appendix.progress or (form and form.plan_progress)
                then = as_on(record, self.day) if has_progress else without_progress(record)
                held.append(self._printed(as_listed(then, self.day)))
        return held

    def _printed(self, record: Published) -> Facts:
        """Return the words of a record as its paper prints them: what others printed, and the headings above that."""
        facts = public_facts(record, self.content.texts, self.files)
        fields = type(record).model_fields
        return {
            name: fact
            for name, fact in facts.items()
            if name in ("themes", "groups") or (mark_of(fields[name], "printed") and name != "tables")
        }


def _is_in_thread(record: Published, review: str) -> bool:
    """Whether a record is a review, or one that answers it or presents it."""
    named = (*getattr(record, "responds_to", ()), *getattr(record, "brings", ()))
    return review in named or (isinstance(record, Review) and record.id == review)


def _without_clearance(items: Iterable[Facts]) -> list[Facts]:
    return [{name: fact for name, fact in item.items() if name not in _AFTER_CLEARANCE} for item in items]


def _pictured_of(fact: Fact) -> Fact:
    if isinstance(fact, dict):
        return {name: _pictured_of(held) for name, held in fact.items() if name in _PICTURED}
    return [_pictured_of(item) for item in fact] if isinstance(fact, list) else fact


def _lines(fact: Fact, name: str = "") -> Iterator[str]:
    """Yield facts line by line, each with the field that holds it."""
    if isinstance(fact, dict):
        for key, held in fact.items():
            if key in ("id", "section"):
                continue
            yield from _lines(held, "" if key in ("heading", "opening", "text", "held", "notes") else key)
    elif isinstance(fact, list) and any(isinstance(item, dict | list) for item in fact):
        for item in fact:
            yield from _lines(item, name)
    elif fact not in (None, [], ""):
        said = " | ".join(map(str, fact)) if isinstance(fact, list) else str(fact)
        yield f"{name.replace('_', ' ')}: {said}".removeprefix(": ")
