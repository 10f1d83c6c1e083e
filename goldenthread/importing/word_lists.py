"""The numbers and bullets that Word counts and does not write: worked out from the document's list definitions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Literal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Listed = tuple[Literal["numbered", "bullet"], int, int | None]


class Lists:
    """Counts the items of every list as Word does: each level goes on until a higher one moves."""

    def __init__(self, document: Any) -> None:
        """Read which list has which kind of mark."""
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.count: dict[str, dict[int, int]] = defaultdict(dict)
        self.of_number: dict[str, str] = {}
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        kinds: dict[str, dict[int, tuple[str, int]]] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            kinds[abstract.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (
                    _value(level, "numFmt", "decimal"),
                    int(_value(level, "start", "1")),
                )
                for level in abstract.iter(f"{W}lvl")
            }
        for number in numbering.iter(f"{W}num"):
            name, abstract = number.get(f"{W}numId"), _value(number, "abstractNumId", "")
            restarts = {
                int(o.get(f"{W}ilvl")): _value(o, "startOverride", "") for o in number.iter(f"{W}lvlOverride")
            }
            # Lists of one definition count on in each other, unless one says where it starts again.
            self.of_number[name] = name if any(restarts.values()) else f"abstract {abstract}"
            for level, (form, start) in kinds.get(abstract, {}).items():
                self.levels[name, level] = (form, int(restarts.get(level) or start))

    def of(self, paragraph: Any) -> Listed | None:
        """Give the kind, depth (from 1) and number of a paragraph that is an item; None for any other."""
        place = _place(paragraph)
        if place is None or place not in self.levels:
            return None
        name, level = place
        form, start = self.levels[place]
        if form == "none":
            return None
        if form == "bullet":
            return "bullet", level + 1, None
        counts = self.count[self.of_number[name]]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return "numbered", level + 1, counts[level]


def _place(paragraph: Any) -> tuple[str, int] | None:
    """Find the list and level of a paragraph, its own or those of its style."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to lists
    style = paragraph.style
    for _ in range(10):
        marks = properties.find(f"{W}numPr") if properties is not None else None
        if marks is not None:
            name = _value(marks, "numId", "0")
            return (name, int(_value(marks, "ilvl", "0"))) if name != "0" else None
        if style is None:
            return None
        properties, style = style.element.find(f"{W}pPr"), style.base_style
    return None


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", default)) if found is not None else default
