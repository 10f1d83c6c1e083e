"""The meetings at which members had an action plan before them, as far as the records tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content

MET = (Role.MEETING, Role.DECIDED, Role.PLAN_AGREED)  # events at which members sat


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: its day, the body's name where it is known, and the id of the paper that brought the plan there."""

    day: date
    body: str = ""
    report: str = ""


def meetings(content: Content, today: date) -> dict[str, tuple[Meeting, ...]]:
    """Return the meetings that had each plan before them up to `today`, one a day, the newest first, by the plan's id.

    These are the meeting that decided it, those of the bodies that follow it, and those that its own events name.
    A plan whose actions we do not have has none.
    """
    found: dict[str, dict[date, Meeting]] = {name: {} for name in content.action_plans}
    for name, meeting in (*_of_papers(content, today), *_of_events(content)):
        if meeting.day <= today and content.action_plans[name].actions:
            found[name].setdefault(meeting.day, meeting)
    return {name: tuple(days[day] for day in sorted(days, reverse=True)) for name, days in found.items()}


def _of_papers(content: Content, today: date) -> Iterator[tuple[str, Meeting]]:
    names = {office.id: office.name for office in content.organisation.offices}
    answering: dict[str, list[str]] = defaultdict(list)
    decided: dict[str, list[str]] = defaultdict(list)
    for name, plan in content.action_plans.items():
        decided[plan.decided_in or ""].append(name)
        for review in plan.responds_to:
            answering[review].append(name)
    for report in content.cabinet_reports.values():
        if report.is_public(today):
            held = [appendix.action_plan for appendix in report.appendices if appendix.action_plan]
            brought = [name for review in report.brings for name in answering[review]]
            for name in dict.fromkeys((*decided[report.id], *held, *brought)):
                if name in content.action_plans:
                    plan = content.action_plans[name]
                    yield from ((name, meeting) for meeting in _of_paper(report, plan, names))


def _of_paper(report: CabinetReport, plan: ActionPlan, names: Mapping[str, str]) -> Iterator[Meeting]:
    if report.meeting and (report.id == plan.decided_in or report.body in plan.monitored_by):
        yield Meeting(report.meeting, names.get(report.body, ""), report.id)
    for row in report.timetable:
        if row.date and row.body in plan.monitored_by:
            yield Meeting(row.date, names.get(row.body, ""), report.id)


def _of_events(content: Content) -> Iterator[tuple[str, Meeting]]:
    for name, plan in content.action_plans.items():
        for event in plan.events:
            if (
                content.vocabulary.role("events", event.kind) in MET
                and event.when
                and event.when.first == event.when.last
            ):
                yield name, Meeting(event.when.first)
