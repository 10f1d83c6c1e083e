"""The pages on which whoever runs the site answers for it: contact, privacy and accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goldenthread.common import urls
from goldenthread.common.output import Page
from goldenthread.model.council import Accessibility
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.outputs.pages.renderer import Painter


def statement_pages(painter: Painter) -> Iterator[Page]:
    """Draw the three pages."""
    yield _contact(painter)
    yield _privacy(painter)
    yield accessibility_page(painter)


def _contact(painter: Painter) -> Page:
    head = Head(
        path=urls.CONTACT,
        title="Contact",
        description="How to ask a question, report a problem with a page, or get a paper in another format.",
        search={"kind": "Page"},
        edit="data/council.yml",
    )
    return painter.paint(head, "contact", statement=painter.register.council.accessibility)


def _privacy(painter: Painter) -> Page:
    """Draw what this site keeps of its readers: nothing; `content/privacy.md`, where there is one, says more."""
    own = next((page for page in painter.register.pages if page.name == "privacy"), None)
    head = Head(
        path=urls.PRIVACY,
        title="Privacy and cookies",
        description="This site sets no cookies, and its pages load nothing from other sites.",
        search={"kind": "Page"},
        edit="content/privacy.md" if own else None,
    )
    return painter.paint(head, "privacy", own=own.text if own else "")


YEAR = timedelta(days=365)


def accessibility_page(painter: Painter) -> Page:
    """Draw the statement; `content/accessibility.md`, where there is one, is at its beginning."""
    register = painter.register
    own = next((page for page in register.pages if page.name == "accessibility"), None)
    council, tests = register.council.accessibility, register.accessibility_tests
    untagged = [file for _, file in sorted(register.files.items()) if file.warning]
    against = [barrier for barrier in council.barriers if barrier.reason == "not compliant"]
    ends = tests.tested + YEAR if tests else None
    head = Head(
        path=urls.ACCESSIBILITY,
        title="Accessibility statement",
        description="How accessible this website and its PDF files are, and how to report a problem.",
        search={"kind": "Page"},
        edit="data/council.yml",
    )
    return painter.paint(
        head,
        "accessibility",
        own=own.text if own else "",
        statement=council,
        untagged=untagged,
        tests=tests,
        ends=ends,
        is_old=ends is not None and register.today > ends,
        compliance=_compliance(council, known=bool(against or untagged or (tests and tests.faults))),
        against=against,
        burden=[barrier for barrier in council.barriers if barrier.reason == "disproportionate burden"],
        outside=[barrier for barrier in council.barriers if barrier.reason == "outside the regulations"],
    )


def _compliance(own: Accessibility, *, known: bool) -> str:
    """Return how far the site complies, as the council states it; something known against it, or nobody who tested, weighs more."""
    stated = own.compliance or ""
    too_good = stated == "fully compliant" and not own.tested_by
    return "partially compliant" if (known and stated != "not compliant") or too_good else stated
