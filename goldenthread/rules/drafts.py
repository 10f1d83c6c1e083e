"""Rules about what is not public yet: drafts, and who can see the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.common.git import tracked
from goldenthread.model import TO_WRITE
from goldenthread.read import Content
from goldenthread.read.passages import Spot, parts
from goldenthread.rules.finding import Finding
from goldenthread.source import Loc

MADE = ("build", "site")  # folders that every build makes again
COUNCIL = "data/council.yml"


def nothing_is_left_to_write(content: Content) -> Iterator[Finding]:
    """Only drafts contain the words “to be written”."""
    for file, record in content.published():
        code = "to-write" if record.draft else "still-to-write"
        for what, spot in (*_fields(content, file), *_lines(content, getattr(record, "text", None))):
            yield Finding(code, spot, {"what": what})


def _fields(content: Content, file: str) -> Iterator[tuple[str, Spot]]:
    """Yield each field that waits, by its name; in a report, by the section that it fills."""
    for loc, part in parts(content, file):
        for name, value in part:
            spot = _waiting(value)
            if spot is not None:
                section = getattr(part, "section", None)
                what = name if section is None else section if name == "text" else f"{section}, {name}"
                yield what, Spot(file, (*loc, name, *spot))


def _waiting(value: object) -> Loc | None:
    """Return the way within a field to words that wait, nothing for the field itself; None when none do."""
    if isinstance(value, str):
        return () if value == TO_WRITE else None
    if isinstance(value, tuple) and value and isinstance(value[0], str) and TO_WRITE in value:
        return (value.index(TO_WRITE),)
    return None


def _lines(content: Content, text: str | None) -> Iterator[tuple[str, Spot]]:
    for line, words in enumerate(content.texts.get(text or "", "").split("\n"), start=1):
        if words.strip() == TO_WRITE:
            yield "the text", Spot(text or "", line=line)


def nothing_made_is_kept_in_git(content: Content) -> Iterator[Finding]:
    """What the build makes is not in git: it would be published without approval."""
    for file in tracked(content.root, MADE):
        yield Finding("kept-in-git", Spot(file), {"file": file})


def a_public_repository_holds_nothing_back(content: Content, today: date) -> Iterator[Finding]:
    """What is not public yet is not in a repository that anyone can read."""
    kept = content.council.repository_is
    for file, record in content.published():
        if record.is_public(today) or kept == "private":
            continue
        if kept is None:
            yield Finding("repository-not-said", Spot(COUNCIL), {"file": file})
            return
        if record.publish_on and record.publish_on > today:
            yield Finding(
                "embargo-in-public", Spot(file, ("publish_on",)), {"day": in_words(record.publish_on)}
            )
        else:
            yield Finding("draft-in-public", Spot(file, ("draft",)))
