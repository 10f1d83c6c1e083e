"""The papers of a meeting as one PDF: the agenda, then each paper as it is, with page numbers that run through.

Tags, bookmarks, links and attachments of our own papers are kept, so the whole is PDF/UA-1 and PDF/A-3a as each of
them is. PDFs of others are never put in: a machine cannot tell what their tags mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from jinja2 import Environment

from goldenthread.markdown.footnotes import Sheet
from goldenthread.outputs.pdf.report_pdfs import CannotRender, report_assets
from goldenthread.outputs.pdf.weasyprint_engine import CannotDraw
from goldenthread.outputs.pdf.worker_pool import Job, draw_all
from goldenthread.register.views import MeetingView, Register

# Where a link of the agenda leads while it is drawn: the number of a paper follows. No host can have this name.
_PAPER = "https://paper.invalid/"
_MOST_TRIES = 4  # the agenda grows by a page at most a few times when its page numbers are put in


def draw_bundle(
    meeting: MeetingView, papers: Mapping[str, bytes], register: Register, env: Environment, root: Path
) -> bytes:
    """Return the bundle; `papers` has the PDF of each paper by its id, and `root` is the council's folder."""
    council = register.council
    drawn = [papers[paper.facts.id] for paper in meeting.papers]
    lengths = [_length(pdf) for pdf in drawn]

    def agenda(pages: int) -> bytes:
        starts = accumulate(lengths, initial=pages + 1)
        numbers = {paper.url: number for paper, number in zip(meeting.papers, starts, strict=False)}
        links = {paper.url: f"{_PAPER}{place}" for place, paper in enumerate(meeting.papers)}
        facts = {"meeting": meeting, "council": council, "numbers": numbers, "links": links}
        template = env.get_template("report/agenda.html")
        return _draw(template.render(facts, root=council.home or None, sheet=Sheet("")), register, env, root)

    front, pages = agenda(1), 1
    for _ in range(_MOST_TRIES):  # until it is as long as its page numbers suppose
        if _length(front) == pages:
            break
        pages = _length(front)
        front = agenda(pages)
    return _bind(front, drawn, lambda sizes: _draw(_numbers(sizes), register, env, root))


def _draw(html: str, register: Register, env: Environment, root: Path) -> bytes:
    assets = report_assets(env, root, register.council, html)
    ((_, drawn),) = draw_all([Job(html, assets)])
    if isinstance(drawn, CannotDraw):
        raise CannotRender({"agenda": drawn}, of="Meeting")
    return drawn


def _length(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


Size = tuple[float, float]  # of a page, in points


def _numbers(sizes: Sequence[Size]) -> str:
    """Return the HTML of pages that hold nothing but their number, each of the size of the page that it is laid over."""
    kinds = sorted(set(sizes))
    rules = "".join(
        f"@page p{place} {{ size: {width}pt {height}pt }} .p{place} {{ page: p{place} }}"
        for place, (width, height) in enumerate(kinds)
    )
    leaves = "".join(f'<div class="p{kinds.index(size)}"></div>' for size in sizes)
    return (
        '<!doctype html><html lang="en-GB"><head><title>Page numbers</title>'
        '<link rel="stylesheet" href="report://paper/report.css"><style>'
        "@page { margin: 0 0 14mm; @top-left { content: none } @top-right { content: none } "
        "@bottom-left { content: none } @bottom-right { content: none } "
        '@bottom-center { content: "Pack page " counter(page); font-weight: bold; vertical-align: top } }'
        "@page :first { margin-top: 0; @top-left-corner { content: none } @top-center { content: none } "
        "@top-right-corner { content: none } }"
        f"{rules} div {{ break-after: page }} div:last-child {{ break-after: auto }}</style></head><body>{leaves}</body></html>"
    )


def _bind(front: bytes, papers: Sequence[bytes], numbers: Any) -> bytes:
    import pikepdf

    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(BytesIO(front)))
        binder = _Binder(whole)
        for place, paper in enumerate(papers, start=1):
            binder.add(opened.enter_context(pikepdf.open(BytesIO(paper))), f"paper-{place}-")
        binder.finish()
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in whole.pages]
        leaves = opened.enter_context(pikepdf.open(BytesIO(numbers(sizes))))
        for place, (page, leaf) in enumerate(zip(whole.pages, leaves.pages, strict=True), start=1):
            number = whole.copy_foreign(leaf.as_form_xobject())
            name = pikepdf.Name(f"/PackPage{place}")  # pages of one paper share what they draw with
            page.add_resource(number, pikepdf.Name.XObject, name)
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q q {name} Do Q".encode())
        made = BytesIO()
        whole.save(made, deterministic_id=True)
    return made.getvalue()


