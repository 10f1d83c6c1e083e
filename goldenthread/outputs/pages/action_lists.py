"""The list of all actions, its parts, and each list of actions divided by progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from goldenthread.common import urls
from goldenthread.common.inflection import capital, slug, small
from goldenthread.common.output import Page
from goldenthread.model import OWN_COMMITMENT
from goldenthread.model.common import Theme
from goldenthread.model.standing import Standing
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.facets import Chips, Cut, ListPage, draw, grouped
from goldenthread.outputs.pages.list_index import list_index
from goldenthread.outputs.pages.page_meta import ACTION_PLANS, ACTIONS, PEOPLE
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import NO_UPDATE, by_standing, once_in
from goldenthread.register.views import ActionPlanView, ActionView, Link, OfficeView, Register


def action_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all actions, its parts, and the parts of those that people ask for."""
    facets = action_facets(painter.register)
    index = list_index(facets[0].cuts[0], facets).address if painter.register.actions else ""
    yield from draw(painter, _lists(painter.register, facets), ACTIONS, "actions", index)


def action_facets(register: Register) -> tuple[Chips, ...]:
    """Return all that actions can be narrowed by; the whole list is the first part of the first row."""
    return (
        Chips("Status", (_everything(register), *standing_cuts(register)), "progress"),
        Chips("Status in the council’s words", tuple(_status_cuts(register)), "status"),
        Chips("Year of the date", tuple(_action_years(register)), "year"),
        Chips("Monitored by", tuple(_committee_cuts(register)), "committee"),
        Chips("Decision by", tuple(_decided_cuts(register)), "decision"),
        Chips("Lead", tuple(_lead_cuts(register)), "lead"),
        Chips("Review", tuple(_review_cuts(register)), "review"),
        Chips("Theme", tuple(_theme_cuts(register)), "theme"),
    )


def action_cuts(register: Register) -> list[Cut]:
    """Return every list of actions that has an address, each once."""
    facets = action_facets(register)
    drawn = [page.cut for page in _lists(register, facets)]
    return list({cut.path: cut for cut in (*drawn, *(cut for row in facets for cut in row.cuts))}.values())


def _lists(register: Register, facets: tuple[Chips, ...]) -> Iterator[ListPage]:
    """Yield each list. There may be any number of reviews, leads and themes: their own pages lead to their lists."""
    progress, status, year, *wholes = facets
    everything = progress.cuts[0]
    general = (status, year, *wholes[:2])
    parts = {cut.path: divided(cut, register) for row in wholes for cut in row.cuts}
    yield ListPage(everything, (progress,), general)
    for cut in progress.cuts[1:]:
        narrower = tuple(_narrower(row, cut, parts) for row in wholes[:-1])
        yield ListPage(cut, (progress, *narrower[:1]), narrower[1:], chosen=(("progress", cut.key),))
    for row in (status, year):
        for cut in row.cuts:
            yield ListPage(cut, (row,), (progress, *general), (everything,), ((row.name, cut.key),))
    for row in wholes:
        for cut in row.cuts:
            chosen = ((row.name, cut.key),)
            if cut.path.startswith(ACTIONS.url):  # a lead’s list and a theme’s are pages of their own
                yield ListPage(cut, (parts[cut.path],), general, (everything,), chosen)
            for part, standing in _pairs(parts[cut.path], progress):
                narrowed = (*chosen, ("progress", standing.key))
                yield ListPage(part, (parts[cut.path],), (), (cut, standing, everything), narrowed)


def _everything(register: Register) -> Cut:
    said = "Every action of every action plan on this site."
    return Cut(ACTIONS.url, "All", "Actions", said, _by_plan(register.actions))


def divided(cut: Cut, register: Register) -> Chips:
    """Divide a list of actions by progress, the whole first: the parts that hold something, or did on an earlier day.

    An address that once led to rows stays, so that no link to it breaks.
    """
    once = {name for row in cut.rows for name in once_in(row, register.today, register.vocabulary)}
    parts = (
        cut.narrowed(part.id, _standing_cut(part, found))
        for part, found in by_standing(cut.rows)
        if part.id in once
    )
    return Chips("Status", (cut.as_whole(), *parts))


def _pairs(parts: Chips, progress: Chips) -> Iterator[tuple[Cut, Cut]]:
    """Pair each part of a list with the part of all actions that it belongs to."""
    standings = {cut.key: cut for cut in progress.cuts}
    for part in parts.cuts[1:]:
        yield part, standings[_last(part.path)]


