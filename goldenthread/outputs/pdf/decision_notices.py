"""Notices of decisions as PDFs, in the look of the council’s papers: drawn again only when something in one has changed."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from goldenthread.markdown.footnotes import Sheet
from goldenthread.markdown.render import pointed
from goldenthread.model.council import Council
from goldenthread.outputs.pdf.report_pdfs import (
    Paper,
    ReportPdf,
    digest_of,
    draw_papers,
    pictures_of,
    report_assets,
    with_addresses,
)
from goldenthread.outputs.pdf.worker_pool import Job, draw_all
from goldenthread.register.views import DecisionView, Register


def draw_notices(register: Register, env: Environment, root: Path, cache: Path) -> dict[str, ReportPdf]:
    """Draw the notice of every decision, by the decision’s id; `root` is the council’s folder, `cache` keeps PDFs.

    One that was published in the same words is not drawn: its bytes are taken from `published/`.
    """
    papers = []
    for one in register.decisions:
        job = _job(one, register.council, env, root)
        papers.append(Paper(one.facts, one.url, one.pdf, job, cache / f"{digest_of(job)}.pdf.kept"))
    return draw_papers(papers, register.editions, root, draw_all, of="Decision")


def notice_html(decision: DecisionView, council: Council, env: Environment) -> str:
    """Write the HTML from which a notice is drawn."""
    root = council.home or None
    facts = {"decision": decision, "council": council, "root": root, "sheet": Sheet("", in_print=True)}
    html = env.get_template("report/notice.html").render(facts)
    return with_addresses(pointed(html, lambda url: root + url if root else None), root)


def _job(decision: DecisionView, council: Council, env: Environment, root: Path) -> Job:
    html = notice_html(decision, council, env)
    return Job(html, report_assets(env, root, council, html) | pictures_of(html, root))
