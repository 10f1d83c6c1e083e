"""A cabinet report from a paper: its head, and its sections matched to those of the format of its meeting day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldenthread.common.dates import in_words
from goldenthread.common.problems import Problem
from goldenthread.editing.splice import set_value
from goldenthread.importing.clean_text import one_line, unnumbered
from goldenthread.importing.columns import bare
from goldenthread.importing.document import Block, InPaper, Paper
from goldenthread.importing.merging import Brought, Merged, Wish, same
from goldenthread.importing.plain_text import SHORT
from goldenthread.importing.report_header import Head, read_head
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED, TO_WRITE
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.model.report_format import FormatSection, ReportFormat, SectionContent
from goldenthread.read import Content
from goldenthread.report.formats import FILLINGS, filling, format_on
from goldenthread.source import loads

NOT_ADDED = "The paper lists it. It has not been added here yet."
_APPENDIX = re.compile(r"Appendix\s+(\w{1,4})\s*[–—:.-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"\(?[a-z][).]\s+", re.IGNORECASE)
_LEVEL = re.compile(r"([^:]+):\s*(.+)", re.DOTALL)
_COUNTED = re.compile(r"\d{1,3}\.\d{1,3}\.?\s+")


@dataclass(slots=True)
class _Part:
    """What is under one heading; `section` is None under a heading of the author's own."""

    heading: str
    section: FormatSection | None
    blocks: list[Block] = field(default_factory=list)


def read_report(paper: Paper, wish: Wish, content: Content) -> Brought:
    """Read a paper by its headings; what a new report also needs waits for a person."""
    brought = Brought(CABINET_REPORTS.folder, {})
    blocks = [block for block in paper.blocks if not block.wrong]
    brought.lost += [wrong for block in paper.blocks for wrong in block.wrong]
    known = {
        _key(s.heading) for form in content.formats.formats for s in form.sections if s.content != "body"
    }
    start = next((at for at, block in enumerate(blocks) if _key(block.words) in known), len(blocks))
    first = blocks[start].place.line if start < len(blocks) else len(paper.parts) + 1
    head = read_head([b for b in _head_blocks(paper, first) if not b.wrong], content)
    brought.problems += head.problems
    form = _format(head, content, brought, paper)
    if form is None:
        return brought
    parts = list(_parts(blocks[start:], form))
    brought.top = _values(head, form) | _sections(parts, form, content, brought)
    brought.text = _body(part for part in parts if part.section is None)
    if brought.text:
        brought.top["text"] = f"content/{CABINET_REPORTS.folder}/{wish.id}.md"
    tables = [table for table in paper.tables if table.place.line >= first]
    brought.problems += [problem("import-table-in-report", table.place) for table in tables]
    brought.said += [*head.said, *_told(parts, form)]
    return brought


def _key(heading: str) -> str:
    """Return a heading as headings are compared: without a typed number, marks, case, and the s of several."""
    return bare(unnumbered(one_line(heading))).removesuffix("s")


def _head_blocks(paper: Paper, first: int) -> Iterator[Block]:
    """Yield what is above the first section; a table of labels and their values gives a line for each pair."""
    for part in (part for part in paper.parts if part.place.line < first):
        if isinstance(part, Block):
            yield part
            continue
        for cells in (row.cells for row in part.rows if row.filled):
            for label, value in zip(cells[::2], (*cells[1::2], None), strict=False):
                line = f"{label.words.rstrip(': ')}: {one_line(value.words)}" if value else label.words
                yield Block("paragraph", line.strip(), label.place)


def _format(head: Head, content: Content, brought: Brought, paper: Paper) -> ReportFormat | None:
    if head.body is None:
        brought.problems.append(problem("import-no-body", paper.place))
    if head.meeting is None:
        brought.problems.append(problem("import-meeting-unknown", paper.place))
        return None
    form = format_on(content, head.meeting)
    if form is None:
        brought.problems.append(problem("import-no-format", paper.place, day=in_words(head.meeting)))
    return form


