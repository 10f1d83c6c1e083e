"""Which words are published wording, and where they change without a correction that readers can see.

A cabinet report is a whole: whatever is printed in it counts, also what is added or taken out. Of a review or a plan
those words count that stand as others printed them, once readers have had them. Our own words, such as a title, a
summary or an editor’s note, may be made better without a correction.
"""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.changes.compare import Act, Difference

# The fields of a cabinet report that are not in the paper, or are our own words about it.
_NOT_PRINTED = frozenset(
    {
        "id", "title", "summary", "publish_on", "withdrawn", "corrections", "editor_notes", "header_note", "brings",
        "brings_plan", "measures", "documents", "events", "deadline_overrides", "decision_note",
    }
)  # fmt: skip
# The fields of the other records that hold printed words, by the way to them.
_PRINTED = {
    "reviews": (("text",), ("recommendations",), ("recommendations", "text")),
    "action-plans": (
        ("actions",),
        *(("actions", name) for name in ("recommendation", "response", "acceptance", "lead", "timeline")),
        ("actions", "updates"),
    ),
    "plans": (("tables",),),
}
# Below these, everything counts; of the others only the field itself, or that the whole item is gone.
_WHOLE = (("actions", "updates"), ("tables",))
_OURS = ("editor_note", "sha256", "wording_note")


def without_correction(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Give the changes of published wording in records to which no correction is added."""
    found = list(differences)
    told = {item.record for item in found if item.act is Act.CORRECT}
    return tuple(item for item in found if item.record not in told and is_wording(item))


def is_wording(item: Difference) -> bool:
    """Say whether a difference changes words that are published as printed."""
    folder, way = item.record.partition("/")[0], tuple(step.field for step in item.way)
    if not way or way[-1] in _OURS:
        return False
    if folder == "cabinet-reports":
        is_first_decision = item.act is Act.DECISION and item.before is None
        return way[0] not in _NOT_PRINTED and not is_first_decision
    if item.before is None:
        return False
    printed = _PRINTED.get(folder, ())
    return way in printed or any(way[: len(start)] == start for start in _WHOLE if start in printed)
