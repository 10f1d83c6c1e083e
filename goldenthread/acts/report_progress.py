"""A progress report on action plans, to a committee or to Cabinet: its questions, and the draft that they make.

Light to import: the command line prints these questions as help.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import Answers, Question, a_day, always
from goldenthread.common.inflection import capital, joined, noun
from goldenthread.model import NOT_RECORDED, TO_WRITE

if TYPE_CHECKING:
    from goldenthread.acts.start_record import NewRecord
    from goldenthread.read import Content

LGA = "lga"
_UNKNOWN = "Press Enter if that is not recorded."


def _plans(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(name, plan.title) for name, plan in content.action_plans.items()]


def _bodies(content: Content, answered: Answers) -> Sequence[tuple[str, str]]:
    from goldenthread.acts.start_questions import offer_bodies

    return offer_bodies(content, answered)


def _meeting_of(content: Content, text: str) -> str:
    """Return the day of a meeting that is named by a report to it."""
    report = content.cabinet_reports.get(text)
    return report.meeting.isoformat() if report and report.meeting else text


def _which_plans(content: Content, answered: Answers) -> str:
    known = ", ".join(name for name, _ in _plans(content, answered))
    return f"Which action plans does it report on? Choose from: {known}."


def _monitoring(content: Content, answered: Answers) -> str:
    """Suggest the body that monitors the first plan, where it is one that a report can go to."""
    offered = [name for name, _ in _bodies(content, answered)]
    followed = content.action_plans[answered["plan"][0]].monitored_by if answered["plan"] else ()
    return next((body for body in followed if body in offered), "")


def _met_before(_: Content, answered: Answers, since: str) -> str:
    meeting = answered["meeting"]
    if NOT_RECORDED in (since, meeting) or since < meeting:
        return "" if since != NOT_RECORDED else "The date of the last meeting is needed to compare with it."
    return f"{_day(since)} is not before the meeting on {_day(meeting)}. Give the date of the last meeting."


def _meets_after(_: Content, answered: Answers, following: str) -> str:
    last = answered["since"] if answered["meeting"] == NOT_RECORDED else answered["meeting"]
    if NOT_RECORDED in (following, last) or following > last:
        return ""
    return f"{_day(following)} is not after {_day(last)}. Give the date of the next meeting."


def _readers(*_: object) -> Sequence[tuple[str, str]]:
    return [
        ("committee", "The body that meets: every action, list by list"),
        (LGA, "A peer team: every action under the recommendation that it answers, as a position statement"),
    ]


PLANS = Question(
    "plan", "Which action plans does it report on?", several=True, choices=_plans, asks=_which_plans
)  # fmt: skip
QUESTIONS = (
    Question("body", "Which body is the report for?", default=_monitoring, choices=_bodies),
    Question("meeting", f"What date does it meet? {_UNKNOWN}", default=always(NOT_RECORDED), read=a_day),
    Question(
        "since",
        "When did it last meet? Give the date, or the ID of a report to that meeting.",
        read=a_day,
        wrong=_met_before,
        means=_meeting_of,
    ),
    Question(
        "next",
        f"What date does it meet after that? {_UNKNOWN}",
        default=always(NOT_RECORDED),
        read=a_day,
        wrong=_meets_after,
    ),
    Question(
        "for", "Who will read it: the committee, or the LGA’s peer team (lga)?", default=always("committee"), choices=_readers, asked=False
    ),
    Question("author", "Who wrote it? Give the names as they will be printed.", several=True, asked=False),
    Question("id", "What is its ID? By default, the date and the plan.", default=always(""), asked=False),
)  # fmt: skip


def progress_since(answered: Answers, today: date) -> dict[str, Any]:
    """Return what the appendix is to compare: up to the day of the meeting, or up to today while it is to come."""
    meeting = answered["meeting"]
    return {
        "plans": answered["plan"],
        "since": answered["since"],
        "day": min(meeting, today.isoformat()) if meeting != NOT_RECORDED else today.isoformat(),
        "next": None if answered["next"] == NOT_RECORDED else answered["next"],
        "arranged_by": "recommendation" if answered["for"] == LGA else None,
    }


def progress_report(
    content: Content, answered: Answers, appendix: dict[str, Any], waiting: Sequence[str]
) -> NewRecord:
    """Make the report: what the records give is written, and the rest is left to its author.

    `waiting` names the actions of which a request for more time is still to be decided.
    """
    from dataclasses import replace

    from goldenthread.acts import start_record
    from goldenthread.model.vocabulary import Role
    from goldenthread.report.formats import has_section

    titles = [content.action_plans[name].title for name in answered["plan"]]
    since, day = _day(answered["since"]), _day(appendix["day"])
    is_for_lga = answered["for"] == LGA
    what = "position statement" if is_for_lga else f"progress since {since}"
    title = f"{titles[0] if len(titles) == 1 else 'Action plans'}: {what}"
    summary = (
        f"This report shows what has changed in the {joined(titles)} since the last meeting, on {since}. "
        f"It counts what was recorded up to {day}."
    )
    purpose = content.vocabulary.filling(
        "purposes", Role.FOR_DECISION if waiting else Role.FOR_INFORMATION
    ) or content.vocabulary.filling("purposes", Role.FOR_DECISION)
    answers = {
        **answered,
        "id": answered["id"] or _id(answered, appendix, is_for_lga=is_for_lga),
        "title": title,
        "summary": summary,
        "action_plan": "",
        "purpose": purpose.word if purpose else "",
        "key_decision": "no",
        "decision": list(_decisions(is_for_lga, waiting, since)),
        "reason": _reason(content, answered),
        "risk": "",
        "risk_after": "",
    }
    record = start_record.cabinet_report(content, answers)
    values = dict(record.values) | {"appendices": [{"title": capital(what), "progress_since": appendix}]}
    is_brief = has_section(content, answered["format"], "brief-summary")
    if is_brief:
        values["brief_summary"] = summary
    if has_section(content, answered["format"], "executive-summary"):
        values["executive_summary"] = "\n\n".join([*([] if is_brief else [summary]), _HOW[is_for_lga]])
    text = f"## What has changed since {since}\n\nThe appendix has the details.\n\n{TO_WRITE}\n"
    return replace(record, values=values, text=record.text and text)


_HOW = (
    "The appendix has each action in one list, with its lead, its date, its status then and now, and what was recorded since.",
    "The appendix has each recommendation of the review with what was asked, what was done and what is left.",
)


def _decisions(is_for_lga: bool, waiting: Sequence[str], since: str) -> list[str]:
    noted = (
        "the position statement"
        if is_for_lga
        else f"what has changed since {since}, as set out in the appendix"
    )
    asked = (
        f"grants or refuses the {noun(len(waiting), 'request')} for more time for {joined(list(waiting))}."
    )
    first = f"{'approves' if is_for_lga else 'notes'} {noted}."
    return [first, asked] if waiting else [first]


def _reason(content: Content, answered: Answers) -> str:
    """Return why the body gets the report, where the plans say that it monitors them."""
    follows = all(answered["body"] in content.action_plans[name].monitored_by for name in answered["plan"])
    return "So that members can monitor progress with the plan." if follows else TO_WRITE


def _id(answered: Answers, appendix: dict[str, Any], *, is_for_lga: bool) -> str:
    from goldenthread.acts.start_record import LONGEST_ID

    when = appendix["day"] if answered["meeting"] == NOT_RECORDED else answered["meeting"]
    plans = answered["plan"] if len(answered["plan"]) == 1 else []
    end = "position" if is_for_lga else "progress"
    return "-".join([when, *plans])[: LONGEST_ID - len(end) - 1].rstrip("-") + f"-{end}"


def _day(text: str) -> str:
    from goldenthread.common.dates import in_words

    return in_words(date.fromisoformat(text))
