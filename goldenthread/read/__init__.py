"""Values turned into records, one file at a time, with every problem collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from goldenthread import source
from goldenthread.common.problems import Place, Problem, has_errors
from goldenthread.messages import problem
from goldenthread.model.accessibility import AccessibilityTests
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.addresses import Addresses
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.base import NOT_RECORDED
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.calendar import Calendar
from goldenthread.model.common import Published
from goldenthread.model.council import Council
from goldenthread.model.deadline_rules import DeadlineRules
from goldenthread.model.organisation import Organisation
from goldenthread.model.plain_words import PlainWords
from goldenthread.model.plan import Plan
from goldenthread.model.report_format import ReportFormats
from goldenthread.model.review import Review
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.attachments import FileFacts, attachments
from goldenthread.read.field_errors import misfit
from goldenthread.read.published_versions import KeptVersion, kept_versions

R = TypeVar("R", bound=BaseModel)

# Folder -> the kind of record that each of its files holds.
FOLDERS: dict[str, type[BaseModel]] = {
    "reviews": Review,
    "action-plans": ActionPlan,
    "cabinet-reports": CabinetReport,
    "plans": Plan,
}

# The list of all addresses that were ever published, kept beside `data/` because a program writes it.
LEDGER = "urls.lock.yml"

# What the tests of the pages found, for the accessibility statement; it lies beside the ledger for the same reason.
TESTS = "accessibility-tests.yml"

# Name of a file in `data/` -> the one record that it holds.
SETTINGS: dict[str, type[BaseModel]] = {
    "council": Council,
    "organisation": Organisation,
    "vocabulary": Vocabulary,
    "report-formats": ReportFormats,
    "calendar": Calendar,
    "deadline-rules": DeadlineRules,
    "approval-rules": ApprovalRules,
    "plain-words": PlainWords,
}


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the council's files say, nothing worked out yet."""

    root: Path
    council: Council
    organisation: Organisation
    vocabulary: Vocabulary
    formats: ReportFormats
    calendar: Calendar | None  # None: no file, and what needs it cannot be worked out
    deadline_rules: DeadlineRules
    approval_rules: ApprovalRules
    addresses: Addresses
    plain_words: PlainWords
    accessibility_tests: (
        AccessibilityTests | None
    )  # None: no file, and the statement says that nothing was tested
    reviews: dict[str, Review]
    action_plans: dict[str, ActionPlan]
    cabinet_reports: dict[str, CabinetReport]
    plans: dict[str, Plan]
    texts: dict[str, str] = field(repr=False)  # content/*.md by path from the root
    files: dict[str, FileFacts] = field(repr=False)  # content/files/ by name
    versions: tuple[KeptVersion, ...] = ()  # of cabinet reports, by report, the newest first

    def records(self) -> Iterator[tuple[str, str, BaseModel]]:
        """Give each record with the kind it is filed under and its file."""
        for name, record in self.settings():
            yield name, f"data/{name}.yml", record
        for folder, records in self.folders().items():
            for stem, record in records.items():
                yield folder, f"data/{folder}/{stem}.yml", record

    def published(self) -> Iterator[tuple[str, Published]]:
        """Give each record that has a page of its own, with its file."""
        for _, file, record in self.records():
            if isinstance(record, Published):
                yield file, record

    def settings(self) -> tuple[tuple[str, BaseModel], ...]:
        """Give the records of which there is one a council."""
        calendar = (("calendar", self.calendar),) if self.calendar else ()
        return (
            ("council", self.council),
            ("organisation", self.organisation),
            ("vocabulary", self.vocabulary),
            ("report-formats", self.formats),
            ("deadline-rules", self.deadline_rules),
            ("approval-rules", self.approval_rules),
            ("plain-words", self.plain_words),
            *calendar,
        )

    def folders(self) -> dict[str, Mapping[str, Published]]:
        """Give the records of which there are many, by folder and file name."""
        return {
            "reviews": self.reviews,
            "action-plans": self.action_plans,
            "cabinet-reports": self.cabinet_reports,
            "plans": self.plans,
        }


def is_page(file: str) -> bool:
    """Say whether a text of `content/` is a page of its own: it lies in `content/` itself, or in the guide."""
    return file.count("/") == 1 or file.startswith("content/guide/")


