"""The list of all actions, and its parts by how they stand, by recorded status and by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenthread.common.output import Page
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.facets import Chips, Cut, draw, grouped
from goldenthread.outputs.pages.page_meta import ACTIONS
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import NO_UPDATE
from goldenthread.register.progress_groups import by_standing
from goldenthread.register.views import ActionView, Link, Register


def action_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all actions and its parts."""
    register = painter.register
    said = "Every action of every action plan on this site."
    everything = Cut(ACTIONS.url, "All", "Actions", said, _by_plan(register.actions))
    chips = (
        Chips("How they stand", (everything, *standing_cuts(register))),
        Chips("Recorded status", tuple(_status_cuts(register))),
        Chips("Year of the date", tuple(_year_cuts(register))),
        Chips("Who follows progress", tuple(_committee_cuts(register))),
        Chips("Brought for decision to", tuple(_decided_cuts(register))),
    )
    # There may be any number of reviews: each leads to its list itself, so that this page stays short.
    yield from draw(painter, chips, ACTIONS, "actions", others=tuple(_review_cuts(register)))


def standing_cuts(register: Register) -> tuple[Cut, ...]:
    """Cut all actions by how they stand: every action is in exactly one part."""
    parts = tuple(
        Cut(f"actions/{part.id}/", part.label.capitalize(), part.heading, part.definition, _by_plan(found))
        for part, found in by_standing(register.actions)
    )
    gone = [action for action in register.actions if action.withdrawn]
    said = "Actions that no longer hold. Each page says since when and why."
    return (
        (*parts, Cut("actions/withdrawn/", "Withdrawn", "Withdrawn actions", said, _by_plan(gone)))
        if gone
        else parts
    )


def _status_cuts(register: Register) -> Iterator[Cut]:
    for word in (*register.statuses, NO_UPDATE):
        path = f"actions/status/{phrases.slug(word.word)}/"
        found = _by_plan(action for action in register.actions if action.status.word == word)
        yield Cut(
            path, word.label, f"Actions with the status “{word.label}”", phrases.plain(word.help), found
        )


def _year_cuts(register: Register) -> Iterator[Cut]:
    dated = [(action.due.last.year, action) for action in register.actions if action.due.last]
    for year in sorted({year for year, _ in dated}):
        said = f"The timeline in force ends in {year}."
        found = _by_plan(action for its_year, action in dated if its_year == year)
        yield Cut(f"actions/year/{year}/", str(year), f"Actions with a date in {year}", said, found)


def _review_cuts(register: Register) -> Iterator[Cut]:
    for review in register.reviews:
        title, name = review.facts.title, review.facts.id
        found = [action for action in register.actions if any(ref.review == name for ref in action.answers)]
        if found:
            said = f"What the council agreed to do about the {title}."
            yield Cut(
                f"actions/review/{name}/", title, f"Actions that answer the {title}", said, _by_plan(found)
            )


def _committee_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the bodies that are to follow progress, as the plans say."""
    followed: dict[Link, list[ActionView]] = {}
    for plan in register.action_plans:
        for office in plan.monitored_by:
            followed.setdefault(office, []).extend(plan.actions)
    yield from _body_cuts("committee", "Actions followed by", "is to follow the progress of these", followed)


def _decided_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the bodies to which the plans were brought for decision."""
    bodies = {report.url: report.body for report in register.cabinet_reports}
    decided: dict[Link, list[ActionView]] = {}
    for plan in register.action_plans:
        if plan.decided_in:
            decided.setdefault(bodies[plan.decided_in.url], []).extend(plan.actions)
    yield from _body_cuts(
        "decided-by", "Actions of plans brought to", "was asked to decide on these", decided
    )


def _body_cuts(folder: str, heading: str, said: str, found: dict[Link, list[ActionView]]) -> Iterator[Cut]:
    for body, actions in sorted(found.items(), key=lambda pair: pair[0].title):
        if actions:
            name = body.title[:1].upper() + body.title[1:]
            path = body.url.replace("people/", f"actions/{folder}/", 1)
            yield Cut(path, name, f"{heading} {body.title}", f"{name} {said} actions.", _by_plan(actions))


def _by_plan(actions: Iterable[ActionView]) -> list[tuple[Link, list[ActionView]]]:
    return grouped((action.plan, action) for action in actions)
