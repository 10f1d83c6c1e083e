"""Parts that several kinds of record share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from goldenthread.model.base import (
    Day,
    Id,
    Line,
    LineOrBlank,
    Number,
    OneOf,
    Prose,
    Record,
    Sha256,
    TimeOrBlank,
    YesNo,
    shown,
)


class EditorNote(Record):
    """What an editor has to say about a record: a contradiction, a gap, a slip of the source."""

    about: Line | None = shown(
        "The section or part that the note belongs to; leave out for the whole.", "risk", None
    )
    note: Prose = shown(
        "What a reader should know, in one or two sentences.", "The two figures differ by £1,000."
    )


class Withdrawal(Record):
    """That something no longer holds: its address stays for ever, and its page says when and why."""

    date: Day = shown("The day on which it was withdrawn.", "2032-01-05")
    reason: Prose = shown("Why, for a reader.", "The review was published twice.")


class Correction(Record):
    """That published words were put right: readers see when, what, why and who approved it."""

    date: Day = shown("The day from which the new words stand.", "2031-11-12")
    about: Number | None = shown(
        "The number of the recommendation or action; leave out for the whole.", "12", None
    )
    what: Prose = shown(
        "What it said and what it says now, for a reader.", "The telephone number ended in 0 and ends in 1."
    )
    why: Prose = shown("Why it was changed.", "The number was mistyped.")
    approved_by: Line = shown("Who approved it, by post or body.", "Democratic Services")


class Published(Record):
    """What every record that has a page of its own carries."""

    id: Id = shown("The record's name in its address for ever: the file's name without .yml.", "2031-finance")
    title: Line = shown("What the record is called on its page.", "Finance peer challenge 2031")
    summary: Prose = shown(
        "What it is, in plain English of our own.", "Peers looked at how the council plans its money."
    )
    draft: YesNo = shown("`yes` keeps the record out of every output.", "no", False)
    publish_on: Day | None = shown("The first day on which the record may be seen.", "2031-10-02", None)
    withdrawn: Withdrawal | None = shown(
        "That the record no longer holds, since when and why.", "date: 2032-01-05", None
    )
    corrections: tuple[Correction, ...] = shown(
        "What was put right since it was published, newest first.", "- date: 2031-11-12", ()
    )
    editor_notes: tuple[EditorNote, ...] = shown("What an editor has to say about it.", "- note: …", ())

    def is_public(self, today: date) -> bool:
        """Say whether readers may see the record on the day `today`: no draft, and its day has come."""
        return not self.draft and (self.publish_on is None or self.publish_on <= today)


class Document(Record):
    """A paper that the record stands on, whether or not a reader can get it here."""

    id: Id = shown("A short name for it within this file.", "feedback-report")
    title: Line = shown("Its title as printed.", "Finance Peer Challenge feedback report")
    date: TimeOrBlank = shown("When it was written or published.", "July 2031")
    supplied: YesNo = shown("`yes` when the paper was at hand when this record was written.", "yes")
    file: Line | None = shown(
        "The file in `content/files/`, when it is published here.", "feedback.pdf", None
    )
    sha256: Sha256 | None = shown(
        "The file’s digest when it was approved, as `build.py pack` prints it.", "0123456789abcdef" * 4, None
    )
    link: Line | None = shown("Where it is published elsewhere.", "https://example.org/report", None)
    note: Prose | None = shown("What a reader should know about it.", "Published as appendix 2.", None)


class Source(Record):
    """The place where the exact words stand."""

    document: Id = shown("The document's id in this file's `documents`.", "feedback-report")
    section: Line | None = shown("The section's heading or number as printed.", "Annex 1", None)
    number: Line | None = shown("The item's number as printed, when it has one.", "12", None)


class Event(Record):
    """Something that happened or is due to happen, with a date of any precision and where that is said."""

    kind: Annotated[Line, OneOf("events")] = shown("What happened.", "on site")
    when: TimeOrBlank = shown(
        "A day, month, season, year or range; or `not recorded`.", "21 June 2031 to 2 July 2031"
    )
    text: Prose | None = shown("What happened, in words.", "The team met 50 people.", None)
    source: Line | None = shown("Where that is said.", "Feedback report, section 2", None)
    editor_note: Prose | None = shown("What an editor has to say about it.", "Two dates are printed.", None)


class Measure(Record):
    """A figure with everything needed to compare it with another statement of the same figure."""

    what: Id = shown("A name for the thing counted; the same name wherever it is stated.", "year-1-savings")
    name: Line = shown("What it is, for a reader.", "Savings achieved in year 1")
    value: Line | None = shown("The figure as printed; leave out when `cell` gives it.", "£5.8m", None)
    cell: Line | None = shown(
        "The table cell that holds it: plan / table / row / column.", "2031-p / savings / Total / Saved", None
    )
    unit: Line | None = shown("What is counted.", "pounds", None)
    period: LineOrBlank = shown("The time that it covers.", "2031/32", None)
    as_at: LineOrBlank = shown("The day on which it was true.", "31 March 2031", None)
    source: Line | None = shown("Where it is stated.", "Section 2, Financial implications", None)
    section: Line | None = shown("The section of this record beside which it is shown.", "financial", None)
    note: Prose | None = shown("What a reader should know about it.", "Printed as “nearly £28m”.", None)


class Person(Record):
    """A holder of a public office or a member of a review team, with the title used in that paper."""

    name: Line = shown("The name as printed.", "Cllr A Example")
    title: Line | None = shown("The post or office as printed.", "Leader of the Council", None)
    organisation: Line | None = shown("Where the person works, as printed.", "Ambleford Council", None)
    role: Line | None = shown("The person's part in this piece of work.", "Lead Peer", None)
    email: Line | None = shown("The office address as printed.", "office@example.org", None)
    phone: Line | None = shown("The office number as printed.", "01234 567890", None)
    note: Prose | None = shown("What a reader should know.", "Gave input before the visit only.", None)


class StatedDeadline(Record):
    """A deadline that a paper states, and what the dates at hand say of it."""

    what: Line = shown("What had to be done.", "Publish the report")
    rule: Line = shown("The rule in words, as the paper has it.", "within six weeks of being agreed")
    due: TimeOrBlank = shown("The day or month by which, when it can be worked out.", "January 2022")
    outcome: Annotated[Line, OneOf("outcomes")] = shown("Whether it was met.", "cannot be worked out")
    working: Prose = shown("How that is known, or why it is not.", "The date of agreement is not recorded.")
    source: Line | None = shown("Where the rule is stated.", "Feedback report, section 6", None)


class Theme(Record):
    """A heading under which recommendations, actions or points are grouped."""

    id: Id = shown("Its name in addresses.", "financial-leadership")
    name: Line = shown("The heading as shown.", "Financial leadership")
    question: Prose | None = shown(
        "The question that the theme asks, in our words.", "Are plans owned by leaders?", None
    )
    also_printed: tuple[Line, ...] = shown(
        "Other forms of the heading in the papers.", "- Financial Leadership", ()
    )
    summary: Prose | None = shown(
        "What was found under the theme, in our words.", "Peers saw progress.", None
    )
    editor_note: Prose | None = shown("What an editor has to say about it.", "Named in three ways.", None)


class Exemption(Record):
    """A lawful stub for matter that the public may not see: the matter itself has no place in the repository.

    Local Government Act 1972, Schedule 12A, part 1.
    """

    paragraph: Annotated[Line, OneOf("exemptions")] = shown("The paragraph of Schedule 12A.", "3")
    reason: Prose = shown(
        "Why the public interest is better served by not publishing it.", "Prices are still being agreed."
    )
