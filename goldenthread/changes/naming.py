"""What records, places in them, and facts are called in a sentence."""

from __future__ import annotations

import re
from json import dumps

from goldenthread.changes.canonical import Fact, Facts, day_in_words
from goldenthread.changes.differences import NAMES, ORDER, Step, Way
from goldenthread.common.inflection import capital, shortened
from goldenthread.markdown.render import plain as plain_text
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.model.settings import BY_NAME

_OTHER_KINDS = {"settings": "setting", "pages": "page"}
# How one item of a list is called, where it is not the field's name without its s.
_ITEMS = {
    "appendices": "appendix",
    "activities": "activity",
    "updates": "update of",
    "extensions": "request for more time of",
    "corrections": "correction of",
    "sub_recommendations": "part",
    "corporate_priorities": "corporate priority",
    "background_papers": "background paper",
    "principles": "principle",
    "team": "team member",
    "people_met": "group of people met",
    "agenda": "agenda item",
    "progress_since": "list of progress",
}
# How a field is called in a sentence, where it is not its name with spaces.
_FIELDS = {
    "timeline_means": "meaning of the timeline",
    "people_digest": "list of who holds the roles",
    "file_digest": "content of the file",
    "crest_digest": "picture of the crest",
    "regular_digest": "file of upright text",
    "bold_digest": "file of bold text",
    "italic_digest": "file of italic text",
    "bold_italic_digest": "file of bold italic text",
    "editor_notes": "editor’s notes",
    "editor_note": "editor’s note",
    "publish_on": "day of publication",
    "lead_in": "opening words",
    "in_favour": "votes in favour",
    "against": "votes against",
    "abstained": "abstentions",
    "text": "text",
    "about": "part that it is about",
    "acceptance": "answer of the council",
    "acceptance_reason": "reason for the answer",
    "acceptance_source": "source of the answer",
    "addressed_to": "body that it is addressed to",
    "agreed_by": "person who agreed it",
    "agreed_on": "date of agreement",
    "also_called": "other name",
    "also_in": "other places where it is printed",
    "also_printed": "other heading",
    "answered_in": "place of the answer",
    "answers": "recommendations that it answers",
    "approved_by": "name of who approved it",
    "arranged_by": "arrangement",
    "as_at": "date of the figure",
    "asked": "date of the request",
    "asked_by": "origin of the request",
    "baseline_at": "date of the starting figure",
    "baseline": "starting figure",
    "brings": "list of what it presents",
    "brings_plan": "plan that it presents",
    "by": "name of who decided",
    "closed_by": "body that closes actions",
    "current_as_printed": "current risk as printed",
    "dated": "date",
    "decided_by": "decision maker",
    "decided_in": "report that it was decided in",
    "differs": "reason why the figures differ",
    "differs_from": "recommendation that differs",
    "exempt": "exemption",
    "fields": "list of what was corrected",
    "gaps": "gaps in the source",
    "id": "address",
    "key": "mark of a key recommendation",
    "monitored_by": "body that monitors it",
    "not_supplied": "reason why it is not here",
    "numbers_are_ours": "note on the numbers",
    "of": "part that it is about",
    "ours": "note that the heading is ours",
    "part_b": "private part",
    "people_met": "list of people met",
    "printed_in_plan": "note that it is in the plan",
    "published": "date of publication",
    "referred_to": "body that it was referred to",
    "related": "related plans",
    "repeats": "recommendation that it repeats",
    "replaces": "decision that it replaces",
    "responds_to": "reviews that it answers",
    "response_summary": "summary of the response",
    "same_as": "action that it repeats",
    "see": "cross-reference",
    "sha256": "digest of the file",
    "share_done": "share that is complete",
    "since": "start date",
    "spans": "width of the cells",
    "sub_recommendations": "parts",
    "summarised": "note that the words are ours",
    "supplied": "note that we have it",
    "target_by": "date of the target",
    "to": "new date",
    "until": "end date",
    "what": "description",
    "when": "date",
    "who": "name",
    "why": "reason",
    "wording_note": "note on the wording",
    "working": "explanation",
}
# Fields whose name alone reads well before a value.
_READS_AS_LABEL = frozenset(
    "agreed_by agreed_on approved_by asked asked_by by decided_by monitored_by published referred_to related "
    "replaces see since to until what when who why".split()
)
# By what a part without a number is called: its own name first, then the words with which it begins.
_CALLED = ("heading", "title", "name", "what", "question", "summary", "text", "note", "line", "word")
_MOST = 60  # letters of such a name
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,3}(\.\d+)*[a-z]?(\(\w+\))?")


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


def where(way: Way, *records: Facts | None, above: int = 0) -> str:
    """Name a place in a record: the lead of action 12. `records` are its states, the first that has the place names it.

    The first steps of the way, as many as `above`, are left out.
    """
    named, here = [], list(records)
    for step in way:
        here = [_part(facts, step) for facts in here]
        named.append(_step(step, next((facts for facts in here if isinstance(facts, dict)), None)))
    return " of ".join(reversed(named[above:]))


def _part(facts: Fact, step: Step) -> Fact:
    """Return what is in a place of a record or of its part; None where nothing is."""
    value = facts.get(step.field) if isinstance(facts, dict) else None
    if not step.item or not isinstance(value, list):
        return value
    return next((item for item in value if isinstance(item, dict) and _is_named(item, step.item)), None)


def _is_named(item: Facts, name: str) -> bool:
    return (
        dumps(item, ensure_ascii=False, sort_keys=True) == name.rstrip()
        if name.startswith("{")
        else any(str(item[field]) == name for field in NAMES if field in item)
    )


def _step(step: Step, part: Facts | None) -> str:
    if step.field == ORDER:
        return "the order"
    if not step.item:
        return f"the {field_name(step.field)}"
    if step.field == "implications" and not step.item.startswith("{"):
        return f"{step.item.replace('-', ' ')} implications"
    one = _ITEMS.get(step.field) or field_name(step.field).removesuffix("s")
    if one.endswith(" of") or _NUMBER.fullmatch(step.item):
        return f"{one} {day_in_words(step.item)}"
    fields = ("kind",) if step.field == "events" else _CALLED
    called = next((str(part[field]) for field in fields if part and part.get(field)), "")
    if not called:
        return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"
    name = shortened(plain_text(called).rstrip("."), _MOST)
    return f"{one} “{name}”"


def field_name(name: str) -> str:
    """Name a field: `response_summary` is the response summary."""
    return _FIELDS.get(name) or name.replace("_", " ")


def label_of(name: str) -> str:
    """Name a field before its value: Approved by."""
    return capital(name if name in _READS_AS_LABEL else field_name(name)).replace("_", " ")


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
        return "\n".join(f"{label_of(name)}: {plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "\n".join(plain(item) for item in value)
    return day_in_words(str(value))
