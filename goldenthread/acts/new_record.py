"""A new record of any kind from its answers, with the plans that then name it: files that every door writes the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goldenthread.acts import start_decision, start_record
from goldenthread.acts.questions import WrongAnswer
from goldenthread.acts.start_record import NewRecord
from goldenthread.editing.splice import set_value
from goldenthread.model import TO_WRITE
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.read import Content

MAKERS: Mapping[str, Callable[[Content, dict[str, Any]], NewRecord]] = {
    "review": start_record.review,
    "action-plan": start_record.action_plan,
    "cabinet-report": start_record.cabinet_report,
    "plan": start_record.plan,
    "decision": start_decision.decision,
}


def new_record(kind: str, content: Content, answered: dict[str, Any]) -> NewRecord:
    """Return the record that the answers make. Raise WrongAnswer where there is one of its name, or no format for it."""
    if kind == "cabinet-report":
        if not answered["format"]:
            raise WrongAnswer(
                f"No format in data/report-formats.yml is in use on {answered['meeting']}. Choose one with --format."
            )
        answered = {**answered, "decision": answered["decision"] or [TO_WRITE]}
    record = MAKERS[kind](content, answered)
    for path in record.files():
        if (content.root / path).exists():
            raise WrongAnswer(f"There is already a file {path}. Choose another ID with --id.")
    return record


def linked_plans(content: Content, record: NewRecord) -> dict[str, bytes]:
    """Return the files of the plans that a new report presents, saying so, if they are drafts like the report."""
    return {
        path: set_value((content.root / path).read_bytes(), ("decided_in",), record.values["id"], ActionPlan)
        for path, plan in presented_plans(content, record).items()
        if plan.draft
    }


def presented_plans(content: Content, record: NewRecord) -> dict[str, ActionPlan]:
    """Return the plans that a new report presents and that name no report yet, by their files."""
    names = [appendix.get("action_plan") for appendix in record.values.get("appendices") or ()]
    plans = {name: content.action_plans[name] for name in names if name}
    return {ACTION_PLANS.file(name): plan for name, plan in plans.items() if plan.decided_in is None}
