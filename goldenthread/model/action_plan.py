"""An action plan: what the council agreed to do about each recommendation, and how far it has got."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import PrivateAttr

from goldenthread.model.base import (
    AnsweredRecommendation,
    Day,
    Id,
    Line,
    LineOrBlank,
    Moment,
    MomentOrBlank,
    Number,
    OneOf,
    Prose,
    ProseOrBlank,
    Record,
    Refers,
    Several,
    Share,
    Tally,
    WholeNumber,
    YesNo,
    material_flag,
    shown,
)
from goldenthread.model.common import Document, Event, ListEnd, Measure, Published, Theme, Withdrawal


class Entry(Record):
    """What was recorded of an action at one time, which is its `date`; on an earlier day nothing is known of it."""


class Update(Entry):
    """What was known about an action's progress at one time: added, never rewritten."""

    date: MomentOrBlank = shown(
        "When this was known: a day, a month, a year or the like; or `not recorded`.", "2031-12-15"
    )
    status: Annotated[LineOrBlank, OneOf("statuses")] = shown(
        "The status of the action then, if the source gives one.", "in progress", None
    )
    confidence: Annotated[Line, OneOf("confidences")] | None = shown(
        "How sure the council is of the timeline.", "on track", None
    )
    note: Prose = shown(
        "What was done, in one or two sentences.", "All five directorates have the new report."
    )
    next_steps: Prose | None = shown("What will be done next.", "Train the last two teams.", None)
    share_done: Share | None = shown("How much of it is done, as printed.", "about 75%", None)
    evidence: Line | None = shown(
        "The paper or page that shows it; required for “complete”, unless only the plan itself says so.",
        "Cabinet report, 15 December 2031",
        None,
    )
    printed_in_plan: YesNo = shown(
        "`yes` if the plan itself prints this status, and no other paper that we have shows it.", "yes", False
    )
    timeline: Line | None = shown(
        "The new timeline, if it moved; `no date set` if there is no new one.",
        "March 2032",
        None,
    )
    timeline_means: Line | None = shown(
        "What the new timeline means, if we cannot read it or would read it wrongly; shown as ours.",
        "October to December 2031",
        None,
        printed=False,
    )
    reason: Prose | None = shown("Why the timeline moved.", "The system arrived late.", None)
    approved_by: Line | None = shown(
        "Who approved the new timeline, or closed the action.", "Audit Committee, 12 December 2031", None
    )
    minute: Line | None = shown("Where that is minuted.", "Minute 24 of 12 December 2031", None)
    source: Line | None = shown(
        "The source, if it is not the lead.", "Progress review report, section 4.1", None
    )
    _awaits: str = PrivateAttr(
        ""
    )  # set by `progress.awaiting_closure`: it depends on the plan and on the names of bodies

    @property
    def awaits(self) -> str:
        """Return the body that has still to close what this update reports as finished; empty where none has."""
        return self._awaits


class ExtensionDecision(Entry):
    """What a body decided about a request for more time, and where that is minuted."""

    outcome: Literal["granted", "refused", "not decided"] = shown(
        "What was decided; `not decided` if it was put off.", "granted"
    )
    by: Line = shown("The body or post that decided.", "Audit Committee")
    date: MomentOrBlank = shown("When: a day, a month, a year or the like; or `not recorded`.", "2031-12-12")
    minute: Line | None = shown("Where it is minuted.", "Minute 24", None)
    source: Line | None = shown("Where we know it from, if not from the minute.", "Tracker, column F", None)


class Extension(Entry):
    """A request for more time, and what was decided about it; one that was granted moves the timeline."""

    asked: MomentOrBlank = shown("When it was asked for; or `not recorded`.", "2031-12-01")
    asked_by: Line | None = shown("Who asked.", "Director of Finance", None)
    to: LineOrBlank = shown("The new timeline that was asked for.", "March 2032", None)
    reason: ProseOrBlank = shown("Why.", "The system arrived late.", None)
    decision: ExtensionDecision | None = shown(
        "What was decided; leave it out until it is.", "outcome: granted", None
    )

    @property
    def date(self) -> Moment:
        """Return the first date that is known of it."""
        return self.asked or (self.decision.date if self.decision else None)


