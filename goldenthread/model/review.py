"""A review: who looked at the council, what they found and what they asked for."""

from __future__ import annotations

from typing import Annotated

from goldenthread.model import NO_RULES
from goldenthread.model.base import (
    AnsweredRecommendation,
    Day,
    Id,
    Line,
    LineOrBlank,
    Number,
    OneOf,
    Prose,
    ProseOrBlank,
    Record,
    Refers,
    Several,
    Tally,
    TimeOrBlank,
    YesNo,
    material_flag,
    shown,
)
from goldenthread.model.common import (
    Document,
    Event,
    ListEnd,
    Measure,
    Person,
    Published,
    Source,
    StatedDeadline,
    Theme,
    Withdrawal,
)
from goldenthread.model.deadline_rules import DeadlineOverride


class Priority(Record):
    """A level of priority in the reviewer's own words, such as the red of an internal audit report."""

    word: Line = shown("The level as the reviewer prints it.", "High")
    meaning: Prose | None = shown(
        "What the reviewer means by it.", "The control has failed and needs action now.", None
    )
    since: TimeOrBlank = shown("When the reviewer began to use it, if it was not always used.", "2031", None)
    until: TimeOrBlank = shown("When the reviewer stopped using it.", "March 2032", None)


class Position(Record):
    """What one body, government or party says to a recommendation; each speaks for itself alone."""

    who: Line = shown("Whose position it is.", "Borrowdale NHS Trust")
    position: Annotated[Line, OneOf("acceptances")] = shown("Whether it agrees.", "partly accepted")
    response: ProseOrBlank = shown(
        "What it says, or why it does not agree.",
        "It will change its own forms first.",
        None,
    )
    when: TimeOrBlank = shown("When it said so.", "October 2031", None, dated=True)
    source: Line = shown("Where it says so.", "Letter of the trust, 4 October 2031")


class SubRecommendation(Record):
    """A part of a recommendation with a letter of its own, such as (b) of recommendation 12."""

    number: Number = shown("Its letter or number within the recommendation, without brackets.", "b")
    summary: ProseOrBlank = shown(
        "What this part asks for, in our own plain English; `not recorded` if we do not have its words.",
        "Publish the figures each quarter.",
    )
    text: Prose | None = shown(
        "The reviewer's exact words.", "Publish figures quarterly.", None, printed=True
    )

    @property
    def asked(self) -> str | None:
        """Return what it asks: our summary, else the exact words; None where neither is held."""
        return self.summary or self.text


class Grade(Record):
    """What a reviewer later said of a recommendation as a whole, or of several of its parts together."""

    of: Annotated[tuple[Number, ...], Several] = shown(
        "The letters of the parts that it is given to; leave it out if it is for the whole recommendation.",
        "- a",
        (),
    )
    grade: Line = shown("The grade as printed.", "Partly met", printed=True)
    date: TimeOrBlank = shown("When it was given; `not recorded` if the paper does not say.", "March 2032")
    source: Line = shown("Where it is printed.", "Second report of the inquiry, page 12")


