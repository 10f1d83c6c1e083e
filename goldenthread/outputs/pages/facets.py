"""The lists of all actions and of all recommendations, cut into parts that each have an address of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from goldenthread.common import urls
from goldenthread.common.inflection import capital, slug
from goldenthread.common.output import Page
from goldenthread.model import OWN_COMMITMENT
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import ACTIONS, HOME, RECOMMENDATIONS, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import NO_UPDATE, by_standing
from goldenthread.register.reviews import visited
from goldenthread.register.views import ActionView, Link, RecommendationView, Register

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a list: the words of the chip that leads to it, its heading, what belongs to it, its rows.

    The rows are gathered under the records that they are in.
    """

    path: str
    chip: str
    heading: str
    definition: str
    groups: Sequence[tuple[Link, Sequence[object]]]

    @property
    def size(self) -> int:
        """Count the rows."""
        return sum(len(rows) for _, rows in self.groups)


@dataclass(frozen=True, slots=True)
class Chips:
    """A row of ways to parts of a list."""

    label: str
    cuts: tuple[Cut, ...]


def grouped(items: Iterable[tuple[Link, Item]]) -> list[tuple[Link, list[Item]]]:
    """Gather items under the records that they are in, in the order given."""
    homes: dict[Link, list[Item]] = {}
    for home, item in items:
        homes.setdefault(home, []).append(item)
    return list(homes.items())


def draw(
    painter: Painter, chips: tuple[Chips, ...], parent: Link, template: str, others: tuple[Cut, ...] = ()
) -> Iterator[Page]:
    """Draw a page for each part, and for `others`, to which no chip leads. The whole list is the first part of all.

    Search finds the whole only: the parts hold nothing that it does not.
    """
    for cut in (*(cut for row in chips for cut in row.cuts), *others):
        whole = cut.path == parent.url
        rows = [(home, row) for home, found in cut.groups for row in found]
        sizes = {home.url: len(found) for home, found in cut.groups}
        head = Head(
            path=cut.path,
            title=cut.heading,
            description=cut.definition,
            crumbs=(HOME,) if whole else (HOME, parent),
            tab=parent.url.strip("/"),
            search={"kind": "List"} if whole else None,
        )
        for leaf in leaves(cut.path, rows):
            facts = {"cut": cut, "chips": chips, "leaf": leaf, "groups": grouped(leaf.rows), "sizes": sizes}
            yield painter.paint(head_of(head, leaf), template, **facts)