def _narrower(row: Chips, standing: Cut, parts: dict[str, Chips]) -> Chips:
    """Return a row of links from a part of all actions to what it has in common with each list of another row."""
    found = []
    for cut in row.cuts:
        pairs = (part for part in parts[cut.path].cuts[1:] if _last(part.path) == _last(standing.path))
        found += [replace(part, chip=cut.chip) for part in pairs if part.size]
    return Chips(row.label, tuple(found))


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def standing_cuts(register: Register) -> tuple[Cut, ...]:
    """Cut all actions by status: every action is in exactly one part."""
    parts = tuple(_standing_cut(part, found) for part, found in by_standing(register.actions))
    gone = [action for action in register.actions if not action.is_listed]
    said = "Actions that no longer apply. Each page says since when and why."
    chip, heading = gone_from(gone)
    last = Cut(f"{urls.ACTIONS}withdrawn/", chip, heading, said, _by_plan(gone))
    return (*parts, last) if gone else parts


def _standing_cut(part: Standing, found: Sequence[ActionView]) -> Cut:
    return Cut(f"{urls.ACTIONS}{part.id}/", part.label, part.heading, part.definition, _by_plan(found))


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
    answers: dict[str, list[ActionView]] = {}
    for action in register.actions:
        for name in dict.fromkeys(ref.review for ref in action.answers):
            answers.setdefault(name, []).append(action)
    for review in register.reviews:
        title, name = review.facts.title, review.facts.id
        if found := answers.get(name):
            said = f"What the council agreed to do about the {title}."
            path, phrase = urls.actions_list("review", name), f"in answer to the {title}"
            heading = f"Actions that answer the {title}"
            yield Cut(path, title, heading, said, _by_plan(found), phrase, (ACTIONS,))
    if own := [action for action in register.actions if action.own_commitment]:
        title = f"{OWN_COMMITMENT}s"
        said = "The plans name no recommendation for these actions."
        path, phrase = f"{urls.ACTIONS}own-commitments/", small(title)
        yield Cut(path, title, title, said, _by_plan(own), phrase, (ACTIONS,))


def _committee_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the bodies that are to follow progress, as the plans say."""
    followed: dict[Link, list[ActionView]] = {}
    for plan in register.action_plans:
        for office in plan.monitored_by:
            followed.setdefault(office, []).extend(plan.actions)
    yield from _body_cuts("committee", "monitored by", "monitors the progress of these", followed)


def _decided_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the bodies to which the plans were brought for decision."""
    bodies = {report.url: report.body for report in register.cabinet_reports}
    decided: dict[Link, list[ActionView]] = {}
    for plan in register.action_plans:
        if plan.decided_in:
            decided.setdefault(bodies[plan.decided_in.url], []).extend(plan.actions)
    yield from _body_cuts("decided-by", "of plans presented to", "was asked to decide on these", decided)


def _body_cuts(folder: str, phrase: str, said: str, found: dict[Link, list[ActionView]]) -> Iterator[Cut]:
    for body, actions in sorted(found.items(), key=lambda pair: pair[0].title):
        if actions:
            name, phrased = capital(body.title), f"{phrase} {body.title}"
            path = urls.actions_list(folder, _last(body.url))
            definition = f"{name} {said} actions."
            yield Cut(path, name, f"Actions {phrased}", definition, _by_plan(actions), phrased, (ACTIONS,))


def _lead_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the bodies and posts that lead actions, alone or with others: the list of each is on its own page."""
    actions = {action.url: action for action in register.actions}
    for office in register.offices:
        if office.leads:
            yield lead_cut(office, [actions[link.url] for link in office.leads])


def lead_cut(office: OfficeView, actions: Sequence[ActionView]) -> Cut:
    """Return what a body or post leads."""
    name = capital(office.facts.name)
    phrase = f"led by {office.facts.name}"
    said = f"Actions that {office.facts.name} leads, alone or with others."
    return Cut(office.url, name, name, said, _by_plan(actions), phrase, (PEOPLE,))


def _theme_cuts(register: Register) -> Iterator[Cut]:
    for plan in register.action_plans:
        for group, actions in plan.groups:
            if actions:
                yield theme_cut(plan, group, actions)


def theme_cut(plan: ActionPlanView, group: Theme, actions: Sequence[ActionView]) -> Cut:
    """Return the actions of a plan under one of its headings: their list is a page of the plan."""
    title = plan.facts.title
    phrase = f"under “{group.heading}”"
    said = f"Actions under the heading “{group.heading}” of the {title}."
    above = (ACTIONS, ACTION_PLANS, Link(title, plan.url))
    return Cut(
        urls.theme(plan.url, group.id),
        f"{group.heading}, {title}",
        group.heading,
        said,
        _by_plan(actions),
        phrase,
        above,
    )


def _by_plan(actions: Iterable[ActionView]) -> list[tuple[Link, list[ActionView]]]:
    return grouped((action.plan, action) for action in actions)
