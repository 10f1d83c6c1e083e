"""The columns of a plan's or a review's table: one list for import and export, with the headings in use for each.

A field that is in no list here has a column all the same, headed with its name in words: `editor_note`, “Editor note”.

A heading is recognised only when it is written here: a heading such as “Date” or “Comments” could mean two columns,
so it is in no list, and import says that it could not be placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

from goldenthread.importing.clean_text import id_from, one_line
from goldenthread.model.action_plan import Action
from goldenthread.model.base import Record
from goldenthread.model.common import Theme
from goldenthread.model.fields import holds_several, is_prose, part_kind, public_fields, word_list
from goldenthread.model.review import Recommendation
from goldenthread.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field that it fills, the heading that export prints, and other headings met in papers.

    `field` is the field's name in `model/`; `updates.date` is the field `date` of the newest update,
    `source.number` the field `number` within `source`. `recommendation` of an action plan is the wording of the
    recommendation that the row answers; it is compared with the review and is not a field of the plan.
    """

    field: str
    heading: str
    variants: tuple[str, ...] = ()
    needed: bool = False
    to_fill: bool = False  # in a document for writing in, even when every cell is empty


_ACTION_PLAN = (
    Column(
        "number",
        "No.",
        ("Number", "Ref", "Reference", "Ref no", "Rec", "Rec no", "Rec number", "Recommendation no",
         "Recommendation number", "Recommendation ref", "Action no", "Action number", "Action ref", "#"),
        needed=True,
    ),
    Column("answers", "Answers", ("Answers recommendation", "Review and number")),
    Column("group", "Group", ("Theme", "Heading", "Section", "Area", "Workstream")),
    Column(
        "recommendation",
        "Recommendation",
        ("Recommendations", "Peer recommendation", "Peer review recommendation", "Peer challenge recommendation",
         "LGA recommendation", "Reviewer’s recommendation", "Recommendation text"),
    ),
    Column(
        "response",
        "Response",
        ("Council response", "Council’s response", "Our response", "Management response", "Response and action",
         "Response/action", "Action", "Actions", "Agreed action", "Agreed actions", "Proposed action",
         "Proposed actions", "Planned action", "Action to be taken", "Actions to be taken", "What we will do"),
        to_fill=True,
    ),
    Column("response_summary", "Response in brief", ("Summary of response", "Response summary")),
    Column("acceptance", "Accepted?", ("Acceptance", "Accepted", "Agreed?", "Accepted or not", "Accept/reject")),
    Column("lead", "Lead", ("Lead officer", "Lead officers", "Lead officer(s)", "Leads", "Owner", "Owners",
                            "Action owner", "Responsible officer", "Responsible officers", "Officer responsible",
                            "Responsible", "Responsibility", "Accountable officer", "Who", "By whom"), to_fill=True),
    Column("lead_posts", "Lead posts", ("Posts meant",)),
    Column("timeline", "Timeline", ("Timescale", "Timescales", "Timelines", "Timeframe", "Time frame", "Target date",
                                    "Target", "Deadline", "Due", "Due date", "Due by", "By when", "When",
                                    "Implementation date", "Target completion date", "To be completed by"), to_fill=True),
    Column("same_as", "Same as", ("Same as action",)),
    Column("see", "See", ("See also", "See action", "See actions")),
    Column("updates.date", "Status on", ("Updated", "Updated on", "Update date", "Date of update", "Last updated",
                                         "As at", "Position as at", "Status date"), to_fill=True),
    Column("updates.status", "Status", ("Current status", "Delivery status", "Action status"), to_fill=True),
    Column("updates.confidence", "Confidence", ("Delivery confidence", "RAG", "RAG rating", "RAG status", "BRAG",
                                                "BRAG rating", "BRAG status")),
    Column("updates.note", "Progress", ("Progress update", "Progress note", "Progress to date", "Update",
                                        "Latest update", "Status update", "Current position"), to_fill=True),
    Column("acceptance_reason", "Reason if not accepted", ("Reason for not accepting", "Reason not accepted")),
    Column("updates.next_steps", "Next steps", ("Next step", "Planned next steps")),
    Column("updates.share_done", "Share done", ("Percentage complete", "Percentage done", "Percent complete")),
    Column("updates.evidence", "Evidence", ("Evidence of completion",), to_fill=True),
)  # fmt: skip

_REVIEW = (
    Column("number", "No.", _ACTION_PLAN[0].variants, needed=True),
    Column("key", "Key", ("Key recommendation", "Key?")),
    Column("priority", "Priority", ("Priority level", "Priority rating", "Recommendation priority")),
    Column("addressed_to", "Addressed to", ("Addressee", "Addressees")),
    Column("theme", "Theme", ("Group", "Heading", "Section", "Area")),
    Column("summary", "In brief", ("Summary", "Recommendation in brief")),
    Column("text", "Recommendation", _ACTION_PLAN[3].variants, to_fill=True),
    Column("source.document", "Document", ("Source", "Source document")),
    Column("source.section", "Section of document", ("Source section",)),
    Column("source.number", "Number as printed", ("Printed number", "Source number")),
)

_BETWEEN = re.compile(r"/|&|\n|\band\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,\n]+")


