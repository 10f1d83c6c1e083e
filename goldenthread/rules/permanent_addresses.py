"""Rules about addresses: a published page stays, redirects, or explains that it has gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common import urls
from goldenthread.model.addresses import LEDGER
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, DECISIONS, KINDS, MEETINGS, REVIEWS
from goldenthread.read import Content
from goldenthread.read.meetings import meeting_days, meetings
from goldenthread.read.passages import Spot
from goldenthread.read.published_versions import PAGE
from goldenthread.report.page_length import appendix_pages, review_parts
from goldenthread.rules.finding import Finding


def addresses(content: Content, today: date) -> frozenset[str]:
    """Return the address, from the site's root, of everything public that has a page or paper of its own.

    Lists and overviews are left out: what they hold is worked out, and they are always there.
    """
    found = {urls.office(office.id) for office in content.organisation.offices}
    for kind in KINDS:
        for name, record in content.folders[kind.folder].items():
            if record.is_public(today):
                found.add(kind.url(name))
                found |= {kind.part_url(name, part.number) for part in kind.parts_of(record)}
    for name, met in meetings(content, today).items():
        if content.action_plans[name].is_public(today):
            found |= {urls.as_at(ACTION_PLANS.url(name), meeting.day) for meeting in met}
    found |= {MEETINGS.url(f"{day}-{body}") for body, day in meeting_days(content, today)}
    papers = {name for name, report in content.cabinet_reports.items() if report.is_public(today)}
    found |= {urls.pdf(CABINET_REPORTS.url(name)) for name in papers} | set(_pages_of_parts(content, today))
    found |= {
        urls.pdf(DECISIONS.url(name))
        for name, decision in content.decisions.items()
        if decision.is_public(today)
    }
    for version in content.versions:
        if version.report in papers:
            found |= {version.url, *(version.url + file for file in version.found if file != PAGE)}
    return frozenset(found)


def _pages_of_parts(content: Content, today: date) -> Iterator[str]:
    """Yield the addresses of the pages that a record too long for one page has beside its own."""
    apart = {
        REVIEWS.url(one.id): review_parts(content, one)
        for one in content.reviews.values()
        if one.is_public(today)
    }
    for url, names in apart.items():
        yield from (f"{url}{name}/" for name in names)
    papers = (one for one in content.cabinet_reports.values() if one.is_public(today))
    pages = {CABINET_REPORTS.url(one.id): appendix_pages(content, one) for one in papers}
    for found in pages.values():
        yield from found.values()
    yield from (urls.whole(url) for url, found in (*apart.items(), *pages.items()) if found)


def no_address_vanishes(content: Content, today: date) -> Iterator[Finding]:
    """A published address still has its page, redirects to another page, or has a notice."""
    there = addresses(content, today)
    cared_for = {item.old for item in content.addresses.moved} | {
        item.address for item in content.addresses.gone
    }
    known = content.addresses.published
    vanished = {item.address for item in known} - there - cared_for
    for place, item in enumerate(known):
        # Where a whole record is missing, its recommendations or actions need no line each.
        record = "/".join(item.address.split("/")[:2]) + "/"
        if item.address in vanished and (item.address == record or record not in vanished):
            words = {"address": item.address, "day": item.day.isoformat()}
            yield Finding("address-vanished", Spot(LEDGER, ("published", place)), words)


def moves_lead_somewhere(content: Content, today: date) -> Iterator[Finding]:
    """An old address has no page of its own, and its redirect ends at a page that exists."""
    there = addresses(content, today)
    moved = {item.old: item.new for item in content.addresses.moved}
    for place, item in enumerate(content.addresses.moved):
        spot = Spot(LEDGER, ("moved", place, "new"))
        if end_of(item.old, moved) not in there:
            yield Finding("move-leads-nowhere", spot, {"old": item.old, "new": item.new})
        if item.old in there:
            yield Finding("address-in-use", Spot(LEDGER, ("moved", place, "old")), {"address": item.old})
    for place, gone in enumerate(content.addresses.gone):
        if gone.address in there:
            yield Finding(
                "address-in-use", Spot(LEDGER, ("gone", place, "address")), {"address": gone.address}
            )


def end_of(address: str, moved: dict[str, str]) -> str:
    """Follow an address to where it leads in the end; empty when it goes round in a ring."""
    seen = set()
    while address in moved:
        if address in seen:
            return ""
        seen.add(address)
        address = moved[address]
    return address


def new_addresses_are_kept(content: Content, today: date) -> Iterator[Finding]:
    """Every public address is in `urls.lock.yml`, the list of addresses that must last."""
    known = {item.address for item in content.addresses.published}
    new = sorted(addresses(content, today) - known)
    if new and known:
        yield Finding("addresses-not-kept", Spot(LEDGER), {"count": len(new), "first": new[0]})
