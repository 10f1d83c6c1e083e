"""The public, worked-out view: what every output reads, and nothing else.

`facts` is the record as it is in its file; everything beside it is worked out, once, for all outputs.
Addresses are relative to the site's root: `reviews/2031-finance/`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from goldenthread.common.dates import Timeline, When
from goldenthread.common.inflection import capital, count, joined, small
from goldenthread.deadlines.deadline import Deadline
from goldenthread.deadlines.decision_states import DecisionState
from goldenthread.model import NOT_RECORDED, OWN_COMMITMENT
from goldenthread.model.action_plan import Action, ActionPlan, DeclaredTotals, Extension, Update
from goldenthread.model.addresses import Addresses
from goldenthread.model.base import Number
from goldenthread.model.cabinet_report import Appendix, CabinetReport, ProgressSince
from goldenthread.model.common import Correction, EditorNote, Measure, Published, Theme, Withdrawal
from goldenthread.model.council import AccessibilityTests, Council
from goldenthread.model.decision import Decision, Resolution
from goldenthread.model.kinds import Kind
from goldenthread.model.meeting import AgendaItem, Meeting, Supplement
from goldenthread.model.notice import Notice
from goldenthread.model.organisation import Office
from goldenthread.model.plan import Plan, Prompt
from goldenthread.model.progress import Slip, is_undecided
from goldenthread.model.review import Finding, Grade, Position, Recommendation, Review, SubRecommendation
from goldenthread.model.scope import as_listed
from goldenthread.model.standing import DUE_SOON, OVERDUE, UNKNOWN, Standing
from goldenthread.model.vocabulary import ReviewKind, Role, Vocabulary, Word
from goldenthread.register.page_history import NO_PAST, Past
from goldenthread.register.publication_plans import PaperPlan
from goldenthread.register.published_files import EarlierPdf, Edition, FileView
from goldenthread.report.layout import Prose


@dataclass(frozen=True, slots=True)
class Link:
    """A named way to another page."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationLink:
    """A way to a recommendation, with enough to say what it asks."""

    review: str
    review_title: str
    number: Number
    summary: str
    url: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Recommendation {self.number}, {self.review_title}"


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A way to an action, with enough to say what it is about and its status."""

    plan: str
    plan_title: str
    number: Number
    summary: str
    url: str
    status: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Action {self.number}, {self.plan_title}"


@dataclass(frozen=True, slots=True)
class Bead:
    """One step of the thread from review to progress; `url` is empty where there is nothing to open yet."""

    step: str  # "Review", "Recommendation", "Action plan", "Action", "Cabinet report", "Decision", "Progress", "Next review"
    title: str
    url: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its definition, and the page that lists what was counted."""

    value: int
    label: str
    definition: str
    url: str = ""
    one: str = ""  # the label of exactly one, where it is another

    @property
    def noun(self) -> str:
        """Return the label that goes with the number."""
        return self.one if self.value == 1 and self.one else self.label


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section of a Markdown file: heading as printed, its address, and the text below it."""

    heading: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """What one body, government or party says to a recommendation."""

    facts: Position
    word: Word


@dataclass(frozen=True, slots=True)
class Voice:
    """Whoever has stated positions on recommendations of a review, and how many of each; no two voices share a total."""

    who: str
    counts: tuple[tuple[Word, int], ...]  # in the order of the list of words


@dataclass(frozen=True, slots=True)
class SubRecommendationView:
    """A part of a recommendation, and the actions that name or answer it alone."""

    facts: SubRecommendation
    number: Number  # with that of the recommendation: 12(b)
    grades: tuple[Grade, ...]
    named_by: tuple[ActionLink, ...]
    answered_by: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation with everything that refers to it."""

    facts: Recommendation
    review: Link
    review_id: str
    theme: Theme
    source: str
    also_in: tuple[str, ...]
    repeats: tuple[RecommendationLink, ...]
    sub_recommendations: tuple[SubRecommendationView, ...]
    named_by: tuple[ActionLink, ...]  # every action that names it, or a part of it
    answered_by: tuple[ActionLink, ...]  # of these, the ones that answer it: a row left blank does not
    addressed_to: tuple[Link, ...]  # without an address where data/organisation.yml does not list the body
    positions: tuple[PositionView, ...]
    is_answered: bool  # as a whole, or in every part
    url: str
    thread: tuple[Bead, ...]
    is_listed: bool = True  # on the list today: not withdrawn and not taken off

    def letters_named_by(self, action: ActionLink) -> list[Number]:
        """Return the letters of the parts that an action names; none where it names the whole."""
        return [part.facts.number for part in self.sub_recommendations if action in part.named_by]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding or suggestion without a number."""

    facts: Finding
    kind: Word
    theme: Theme | None
    source: str


def held_here(held: int, total: int, thing: str) -> str:
    """Return how many of a paper’s recommendations or actions are held here: `9 of 30 actions are held here`."""
    whole = count(total, thing)
    if held == total:
        return whole
    if not held:
        return f"{whole}; {'its text is' if total == 1 else 'their texts are'} not held here"
    return f"{held:,} of {whole} {'is' if held == 1 else 'are'} held here"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review and what came of it."""

    facts: Review
    kind: ReviewKind
    url: str
    when: str  # the time of the visit in words, or why it is not known
    recommendations: tuple[RecommendationView, ...]
    findings: tuple[FindingView, ...]
    sections: tuple[TextSection, ...]  # the report's text in our words
    action_plans: tuple[Link, ...]
    cabinet_reports: tuple[Link, ...]
    earlier: tuple[Link, ...]
    later: tuple[Link, ...]
    counts: tuple[Count, ...]
    voices: tuple[Voice, ...]
    thread: tuple[Bead, ...]
    pages: tuple[Link, ...]  # its overview and the pages of its parts; none where one page holds it

    def as_listed(self, day: date) -> ReviewView:
        """Return the review with the list and the themes' names of a day, and all else as it is now."""
        facts = as_listed(self.facts, day)
        themes, kept = {theme.id: theme for theme in facts.themes}, {r.number for r in facts.recommendations}
        return replace(
            self,
            facts=facts,
            recommendations=tuple(
                replace(item, theme=themes[item.theme.id])
                for item in self.recommendations
                if item.facts.number in kept
            ),
            findings=tuple(
                replace(item, theme=item.theme and themes[item.theme.id]) for item in self.findings
            ),
        )

    @property
    def are_recommendations_known(self) -> bool:
        """Whether we know what the report asked for, or that it asked for nothing: absence alone is neither."""
        return bool(self.recommendations) or self.facts.printed_count is not None

    @property
    def total(self) -> int:
        """Return how many recommendations the report makes, as far as that is known."""
        return max(len(self.recommendations), self.facts.printed_count or 0)

    @property
    def held(self) -> int:
        """Count the recommendations whose words are held here."""
        return sum(item.facts.asked is not None for item in self.recommendations)

    @property
    def recommendations_in_brief(self) -> str:
        """Return how many recommendations the report makes, and how many of them are held here."""
        if not self.are_recommendations_known:
            return "Recommendations not held on this site"
        if not self.total:
            return "No numbered recommendations"
        return held_here(self.held, self.total, "recommendation")

    @property
    def recommendations_sentence(self) -> str:
        """Return the same as a sentence."""
        if not self.are_recommendations_known:
            return "Its recommendations are not held on this site."
        brief = self.recommendations_in_brief
        return f"{brief}." if self.total else f"The report makes {small(brief)}."


