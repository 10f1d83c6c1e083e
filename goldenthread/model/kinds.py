"""THE registry of kinds of record: each kind once, with everything that the engine must know of it by name.

A kind of record has a folder in `data/`, whose files hold one record each. Everything that goes through all kinds
(reading, rules, changes, approvals, addresses, open data, guide, schemas) goes through `KINDS`; what is special to one
kind is in its model and in the files about that kind alone. CONTRIBUTING.md walks through adding one.
The files of which there is one a council are listed in `settings.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldenthread.common.inflection import slug
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.base import Record
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Published
from goldenthread.model.decision import Decision
from goldenthread.model.fields import record_name, slug_of
from goldenthread.model.meeting import Meeting
from goldenthread.model.notice import Notice
from goldenthread.model.plan import Plan
from goldenthread.model.review import Recommendation, Review

DAY = len("2031-10-04")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbered parts of a record that have a page each: the actions of a plan."""

    field: str  # of the record; also the folder of the parts' pages
    model: type[Record]

    @property
    def singular(self) -> str:
        """Return what one of them is called in a sentence."""
        return record_name(self.model)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record."""

    folder: str  # in `data/`, in `content/` and in addresses
    title: str  # over a list of them
    about: str  # what such records are, in a sentence under that title
    model: type[Published]
    guide: str = ""  # the title of the guide's page about them
    numbered: Numbered | None = None
    held_as: str = ""  # the field of an appendix that names one, where a cabinet report can print it
    is_paper: bool = False  # a paper as a whole: what is added to it counts as a change of its words
    is_dated: bool = False  # its records are named DATE-BODY, and their addresses are BODY/DATE

    @property
    def name(self) -> str:
        """Return its name in commands, schemas and the guide's addresses."""
        return slug_of(self.model)

    @property
    def singular(self) -> str:
        """Return what one of them is called in a sentence."""
        return record_name(self.model)

    @property
    def identifier(self) -> str:
        """Return its name in code and in the open data: `action_plans`."""
        return self.folder.replace("-", "_")

    @property
    def keeps_deadlines(self) -> bool:
        """Whether rules for deadlines hold for its records."""
        return any(name.startswith("deadline_") for name in self.model.model_fields)

    @property
    def files(self) -> str:
        """Return the pattern of their files, from the project's root."""
        return self.file("*")

    @property
    def list_url(self) -> str:
        """Return the address of the list of them from the site's root."""
        return f"{self.folder}/"

    def file(self, record: str) -> str:
        """Return the path of a record's file from the project's root."""
        return f"data/{self.folder}/{record}.yml"

    def url(self, record: str) -> str:
        """Return the address of a record's page from the site's root."""
        if self.is_dated:
            return f"{self.folder}/{record[DAY:].lstrip('-')}/{record[:DAY]}/"
        return f"{self.folder}/{record}/"

    def part_url(self, record: str, number: str) -> str:
        """Return the address of the page of a numbered part: its number as a slug is in it."""
        return (
            f"{self.url(record)}{self.numbered.field}/{slug(number)}/" if self.numbered else self.url(record)
        )

    def parts_of(self, record: Published) -> tuple[Any, ...]:
        """Return the numbered parts of a record of this kind; none where its kind has none."""
        return getattr(record, self.numbered.field) if self.numbered else ()


REVIEWS = Kind(
    "reviews",
    "Reviews",
    "Who has looked at how the council works, and what they asked for.",
    Review,
    guide="Publish a review",
    numbered=Numbered("recommendations", Recommendation),
    held_as="review",
)
ACTION_PLANS = Kind(
    "action-plans",
    "Action plans",
    "What the council agreed to do after each review.",
    ActionPlan,
    guide="Record progress",
    numbered=Numbered("actions", Action),
    held_as="action_plan",
)
CABINET_REPORTS = Kind(
    "cabinet-reports",
    "Cabinet reports",
    "The reports that asked Cabinet, or another body, for each decision.",
    CabinetReport,
    guide="Prepare a cabinet report",
    is_paper=True,
)
PLANS = Kind(
    "plans",
    "Plans",
    "What the council plans to do over several years.",
    Plan,
    guide="Publish a plan",
    held_as="plan_themes",
)
DECISIONS = Kind(
    "decisions",
    "Decisions",
    "What was decided, by whom and why, and when it takes effect.",
    Decision,
    guide="Record a decision",
    is_paper=True,
)
MEETINGS = Kind(
    "meetings",
    "Meetings",
    "When each body met or will meet, and the papers that it had or will have.",
    Meeting,
    guide="Prepare a meeting",
    is_dated=True,
)
NOTICES = Kind(
    "notices",
    "Notices",
    "What is to be decided, and which parts of meetings will be private.",
    Notice,
    guide="Publish a notice",
)
DRAWN = (CABINET_REPORTS, DECISIONS)  # each record is also a PDF
# In the order in which the guide lists them.
KINDS = (REVIEWS, ACTION_PLANS, CABINET_REPORTS, DECISIONS, PLANS, MEETINGS, NOTICES)
BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}

# What else a field can refer to: what is listed in a file of settings, by the name of the list.
_LISTED = {"offices": "body, post or group", "formats": "report format", "rule-sets": "rule set"}


def referred(to: str) -> str:
    """Return what a field refers to, in a sentence: `to` is a folder of records, or a list in a file of settings."""
    return _LISTED.get(to) or BY_FOLDER[to].singular


def with_article(name: str) -> str:
    """Return the name of a thing with “a” or “an” before it."""
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