def _values(head: Head, form: ReportFormat) -> dict[str, Any]:
    return {
        "title": head.values.get("heading", TO_WRITE),
        "heading": NOT_RECORDED,
        "summary": TO_WRITE,
        "draft": True,
        "format": form.id,
        "body": head.body,
        "meeting": head.meeting.isoformat() if head.meeting else None,
        **head.values,
        "recommended_decision": {"parts": [TO_WRITE]},
        "reason": TO_WRITE,
    }


def _parts(blocks: Sequence[Block], form: ReportFormat) -> Iterator[_Part]:
    """Cut the paper at its headings: those of its format, and those of the author where no other text is theirs."""
    known = {_key(section.heading): section for section in form.sections if section.content != "body"}
    part: _Part | None = None
    for at, block in enumerate(blocks):
        section = known.get(_key(block.words))
        if section or _is_own_heading(blocks, at):
            if part:
                yield part
            part = _Part(unnumbered(one_line(block.words)), section)
        elif part:
            part.blocks.append(block)
    if part:
        yield part


def _is_own_heading(blocks: Sequence[Block], at: int) -> bool:
    """An author's heading has a heading's style, or a number, few words and no full stop; an item of a list is none."""
    block = blocks[at]
    if block.kind == "numbered" and any(
        _is_beside(block, other) for other in (*blocks[:at][-1:], *blocks[at + 1 :][:1])
    ):
        return False
    short = len(block.words.split()) <= SHORT and not re.search(r"[.,:;]$", block.words)
    return (block.kind == "heading" and block.level > 0) or (
        block.kind == "numbered" and block.level == 1 and short
    )


def _is_beside(block: Block, other: Block) -> bool:
    """Whether a block is the item before or after another in one list."""
    numbers = (block.number, other.number)
    return other.kind == "numbered" and None not in numbers and abs(numbers[0] - numbers[1]) == 1  # type: ignore[operator]


def _sections(
    parts: Sequence[_Part], form: ReportFormat, content: Content, brought: Brought
) -> dict[str, Any]:
    """Fill the fields from the sections of the format."""
    values: dict[str, Any] = {}
    for section, blocks in ((part.section, part.blocks) for part in parts if part.section):
        known = filling(section)
        if known.is_prose and known.by_item and blocks:
            text = _none(section, _prose(blocks))
            values.setdefault(known.field, []).append({"section": section.id, "text": text})
        elif known.is_prose and blocks:
            values[known.field] = _none(section, _prose(blocks))
        elif section.content in _READERS:
            values[known.field] = _READERS[section.content](blocks, brought, form, content)
            if section.content == "background-papers" and values[known.field]:
                values[known.field] = [_none(section, one) for one in values[known.field]]
        else:
            brought.problems += [_not_placed(block) for block in blocks]
    return values


def _none(section: FormatSection, text: str) -> str:
    """Return the format's own words for nothing to say, where a text differs from them in case or a full stop only."""
    alike = [
        words for words in section.none_words if words.casefold().rstrip(". ") == text.casefold().rstrip(". ")
    ]
    return text if text in alike or not alike else alike[0]


def _prose(blocks: Sequence[Block]) -> str:
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        tight = before is not None and before.kind == block.kind == "bullet"
        text += ("\n" if tight else "\n\n") + _marked(block)
    return text.strip()


def _marked(block: Block) -> str:
    """Return a paragraph as Markdown: with `#. ` where the paper counts it, with `- ` in a list."""
    if _COUNTED.match(block.words) or block.kind == "numbered":
        return "#. " + _COUNTED.sub("", block.words)
    if block.kind == "bullet":
        return "  " * (block.level - 1) + "- " + block.words.replace("\n\n", "\n\n  ")
    return block.words


def _decision(blocks: Sequence[Block], *_: object) -> dict[str, Any]:
    """Take a first line that ends in a colon as the words before the parts; letters are not typed."""
    if not blocks:
        return {"parts": [TO_WRITE]}
    first, *rest = blocks
    parts = [
        _LETTER.sub("", block.words, count=1) if _LETTER.match(block.words) else block.words for block in rest
    ]
    if first.words.endswith(":") and parts:
        return {"lead_in": one_line(first.words), "parts": parts}
    return {"parts": [_LETTER.sub("", first.words, count=1) if parts else first.words, *parts]}