@dataclass(frozen=True, slots=True)
class Status:
    """The status of an action: the last update's word, since when, and how that is known."""

    word: Word
    since: date | When | None
    basis: str  # in words: "Update of 29 September 2022", "Recorded under action 6", "No progress has been recorded"
    is_of_plan: bool = False  # only the plan itself says so
    awaits: str = ""  # the body that has still to close what is reported as finished
    sure: Word | None = None  # whether the date will be met, as the newest update says
    standing: Standing = UNKNOWN  # what readers see first: one of the statuses that all councils share

    @property
    def own(self) -> str:
        """Return what a paper itself calls the status, where that is another word; else empty."""
        label = self.word.label if self.is_recorded or self.is_of_plan else ""
        labels = [
            label and f"{label}, not closed" if self.awaits else label,
            self.sure.label if self.sure else "",
        ]
        return capital(", ".join(small(one) for one in labels if one and one != self.standing.label))

    @property
    def text(self) -> str:
        """Return the status in words alone: `Overdue (in progress)`."""
        return f"{self.standing.label} ({small(self.own)})" if self.own else self.standing.label

    @property
    def is_recorded(self) -> bool:
        """Whether anything that we hold gives a status."""
        return self.word.word != NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has been recorded of an action that is not finished, where its plan counts the days."""

    since: date  # the last day of the last news; without any, the day from which news can be expected
    days: int  # from then to the day of the register
    after: int  # after how many days the plan asks for news

    @property
    def is_long(self) -> bool:
        """Whether it is time to ask for news."""
        return self.days >= self.after

    @property
    def in_words(self) -> str:
        """Return the days as a sentence, and nothing that could be read into them."""
        return f"No update has been recorded for {count(self.days, 'day')}."

    @property
    def ask_on(self) -> date:
        """Return the day on which news is asked for, if none comes before."""
        return self.since + timedelta(days=self.after)


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with what it answers, who leads it, when it is due and its status."""

    facts: Action
    plan: Link
    plan_id: str
    answers: tuple[RecommendationLink, ...]
    group: Theme
    summary: str  # what is asked: our summary of the recommendation that it answers
    acceptance: Word
    leads: tuple[Link, ...]  # the bodies and posts meant
    timeline: Timeline  # the first timeline, as printed in the plan
    due: Timeline  # the timeline in force: the last one that an update gives
    slips: tuple[Slip, ...]  # every move of the timeline, the first move first
    same_as: ActionLink | None
    see: tuple[ActionLink, ...]
    pointed_from: tuple[ActionLink, ...]  # actions whose response points here
    status: Status
    url: str
    thread: tuple[Bead, ...]
    measures: tuple[Measure, ...] = ()  # each with its figure
    withdrawn: Withdrawal | None = None  # the action, or its whole plan
    is_listed: bool = True  # on the list today: not withdrawn and not taken off
    last_news: date | When | None = None  # when something was last recorded of it; None when that has no date
    silence: Silence | None = (
        None  # None where it is not counted: the plan sets no days, or nothing is to be done
    )

    @property
    def title(self) -> str:
        """Name it as in running text."""
        return f"Action {self.facts.number}"

    @property
    def standing(self) -> Standing:
        """Return its status, one of those that all councils share."""
        return self.status.standing

    @property
    def is_overdue(self) -> bool:
        """Whether the time is past and nothing says that the action is done."""
        return self.standing is OVERDUE

    @property
    def is_due_soon(self) -> bool:
        """Whether the time ends within the days that count as soon."""
        return self.standing is DUE_SOON

    @property
    def is_silent(self) -> bool:
        """Whether it is time to ask for news."""
        return self.silence is not None and self.silence.is_long

    @property
    def own_commitment(self) -> str:
        """Return what it is called where the plan names no recommendation; empty where it names one."""
        return "" if self.facts.answers else OWN_COMMITMENT

    @property
    def link(self) -> ActionLink:
        """Point to this action from another page."""
        number, label = self.facts.number, self.standing.label
        return ActionLink(self.plan_id, self.plan.title, number, self.summary, self.url, label)

    @property
    def is_answer(self) -> bool:
        """Whether it answers what it names: with a response, a reference or a position. A row left blank does not."""
        position = self.acceptance.fills not in (Role.NOT_STATED, Role.NONE_RECORDED)
        return bool(self.facts.response or self.facts.response_summary or self.points_to) or position

    @property
    def points_to(self) -> tuple[ActionLink, ...]:
        """Return every action that the response points to."""
        return ((self.same_as,) if self.same_as else ()) + self.see


