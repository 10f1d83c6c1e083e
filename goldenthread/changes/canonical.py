"""What a record says to the public, in one fixed form: the same words give the same form and the same digest.

Comments, the order of fields, quotes, line ends, line breaks within a paragraph and spaces at the end of a line do not
count; one letter does. An approval is for a digest, so this form must stay the same for ever: a later way of
writing it gets a new name at the head of `digest`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, TypeAlias
from unicodedata import normalize

from pydantic import BaseModel

from goldenthread.common.dates import When, in_words
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.base import Number
from goldenthread.model.fields import public_fields

# The fields that name a file of `content/files/`: what the file holds is part of what the record says.
FILES = ("file", "crest", "regular", "bold", "italic", "bold_italic")
# Text, truth, number, a list or fields; None is "not recorded".
Fact: TypeAlias = Any
Facts: TypeAlias = dict[str, Fact]

_DATES = ("when", "announced", "published", "date")  # the fields that say when something happened

# A line of Markdown that begins something of its own; any other goes on with the line before.
_BEGINS = re.compile(
    r"\s*([-*+>](\s|$)|\||#{1,6}\s|#\.|\d+[.)]\s|\[\[|\[\^|(---|===|\*\*\*|___)[-=*_\s]*$)|    "
)
# A line by itself: no other goes on with it.
_ALONE = re.compile(r"\s*(#{1,6}\s|\||(---|===|\*\*\*|___)[-=*_\s]*$)")
_FENCE = re.compile(r"\s*(```|~~~)")


def public_facts(
    record: BaseModel, texts: Mapping[str, str] | None = None, files: Mapping[str, str] | None = None
) -> Facts:
    """Return the public fields of a record, without those left at their default.

    `texts` holds the Markdown files by path: where a record names one, its words take the place of the name.
    `files` holds the SHA-256 of the files in `content/files/` by name: it is beside the name.
    A field that the model gains later leaves the form of older records as it was, for it has its default.
    """
    facts = {
        name: _fact(getattr(record, name), texts or {}, files or {})
        for name in public_fields(type(record))
        if getattr(record, name) != type(record).model_fields[name].default
    }
    if isinstance(record, ApprovalRules):
        # Who holds the roles is no fact for readers; but a change of it is one that someone must approve.
        facts["people_digest"] = sha256(
            record.model_dump_json(include={"people"}, exclude_defaults=True).encode()
        ).hexdigest()
    if isinstance(facts.get("text"), str) and facts["text"] in (texts or {}):
        facts["text"] = flowing((texts or {})[facts["text"]])
    for name in FILES:
        if isinstance(facts.get(name), str) and facts[name] in (files or {}):
            facts[f"{name}_digest"] = (files or {})[facts[name]]
    return facts


def files_named(record: BaseModel) -> Iterator[str]:
    """Yield the names of the files in `content/files/` that a record publishes."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in FILES and isinstance(value, str):
            yield value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from files_named(part)


def dated_facts(facts: Facts, within: str = "") -> Iterator[str]:
    """Yield a name for each thing with a date of its own: `actions 12 updates 9 January 2032`; `actions 12` for a numbered part.

    A record itself is named by nothing.
    """
    yield within.strip()
    for field, value in facts.items():
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, dict):
                dates = (day_in_words(str(item[name])) for name in _DATES if item.get(name))
                own = (str(item.get("number") or ""), str(item.get("kind") or ""), next(dates, ""))
                yield from dated_facts(item, " ".join(part for part in (within, field, *own) if part))


def day_in_words(text: str) -> str:
    """Return a day in words; any other text as it is."""
    return in_words(date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def digest(facts: Facts) -> str:
    """Return the SHA-256, in hexadecimal, of facts in their one form."""
    form = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"v1\n{form}".encode()).hexdigest()


def flowing(text: str) -> str:
    """Join the lines of each paragraph; drop needless spaces and blank lines. Within ``` every space stays."""
    lines: list[str] = []
    fence = ""
    for line in normalize("NFC", text).replace("\r\n", "\n").split("\n"):
        mark = match[1] if (match := _FENCE.match(line)) else ""
        if fence or mark:
            lines.append(line.rstrip())
            fence = ("" if mark == fence else fence) if fence else mark
        elif line.strip() and lines and _goes_on(lines[-1], line):
            lines[-1] += " " + " ".join(line.split())
        elif line.strip():
            lines.append(line[: len(line) - len(line.lstrip())] + " ".join(line.split()))
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip()


def _goes_on(before: str, line: str) -> bool:
    alone = _ALONE.match(before) or _FENCE.match(before)
    return bool(before) and not alone and not _BEGINS.match(line)


def _fact(value: Any, texts: Mapping[str, str], files: Mapping[str, str]) -> Fact:
    if isinstance(value, BaseModel):
        return public_facts(value, texts, files)
    if isinstance(value, tuple):
        return [_fact(item, texts, files) for item in value]
    if isinstance(value, When):
        return in_words(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Number):
        return int(value) if value.is_whole else str(value)  # approvals are for a form with whole numbers
    if isinstance(value, str):
        return flowing(value)
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)  # a recommendation named by review and number
