"""`build.py take-down`: take a record or a file off the site at once, because it should never have been published.

Its words leave the files, whatever refers to it does so no longer, and each of its addresses gets a notice with the date
and the reason. A withdrawal, in contrast, keeps the words: `withdraw.py`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from textwrap import indent
from typing import Any

from goldenthread.acts.questions import TAKE_DOWN
from goldenthread.acts.target import cleaned
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import answers, usage
from goldenthread.commands.verbs import UNCHANGED
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import as_text
from goldenthread.editing.lookup import Named, named
from goldenthread.editing.save import FILES, as_it_would_be, would_bring, write
from goldenthread.editing.splice import CannotEdit, remove, set_value, value_at
from goldenthread.model.addresses import HEAD, LEDGER
from goldenthread.model.base import Record
from goldenthread.model.cabinet_report import Appendix, ProgressSince
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, KINDS, REVIEWS
from goldenthread.read import Content, read
from goldenthread.read.passages import Spot, parts
from goldenthread.read.published_versions import FOLDER
from goldenthread.register.published_files import published_files
from goldenthread.rules import figures, names, resolved_parts, text_references
from goldenthread.rules.permanent_addresses import addresses
from goldenthread.source import loads

BY_HAND = """\
Now publish: make site, or merge this change. Until then readers still have it.
Still to do by hand, today. The guide explains each step (when-something-should-not-have-been-published.md):
  1. Tell the data protection officer. If people are at risk, the ICO must know within 72 hours.
  2. Remove it from git history, and ask the code host to clear its caches, forks and pull requests.
  3. Delete previews, build archives and earlier deployments on the host, and the folders build/ and site/ here.
  4. Remove it from mirrors, committee papers, packs and emails, and ask everyone with a copy to delete it.
  5. Ask search engines and web archives to remove the addresses.
"""
_RULES = (
    names.references_lead_somewhere,
    names.recommendations_exist,
    resolved_parts.actions_are_there,
    text_references.what_is_drawn_is_there,
    text_references.cross_references_lead_somewhere,
    figures.cells_are_there,
)
_WORDS_GONE = "The words of this part were in a report that has been taken down."
_BRACKETS = re.compile(r"!?\[\[[^\]\n]*\]\]")
_GONE = re.compile(r"^gone:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*?(?=( *)- )", re.MULTILINE)


@dataclass(slots=True)
class _Change:
    """What is to be written: the new bytes of each file by its path from the root, None for one that is deleted."""

    content: Content
    why: str
    files: dict[str, bytes | None] = field(default_factory=dict)

    def bytes_of(self, file: str) -> bytes:
        """Return a file as it would be."""
        return self.files.get(file) or (self.content.root / file).read_bytes()

    def delete(self, *files: str) -> None:
        """Delete those of the files that are there."""
        self.files |= {file: None for file in files if (self.content.root / file).is_file()}

    def left(self) -> list[str]:
        """Return the files that stay and are changed."""
        return sorted(file for file, after in self.files.items() if after is not None and file != LEDGER)


def run(args: argparse.Namespace) -> Exit:
    """Take the record or the file out, and say what is still to be done."""
    if len(args.words) != 1:
        raise usage("take-down RECORD|FILE --why …")
    content = read(args.root, whole=False)[0]
    if content is None:
        raise CommandError(
            "The council’s settings cannot be read. Fix what check reports, or delete the file by hand."
        )
    file = args.words[0].removeprefix(f"{FILES}/")
    found = None if (args.root / FILES / file).is_file() else named(args.root, args.words)[0]
    answered = answers(TAKE_DOWN, vars(args), args)
    change = _Change(content, cleaned(answered["why"]))
    if found is None:
        _take_out_file(change, file)
        gone = [f"files/{file}"]
    else:
        records = _records(content, found)
        _take_out_records(change, records)
        gone = _gone(change, records, args.today)
    if gone:
        change.files[LEDGER] = _with_notices(change, gone, answered)
    return _save(args, change, len(gone))


def _take_out_records(change: _Change, records: Sequence[tuple[str, str]]) -> None:
    """Delete records with their texts, files and kept versions, and what refers to them."""
    content = without = change.content
    for folder, name in records:
        left = {key: record for key, record in without.folders[folder].items() if key != name}
        without = without.having(BY_FOLDER[folder].model, left)
        change.delete(f"data/{folder}/{name}.yml")
        kept = content.root / FOLDER / folder / name
        change.delete(*(path.relative_to(content.root).as_posix() for path in kept.rglob("*")))
    owned = _texts(content) - _texts(without)
    left_texts = {file: text for file, text in content.texts.items() if file not in owned}
    without = replace(without, texts=left_texts)
    change.delete(*owned)
    files = published_files(content).keys() - published_files(without).keys()
    change.delete(*(f"{FILES}/{file}" for file in files))
    _cut_references(change, without)


def _texts(content: Content) -> set[str]:
    """Return the files of text that records name."""
    return {str(getattr(record, "text", "")) for _, record in content.published()} & content.texts.keys()


def _records(content: Content, found: Named) -> list[tuple[str, str]]:
    """Return a record by folder and name, and each action plan with an action that answers it alone: such a plan cannot be published without it."""
    if found.file.count("/") != 2:  # a file of settings
        raise CannotEdit("edit-no-page", file=found.file)
    folder, name = found.file.removeprefix("data/").removesuffix(".yml").split("/")
    plans = content.action_plans.items() if folder == REVIEWS.folder else ()
    alone = [
        stem
        for stem, plan in plans
        if any({ref.review for ref in action.answers} == {name} for action in plan.actions)
    ]
    return [(folder, name), *((ACTION_PLANS.folder, stem) for stem in alone)]


def _gone(change: _Change, records: Sequence[tuple[str, str]], today: date) -> list[str]:
    """Return the addresses of deleted records, and those that others lose with them, from the site's root."""
    content, urls = change.content, tuple(BY_FOLDER[folder].url(name) for folder, name in records)
    before = addresses(content, today)
    with as_it_would_be(content.root, change.files) as copy:
        left = read(copy, whole=False)[0]
    there = addresses(left, today) if left else before
    kept = {kind.url(name) for kind in KINDS for name in (left.folders[kind.folder] if left else ())}
    lost = {address for address in before - there if "/".join(address.split("/")[:2]) + "/" in kept}
    known = {item.address for item in content.addresses.published} | before
    return sorted(lost | {address for address in known if address.startswith(urls)})


