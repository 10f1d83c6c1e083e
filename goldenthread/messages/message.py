"""What an entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.problems import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Message:
    """How much a problem matters, and the sentences that say it.

    `build.py explain CODE` and the guide show the rest: `why` it matters, what makes the problem (`wrong`),
    and an `example` that passes. The tests try both; they ask every entry for all three.
    """

    severity: Severity
    what: str
    fix: str
    why: str = ""
    wrong: str = ""
    example: str = ""
