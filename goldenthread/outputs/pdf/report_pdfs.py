"""Cabinet reports as PDFs: each drawn once, and again only when something in it has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import keep, take
from goldenthread.common.inflection import shortened
from goldenthread.common.limited_process import Limits
from goldenthread.common.output import Output
from goldenthread.markdown.footnotes import Sheet
from goldenthread.markdown.render import pointed
from goldenthread.model.common import Published
from goldenthread.model.council import Council
from goldenthread.outputs.charts import of_report
from goldenthread.outputs.open_data.data_tables import PRINTED_ACTIONS
from goldenthread.outputs.open_data.dictionary import row
from goldenthread.outputs.open_data.writer import as_csv, as_json
from goldenthread.outputs.pdf import marked_content, structure_tree, tagging, weasyprint_engine
from goldenthread.outputs.pdf.weasyprint_engine import Attachment, CannotDraw
from goldenthread.outputs.pdf.worker_pool import ENOUGH, Job, TooMuchToDraw, draw_all
from goldenthread.register.published_files import Edition
from goldenthread.register.views import ActionPlanView, CabinetReportView, Register
from goldenthread.report import typefaces


class CannotRender(CommandError):
    """Some reports could not be drawn: `reasons` says why, by the report’s id and title.

    `drawn` are the PDFs of the others; they do where every reason is a limit (`only_too_much`), which is the text’s
    own doing and no fault of this computer.
    """

    exit_code = Exit.CONFIGURATION

    def __init__(
        self,
        reasons: Mapping[str, CannotDraw],
        drawn: Mapping[str, ReportPdf] = MappingProxyType({}),
        of: str = "Cabinet report",
    ) -> None:
        self.reasons, self.drawn = reasons, drawn
        self.only_too_much = all(isinstance(why, TooMuchToDraw) for why in reasons.values())
        super().__init__("\n".join(f"{of} {name}: {why}" for name, why in reasons.items()))


@dataclass(frozen=True, slots=True)
class ReportPdf:
    """A report’s PDF: its address, where it is kept between builds, and what tells it from any other file."""

    path: str
    kept: Path
    size: int  # bytes
    sha256: str
    attachments: tuple[Attachment, ...]
    words: str = ""  # digest of its words and pictures, whatever the look
    form: str = ""  # digest of all that it is drawn from now
    published: Edition | None = None  # the one that it is, where it was published in these words before

    def output(self) -> Output:
        """Return it as a file of the site."""
        return Output(self.path, self.content())

    def content(self) -> bytes:
        """Return the bytes of the PDF; raise CannotRender where they are not those that were drawn."""
        content = self.kept.read_bytes() if self.published else take(self.kept)
        if content is None or sha256(content).hexdigest() != self.sha256:
            raise CannotRender(
                {self.path: CannotDraw("The file that was drawn has changed or is gone. Build again.")}
            )
        return content


@dataclass(frozen=True, slots=True)
class Paper:
    """A report or a decision that is to be a PDF: its record, its address and that of the PDF, and what it is drawn from."""

    facts: Published
    url: str
    pdf: str
    job: Job
    kept: Path

    @property
    def name(self) -> str:
        """Return its id and title, for a message."""
        return f"{self.facts.id} (“{self.facts.title}”)"

    def drawn(self) -> ReportPdf | None:
        """Return the PDF that is kept from an earlier drawing; None where there is none, or it is damaged."""
        content = take(self.kept)
        return None if content is None else self._pdf(self.kept, content)

    def as_published(self, edition: Edition | None, root: Path) -> ReportPdf | None:
        """Return the PDF as it was published, where the records or the words are the same; None for a new drawing.

        Published bytes stay: a new look, typeface or library is for papers to come.
        """
        if edition is None or not (edition.is_same or edition.words == words_digest(self.job)):
            return None
        path = root / edition.file
        return self._pdf(path, path.read_bytes(), edition)

    def _pdf(self, path: Path, content: bytes, published: Edition | None = None) -> ReportPdf:
        digest = sha256(content).hexdigest()
        words, form = words_digest(self.job), self.kept.name.partition(".")[0]
        attached = self.job.attachments
        return ReportPdf(self.pdf, path, len(content), digest, attached, words, form, published)


def draw_reports(
    register: Register,
    env: Environment,
    root: Path,
    cache: Path,
    workers: int | None = None,
    limits: Limits = ENOUGH,
) -> dict[str, ReportPdf]:
    """Draw the PDF of every cabinet report, by the report’s id; `root` is the council’s folder, `cache` keeps PDFs.

    What was published in the same words is not drawn: its bytes are taken from `published/`.
    A report that cannot be drawn does not hold up the others: they are drawn and kept before CannotRender is raised.
    """
    papers = [_paper(report, register, env, root, cache) for report in register.cabinet_reports]
    return draw_papers(papers, register.editions, root, lambda jobs: draw_all(jobs, workers, limits))


def draw_papers(
    papers: Sequence[Paper],
    editions: Mapping[str, Edition],
    root: Path,
    draw: Callable[[Sequence[Job]], Iterable[tuple[int, bytes | CannotDraw]]],
    of: str = "Cabinet report",
) -> dict[str, ReportPdf]:
    """Return the PDF of each paper by its id: as it was published, as it is kept from an earlier drawing, or drawn now.

    `of` says in a message what kind of record could not be drawn.
    """
    ready = {
        paper.facts.id: paper.as_published(editions.get(paper.url), root) or paper.drawn() for paper in papers
    }
    missing = [paper for paper in papers if ready[paper.facts.id] is None]
    reasons = {}
    for place, drawn in draw([paper.job for paper in missing]):
        if isinstance(drawn, CannotDraw):
            reasons[missing[place].name] = drawn
        else:
            keep(missing[place].kept, drawn)
            ready[missing[place].facts.id] = missing[place].drawn()
    done = {name: pdf for name, pdf in ready.items() if pdf is not None}
    if reasons:
        in_order = {paper.name: reasons[paper.name] for paper in missing if paper.name in reasons}
        raise CannotRender(in_order, done, of)
    return done


def report_html(report: CabinetReportView, council: Council, env: Environment) -> str:
    """Write the HTML from which a report's PDF is drawn."""
    root, sheet = council.home or None, Sheet("", in_print=True)
    facts = {"report": report, "council": council, "root": root, "pictured": of_report, "sheet": sheet}
    html = env.get_template("report/report.html").render(facts)
    html = html.replace('<figure><img src="', f'<figure><img src="{weasyprint_engine.ORIGIN}')
    return with_bookmarks(with_addresses(pointed(html, way_on(report, root)), root))