def _cut_references(change: _Change, without: Content) -> None:
    """Take out what refers to a record that is gone; the last of a list first, so that the others keep their places."""
    before = {(found.spot, found.code) for rule in _RULES for found in rule(change.content)}
    cut = {found.spot for rule in _RULES for found in rule(without) if (found.spot, found.code) not in before}
    for spot in sorted(cut, key=_order, reverse=True):
        after = change.bytes_of(spot.file)
        if spot.line:
            after = _without_brackets(after.decode(), (spot.line - 1, spot.column - 1)).encode()
        elif spot.inside:
            value = value_at(loads(after, "").data, spot.loc)
            after = set_value(
                after, spot.loc, _without_brackets(value, spot.inside), _kind_of(spot.file, without)
            )
        else:
            after = _without_field(change, after, spot)
        change.files[spot.file] = after


def _order(spot: Spot) -> tuple[object, ...]:
    return spot.file, [str(part).zfill(6) for part in spot.loc], spot.line, spot.column, spot.inside or (0, 0)


def _without_brackets(text: str, place: tuple[int, int]) -> str:
    """Return a text in which a cross-reference says that what it led to is gone."""
    lines = text.split("\n")
    line, column = place
    lines[line] = lines[line][:column] + _BRACKETS.sub("(taken down)", lines[line][column:], count=1)
    return "\n".join(lines)


def _without_field(change: _Change, after: bytes, spot: Spot) -> bytes:
    """Return a file without one value; an appendix says instead why it is not there."""
    kind = _kind_of(spot.file, change.content)
    within = dict(parts(change.content, spot.file))
    since = within.get(spot.loc[:-2])
    if isinstance(since, ProgressSince) and len(since.plans) == 1:  # without its plan it lists nothing
        spot = Spot(spot.file, spot.loc[:-2])
    owner = within.get(spot.loc[:-1])
    loc = spot.loc
    if isinstance(loc[-1], int) and not isinstance(value_at(loads(after, "").data, loc[:-1]), list):
        loc = loc[:-1]  # one value where there could be a list
    if loc[-1] == "cell":  # a figure without its source is nothing
        loc = loc[:-1]
    after = remove(after, loc)
    if isinstance(owner, Appendix):
        after = set_value(after, (*spot.loc[:-1], "not_supplied"), change.why, kind)
    if isinstance(owner, Decision) and spot.loc == ("report",):
        return _without_recommended(after, owner, change.why)
    return after