class Recommendation(Record):
    """What the reviewers asked for: their number, our plain summary, and where to find their words."""

    number: Number = shown("The reviewer's number.", "12")
    key: YesNo = shown("`yes` for a key recommendation.", "no", False)
    theme: Id = shown("The id of its theme in this file.", "financial-leadership")
    priority: Line | None = shown(
        "Its priority, as one of the reviewer’s levels.", "High", None, printed=True
    )
    addressed_to: Annotated[tuple[Line, ...], Several] = shown(
        "The bodies that it asks to act, as printed; leave it out if that is the council alone.",
        "- Borrowdale NHS Trust",
        (),
        printed=True,
    )
    summary: ProseOrBlank = shown(
        "What the reviewers asked for, in our own plain English; it can be left out beside `text`. "
        "`not recorded` if we do not have their words.",
        "Share one picture of the budget.",
        None,
    )
    text: Prose | None = shown(
        "The reviewer's exact words.", "Agree one picture of the first quarter.", None, printed=True
    )
    sub_recommendations: tuple[SubRecommendation, ...] = shown(
        "Its parts, if they have letters of their own; an action answers one as `2031-inquiry 12(b)`.",
        "- number: b",
        (),
        printed=True,
    )
    grades: tuple[Grade, ...] = shown(
        "Grades that the reviewer gave to it, or to its parts.",
        "- grade: Met",
        (),
        printed=True,
        progress=True,
    )
    source: Source = shown("Where to find the exact words.", "document: feedback-report")
    also_in: tuple[Source, ...] = shown(
        "Other places where it is printed.", "- document: feedback-report", ()
    )
    repeats: Annotated[tuple[AnsweredRecommendation, ...], Several] = shown(
        "Recommendations that ask for the same, or part of it.", "- 2031-finance 7", ()
    )
    differs_from: Annotated[tuple[AnsweredRecommendation, ...], Several] = shown(
        "Recommendations that sound similar but ask for something different; they are not suggested again.",
        "2031-finance 7",
        (),
    )
    positions: tuple[Position, ...] = shown(
        "What other bodies, governments or parties say to it; the council’s own answer is in its action plan.",
        "- who: Borrowdale NHS Trust",
        (),
        progress=True,
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
    wording_note: Prose | None = shown(
        "How the wording differs from place to place.", "Spelt in two ways.", None
    )
    editor_note: Prose | None = shown("An editor’s note about it.", "Blank in the plan.", None)
    note_is_material: YesNo = material_flag()

    @property
    def asked(self) -> str | None:
        """Return what it asks: our summary, else the exact words; None where neither is held."""
        return self.summary or self.text

    @property
    def named(self) -> dict[Number, Recommendation | SubRecommendation]:
        """Return what a reference can name: the recommendation by its number, and each part as `12(b)`."""
        return {self.number: self, **{self.part_number(part): part for part in self.sub_recommendations}}

    def part_number(self, part: SubRecommendation) -> Number:
        """Return the number of a part with its own: `12(b)`."""
        return Number(f"{self.number}({part.number})")


class Finding(Record):
    """What the reviewers saw or suggested without a numbered recommendation."""

    id: Id = shown("A short name within this file.", "one-council")
    kind: Annotated[Line, OneOf("finding_kinds")] = shown("finding or suggestion.", "suggestion")
    theme: Id | None = shown("The id of its theme in this file.", "culture", None)
    summary: Prose = shown("What was found or suggested, in our words.", "Staff know the aims.")
    source: Source = shown("Where to find the exact words.", "document: report")


class PeopleMet(Record):
    """How the reviewers worked: who they met, and for how long."""

    people: LineOrBlank = shown("The number of people, as printed.", "more than 50", None)
    hours: LineOrBlank = shown("The number of hours, as printed.", "more than 180", None)
    groups: tuple[Line, ...] = shown("The groups of people met.", "- front-line staff", ())
    summary: Prose | None = shown("How it was done, in our words.", "Meetings were held online.", None)


class Review(Published):
    """`data/reviews/ID.yml`: one review."""

    kind: Annotated[Line, OneOf("review_kinds")] = shown("What kind of review it is.", "peer challenge")
    reviewer: Line = shown("Who carried out the review.", "Local Government Association")
    also_called: tuple[Line, ...] = shown("Other names that the papers give it.", "- Finance peer review", ())
    events: tuple[Event, ...] = shown("What happened, and when.", "- kind: on site", (), progress=True)
    deadline_rules: Annotated[Id, Refers("rule-sets")] = shown(
        "The rule set of `data/deadline-rules.yml` that applies; `none` if no rule does.",
        "lga-cpc-2021",
        NO_RULES,
    )
    deadline_overrides: tuple[DeadlineOverride, ...] = shown(
        "Recorded departures from the rules.", "- deadline: publish-report", ()
    )
    deadlines: tuple[StatedDeadline, ...] = shown(
        "Deadlines that the papers state.", "- what: Publish the report", ()
    )
    scope: tuple[Prose, ...] = shown("The questions that were asked, in our words.", "- Are plans owned?", ())
    team: tuple[Person, ...] = shown(
        "The members of the review team, in printed order.", "- name: A Peer", ()
    )
    people_met: PeopleMet | None = shown("Who the team met.", "people: more than 50", None)
    themes: tuple[Theme, ...] = shown(
        "The headings of its recommendations or findings.", "- id: leadership", ()
    )
    priorities: tuple[Priority, ...] = shown(
        "The reviewer’s levels of priority, highest first.", "- word: High", ()
    )
    findings: tuple[Finding, ...] = shown(
        "Findings and suggestions without a number.", "- id: one-council", ()
    )
    recommendations: tuple[Recommendation, ...] = shown(
        "The numbered recommendations in order.", "- number: 1", (), printed=True
    )
    numbers_are_ours: YesNo = shown(
        "`yes` if the paper prints no numbers, and ours only tell its items apart.", "yes", False
    )
    printed_count: Tally | None = shown(
        "How many recommendations the report makes, when the list here is not all of them; `0` if it makes none. "
        "Without it, a review with no recommendations here says that they are not held on this site.",
        "18",
        None,
    )
    gaps: Prose | None = shown(
        "Why numbers are missing from the recommendations here, for a reader.",
        "Only the recommendations to the council are held here.",
        None,
    )
    measures: tuple[Measure, ...] = shown("Figures that the report gives.", "- what: reserves", ())
    documents: tuple[Document, ...] = shown("The papers that the record is based on.", "- id: report", ())
    earlier_reviews: tuple[Annotated[Id, Refers("reviews")], ...] = shown(
        "Earlier reviews that this one follows up.", "- 2029-corporate", ()
    )
    text: Line | None = shown(
        "The Markdown file with the report's sections in our words.",
        "content/reviews/2031-finance.md",
        None,
        printed=True,
    )
