"""Who must approve which kind of change: the rules that a council sets itself, and who holds which part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from goldenthread.model.base import (
    Day,
    DayOrBlank,
    Email,
    Id,
    Line,
    Prose,
    PublicKey,
    Record,
    Several,
    YesNo,
    private,
    shown,
)
from goldenthread.model.kinds import BY_FOLDER

ActWord = Literal[
    "publish a record", "withdraw a record", "correct published text", "change published text", "record a decision",
    "record progress", "move a timeline", "record what happened", "change a setting", "change a page", "anything",
]  # fmt: skip
if TYPE_CHECKING:
    Folder: TypeAlias = str
else:
    Folder = Literal[*BY_FOLDER, "settings", "pages", "any"]


class Role(Record):
    """A role in approving, such as the monitoring officer."""

    id: Id = shown("A short name for it.", "monitoring-officer")
    name: Line = shown("Its name, as readers see it next to what it approved.", "Monitoring officer")
    team: Line | None = private("The team of the code host that holds it.", '"@ambleford/legal"', None)


class Approver(Record):
    """A person who holds roles, as git and the code host know them. None of this is published."""

    name: Line = private("The person's name.", "A Example")
    email: Email = private("The e-mail address that the person uses in git.", "a.example@example.org")
    login: Line | None = private("The person’s user name on the code host.", "a-example", None)
    roles: Annotated[tuple[Id, ...], Several] = private("The roles held.", "monitoring-officer")
    first_day: Day | None = private("The first day in these roles.", "2031-04-01", None)
    last_day: Day | None = private("The last day in these roles.", "2033-03-31", None)


class ApprovalRule(Record):
    """Which role must approve which kind of change."""

    acts: Annotated[tuple[ActWord, ...], Several] = shown("The kinds of change.", "- change published text")
    records: Annotated[tuple[Folder, ...], Several] = shown(
        "The kinds of record that they concern.", "- reviews", ("any",)
    )
    needs: Id = shown("The role that must approve.", "monitoring-officer")
    why: Prose = shown("Why that role, for a reader.", "The words are the reviewers'.")


class ApprovalRules(Record):
    """`data/approval-rules.yml`: in addition to these rules, a person other than the author must always approve."""

    since: DayOrBlank = shown(
        "The first day when approvals are kept; `not recorded` while the council keeps none.",
        "2031-04-01",
    )
    messages_count: YesNo = shown(
        "`yes` when lines such as `Approved-by: A Name <a@example.org>` in a commit’s message count as approvals; "
        "`no` when only approvals on the code host do.",
        "no",
        True,
    )
    signed_by: PublicKey | None = shown(
        "The public key of SSH with which the publishing workflow signs the notes of approval. "
        "Once it is recorded, a note that it has not signed does not count.",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample",
        None,
    )
    clear_before_publishing: YesNo = shown(
        "`yes` when no paper is published before each section is cleared by those whom its format asks.",
        "yes",
        False,
    )
    machinery_team: Line | None = private(
        "The team of the code host that is responsible for the program, its design and its workflows.",
        '"@ambleford/website"',
        None,
    )
    roles: tuple[Role, ...] = shown("The roles that approve changes.", "- id: monitoring-officer", ())
    people: tuple[Approver, ...] = private("Who holds the roles.", "- name: A Example", ())
    rules: tuple[ApprovalRule, ...] = shown("Who must approve what.", "- acts: change published text", ())