def _risk(
    blocks: Sequence[Block], brought: Brought, form: ReportFormat, content: Content
) -> dict[str, Any] | None:
    """Find the two levels, the words before them and the words after."""
    words = {word.casefold(): word for word in content.vocabulary.words("risk_levels")}
    names = {bare(form.current_risk): "current", bare(form.residual_risk): "residual"}
    values: dict[str, Any] = {}
    texts: dict[str, list[str]] = {"lead_in": [], "explanation": []}
    lines = [line for block in blocks for line in block.words.split("\n\n")]
    for line in lines:
        match = _LEVEL.fullmatch(line)
        if match and (name := names.get(bare(match[1]))):
            printed = one_line(match[2]).rstrip(".")
            values[name] = words.get(printed.casefold(), printed.lower())
            values[f"{name}_as_printed"] = None if printed == values[name] else printed
        else:
            texts["explanation" if "residual" in values else "lead_in"].append(line)
    if not {"current", "residual"} <= values.keys():
        brought.problems += [_not_placed(block) for block in blocks]
        return None
    return values | {name: "\n\n".join(said) for name, said in texts.items() if said}


def _appendices(blocks: Sequence[Block], brought: Brought, *_: object) -> list[dict[str, str]] | None:
    named = []
    for line, block in ((line, one) for one in blocks for line in one.words.split("\n\n")):
        if match := _APPENDIX.fullmatch(line):
            title = one_line(match[2]) or TO_WRITE
            named.append({"number": match[1], "title": title, "not_supplied": NOT_ADDED})
        elif bare(line) not in ("none", "there are no appendices"):
            brought.problems.append(_not_placed(block))
    return named or None


def _papers(blocks: Sequence[Block], *_: object) -> list[str] | None:
    return [one_line(block.words) for block in blocks] or None


# What has a shape of its own -> what reads it from a paper.
_READERS: Mapping[SectionContent, Callable[[Sequence[Block], Brought, ReportFormat, Content], Any]] = {
    "recommendation": _decision,
    "risk": _risk,
    "appendices": _appendices,
    "background-papers": _papers,
}


def _not_placed(block: Block) -> Problem:
    return problem("import-not-placed", block.place, words=one_line(block.words)[:60])


def _body(parts: Iterator[_Part]) -> str:
    texts = [f"## {part.heading}\n\n{_prose(part.blocks)}".strip() for part in parts]
    return "\n\n".join(texts) + "\n" if texts else ""


def _told(parts: Sequence[_Part], form: ReportFormat) -> Iterator[str]:
    yield f"Read by the {form.name}."
    for part in parts:
        yield f"“{part.heading}” read as {part.section.heading if part.section else 'a section of the body'}."


DERIVED = ("title", "summary", "draft", "text")


def merge_report(old: bytes, brought: Brought, root: Path, file: str) -> Merged:
    """Set the texts that differ, and name what a person has to compare: parts that may have been worked on here."""
    merged, data = Merged(old), loads(old, "").data or {}
    listed = {known.field for known in FILLINGS.values() if known.by_item}
    for name, value in brought.top.items():
        if name in DERIVED or value in (None, TO_WRITE, NOT_RECORDED):
            continue
        if name in listed:
            places = {str(one["section"]): at for at, one in enumerate(data.get(name) or [])}  # type: ignore[call-overload,index]
            for one in value:
                at = places.get(one["section"], len(places))
                _set(merged, data, (name, at, "text"), one["text"], f"{one['section']} {name}")
        elif isinstance(value, str):
            _set(merged, data, (name,), value, name.replace("_", " "))
        elif not same(data.get(name), value):
            merged.remarks.append(problem("import-by-hand", InPaper(file), field=name))
    text = root / str(data.get("text", brought.top.get("text", "")))
    if brought.text and (not text.is_file() or not same(text.read_text("utf-8"), brought.text)):
        merged.remarks.append(problem("import-by-hand", InPaper(file), field=str(data.get("text", "text"))))
    return merged


def _set(merged: Merged, data: Any, loc: tuple[Any, ...], value: str, name: str) -> None:
    try:
        for part in loc:
            data = data[part]
    except (KeyError, IndexError):
        data = None
    if not same(data, value):
        merged.source = set_value(merged.source, loc, value, CabinetReport)
        merged.differences.append(f"The {name} have different words now.")
