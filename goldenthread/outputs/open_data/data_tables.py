"""Every file of open data: what a row is, and its columns beyond the fields that the model describes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter, itemgetter, methodcaller
from typing import Any

from goldenthread.common.amounts import percentage
from goldenthread.common.inflection import joined
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import Action, ActionPlan, Update
from goldenthread.model.cabinet_report import (
    Appendix,
    CabinetReport,
    RecommendedDecision,
    ReportSection,
    Risk,
)
from goldenthread.model.decision import Decision, Resolution
from goldenthread.model.kinds import (
    ACTION_PLANS,
    CABINET_REPORTS,
    DECISIONS,
    KINDS,
    MEETINGS,
    NOTICES,
    PLANS,
    REVIEWS,
)
from goldenthread.model.meeting import AgendaItem, Meeting
from goldenthread.model.notice import Notice
from goldenthread.model.organisation import Office
from goldenthread.model.plan import Plan
from goldenthread.model.review import Recommendation, Review, SubRecommendation
from goldenthread.model.standing import OFF_LISTS, STANDINGS
from goldenthread.outputs.open_data.dictionary import (
    REFERENCE,
    Column,
    Row,
    as_text,
    columns_of,
    describe,
    row,
)
from goldenthread.register.views import ActionView, AppendixView, Register

FOLDER = "data/v1/"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One set of data: its name, what a row is, its columns, and what each row is made of."""

    name: str
    about: str
    columns: tuple[Column, ...]
    sources: Callable[[Register], Iterable[Any]]
    has_csv: bool = False

    def rows(self, register: Register) -> list[Row]:
        """Return the rows in their order."""
        return [row(self.columns, source) for source in self.sources(register)]

    @property
    def dictionary(self) -> tuple[Column, ...]:
        """Return every name in the file with its meaning."""
        return tuple(describe(self.columns))

    @property
    def key(self) -> str:
        """Return the name of the list of rows in the JSON."""
        return self.name.replace("-", "_")

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the addresses of the files."""
        kinds = ("json", "csv") if self.has_csv else ("json",)
        return tuple(f"{FOLDER}{self.name}.{kind}" for kind in kinds)


def _ids(name: str) -> Callable[[Any], list[str]]:
    """Return what finds the ids of the records that the links of a view lead to: the last part of each address."""
    return lambda view: [link.url.rstrip("/").rpartition("/")[2] for link in getattr(view, name)]


def _id(name: str) -> Callable[[Any], str | None]:
    return lambda view: getattr(view, name) and getattr(view, name).url.rstrip("/").rpartition("/")[2]


def _numbers(name: str) -> Callable[[Any], list[str]]:
    return lambda view: [item.facts.number for item in getattr(view, name)]


def _appendix_kind(view: AppendixView) -> str:
    names = {kind.held_as: kind.singular for kind in KINDS if kind.held_as} | {
        "progress_since": "progress since the last meeting",
        "file": "file",
        "exempt": "exempt",
    }
    return next((kind for name, kind in names.items() if getattr(view.facts, name)), "not supplied")


def _status(view: ActionView) -> str | None:
    return view.status.word.word if view.status.is_recorded else None


_record = partial(columns_of, reach="facts")
_several = partial(Column, is_list=True)
_after = partial(Column, is_progress=True)  # what happens after the paper

_TITLE = Column("title", "What the page is called.", "page.title")
_URL = Column("url", "Address of the page, from the root of this site.")
_ITS_URL = replace(_URL, value="page.url")
_WITHDRAWN_ON = Column(
    "withdrawn_on", "The day from which it no longer holds; empty while it does.", "facts.withdrawn.date"
)
_WITHDRAWN_BECAUSE = Column(
    "withdrawn_because", "Why it no longer holds.", "facts.withdrawn.reason", holds=("withdrawn",)
)
_PULL_REQUEST = Column(
    "pull_request",
    "Address of what was proposed; empty where there is none.",
    lambda item: (item.edition and item.edition.request) or None,
)

_SLIP = (
    Column("was", "The timeline before, as printed; empty when it was blank.", "was.as_printed"),
    Column("became", "The timeline after, as printed.", "became.as_printed"),
    Column("on", "When it moved; empty when that is not recorded.", as_text("on")),
    Column("days_later", "By how many days, less than 0 for earlier; empty when one is not a date.", "days"),
    Column("reason", "Why it moved."),
    Column("approved_by", "Who approved the move; empty when nobody is named."),
)
_UPDATE = columns_of(
    Update,
    ...,
    Column(
        "percent_done",
        "The percentage that the share done gives, as a number.",
        lambda update: percentage(update.share_done or ""),
    ),
)
_ACTIONS = _record(
    Action,
    Column("plan", "The action plan’s id.", "plan_id"),
    "number",
    _several("answers", "The recommendations that the action answers.", parts=REFERENCE),
    Column(
        "own_commitment",
        "Whether it is the council’s own commitment: the plan names no recommendation.",
        lambda view: bool(view.own_commitment),
    ),
    Column("theme", "The heading of the plan under which the action is listed.", "group.name"),
    Column("summary", "What was asked: our summary, or the reviewers’ own words where we have none."),
    Column(
        "response",
        "What the council will do; empty when the plan leaves it blank.",
        lambda view: view.facts.response or view.facts.response_summary,
    ),
    Column(
        "response_is_summary",
        "Whether `response` is our summary rather than the plan’s own words.",
        lambda view: view.facts.response is None and view.facts.response_summary is not None,
    ),
    Column("lead.as_printed", "The lead as printed; empty when the plan leaves it blank.", "facts.lead"),
    Column("lead.posts", "The ids of the bodies and posts meant.", _ids("leads"), holds=("lead_posts",)),
    Column("timeline.as_printed", "The plan’s timeline as printed; empty when it is blank."),
    Column(
        "timeline.kind",
        "What the timeline is. With a date: date, month, season, quarter, year, open (a start and no end), recurring or relative (counted from an event). Without one: ongoing, complete, immediate, to be confirmed, no date, none (blank), ambiguous (two readings) or unclear (not a date).",
    ),
    Column("timeline.from", "The first day that the timeline can mean.", "timeline.first"),
    Column("timeline.to", "The last day that the timeline can mean.", "timeline.last"),
    _after("due.as_printed", "The timeline in force: the last that an update gives, else the plan’s."),
    _after("due.kind", "What the timeline in force is."),
    _after("due.from", "The first day that the timeline in force can mean.", "due.first"),
    _after("due.to", "The last day that the timeline in force can mean.", "due.last"),
    _after("slips", "Every move of the timeline, the first move first.", parts=_SLIP, is_list=True),
    Column(
        "see",
        "The numbers of all actions of the same plan that the response points to.",
        lambda view: sorted({link.number for link in view.points_to}),
    ),
    "same_as",
    _after("status", "The status of the action, with “reported” before it until the body that closes the plan’s actions has closed it; empty when no paper that we hold says.", _status),
    _after("status_since", "The date of the update that says so.", as_text("status.since")),
    Column("acceptance", "Whether the council agreed, as far as it says so; empty when nobody has recorded what a response says of it.", lambda view: None if view.acceptance.word == NOT_RECORDED else view.acceptance.word),
    _after("updates", "Progress, newest first.", "facts.updates", _UPDATE, is_list=True),
    replace(_WITHDRAWN_ON, value="withdrawn.date"),
    replace(_WITHDRAWN_BECAUSE, value="withdrawn.reason"),
    "editor_note",
    "note_is_material",
    _URL,
    _after("due.every_months", "How many months from one time to the next, if it recurs and that is known; its days are those of the next time.", lambda view: (view.due.recurs and view.due.recurs.every) or None),
    _after("last_update", "The date of the last update, request for more time or decision about it; empty when none is recorded, or the newest has no date.", as_text("last_news")),
    _after("ask_for_update_on", "The day on which the lead is asked for an update if none comes before; empty where the plan does not count the days.", "silence.ask_on"),
    _after("standing", f"The status as the pages show it, on the day on which the site was built: {joined([part.noun for part in STANDINGS], 'or')}; {joined([part.noun for part in OFF_LISTS], 'or')} where it is not on the list.", "standing.noun"),
)  # fmt: skip
_ACTION_PLANS = _record(
    ActionPlan,
    ...,
    Column("responds_to", "The ids of the reviews that it answers.", _ids("responds_to")),
    Column("decided_in", "The id of the cabinet report that presented it.", _id("decided_in")),
    Column("actions", "The numbers of its actions.", _numbers("actions")),
    _URL,
)
_ANSWER = (Column("plan", "The action plan’s id."), Column("action", "The action’s number.", "number"))
_RECOMMENDATIONS = _record(
    Recommendation,
    Column("review", "The review’s id.", "review_id"),
    "number",
    Column("key", "Whether the reviewers call it a key recommendation.", "facts.key"),
    Column("theme", "The heading of the review under which it is listed.", "theme.name"),
    "summary",
    "text",
    _several(
        "answered_by", "The actions that answer it; one whose response is left blank does not.", parts=_ANSWER
    ),
    _several(
        "sub_recommendations",
        "Its parts, if they have letters of their own, and the actions that answer each.",
        parts=columns_of(
            SubRecommendation,
            ...,
            _several("answered_by", "The actions that answer this part.", parts=_ANSWER),
            reach="facts",
        ),
    ),
    _several("repeats", "Recommendations that ask for the same, or for a part of it.", parts=REFERENCE),
    Column("source", "Where the exact words are: document, section and number."),
    Column("also_in", "Other places where it is printed."),
    _WITHDRAWN_ON,
    _WITHDRAWN_BECAUSE,
    "wording_note",
    "editor_note",
    "note_is_material",
    _URL,
)
_REVIEWS = _record(
    Review,
    ...,
    Column("earlier_reviews", "The IDs of the earlier reviews that it follows up.", _ids("earlier")),
    Column(
        "recommendations",
        "The numbers of its recommendations that are held here; empty where they are not, `[]` where it makes none.",
        lambda view: _numbers("recommendations")(view) or ([] if view.facts.printed_count == 0 else None),
        holds=("recommendations",),
    ),
    Column("action_plans", "The ids of the action plans that answer it.", _ids("action_plans")),
    Column("cabinet_reports", "The ids of the cabinet reports that presented it.", _ids("cabinet_reports")),
    Column("later_reviews", "The ids of later reviews that look back on it.", _ids("later")),
    _URL,
    left_out=("text",),  # the name of its Markdown file
)
_LISTED_ACTION = (
    Column("plan", "The action plan’s id.", "now.plan_id"),
    Column("number", "The action’s number.", "now.facts.number"),
    Column("status_then", "The status at the last meeting; empty when none was recorded or it was not on the list.", lambda one: one.then and _status(one.then)),
    Column("status", "The status on the day; empty when none was recorded.", lambda one: _status(one.now)),
    Column("due_then", "The timeline in force at the last meeting, as printed.", "then.due.as_printed"),
    Column("due", "The timeline in force on the day, as printed.", "now.due.as_printed"),
    Column("updates", "The dates of the updates that were recorded since.", lambda one: [getattr(update.date, "as_printed", update.date) for update in one.news]),
)  # fmt: skip
_PROGRESS_LIST = (
    Column("id", "The name of the list."),
    Column("title", "Its heading."),
    Column("definition", "Which actions are in it. One that fits several lists is in the first."),
    _several("actions", "Its actions.", parts=_LISTED_ACTION),
)
_APPENDICES = _record(
    Appendix,
    Column("number", "Its number or letter as printed."),
    "title",
    Column("kind", "What it is: action plan, review, plan, progress since the last meeting, file, exempt or not supplied.", _appendix_kind),
    Column("action_plan", "The id of the action plan that it holds.", "action_plan.facts.id"),
    Column("review", "The id of the review whose report it holds.", "review.facts.id"),
    Column("plan_themes", "The id of the plan whose themes it holds.", "plan.facts.id"),
    ...,
    _several("progress_lists", "Of progress since the last meeting: every list, in order. Each action is in one.", "since.lists", _PROGRESS_LIST),
    _several("progress_left", "Of progress since the last meeting: the actions that left the list.", "since.left", _LISTED_ACTION),
)  # fmt: skip
_SECTIONS = (
    Column("number", "The number as printed; empty where none is printed."),
    Column("heading", "The heading as printed."),
)
_CABINET_REPORTS = _record(
    CabinetReport,
    "id",
    "title",
    "heading",
    "summary",
    Column("body", "The id of the body that decides.", "facts.body"),
    "meeting",
    "purpose",
    "authors",
    Column("recommended_decision", "What the body is asked to decide, part by part.", "facts.recommended_decision.every_part"),
    "decision",
    _several("sections", "The sections in printed order.", parts=_SECTIONS),
    Column("risk", "The risk assessment; empty when the paper has none.", "facts.risk", columns_of(Risk, "current", "residual")),
    _several("appendices", "The appendices in printed order.", parts=_APPENDICES),
    Column("reviews", "The ids of the reviews that it presents.", _ids("reviews"), holds=("brings",)),
    Column("action_plans", "The ids of the action plans that it presents.", _ids("action_plans")),
    Column("plan", "The id of the plan that it reports on.", _id("plan"), holds=("brings_plan",)),
    _WITHDRAWN_ON,
    _WITHDRAWN_BECAUSE,
    "corrections",
    "editor_notes",
    Column("pdf", "Address of the PDF, from the root of this site."),
    _URL,
    Column("key_decision", "`true` when it asks for a key decision; empty when the record does not say so.", lambda view: view.facts.key_decision or None),
    Column("recommendation", "The words before the parts of the recommended decision, and a note on them.", "facts.recommended_decision", columns_of(RecommendedDecision, left_out=("parts",))),
    _several("section_texts", "The sections of prose that the format names, with their texts.", "facts.sections", columns_of(ReportSection)),
    left_out=("text",),  # the name of its Markdown file
)  # fmt: skip
_RESOLUTION = columns_of(
    Resolution,
    ...,
    Column(
        "recommended_words",
        "The words of the report; empty for a part that was added.",
        lambda view: view.recommended or None,
    ),
    _several(
        "actions",
        "The actions that it is about.",
        parts=(Column("plan", "The action plan’s id."), Column("number", "The action’s number.")),
    ),
    reach="facts",
)
_DECISION_PARTS = (
    Column("decision", "The id of the decision.", _id("decision")),
    *_RESOLUTION,
    replace(_URL, value="decision.url"),
)
_DECISIONS = _record(
    Decision,
    ...,
    _several("resolutions", "What was resolved, part by part.", parts=_RESOLUTION),
    Column("stage", "How far it has got: decided, decision published, open to call-in, called in, upheld after call-in, call-in withdrawn, referred back after call-in, decided again, in effect or carried out.", "state.stage"),
    Column("stage_reason", "How that is known, in one or two sentences.", "state.reason"),
    Column("effect", "The day on which it took or may take effect; empty while that is not known, and while a call-in lasts.", "state.effect"),
    Column("replaced_by", "The id of the decision that replaces it.", _id("replaced_by")),
    Column("pdf", "Address of the notice as a PDF, from the root of this site."),
    _URL,
)  # fmt: skip
_PLANS = _record(
    Plan,
    ...,
    Column(
        "related",
        "The ids of cabinet reports about it.",
        lambda view: [name for name in view.facts.related if name in _ids("cabinet_reports")(view)],
    ),
    _URL,
)
_AGENDA = _record(
    AgendaItem,
    Column("number", "Its number as printed, or its place in the agenda; empty where no agenda is recorded."),
    Column("report", "The id of its paper, where readers can see it.", "paper.facts.id"),
    Column("title", "What the item or its paper is called."),
    ...,
    Column("purpose", "What the paper asks of this body; empty where it does not say."),
    Column("urgent", "Why it is an urgent item; empty for any other."),
)
_MEETINGS = _record(
    Meeting,
    "id",
    "title",
    "summary",
    "body",
    Column("date", "The date of the meeting at this address.", "day"),
    ...,
    Column("state", "`moved` (to another date) or `cancelled`; empty where neither is recorded."),
    _several("agenda", "The items in their order, papers that no recorded agenda names among them.", "items", _AGENDA),
    _several("notices", "The ids of the notices about it.", lambda view: [notice.facts.id for notice in view.notices]),
    _several("decisions", "The ids of the decisions taken there.", lambda view: [decision.facts.id for decision in view.decisions]),
    Column("recorded", "Whether it has a record of its own; `false` where only papers name it.", "is_recorded"),
    _URL,
)  # fmt: skip
_NOTICES = _record(
    Notice,
    "id",
    "title",
    "summary",
    ...,
    Column("published", "The date when it was published; empty when it is not recorded.", "facts.publish_on"),
    Column("report", "The id of its paper, where readers can see it.", _id("paper")),
    _several(
        "particulars",
        "What it states, in its order.",
        parts=(Column("label", "What it is.", itemgetter(0)), Column("text", "What it says.", itemgetter(1))),
    ),
    _URL,
)
_ORGANISATION = _record(Office, ..., _URL)

_STEP = (
    Column("day", "The day."),
    Column("counts", "Whether it counts."),
    Column("why", "Why it counts, or why not."),
)
_DEADLINES = (
    Column("id", "The deadline’s id, which stays the same."),
    Column("record", "Address of the page of the review, report or plan, from the root of this site."),
    Column("record_title", "What the review, report or plan is called."),
    Column("what", "What had to be done."),
    Column("rule", "The rule in words."),
    Column("rule_set", "The id of the set of rules that it belongs to."),
    Column("source", "The source of the rule."),
    Column("source_link", "Address of that source; empty when we have none.", lambda item: item.source_link or None),
    Column("anchor", "The event from which it is counted."),
    Column("anchor_as_printed", "When that was, as the papers print it; empty when they do not say.", "anchor_when.as_printed"),
    Column("first", "The due day; the first that it can be, when the event is not known to the day."),
    Column("last", "The due day; the last that it can be. Empty when no day can be worked out."),
    Column("outcome", "Met, missed, not yet due, overdue (nothing says that it was done), not known (due before this register was kept) or cannot be worked out."),
    Column("done", "When it was done, as far as the papers say."),
    Column("margin", "How many days there were to spare; below zero when it was missed by so many days."),
    Column("reason", "The outcome in one or two sentences."),
    _several("steps", "The days, or the steps, from the event to the due day, in their order.", parts=_STEP),
)  # fmt: skip
deadline_row = partial(row, _DEADLINES)

_APPROVALS = (
    _TITLE,
    Column("digest", "SHA-256 of what the record says to the public, in its one form."),
    Column(
        "since", "The day since when it has these words; empty when they are in no commit.", "edition.day"
    ),
    Column("state", "Whether they were approved, or why that is not known."),
    Column("kept_the_rules", "Whether the council’s own rules for approval were kept.", "is_sound"),
    Column("roles", "The roles in which they were approved."),
    Column("approved_on", "The day of the last approval; empty when they were not approved.", "day"),
    _PULL_REQUEST,
    _ITS_URL,
)
_CHANGES = (
    Column("date", "The day of the change.", "edition.day"),
    _TITLE,
    Column("changes", "What changed, a sentence each.", "edition.said"),
    Column(
        "approval",
        "How it was approved; empty where the council keeps no approvals.",
        lambda item: item.edition.approval or None,
    ),
    _PULL_REQUEST,
    _ITS_URL,
)

_UNLESS_HISTORY = "It is empty when the site was made without the history of its files."
FILES = (
    DataFile("actions", "One row for each action of an action plan.", _ACTIONS, attrgetter("actions"), has_csv=True),
    DataFile(ACTION_PLANS.folder, "One row for each action plan. Its actions are in a file of their own.", _ACTION_PLANS, attrgetter("action_plans"), has_csv=True),
    DataFile("recommendations", "One row for each numbered recommendation of a review.", _RECOMMENDATIONS, attrgetter("recommendations"), has_csv=True),
    DataFile(REVIEWS.folder, "One entry for each review.", _REVIEWS, attrgetter("reviews")),
    DataFile(CABINET_REPORTS.folder, "One entry for each cabinet report. The text of its numbered sections is on its page and in its PDF.", _CABINET_REPORTS, attrgetter("cabinet_reports")),
    DataFile(DECISIONS.folder, "One entry for each decision, with what was recommended and resolved, part by part, and how far it has got.", _DECISIONS, attrgetter("decisions"), has_csv=True),
    DataFile("decision-parts", "One row for each part of a decision.", _DECISION_PARTS, lambda register: [part for one in register.decisions for part in one.resolutions], has_csv=True),
    DataFile(PLANS.folder, "One entry for each plan of the council.", _PLANS, attrgetter("plans")),
    DataFile(MEETINGS.folder, "One entry for each meeting that a paper or a record of its own names.", _MEETINGS, attrgetter("meetings")),
    DataFile(NOTICES.folder, "One entry for each notice of a decision or a private meeting.", _NOTICES, attrgetter("notices")),
    DataFile("organisation", "One row for each body, post and group of the council.", _ORGANISATION, attrgetter("offices"), has_csv=True),
    DataFile("deadlines", "One entry for each deadline of a review, a cabinet report or a plan, with its working. It is as at the day when the site was built.", _DEADLINES, attrgetter("deadlines")),
    DataFile("approvals", f"One entry for each page, with how its words came to be approved. {_UNLESS_HISTORY}", _APPROVALS, attrgetter("past.proofs")),
    DataFile("changes", f"One entry for each change of a page, the latest first. {_UNLESS_HISTORY}", _CHANGES, attrgetter("past.changed")),
    *(
        DataFile(kind.folder, f"One entry for each {kind.singular}.", _record(kind.model, ..., _URL), methodcaller("of", kind))
        for kind in KINDS
        if not hasattr(Register, kind.identifier)
    ),
)  # fmt: skip

# What a paper prints of each action of its plan: it stays the same when progress is recorded.
PRINTED_ACTIONS = replace(FILES[0], columns=tuple(column for column in _ACTIONS if not column.is_progress))