class _Binder:
    """Puts one PDF of ours after another, and their trees of tags and bookmarks into one each."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        self.tree = whole.Root.StructTreeRoot
        self.parents = [*_pairs(self.tree.ParentTree.Nums)]
        self.next = int(self.tree.ParentTreeNextKey)
        self.starts = [0, len(whole.pages)]  # of the agenda, then of each paper, counted from 0

    def add(self, paper: Any, prefix: str) -> None:
        """Add a paper; `prefix` keeps its names apart from those of the others."""
        import pikepdf

        tree, start = paper.Root.StructTreeRoot, len(self.whole.pages)
        _keep_apart(paper, prefix, self.next)
        bookmarks = [*_bookmarks(paper, start)]
        self.whole.add_pages_from(paper)
        part = self.whole.copy_foreign(tree.K[0])
        part.S, part.P = pikepdf.Name.Part, self.tree.K[0]
        self.tree.K[0].K.append(part)
        for key, tags in _pairs(tree.ParentTree.Nums):
            self.parents.append((key + self.next, self._copied(tags)))
        self.next += int(tree.ParentTreeNextKey)
        self._attach(paper, prefix)
        with self.whole.open_outline() as outline:
            outline.root.extend(bookmarks)
        self.starts.append(len(self.whole.pages))

    def _copied(self, tags: Any) -> Any:
        """Return what marks of a page, or a link, belong to: one tag, or a list of them."""
        import pikepdf

        if isinstance(tags, pikepdf.Array):
            return pikepdf.Array([tag and self.whole.copy_foreign(tag) for tag in tags])
        return self.whole.copy_foreign(tags)

    def _attach(self, paper: Any, prefix: str) -> None:
        import pikepdf

        root = self.whole.Root
        held = paper.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
        if held is None:
            return
        if "/Names" not in root:
            root.Names = pikepdf.Dictionary()
        if "/EmbeddedFiles" not in root.Names:
            root.Names.EmbeddedFiles = pikepdf.NameTree.new(self.whole).obj
            root.AF = pikepdf.Array()
        files = pikepdf.NameTree(root.Names.EmbeddedFiles)
        for name, file in pikepdf.NameTree(held).items():
            files[prefix + str(name)] = self.whole.copy_foreign(file)
            root.AF.append(files[prefix + str(name)])

    def finish(self) -> None:
        """Write what tells a mark its tag and an id its place, and lead the agenda's links to the papers."""
        import pikepdf

        numbers = [part for pair in self.parents for part in pair]
        self.tree.ParentTree = self.whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        self.tree.ParentTreeNextKey = self.next
        named = sorted(
            ((bytes(tag.ID), tag) for tag in _tags(self.tree.K) if "/ID" in tag), key=lambda pair: pair[0]
        )
        if named:
            names = [part for name, tag in named for part in (pikepdf.String(name), tag)]
            leaf = pikepdf.Dictionary(Names=pikepdf.Array(names), Limits=pikepdf.Array([names[0], names[-2]]))
            self.tree.IDTree = pikepdf.Dictionary(Kids=pikepdf.Array([self.whole.make_indirect(leaf)]))
        for page in list(self.whole.pages)[: self.starts[1]]:
            for link in page.get("/Annots", ()):
                address = str(link.get("/A", {}).get("/URI", ""))
                if address.startswith(_PAPER):
                    start = self.starts[int(address.removeprefix(_PAPER)) + 1]
                    del link.A
                    link.Dest = pikepdf.Array([self.whole.pages[start].obj, pikepdf.Name.Fit])


def _pairs(numbers: Any) -> Iterator[tuple[int, Any]]:
    held = list(numbers)
    return ((int(key), value) for key, value in zip(held[::2], held[1::2], strict=True))


def _keep_apart(paper: Any, prefix: str, start: int) -> None:
    """Number the marks of a paper from `start` on, and put a prefix before its ids, by which cells name their heads."""
    import pikepdf

    for page in paper.pages:
        for thing, name in (
            (page.obj, "/StructParents"),
            *((link, "/StructParent") for link in page.get("/Annots", ())),
        ):
            if name in thing:
                thing[name] = int(thing[name]) + start
    for tag in _tags(paper.Root.StructTreeRoot.K):
        if "/ID" in tag:
            tag.ID = pikepdf.String(prefix + str(tag.ID))
        for owned in tag.get("/A", ()):
            if "/Headers" in owned:
                owned.Headers = pikepdf.Array([pikepdf.String(prefix + str(name)) for name in owned.Headers])


def _tags(kids: Any) -> Iterator[Any]:
    """Yield every tag among and below the kids of one."""
    import pikepdf

    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _tags(kid.get("/K", ()))


def _bookmarks(paper: Any, start: int) -> Iterator[Any]:
    """Yield the bookmarks of a paper whose first page is the one after `start` others; those below its title are folded."""
    import pikepdf

    places = {page.obj.objgen: start + place for place, page in enumerate(paper.pages)}

    def moved(item: Any) -> Any:
        page, _, left, top, _ = item.destination
        again = pikepdf.OutlineItem(item.title, places[page.objgen], "XYZ", left=float(left), top=float(top))
        again.children.extend(map(moved, item.children))
        again.is_closed = True
        return again

    with paper.open_outline() as outline:
        return iter([moved(item) for item in outline.root])
