"""A small pack that has nothing to do with any council, as tests of packs write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goldenthread.common.output import Output
from goldenthread.publish.pack_files import Packed, write_pack

FILES = [Output("a.pdf", b"paper"), Output("a.html", b"page"), Output("appendices/b.csv", b"1,2\n")]
FACTS = {"title": "Åbo – “plan”", "meeting": None}
DAY = date(2032, 1, 10)


def write(home: Path, files: list[Output] = FILES) -> Packed:
    return write_pack("a", files, FACTS, DAY, home)
