"""A cabinet report of the invented council, drawn as its page draws it."""

from __future__ import annotations

import re

from council import PLAN, REPORT, Council
from jinja2 import Environment

from goldenthread.markdown.footnotes import Sheet
from goldenthread.outputs.charts import of_report
from goldenthread.register.views import CabinetReportView

LONG_ROW = """
  - number: {number}
    answers: 2031-finance 1
    group: {group}
    response: |
      Row {number} begins.
      It has a long answer, so that it takes some lines and the table runs over several pages.
      It goes on, as such answers do, about meetings that were held and papers that were read.

      A second paragraph follows, because a paragraph of few lines is never cut and a row of two may be.
      Row {number} ends.
    lead: Cabinet
    timeline: Ongoing
"""


def long_plan(council: Council, actions: int = 48) -> Council:
    """Give the plan 48 rows or more, the first 29 in one group, and the paper the review as a fourth appendix."""
    plan = (council.root / PLAN).read_text("utf-8").replace(
        "group: reporting", "group: leadership"
    ).rstrip() + "\n"
    rows = [
        LONG_ROW.format(number=n, group="leadership" if n < 30 else "reporting")
        for n in range(4, actions + 1)
    ]
    (council.root / PLAN).write_text(plan + "".join(rows), "utf-8")
    review = "  - number: 4\n    title: The review\n    review: 2031-finance\n\n"
    return council.change(REPORT, "background_papers:", f"{review}background_papers:")


def paper(council: Council) -> CabinetReportView:
    return council.register().cabinet_reports[0]


def body(report: CabinetReportView, env: Environment, root: str | None = "../../") -> str:
    """Draw the paper as its page does."""
    inside = env.get_template("parts/report_body.html").render(
        report=report, level=2, root=root, sheet=Sheet(f"{root or ''}files/"), pictured=of_report
    )
    return f'<article class="gt-paper">{inside}</article>'


def headings(html: str) -> list[tuple[int, str]]:
    found = re.findall(r"<h([1-6])\b[^>]*>(.*?)</h\1>", html, re.DOTALL)
    return [(int(level), words(inside)) for level, inside in found]


def bookmarks(html: str) -> list[tuple[int, str]]:
    """Give the headings as bookmarks name them: a long one in short."""
    named = re.sub(r'(<h[1-6]\b[^>]*data-bookmark="([^"]*)"[^>]*>).*?(</h)', r"\1\2\3", html, flags=re.DOTALL)
    return headings(named)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())
