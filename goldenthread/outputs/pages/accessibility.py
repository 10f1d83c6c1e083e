"""The accessibility statement: what the law asks for, from the council's own words and from the tests of the pages."""

from __future__ import annotations

from datetime import timedelta

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.outputs.pages.renderer import Painter

YEAR = timedelta(days=365)


def accessibility_page(painter: Painter) -> Page:
    """Draw the statement; `content/accessibility.md`, where there is one, stands at its beginning."""
    register = painter.register
    own = next((page for page in register.pages if page.name == "accessibility"), None)
    council, tests = register.council.accessibility, register.accessibility_tests
    untagged = [file for _, file in sorted(register.files.items()) if file.warning]
    ends = tests.tested + YEAR if tests else None
    head = Head(
        path="accessibility/",
        title="Accessibility statement",
        description=f"How far everybody can use this site and the papers of {register.council.name}, and whom to tell.",
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
        is_full=bool(
            tests and not tests.faults and council.tested_by and not council.barriers and not untagged
        ),
        barriers=[
            (reason, [item for item in council.barriers if item.reason == reason])
            for reason in ("not compliant", "disproportionate burden", "outside the regulations")
        ],
    )
