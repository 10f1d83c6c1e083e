"""Bodies, posts and groups: who may lead an action or decide a paper, under every name in print."""

from __future__ import annotations

from typing import Annotated

from goldenthread.model.base import Id, Line, OneOf, Prose, Record, Refers, Time, shown


class Holder(Record):
    """Who held a post or office, as far as the papers say."""

    name: Line = shown("The name as printed.", "A Example")
    title: Line | None = shown(
        "The title as printed, if it differs from the post's name.", "S151 Officer", None
    )
    as_at: Time = shown("The date of the paper that says so.", "5 October 2031")
    source: Line | None = shown("The paper that says so.", "Cabinet report, header", None)


class Office(Record):
    """A body, post or group that can be named as lead, author or decision maker."""

    id: Id = shown("Its name in addresses.", "director-of-finance")
    name: Line = shown("Its full name.", "Director of Finance")
    kind: Annotated[Line, OneOf("offices")] = shown("What it is.", "post")
    other_names: tuple[Line, ...] = shown("All other names that papers use for it.", "- Finance Director", ())
    part_of: Annotated[Id, Refers("offices")] | None = shown(
        "The body that it belongs to.", "senior-team", None
    )
    first_seen: Time | None = shown("The date of our earliest paper that names it.", "5 October 2031", None)
    last_seen: Time | None = shown("The date of our latest paper that names it.", "28 February 2033", None)
    held_by: tuple[Holder, ...] = shown("Who held it, as far as the papers say.", "- name: A Example", ())
    members: tuple[Line, ...] = shown(
        "Of a body: its members now, as notices of its decisions list them.", "- Cllr A Example", ()
    )
    about: Prose | None = shown("What it does, as far as the papers say.", "Sets the budget.", None)
    editor_note: Prose | None = shown("An editor’s note about it.", "Perhaps the same as the board.", None)


class Organisation(Record):
    """`data/organisation.yml`: the council's bodies, posts and groups."""

    offices: tuple[Office, ...] = shown("Every body, post and group that the papers name.", "- id: cabinet")

    def names(self) -> dict[str, str]:
        """Return the id behind every name under which papers print a body, post or group."""
        return {name: office.id for office in self.offices for name in (office.name, *office.other_names)}
