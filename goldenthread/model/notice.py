"""A notice that the law asks for before a decision or a meeting, with its particulars as they were published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from goldenthread.model.base import Day, Id, Line, Prose, Refers, Several, shown
from goldenthread.model.common import Published

NoticeWord = Literal[
    "key decision", "private meeting", "second private meeting", "general exception", "special urgency", "urgent item",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice: its title, the law, what it states, and the fields without which it is not complete.

    `needs` has, for each particular, the fields of which one must be filled in, and the particular in words.
    SI 2012/2089 is the Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England)
    Regulations 2012.
    """

    title: str
    law: str
    statement: str  # {body}
    needs: tuple[tuple[tuple[str, ...], str], ...]
    clear_days: str = ""  # how long before the meeting, in words


_MATTER = (("summary",), "the matter")
_WHEN = (("date", "period"), "the date of the decision, or the period for it")
_MEETING = (("date",), "the date of the meeting")
_REASONS = (("reasons",), "the reasons")
_AGREED = (("agreed_by",), "who agreed, by post")
_SI = "SI 2012/2089, regulation"
KINDS_OF_NOTICE: dict[str, NoticeKind] = {
    "key decision": NoticeKind(
        "Notice of a key decision",
        f"{_SI} 9",
        "A key decision is to be made on behalf of {council}.",
        (
            _MATTER,
            (("members",), "who decides: the members of the body, or the person’s name and title"),
            _WHEN,
            (("papers",), "the documents put before the decision maker"),
            (("copies_from",), "where copies of the documents can be had"),
            (("other_documents",), "that other documents may be submitted"),
            (("request_details",), "how to ask for details of those documents"),
        ),
        "at least 28 clear days before the decision",
    ),
    "private meeting": NoticeKind(
        "Notice that a part of a meeting will be private",
        f"{_SI} 5(2) and (3)",
        "{body} intends to hold a part of its meeting in private.",
        (_MATTER, _MEETING, _REASONS),
        "at least 28 clear days before the meeting",
    ),
    "second private meeting": NoticeKind(
        "Second notice that a part of a meeting will be private",
        f"{_SI} 5(4) and (5)",
        "{body} still intends to hold a part of its meeting in private.",
        (
            _MATTER,
            _MEETING,
            _REASONS,
            (("representations",), "the representations received, or that there were none"),
            (("response",), "the response to the representations"),
        ),
        "at least five clear days before the meeting",
    ),
    "general exception": NoticeKind(
        "General exception: a key decision at shorter notice",
        f"{_SI} 10",
        "A key decision is to be made for which 28 clear days’ notice is not practicable.",
        (_MATTER, _WHEN, _REASONS, (("informed",), "who in scrutiny was informed, by post")),
        "at least five clear days before the decision",
    ),
    "special urgency": NoticeKind(
        "Special urgency: a key decision that cannot be deferred",
        f"{_SI} 11",
        "A key decision is urgent and cannot reasonably be deferred.",
        (_MATTER, _WHEN, _REASONS, _AGREED),
    ),
    "urgent item": NoticeKind(
        "Urgent item",
        "Local Government Act 1972, section 100B(4)(b)",
        "{body} is to consider an item that was not on the agenda for five clear days.",
        (_MATTER, _MEETING, _REASONS, _AGREED),
    ),
}
EXCEPTIONS = ("general exception", "special urgency")  # in the place of 28 clear days’ notice


class Notice(Published):
    """`data/notices/ID.yml`: one notice; `publish_on` is the date when it was published."""

    kind: NoticeWord = shown(
        "`key decision`, `private meeting`, `second private meeting`, `general exception`, `special urgency` "
        "or `urgent item`.",
        "key decision",
    )
    report: Annotated[Id, Refers("cabinet-reports")] | None = shown(
        "The paper that it is about; its page is linked when readers can see it.", "2031-10-04-finance", None
    )
    body: Annotated[Id, Refers("offices")] = shown("The body or the post that decides.", "cabinet")
    members: Annotated[tuple[Line, ...], Several] = shown(
        "The members of the body, or the name and title of the person who decides.", "- Cllr A Example", ()
    )
    date: Day | None = shown("The date of the meeting, or of the decision.", "2031-10-04", None)
    period: Line | None = shown(
        "In place of the date: within which period the decision is to be made.",
        "Between 4 and 18 October 2031",
        None,
    )
    papers: Annotated[tuple[Line, ...], Several] = shown(
        "The documents put before the decision maker.", "- Report: Finance review and action plan", ()
    )
    copies_from: Prose | None = shown(
        "Where copies of the documents, or extracts, can be had.", "Write to office@example.org.", None
    )
    other_documents: Prose | None = shown(
        "That other documents may be submitted to the decision maker.",
        "Other documents may be submitted to Cabinet.",
        None,
    )
    request_details: Prose | None = shown(
        "How to ask for details of those documents as they become available.",
        "Write to office@example.org.",
        None,
    )
    reasons: Prose | None = shown(
        "The reasons: for a private meeting, why it is private; else why usual notice is not practicable.",
        "Prices are still being agreed.",
        None,
    )
    representations: Prose | None = shown(
        "The representations received that the meeting should be public; `None were received.` is an answer.",
        "None were received.",
        None,
    )
    response: Prose | None = shown(
        "The response to the representations.", "As there were none, the item stays private.", None
    )
    informed: Line | None = shown(
        "Who in scrutiny was informed, by post.", "Chair of the Audit Committee", None
    )
    agreed_by: Line | None = shown(
        "Who agreed that it is urgent, by post.", "Chair of the Audit Committee", None
    )
    agreed_on: Day | None = shown("The date of that agreement.", "2031-09-30", None)

    @property
    def of(self) -> NoticeKind:
        """Return what is fixed for its kind."""
        return KINDS_OF_NOTICE[self.kind]

    @property
    def is_exception(self) -> bool:
        """Whether it takes the place of 28 clear days’ notice."""
        return self.kind in EXCEPTIONS or (self.kind == "private meeting" and self.agreed_by is not None)
