"""The parts of a report that a decision answers, each with its mark as printed and its words."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.common.inflection import slug
from goldenthread.model.decision import Decision, Resolution
from goldenthread.read import Content
from goldenthread.report.layout import decisions_of, layout_of


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
    report = content.cabinet_reports[decision.report]
    groups = decisions_of(layout_of(content, report), report)
    own = [group for group in groups if group.facts.body == decision.decided_by] or groups
    return tuple(RecommendedPart(mark, text) for group in own for mark, text in group.parts)


def name_of_part(resolution: Resolution) -> str:
    """Return the name of the recommended part that a resolution is about."""
    return (resolution.recommended or resolution.number).slug
