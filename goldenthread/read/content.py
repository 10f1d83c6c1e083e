"""Everything that the council's files say, nothing worked out yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.addresses import Addresses
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Published
from goldenthread.model.council import AccessibilityTests, Council
from goldenthread.model.deadline_rules import Calendar, DeadlineRules
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import BY_MODEL
from goldenthread.model.meeting import Meeting
from goldenthread.model.notice import Notice
from goldenthread.model.organisation import Organisation
from goldenthread.model.plan import Plan
from goldenthread.model.report_format import ReportFormats
from goldenthread.model.review import Review
from goldenthread.model.settings import SETTINGS
from goldenthread.model.vocabulary import PlainWords, Vocabulary
from goldenthread.read.attachments import FileFacts
from goldenthread.read.published_versions import KeptVersion

P = TypeVar("P", bound=Published)
T = TypeVar("T")
Folders = Mapping[str, Mapping[str, Published]]  # records by folder and file name


class RecordsByKind:
    """The records of each kind: those that code about one kind names, and any by its model."""

    __slots__ = ()
    folders: Folders

    def of(self, model: type[P]) -> dict[str, P]:
        """Return the records of one kind, by file name."""
        return cast("dict[str, P]", self.folders[BY_MODEL[model].folder])

    @property
    def reviews(self) -> dict[str, Review]:
        """Return the reviews, by file name."""
        return self.of(Review)

    @property
    def action_plans(self) -> dict[str, ActionPlan]:
        """Return the action plans, by file name."""
        return self.of(ActionPlan)

    @property
    def cabinet_reports(self) -> dict[str, CabinetReport]:
        """Return the cabinet reports, by file name."""
        return self.of(CabinetReport)

    @property
    def decisions(self) -> dict[str, Decision]:
        """Return the decisions, by file name."""
        return self.of(Decision)

    @property
    def plans(self) -> dict[str, Plan]:
        """Return the plans, by file name."""
        return self.of(Plan)

    @property
    def meetings(self) -> dict[str, Meeting]:
        """Return the meetings, by file name."""
        return self.of(Meeting)

    @property
    def notices(self) -> dict[str, Notice]:
        """Return the notices, by file name."""
        return self.of(Notice)


@dataclass(frozen=True, slots=True)
class Content(RecordsByKind):
    """The records, settings, texts and files of one council."""

    root: Path
    council: Council
    organisation: Organisation
    vocabulary: Vocabulary
    formats: ReportFormats
    calendar: Calendar | None  # None: no file, and what needs it cannot be worked out
    deadline_rules: DeadlineRules
    approval_rules: ApprovalRules
    plain_words: PlainWords
    addresses: Addresses
    accessibility_tests: AccessibilityTests | None  # None: no file, and nothing was tested
    folders: Folders
    texts: dict[str, str] = field(repr=False)  # content/*.md by path from the root
    files: dict[str, FileFacts] = field(repr=False)  # content/files/ by name
    versions: tuple[KeptVersion, ...] = ()  # of cabinet reports, by report, the newest first
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)  # SHA-256 of each file of published/
    _worked_out: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, work: Callable[[Content], T]) -> T:
        """Return what `work` makes of the content, which never changes: it is asked the first time only."""
        if work not in self._worked_out:
            self.keep(work, work(self))
        found: T = self._worked_out[work]
        return found

    def keep(self, work: Callable[[Content], T], result: T) -> None:
        """Keep what `work` would make of the content, where that is known already."""
        self._worked_out[work] = result

    def records(self) -> Iterator[tuple[str, str, BaseModel]]:
        """Yield each record with the kind it is filed under and its file."""
        for name, record in self.settings():
            yield name, f"data/{name}.yml", record
        for folder, records in self.folders.items():
            for stem, record in records.items():
                yield folder, f"data/{folder}/{stem}.yml", record

    def published(self) -> Iterator[tuple[str, Published]]:
        """Yield each record that has a page of its own, with its file."""
        for folder, records in self.folders.items():
            for stem, record in records.items():
                yield f"data/{folder}/{stem}.yml", record

    @property
    def own_tests(self) -> AccessibilityTests | None:
        """Return the results of the accessibility tests, where they are of this council's own pages."""
        tests = self.accessibility_tests
        return tests if tests and tests.council == self.council.name else None

    def office_role(self, office: str) -> str:
        """Return the role of the kind of body or post that an office is; empty where it is not listed."""
        kinds = (one.kind for one in self.organisation.offices if one.id == office)
        return self.vocabulary.role("offices", next(kinds, None))

    def settings(self) -> Iterator[tuple[str, BaseModel]]:
        """Yield the records of which there is one a council, by the name of the file."""
        for setting in SETTINGS:
            record = getattr(self, setting.held_as)
            if record is not None:
                yield setting.name, record

    def having(self, model: type[P], records: Mapping[str, P]) -> Content:
        """Return the same content with other records of one kind."""
        return replace(self, folders={**self.folders, BY_MODEL[model].folder: records})


def is_page(file: str) -> bool:
    """Whether a text of `content/` is a page of its own: it is in `content/` itself, or in the guide."""
    return file.count("/") == 1 or file.startswith("content/guide/")
