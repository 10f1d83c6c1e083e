"""What was worked out about versions before: it depends on the contents and on this program alone, so it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from goldenthread.changes.compare import Act, Step
from goldenthread.changes.words import Change

_ENGINE = Path(__file__).resolve().parents[1]
_DEPENDS_ON = ("model", "source", "changes", "history", "read.py", "dates.py", "amounts.py")


class Memory:
    """A file of answers by their questions. What is not asked for any more is forgotten when it is written again."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self._path is None:
            return self
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            self._known = kept["answers"] if kept["engine"] == _engine() else {}
        except (OSError, ValueError, KeyError, TypeError):
            self._known = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._path is not None and self._asked != self._known:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps({"engine": _engine(), "answers": self._asked}), "utf-8")
            part.replace(self._path)

    def of(
        self, question: tuple[str, ...], answer: Callable[[], tuple[str, tuple[Change, ...]]]
    ) -> tuple[str, tuple[Change, ...]]:
        """Give the digest of a version and its changes in words."""
        name = " ".join(question)
        if name not in self._known:
            shown, changes = answer()
            self._known[name] = [shown, [_kept(change) for change in changes]]
        self._asked[name] = self._known[name]
        return self._known[name][0], tuple(_change(row) for row in self._known[name][1])

    def text_of(self, key: str, blob: str, answer: Callable[[], str]) -> str:
        """Give the path of the text that a record's file names."""
        name = f"text {key} {blob}"
        if name not in self._known:
            self._known[name] = answer()
        self._asked[name] = self._known[name]
        return str(self._known[name])


def _kept(change: Change) -> list[Any]:
    way = [list(step) for step in change.way]
    return [change.record, way, change.act.value, change.sentence, change.before, change.after]


def _change(row: list[Any]) -> Change:
    record, way, act, sentence, before, after = row
    return Change(record, tuple(Step(*step) for step in way), Act(act), sentence, before, after)


def _engine() -> str:
    """Digest the code on which the answers depend."""
    paths = sorted(path for name in _DEPENDS_ON for path in (_ENGINE / name, *(_ENGINE / name).rglob("*.py")))
    digest = sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
