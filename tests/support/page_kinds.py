"""One page of each kind: those of the real site, and those that only an invented council has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from council import REPORT, TEXT, TODAY, Council

from benchmarks.generate import generate
from build import main

REAL = {
    "home": "",
    "reviews": "reviews/",
    "review": "reviews/2021-finance-peer-challenge/",
    "recommendations of a long review": "reviews/2021-finance-peer-challenge/recommendations/",
    "findings of a long review": "reviews/2021-finance-peer-challenge/findings/",
    "report of a long review": "reviews/2021-finance-peer-challenge/report/",
    "long review on one page": "reviews/2021-finance-peer-challenge/print/",
    "review without recommendations": "reviews/2022-progress-review/",
    "theme of a review": "reviews/2021-finance-peer-challenge/themes/financial-leadership/",
    "recommendation": "reviews/2021-finance-peer-challenge/recommendations/8/",
    "recommendations": "recommendations/",
    "recommendations of a year": "recommendations/year/2021/",
    "action plans": "action-plans/",
    "action plan": "action-plans/2021-finance/",
    "action plan in another order": "action-plans/2021-finance/order/date/",
    "action plan not supplied": "action-plans/2022-progress-review/",
    "theme of an action plan": "action-plans/2021-finance/themes/key-recommendations/",
    "action plan as at a meeting": "action-plans/2021-finance/as-at/2021-10-05/",
    "action": "action-plans/2021-finance/actions/46/",
    "actions": "actions/",
    "actions by status": "actions/status/not-recorded/",
    "actions of a committee": "actions/committee/audit-and-governance-committee/",
    "actions of a committee past their date": "actions/committee/audit-and-governance-committee/date-passed/",
    "unanswered recommendations of a review": "recommendations/review/2021-finance-peer-challenge/unanswered/",
    "cabinet reports": "cabinet-reports/",
    "cabinet report": "cabinet-reports/2021-10-05-finance-peer-challenge/",
    "appendix of a cabinet report": "cabinet-reports/2021-10-05-finance-peer-challenge/appendix-1/",
    "cabinet report on one page": "cabinet-reports/2021-10-05-finance-peer-challenge/print/",
    "cabinet report with tables": "cabinet-reports/2021-transformation-plan-annual-report/",
    "meetings": "meetings/",
    "meeting": "meetings/cabinet/2021-10-05/",
    "notices": "notices/",
    "plans": "plans/",
    "plan": "plans/2024-productivity/",
    "plan with tables": "plans/2021-transformation/",
    "people": "people/",
    "body": "people/senior-leadership-team/",
    "changes": "changes/",
    "changes of this site": "changes/of-this-site/",
    "approvals": "how-we-publish/approvals/",
    "get updates": "get-updates/",
    "deadlines": "deadlines/",
    "publishing a paper": "publishing-a-paper/",
    "glossary": "glossary/",
    "open data": "open-data/",
    "search": "search/",
    "search with results": "search/?q=finance",
    "about": "about/",
    "accessibility": "accessibility/",
    "contact": "contact/",
    "privacy": "privacy/",
    "how we publish": "how-we-publish/",
    "guide": "guide/",
    "guide, how to do it": "guide/record-progress/",
    "guide, choose a format": "guide/choose-a-format/",
    "sample in a format": "guide/choose-a-format/pattern-decimal-recommendations/",
    "guide, fields": "guide/fields-review/",
    "guide, commands": "guide/commands/",
    "wrong address": "404.html",
}
INVENTED = {
    "second page of a list": "recommendations/page/2/",
    "second page of changes": "changes/page/2/",
    "withdrawn action": "action-plans/2031-finance/actions/1/",
    "withdrawn recommendation": "reviews/2031-finance/recommendations/3/",
    "meeting with an agenda": "meetings/cabinet/2031-10-04/",
    "decisions": "decisions/",
    "decision that was called in and taken again": "decisions/2031-10-04-finance/",
    "notice": "notices/2032-02-10-bridge/",
    "page that is gone": "reviews/2030-lost/",
    "version of a paper that was kept": "cabinet-reports/2031-10-04-finance/versions/2032-01-10/",
    "history of an action": "action-plans/2031-finance/actions/2/",
    "corrected cabinet report with footnote, picture and file": "cabinet-reports/2031-10-04-finance/",
    "action plan as members saw it": "action-plans/2031-finance/as-at/2031-10-04/",
}
# By the name of an account and of an address, neither of which anybody has.
GIT = ("git", "-c", "user.name=Officer", "-c", "user.email=officer@example.org", "-c", "commit.gpgsign=false")


def invented_site(folder: Path) -> Path:
    """Build the invented council with what the real one has not: long lists, withdrawals, addresses of old, a past."""
    council = Council(folder / "council", addresses=True)
    _long_lists(council.root, folder / "many")
    _a_paper_with_everything(council)
    ledger = council.root / "urls.lock.yml"
    notice = "gone:\n  - address: reviews/2030-lost/\n    date: 2032-01-05\n    reason: |\n      It was published twice.\n"
    lost = f"{notice}published:\n  - 2031-10-04 reviews/2030-lost/\n"
    ledger.write_text(ledger.read_text("utf-8").replace("published:\n", lost, 1), "utf-8")
    _keep(council.root, "Publish")
    door = ["--root", str(council.root), "--today", TODAY.isoformat()]
    assert (
        main([*door, "withdraw", "action-plans/2031-finance", "1", "--reason", "It was printed twice."]) == 0
    )
    assert main([*door, "withdraw", "reviews/2031-finance", "3", "--reason", "It was printed twice."]) == 0
    _keep(council.root, "Withdraw what was printed twice")
    said = ["--what", "It named the peers.", "--why", "A slip.", "--approved-by", "Democratic Services"]
    words = ["correct", "cabinet-reports/2031-10-04-finance", "reason", "To act on what they found."]
    assert main([*door, *words, *said]) == 0
    site = folder / "site"
    command = [sys.executable, "build.py", *door, "build", "--site", str(site)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def _long_lists(root: Path, many: Path) -> None:
    """Add so many reviews and plans that lists go on over several pages."""
    generate(60, many)
    for kind in ("reviews", "action-plans"):
        for file in (many / "data" / kind).iterdir():
            (root / "data" / kind / file.name).write_bytes(file.read_bytes())


def _a_paper_with_everything(council: Council) -> None:
    (council.root / "content/files").mkdir(exist_ok=True)
    (council.root / "content/files/map.csv").write_text("office,street\n", "utf-8")
    chart = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 90'><path d='M0 0h900v90z'/></svg>"
    (council.root / "content/files/chart.svg").write_text(chart, "utf-8")
    missing = "    not_supplied: |\n      The map was not among the papers.\n"
    council.change(REPORT, missing, "    file: map.csv\n")
    council.change(
        TEXT,
        "## Next steps",
        "![Savings rise each year](chart.svg)\n\nThe first line rises.[^1]\n\n[^1]: As the chart shows.\n\n## Next steps",
    )


def _keep(root: Path, why: str) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", why]):
        subprocess.run([*GIT, *command], cwd=root, check=True, capture_output=True)
