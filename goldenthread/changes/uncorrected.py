"""Which words are published wording, and where they change without a correction that readers can see.

A cabinet report is a whole: whatever is printed in it counts, also what is added or removed. Of a review or a plan
only words that others printed count, once readers have had them. Our own words, such as a title, a
summary or an editor’s note, may be made better without a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.changes.canonical import Fact, Facts
from goldenthread.changes.differences import ORDER, Act, Difference, Step, compare_record
from goldenthread.changes.naming import name_of, where
from goldenthread.changes.public_state import State, state, state_at
from goldenthread.common.git import commit_of, git
from goldenthread.common.problems import Problem
from goldenthread.model.addresses import LEDGER
from goldenthread.model.fields import is_printed
from goldenthread.model.kinds import BY_FOLDER, CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.corrections import editions, is_taken_down
from goldenthread.rules.finding import Finding, said
from goldenthread.source import Loc, load


def without_correction(differences: Iterable[Difference], data: Any = None) -> tuple[Difference, ...]:
    """Return the changes of published wording that no correction added with them names.

    `data` has the values of the record's file, so that items without a number are named by their place.
    """
    found = list(differences)
    named: dict[str, set[str]] = {}
    for item in found:
        if item.act is Act.CORRECT and isinstance(item.after, dict):
            named.setdefault(item.record, set()).update(_corrected(item.record, item.after))
    return tuple(
        item
        for item in found
        if is_wording(item) and not _is_named(item, named.get(item.record, set()), data)
    )


def _corrected(record: str, correction: Facts) -> Iterator[str]:
    """Yield the fields that a correction names, counted from the record: `actions.2.response`."""
    kind, about = BY_FOLDER.get(record.partition("/")[0]), correction.get("about")
    for name in correction.get("fields", ()):
        yield name
        if about and kind and kind.numbered:
            yield f"{kind.numbered.field}.{about}.{name}"


def _is_named(item: Difference, names: set[str], data: Any) -> bool:
    """Whether names cover a difference: a field covers what is within it, an item only its being added or removed."""
    name, fields_above = field_name_of(item, data)
    if names & {name, *fields_above}:
        return True
    before, after = item.before, item.after
    if not (isinstance(before, list) and isinstance(after, list) and len(before) == len(after)):
        return False
    differing = (place for place, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1])
    return all(f"{name}.{place}" in names for place in differing)


def field_name_of(item: Difference, data: Any = None) -> tuple[str, list[str]]:
    """Return the name of what differs, as `build.py correct` knows it, and of the fields that it is within.

    A figure in it is a number, or a place counted from 1. Items that nothing tells apart have the name of their list.
    """
    name, above = "", list[str]()
    for step in item.way:
        if step.field == ORDER:
            break
        data = data.get(step.field) if isinstance(data, dict) else None
        name = f"{name}.{step.field}".lstrip(".")
        if not step.item:
            above.append(name)
        elif step.item.startswith("{"):
            break
        else:
            place = _place(data, step.item) if isinstance(data, list) else None
            data = None if place is None else data[place]
            known = step.item if place is None else data.get("number") or data.get("id") or place + 1
            name = f"{name}.{known}"
    return name, above


def corrected_fields(key: str, before: Facts, after: Facts, data: Any) -> list[str]:
    """Return the names of all fields that differ between two states of a record, its corrections left out."""
    found = (item for item in compare_record(key, before, after) if item.way and item.act is not Act.CORRECT)
    return list(dict.fromkeys(field_name_of(item, data)[0] for item in found))


def is_wording(item: Difference) -> bool:
    """Whether a difference changes words that are published as printed."""
    kind = BY_FOLDER.get(item.record.partition("/")[0])
    if not (kind and item.way and is_printed(kind.model, [step.field for step in item.way])):
        return False
    if kind.is_paper:
        return item.act is not Act.DECISION or item.before is not None
    return item.before is not None


# What tells one item of a list from another in a file.
_NAMES = ("number", "id", "section", "date", "what", "title", "name")


def uncorrected_since(root: Path, content: Content, today: date, base: str) -> list[Problem]:
    """Hold the content against that of a commit: each change of published words that has no correction is a problem.

    Only records that readers could see, and still can, are compared. GitFailed says that there is no such commit.
    """
    commit = git(root, "merge-base", commit_of(root, base), "HEAD").decode().strip()
    (before, _), after = state_at(root, commit, today), state(content, today)
    moved = {old.rstrip("/"): new.rstrip("/") for old, new in after.moved.items()}
    found: list[Problem] = []
    for name, facts in sorted(before.records.items() if before else ()):
        key = moved.get(name, name)
        now = after.records.get(key)
        differences = compare_record(key, facts, now) if now else []
        file = f"data/{key}.yml"
        data = load(root / file, file).data if key.partition("/")[0] in BY_FOLDER and differences else None
        for item in without_correction(differences, data):
            field = field_name_of(item, data)[0]
            words = {"where": where(item.way, now, facts), "record": name_of(key, now), "field": field}
            found.append(said(content, Finding("words-without-correction", _spot(content, item), words)))
    if before:
        found += [said(content, finding) for finding in _altered(content, before, after)]
    return found


def _altered(content: Content, before: State, after: State) -> Iterator[Finding]:
    """Yield each published file, and each entry in the list of them, that is not as it was. They are only ever added."""
    for file, digest in before.kept.items():
        if after.kept.get(file) != digest and not is_taken_down(content, file):
            fault = "it was changed" if file in after.kept else "it was removed"
            yield Finding("published-bytes-changed", Spot(file, line=1), {"file": file, "fault": fault})
    for file, entry in before.recorded.items():
        if after.recorded.get(file) != entry and not is_taken_down(content, file):
            fault = f"its entry in {LEDGER} was changed or removed"
            yield Finding("published-bytes-changed", Spot(LEDGER), {"file": file, "fault": fault})
    yield from _unknown_versions(content, before)


def _unknown_versions(content: Content, before: State) -> Iterator[Finding]:
    """Yield each version that was added with a PDF that nobody published: none of the recorded ones."""
    for version in content.versions:
        known = {entry.sha256 for _, entry in editions(content, CABINET_REPORTS, version.report)}
        new = [name for name in version.found if f"{version.folder}/{name}" not in before.kept]
        for name in (name for name in new if name.endswith(".pdf") and known):
            if version.found[name] not in known:
                words = {"file": f"{version.folder}/{name}", "fault": "it is not the PDF that was recorded"}
                yield Finding("published-bytes-changed", Spot(version.manifest, line=1), words)


def _spot(content: Content, item: Difference) -> Spot:
    """Find the line of a difference in the files of today; of a long text, the first line that is new."""
    folder, _, name = item.record.partition("/")
    record = content.folders[folder][name]
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