@dataclass(frozen=True, slots=True)
class TotalsView:
    """The totals that a report gives of a plan: each label with the declared number and the one that the rows give."""

    facts: DeclaredTotals
    rows: tuple[tuple[str, int, int], ...]

    @property
    def differs(self) -> bool:
        """Whether any number is not the one that the rows give."""
        return any(declared != held for _, declared, held in self.rows)


@dataclass(frozen=True, slots=True)
class ActionPlanView:
    """An action plan, its rows grouped as printed."""

    facts: ActionPlan
    url: str
    responds_to: tuple[Link, ...]
    decided_in: Link | None
    monitored_by: tuple[Link, ...]
    closed_by: Link | None
    actions: tuple[ActionView, ...]
    groups: tuple[tuple[Theme, tuple[ActionView, ...]], ...]
    counts: tuple[Count, ...]
    thread: tuple[Bead, ...]
    measures: tuple[Measure, ...] = ()  # each with its figure
    begun: date | None = None  # the meeting that it was brought to, or the first dated thing in its own file
    totals: tuple[TotalsView, ...] = ()  # as reports give them, in the order of the file

    def as_listed(self, day: date) -> ActionPlanView:
        """Return the plan with the list and the groups' names of a day, and all else as it is now."""
        facts = as_listed(self.facts, day)
        groups, kept = {group.id: group for group in facts.groups}, {one.number for one in facts.actions}
        actions = tuple(
            replace(action, group=groups[action.group.id])
            for action in self.actions
            if action.facts.number in kept
        )
        return replace(
            self,
            facts=facts,
            actions=actions,
            groups=tuple((g, tuple(a for a in actions if a.group == g)) for g in facts.groups),
        )

    @property
    def actions_in_brief(self) -> str:
        """Return how many actions the plan has, and how many of them are held here."""
        return held_here(len(self.actions), max(len(self.actions), self.facts.printed_count or 0), "action")


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question put to the council, and the points that answer it as ways within the page."""

    facts: Prompt
    answered_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan of the council."""

    facts: Plan
    kind: Word
    url: str
    prompts: tuple[PromptView, ...]
    cabinet_reports: tuple[Link, ...]
    counts: tuple[Count, ...]
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """A body, post or group, and the actions that it leads."""

    facts: Office
    kind: Word
    url: str
    leads: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated that a reader may want to know of: an event, a decision, an update.

    `fact` is what it is called in the history of its record (`dated_facts`); empty for the record itself.
    """

    first: date
    last: date  # of what is known only as a month or a span, its last day
    when: str
    what: str
    text: str
    link: Link
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a time that is past or to come."""

    last: date
    when: str
    is_past: bool
    action: ActionView


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A hand-written page of `content/`."""

    name: str  # "about"
    title: str
    text: str  # Markdown below the title


@dataclass(frozen=True, slots=True)
class Embed:
    """A part of a plan drawn inside a report: `kind` is table, activities, horizons, workstreams or principles."""

    kind: str
    plan: PlanView
    name: str  # the table's id or the activities' stage; empty for the others

    @property
    def template(self) -> str:
        """Return the part that draws it."""
        return "parts/report_embed.html"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture inside a report, with what was known on the day of its meeting and nothing later.

    `kind` says what is drawn: progress, over-time or slippage of an action plan, or timeline of a review.
    """

    kind: str
    day: date
    record: Link
    vocabulary: Vocabulary
    actions: ActionPlanView | None = None  # with the updates up to that day
    review: ReviewView | None = None
    happenings: tuple[Happening, ...] = ()  # newest first

    @property
    def template(self) -> str:
        """Return the part that draws it."""
        return "parts/picture.html"


