"""Rules about positions: who agrees with a recommendation and who does not, in plans and beside recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.common import Published
from goldenthread.model.review import Position
from goldenthread.model.vocabulary import DISAGREES
from goldenthread.read import Content
from goldenthread.read.passages import Spot, parts
from goldenthread.rules.finding import Finding


def disagreement_has_a_reason(content: Content) -> Iterator[Finding]:
    """A position that is not full agreement has a reason or a response, or “not recorded” for it, and a source."""
    for file, record in content.published():
        for loc, part in parts(content, file):
            field = "acceptance" if isinstance(part, Action) else "position"
            if not isinstance(part, Action | Position) or not _disagrees(content, getattr(part, field)):
                continue
            spot, position = Spot(file, (*loc, field)), {"position": getattr(part, field)}
            reason = "acceptance_reason" if isinstance(part, Action) else "response"
            if not (reason in part.model_fields_set or part.response or _summary(part)):
                yield Finding("disagreement-without-reason", spot, position | {"reason": reason})
            if isinstance(part, Action) and not part.acceptance_source and not _names_a_paper(record):
                yield Finding("disagreement-without-source", spot, position)


def _disagrees(content: Content, position: str | None) -> bool:
    return content.vocabulary.role("acceptances", position) in DISAGREES


def _summary(part: Action | Position) -> str | None:
    return part.response_summary if isinstance(part, Action) else None


def _names_a_paper(plan: Published) -> bool:
    return isinstance(plan, ActionPlan) and bool(plan.source or plan.decided_in or plan.documents)
