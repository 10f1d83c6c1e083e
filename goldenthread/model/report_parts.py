"""The parts of a cabinet report that only some formats have."""

from __future__ import annotations

from typing import Annotated

from goldenthread.model.base import Day, DayOrBlank, Id, Line, OneOf, Prose, Record, Refers, YesNo, shown
from goldenthread.model.common import Exemption


class ReportSection(Record):
    """A section of prose that the council's format has: context, consultation, next steps."""

    section: Id = shown("The section's id in the format.", "consultation")
    text: Prose = shown("What stands there.", "Residents were asked in June.")


class Implication(Record):
    """What the decision means for money, health, climate and so on."""

    section: Id = shown("The section's id in the format.", "financial")
    text: Prose = shown(
        "What it means; “None.” is an answer that somebody gives.", "No direct financial implications."
    )
    agreed_by: Line | None = shown(
        "The post that agreed the text, where the paper prints it.", "Director of Finance", None
    )
    agreed_on: Day | None = shown("The day on which it was agreed.", "2031-09-20", None)


class Option(Record):
    """Something that the body could decide; doing nothing is one.

    The record of an executive decision names the alternatives that were considered and rejected:
    SI 2012/2089, regulation 12.
    """

    title: Line = shown("What the option is called.", "Do nothing")
    text: Prose = shown("What it would mean.", "The offices stay as they are.")
    preferred: YesNo = shown("`yes` for the one option that the paper recommends.", "yes", False)
    why: Prose | None = shown(
        "Why it is preferred, or why it is not.", "Repairs would cost more each year.", None
    )


class TimetableMeeting(Record):
    """A meeting beside the deciding one to which the same paper goes."""

    body: Annotated[Id, Refers("offices")] = shown("The body that meets.", "audit-committee")
    date: DayOrBlank = shown("The day of the meeting; `not recorded` when it is not known.", "2031-09-20")
    purpose: Annotated[Line, OneOf("purposes")] = shown("What the body is asked to do.", "for decision")


class PrivatePart(Record):
    """Part B of a paper, which the public may not see: its name and the lawful reason, and no place for the matter.

    Local Government Act 1972, Schedule 12A, part 1.
    """

    title: Line = shown("Its title, in words that give nothing away.", "Part B – Offers received")
    exempt: Exemption = shown("The paragraph and the reason.", "paragraph: 3")


class PrintedNumber(Record):
    """The number that a historic paper prints at a section, where the format would count otherwise."""

    section: Id = shown("The section's id in the format.", "risk")
    number: Line = shown("The number as printed, without a full stop.", "7")
