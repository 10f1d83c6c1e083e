"""What the gates looked for and found, kept for the accessibility statement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goldenthread.editing.yaml_writer import line

HEAD = "# The results of the last tests of this council’s own pages and papers. “make accessibility” writes this file; do not edit it by hand.\n"
UNITS = {"html": "pages", "pdf": "PDF files"}
# What is looked for -> how the statement says it, and in which windows.
CHECKS = {
    "axe": ("Rules of WCAG 2.2 AA and best practice, by axe-core", "wide and narrow, light and dark"),
    "keyboard": ("Every stop of the Tab key can be seen", "wide, and at 400% zoom"),
    "menu": ("The menu opens and closes by keyboard; the first stop skips to the words", "at 400% zoom"),
    "reflow": ("Nothing scrolls sideways, and no words are cut off", "wide, and at 400% zoom"),
    "widths": ("Nothing scrolls sideways", "in windows of 390 to 1,300 pixels"),
    "spacing": ("Words can be spaced out without loss", "at 400% zoom"),
    "order": ("Read in the order in which it is seen", "wide, and at 400% zoom"),
    "headings": ("Headings without gaps", "wide"),
    "links": ("The same words of a link lead to one place", "wide"),
    "own colours": ("No mark is lost in the device’s own colours", "wide"),
    "motion": ("Nothing moves when less motion is asked for", "wide"),
    "paper": ("Nothing is cut off on paper, and links show their addresses", "A4"),
    "policy": ("Nothing comes from elsewhere, and the security policy reports nothing", "wide and narrow"),
    "no script": ("The same words without JavaScript", "wide"),
    "html": ("Valid HTML, by the Nu Html Checker, without the messages named below", "every page"),
    "pdf": ("PDF/UA-1 and PDF/A-3a, by veraPDF", "every paper of this site"),
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

    def write(self, file: Path, today: date, council: str) -> None:
        """Write the file that the statement is made from; a check that did not run is not in it."""
        lines = [HEAD, f"council: {council}\ntested: {today.isoformat()}\n", "tools:\n"]
        lines += [f"  - {tool}\n" for tool in sorted(self.tools)]
        lines.append("checks:\n")
        for check, (what, where) in CHECKS.items():
            if self.pages[check]:
                unit = UNITS.get(check, "kinds of page")
                lines.append(f"\n  - what: {line(what)}\n    pages: {self.pages[check]} {unit}, {where}\n")
                lines.append(f"    faults: {self.faults[check]}\n")
        file.write_text("".join(lines), "utf-8", newline="\n")
