"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.common.problems import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Message:
    """How much a problem matters, and the sentences that say it.

    Why it matters, what makes it, and an example that passes stand in the folder `explained`, under the same code:
    lines of a file are easier to write and to read there than here. The tests try both examples.
    """

    severity: Severity
    what: str
    fix: str
