"""What records, places in them, and facts are called in a sentence."""

from __future__ import annotations

import re
from datetime import date

from goldenthread.changes.canonical import Fact, Facts
from goldenthread.changes.differences import ORDER, Step, Way
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import capital
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.model.settings import BY_NAME

_OTHER_KINDS = {"settings": "setting", "pages": "page"}
# How one item of a list is called, where it is not the field's name without its s.
_ITEMS = {
    "appendices": "appendix",
    "activities": "activity",
    "updates": "update of",
    "implications": "implications,",
    "events": "event",
    "extensions": "request for more time of",
    "editor_notes": "editor’s note",
    "corrections": "correction of",
    "sub_recommendations": "part",
    "corporate_priorities": "corporate priority",
}
_FIELDS = {
    "timeline_means": "meaning of the timeline",
    "people_digest": "list of who holds the roles",
    "file_digest": "content of the file",
    "crest_digest": "picture of the crest",
    "editor_notes": "editor’s notes",
    "editor_note": "editor’s note",
    "publish_on": "day of publication",
    "lead_in": "opening words",
    "in_favour": "votes in favour",
    "against": "votes against",
    "abstained": "abstentions",
    "text": "text",
}


def name_of(record: str, facts: Facts | None) -> str:
    """Name a record in a sentence: cabinet report “Finance review”."""
    return f"{kind_name(record)} “{title_of(record, facts)}”"


def kind_name(record: str) -> str:
    """Name the kind of a record by its key in a sentence: cabinet report; also setting, and page."""
    folder = record.partition("/")[0]
    return BY_FOLDER[folder].singular if folder in BY_FOLDER else _OTHER_KINDS[folder]


def title_of(record: str, facts: Facts | None) -> str:
    """Return the title of a record, of a page, or of a file of which there is one."""
    folder, _, stem = record.partition("/")
    heading = _heading(facts) if folder == "pages" else ""
    setting = BY_NAME.get(stem)
    return str((facts or {}).get("title") or heading or (setting.in_a_sentence if setting else stem))


def _heading(facts: Facts | None) -> str:
    """Return the first heading of a page, which is its title."""
    first, _, _ = str((facts or {}).get("text", "")).partition("\n")
    return first.removeprefix("# ") if first.startswith("# ") else ""


def where(way: Way) -> str:
    """Name a place in a record: the lead of action 12."""
    return " of ".join(_step(step) for step in reversed(way))


def _step(step: Step) -> str:
    if step.field == ORDER:
        return "the order"
    if not step.item:
        return f"the {field_name(step.field)}"
    name = "" if step.item.startswith("{") else day(step.item)
    one = _ITEMS.get(step.field) or field_name(step.field).removesuffix("s")
    return f"{one} {name}".strip() if name else f"the {one.removesuffix(' of')}"


def field_name(name: str) -> str:
    """Name a field: `response_summary` is the response summary."""
    return _FIELDS.get(name) or name.replace("_", " ")


def plain(value: Fact) -> str:
    """Return a fact as a reader would see it, in one text."""
    if value is None:
        return ""
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, dict) and value.keys() == {"lead_in", "parts"}:
        parts = (f"({place}) {part}" for place, part in enumerate(value["parts"], 1))
        return " ".join([value["lead_in"], *parts])
    if isinstance(value, dict):
        return "\n".join(f"{capital(field_name(name))}: {plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "\n".join(plain(item) for item in value)
    return day(str(value))


def day(text: str) -> str:
    """Return a day in words; any other text as it is."""
    return in_words(date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text
