"""Published words that change without a correction: the one rule that needs to know how the files were before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldenthread.changes.canonical import Fact
    from goldenthread.changes.compare import Difference, Step
    from goldenthread.problems import Problem
    from goldenthread.read import Content
    from goldenthread.register.state import State
    from goldenthread.rules.finding import Spot
    from goldenthread.source import Loc

# What tells one item of a list from another in a file.
_NAMES = ("number", "id", "section", "date", "what", "title", "name")


def without_correction(root: Path, content: Content, today: date, base: str) -> list[Problem]:
    """Hold the content against that of a commit: each change of published words that has no correction is a problem.

    Only records that readers could see, and still can, are compared. GitFailed says that there is no such commit.
    """
    from goldenthread.changes import corrected
    from goldenthread.changes.compare import compare_record
    from goldenthread.changes.naming import name_of, where
    from goldenthread.register.state import state
    from goldenthread.rules.finding import Finding, said

    before, after = _before(root, today, base), state(content, today)
    moved = {old.rstrip("/"): new.rstrip("/") for old, new in after.moved.items()}
    found: list[Problem] = []
    for name, facts in sorted(before.records.items() if before else ()):
        key = moved.get(name, name)
        now = after.records.get(key)
        differences = compare_record(key, facts, now) if now else []
        for item in corrected.without_correction(differences):
            words = {"where": where(item.way), "record": name_of(key, now)}
            found.append(said(content, Finding("words-without-correction", _spot(content, item), words)))
    return found


def _before(root: Path, today: date, base: str) -> State | None:
    from goldenthread.git import commit_of, git, take_out
    from goldenthread.read import read
    from goldenthread.register.state import state

    commit = git(root, "merge-base", commit_of(root, base), "HEAD").decode().strip()
    with TemporaryDirectory(prefix="golden-thread-") as name:
        folder = Path(name).resolve()
        take_out(root, commit, ("data", "content"), folder)
        content, _ = read(folder, whole=False)
        return state(content, today) if content else None


def _spot(content: Content, item: Difference) -> Spot:
    """Find the line of a difference in the files of today; of a long text, the first line that is new."""
    from goldenthread.rules.finding import Spot

    folder, _, name = item.record.partition("/")
    record = content.folders()[folder][name]
    text = getattr(record, "text", None)
    if item.way[0].field == "text" and text in content.texts:
        return Spot(text, line=_first_new_line(content.texts[text], item.before))
    file = f"data/{item.record}.yml"
    return Spot(file, _loc(content.root / file, file, item.way))


def _first_new_line(text: str, before: Fact) -> int:
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if line.strip() not in str(before or "")), 1)


def _loc(path: Path, file: str, way: tuple[Step, ...]) -> Loc:
    """Follow a way through the values of a file as far as it goes."""
    from goldenthread.source import load

    data: Any = load(path, file).data
    loc: Loc = ()
    for step in way:
        if not isinstance(data, dict) or step.field not in data:
            break
        data, loc = data[step.field], (*loc, step.field)
        if step.item and isinstance(data, list):
            place = _place(data, step.item)
            if place is None:
                break
            data, loc = data[place], (*loc, place)
    return loc


def _place(items: list[Any], name: str) -> int | None:
    for place, item in enumerate(items):
        if isinstance(item, dict) and name in (item.get(field) for field in _NAMES):
            return place
    return None