@dataclass(frozen=True, slots=True)
class ActionSince:
    """An action on the day of a report, beside itself at the last meeting, with what was recorded in between.

    `now` is as last known where it left the list; `then` is None where it was not on the list yet.
    """

    then: ActionView | None
    now: ActionView
    moves: tuple[Slip, ...]  # of its timeline, the first move first
    requests: tuple[Extension, ...]  # for more time: asked or decided since, or not decided yet
    news: tuple[Update, ...]  # newest first; those of the action that decides its status among them

    @property
    def is_done(self) -> bool:
        """Whether it is recorded as finished."""
        return self.now.status.word.done

    @property
    def is_waiting(self) -> bool:
        """Whether a request for more time is still to be decided."""
        return any(is_undecided(asked) for asked in self.requests)


@dataclass(frozen=True, slots=True)
class ProgressList:
    """One of the lists that share out all actions: its name in addresses, its heading, how it is counted, what it holds."""

    id: str
    title: str
    counted: str  # “3 closed since”
    definition: str
    actions: tuple[ActionSince, ...]


@dataclass(frozen=True, slots=True)
class RecommendationSince:
    """A recommendation with the actions that answer it, each with the title of its list."""

    of: RecommendationView
    actions: tuple[tuple[str, ActionSince], ...]


