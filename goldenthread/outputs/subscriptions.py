"""What a reader can follow on its own: a body or post, a record, or a theme. Each has a feed and calendars beside its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldenthread.common import urls
from goldenthread.common.inflection import capital
from goldenthread.model.common import Theme
from goldenthread.model.kinds import ACTION_PLANS, DECISIONS, KINDS, MEETINGS, NOTICES, REVIEWS
from goldenthread.register.views import ActionPlanView, ActionView, OfficeView, Register, ReviewView

_OF_A_BODY = (MEETINGS, NOTICES)  # which is how they are followed; each alone is soon over


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to follow: the address of its page, its title, the pages on which something can happen, its actions.

    `monitored` are the actions that a body monitors; those in `actions` it leads.
    """

    url: str
    title: str
    heading: str  # under which it is listed; empty for what is found on its own page
    pages: frozenset[str] = frozenset()
    actions: tuple[ActionView, ...] = ()
    monitored: tuple[ActionView, ...] = ()

    @property
    def feed(self) -> str:
        """Return the address of its feed."""
        return f"{self.url}feed.xml"


def topics(register: Register) -> Iterator[Topic]:
    """Yield everything that can be followed on its own: bodies and posts first, then each kind of record."""
    led: dict[str, list[ActionView]] = defaultdict(list)
    answering: dict[str, list[ActionView]] = defaultdict(list)
    for action in register.actions:
        for lead in action.leads:
            led[lead.url].append(action)
        for url in dict.fromkeys(answer.url.partition("#")[0] for answer in action.answers):
            answering[url].append(action)
    yield from (_office(register, office, led[office.url]) for office in register.offices)
    for kind in KINDS:
        for view in register.of(kind):
            if kind is REVIEWS:
                yield from _review(register, view, answering)
            elif kind is ACTION_PLANS:
                yield from _plan(view)
            else:
                heading = "" if kind in _OF_A_BODY else kind.title
                yield _topic(view.url, view.facts.title, heading)


def _topic(
    url: str,
    title: str,
    heading: str = "",
    *,
    parts: Iterable[str] = (),
    actions: Iterable[ActionView] = (),
    monitored: Iterable[ActionView] = (),
) -> Topic:
    """Make a topic whose pages are its own, those of its parts, and those of its actions."""
    theirs, others = tuple({action.url: action for action in actions}.values()), tuple(monitored)
    pages = frozenset((url, *parts, *(action.url for action in (*theirs, *others))))
    return Topic(url, title, heading, pages, theirs, others)


def _office(register: Register, office: OfficeView, led: list[ActionView]) -> Topic:
    """Return what a body or post leads, monitors and decides."""
    plans = [plan for plan in register.action_plans if office.url in {link.url for link in plan.monitored_by}]
    papers = [view.url for kind in KINDS for view in register.of(kind) if office.url in _bodies(view)]
    monitored = [action for plan in plans for action in plan.actions]
    parts = (*papers, *(plan.url for plan in plans))
    title = capital(office.facts.name)
    return _topic(office.url, title, "Bodies and posts", parts=parts, actions=led, monitored=monitored)


def _bodies(view: object) -> set[str]:
    """Return the address of the body or post whose paper, meeting, notice or decision it is."""
    links = (getattr(view, name, None) for name in ("body", "decided_by"))
    return {link.url for link in links if link}


def _review(
    register: Register, review: ReviewView, answering: Mapping[str, list[ActionView]]
) -> Iterator[Topic]:
    """Yield a review with its plans, its reports and the decisions on them, and each of its themes."""

    def actions(items: Iterable[str]) -> Iterator[ActionView]:
        return (action for url in items for action in answering.get(url, ()))

    asked = [item.url for item in review.recommendations]
    linked = [link.url for link in (*review.action_plans, *review.cabinet_reports)]
    decided = [d.url for d in register.of(DECISIONS) if d.report and d.report.url in linked]
    title, parts = review.facts.title, (*asked, *linked, *decided)
    yield _topic(review.url, title, REVIEWS.title, parts=parts, actions=actions(asked))
    for theme in review.facts.themes:
        theirs = [item.url for item in review.recommendations if item.theme == theme]
        if theirs:
            yield _theme(review.url, title, theme, parts=theirs, actions=actions(theirs))


def _plan(plan: ActionPlanView) -> Iterator[Topic]:
    title = plan.facts.title
    yield _topic(plan.url, title, ACTION_PLANS.title, actions=plan.actions)
    for group, actions in plan.groups:
        yield _theme(plan.url, title, group, actions=actions)


def _theme(
    record: str, title: str, theme: Theme, *, parts: Iterable[str] = (), actions: Iterable[ActionView]
) -> Topic:
    return _topic(urls.theme(record, theme.id), f"{theme.heading}, {title}", parts=parts, actions=actions)
