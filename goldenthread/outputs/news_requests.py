"""E-mails that ask each lead for news of its actions: as text to copy, or as files that a mail program opens as drafts.

Nothing is sent, and no address is invented: the model records none, so whoever sends a message adds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import count
from goldenthread.markdown.render import plain
from goldenthread.model.council import Council
from goldenthread.register import action_sentences as sentences
from goldenthread.register.owners import NO_LEAD, PARTS, open_by_lead, part_of, progress_form
from goldenthread.register.views import ActionView, Link, Register


@dataclass(frozen=True, slots=True)
class NewsRequest:
    """A message to one lead about its actions: the sender adds the recipient."""

    lead: Link
    subject: str
    body: str

    @property
    def name(self) -> str:
        """Return the ID of the lead."""
        return self.lead.url.rstrip("/").rpartition("/")[2]

    @property
    def missing(self) -> str:
        """Return what whoever sends it has to add."""
        return f"No e-mail address is recorded for {self.lead.title}. Add it before you send this."

    @property
    def as_text(self) -> str:
        """Return the message to read and to copy."""
        return f"To: {self.missing}\nSubject: {self.subject}\n\n{self.body}"

    @property
    def as_eml(self) -> bytes:
        """Return the message for a mail program (RFC 5322), which opens it as a draft and adds sender and date."""
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.subject
        message["Comments"] = self.missing
        message["X-Unsent"] = "1"
        message.set_content(self.body, cte="quoted-printable")
        return message.as_bytes()


def news_requests(register: Register, actions: Iterable[ActionView]) -> tuple[list[NewsRequest], str]:
    """Return a message for each lead that is to be asked, and a sentence on actions without a lead; empty for none."""
    asked = [action for action in actions if part_of(action)]
    by_lead = open_by_lead(asked)
    requests = [_request(register, lead, theirs) for lead, theirs in by_lead if lead != NO_LEAD]
    without = [sentences.name(action) for lead, theirs in by_lead if lead == NO_LEAD for action in theirs]
    return (
        requests,
        f"No message about these, because we do not know who leads them: {'; '.join(without)}."
        if without
        else "",
    )


def _request(register: Register, lead: Link, actions: list[ActionView]) -> NewsRequest:
    council = register.council
    number = count(len(actions), "action")
    below = "the action below" if len(actions) == 1 else f"the {number} below"
    opening = (
        f"Please send us an update on {below}. This is what our register says on {in_words(register.today)}."
    )
    blocks = [
        f"Dear {lead.title},",
        opening,
        *_lists(council, actions),
        _how_to_answer(council, len(actions)),
    ]
    closing = f"{council.name}\n{plain(council.contact)}"
    subject = f"{council.short_name}: please send an update on {number}"
    return NewsRequest(lead, subject, "\n\n".join([*blocks, closing]) + "\n")


def _lists(council: Council, actions: list[ActionView]) -> Iterator[str]:
    """Yield each heading, and a paragraph for each action below it."""
    for part in PARTS:
        theirs = [action for action in actions if part_of(action) == part]
        if theirs:
            yield part.upper()
            yield from (_about(council, action) for action in theirs)


def _about(council: Council, action: ActionView) -> str:
    page = f"{council.home}{action.url}" if council.home else ""
    others = f"Lead: {sentences.leads(action)}." if len(action.leads) > 1 else ""
    lines = (
        sentences.name(action), sentences.asked(action), others, sentences.timeline(action), sentences.news(action), page,
    )  # fmt: skip
    return "\n".join(line for line in lines if line)


def _how_to_answer(council: Council, number: int) -> str:
    form = progress_form(council.repository)
    first = (
        f"Fill in this form{' for each action' if number > 1 else ''}:\n{form}\nOr reply to this message."
        if form
        else "Reply to this message."
    )
    return (
        f"HOW TO ANSWER\n\n{first}\n\n"
        "Say how far the action has got, what was done, and which paper or page shows it. "
        "If you need more time, say until when and why.\n"
        "We do not guess: without an update, the public page says only that none has been recorded."
    )
