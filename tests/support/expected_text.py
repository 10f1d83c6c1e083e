"""Expected sentences, in a text file beside the tests, so that an editor can change copy without touching Python.

`tests/rules/test_rules.expected.txt` belongs to `tests/rules/test_rules.py`: one block a case, under its name.
`make golden` writes them again (`pytest --renew` with whole files of tests); read the difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from paths import ROOT

HEAD = "# What {name} expects. Change a sentence where it is written, run “make golden”, and read the difference.\n"


def read_blocks(file: Path) -> dict[str, str]:
    """Return the text of each case by its name."""
    blocks = file.read_text("utf-8").split("\n## ")[1:] if file.exists() else []
    return {name: text.strip("\n") for name, _, text in (block.partition("\n") for block in blocks)}


class Expected:
    """Compares what one test was given with the block of its name; with `renew` it keeps that as the new block."""

    def __init__(self, tests: Path, case: str, renew: dict[Path, dict[str, str]] | None) -> None:
        self.file, self.case, self.renew = tests.with_suffix(".expected.txt"), case, renew
        self.calls = 0

    def __call__(self, text: str | Iterable[str]) -> None:
        """Fail when the text, or the lines, are not those of the block: `case`, then `case (2)` and so on."""
        lines = text if isinstance(text, str) else "\n".join(text)
        self.calls += 1
        name = f"{self.case} ({self.calls})" if self.calls > 1 else self.case
        if self.renew is None:
            assert lines.strip("\n") == read_blocks(self.file)[name]
        else:
            blocks = self.renew.setdefault(self.file, {})
            assert name not in blocks, f"two tests of {self.file.name} are called “{name}”"
            blocks[name] = lines.strip("\n")


def write_blocks(renewed: dict[Path, dict[str, str]]) -> None:
    """Write each file with the blocks that its tests gave, and no other."""
    for file, blocks in renewed.items():
        tests = file.relative_to(ROOT).as_posix().replace(".expected.txt", ".py")
        texts = [f"\n## {name}\n{text}\n" for name, text in blocks.items()]
        file.write_text(HEAD.format(name=tests) + "".join(texts), "utf-8")
