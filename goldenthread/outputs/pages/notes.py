"""Where a reader meets an editor's notes: beside the part of the record that each is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from goldenthread.model.common import Published

TOP = "top"


def notes_by_section(facts: Published, sections: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Sort the notes of a record into the sections of its page.

    `sections` names the section that shows a field. A note about a field that is empty, or that no section
    shows, stands at the top, as does one about the whole record.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for note in facts.editor_notes:
        is_shown = note.about in sections and getattr(facts, note.about or "", None)
        found[sections[note.about or ""] if is_shown else TOP].append(note.note)
    return found
