"""What readers are shown of a change: which changes are worth their time, and the old and the new words.

Left out: our notes on the source, what only the program needs, and changes of nothing but layout and punctuation.
What was taken off a page is reported, and its words are not repeated. Nor are old words with the details of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goldenthread.approvals.approval_trail import Judged
from goldenthread.approvals.verdict import State, Verdict
from goldenthread.changes.differences import ORDER, Act
from goldenthread.changes.word_diff import Run, shortened, word_diff
from goldenthread.changes.wording import Change
from goldenthread.common.dates import in_words
from goldenthread.common.urls import is_web_address
from goldenthread.rules.sensitive_text import is_sensitive

# Notes of a proof-reader, and what only the program needs: no reader of the page would look for them.
NOT_REPORTED = frozenset(
    "editor_note editor_notes wording_note numbers_are_ours ours printed_in_plan printed_count summarised "
    "cell cells spans sha256 differs fields format section".split()
)
MOST = 400  # words of one change: of more, most of the text is new
LONG = 80  # words that are read better in a fold
FEW = 25  # words of an addition that are shown: the page itself has them all

_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s*(?:#{1,6}|[-*+>]|#\.)\s+|^[\s|:-]+$|\[\^[^\]]*\]:?|\*\*|`|\\(?=\W)", re.MULTILINE)
_SIGNS = ".,;:!?'‘’“”\"()*_…–—-"


@dataclass(frozen=True, slots=True)
class Revision:
    """One change as readers see it: a sentence, and the words before and after; both are empty where they are not shown."""

    sentence: str
    before: str = ""
    after: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the words that went, came and stay around them, in the order of the text; none where most of it is new."""
        return _runs(self.before, self.after)

    @property
    def is_long(self) -> bool:
        """Whether it is read better in a fold."""
        return sum(len(text.split()) for _, text in self.runs) > LONG


@dataclass(frozen=True, slots=True)
class Edition:
    """What changed of a page on one day: from its last words of the day before to its last words of that day."""

    day: date
    when: str
    changes: tuple[Revision, ...]
    approval: str  # how it was approved, in a sentence or more; empty where the council keeps no approvals
    requests: tuple[str, ...]  # the addresses of the pull requests that can be shown
    digest: str  # SHA-256 of the record's public content; empty while it was not shown

    @property
    def said(self) -> tuple[str, ...]:
        """Return what changed, a sentence each."""
        return tuple(change.sentence for change in self.changes)

    @property
    def shows_words(self) -> bool:
        """Whether any change has its old or its new words."""
        return any(change.after for change in self.changes)

    @property
    def request(self) -> str:
        """Return the address of the last pull request; empty where there is none to show."""
        return self.requests[-1] if self.requests else ""


def edition_of(judged: Sequence[Judged], changes: Sequence[Change], *, shows_words: bool = True) -> Edition:
    """Return what changed on a day, whose versions are judged, with how each was approved."""
    last = judged[-1].version
    is_after_gap = any(one.version.follows_unread for one in judged)
    gap = (Revision("Versions before this one cannot be read any more."),) if is_after_gap else ()
    verdicts = [one.verdict for one in judged]
    requests = (verdict.pull_request for verdict in verdicts if is_web_address(verdict.pull_request))
    return Edition(
        day=last.first_day,
        when=in_words(last.first_day),
        changes=(*revisions(changes, shows_words=shows_words), *gap),
        approval=" ".join(dict.fromkeys(filter(None, map(_approval, verdicts)))),
        requests=tuple(dict.fromkeys(requests)),
        digest=last.digest,
    )


@lru_cache(maxsize=2048)  # a change is on the page of its record, of its part, and of all changes
def _runs(before: str, after: str) -> tuple[Run, ...]:
    if not before:
        return (("new", after),) if after else ()
    found = word_diff(before, after)
    edited = sum(len(text.split()) for kind, text in found if kind != "same")
    return tuple(shortened(found)) if edited <= MOST else ()


def revisions(changes: Iterable[Change], *, shows_words: bool) -> tuple[Revision, ...]:
    """Return the changes that are worth a reader's time, the most telling first; each sentence once."""
    found = (
        _revision(change, shows_words=shows_words)
        for change in sorted(changes, key=lambda change: _ORDER.index(change.act))
        if not _is_left_out(change)
    )
    return tuple(dict.fromkeys(found))


# What happened and what was decided comes before words that we improved.
_ORDER = (
    *(Act.WITHDRAW, Act.PUBLISH, Act.CORRECT, Act.DECISION, Act.TIMELINE, Act.PROGRESS, Act.EVENT),
    *(Act.WORDING, Act.PAGE, Act.SETTINGS),
)


def _is_left_out(change: Change) -> bool:
    if any(step.field in NOT_REPORTED for step in change.way):
        return True
    is_edit = bool(change.way and change.before and change.after)
    return is_edit and _letters(change.before) == _letters(change.after)


def _letters(text: str) -> list[str]:
    """Return the words of a text in small letters, without the signs around them: figures keep theirs."""
    found = (word if any(map(str.isdigit, word)) else word.strip(_SIGNS) for word in _readable(text).split())
    return [word.casefold().rstrip(_SIGNS) for word in found if word]


def _readable(text: str) -> str:
    """Return Markdown without its signs, line by line."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).replace(" | ", " · ").replace("|", "")


def _revision(change: Change, *, shows_words: bool) -> Revision:
    before, after = _readable(change.before), _readable(change.after)
    is_edit = bool(change.way and before and after and change.way[-1].field != ORDER)
    is_field = bool(change.way and not change.way[-1].item)
    is_in_sentence = change.act not in (Act.WORDING, Act.PAGE) or " moved from " in change.brief
    is_shown = shows_words and not is_in_sentence and (is_edit or (is_field and after))
    if not is_shown or is_sensitive(before) or is_sensitive(after):
        return Revision(change.brief)
    if not is_edit:
        is_short = "\n" not in after and len(after.split()) <= FEW
        return Revision(change.brief, after=after if is_short else "")
    return Revision(change.brief, before, after)


def _approval(verdict: Verdict) -> str:
    if verdict.state is State.APPROVED:
        return f"Approved by: {', '.join(verdict.roles) or 'a person other than the author'}."
    if verdict.state is State.BEFORE:
        return "Published before approvals were kept here."
    return "" if verdict.state is State.NOT_KEPT else "No approval is recorded."