def model_of(column: Column, model: type[Record]) -> tuple[type[Record], str] | None:
    """Return the kind of record and the name of the field that a column fills; None where it is not a field of `model`."""
    owner, _, name = column.field.rpartition(".")
    part = part_kind(model.model_fields[owner].annotation) if owner else model
    return (part, name) if part and issubclass(part, Record) and name in part.model_fields else None


def _with_others(model: type[Record], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns, and after them one for each public field that none of them fills, also of an update."""
    known = {column.field for column in columns}
    within = {name for name in public_fields(model) if any(field.startswith(f"{name}.") for field in known)}
    fields = [name for name in public_fields(model) if not part_kind(model.model_fields[name].annotation)]
    for owner in sorted(within):
        part = part_kind(model.model_fields[owner].annotation)
        fields += [f"{owner}.{name}" for name in public_fields(part or model)]
    headings = {field: field.replace("s.", " ").replace("_", " ").capitalize() for field in fields}
    return (*columns, *(Column(field, headings[field]) for field in fields if field not in known))


ACTION_PLAN = _with_others(Action, _ACTION_PLAN)
REVIEW = _with_others(Recommendation, _REVIEW)
COLUMNS: Mapping[str, tuple[Column, ...]] = {"action-plan": ACTION_PLAN, "review": REVIEW}


def value_of(column: Column, model: type[Record], words: str, vocabulary: Vocabulary) -> Any:
    """Return what a cell says as its field takes it: a list, a word of a list for its label, or its words.

    None where the cell is blank. What is not a word of the list stays as it is, for `check` to tell.
    """
    found = model_of(column, model)
    if not found or not words:
        return None
    part, name = found
    if holds_several(part.model_fields[name].annotation):
        return [value.strip() for value in _SEVERAL.split(words) if value.strip()]
    if terms := word_list(part, name):
        return vocabulary.meant(terms, one_line(words))
    return words if is_prose(part, name) else one_line(words)


def bare(heading: str) -> str:
    """Return a heading without case, marks and spare spaces, as headings are compared: “Lead Officer:” is “lead officer”."""
    plain = heading.replace("’", "").replace("'", "").casefold()
    return re.sub(r"[^\w#/?]+|_", " ", plain).strip(" ?")


def recognise(
    heading: str, columns: tuple[Column, ...], chosen: Mapping[str, str] = MappingProxyType({})
) -> Column | None:
    """Find the column that a heading means: as a person chose, else by the lists; None when none has it.

    A heading of several names, such as “Our response / Agreed action”, counts when all of them mean one column; what
    it has in brackets does not count.
    """
    known = _names(columns)
    wanted = bare(heading)
    if wanted in chosen:
        return next((column for column in columns if column.field == chosen[wanted]), None)
    plain = re.sub(r"\([^()]*\)", " ", heading)
    parts = [known.get(bare(part)) for part in _BETWEEN.split(plain)]
    return known.get(wanted) or known.get(bare(plain)) or (parts[0] if len(set(parts)) == 1 else None)


@cache
def _names(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    """Return the columns by each of their names, the first that has one."""
    names: dict[str, Column] = {}
    for column in columns:
        for name in (column.heading, *column.variants):
            names.setdefault(bare(name), column)
    return names


def nearest(heading: str, columns: tuple[Column, ...]) -> str:
    """Return the field whose names are most like a heading; empty when none is."""
    names = _names(columns)
    wanted = bare(heading)
    words = set(wanted.split())
    shared = {name: len(words & set(name.split()) - {"of", "the", "no", "to", "by"}) for name in names}
    found = max(shared, key=lambda name: shared[name])
    alike = [found] if shared[found] else get_close_matches(wanted, names, 1, 0.6)
    return names[alike[0]].field if alike else ""


LEFT_OUT = "leave out"  # the answer that a column is not imported


def column_choices(kind: str, first: str = "") -> list[tuple[str, str]]:
    """Return what a column can contain in a paper of a kind, the field `first` before the others; last, nothing of use."""
    columns = COLUMNS.get(kind, ())
    likely = [column for column in columns if column.field == first]
    shown = [*likely, *(column for column in columns if column.variants and column not in likely)]
    return [*((column.field, column.heading) for column in shown), (LEFT_OUT, "Leave this column out")]


class Headings:
    """The ids of headings, each given once."""

    def __init__(self, known: Iterable[Theme], default: str) -> None:
        """Remember the headings that a record has; `default` is the name where a paper has none."""
        self.default = default
        self.ids = {bare(name): theme.id for theme in known for name in (theme.name, *theme.also_printed)}
        self.names = {theme.id: theme.name for theme in known}
        self.used: dict[str, str] = {}

    def id_of(self, heading: str) -> str:
        """Return the id of a heading as printed; two headings that differ only in case or marks are one."""
        heading = heading or self.default
        if bare(heading) not in self.ids:
            name = id_from(heading)
            number = 2
            while name in self.names:
                name, number = f"{id_from(heading)[:76]}-{number}", number + 1
            self.ids[bare(heading)], self.names[name] = name, heading
        found = self.ids[bare(heading)]
        self.used[found] = self.names[found]
        return found
