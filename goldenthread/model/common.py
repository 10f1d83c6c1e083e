"""Parts that several kinds of record share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from goldenthread.model.base import (
    Day,
    Email,
    Id,
    Line,
    LineOrBlank,
    Number,
    OneOf,
    Prose,
    Record,
    Several,
    Sha256,
    TimeOrBlank,
    Url,
    YesNo,
    material_flag,
    shown,
)


class EditorNote(Record):
    """An editor's note on a record: a contradiction, a gap or a mistake in the source."""

    about: Line | None = shown(
        "The section or part that the note is about; leave it out for the whole record.", "risk", None
    )
    note: Prose = shown(
        "What a reader should know, in one or two sentences.", "The two figures differ by £1,000."
    )
    material: YesNo = material_flag()


class Withdrawal(Record):
    """A withdrawal: the address stays, and the page says when and why."""

    date: Day = shown("The date when it was withdrawn.", "2032-01-05", dated=True)
    reason: Prose = shown("Why, for a reader.", "The review was published twice.")


class ListEnd(Record):
    """The end of something’s time on its list: it was merged, moved or replaced. Its address stays."""

    date: Day = shown("The last day when it was on the list.", "2031-12-02", dated=True)
    reason: Prose = shown("Why it left the list, for a reader.", "It was merged with number 12.")


class Correction(Record):
    """A correction of published words: readers see when, what, why and who approved it."""

    date: Day = shown("The date of the correction.", "2031-11-12", dated=True)
    about: Number | None = shown(
        "The number of the recommendation or action; leave it out for the whole record.", "12", None
    )
    fields: Annotated[tuple[Line, ...], Several] = shown(
        "The fields that it changes, as `build.py correct` names them; with `about`, counted from that number. "
        "It covers these and nothing else.",
        "- authors.1.phone",
        (),
    )
    what: Prose = shown(
        "What it said and what it says now, for a reader.", "The telephone number ended in 0 and ends in 1."
    )
    why: Prose = shown("Why it was changed.", "The number was mistyped.")
    approved_by: Line = shown("Who approved it, by post or body.", "Democratic Services")


class Published(Record):
    """What every record that has a page of its own carries."""

    id: Id = shown("The record's name in its permanent address: the file name without .yml.", "2031-finance")
    title: Line = shown("What the record is called on its page.", "Finance peer challenge 2031")
    summary: Prose = shown(
        "What it is, in our own plain English.", "Peers looked at how the council plans its money."
    )
    draft: YesNo = shown("`yes` keeps the record off the site and out of every output.", "no", False)
    publish_on: Day | None = shown("The first date when readers can see the record.", "2031-10-02", None)
    withdrawn: Withdrawal | None = shown(
        "That the record no longer applies, since when and why.", "date: 2032-01-05", None
    )
    corrections: tuple[Correction, ...] = shown(
        "Corrections since it was published, newest first.", "- date: 2031-11-12", ()
    )
    editor_notes: tuple[EditorNote, ...] = shown("An editor’s note about it.", "- note: …", ())

    def is_public(self, today: date) -> bool:
        """Whether readers may see the record on the day `today`: no draft, and its day has come."""
        return not self.draft and (self.publish_on is None or self.publish_on <= today)


class Document(Record):
    """A paper that the record is based on, whether or not it is available here."""

    id: Id = shown("A short name for it within this file.", "feedback-report")
    title: Line = shown("Its title as printed.", "Finance Peer Challenge feedback report")
    date: TimeOrBlank = shown("When it was written or published.", "July 2031", dated=True)
    supplied: YesNo = shown("`yes` if we had the paper when this record was written.", "yes")
    file: Line | None = shown("The file in `content/files/`, if it is published here.", "feedback.pdf", None)
    sha256: Sha256 | None = shown(
        "The file’s digest when it was approved, as `build.py pack` prints it.", "0123456789abcdef" * 4, None
    )
    link: Url | None = shown(
        "The address where it is published elsewhere.", "https://example.org/report", None
    )
    note: Prose | None = shown("What a reader should know about it.", "Published as appendix 2.", None)


class Source(Record):
    """A reference to the exact words: the document, the section and the number."""

    document: Id = shown("The document's id in this file's `documents`.", "feedback-report")
    section: Line | None = shown("The section's heading or number as printed.", "Annex 1", None)
    number: Line | None = shown("The item's number as printed, if it has one.", "12", None)


class Event(Record):
    """Something that happened or is due to happen, with a date of any precision and its source."""

    kind: Annotated[Line, OneOf("events")] = shown("What happened.", "on site")
    when: TimeOrBlank = shown(
        "A day, month, season, year or range; or `not recorded`.", "21 June 2031 to 2 July 2031", dated=True
    )
    body: Line | None = shown(
        "The body that it was sent to, or that replied, where there are several.", "Ambleford Council", None
    )
    text: Prose | None = shown("What happened, in words.", "The team met 50 people.", None)
    source: Line | None = shown("The source.", "Feedback report, section 2", None)
    editor_note: Prose | None = shown("An editor’s note about it.", "Two dates are printed.", None)
    note_is_material: YesNo = material_flag()


