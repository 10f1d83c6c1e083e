"""New records: from a few answers to files that pass every check, with “to be written” where a person must write.

Every new record is a draft: no reader sees it before somebody has written what is missing and taken the line away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldenthread.editing.yaml_writer import as_yaml
from goldenthread.model.base import NOT_RECORDED, TO_WRITE
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, PLANS, REVIEWS
from goldenthread.read import Content
from goldenthread.source import Loc, is_name

Answers = Mapping[str, Any]
LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written: its folder in `data/`, its values, notes for its author, and its text."""

    folder: str
    values: Mapping[str, Any]
    notes: Mapping[Loc, str] = field(default_factory=dict)
    text: str = ""

    @property
    def file(self) -> str:
        """Give the path of its file from the project's root."""
        return f"data/{self.folder}/{self.values['id']}.yml"

    @property
    def address(self) -> str:
        """Give the address of its page."""
        return f"{self.folder}/{self.values['id']}/"

    def files(self) -> dict[str, str]:
        """Give what each of its files holds, by path from the root."""
        kind = BY_FOLDER[self.folder]
        schema = f"../../schemas/{kind.name}.json"
        made = {self.file: as_yaml(kind.model, self.values, comments=True, schema=schema, notes=self.notes)}
        return made | ({self.values["text"]: self.text} if self.text else {})


def suggested_id(content: Content, folder: str, title: str, when: str = "") -> str:
    """Make an id of a title, the year or day first, that no record of the folder has yet."""
    words = slug(title)
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", when or title)
    start = when if re.fullmatch(r"\d{4}-\d\d-\d\d", when) else year[0] if year else ""
    rest = re.sub(rf"(?:^|-){year[0]}(?=-|$)", "", words).strip("-") if year else words
    name = "-".join(part for part in (start, rest) if part)[: LONGEST_ID - 3].strip("-") or folder
    taken = content.folders[folder]
    return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken and is_name(n))


def review(_: Content, answers: Answers) -> NewRecord:
    """Make a review with its dates and its recommendations."""
    title, published = answers["title"], answers["published"]
    events = [(kind, answers[name]) for kind, name in EVENTS if answers[name] != NOT_RECORDED]
    texts = answers["recommendation"]
    values = started(answers) | {
        "kind": answers["kind"],
        "reviewer": answers["reviewer"],
        "events": [{"kind": kind, "when": when} for kind, when in events] or None,
        "deadline_rules": answers["deadline_rules"],
        "themes": [{"id": "recommendations", "name": "Recommendations"}] if texts else None,
        "recommendations": [
            {"number": n, "theme": "recommendations", "summary": text, "source": {"document": "report"}}
            for n, text in enumerate(texts, start=1)
        ],
        "documents": [{"id": "report", "title": f"{title}: report", "date": published, "supplied": True}],
    }
    return NewRecord(REVIEWS.folder, values)


EVENTS = (("on site", "on_site"), ("agreed", "agreed"), ("published", "published"))


def action_plan(content: Content, answers: Answers) -> NewRecord:
    """Make an action plan with one action for each recommendation of its review, each still without an answer."""
    answered = content.reviews[answers["review"]]
    groups = {item.theme: item.theme for item in answered.recommendations}
    names = {theme.id: theme.name for theme in answered.themes}
    values = started(answers) | {
        "responds_to": [answered.id],
        "monitored_by": [answers["monitored_by"]] if answers["monitored_by"] else None,
        "groups": [{"id": group, "name": names.get(group, group)} for group in groups] or None,
        "actions": [
            {
                "number": number,
                "answers": [f"{answered.id} {item.number}"],
                "group": item.theme,
                "response": NOT_RECORDED,
                "lead": NOT_RECORDED,
                "timeline": NOT_RECORDED,
            }
            for number, item in enumerate(answered.recommendations, start=1)
        ],
    }
    notes: dict[Loc, str] = {
        ("actions", place): f"Recommendation {item.number}: {item.summary}"
        for place, item in enumerate(answered.recommendations)
    }
    return NewRecord(ACTION_PLANS.folder, values, notes)


def plan(_: Content, answers: Answers) -> NewRecord:
    """Make a plan with its themes."""
    values = started(answers) | {
        "kind": answers["kind"],
        "period": answers["period"],
        "deadline_rules": answers["deadline_rules"],
        "dated": answers["dated"],
        "themes": [
            {"id": slug(title) or f"theme-{n}", "number": n, "title": title, "summary": TO_WRITE}
            for n, title in enumerate(answers["theme"], start=1)
        ],
    }
    return NewRecord(PLANS.folder, values)


def started(answers: Answers) -> dict[str, Any]:
    """Give what every new record begins with."""
    return {name: answers[name] for name in ("id", "title", "summary")} | {"draft": True}


def slug(text: str) -> str:
    """Turn words into a name of small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
