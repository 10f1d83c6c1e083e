"""The parts of a report that a decision answers, each with its mark as printed and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.common.inflection import slug
from goldenthread.model.decision import Decision, Resolution
from goldenthread.read import Content
from goldenthread.report.layout import LaidGroup, decisions_of, layout_of


@dataclass(frozen=True, slots=True)
class RecommendedPart:
    """A part of what a report recommends; its mark is empty where it is the only one."""

    mark: str
    text: str

    @property
    def name(self) -> str:
        """Return its number or letter without brackets and stops: “a”, “2-1”; of the only one, “1”."""
        return slug(self.mark) or "1"


def recommended_parts(content: Content, decision: Decision) -> tuple[RecommendedPart, ...]:
    """Return the parts of its report that a decision has to answer, in printed order; none where it names no report.

    Where a report asks several bodies, these are the parts of the body that decided.
    """
    if decision.report not in content.cabinet_reports:
        return ()
    return tuple(
        RecommendedPart(mark, text) for group in _groups(content, decision) for mark, text in group.parts
    )


def lead_in_of(content: Content, decision: Decision) -> str:
    """Return the words that the report has before the parts, such as “That Cabinet:”; empty where it has none."""
    if decision.report not in content.cabinet_reports:
        return ""
    whole = content.cabinet_reports[decision.report].recommended_decision.lead_in
    own = (group.facts.lead_in for group in _groups(content, decision) if group.facts.lead_in)
    return next(own, whole) or ""


def _groups(content: Content, decision: Decision) -> Sequence[LaidGroup]:
    report = content.cabinet_reports[decision.report or ""]
    groups = decisions_of(layout_of(content, report), report)
    return [group for group in groups if group.facts.body == decision.decided_by] or groups


def name_of_part(resolution: Resolution) -> str:
    """Return the name of the recommended part that a resolution is about."""
    return (resolution.recommended or resolution.number).slug