def way_on(report: CabinetReportView, root: str | None) -> Callable[[str], str | None]:
    """Return how a cross-reference leads on: within the paper where it holds what is meant, else to the site if there is one."""
    inside: dict[str, str] = {}
    for appendix in report.appendices:
        if appendix.action_plan:
            inside |= {
                action.url: f"#{appendix.id}-action-{action.facts.number.slug}"
                for action in appendix.action_plan.actions
            }
        if appendix.review:
            inside |= {
                item.url: f"#{appendix.id}-recommendation-{item.facts.number.slug}"
                for item in appendix.review.recommendations
            }

    def way(url: str) -> str | None:
        if url.startswith(f"{report.url}#"):
            return url.removeprefix(report.url)
        return inside.get(url) or (root + url if root else None)

    return way


def report_assets(env: Environment, root: Path, council: Council, html: str = "") -> dict[str, bytes]:
    """Return the files that every paper uses, by the name under which it asks for them.

    The typeface that draws what the first one lacks is among them where the paper's `html` needs it.
    """
    first = typefaces.faces_of(council.typeface, root)
    second = typefaces.needs_second(weasyprint_engine.letters_drawn(html), first)
    assets = {**first, **(typefaces.second_typeface() if second else {})}
    facts = {"council": council, "second": second, "typeface": typefaces.family_of(council.typeface)}
    style = env.get_template("report/report.css").render(facts)
    assets["report.css"] = style.encode()
    if council.crest:
        assets[council.crest] = (root / "content/files" / council.crest).read_bytes()
    return assets


