"""Every cabinet report of this repository as a reader gets it: the council's own, those of each example, and the samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tinyhtml5  # type: ignore[import-untyped]
from council import TODAY
from jinja2 import Environment
from paths import ROOT

from goldenthread.common.urls import whole
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pages.record_pages import sample_pages
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pdf.report_pdfs import ReportPdf, draw_reports, report_html
from goldenthread.outputs.templating import environment
from goldenthread.register import Register, build
from goldenthread.register.sample_reports import sample_register
from goldenthread.rules import examine

EXAMPLES = sorted(path.parents[1] for path in (ROOT / "tests/examples").glob("*/data/cabinet-reports"))


@dataclass(frozen=True)
class Paper:
    """A report: its page, the one to print where it has several; the HTML that is drawn; and what came of it."""

    page: str
    html: str
    pdf: bytes

    @property
    def tree(self) -> Any:
        """Give the elements of the HTML that is drawn."""
        return tinyhtml5.parse(self.html, namespace_html_elements=False)


def draw_every_paper(cache: Path) -> dict[str, Paper]:
    """Draw them all, by id; a council's examples are drawn as on the day on which they are set."""
    found: dict[str, Paper] = {}
    for root, today in [(ROOT, date(2026, 11, 27)), *((root, TODAY) for root in EXAMPLES)]:
        found |= _of(root, today, cache)
    return found | _samples(cache)


def samples() -> Register:
    """Return the one invented paper in each pattern of a format."""
    content = examine(ROOT, date(2026, 11, 27)).content
    assert content is not None
    register = sample_register(content)
    assert register is not None
    return register


def _samples(cache: Path) -> dict[str, Paper]:
    register, env = samples(), environment(ROOT / "templates")
    pdfs = draw_reports(register, env, ROOT, cache)
    bodies = {page.path: page.body for page in sample_pages(Painter(register, env, register))}
    return _papers(register, env, pdfs, bodies)


def _of(root: Path, today: date, cache: Path) -> dict[str, Paper]:
    content = examine(root, today).content
    assert content is not None
    register = build(content, today)
    env = environment(ROOT / "templates")
    pdfs = draw_reports(register, env, root, cache)
    bodies = {page.path: page.body for page in pages(register, env, pdfs)}
    return _papers(register, env, pdfs, bodies)


def _papers(
    register: Register, env: Environment, pdfs: Mapping[str, ReportPdf], bodies: Mapping[str, str]
) -> dict[str, Paper]:
    return {
        report.facts.id: Paper(
            bodies.get(whole(report.url), bodies[report.url]),
            report_html(report, register.council, env),
            pdfs[report.facts.id].output().content,
        )
        for report in register.cabinet_reports
    }