@dataclass(frozen=True, slots=True)
class SinceLastMet:
    """What changed in some action plans since a meeting: every action that is on a list today is in exactly one of the lists."""

    facts: ProgressSince
    plans: tuple[Link, ...]
    lists: tuple[ProgressList, ...]  # all of them, in their order, the empty ones too
    left: tuple[ActionSince, ...]  # since the last meeting; also what joined the list since
    recommendations: tuple[RecommendationSince, ...]
    others: tuple[tuple[str, ActionSince], ...]  # that answer none of these

    @property
    def total(self) -> int:
        """Count the actions on the list on the day."""
        return sum(len(part.actions) for part in self.lists)

    @property
    def added(self) -> int:
        """Count those that were not on the list at the last meeting."""
        return sum(one.then is None for part in self.lists for one in part.actions)

    @property
    def before(self) -> int:
        """Count the actions on the list at the last meeting."""
        return self.total - self.added + sum(one.then is not None for one in self.left)

    @property
    def counted(self) -> str:
        """Return how many actions are in each list; the numbers add up to the total."""
        return joined([f"{len(part.actions):,} {part.counted}" for part in self.lists if part.actions])

    @property
    def answered(self) -> tuple[int, int, int]:
        """Count the recommendations of which every action is finished, of which one is not, and that have no action."""
        found = [[one.is_done for _, one in item.actions] for item in self.recommendations]
        done = sum(bool(actions) and all(actions) for actions in found)
        return done, sum(not all(actions) for actions in found), sum(not actions for actions in found)


@dataclass(frozen=True, slots=True)
class AppendixView:
    """An appendix with what it holds: one of the five views, a file, or none of them."""

    facts: Appendix
    id: str  # "appendix-1"
    number: str  # its number or letter, as printed or as the format gives it
    url: str = ""  # of its own page, where it is too long for that of the paper
    action_plan: ActionPlanView | None = None
    review: ReviewView | None = None
    plan: PlanView | None = None
    file: FileView | None = None
    since: SinceLastMet | None = None
    progress_on: date | None = None  # the day on which the action plan’s printed progress was known


@dataclass(frozen=True, slots=True)
class ImplicationRow:
    """A row of a table of implications, or a post that signs the paper off, with the public sign-off where it is printed."""

    heading: str
    text: str
    agreed_by: str | None
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A meeting to which a report goes, in words."""

    body: str
    when: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a cabinet report in its printed place; `number` is None where none is printed."""

    id: str
    heading: str
    content: str  # as in the format: "implication", "risk", "body" …
    template: str  # the part that draws what has a shape of its own; empty where all is in the blocks
    number: str | None
    opening: str  # Markdown that every paper in the format has here; empty for none
    lead: Prose | None  # the words before the levels of risk
    blocks: tuple[Prose | Embed | Drawing, ...]
    rows: tuple[ImplicationRow, ...]  # of a table of implications, or who signed the paper off
    signed: bool  # whether that table prints who agreed each row, and when
    notes: tuple[EditorNote, ...]  # editor's notes about it


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A line of a report's header: its label and one or several values, in printed order."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedView:
    """What one body is asked to decide: the body, where it is printed, the words before, and the parts with their marks."""

    body: str
    lead_in: str | None
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CabinetReportView:
    """A cabinet report, its sections in printed order with printed numbers."""

    facts: CabinetReport
    url: str
    pdf: str  # address of the PDF
    body: Link
    format_name: str
    heading: str  # the title on the paper; the record's own title where that is lost
    header: tuple[HeaderField, ...]
    decisions: tuple[AskedView, ...]  # what is to be decided, body by body
    sections: tuple[SectionView, ...]
    appendices: tuple[AppendixView, ...]
    timetable: tuple[TimetableRow, ...]  # every meeting to which it goes, the deciding one among them
    risk_current: str
    risk_residual: str
    risk_labels: tuple[str, str]  # what the paper calls the level now, and the one that remains
    notes: tuple[EditorNote, ...]  # editor's notes about the whole paper
    reviews: tuple[Link, ...]
    action_plans: tuple[Link, ...]
    plan: Link | None
    thread: tuple[Bead, ...]
    pages: tuple[
        Link, ...
    ]  # the paper, and the appendices with a page of their own; none where one page holds it


