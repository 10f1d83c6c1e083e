"""Every act on a record that exists, each described once: what an officer does when something has happened.

Light to import: the command line prints these questions as help. What needs the models is loaded when it is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goldenthread.acts.act import Act, in_time
from goldenthread.acts.questions import (
    NONE,
    Answers,
    Question,
    a_day,
    a_moment,
    a_time,
    listed,
    today,
    today_in_words,
)

if TYPE_CHECKING:
    from goldenthread.acts.target import Target


_status_so_far = in_time("record_progress.status_so_far")
_closing_body = in_time("record_progress.closing_body")


def _has_no_status(target: Target, answered: Answers) -> bool:
    return not _status_so_far(target, answered)


STATUS = Question(
    "status",
    "How far has the action got?",
    choices=in_time("record_progress.statuses"),
    means=in_time("record_progress.status_meant"),
)
EVIDENCE = Question(
    "evidence",
    "Which paper or page shows it? (Press Enter if there is none. “complete” needs one.)",
    default=NONE,
    asks=in_time("record_progress.ask_for_evidence"),
    needed=in_time("record_progress.needs_evidence"),
)
UPDATE_DAY = Question("date", "What date is this update for?", default=today, read=a_moment)
SOURCE = Question("source", "Who reported this, if not the lead?", default=NONE, asked=False)
BODY = Question(
    "by",
    "Which body or post decided?",
    means=in_time("target.name_of_office"),
    wrong=in_time("target.not_an_office"),
)
MINUTE = Question("minute", "Where is it minuted? Such as: Minute 24", default=NONE)
LAST_REASON = Question("reason", "Why? Write a sentence for readers.", prose=True)
ACTION = ("PLAN NUMBER", "the plan and the action’s number, such as: 2021-finance 46")
ROW = "the plan or the review, with the number of its action or recommendation, such as: action-plans/2021-finance 46"

RECORD = Act(
    "record",
    "record what happened, such as published or called in, and see the deadlines that follow",
    "record",
    (
        "RECORD EVENT",
        "such as: reviews/2021-finance published. An event is a word of the list “events”, or met, visited, plan agreed, took effect",
    ),
    (
        Question(
            "event",
            "What happened?",
            choices=listed("events"),
            typed=True,
            means=in_time("record_event.event_meant"),
        ),
        Question("on", "When? Give a day, a month or a range.", default=today_in_words, read=a_time),
        Question("body", "Which body was it sent to, or which one replied?", default=NONE, asked=False),
        Question("text", "What happened, in words?", default=NONE, asked=False, prose=True),
        Question("source", "Which paper says so? (Press Enter if none does.)", default=NONE),
    ),
    "record_event.record",
    'reviews/2031-finance agreed --on "25 July 2031" --source "Letter of 25 July 2031"',
    moves_deadlines=True,
)
UPDATE = Act(
    "update",
    "record progress on an action",
    "action",
    ACTION,
    (
        STATUS,
        Question("note", "What has been done? Write one or two sentences.", prose=True),
        EVIDENCE,
        UPDATE_DAY,
        Question(
            "confidence",
            "How confident is the council in the timeline?",
            default=NONE,
            choices=listed("confidences"),
            asked=False,
        ),
        SOURCE,
        Question("approved_by", "Which body closed the action, if one did?", default=NONE, asked=False),
        Question("minute", "Where is that minuted?", default=NONE, asked=False),
        Question("next_steps", "What will be done next?", default=NONE, asked=False),
        Question("share_done", "How much of it is done? Such as: 75%", default=NONE, asked=False),
    ),
    "record_progress.update",
    '2031-finance 3 --status "in progress" --note "The first managers have been trained." --date 2032-01-08',
)
MOVE_DATE = Act(
    "move-date",
    "record that an action’s timeline has moved, and why",
    "action",
    ("PLAN NUMBER TIMELINE", "such as: 2021-finance 12 'March 2022'"),
    (
        Question("timeline", "What is the new timeline?", typed=True),
        Question("reason", "Why has the timeline moved?"),
        Question(
            "timeline_means",
            "What does the new timeline mean, if it is not a plain date?",
            default=NONE,
            asked=False,
        ),
        Question(
            "approved_by", "Who approved that, and when? (Press Enter if you do not know.)", default=NONE
        ),
        replace(STATUS, default=_status_so_far, when=_has_no_status, needed=_has_no_status),
        Question("date", "When was that decided?", default=today, read=a_moment),
        Question("note", "What has been done so far? Write one or two sentences.", default=NONE, asked=False),
        SOURCE,
        Question("minute", "Where is the approval minuted?", default=NONE, asked=False),
    ),
    "record_progress.move_date",
    '2031-finance 3 "March 2032" --reason "The trainer was ill." --approved-by "Audit Committee, 8 January 2032" --status "in progress"',
    check="record_progress.refuse_move",
)
ASK_EXTENSION = Act(
    "ask-extension",
    "record that more time was asked for an action",
    "action",
    ACTION,
    (
        Question("to", "Which new timeline was asked for?", wrong=in_time("extensions.not_a_timeline")),
        Question(
            "by", "Who asked?", means=in_time("target.name_of_office"), wrong=in_time("target.not_an_office")
        ),
        Question("reason", "Why?", prose=True),
        Question("on", "When?", default=today, read=a_moment),
    ),
    "extensions.ask",
    '2031-finance 3 --to "March 2032" --by director-of-finance --reason "The trainer was ill." --on 2031-12-01',
    check="extensions.refuse_ask",
)
DECIDE_EXTENSION = Act(
    "decide-extension",
    "record that a request for more time was granted, refused or put off",
    "action",
    (
        "PLAN NUMBER OUTCOME",
        "such as: 2021-finance 12 granted. The outcome is granted, refused or not-decided",
    ),
    (
        Question(
            "outcome",
            "What was decided?",
            choices=in_time("extensions.outcomes"),
            typed=True,
            means=lambda _, text: text.replace("-", " "),
        ),
        BODY,
        Question("on", "At the meeting of which day?", default=today, read=a_moment),
        MINUTE,
        Question("source", "Where do we know it from, if not from the minute?", default=NONE, asked=False),
    ),
    "extensions.decide",
    '2031-finance 3 granted --by audit-committee --on 2031-12-12 --minute "Minute 24"',
)
CLOSE = Act(
    "close",
    "record that a body closed an action at a meeting, with the minute",
    "action",
    ACTION,
    (
        Question(
            "by",
            "Which body closed it?",
            default=_closing_body,
            needed=lambda target, answered: not _closing_body(target, answered),
            means=BODY.means,
            wrong=in_time("record_progress.not_the_closing_body"),
        ),
        Question("on", "At the meeting of which day?", default=today, read=a_moment),
        Question("minute", "Where is it minuted? Such as: Minute 24"),
        Question(
            "status",
            "With which status?",
            default=in_time("record_progress.status_to_close"),
            choices=in_time("record_progress.finished_statuses"),
            means=STATUS.means,
            asked=False,
        ),
        Question(
            "note",
            "What did the body note? Write one or two sentences.",
            default=NONE,
            asked=False,
            prose=True,
        ),
        Question("evidence", "Which paper shows that it is finished?", default=NONE, asked=False),
    ),
    "record_progress.close",
    '2031-finance 1 --by audit-committee --on 2032-01-09 --minute "Minute 24"',
)
JOIN_LIST = Act(
    "join-list",
    "record since when an action or recommendation is on its list, if it was added later",
    "row",
    ("RECORD NUMBER", ROW),
    (Question("on", "What was its first day on the list?", default=today, read=a_day),),
    "lists.join",
    "action-plans/2031-finance 3 --on 2031-11-01",
)
LEAVE_LIST = Act(
    "leave-list",
    "record that an action or recommendation left its list, and why; its page stays",
    "row",
    ("RECORD NUMBER", ROW),
    (LAST_REASON, Question("on", "What was its last day on the list?", default=today, read=a_day)),
    "lists.leave",
    'action-plans/2031-finance 3 --on 2031-12-02 --reason "It was merged with action 2."',
)
DECLARE_TOTALS = Act(
    "declare-totals",
    "record the totals that a report gives of a plan, to compare with its actions",
    "plan",
    ("PLAN", "the plan’s ID, such as: 2021-finance"),
    (
        Question("on", "For which date does the report give them?", read=a_moment),
        Question("source", "Which report gives them?"),
        Question(
            "of", "How many actions does it count in all? (Press Enter if it does not say.)", default=NONE
        ),
        Question(
            "count",
            "How many does it count for each status? Such as: complete=7",
            several=True,
            means=in_time("lists.a_count"),
            wrong=in_time("lists.not_a_count"),
        ),
        Question(
            "note", "Why do they differ from the actions, if they do?", default=NONE, asked=False, prose=True
        ),
    ),
    "lists.declare_totals",
    '2031-finance --on 2031-12-31 --of 3 --count complete=2 --source "Progress report, December 2031"',
)
WITHDRAW = Act(
    "withdraw",
    "withdraw a record, a recommendation or an action; its page stays and explains why",
    "row",
    ("RECORD [NUMBER]", "such as: 2021-finance 12, or reviews/2021-finance"),
    (
        Question("reason", "Why does it no longer apply? Write a sentence for readers."),
        Question("date", "Since when?", default=today, read=a_day, asked=False),
    ),
    "lists.withdraw",
    'action-plans/2031-finance 3 --reason "The peers withdrew the recommendation."',
)
ACTS = (
    RECORD,
    UPDATE,
    MOVE_DATE,
    ASK_EXTENSION,
    DECIDE_EXTENSION,
    CLOSE,
    JOIN_LIST,
    LEAVE_LIST,
    DECLARE_TOTALS,
    WITHDRAW,
)
