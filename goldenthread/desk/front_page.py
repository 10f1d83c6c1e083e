"""What the desk's front page answers: what is due next, what is overdue, what waits, what is a draft, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.common.problems import Problem, Severity
from goldenthread.deadlines import Deadline, by_date, work_out
from goldenthread.desk.workspace import Workspace
from goldenthread.model.common import Published
from goldenthread.model.kinds import BY_FOLDER, Kind

SHOWN = 5  # as much of a list as fits one screen


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on the desk: where its page on the desk is, and what it is."""

    kind: Kind
    name: str
    title: str
    state: str = ""  # `draft`, `from 2 October 2031`, or empty when readers see it
    gaps: int = 0  # places where a person still has to write

    @property
    def url(self) -> str:
        """Return the address of its page on the desk."""
        return f"/records/{self.kind.folder}/{self.name}/"


def entries(workspace: Workspace) -> Iterator[Entry]:
    """Yield every record, kind by kind, the newest name first."""
    content, problems = workspace.read()
    gaps = Counter(problem.place.file for problem in problems if problem.code == "to-write")
    for folder, records in content.folders.items() if content else ():
        kind = BY_FOLDER[folder]
        for name, record in sorted(records.items(), reverse=True):
            yield Entry(kind, name, record.title, _state_of(record, workspace.today), gaps[kind.file(name)])


def _state_of(record: Published, today: date) -> str:
    if record.draft:
        return "draft"
    if record.publish_on and record.publish_on > today:
        return "waiting"
    return "withdrawn" if record.withdrawn else ""


def deadlines(workspace: Workspace) -> tuple[list[Deadline], list[Deadline]]:
    """Return the deadlines that are overdue, and those that are to come; the soonest first."""
    content, _ = workspace.read()
    opened = by_date(work_out(content, workspace.today)).open if content else ()
    overdue = [one for one in opened if one.last and one.last < workspace.today]
    return overdue, [one for one in opened if one not in overdue]


def counted(problems: tuple[Problem, ...]) -> dict[str, int]:
    """Count the problems by how much they matter."""
    found = Counter(problem.severity for problem in problems)
    return {severity.value: found[severity] for severity in Severity}
