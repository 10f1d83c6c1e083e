"""Pages of bodies, posts and groups: what each leads, under which names, and who held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenthread.common.inflection import capital
from goldenthread.common.output import Page
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.action_lists import divided, lead_cut
from goldenthread.outputs.pages.page_meta import HOME, PEOPLE, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import Link, OfficeView, Register


def people_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of bodies and posts, and a page for each."""
    register = painter.register
    head = Head(
        path=PEOPLE.url,
        title=PEOPLE.title,
        description="Who leads the actions, who decides and who monitors progress.",
        search={"kind": "List"},
    )
    yield painter.paint(head, "people", groups=_by_kind(register))
    names = {office.facts.id: Link(office.facts.name, office.url) for office in register.offices}
    parts: dict[str, list[Link]] = {}
    for office in register.offices:
        if office.facts.part_of:
            parts.setdefault(office.facts.part_of, []).append(names[office.facts.id])
    for office in register.offices:
        above = names.get(office.facts.part_of or "")
        yield from _office(painter, office, above, parts.get(office.facts.id, []))


def _by_kind(register: Register) -> list[tuple[str, str, list[OfficeView]]]:
    """Gather bodies and posts by kind; within a kind those that lead most come first."""
    kinds: dict[str, list[OfficeView]] = {}
    for office in sorted(register.offices, key=lambda office: -len(office.leads)):
        kinds.setdefault(office.kind.word, []).append(office)
    return [(found[0].kind.label, found[0].kind.help, found) for found in kinds.values()]


def _office(painter: Painter, office: OfficeView, above: Link | None, below: list[Link]) -> Iterator[Page]:
    facts = office.facts
    head = Head(
        path=office.url,
        title=capital(facts.name),
        description=phrases.sentence(
            facts.about or f"The actions that {facts.name} leads, in the papers that we hold."
        ),
        kicker=office.kind.label,
        crumbs=(HOME, PEOPLE),
        search={"kind": "Body or post"},
        edit="data/organisation.yml",
    )
    register = painter.register
    led = [painter.actions[link.url] for link in office.leads]
    shared = {
        "office": office,
        "parts": divided(lead_cut(office, led), register) if led else None,
        "above": above,
        "below": below,
        "follows": [plan for plan in register.action_plans if office.url in _urls(plan.monitored_by)],
        "decides": [report for report in register.cabinet_reports if report.body.url == office.url],
    }
    for leaf in leaves(office.url, office.leads):
        yield painter.paint(head_of(head, leaf), "office", leaf=leaf, **shared)


def _urls(links: Iterable[Link]) -> set[str]:
    return {link.url for link in links}
