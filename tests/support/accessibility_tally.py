"""What the gates looked for and found, kept for the accessibility statement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HEAD = "# The results of the last tests of the pages. “make accessibility” writes this file; do not edit it by hand.\n"
# What is looked for -> how the statement says it, and in which windows.
CHECKS = {
    "axe": ("Rules of WCAG 2.2 AA and best practice, by axe-core", "wide and narrow, light and dark"),
    "keyboard": ("Every stop of the Tab key can be seen", "wide, and at 400% zoom"),
    "menu": ("The menu opens and closes by keyboard; the first stop skips to the words", "at 400% zoom"),
    "reflow": ("Nothing scrolls sideways, and no words are cut off", "wide, and at 400% zoom"),
    "spacing": ("Words can be spaced out without loss", "at 400% zoom"),
    "order": ("Read in the order in which it is seen", "wide, and at 400% zoom"),
    "headings": ("Headings without gaps", "wide"),
    "links": ("The same words of a link lead to one place", "wide"),
    "own colours": ("No mark is lost in the device’s own colours", "wide"),
    "motion": ("Nothing moves when less motion is asked for", "wide"),
    "paper": ("Nothing is cut off on paper, and links show their addresses", "A4"),
    "policy": ("Nothing comes from elsewhere, and the security policy reports nothing", "wide and narrow"),
    "no script": ("The same words without JavaScript", "wide"),
    "html": ("Sound HTML, by the Nu Html Checker", "every page of this site and of an invented council"),
}


@dataclass
class Tally:
    """Counts, for each check, the pages looked at and the faults found."""

    pages: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    tools: set[str] = field(default_factory=set)

    def add(self, check: str, faults: int, pages: int = 1) -> None:
        """Note what a check found."""
        self.pages[check] += pages
        self.faults[check] += faults

    def write(self, file: Path, today: date) -> None:
        """Write the file that the statement is made from; a check that did not run is not in it."""
        lines = [HEAD, f"tested: {today.isoformat()}\n", "tools:\n"]
        lines += [f"  - {tool}\n" for tool in sorted(self.tools)]
        lines.append("checks:\n")
        for check, (what, where) in CHECKS.items():
            if self.pages[check]:
                kind = "pages" if check == "html" else "kinds of page"
                lines.append(f"\n  - what: {what}\n    pages: {self.pages[check]} {kind}, {where}\n")
                lines.append(f"    faults: {self.faults[check]}\n")
        file.write_text("".join(lines), "utf-8", newline="\n")
