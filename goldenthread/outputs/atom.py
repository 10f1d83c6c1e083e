"""What has happened, as an Atom feed (RFC 4287): one entry for each dated fact, and no date of building."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from goldenthread.common import urls
from goldenthread.common.inflection import slug
from goldenthread.common.output import Output
from goldenthread.markdown.render import plain
from goldenthread.model.council import Council
from goldenthread.register.views import Happening, Register

PATH = "feed.xml"
_LONG_AGO = date(1970, 1, 1)  # a feed must have a date, even while nothing has happened


def feed(register: Register) -> Iterator[Output]:
    """Yield `feed.xml`, the newest entry first."""
    council = register.council
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    _text(root, "id", f"tag:{authority(council)},2026:feed")
    _text(root, "title", f"{council.name}: {council.site_title}")
    if council.demonstration:
        _text(root, "subtitle", council.demonstration_notice)
    _text(root, "updated", _moment(max((h.first for h in register.happenings), default=_LONG_AGO)))
    _text(SubElement(root, "author"), "name", council.publisher)
    _text(root, "rights", council.licence)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=address(council, PATH))
    SubElement(root, "link", rel="alternate", type="text/html", href=address(council, urls.CHANGES))
    for name, happening in _named(register.happenings):
        _entry(root, council, name, happening)
    indent(root)
    yield Output(PATH, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def authority(council: Council) -> str:
    """Name the council within ids that must stay when the site moves: `ambleford-council.invalid`.

    No host can ever have a name that ends in `.invalid` (RFC 2606), so it is taken for nobody's address.
    """
    return f"{slug(council.name)}.invalid"


def address(council: Council, url: str) -> str:
    """Return the whole address of a page; while the site has none, the way to it from the feed, at the site's root."""
    return f"{council.home}{url}" or "./"


def _named(happenings: Iterable[Happening]) -> Iterator[tuple[str, Happening]]:
    """Name each by what happened to which page and when; a second such on one day is numbered, the first is not."""
    seen: Counter[str] = Counter()
    named = []
    for happening in reversed(list(happenings)):
        name = f"{happening.link.url}{slug(happening.what)}/{happening.first}"
        seen[name] += 1
        named.append((f"{name}/{seen[name]}" if seen[name] > 1 else name, happening))
    return reversed(named)


def _entry(root: Element, council: Council, name: str, happening: Happening) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", f"tag:{authority(council)},2026:{name}")
    _text(entry, "title", f"{happening.what}: {happening.link.title}")
    _text(entry, "updated", _moment(happening.first))
    SubElement(entry, "link", rel="alternate", type="text/html", href=address(council, happening.link.url))
    _text(entry, "summary", f"{happening.when}. {plain(happening.text)}".strip())


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
