"""The kinds of file that people edit, in the order in which the guide tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.calendar import Calendar
from goldenthread.model.council import Council
from goldenthread.model.deadline_rules import DeadlineRules
from goldenthread.model.organisation import Organisation
from goldenthread.model.plain_words import PlainWords
from goldenthread.model.plan import Plan
from goldenthread.model.report_format import ReportFormats
from goldenthread.model.review import Review
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.field_errors import part_kind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name in addresses and for a reader, where such files lie, and what one holds."""

    name: str
    title: str
    where: str
    model: type[BaseModel]


KINDS = (
    Kind("review", "Reviews", "data/reviews/*.yml", Review),
    Kind("action-plan", "Action plans", "data/action-plans/*.yml", ActionPlan),
    Kind("cabinet-report", "Cabinet reports", "data/cabinet-reports/*.yml", CabinetReport),
    Kind("plan", "Plans", "data/plans/*.yml", Plan),
    Kind("council", "The council", "data/council.yml", Council),
    Kind("organisation", "Bodies, posts and groups", "data/organisation.yml", Organisation),
    Kind("vocabulary", "The lists of words", "data/vocabulary.yml", Vocabulary),
    Kind("calendar", "The calendar", "data/calendar.yml", Calendar),
    Kind("deadline-rules", "The rules for deadlines", "data/deadline-rules.yml", DeadlineRules),
    Kind("report-formats", "The formats of cabinet reports", "data/report-format*.yml", ReportFormats),
    Kind("approval-rules", "The rules for approval", "data/approval-rules.yml", ApprovalRules),
    Kind("plain-words", "Plain words", "data/plain-words.yml", PlainWords),
)


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Give a kind of record, then each kind of part within it, in the order in which they are met, each once."""
    waiting, seen = [model], {model}
    while waiting:
        yield (kind := waiting.pop(0))
        for info in kind.model_fields.values():
            below = part_kind(info.annotation)
            if below is not None and below not in seen:
                seen.add(below)
                waiting.append(below)


def marks(kind: type[BaseModel], name: str) -> Iterator[object]:
    """Give everything that the model says of a field's kind: whose list it takes, what it refers to."""
    info: FieldInfo = kind.model_fields[name]
    yield from info.metadata
    yield from _marks(info.annotation)


def _marks(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _marks(inner)
