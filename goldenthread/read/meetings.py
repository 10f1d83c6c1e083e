"""The meetings that records name, and those at which members had an action plan before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content

# A body, by its id, and a day on which it met or is to meet.
BodyDay = tuple[str, date]
MET = (Role.MEETING, Role.DECIDED, Role.PLAN_AGREED)  # events at which members sat


def meeting_days(content: Content, today: date) -> dict[BodyDay, tuple[str, ...]]:
    """Return every day of a body that public records name, with the ids of the papers that name it.

    They are named by cabinet reports, as the deciding meeting or in the timetable, by decisions of bodies, and by
    records of meetings.
    """
    found: dict[BodyDay, dict[str, None]] = defaultdict(dict)
    for meeting in content.meetings.values():
        if meeting.is_public(today):
            found.update({(meeting.body, day): {} for day in (meeting.date, meeting.held_on)})
    for name, report in content.cabinet_reports.items():
        rows = [(report.body, report.meeting), *((row.body, row.date) for row in report.timetable)]
        for body, day in rows if report.is_public(today) else ():
            if day:
                found[body, day][name] = None
    for decision in content.decisions.values():
        is_of_body = content.office_role(decision.decided_by) != Role.POST
        if decision.is_public(today) and decision.date and is_of_body:
            found[decision.decided_by, decision.date].update()
    return {key: tuple(names) for key, names in found.items()}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: its day, the body's name where it is known, and the id of the paper that presented the plan there."""

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
            held = [plan for appendix in report.appendices for plan in appendix.plans]
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
