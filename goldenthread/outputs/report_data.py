"""The data that a report's PDF carries: each action plan in it, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goldenthread.model.council import Council
from goldenthread.outputs import data_rows
from goldenthread.outputs.open_data import FILES, as_csv, as_json
from goldenthread.outputs.pdf import Attachment
from goldenthread.register.views import ActionPlanView, CabinetReportView

# What happens after the paper is no part of it: a paper stays the same when progress is recorded.
PROGRESS = frozenset({"due", "slips", "status", "status_since", "updates"})

_ACTIONS = next(file for file in FILES if file.name == "actions")
_PLAN = replace(
    _ACTIONS, columns=tuple(c for c in _ACTIONS.columns if c.name.partition(".")[0] not in PROGRESS)
)


def plans_as_data(report: CabinetReportView, council: Council) -> tuple[Attachment, ...]:
    """Give the files to attach: every action plan among the appendices, row by row as the paper prints it."""
    plans = [appendix.action_plan for appendix in report.appendices if appendix.action_plan]
    return tuple(file for plan in plans for file in _files(plan, council))


def _files(plan: ActionPlanView, council: Council) -> Iterator[Attachment]:
    rows = [
        {name: held for name, held in data_rows.action(action).items() if name not in PROGRESS}
        for action in plan.actions
    ]
    name, about = (
        f"action-plan-{plan.facts.id}",
        f"{plan.facts.title}: every action of the plan as this paper prints it",
    )
    yield Attachment(f"{name}.csv", as_csv(_PLAN, rows), f"{about}, as a table (CSV)")
    yield Attachment(f"{name}.json", as_json(council, _PLAN, rows), f"{about}, for programs (JSON)")