@dataclass(frozen=True, slots=True)
class ResolutionView:
    """What was resolved about one part: the words recommended, if any, and those in force, if it was agreed."""

    facts: Resolution
    decision: Link
    outcome: Word | None
    is_agreed: bool  # not refused, deferred or referred back
    recommended: str
    referred_to: Link | None
    actions: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with the words that were recommended, and how far it has got."""

    facts: Decision
    url: str
    pdf: str  # address of the notice
    decided_by: Link
    is_by_officer: bool
    published: When | None  # when its notice or record was published
    report: Link | None
    lead_in: str  # the words before the parts, as in the report
    resolutions: tuple[ResolutionView, ...]
    state: DecisionState
    replaces: Link | None
    replaced_by: Link | None
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class AgendaItemView:
    """An item of an agenda: what the agenda says of it, and its paper where readers may see one."""

    facts: AgendaItem
    number: str  # as printed, or its place in the agenda; empty where no agenda is recorded
    title: str
    paper: CabinetReportView | None
    purpose: str  # what the paper asks of this body; empty where it does not say
    is_for_decision_here: bool  # this body decides on the paper
    urgent: str  # why it is an urgent item; empty for any other
    supplement: Supplement | None  # where it was published after the agenda


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with its particulars, each with a label, in the order in which it states them."""

    facts: Notice
    url: str
    body: Link
    paper: Link | None  # where readers may see the paper
    particulars: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Return the notice as plain text."""
        return "\n\n".join((self.facts.of.title, *(f"{label}\n{text}" for label, text in self.particulars)))


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of a body on a day: its agenda, from its own record and from the papers that name it."""

    facts: Meeting  # what is not recorded comes from the papers
    url: str
    day: date
    body: Link
    is_recorded: bool  # whether it has a record of its own
    items: tuple[AgendaItemView, ...]
    notices: tuple[NoticeView, ...]
    decisions: tuple[DecisionView, ...] = ()  # taken there
    supplements: tuple[
        tuple[Supplement, Link | None], ...
    ] = ()  # of no item; with the paper, where it is here
    moved_to: Link | None = None  # from this page
    moved_from: Link | None = None

    def with_papers(self, papers: Mapping[str, CabinetReportView]) -> MeetingView:
        """Return the meeting with the papers of its items as they are given, by address."""
        items = (
            replace(item, paper=papers.get(item.paper.url)) if item.paper else item for item in self.items
        )
        return replace(self, items=tuple(items))

    @property
    def papers(self) -> tuple[CabinetReportView, ...]:
        """Return the papers of its items, in their order."""
        return tuple(item.paper for item in self.items if item.paper)

    @property
    def state(self) -> str:
        """Return `moved` or `cancelled`; empty for a meeting that is neither, as far as is recorded."""
        return "moved" if self.moved_to else "cancelled" if self.facts.cancelled else ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a cabinet report, kept byte for byte: since when it was public, its address, and its files."""

    day: date
    url: str
    folder: str  # where its files are, from the project's root
    files: Mapping[str, str]  # SHA-256 by name

    @property
    def pdf(self) -> str:
        """Return the name of its PDF; empty when it has none."""
        return next((name for name in self.files if name.endswith(".pdf")), "")


@dataclass(frozen=True, slots=True)
class Stand:
    """The status of an action on a day, and the timeline in force."""

    status: Status
    due: Timeline


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its name for a reader, and what it said on either day; empty for nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActionThen:
    """An action on the day of a meeting and today; None where the plan did not have it, or has it no more."""

    number: Number
    url: str
    summary: str
    then: Stand | None
    now: Stand | None
    changes: tuple[FieldChange, ...]
    updates: tuple[Update, ...]  # recorded since, newest first

    @property
    def differs(self) -> bool:
        """Whether anything about it is another today."""
        return bool(self.changes or self.updates)


@dataclass(frozen=True, slots=True)
class AsAt:
    """A plan as members saw it at a meeting, beside today's.

    `from_history`: the words are those of that day, from git. Else they are today's, and only progress, timelines and
    events go back. `known_from` is the day on which the history of the plan begins; None when there is none.
    """

    day: date
    url: str
    meeting: str  # who met, in words
    report: str  # the id of the paper that presented the plan there; empty where none is known
    from_history: bool
    known_from: date | None
    actions: tuple[ActionThen, ...]
    changes: tuple[FieldChange, ...]  # of the plan itself
    counts: tuple[tuple[str, int, int], ...]  # how many actions had the status, then and now

    @property
    def differing(self) -> tuple[ActionThen, ...]:
        """Return the actions about which something is another today."""
        return tuple(action for action in self.actions if action.differs)


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record of a kind that nothing is worked out for: what it says, and the address of its page."""

    facts: Published
    url: str


