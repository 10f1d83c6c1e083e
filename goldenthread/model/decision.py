"""A decision: what a body or an officer resolved about each recommended part, why, and what came of it.

What the record of an executive decision has to say: SI 2012/2089, regulations 12 and 13; of an officer’s decision,
SI 2014/2095, regulation 7.
"""

from __future__ import annotations

from typing import Annotated, Literal

from goldenthread.model.base import (
    DayOrBlank,
    Id,
    Line,
    LineOrBlank,
    NamedAction,
    Number,
    OneOf,
    Prose,
    Record,
    Refers,
    Several,
    Tally,
    YesNo,
    shown,
)
from goldenthread.model.common import Document, Event, Person, Published
from goldenthread.model.deadline_rules import DeadlineOverride


class Resolution(Record):
    """What was resolved about one recommended part, or a part that was added at the meeting."""

    number: Number = shown("Its number or letter in the record of the decision.", "a")
    recommended: Number | None = shown(
        "The number or letter of the recommended part, where that differs.", "2.1", None
    )
    outcome: Annotated[Line, OneOf("decision_outcomes")] | None = shown(
        "What became of the recommended part; leave it out where there was no report.", "as recommended", None
    )
    text: Prose | None = shown(
        "The words resolved, where they are not those of the report.", "approves the plan for one year.", None
    )
    referred_to: Line | None = shown(
        "The body or post to which it was referred back.", "Director of Finance", None
    )
    deferred_to: LineOrBlank = shown(
        "Until when it was deferred, or `not recorded`.", "the meeting of 1 November 2031", None
    )
    actions: Annotated[tuple[NamedAction, ...], Several] = shown(
        "The actions that it agrees to, or refuses, by action plan and number.", "2031-finance 1", ()
    )


class Alternative(Record):
    """An option that was considered and rejected."""

    option: Prose = shown("The option; `None.` if the record says that there was none.", "Do nothing.")
    why: Prose | None = shown("Why it was rejected.", "Repairs would cost more each year.", None)


class Declaration(Record):
    """An interest that was declared, or a dispensation that was granted, with whose it is."""

    name: Line | None = shown("Whose it is, as recorded.", "Cllr A Example", None)
    text: Prose = shown(
        "What was declared or granted; `None.` if the record says that there was none.",
        "A relative works for the supplier, and she left the room.",
    )


class MemberVote(Record):
    """How one member voted, in a vote of which that is recorded."""

    name: Line = shown("The member’s name as recorded.", "Cllr A Example")
    vote: Literal["in favour", "against", "abstained"] = shown("How the member voted.", "in favour")


class Vote(Record):
    """A vote, as far as it is recorded."""

    number: Number | None = shown(
        "The part that was voted on; leave it out for the whole decision.", "a", None
    )
    in_favour: Tally | None = shown("How many voted in favour.", "7", None)
    against: Tally | None = shown("How many voted against.", "2", None)
    abstained: Tally | None = shown("How many abstained.", "0", None)
    text: Prose | None = shown("The vote in words.", "Carried without a vote.", None)
    members: tuple[MemberVote, ...] = shown(
        "How each member voted, where that is recorded.", "- name: Cllr A Example", ()
    )


class Decision(Published):
    """`data/decisions/ID.yml`: one decision."""

    number: Line | None = shown("Its number in the council’s own list.", "CAB 12/2031", None, printed=True)
    decided_by: Annotated[Id, Refers("offices")] = shown(
        "The body, or the post of the officer or member, that took it.", "cabinet", printed=True
    )
    date: DayOrBlank = shown(
        "The date of the meeting, or when the officer or member decided; or `not recorded`.",
        "2031-10-04",
        printed=True,
    )
    executive: YesNo = shown(
        "`no` for a decision of full council or a committee that is not for the executive.",
        "no",
        True,
        printed=True,
    )
    key_decision: YesNo | None = shown(
        "Whether it was a key decision; leave it out if that is not recorded.", "no", None, printed=True
    )
    delegation: Prose | None = shown(
        "Of an officer or one member: the delegation relied on.",
        "Cabinet, 4 October 2031, minute 12.",
        None,
        printed=True,
    )
    report: Annotated[Id, Refers("cabinet-reports")] | None = shown(
        "The report that it decides.", "2031-10-04-finance", None
    )
    replaces: Annotated[Id, Refers("decisions")] | None = shown(
        "The decision that it replaces, after that one was called in.", "2031-10-04-finance", None
    )
    resolutions: tuple[Resolution, ...] = shown(
        "What was resolved, each part of the report once.", "- number: a", printed=True
    )
    reasons: Prose | None = shown(
        "The reasons for it.", "To act on what the peers found.", None, printed=True
    )
    alternatives: tuple[Alternative, ...] = shown(
        "The alternatives that were considered and rejected.", "- option: None.", (), printed=True
    )
    interests: tuple[Declaration, ...] = shown("The interests declared.", "- text: None.", (), printed=True)
    dispensations: tuple[Declaration, ...] = shown(
        "The dispensations granted.", "- text: None.", (), printed=True
    )
    present: tuple[Person, ...] = shown("Who was present.", "- name: Cllr A Example", (), printed=True)
    votes: tuple[Vote, ...] = shown("The votes, where they are recorded.", "- in_favour: 7", (), printed=True)
    wards: Annotated[tuple[Line, ...], Several] = shown("The wards affected.", "All", (), printed=True)
    contact: Person | None = shown(
        "Whom to ask about it: an officer, with an office address.", "name: A Example", None, printed=True
    )
    source: Line | None = shown("Where the decision is recorded.", "Minutes of 4 October 2031", None)
    documents: tuple[Document, ...] = shown("The papers that the record is based on.", "- id: minutes", ())
    events: tuple[Event, ...] = shown(
        "What happened to it, and when.", "- kind: decision published", (), progress=True
    )
    deadline_overrides: tuple[DeadlineOverride, ...] = shown(
        "Recorded departures from the rules.", "- deadline: take-effect", ()
    )