def read(root: Path, *, whole: bool = True) -> tuple[Content | None, list[Problem]]:
    """Read the whole of `data/` and `content/` under a project's root.

    Gives no content when anything is wrong that would make the rest misleading; the problems say what.
    With `whole` false, files with errors are left out, as long as those of which there is one can be read.
    """
    problems: list[Problem] = []

    def one(name: str, kind: type[R], *, needed: bool = True) -> R | None:
        file = name if name in (LEDGER, TESTS) else f"data/{name}.yml"
        if not (root / file).exists() and not needed:
            return None
        if not (root / file).exists():
            problems.append(problem("file-missing", Place(file), file=file))
            return None
        return _record(root / file, file, kind, problems)

    council, organisation = one("council", Council), one("organisation", Organisation)
    vocabulary, formats = one("vocabulary", Vocabulary), one("report-formats", ReportFormats)
    calendar = one("calendar", Calendar, needed=False)
    rules = one("deadline-rules", DeadlineRules, needed=False) or DeadlineRules()
    approvals = one("approval-rules", ApprovalRules, needed=False) or ApprovalRules.model_validate(
        {"since": NOT_RECORDED}
    )
    ledger = one(LEDGER, Addresses, needed=False) or Addresses()
    plain = one("plain-words", PlainWords, needed=False) or PlainWords()
    tests = one(TESTS, AccessibilityTests, needed=False)
    many = {folder: _folder(root, folder, kind, problems) for folder, kind in FOLDERS.items()}
    texts = _texts(root, problems)
    if not (council and organisation and vocabulary and formats) or (whole and has_errors(problems)):
        return None, problems
    shelf: dict[str, Any] = {folder.replace("-", "_"): records for folder, records in many.items()}
    settings = (council, organisation, vocabulary, formats, calendar, rules, approvals, ledger, plain, tests)
    return Content(
        root, *settings, texts=texts, files=attachments(root), versions=kept_versions(root), **shelf
    ), problems


def record_of(raw: bytes, key: str) -> BaseModel | None:
    """Read one record from the bytes of its file; `key` is `reviews/2031-finance` or `settings/council`.

    None when the file does not pass the gate or does not fit its kind.
    """
    folder, _, name = key.partition("/")
    kind = SETTINGS.get(name) if folder == "settings" else FOLDERS.get(folder)
    loaded = source.loads(raw, key)
    if kind is None or loaded.data is None or has_errors(loaded.problems):
        return None
    try:
        return kind.model_validate(loaded.data)
    except ValidationError:
        return None


def read_vocabulary(root: Path) -> tuple[Vocabulary | None, list[Problem]]:
    """Read the closed lists alone, whatever is wrong elsewhere."""
    problems: list[Problem] = []
    name = "data/vocabulary.yml"
    return _record(root / name, name, Vocabulary, problems), problems


def _folder(root: Path, folder: str, kind: type[R], problems: list[Problem]) -> dict[str, R]:
    paths, wrong = source.files(root, f"data/{folder}")
    problems += wrong
    found = {path.stem: _record(path, f"data/{folder}/{path.name}", kind, problems) for path in paths}
    return {stem: record for stem, record in found.items() if record is not None}


def _record(path: Path, shown: str, kind: type[R], problems: list[Problem]) -> R | None:
    text, unsafe = source.read_text(path, shown)
    sound = None if text is None or unsafe else _sound(text, kind)
    if isinstance(sound, kind):
        return sound
    loaded = source.load(path, shown)
    problems += loaded.problems
    if loaded.data is None:
        return None
    try:
        record = kind.model_validate(loaded.data)
    except ValidationError as error:
        problems += [misfit(path, shown, kind, detail) for detail in error.errors(include_url=False)]
        return None
    return None if has_errors(loaded.problems) else record


@lru_cache(maxsize=1024)
def _sound(text: str, kind: type[BaseModel]) -> BaseModel | None:
    """Read a record from a text with nothing wrong in it; None where there is something to say.

    Records never change, so those of a text that is read again, as while the site is served, are the same ones.
    """
    loaded = source.values(text, "")
    if loaded.data is None or loaded.problems:
        return None
    try:
        return kind.model_validate(loaded.data)
    except ValidationError:
        return None


def _texts(root: Path, problems: list[Problem]) -> dict[str, str]:
    texts = {}
    for path in sorted((root / "content").rglob("*.md")):
        shown = path.relative_to(root).as_posix()
        text, wrong = source.read_text(path, shown)
        problems += wrong
        if text is not None:
            texts[shown] = text
    return texts
