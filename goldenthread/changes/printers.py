"""The summary of changes as Markdown for a pull request, and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from goldenthread.changes.compare import Act
from goldenthread.changes.words import Change, word_diff

# What an approver should look at first comes first.
ORDER = (
    (Act.WORDING, "Published words change: please read each one"),
    (Act.CORRECT, "Corrections"),
    (Act.WITHDRAW, "Withdrawn"),
    (Act.PUBLISH, "New on the site"),
    (Act.DECISION, "Decisions"),
    (Act.TIMELINE, "Timelines that move"),
    (Act.PROGRESS, "Progress"),
    (Act.EVENT, "Events"),
    (Act.PAGE, "Pages of the site"),
    (Act.SETTINGS, "Settings"),
)
MOST = 40  # lines under one heading; the host cuts a comment at 65,536 letters
MOST_LETTERS = 600  # of one text's difference
NO_CHANGE = "Nothing changes for the public: no word, no page, no address."


@dataclass(frozen=True, slots=True)
class Summary:
    """All changes between two states, and what happens to the addresses that readers may keep."""

    changes: tuple[Change, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]

    def in_short(self) -> str:
        """Count the changes by kind of act: "1 to change published text, 2 to record progress"."""
        counts = [(act, sum(change.act is act for change in self.changes)) for act, _ in ORDER]
        parts = [f"{count} to {act.value}" for act, count in counts if count]
        parts += [f"{len(urls)} {_pages(urls)} {how}" for urls, how in self._addresses() if urls]
        return (", ".join(parts) + ".") if parts else NO_CHANGE

    def _addresses(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return ((self.added, "added"), (self.gone, "taken away"))


def as_markdown(summary: Summary) -> str:
    """Write the decision paper of a pull request."""
    if not summary.changes and not summary.added and not summary.gone:
        return f"## What changes for the public\n\n{NO_CHANGE}\n"
    blocks = ["## What changes for the public", f"**In short:** {summary.in_short()}"]
    for act, heading in ORDER:
        found = [change for change in summary.changes if change.act is act]
        if found:
            blocks += [f"### {heading}", "\n".join(_lines(found))]
    if summary.gone:
        advice = "Each needs a redirect or a notice, for somebody may have kept it."
        blocks += ["### Addresses taken away", advice, "\n".join(_urls(summary.gone))]
    if summary.added:
        blocks += ["### Addresses added", "\n".join(_urls(summary.added))]
    return "\n\n".join(blocks) + "\n"


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
        "addresses": {"added": summary.added, "taken_away": summary.gone},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    for _, group in groupby(changes[:MOST], key=lambda change: change.record):
        for change in group:
            yield f"- {safe(change.sentence)}"
            if change.way and change.act not in (Act.PROGRESS, Act.TIMELINE, Act.WITHDRAW):
                yield f"  > {_marked(change)}"
    if len(changes) > MOST:
        yield f"- … and {len(changes) - MOST} more. “build.py changes” prints all of them."


def _marked(change: Change) -> str:
    """Show the words that go and that come, with some of those around them."""
    signs = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    parts = []
    for kind, run in word_diff(change.before, change.after):
        words = _middle(run) if kind == "same" and (change.before and change.after) else run
        parts.append(signs[kind].format(safe(" ".join(words.split()))))
    line = " ".join(parts)
    return line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS].rpartition(" ")[0] + " …"


def _middle(run: str) -> str:
    """Shorten a run of words that stay."""
    words = run.split()
    return run if len(words) <= 20 else " ".join([*words[:8], "…", *words[-8:]])


def _urls(urls: Sequence[str]) -> Iterator[str]:
    for url in urls[:MOST]:
        yield f"- `/{url}`"
    if len(urls) > MOST:
        yield f"- … and {len(urls) - MOST} more."


def _pages(urls: Sequence[str]) -> str:
    return "page" if len(urls) == 1 else "pages"


def safe(words: str) -> str:
    """Keep a council's words from acting as Markdown, HTML, or a call to somebody on the host."""
    plain = re.sub(r"([\\`*_{}\[\]<>|~])", r"\\\1", words.replace("&", "&amp;"))
    return re.sub(r"([@#])(?=\w)", "\\1\u2060", plain)
