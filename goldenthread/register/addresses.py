"""The addresses that a reader may keep: every record's page and paper, which stay for ever."""

from __future__ import annotations

from goldenthread.register.views import Register


def addresses(register: Register) -> frozenset[str]:
    """Give the address of everything that has a page of its own, from the site's root.

    Lists and overviews are left out: what they hold is worked out, and they are always there.
    """
    records = (register.reviews, register.action_plans, register.cabinet_reports, register.plans)
    pages = [view.url for kind in (*records, register.recommendations, register.actions) for view in kind]
    papers = [report.pdf for report in register.cabinet_reports]
    people = [office.url for office in register.offices]
    return frozenset(pages + papers + people)
