"""What was worked out about versions before: it depends on the contents and on this program alone, so it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from goldenthread.common.files import keep, take

_ENGINE = Path(__file__).resolve().parents[1]
_DEPENDS_ON = ("common", "markdown", "model", "source", "read", "changes", "guide", "history")


class Memory:
    """A file of answers by their questions. What is not asked for any more is forgotten when it is written again.

    `depends_on` names what the answers depend on apart from the questions and this program, such as the council's words.
    """

    def __init__(self, path: Path | None, depends_on: str = "") -> None:
        self._path = path
        self._stands_on = f"{_engine()} {depends_on}" if path else ""
        self._known: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}

    def __enter__(self) -> Self:
        try:
            raw = take(self._path) if self._path else None
            kept = json.loads(raw) if raw else {}
            self._known = kept["answers"] if kept.get("stands_on") == self._stands_on else {}
        except (ValueError, KeyError, AttributeError):
            self._known = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._path is not None and self._asked.keys() != self._known.keys():
            kept = {"stands_on": self._stands_on, "answers": self._asked}
            with suppress(OSError):  # the next build works it out again
                keep(self._path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())

    def of(self, question: str, answer: Callable[[], Any]) -> Any:
        """Return the answer to a question, worked out when it is not known; it is made of what JSON can hold."""
        if question not in self._asked:
            self._asked[question] = self._known[question] if question in self._known else answer()
        return self._asked[question]


def _engine() -> str:
    """Digest the code on which the answers depend."""
    paths = sorted(path for name in _DEPENDS_ON for path in (_ENGINE / name, *(_ENGINE / name).rglob("*.py")))
    digest = sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