def _paper(report: CabinetReportView, register: Register, env: Environment, root: Path, cache: Path) -> Paper:
    html = report_html(report, register.council, env)
    assets = report_assets(env, root, register.council, html)
    job = Job(html, assets | pictures_of(html, root), plans_as_data(report, register.council))
    return Paper(report.facts, report.url, report.pdf, job, cache / f"{digest_of(job)}.pdf.kept")


def pictures_of(html: str, root: Path) -> dict[str, bytes]:
    """Read the pictures that a paper shows, from the council's own files. One that is not there is refused in drawing."""
    named = dict.fromkeys(re.findall(rf'<img[^>]* src="(?:{weasyprint_engine.ORIGIN})?([\w.-]+)"', html))
    paths = {name: root / "content/files" / name for name in named}
    return {
        name: path.read_bytes() for name, path in paths.items() if path.is_file() and not path.is_symlink()
    }


def digest_of(job: Job) -> str:
    """Return a digest of everything that a PDF depends on: its HTML, its files, what it carries, what draws it and how."""
    how = [
        Path(str(module.__file__)).read_bytes()
        for module in (weasyprint_engine, tagging, marked_content, structure_tree)
    ]
    parts = [version("weasyprint").encode(), *how, job.html.encode()]
    parts += [part for name in sorted(job.assets) for part in (name.encode(), job.assets[name])]
    parts += [part for a in job.attachments for part in (a.name.encode(), a.content, a.description.encode())]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def words_digest(job: Job) -> str:
    """Return a digest of a paper's words and pictures alone: not of its tags, styles, typefaces or spaces."""
    words = "".join(unescape(re.sub(r"<[^>]*>", "", job.html)).split())
    pictures = [
        job.assets[name] for name in sorted(job.assets) if not name.endswith((".css", ".ttf", ".woff2"))
    ]
    return sha256(b"".join(sha256(part).digest() for part in (words.encode(), *pictures))).hexdigest()


def plans_as_data(report: CabinetReportView, council: Council) -> tuple[Attachment, ...]:
    """Return the files to attach: every action plan among the appendices, row by row as the paper prints it."""
    plans = [appendix.action_plan for appendix in report.appendices if appendix.action_plan]
    return tuple(file for plan in plans for file in _files(plan, council))


def _files(plan: ActionPlanView, council: Council) -> Iterator[Attachment]:
    rows = [row(PRINTED_ACTIONS.columns, action) for action in plan.actions]
    name = f"action-plan-{plan.facts.id}"
    about = f"{plan.facts.title}: every action of the plan as this paper prints it"
    yield Attachment(f"{name}.csv", as_csv(PRINTED_ACTIONS, rows), f"{about}, as a table (CSV)")
    yield Attachment(f"{name}.json", as_json(council, PRINTED_ACTIONS, rows), f"{about}, for programs (JSON)")


_LINK = re.compile(r'<a\b[^>]*\bhref="(https?://|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


_HEADING = re.compile(r"<(h[2-6])\b([^>]*)>(.*?)</\1>", re.DOTALL)


def with_bookmarks(html: str) -> str:
    """Return HTML in which each heading that is too long for a bookmark has a shorter one beside it."""

    def marked(heading: re.Match[str]) -> str:
        words = " ".join(unescape(re.sub(r"<[^>]*>", "", heading[3])).split())
        short = "" if shortened(words) == words else f' data-bookmark="{escape(shortened(words))}"'
        return f"<{heading[1]}{heading[2]}{short}>{heading[3]}</{heading[1]}>"

    return _HEADING.sub(marked, html)


def with_addresses(html: str, own: str | None) -> str:
    """Put behind each link the address that it leads to, without what a reader need not type.

    Not where the words of the link are the address, and not for pages of this site, whose address is `own`.
    The words are marked `gt-address`, so that a comparison with the page can leave them out.
    """

    def added(link: re.Match[str]) -> str:
        if own and (link[1] + link[2]).startswith(own):
            return link[0]
        address = link[2].removeprefix("www.").rstrip("/")
        words = unescape(re.sub(r"<[^>]*>", "", link[3]))
        if unescape(address) in words:
            return link[0]
        return f'{link[0]} <span class="gt-address">({address})</span>'

    return _LINK.sub(added, html)
