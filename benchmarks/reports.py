#!/usr/bin/env python3
"""Measure how long cabinet reports take to draw: one in a warm process, and many in two workers.

    python benchmarks/reports.py [REPORT] [--profile]

Draws a report of this repository's own content; without a name, the one with the plan of 48 actions. Prints processor
seconds of one drawing, and wall seconds of 40 in two workers. Nothing is asserted: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

ENGINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ENGINE))

from goldenthread.outputs.pdf.report_pdfs import (  # noqa: E402
    plans_as_data,
    report_assets,
    report_html,
)
from goldenthread.outputs.pdf.weasyprint_engine import render_pdf  # noqa: E402
from goldenthread.outputs.pdf.worker_pool import Job, collect_rarely, draw_all  # noqa: E402
from goldenthread.outputs.templating import environment  # noqa: E402
from goldenthread.register import build  # noqa: E402
from goldenthread.rules import examine  # noqa: E402

PLAN_OF_48 = "2021-10-05-finance-peer-challenge"
TODAY = date(2026, 11, 21)

# Where the time goes, by the part of WeasyPrint or ours in which it is spent. Shares are of time in and below.
PARTS = {
    "styles (CSS)": ("css/__init__.py", "get_all_computed_styles"),
    "boxes made": ("formatting_structure/build.py", "build_formatting_structure"),
    "pages laid out": ("layout/__init__.py", "layout_document"),
    "of it: lines of text broken": ("text/line_break.py", "split_first_line"),
    "of it: widths of columns tried": ("layout/preferred.py", "table_and_columns_preferred_widths"),
    "pages drawn": ("document.py", "paint"),
    "of it: text drawn": ("draw/text.py", "draw_text"),
    "tags, ours": ("outputs/pdf_tags.py", "add_tags"),
    "typefaces cut down": ("pdf/fonts.py", "build_fonts_dictionary"),
    "letters checked, ours": ("outputs/pdf.py", "_check_letters"),
    "written out": ("pydyf/__init__.py", "write"),
}


def main() -> None:
    """Draw, measure, and say where the time went if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", default=PLAN_OF_48, help="the id of a report in data/")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    args = parser.parse_args()
    job = paper(args.report)
    collect_rarely()  # as workers do
    size = len(render_pdf(job.html, job.assets, job.attachments))  # warms this process
    print(f"{args.report}: {len(job.html) / 1000:.0f} kB of HTML, {size / 1000:.0f} kB of PDF")
    times = [cpu(job) for _ in range(7)]
    print(f"one, warm: {median(times):.2f} s of processor (best {min(times):.2f})")
    if args.profile:
        profile(job)
    start = time.perf_counter()
    many = [
        Job(job.html.replace("</title>", f" {n}</title>"), job.assets, job.attachments) for n in range(40)
    ]
    done = list(draw_all(many, workers=2))
    wall = time.perf_counter() - start
    print(f"{len(done)} in two workers: {wall:.1f} s, {len(done) / wall:.2f} a second")


def paper(name: str) -> Job:
    """Give a report as it is drawn."""
    content = examine(ENGINE, TODAY).content
    if content is None:
        sys.exit("The content has errors: run build.py check.")
    register = build(content, TODAY)
    report = next(report for report in register.cabinet_reports if report.facts.id == name)
    env = environment(ENGINE / "templates")
    return Job(
        report_html(report, register.council, env),
        report_assets(env, ENGINE, register.council),
        plans_as_data(report, register.council),
    )


def cpu(job: Job) -> float:
    """Draw once; give the seconds of processor."""
    start = time.process_time()
    render_pdf(job.html, job.assets, job.attachments)
    return time.process_time() - start


def profile(job: Job) -> None:
    """Print the share of each part."""
    profiler = cProfile.Profile()
    profiler.runcall(render_pdf, job.html, job.assets, job.attachments)
    stats = pstats.Stats(profiler, stream=BytesIO())  # type: ignore[arg-type]
    whole = stats.total_tt  # type: ignore[attr-defined]
    for part, (file, function) in PARTS.items():
        spent = max(
            (
                timing[3]
                for (path, _, name), timing in stats.stats.items()  # type: ignore[attr-defined]
                if path.endswith(file) and name == function
            ),
            default=0.0,
        )
        print(f"  {part:<34} {100 * spent / whole:4.0f} %")


if __name__ == "__main__":
    main()
