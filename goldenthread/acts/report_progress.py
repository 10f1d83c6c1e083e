"""A progress report on action plans, to a committee or to Cabinet: its questions, and the draft that they make.

Light to import: the command line prints these questions as help.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import Answers, Question, a_day, always
from goldenthread.common.inflection import capital, joined, noun
from goldenthread.model import NOT_RECORDED, TO_WRITE

if TYPE_CHECKING:
    from goldenthread.acts.start_record import NewRecord
    from goldenthread.read import Content

LGA = "lga"
_LAST_MET = "When did it last meet? Give the date, or the ID of that meeting or of a report to it."
_UNKNOWN = "Press Enter if that is not recorded."


def _plans(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(name, plan.title) for name, plan in content.action_plans.items()]


def _bodies(content: Content, answered: Answers) -> Sequence[tuple[str, str]]:
    from goldenthread.acts.start_questions import offer_bodies

    return offer_bodies(content, answered)


def _meeting_of(content: Content, text: str) -> str:
    """Return the day of a meeting that is named by its record, or by a report to it."""
    report, meeting = content.cabinet_reports.get(text), content.meetings.get(text)
    day = meeting.held_on if meeting else report.meeting if report else None
    return day.isoformat() if day else text


def _known_days(content: Content, answered: Answers) -> list[str]:
    """Return the days on which records name a meeting of the body, the first one first."""
    from goldenthread.read.meetings import meeting_days

    days = {day for body, day in meeting_days(content, date.max) if body == answered["body"]}
    return [day.isoformat() for day in sorted(days)]


def _when_before(content: Content, answered: Answers) -> str:
    """Ask for the last meeting, and name the one that the records know."""
    meeting = answered["meeting"]
    before = [day for day in _known_days(content, answered) if meeting == NOT_RECORDED or day < meeting]
    return _LAST_MET + (f" The records name {_day(before[-1])}." if before else "")


def _next_known(content: Content, answered: Answers) -> str:
    """Return the next meeting of the body that the records name."""
    meeting = answered["meeting"]
    after = [day for day in _known_days(content, answered) if meeting != NOT_RECORDED and day > meeting]
    return after[0] if after else NOT_RECORDED


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
        _LAST_MET,
        read=a_day,
        wrong=_met_before,
        means=_meeting_of,
        asks=_when_before,
    ),
    Question(
        "next",
        f"What date does it meet after that? {_UNKNOWN}",
        default=_next_known,
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
    content: Content,
    answered: Answers,
    appendix: dict[str, Any],
    waiting: Sequence[str],
    reported: Sequence[str],
) -> NewRecord:
    """Make the report: what the records give is written, and the rest is left to its author.

    `waiting` names the actions of which a request for more time is still to be decided, and `reported` those that the
    body has still to close.
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
        "purposes", Role.FOR_DECISION if waiting or reported else Role.FOR_INFORMATION
    ) or content.vocabulary.filling("purposes", Role.FOR_DECISION)
    answers = {
        **answered,
        "id": answered["id"] or _id(answered, appendix, is_for_lga=is_for_lga),
        "title": title,
        "summary": summary,
        "action_plan": "",
        "purpose": purpose.word if purpose else "",
        "key_decision": "no",
        "decision": list(_decisions(is_for_lga, waiting, reported, since)),
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


def _decisions(
    is_for_lga: bool, waiting: Sequence[str], reported: Sequence[str], since: str
) -> Iterator[str]:
    """Yield what the body is asked to decide, as far as the records tell."""
    if is_for_lga:
        yield "approves the position statement."
    else:
        yield f"notes what has changed since {since}, as set out in the appendix."
    if reported:
        is_one = len(reported) == 1
        yield f"closes {joined(list(reported))}, which {'is' if is_one else 'are'} reported as finished."
    if waiting:
        yield f"grants or refuses the {noun(len(waiting), 'request')} for more time for {joined(list(waiting))}."


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
