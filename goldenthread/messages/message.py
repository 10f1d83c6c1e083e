"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.problems import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Message:
    """How much a problem matters, and the sentences that say it."""

    severity: Severity
    what: str
    fix: str
