"""Papers that are uploaded or pasted to be imported: kept beside the project, read in a process of its own, columns asked for."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from goldenthread.acts.questions import NONE, Answers, Question, a_day
from goldenthread.acts.start_questions import offer_records
from goldenthread.common.errors import CommandError
from goldenthread.common.files import write_whole
from goldenthread.importing.columns import LEFT_OUT, bare, column_choices
from goldenthread.importing.detect import open_limited
from goldenthread.importing.importer import Outcome, bring
from goldenthread.importing.merging import Wish
from goldenthread.read import Content
from goldenthread.source import is_name

FOLDER = "build/desk/uploads"
KINDS = (
    ("review", "A review, with its recommendations"),
    ("action-plan", "An action plan"),
    ("cabinet-report", "A cabinet report"),
)


def _not_an_id(_: object, __: Answers, text: str) -> str:
    return (
        ""
        if is_name(text)
        else f"“{text}” is not allowed in an address. Use small letters, figures and hyphens."
    )


QUESTIONS = (
    Question("kind", "What is in it?", choices=lambda *_: KINDS),
    Question("id", "What is the record’s ID? Such as: 2031-finance", wrong=_not_an_id),
    Question(
        "answers", "Which review does an action plan answer?", default=NONE, choices=offer_records("review")
    ),
    Question("as_at", "For which date does it give progress, if it does?", default=NONE, read=a_day),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the paper that we do not know: its heading, the field that is nearest, and the choices."""

    heading: str
    near: str
    choices: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Return the name of its field in the form."""
        return f"column:{bare(self.heading)}"


def keep_upload(root: Path, name: str, content: bytes) -> str:
    """Keep an uploaded file under its own name, without any folder in it, and return that name."""
    own = re.sub(r"[^\w. -]", "-", Path(name.replace("\\", "/")).name).strip(". ")[-100:] or "upload"
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / own, content)
    return own


def keep_pasted(root: Path, text: str) -> str:
    """Keep a table that was pasted from Word or Excel, its cells parted by tabs, as CSV; return its name."""
    rows = [
        row
        for row in csv.reader(StringIO(text.strip("\n")), delimiter="\t")
        if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        raise CommandError(
            "That is not a table. Copy it with its headings from Word or Excel, and paste it again."
        )
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return keep_upload(root, "pasted.csv", written.getvalue().encode())


def read_upload(
    content: Content, today: date, name: str, answers: Answers, given: Mapping[str, str]
) -> Outcome:
    """Work out what importing a kept file would change; nothing is written. Raise CommandError where it cannot be read."""
    path = content.root / FOLDER / Path(name).name
    if not path.is_file():
        raise CommandError("The uploaded file is no longer there. Upload it again.")
    columns = {
        key.removeprefix("column:"): field for key, field in given.items() if key.startswith("column:")
    }
    wish = Wish(
        answers["kind"],
        answers["id"],
        today,
        partial=given.get("partial") == "yes",
        answers=tuple(filter(None, [answers["answers"]])),
        as_at=date.fromisoformat(answers["as_at"]) if answers["as_at"] else None,
        columns={heading: field for heading, field in columns.items() if field and field != LEFT_OUT},
        add_leads=given.get("add_leads") == "yes",
        as_proposed=given.get("as_proposed") == "yes",
    )
    return bring(content, open_limited(path), wish)


def columns_of(kind: str, outcome: Outcome) -> list[Column]:
    """Return the columns whose meaning is asked for."""
    choices = tuple(column_choices(kind))
    return [Column(heading, near, choices) for heading, near in outcome.unknown.items()]
