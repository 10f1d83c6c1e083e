"""The registry of settings: the files of `data/` of which there is one a council. Kinds of record are in `kinds.py`."""

from __future__ import annotations

from dataclasses import dataclass
from types import EllipsisType

from goldenthread.common.inflection import small
from goldenthread.model import NOT_RECORDED
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.base import Record
from goldenthread.model.council import Council
from goldenthread.model.deadline_rules import Calendar, DeadlineRules
from goldenthread.model.kinds import KINDS, Kind
from goldenthread.model.organisation import Organisation
from goldenthread.model.report_format import ReportFormats
from goldenthread.model.vocabulary import PlainWords, Vocabulary


@dataclass(frozen=True, slots=True)
class Setting:
    """A file of settings."""

    name: str  # of the file, in schemas and in the guide's addresses
    title: str
    model: type[Record]
    guide: str = ""  # the title of the guide's page about it
    called: str = ""  # in a sentence, where that is not the title with a small letter
    field: str = ""  # of the content, where that is not the file's name
    pattern: str = ""  # of all files that are written like it, where there are others
    absent: Record | EllipsisType | None = ...  # what holds where there is no file; `...`: the file is needed

    @property
    def file(self) -> str:
        """Return the path of the file from the project's root."""
        return f"data/{self.name}.yml"

    @property
    def files(self) -> str:
        """Return the pattern of the files that are written like this, from the project's root."""
        return self.pattern or self.file

    @property
    def held_as(self) -> str:
        """Return the field of the content that holds it."""
        return self.field or self.name.replace("-", "_")

    @property
    def in_a_sentence(self) -> str:
        """Return what it is called in a sentence."""
        return self.called or small(self.title)


SETTINGS = (
    Setting("council", "The council", Council, guide="Set up for your council"),
    Setting("organisation", "Bodies, posts and groups", Organisation, guide="Add a body, post or group"),
    Setting("vocabulary", "The lists of words", Vocabulary),
    Setting("calendar", "The calendar", Calendar, absent=None),
    Setting("deadline-rules", "The rules for deadlines", DeadlineRules, absent=DeadlineRules()),
    Setting(
        "report-formats",
        "The formats of cabinet reports",
        ReportFormats,
        guide="Change the format of cabinet reports",
        field="formats",
        pattern="data/report-format*.yml",
    ),
    Setting(
        "approval-rules",
        "The rules for approval",
        ApprovalRules,
        absent=ApprovalRules.model_validate({"since": NOT_RECORDED}),
    ),
    Setting(
        "plain-words",
        "Plain words",
        PlainWords,
        called="the list of plain words",
        absent=PlainWords(),
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}

# Every kind of file that people edit, in the order in which the guide lists them.
FILE_KINDS: tuple[Kind | Setting, ...] = (*KINDS, *SETTINGS)