class Action(Record):
    """One row of the plan: its own number, what it answers, and the three columns as printed.

    Response, delivery and confidence are three things and never one: whether the council agreed
    (`acceptance`), how far it has got (the last update) and how sure it is (the update's confidence).
    """

    number: Number = shown("The plan's own number.", "39")
    answers: Annotated[tuple[AnsweredRecommendation, ...], Several] = shown(
        "The recommendations it answers, by review and number; leave it out for a commitment of the council’s own.",
        "2031-finance 1",
        (),
    )
    group: Id = shown("The id of its group in this file.", "key-recommendations")
    recommendation: Prose | None = shown(
        "The recommendation in the plan's words, if they differ from the reviewers'.",
        "Share one picture.",
        None,
        printed=True,
    )
    response: ProseOrBlank = shown(
        "What the council will do, in the plan's words; `not recorded` if blank.",
        "See 6",
        None,
        printed=True,
    )
    response_summary: Prose | None = shown(
        "What the council will do, in our own plain English.", "A new report will be used.", None
    )
    acceptance: Annotated[Line, OneOf("acceptances")] | None = shown(
        "Whether the council agreed, if it says so.", "accepted", None, printed=True
    )
    acceptance_reason: ProseOrBlank = shown(
        "Why the council does not agree, or agrees only in part.",
        "The law does not allow it.",
        None,
        printed=True,
    )
    acceptance_source: Line | None = shown(
        "Where the council says whether it agrees, if that is not in the plan.",
        "Minutes of Cabinet, 4 October 2031",
        None,
        printed=True,
    )
    lead: LineOrBlank = shown(
        "The lead column as printed; `not recorded` if blank.", "Director of Finance", printed=True
    )
    lead_posts: tuple[Annotated[Id, Refers("offices")], ...] = shown(
        "The bodies and posts meant, if the printed lead is not one name.", "- director-of-finance", ()
    )
    timeline: LineOrBlank = shown(
        "The timeline column as printed; `not recorded` if blank.", "October 2031", printed=True
    )
    timeline_means: Line | None = shown(
        "What the printed timeline means, if we cannot read it or would read it wrongly; shown as ours.",
        "October to December 2031",
        None,
        printed=False,
    )
    same_as: Number | None = shown("The action that is this row’s whole answer (“See 6”).", "6", None)
    see: Annotated[tuple[Number, ...], Several] = shown(
        "Actions that the response refers to, in addition to its own answer.", "8", ()
    )
    updates: tuple[Update, ...] = shown(
        "Progress, newest first.", "- date: 2031-12-15", (), printed=True, progress=True
    )
    measures: tuple[Measure, ...] = shown(
        "Figures by which its success is measured, with baseline and target.",
        "- what: savings",
        (),
        printed=True,
    )
    extensions: tuple[Extension, ...] = shown(
        "Requests for more time, newest first.", "- asked: 2031-12-01", (), progress=True
    )
    since: Day | None = shown(
        "The first day when it was on the list, if it was added later.",
        "2031-09-30",
        None,
        progress=True,
        dated=True,
    )
    until: ListEnd | None = shown(
        "The last day when it was on the list, and why it left.", "date: 2031-12-02", None, progress=True
    )
    withdrawn: Withdrawal | None = shown(
        "That it no longer applies, since when and why.", "date: 2032-01-05", None
    )
    editor_note: Prose | None = shown(
        "An editor’s note about it.", "The lead is in the timeline column.", None
    )
    note_is_material: YesNo = material_flag()


class DeclaredCount(Record):
    """How many actions a report says have one status."""

    status: Annotated[Line, OneOf("statuses")] = shown("The status.", "complete")
    count: Tally = shown("How many actions the report says have it.", "7")


class DeclaredTotals(Entry):
    """The totals that a report gives of the whole plan: kept as printed, and compared with its rows on that day."""

    date: MomentOrBlank = shown("The date of the totals.", "2031-12-15")
    of: Tally | None = shown("How many actions the report counts in all.", "44", None)
    counts: tuple[DeclaredCount, ...] = shown("The number for each status.", "- status: complete", ())
    source: Line = shown("The report that gives them.", "Progress report, December 2031")
    note: Prose | None = shown(
        "Why they differ from the rows, if they do.", "The report counts action 9 as complete.", None
    )


class ActionPlan(Published):
    """`data/action-plans/ID.yml`: one plan, answering one or several reviews."""

    responds_to: tuple[Annotated[Id, Refers("reviews")], ...] = shown(
        "The reviews that it answers; leave it out for a plan of the council’s own commitments.",
        "- 2031-finance",
        (),
    )
    decided_in: Annotated[Id, Refers("cabinet-reports")] | None = shown(
        "The cabinet report that presented it.", "2031-10-04-finance", None
    )
    monitored_by: tuple[Annotated[Id, Refers("offices")], ...] = shown(
        "The bodies that monitor progress.", "- audit-committee", ()
    )
    closed_by: Annotated[Id, Refers("offices")] | None = shown(
        "The body that closes its actions: until an update names it under `approved_by`, with the minute, "
        "a finished action is shown as reported.",
        "audit-committee",
        None,
    )
    monitoring: Prose | None = shown("How progress is monitored, as the papers say.", "Twice a year.", None)
    supplied: YesNo = shown("`no` if we do not have the plan itself; the page then says so.", "yes", True)
    source: Line | None = shown(
        "Where to find the plan's exact words.", "Appendix 1 of the cabinet report", None
    )
    documents: tuple[Document, ...] = shown("The papers that the record is based on.", "- id: report", ())
    events: tuple[Event, ...] = shown("What happened, and when.", "- kind: decided", (), progress=True)
    numbers_are_ours: YesNo = shown(
        "`yes` if the paper prints no numbers, and ours only tell its items apart.", "yes", False
    )
    groups: tuple[Theme, ...] = shown(
        "The headings of its rows, in printed order.", "- id: key-recommendations", ()
    )
    measures: tuple[Measure, ...] = shown(
        "Figures by which the whole plan is measured.", "- what: savings", (), printed=True
    )
    actions: tuple[Action, ...] = shown("The rows in printed order.", "- number: 1", (), printed=True)
    declared_totals: tuple[DeclaredTotals, ...] = shown(
        "Totals that reports give of the whole plan, newest first.",
        "- date: 2031-12-15",
        (),
        progress=True,
    )
    printed_count: Tally | None = shown(
        "How many actions the plan has, when the list here is not all of them.", "30", None
    )
    gaps: Prose | None = shown(
        "Why numbers are missing from the actions here, for a reader.",
        "Only the actions that a committee monitors are held here.",
        None,
    )
    ask_for_news_after: WholeNumber | None = shown(
        "After how many days without an update the leads are asked for one; leave it out, and silence is not counted.",
        "90",
        None,
        printed=False,
    )