class Measure(Record):
    """A figure with everything needed to compare it with another statement of the same figure."""

    what: Id = shown("A name for what is counted; the same name wherever it is given.", "year-1-savings")
    name: Line = shown("What it is, for a reader.", "Savings achieved in year 1")
    value: Line | None = shown("The figure as printed; leave it out if `cell` gives it.", "£5.8m", None)
    cell: Line | None = shown(
        "The table cell that holds it: plan / table / row / column.", "2031-p / savings / Total / Saved", None
    )
    unit: Line | None = shown("What is counted.", "pounds", None)
    period: LineOrBlank = shown("The period that it covers.", "2031/32", None)
    as_at: LineOrBlank = shown("The date when it was true.", "31 March 2031", None)
    baseline: Line | None = shown("The figure from which it starts, as printed.", "£2m", None)
    baseline_at: Line | None = shown("When the baseline was true, as printed.", "March 2030", None)
    target: Line | None = shown("The figure to reach, as printed.", "£8m", None)
    target_by: Line | None = shown("By when, as printed.", "March 2033", None)
    source: Line | None = shown("Where the figure is given.", "Section 2, Financial implications", None)
    section: Line | None = shown("The section of this record where it is shown.", "financial", None)
    note: Prose | None = shown("What a reader should know about it.", "Printed as “nearly £28m”.", None)
    differs: Prose | None = shown(
        "Why it differs from the same figure elsewhere; `check` then no longer asks.",
        "The annual report rounds it.",
        None,
        printed=False,
    )


class Person(Record):
    """A holder of a public office or a member of a review team, with the title used in that paper."""

    name: Line = shown("The name as printed.", "Cllr A Example")
    title: Line | None = shown("The post or office as printed.", "Leader of the Council", None)
    organisation: Line | None = shown("Where the person works, as printed.", "Ambleford Council", None)
    role: Line | None = shown("The person's role in this work.", "Lead Peer", None)
    email: Email | None = shown("The office address as printed.", "office@example.org", None)
    phone: Line | None = shown("The office number as printed.", "01234 567890", None)
    note: Prose | None = shown("What a reader should know.", "Gave input before the visit only.", None)


class StatedDeadline(Record):
    """A deadline that a paper states, and what the dates that we hold show about it."""

    what: Line = shown("What had to be done.", "Publish the report")
    rule: Line = shown("The rule in words, as the paper has it.", "within six weeks of being agreed")
    due: TimeOrBlank = shown("The date or month when it was due, if it can be worked out.", "January 2022")
    outcome: Annotated[Line, OneOf("outcomes")] = shown("Whether it was met.", "cannot be worked out")
    working: Prose = shown("How we know, or why we do not.", "The date of agreement is not recorded.")
    source: Line | None = shown("The source of the rule.", "Feedback report, section 6", None)


class EarlierName(Record):
    """A name that a heading had until it was renamed."""

    name: Line = shown("The earlier name.", "Money")
    until: Day = shown("The last day when it had that name.", "2031-09-29")


class Theme(Record):
    """A heading under which recommendations, actions or points are grouped."""

    id: Id = shown("Its name in addresses.", "financial-leadership")
    name: Line = shown("The heading as shown.", "Financial leadership")
    ours: YesNo = shown("`yes` if the paper has no such heading, and the grouping is ours.", "yes", False)
    earlier_names: tuple[EarlierName, ...] = shown(
        "The names that it had before, each with its last day.", "- name: Money", (), progress=True
    )
    question: Prose | None = shown(
        "The question that the theme asks, in our words.", "Are plans owned by leaders?", None
    )
    also_printed: tuple[Line, ...] = shown(
        "Other forms of the heading in the papers.", "- Financial Leadership", ()
    )
    summary: Prose | None = shown(
        "What was found under the theme, in our words.", "Peers saw progress.", None
    )
    editor_note: Prose | None = shown("An editor’s note about it.", "Named in three ways.", None)

    @property
    def heading(self) -> str:
        """Return the heading as a page shows it: one that no paper has is marked as ours."""
        return f"{self.name} (our heading)" if self.ours else self.name


class Exemption(Record):
    """A notice in place of exempt information, which itself must never be in the repository.

    Local Government Act 1972, Schedule 12A, part 1.
    """

    paragraph: Annotated[Line, OneOf("exemptions")] = shown("The paragraph of Schedule 12A.", "3")
    reason: Prose = shown(
        "Why the public interest is better served by not publishing it.", "Prices are still being agreed."
    )
