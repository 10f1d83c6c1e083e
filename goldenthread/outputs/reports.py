"""Cabinet reports as PDFs: each drawn once, and again only when something in it has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from jinja2 import Environment

from goldenthread.markdown import pointed
from goldenthread.model.council import Council
from goldenthread.output import Output
from goldenthread.outputs import pdf
from goldenthread.outputs.pdf import CannotDraw, render_pdf
from goldenthread.register.views import CabinetReportView, Register

FACES = ("Regular", "Italic", "Bold", "BoldItalic")


class CannotRender(Exception):
    """Some reports could not be drawn: `reasons` says why, by the report's id."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(f"Cabinet report {name}: {why}" for name, why in reasons.items()))


@dataclass(frozen=True, slots=True)
class _Paper:
    report: CabinetReportView
    html: str
    kept: Path  # where its PDF is kept between builds


def reports(
    register: Register, env: Environment, root: Path, cache: Path, workers: int | None = None
) -> Iterator[Output]:
    """Give the PDF of every cabinet report; `root` is the council's folder, `cache` keeps PDFs between builds.

    A report that cannot be drawn does not hold up the others: CannotRender follows when they have been given.
    """
    assets = report_assets(env, root, register.council)
    papers = [_paper(report, register, env, assets, cache) for report in register.cabinet_reports]
    missing = [paper for paper in papers if not paper.kept.exists()]
    reasons = {}
    for paper, drawn in zip(
        missing, _draw_all([paper.html for paper in missing], assets, workers), strict=True
    ):
        if isinstance(drawn, CannotDraw):
            reasons[paper.report.facts.id] = str(drawn)
        else:
            _keep(paper.kept, drawn)
    for paper in papers:
        if paper.report.facts.id not in reasons:
            yield Output(paper.report.pdf, paper.kept.read_bytes())
    if reasons:
        raise CannotRender(reasons)


def report_html(report: CabinetReportView, council: Council, env: Environment) -> str:
    """Write the HTML from which a report's PDF is drawn."""
    address = council.site_address
    root = address.rstrip("/") + "/" if address else None
    html = env.get_template("report/report.html").render(report=report, council=council, root=root)
    return pointed(html, _way(report, root))


def _way(report: CabinetReportView, root: str | None) -> Callable[[str], str | None]:
    """Say how a cross-reference leads on: within the paper where it holds what is meant, else to the site if there is one."""
    inside = {}
    for appendix in report.appendices:
        if appendix.action_plan:
            inside |= {action.url: f"#action-{action.facts.number}" for action in appendix.action_plan.actions}
        if appendix.review:
            inside |= {
                item.url: f"#{appendix.id}-recommendation-{item.facts.number}"
                for item in appendix.review.recommendations
            }

    def way(url: str) -> str | None:
        if url.startswith(f"{report.url}#"):
            return url.removeprefix(report.url)
        return inside.get(url) or (root + url if root else None)

    return way


def report_assets(env: Environment, root: Path, council: Council) -> dict[str, bytes]:
    """Read the files that every paper uses, by the name under which it asks for them."""
    fonts = files("fontpkg_atkinson_hyperlegible") / "files"
    assets = {
        f"AtkinsonHyperlegible-{face}.ttf": (fonts / f"AtkinsonHyperlegible-{face}.ttf").read_bytes()
        for face in FACES
    }
    assets["report.css"] = env.get_template("report/report.css").render().encode()
    if council.crest:
        assets[council.crest] = (root / "content/files" / council.crest).read_bytes()
    return assets


def _paper(
    report: CabinetReportView, register: Register, env: Environment, assets: Mapping[str, bytes], cache: Path
) -> _Paper:
    html = report_html(report, register.council, env)
    return _Paper(report, html, cache / f"{_digest(html, assets)}.pdf")


def _digest(html: str, assets: Mapping[str, bytes]) -> str:
    """Name everything that a PDF depends on: its HTML, its files, what draws it and how."""
    parts = [version("weasyprint").encode(), Path(pdf.__file__).read_bytes(), html.encode()]
    parts += [part for name in sorted(assets) for part in (name.encode(), assets[name])]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Put a file in its place whole or not at all: another build may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def _draw_all(
    papers: list[str], assets: Mapping[str, bytes], workers: int | None
) -> Iterator[bytes | CannotDraw]:
    """Draw in as many processes as there are cores; one paper is drawn here, where WeasyPrint may be loaded already."""
    draw = partial(_draw, assets=assets)
    if len(papers) < 2:
        yield from map(draw, papers)
        return
    count = min(len(papers), workers or os.cpu_count() or 1)
    with ProcessPoolExecutor(count, mp_context=_start_method()) as pool:
        yield from pool.map(draw, papers)


def _draw(html: str, assets: Mapping[str, bytes]) -> bytes | CannotDraw:
    try:
        return render_pdf(html, assets)
    except CannotDraw as reason:
        return reason


def _start_method() -> BaseContext:
    """Load WeasyPrint once and fork from there, where the system can; never fork a process that has threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["weasyprint"])
    return context
