"""The rules from which deadlines are worked out, and the days that do not count: dated data with their sources."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from goldenthread.model.base import (
    Day,
    DayOrBlank,
    Id,
    Line,
    OneOf,
    Prose,
    Record,
    Refers,
    TimeOrBlank,
    Url,
    WholeNumber,
    YesNo,
    shown,
)

Unit = Literal["calendar days", "weeks", "months", "years", "working days", "clear days"]
Duty = Literal["by", "not before", "about"]
Applies = Literal["always", "for decision", "key decision", "private item"]


class DeadlineRule(Record):
    """One deadline: from which event it is counted, how far, and which event shows that it was met."""

    id: Id = shown("A short name within its set.", "publish-report")
    what: Line = shown("What has to be done, as shown.", "Publish the review report")
    rule: Line = shown("The rule in words.", "within six weeks of being agreed")
    reading: Line | None = shown(
        "How we read the rule where it leaves something open.", "counted from the last day on site", None
    )
    source: Line = shown("The source of the rule.", "SI 2012/2089, regulation 7")
    link: Url | None = shown(
        "The web address of the source.", "https://www.legislation.gov.uk/uksi/2012/2089", None
    )
    applies: Applies = shown("always, for decision, key decision or private item.", "key decision", "always")
    duty: Duty = shown("by (the due day at the latest), not before (the due day), or about.", "by", "by")
    fixed: Day | None = shown(
        "The due day itself, for a deadline that is not counted from an event.", "2031-07-19", None
    )
    anchor: Annotated[Line, OneOf("events")] | None = shown(
        "The kind of event from which it is counted.", "agreed", None
    )
    anchor_words: Line | None = shown("The event in words.", "the report was agreed", None)
    number: WholeNumber | None = shown("How many days, weeks, months or years.", "6", None)
    first_day: Literal["not counted", "counted"] = shown(
        "`counted` where the law says “beginning with” the day of the event, so that it is the first day of the period; "
        "never for clear days.",
        "counted",
        "not counted",
    )
    per_addressee: YesNo = shown(
        "`yes` if each body to which it was sent has a deadline of its own: one for each `body` of its events.",
        "yes",
        False,
    )
    unit: Unit | None = shown(
        "calendar days, weeks, months or years (clamped to the month's end), working days or clear days.",
        "weeks",
        None,
    )
    direction: Literal["after", "before"] = shown(
        "Whether it is counted after or before the event.", "after", "after"
    )
    counts: Literal["working days", "calendar days"] = shown(
        "Which days count as clear days: working days (as the calendar says) or calendar days.",
        "working days",
        "working days",
    )
    then_days: WholeNumber | None = shown("Calendar days added at the end.", "1", None)
    stopped_by: Annotated[Line, OneOf("events")] | None = shown(
        "The kind of event after which there is no due day any more, until a departure from the rule records one.",
        "called in",
        None,
    )
    done_by: Annotated[Line, OneOf("events")] = shown(
        "The kind of event that shows it was done.", "published"
    )
    done_in: Literal["record", "action plan", "next review"] = shown(
        "Whose event that is: the record's own, that of the plan that answers it, or the next review's.",
        "action plan",
        "record",
    )
    done_words: Line = shown("The event in words.", "the report was published")
    ways_out: Line | None = shown(
        "What the law allows if it can no longer be met.", "shorter notice, when the chair agrees", None
    )


class RuleSet(Record):
    """A set of rules for one period."""

    id: Id = shown("The name that a record gives.", "lga-cpc-2021")
    name: Line = shown("What they are called.", "Rules of 2021 for peer challenges")
    valid_from: TimeOrBlank = shown("When the rules start, if that is known.", "2021")
    valid_to: TimeOrBlank = shown(
        "When the rules end; without it, or with `not recorded`, they apply to this day.", "2023", None
    )
    note: Prose | None = shown(
        "What a reader should know about them.", "The day of change is not known.", None
    )
    deadlines: tuple[DeadlineRule, ...] = shown("The deadlines in order.", "- id: publish-report")

    def is_in_force(self, day: date) -> bool:
        """Whether the rules apply on a day, as far as their first and last days are known."""
        return not (
            (self.valid_from and day < self.valid_from.first) or (self.valid_to and self.valid_to.last < day)
        )


class BodyRules(Record):
    """The rules that apply to a body's meetings and papers."""

    body: Annotated[Id, Refers("offices")] = shown("The body.", "cabinet")
    rules: tuple[Annotated[Id, Refers("rule-sets")], ...] = shown("Its rule sets.", "- call-in")


class DeadlineRules(Record):
    """`data/deadline-rules.yml`: every rule set, and which sets apply to which body."""

    bodies: tuple[BodyRules, ...] = shown("Which rules apply to which body.", "- body: cabinet", ())
    sets: tuple[RuleSet, ...] = shown("The rule sets.", "- id: lga-cpc-2021", ())


class DeadlineOverride(Record):
    """A recorded departure from what a rule gives: the date that applies instead, and why."""

    deadline: Id = shown("The id of the deadline in its rule set.", "take-effect")
    due: DayOrBlank = shown("The date that applies; or `not recorded` if there is none.", "2031-02-20")
    reason: Prose = shown("Why it departs from the rule.", "The notice names this day.")
    source: Line | None = shown("The source.", "Decision notice of 11 February 2031", None)


class NamedDay(Record):
    """One day that does not count, and why."""

    date: Day = shown("The day.", "2031-12-25")
    name: Line = shown("Why it does not count.", "Christmas Day")


class Calendar(Record):
    """`data/calendar.yml`: bank holidays, the council's closures, and which of them clear days leave out."""

    region: Line = shown("The part of the country whose bank holidays these are.", "England and Wales")
    source: Prose = shown("The source of the bank holidays.", "The list on GOV.UK.")
    first_day: Day = shown("The first day that the calendar covers.", "2031-01-01")
    last_day: Day = shown(
        "The last day that the calendar covers; nothing is worked out beyond it.", "2033-12-31"
    )
    clear_days_leave_out: tuple[Literal["weekends", "bank holidays", "closures"], ...] = shown(
        "What does not count as a clear day: weekends, bank holidays, closures.", "- weekends"
    )
    bank_holidays: tuple[NamedDay, ...] = shown("Bank holidays, including one-off days.", "- date: …")
    closures: tuple[NamedDay, ...] = shown(
        "Other days when the council's offices are closed.", "- date: …", ()
    )
