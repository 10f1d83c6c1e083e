"""The summary of changes: as Markdown for a pull request, as text for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from goldenthread.changes.differences import Act
from goldenthread.changes.summary import NO_CHANGE, ORDER, Gone, Summary
from goldenthread.changes.word_diff import Run, shortened, word_diff
from goldenthread.changes.wording import Change

MOST = 40  # lines under one heading: the host cuts a comment at 65,536 letters
MOST_WORDS = 120  # of one difference
TITLE = "What changes for the public"
_MORE = "… and {} more. “build.py changes --format text” prints all of them."


def as_markdown(summary: Summary) -> str:
    """Write the decision paper of a pull request."""
    blocks = [f"## {TITLE}", f"**In short:** {summary.in_short()}" if not summary.is_empty else NO_CHANGE]
    for act, heading in ORDER:
        found = [change for change in summary.changes if change.act is act]
        if found:
            blocks += [f"### {heading}", "\n".join(_most(found))]
    blocks += _list_blocks(summary)
    if summary.drafts:
        blocks.append(_drafts(summary.drafts))
    if summary.left_out:
        blocks += [
            f"### {LEFT_OUT}",
            "\n".join(f"- {safe(file)}: {safe(why)}" for file, why in summary.left_out.items()),
        ]
    if not summary.is_empty:
        blocks += [
            "### Who must approve",
            "\n".join(f"- **{safe(who)}** {safe(why)}" for who, why in _needs(summary)),
        ]
    return "\n\n".join(blocks) + "\n"


def as_text(summary: Summary) -> str:
    """Write all of it for a terminal, nothing shortened but words that stay."""
    lines = [summary.in_short()]
    for act, heading in ORDER:
        found = [change for change in summary.changes if change.act is act]
        if found:
            lines += ["", heading, *(line for change in found for line in _text(change))]
    for heading, listed in _lists(summary):
        lines += ["", heading, *(f"  {line}" for line in listed)]
    if summary.drafts:
        lines += ["", _drafts(summary.drafts)]
    if summary.left_out:
        lines += ["", LEFT_OUT, *(f"  {file}: {why}" for file, why in summary.left_out.items())]
    if not summary.is_empty:
        lines += ["", "Who must approve", *(f"  {who} {why}" for who, why in _needs(summary))]
    return "\n".join(lines) + "\n"


def as_json(summary: Summary) -> str:
    """Write every change for a program."""
    rows = [
        {
            "record": change.record,
            "where": [[step.field, step.item] if step.item else [step.field] for step in change.way],
            "act": change.act.value,
            "sentence": change.sentence,
            "before": change.before,
            "after": change.after,
        }
        for change in summary.changes
    ]
    whole = {
        "summary": summary.in_short(),
        "changes": rows,
        "addresses": {"added": summary.added, "withdrawn": [asdict(item) for item in summary.gone]},
        "must_approve": None if summary.needs is None else [asdict(need) for need in summary.needs],
        "other_files": {path: how for part in summary.machinery for path, how in part.files.items()},
        "drafts": summary.drafts,
        "left_out": dict(summary.left_out),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


LEFT_OUT = "Not compared, because the files cannot be read"


def _drafts(count: int) -> str:
    return f"Also, {count} draft{' changes' if count == 1 else 's change'}. No reader sees a draft."


def _needs(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield who must approve: each role with its reason, and always a second person."""
    for need in summary.needs or ():
        yield f"{need.role}.", need.why
    yield "A second person.", "Whoever approves has written no part of this, and has seen its last state."
    if summary.needs is None:
        yield "No role.", "The council has set no rules that ask for one (data/approval-rules.yml)."


def _most(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes[:MOST]:
        yield from _markdown(change)
    if len(changes) > MOST:
        yield f"- {_MORE.format(len(changes) - MOST)}"


def _markdown(change: Change) -> Iterator[str]:
    yield f"- {safe(change.sentence)}"
    lines = _fresh(change)
    yield from (f"  > - {safe(_cut(line))}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  > - {_MORE.format(len(lines) - MOST)}"
    if _is_changed(change):
        yield f"  > {_marked(shortened(word_diff(change.before, change.after)))}"


def _fresh(change: Change) -> list[str]:
    """Return what is wholly new line by line: a record, an update, an item of a list."""
    is_new = not change.way or change.act in (Act.PROGRESS, Act.TIMELINE) or not change.before
    return (
        [line for line in change.after.split("\n") if line]
        if is_new and change.act is not Act.WITHDRAW
        else []
    )


def _is_changed(change: Change) -> bool:
    return bool(change.way and change.before) and change.act is not Act.WITHDRAW


def _marked(runs: Iterable[Run]) -> str:
    """Mark the words that go and that come, up to so many words."""
    signs = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    parts, left = [], MOST_WORDS
    for kind, text in runs:
        words = text.split()
        parts.append(signs[kind].format(safe(" ".join(words[:left]))))
        left -= len(words)
        if left < 0:
            return " ".join([*parts, "…"])
    return " ".join(parts)


def _cut(text: str) -> str:
    words = text.split()
    return text if len(words) <= MOST_WORDS else " ".join([*words[:MOST_WORDS], "…"])


def _text(change: Change) -> Iterator[str]:
    yield f"  {change.sentence}"
    yield from (f"      {line}" for line in _fresh(change))
    if _is_changed(change):
        signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
        runs = shortened(word_diff(change.before, change.after))
        yield "      " + " ".join(signs[kind].format(text) for kind, text in runs)


def _lists(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """Yield what is listed line by line, below a heading each: addresses, and what changes as well as the words."""
    if summary.gone:
        yield "Addresses withdrawn", [_gone(item) for item in summary.gone]
    if summary.added:
        yield "Addresses added", list(summary.added)
    if summary.machinery:
        yield "Other files", [line for part in summary.machinery for line in part.sentences()]


def _gone(item: Gone) -> str:
    if item.to:
        return f"{item.address} leads to {item.to}"
    return (
        f"{item.address} {'has a notice' if item.has_notice else 'is lost: it needs a redirect or a notice'}"
    )


def _list_blocks(summary: Summary) -> list[str]:
    blocks = []
    for heading, listed in _lists(summary):
        lines = [f"- {safe(line)}" for line in listed[:MOST]]
        if len(listed) > MOST:
            lines.append(f"- {_MORE.format(len(listed) - MOST)}")
        blocks += [f"### {heading}", "\n".join(lines)]
    return blocks


def safe(words: str) -> str:
    """Keep a council's words from acting as Markdown, HTML, mathematics, or a call to someone on the host."""
    words = re.sub(r"[\x00-\x1f\x7f]+", " ", words)  # a name of a file can hold line ends
    plain = re.sub(r"([\\`*_{}\[\]<>|~])", r"\\\1", words.replace("&", "&amp;"))
    plain = re.sub(r"([@#])(?=\w)|(?<=\bGH)(-)(?=\d)", lambda m: m[0] + "\u2060", plain).replace("$", "&#36;")
    # At the head of a line these begin a heading, a list or a line across.
    plain = re.sub(r"^([-+=#])", r"\\\1", plain)
    return re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", plain)
