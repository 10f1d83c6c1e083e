"""From the HTML of a paper to a tagged PDF: the one place that knows WeasyPrint.

WeasyPrint takes two seconds to load, so it is loaded when the first paper is drawn and not before.
"""

from __future__ import annotations

import html as entities
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from mimetypes import guess_type
from typing import Any

# The address under which a paper finds its own files. It stands for no place on any machine,
# so the same paper gives the same bytes wherever it is drawn.
ORIGIN = "report://paper/"

STANDARD = "pdf/ua-1"  # ISO 14289-1, the accessible PDF: tags, language, title


class CannotDraw(Exception):
    """A paper cannot be turned into a PDF; the words say why."""


class PangoMissing(Exception):
    """The machine lacks the libraries that set text; the words say what to install."""


def render_pdf(html: str, assets: Mapping[str, bytes]) -> bytes:
    """Draw a paper: the same HTML and the same files by name (style sheet, fonts, crest) give the same bytes.

    Nothing but these files can be fetched, and whatever WeasyPrint has to say against the paper is an error.
    """
    weasyprint = _weasyprint()
    _check_letters(html, assets)
    with _complaints() as complaints:
        try:
            paper = weasyprint.HTML(string=_with_plain_links(html), url_fetcher=_fetcher(assets))
            drawn: bytes = paper.write_pdf(pdf_variant=STANDARD)
        except weasyprint.urls.FatalURLFetchingError as error:
            raise CannotDraw(str(error)) from error
    if complaints:
        raise CannotDraw(" ".join(dict.fromkeys(complaints)))
    return drawn


def _weasyprint() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        raise PangoMissing(
            "PDFs cannot be drawn here: the text library Pango is missing. On Debian or Ubuntu install it with: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
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


def _with_plain_links(html: str) -> str:
    """Take bold and the like out of links: WeasyPrint makes a second link of it, which PDF/UA forbids (7.18.5)."""
    return re.sub(
        r"(?s)(<a\b[^>]*>)(.*?)(?=</a>)", lambda link: link[1] + re.sub(r"<[^>]*>", "", link[2]), html
    )


def _check_letters(html: str, assets: Mapping[str, bytes]) -> None:
    """Refuse a letter that the typeface lacks: it would be drawn in whatever typeface the machine has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    fonts = [TTFont(BytesIO(data), lazy=True) for name, data in assets.items() if name.endswith(".ttf")]
    known = set.intersection(*(set(font.getBestCmap()) for font in fonts)) | set(map(ord, "\n\t"))
    body = html[html.find("<body") :]
    used = set(entities.unescape(re.sub(r"<[^>]*>", "", body)))
    lacking = sorted(letter for letter in used if ord(letter) not in known)
    if lacking:
        named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in lacking)
        raise CannotDraw(f"The typeface of the paper has no {named}. Write it in another way.")
