"""From the HTML of a paper to a tagged PDF: the one place that knows WeasyPrint.

WeasyPrint takes two seconds to load, so it is loaded when the first paper is drawn and not before.
"""

from __future__ import annotations

import html as entities
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from typing import Any
from warnings import catch_warnings, simplefilter

from goldenthread.common.errors import CommandError, Exit
from goldenthread.outputs.pdf.tagging import repair
from goldenthread.report.typefaces import letters_of

# The address under which a paper finds its own files. It stands for no place on any machine,
# so the same paper gives the same bytes wherever it is drawn.
ORIGIN = "report://paper/"

STANDARD = "pdf/a-3a"  # ISO 19005-3, the PDF that lasts: tags, fonts and colours in it, attachments declared

# A paper is an accessible PDF (ISO 14289-1) too, and says so here; the archive standard wants the word explained.
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""

# Smoothing of pictures is not allowed in an archive PDF (ISO 19005-3, 6.2.8).
NOT_SMOOTHED = "img { image-rendering: pixelated }"

OUTLINE_FROM = 8  # pages: then a reader’s program shows the bookmarks on opening
WITHOUT_CONTENTS = "[data-from] { display: none }"
SHORT = 60  # pages: laying out a longer paper once more takes too long to save a page
HALF_EMPTY = 0.5  # of the last page: then the lines come a little closer, if that saves the page
CLOSER = ":root { --lines: 1.36; --gap: 2.4mm }"  # report.css asks for them


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a PDF carries: its name, its bytes, and what it is in words.

    It is declared as data of the paper (AFRelationship “Data”: ISO 19005-3, 6.8). It bears no date: nobody gave it one.
    """

    name: str
    content: bytes
    description: str


class CannotDraw(CommandError):
    """A paper cannot be turned into a PDF; the words say why."""


class PangoMissing(CommandError):
    """The machine lacks the libraries that set text; the text says what to install."""

    exit_code = Exit.CONFIGURATION


def render_pdf(html: str, assets: Mapping[str, bytes], attachments: Sequence[Attachment] = ()) -> bytes:
    """Draw a paper: the same HTML and the same files by name (style sheet, fonts, crest) give the same bytes.

    It is PDF/UA-1 and PDF/A-3a, and carries the attachments. Nothing but these files can be fetched, and whatever WeasyPrint has to say against the paper is an error.
    """
    weasyprint = load_weasyprint()
    _check_letters(html, assets)
    with _complaints() as complaints, _at_no_time():
        try:
            paper = weasyprint.HTML(string=html, url_fetcher=_fetcher(assets))
            drawn = _write(_laid_out(paper, weasyprint.CSS), attachments)
        except weasyprint.urls.FatalURLFetchingError as error:
            raise CannotDraw(str(error)) from error
    if complaints:
        raise CannotDraw(" ".join(dict.fromkeys(complaints)))
    return drawn


def _laid_out(paper: Any, style: Callable[..., Any]) -> Any:
    """Lay out the pages of a paper: with a list of contents only if it is long, and no last page for a few lines."""
    styles = [style(string=NOT_SMOOTHED)]
    document = paper.render(stylesheets=styles)
    contents = paper.etree_element.find(".//nav[@data-from]")
    if contents is not None and len(document.pages) < int(contents.get("data-from")):
        styles.append(style(string=WITHOUT_CONTENTS))
        document = paper.render(stylesheets=styles)
    if 1 < len(document.pages) <= SHORT and _share_filled(document.pages[-1]) < HALF_EMPTY:
        closer = paper.render(stylesheets=[*styles, style(string=CLOSER)])
        document = closer if len(closer.pages) < len(document.pages) else document
    return document


def _share_filled(page: Any) -> float:
    """Return how much of a page’s height is used, from 0 to 1."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint has no other way to ask
    return float(box.children[0].height / box.height)


def load_weasyprint() -> Any:
    """Load what draws, with our tags in place of its own (see pdf_tags.py); say what to install when it cannot load."""
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        raise PangoMissing(
            "PDFs cannot be drawn here: the text library Pango is missing. On Debian or Ubuntu install it with: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    repair(weasyprint)
    return weasyprint


def _fetcher(assets: Mapping[str, bytes]) -> Callable[..., Any]:
    """Serve the paper's own files and refuse every other address by name."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse  # type: ignore[import-untyped]

    def fetch(url: str, **_: Any) -> Any:
        name = url.removeprefix(ORIGIN)
        if not url.startswith(ORIGIN) or name not in assets:
            raise FatalURLFetchingError(f"The paper asks for {url}, which is not one of its own files.")
        return URLFetcherResponse(url, assets[name], {"Content-Type": guess_type(name)[0] or ""})

    return fetch


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint says while a paper is drawn: it warns and goes on where we must not."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage().rstrip(".") + ".")  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _write(document: Any, attachments: Sequence[Attachment]) -> bytes:
    """Write the pages of a paper as PDF."""
    for page in document.pages:  # WeasyPrint makes one more link of bold words in a link
        page.links = [link for link in page.links if link[3].element_tag == "a"]
    plain = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *of: plain(*of).replace(b"</rdf:RDF>", ACCESSIBLE)
    with catch_warnings():
        simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of its colour profile open
        drawn: bytes = document.write_pdf(
            pdf_variant=STANDARD, attachments=list(map(_attached, attachments)), finisher=_tidy_attachments
        )
    return drawn


def _attached(attachment: Attachment) -> Any:
    import weasyprint

    return weasyprint.Attachment(
        file_obj=BytesIO(attachment.content),
        name=attachment.name,
        description=attachment.description,
        relationship="Data",
    )


def _tidy_attachments(_: Any, pdf: Any) -> None:
    """Take the dates from attachments, which WeasyPrint gives the time of drawing, and name each file once."""
    for thing in pdf.objects:
        parameters = getattr(thing, "extra", {}).get("Params", {})
        for name in ("CreationDate", "ModDate"):
            parameters.pop(name, None)
    if len(pdf.page_references) >= OUTLINE_FROM:
        pdf.catalog["PageMode"] = "/UseOutlines"
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def letters_drawn(html: str) -> str:
    """Return what of a paper's HTML is drawn as letters, each once."""
    body = html[html.find("<body") :]
    return "".join(sorted(set(entities.unescape(re.sub(r"<[^>]*>", "", body)))))


def _check_letters(html: str, assets: Mapping[str, bytes]) -> None:
    """Refuse a letter that the paper's typefaces lack: it would be drawn in whatever typeface the machine has."""
    faces = {name: data for name, data in assets.items() if name.endswith((".ttf", ".woff2"))}
    families = {re.split(r"[-.]", name)[0] for name in faces}
    known = [
        letters_of(data for name, data in faces.items() if name.startswith(family)) for family in families
    ]
    lacking = sorted(set(letters_drawn(html)).difference(*known))
    if lacking:
        named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in lacking)
        raise CannotDraw(f"The typefaces of the paper have no {named}. Write it in another way.")


@contextmanager
def _at_no_time() -> Iterator[None]:
    """Let fontTools write no time into the typefaces that it makes: the same paper must give the same bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
