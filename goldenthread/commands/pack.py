"""`build.py pack`: one report as a folder and a zip for the committee system.

A paper goes on the agenda before it is public, so a pack shows what readers may see on the day named by `publish_on`.
A draft is nobody's paper yet and is refused. docs/decisions/packs.md gives the reasons.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread import __version__
from goldenthread.commands.build import Places
from goldenthread.commands.check import Checked, examine
from goldenthread.commands.pack_words import Order, said
from goldenthread.deadlines import work_out
from goldenthread.messages import guess
from goldenthread.problems import Severity, as_text

if TYPE_CHECKING:
    from goldenthread.model.cabinet_report import CabinetReport
    from goldenthread.output import Output
    from goldenthread.read import Content

FINE, PROBLEMS, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 1, 2, 3, 4
PUBLISHED_FROM = ("site", "content", "data", "templates")  # folders of a project that a pack must not lie in


def options(parser: argparse.ArgumentParser) -> None:
    """Say which report, and where to."""
    parser.add_argument("report", metavar="REPORT", help="the report’s id: its file’s name without .yml")
    parser.add_argument("--to", type=Path, help="the folder to write the pack into (build/packs)")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return pack(args.root, args.today, args.report, args.to or args.root / "build" / "packs")


def pack(root: Path, today: date, name: str, home: Path) -> int:
    """Write the pack of the report `name` into the folder `home`; give the exit code."""
    from goldenthread.outputs.pdf import PangoMissing
    from goldenthread.outputs.reports import CannotRender
    from goldenthread.publish.pack import CannotPack, write_pack
    from goldenthread.shell_build import CannotMakeShell

    if any(home.resolve().is_relative_to(root / folder) for folder in PUBLISHED_FROM):
        print(
            "A pack may not lie where the site is made from or made. Choose another folder.", file=sys.stderr
        )
        return WRONG_USE
    checked = examine(root, today)
    if checked.content is None:
        sys.stderr.write(as_text([p for p in checked.problems if p.severity is Severity.ERROR]))
        print("No pack was made: first mend what is said above.", file=sys.stderr)
        return PROBLEMS
    refusal = _refusal(checked.content, name)
    if refusal:
        print(refusal[1], file=sys.stderr)
        return refusal[0]
    order = _order(checked.content, name, today)
    try:
        outputs = list(_outputs(order, Places.of(root, None)))
        packed = write_pack(name, outputs, _facts(order), order.day, home)
    except CannotPack as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    except (CannotRender, CannotMakeShell, PangoMissing) as error:
        print(f"{error} No pack was made.", file=sys.stderr)
        return CONFIGURATION
    sys.stdout.write(said(order, packed, outputs, _warnings(checked, order.report.facts)))
    return FINE


def _refusal(content: Content, name: str) -> tuple[int, str] | None:
    """Say why there can be no pack of that name: exit code and sentence."""
    report = content.cabinet_reports.get(name)
    if report is None:
        near = guess(name, content.cabinet_reports)
        return (
            WRONG_USE,
            f"There is no cabinet report “{name}”. {near}The ids are: {', '.join(sorted(content.cabinet_reports))}.",
        )
    if report.draft:
        return PROBLEMS, (
            f"“{report.title}” is a draft, so no pack was made. When it is signed off, take away the line “draft: yes” in "
            f"data/cabinet-reports/{name}.yml. To keep it from the site until the agenda is published, write that day "
            "there instead, such as: publish_on: 2031-09-24"
        )
    return None


def _order(content: Content, name: str, today: date) -> Order:
    """Work out what readers may see on the day from which the paper is public, or today when that is past."""
    from goldenthread.register import build

    opens = content.cabinet_reports[name].publish_on or today
    register = build(content, max(opens, today))
    report = next(view for view in register.cabinet_reports if view.facts.id == name)
    deadlines = work_out(replace(content, cabinet_reports={name: content.cabinet_reports[name]}), today)
    own = tuple(deadline for deadline in deadlines if deadline.record == report.url)
    return Order(report, register, own, today)


def _outputs(order: Order, places: Places) -> Iterator[Output]:
    """Give the files of the pack: the PDF, the page, the appendices."""
    from goldenthread.output import Output
    from goldenthread.outputs.pack_page import Inside, pack_page
    from goldenthread.outputs.reports import draw_reports
    from goldenthread.shell import Shell, face_of
    from goldenthread.templating import environment

    env = environment(places.templates, places.cache / "templates")
    name, council = order.report.facts.id, order.register.council
    alone = replace(order.register, cabinet_reports=(order.report,))
    pdf = draw_reports(alone, env, places.root, places.cache)[name].kept.read_bytes()
    files = {file: (places.root / "content/files" / file).read_bytes() for file in order.register.files}
    shell = Shell.load(places.settings.parent, places.cache)
    inside = Inside(shell.dressed(face_of(order.register)).look(), files, pdf, order.day)
    yield Output(f"{name}.pdf", pdf)
    yield Output(f"{name}.html", pack_page(order.report, council, env, inside))
    for file in {appendix.file.name: None for appendix in order.report.appendices if appendix.file}:
        yield Output(f"appendices/{file}", files[file])


def _facts(order: Order) -> dict[str, str | None]:
    """Say in the manifest of what it is."""
    facts, home = order.report.facts, order.register.council.home
    return {
        "title": facts.title,
        "council": order.register.council.name,
        "body": order.report.body.title,
        "meeting": facts.meeting.isoformat() if facts.meeting else None,
        "not_before": order.day.isoformat() if order.is_early else None,
        "page": f"{home}{order.report.url}" if home else None,
        "made_for": order.day.isoformat(),
        "made_with": f"Golden Thread {__version__}",
    }


def _warnings(checked: Checked, report: CabinetReport) -> list[str]:
    """Give what check warns of in the report's own files."""
    files = (f"data/cabinet-reports/{report.id}.yml", report.text)
    return [
        f"{p.what} {p.fix}"
        for p in checked.problems
        if p.place.file in files and p.severity is Severity.WARNING
    ]
