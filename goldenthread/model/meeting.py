"""A meeting of a body: what its papers do not say, such as the time, the place and the order of the agenda."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from goldenthread.model.base import Day, Id, Line, Prose, Record, Refers, Url, shown
from goldenthread.model.common import Document, Exemption, Published

_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))? ?(am|pm)?")


class AgendaItem(Record):
    """One item of an agenda: a paper, or an item without one."""

    number: Line | None = shown(
        "Its number as printed; if you leave all of them out, the items are counted.", "7", None
    )
    report: Annotated[Id, Refers("cabinet-reports")] | None = shown(
        "The paper for the item.", "2031-10-04-finance", None
    )
    title: Line | None = shown(
        "What the item is called; leave it out for a paper, whose title is shown.",
        "Apologies for absence",
        None,
    )
    text: Prose | None = shown("What the item is about.", "To agree the minutes of 6 September.", None)
    urgent: Prose | None = shown(
        "Of an urgent item: the special circumstances, and that the chair agreed. "
        "Local Government Act 1972, section 100B(4)(b).",
        "The grant has to be claimed by 10 October. The chair agreed to take it.",
        None,
    )
    exempt: Exemption | None = shown("Why the item is taken in private.", "paragraph: 3", None)


class Supplement(Record):
    """A paper that was published after the agenda."""

    report: Annotated[Id, Refers("cabinet-reports")] | None = shown(
        "The paper, where it is on this site.", "2031-10-04-finance", None
    )
    title: Line | None = shown(
        "What it is called, where the paper is not on this site.", "Appendix 2 to item 7", None
    )
    link: Url | None = shown(
        "The address where it is published elsewhere.", "https://example.org/supplement", None
    )
    published: Day = shown("The date when it was published.", "2031-09-29", dated=True)
    why: Prose = shown("Why it came after the agenda.", "The auditor’s letter arrived on 26 September.")


class MeetingMoved(Record):
    """That a meeting was moved: the page of the first date stays, and says so."""

    date: Day = shown("The date to which it was moved.", "2031-10-11")
    announced: Day | None = shown("The date when that was announced.", "2031-09-30", None, dated=True)
    reason: Prose = shown("Why, for a reader.", "The hall was flooded.")


class MeetingCancelled(Record):
    """That a meeting was cancelled: its page stays, and says so."""

    announced: Day | None = shown("The date when that was announced.", "2031-09-30", None, dated=True)
    reason: Prose = shown("Why, for a reader.", "There was no business.")


class Meeting(Published):
    """`data/meetings/DATE-BODY.yml`: one meeting, under the date for which it was first called."""

    body: Annotated[Id, Refers("offices")] = shown("The body that meets.", "cabinet")
    date: Day = shown("The date for which it was first called.", "2031-10-04")
    time: Line | None = shown("When it begins.", "6.30pm", None)
    place: Line | None = shown("Where it is held.", "Council Chamber, Ford Street", None)
    link: Url | None = shown("Where it can be watched or was recorded.", "https://example.org/watch", None)
    agenda: tuple[AgendaItem, ...] = shown("The items in their order.", "- report: 2031-10-04-finance", ())
    supplements: tuple[Supplement, ...] = shown(
        "Papers that were published after the agenda.", "- published: 2031-09-29", ()
    )
    moved: MeetingMoved | None = shown("That it was moved, to when and why.", "date: 2031-10-11", None)
    cancelled: MeetingCancelled | None = shown(
        "That it was cancelled, and why.", "reason: There was no business.", None
    )
    documents: tuple[Document, ...] = shown(
        "Papers about it that are not reports, such as the minutes.", "- id: minutes", ()
    )

    @property
    def held_on(self) -> dt.date:
        """Return the day on which it is or was to take place, as far as that is known."""
        return self.moved.date if self.moved else self.date

    @property
    def clock(self) -> dt.time | None:
        """Return the time of day at which it begins; None where that is not recorded in figures."""
        found = _CLOCK.fullmatch((self.time or "").lower())
        if not found:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3]:
            hour = hour % 12 + 12 * (found[3] == "pm")
        return dt.time(hour, minute) if hour < 24 and minute < 60 and (found[2] or found[3]) else None