def action_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all actions and its parts."""
    register = painter.register
    said = "Every action of every action plan on this site."
    everything = Cut(ACTIONS.url, "All", "Actions", said, _by_plan(register.actions))
    chips = (
        Chips("Progress", (everything, *standing_cuts(register))),
        Chips("Recorded status", tuple(_status_cuts(register))),
        Chips("Year of the date", tuple(_action_years(register))),
        Chips("Monitored by", tuple(_committee_cuts(register))),
        Chips("Decision by", tuple(_decided_cuts(register))),
    )
    # There may be any number of reviews: each leads to its list itself, so that this page stays short.
    yield from draw(painter, chips, ACTIONS, "actions", others=tuple(_review_cuts(register)))


def standing_cuts(register: Register) -> tuple[Cut, ...]:
    """Cut all actions by status: every action is in exactly one part."""
    parts = tuple(
        Cut(
            f"{urls.ACTIONS}{part.id}/",
            part.label.capitalize(),
            part.heading,
            part.meaning(register.vocabulary),
            _by_plan(found),
        )
        for part, found in by_standing(register.actions)
    )
    gone = [action for action in register.actions if not action.is_listed]
    said = "Actions that no longer hold. Each page says since when and why."
    chip, heading = gone_from(gone)
    last = Cut(f"{urls.ACTIONS}withdrawn/", chip, heading, said, _by_plan(gone))
    return (*parts, last) if gone else parts


def gone_from(actions: Sequence[ActionView]) -> tuple[str, str]:
    """Return the chip and the heading of actions that are not on their list: withdrawn, or taken off as well."""
    if all(action.withdrawn for action in actions):
        return "Withdrawn", "Withdrawn actions"
    return "Withdrawn or taken off", "Actions withdrawn or taken off their list"


def _status_cuts(register: Register) -> Iterator[Cut]:
    for word in (*register.statuses, NO_UPDATE):
        path = urls.actions_list("status", slug(word.word))
        found = _by_plan(action for action in register.actions if action.status.word.word == word.word)
        yield Cut(
            path, word.label, f"Actions with the status “{word.label}”", phrases.plain(word.help), found
        )


def _action_years(register: Register) -> Iterator[Cut]:
    dated = [(action.due.ends.year, action) for action in register.actions if action.due.ends]
    for year in sorted({year for year, _ in dated}):
        said = f"The timeline in force ends in {year}."
        found = _by_plan(action for its_year, action in dated if its_year == year)
        yield Cut(urls.actions_list("year", year), str(year), f"Actions with a date in {year}", said, found)


def _review_cuts(register: Register) -> Iterator[Cut]:
    for review in register.reviews:
        title, name = review.facts.title, review.facts.id
        found = [action for action in register.actions if any(ref.review == name for ref in action.answers)]
        if found:
            said = f"What the council agreed to do about the {title}."
            yield Cut(
                urls.actions_list("review", name),
                title,
                f"Actions that answer the {title}",
                said,
                _by_plan(found),
            )
    if own := [action for action in register.actions if action.own_commitment]:
        title = f"{OWN_COMMITMENT}s"
        said = "The plans name no recommendation for these actions."
        yield Cut(f"{urls.ACTIONS}own-commitments/", title, title, said, _by_plan(own))


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
        "decided-by", "Actions of plans presented to", "was asked to decide on these", decided
    )


def _body_cuts(folder: str, heading: str, said: str, found: dict[Link, list[ActionView]]) -> Iterator[Cut]:
    for body, actions in sorted(found.items(), key=lambda pair: pair[0].title):
        if actions:
            name = capital(body.title)
            path = urls.actions_list(folder, body.url.removeprefix(urls.PEOPLE).rstrip("/"))
            yield Cut(path, name, f"{heading} {body.title}", f"{name} {said} actions.", _by_plan(actions))


def _by_plan(actions: Iterable[ActionView]) -> list[tuple[Link, list[ActionView]]]:
    return grouped((action.plan, action) for action in actions)


_KINDS: tuple[tuple[str, str, str, str, Callable[[RecommendationView], bool]], ...] = (
    (
        "key",
        "Key",
        "Key recommendations",
        "The reviewers themselves call these recommendations key.",
        lambda item: item.facts.key,
    ),
    (
        "repeated",
        "Asked more than once",
        "Recommendations asked more than once",
        "Another recommendation asks for the same, or for a part of it.",
        lambda item: bool(item.repeats),
    ),
    (
        "unanswered",
        "Without an answer",
        "Recommendations without an answer",
        "No action plan on this site answers these, or a part of them: none names them, or the plan leaves the response blank.",
        lambda item: item.is_listed and not item.is_answered,
    ),
)


def recommendation_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all recommendations and its parts."""
    items = painter.register.recommendations
    said = "Every numbered recommendation of every review on this site."
    everything = Cut(RECOMMENDATIONS.url, "All", "Recommendations", said, _by_review(items))
    kinds = tuple(
        Cut(f"{urls.RECOMMENDATIONS}{name}/", chip, heading, definition, _by_review(filter(fits, items)))
        for name, chip, heading, definition, fits in _KINDS
    )
    chips = (
        Chips("Show", (everything, *kinds)),
        Chips("Priority, in the reviewers’ own words", tuple(_priority_cuts(items))),
        Chips("Year of the review", tuple(_recommendation_years(painter.register))),
    )
    yield from draw(painter, chips, RECOMMENDATIONS, "recommendations")


def _priority_cuts(items: Sequence[RecommendationView]) -> Iterator[Cut]:
    """Cut by level of priority; levels that different reviewers call the same are one part."""
    levels: dict[str, list[RecommendationView]] = {}
    for item in items:
        if item.facts.priority:
            levels.setdefault(slug(item.facts.priority) or "other", []).append(item)
    for name, found in levels.items():
        level = found[0].facts.priority or ""
        path, heading = (
            urls.recommendations_list("priority", name),
            f"Recommendations with the priority “{level}”",
        )
        said = f"Their reviewers gave these the level “{level}”. The page of each review says what it means there."
        yield Cut(path, level, heading, said, _by_review(found))


def _recommendation_years(register: Register) -> Iterator[Cut]:
    years: dict[int, list[RecommendationView]] = {}
    for review in register.reviews:
        when = visited(review.facts.events, register.vocabulary)
        if when and review.recommendations:
            years.setdefault(when.first.year, []).extend(review.recommendations)
    for year, items in sorted(years.items()):
        heading = f"Recommendations made in {year}"
        said = f"The reviewers were with the council in {year}."
        yield Cut(urls.recommendations_list("year", year), str(year), heading, said, _by_review(items))


def _by_review(items: Iterable[RecommendationView]) -> list[tuple[Link, list[RecommendationView]]]:
    return grouped((item.review, item) for item in items)