@dataclass(frozen=True, slots=True)
class Register:
    """All the public data at one moment."""

    today: date
    council: Council
    vocabulary: Vocabulary  # the closed lists, with labels and meanings
    statuses: tuple[Word, ...]
    reviews: tuple[ReviewView, ...]  # newest first
    action_plans: tuple[ActionPlanView, ...]
    cabinet_reports: tuple[CabinetReportView, ...]
    decisions: tuple[DecisionView, ...]
    plans: tuple[PlanView, ...]
    meetings: tuple[MeetingView, ...]  # the latest first
    notices: tuple[NoticeView, ...]
    others: Mapping[str, tuple[RecordView, ...]]  # by folder, of the kinds that nothing is worked out for
    offices: tuple[OfficeView, ...]
    recommendations: tuple[RecommendationView, ...]
    actions: tuple[ActionView, ...]
    counts: tuple[Count, ...]
    happenings: tuple[Happening, ...]  # newest first
    due: tuple[Due, ...]  # soonest first: what is past and not done, then what is to come
    pages: tuple[ContentPage, ...]
    deadlines: tuple[Deadline, ...]  # of reviews, cabinet reports and plans, in the order of their rules
    paper_plans: tuple[PaperPlan, ...]  # of each body that keeps rules
    figures: Mapping[str, str]  # as printed in a table, by the way to its cell that a measure gives
    files: Mapping[str, FileView]  # what is published of content/files/, by name
    addresses: Addresses = field(default_factory=Addresses)  # ever published, moved and gone
    accessibility_tests: AccessibilityTests | None = None
    past: Past = NO_PAST  # earlier versions of every page
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)  # by the address of what is withdrawn
    corrections: Mapping[str, tuple[Correction, ...]] = field(
        default_factory=dict
    )  # by address, newest first
    versions: Mapping[str, tuple[VersionView, ...]] = field(default_factory=dict)  # by report, newest first
    as_at: Mapping[str, tuple[AsAt, ...]] = field(default_factory=dict)  # by plan, newest first
    editions: Mapping[str, Edition] = field(default_factory=dict)  # by the address of the record
    overdue_turns: tuple[
        Happening, ...
    ] = ()  # when an action became overdue, and when it no longer was: newest first
    earlier_pdfs: Mapping[str, tuple[EarlierPdf, ...]] = field(
        default_factory=dict
    )  # by report, newest first

    def of(self, kind: Kind) -> tuple[Any, ...]:
        """Return the views of all records of a kind, newest first."""
        others = self.others.get(kind.folder)
        return getattr(self, kind.identifier) if others is None else others

    def with_pdfs(self, drawn: Collection[str], notices: Collection[str] = ()) -> Register:
        """Return the register with an address of a PDF only for the reports and decisions that were drawn, by their IDs."""
        reports = tuple(
            report if report.facts.id in drawn else replace(report, pdf="") for report in self.cabinet_reports
        )
        decisions = (one if one.facts.id in notices else replace(one, pdf="") for one in self.decisions)
        papers = {report.url: report for report in reports}
        meetings = (meeting.with_papers(papers) for meeting in self.meetings)
        return replace(self, cabinet_reports=reports, decisions=tuple(decisions), meetings=tuple(meetings))

    def withdrawal_of(self, address: str) -> Withdrawal | None:
        """Return since when and why what is at an address no longer holds: itself, or the record it is part of."""
        above = [address, *(f"{'/'.join(address.split('/')[:depth])}/" for depth in (4, 2))]
        return next((self.withdrawn[place] for place in above if place in self.withdrawn), None)

    def decisions_of(self, address: str) -> tuple[DecisionView, ...]:
        """Return the decisions on the report whose page has this address, newest first."""
        return tuple(one for one in self.decisions if one.report and one.report.url == address)

    def meetings_of(self, address: str) -> tuple[MeetingView, ...]:
        """Return the meetings that have the report whose page has this address, the latest first."""
        return tuple(one for one in self.meetings if address in (paper.url for paper in one.papers))

    def notices_of(self, address: str) -> tuple[NoticeView, ...]:
        """Return the notices about the report whose page has this address, the latest first."""
        return tuple(one for one in self.notices if one.paper and one.paper.url == address)

    def deadlines_of(self, address: str) -> tuple[Deadline, ...]:
        """Return the deadlines of the record whose page has this address: `reviews/2031-finance/`."""
        return tuple(deadline for deadline in self.deadlines if deadline.record == address)