def _without_recommended(after: bytes, decision: Decision, why: str) -> bytes:
    """Return the file of a decision whose report is gone: where it resolved the report’s own words, it says why they are not there."""
    for place, part in enumerate(decision.resolutions):
        loc = ("resolutions", place)
        if part.outcome:
            after = remove(after, (*loc, "outcome"))
        if not part.text:
            after = set_value(after, (*loc, "text"), f"{_WORDS_GONE} {why}", Decision)
    return after


def _kind_of(file: str, content: Content) -> type[Record]:
    return next(type(record) for _, path, record in content.records() if path == file)  # type: ignore[return-value]


def _take_out_file(change: _Change, file: str) -> None:
    """Delete a file that is published as it is, and what names it."""
    for _, path, _ in change.content.records():
        for loc, part in parts(change.content, path):
            if getattr(part, "file", None) == file:
                after = change.bytes_of(path)
                if getattr(part, "sha256", None):
                    after = remove(after, (*loc, "sha256"))
                change.files[path] = _without_field(change, after, Spot(path, (*loc, "file")))
    link = re.compile(rf"!?\[([^\]\n]*)\]\((?:[^)\s]*/)?{re.escape(file)}\)")
    for path, text in change.content.texts.items():
        if link.search(text):
            change.files[path] = link.sub(r"\1 (taken down)", change.bytes_of(path).decode()).encode()
    change.delete(f"{FILES}/{file}")


def _with_notices(change: _Change, gone: Sequence[str], answered: Mapping[str, Any]) -> bytes:
    """Return the list of addresses with a notice for each that is gone, and for each that led to one."""
    path = change.content.root / LEDGER
    before = path.read_bytes() if path.exists() else HEAD.encode()
    led = [place for place, item in enumerate(change.content.addresses.moved) if item.new in gone]
    old = [change.content.addresses.moved[place].old for place in led]
    for place in reversed(led):
        before = remove(before, ("moved", place))
    known = {item.address for item in change.content.addresses.gone}
    new = [address for address in (*gone, *old) if address not in known]
    text = before.decode()
    match = _GONE.search(text)
    inset = match[1] if match else "  "
    block = "".join(indent(row, inset) for row in _notices(new, change.why, answered))
    at = match.end() if match else text.index("published:")
    after = (text[:at] + ("" if match else "gone:\n") + block + text[at:]).encode()
    listed = loads(after, "")
    if listed.problems or len(listed.data["gone"]) != len(new) + len(known):  # type: ignore[index]
        raise CannotEdit("edit-not-possible")
    return after


def _notices(new: Iterable[str], why: str, answered: Mapping[str, Any]) -> Iterator[str]:
    for address in new:
        yield f"- address: {address}\n  date: {answered['date']}\n"
        if answered["approved_by"]:
            yield f"  approved_by: {cleaned(answered['approved_by'])}\n"
        yield f"  reason: |\n    {why}\n"


def _save(args: argparse.Namespace, change: _Change, notices: int) -> Exit:
    """Write the change, even where errors are left: the words must be out of the files first."""
    deleted = sorted(file for file, after in change.files.items() if after is None)
    print("Deleted:", *(f"  {file}" for file in deleted), sep="\n")
    if changed := change.left():
        print("No longer named in:", *(f"  {file}" for file in changed), sep="\n")
    print(f"Notices with the reason in {LEDGER}: {notices}")
    errors = would_bring(args.root, change.files, args.today)
    if args.dry_run:
        print(f"{as_text(errors)}This can be done. {UNCHANGED} Run it again without --dry-run to do it.")
        return Exit.FINE
    write(args.root, change.files)
    print("Saved.")
    if errors:
        print(
            f"\nFix these errors first, for they stop {as_typed('build')} from publishing:\n{as_text(errors)}"
        )
    print(f"\n{BY_HAND}", end="")
    return Exit.PROBLEMS if errors else Exit.FINE
