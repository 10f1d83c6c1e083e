"""What has happened, as an Atom feed (RFC 4287): one entry for each dated fact, and no date of building.

An entry has the day on which readers could first see it here, so that what is entered late still reaches them; its
words have the day on which it happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import slug
from goldenthread.common.output import Output
from goldenthread.markdown.render import plain
from goldenthread.model.council import Council
from goldenthread.outputs.subscriptions import Topic, topics
from goldenthread.register.views import Happening, Register

PATH = "feed.xml"
MOST = 250  # entries of a feed: a reader keeps what it has read, and the pages hold everything
Entry: TypeAlias = tuple[
    str, Happening, date
]  # with its name, which is unique in the site and stays, and its day here
_LONG_AGO = date(1970, 1, 1)  # a feed must have a date, even while nothing has happened


def feed(register: Register) -> Iterator[Output]:
    """Yield `feed.xml`, the newest entry first."""
    council = register.council
    title = f"{council.name}: {council.site_title}"
    yield _file(council, Source(PATH, title, urls.CHANGES), _named(register))


def topic_feeds(register: Register) -> Iterator[Output]:
    """Yield a feed for each body, record and theme to which something has happened, beside its page."""
    entries: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for place, entry in enumerate(_named(register)):
        entries[entry[1].link.url].append((place, entry))
    for topic in topics(register):
        theirs = sorted((entry for url in topic.pages for entry in entries.get(url, ())), key=itemgetter(0))
        if theirs:
            source = Source(topic.feed, f"{register.council.name}: {topic.title}", topic.url)
            yield _file(register.council, source, [entry for _, entry in theirs])


def followed(register: Register) -> dict[str, Topic]:
    """Return what has a feed of its own, by the address of its page."""
    known = {happening.link.url for happening in (*register.happenings, *register.overdue_turns)}
    return {topic.url: topic for topic in topics(register) if topic.pages & known}


@dataclass(frozen=True, slots=True)
class Source:
    """A feed: its address from the site's root, its title, and the address of the page that says the same."""

    path: str
    title: str
    page: str

    @property
    def root(self) -> str:
        """Return the path from the feed to the site's root, for a site without an address."""
        return "../" * self.path.count("/")

    @property
    def id(self) -> str:
        """Return its name within ids, which stays when the site moves."""
        return "feed" if self.path == PATH else f"feed/{self.page}"


def _file(council: Council, source: Source, entries: Iterable[Entry]) -> Output:
    newest = list(islice(entries, MOST))
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    _text(root, "id", f"tag:{authority(council)},2026:{source.id}")
    _text(root, "title", source.title)
    if council.demonstration:
        _text(root, "subtitle", council.demonstration_notice)
    _text(root, "updated", _moment(max((since for *_, since in newest), default=_LONG_AGO)))
    _text(SubElement(root, "author"), "name", council.publisher)
    _text(root, "rights", council.licence)
    ways = (("self", "application/atom+xml", source.path), ("alternate", "text/html", source.page))
    for rel, kind, url in ways:
        SubElement(root, "link", rel=rel, type=kind, href=address(council, url, source.root))
    for entry in newest:
        _entry(root, council, entry, source.root)
    indent(root)
    return Output(source.path, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def authority(council: Council) -> str:
    """Name the council within ids that must stay when the site moves: `ambleford-council.invalid`.

    No host can ever have a name that ends in `.invalid` (RFC 2606), so it is taken for nobody's address.
    """
    return f"{slug(council.name)}.invalid"


def address(council: Council, url: str, root: str = "") -> str:
    """Return the whole address of a page; while the site has none, the path to it by way of its root."""
    return f"{council.home or root}{url}" or "./"


def _named(register: Register) -> Iterator[Entry]:
    """Yield what happened and when actions became overdue or no longer were, the last to be seen here first.

    Each is named by what happened to which page and when; a second such on one day is numbered, the first is not.
    """
    found = sorted(
        (
            (max(happening.first, _entered(register, happening)), happening)
            for happening in (*register.happenings, *register.overdue_turns)
        ),
        key=lambda one: (one[0], one[1].first, one[1].link.url, one[1].what),
        reverse=True,
    )
    seen: Counter[str] = Counter()
    named = []
    for since, happening in reversed(found):
        name = f"{happening.link.url}{slug(happening.what)}/{happening.first}"
        seen[name] += 1
        named.append((f"{name}/{seen[name]}" if seen[name] > 1 else name, happening, since))
    return reversed(named)


def _entered(register: Register, happening: Happening) -> date:
    """Return since when readers can see it here; where that is not known, the day on which it happened."""
    return register.past.entered_on(happening.link.url, happening.fact) or happening.first


def _entry(root: Element, council: Council, entered: Entry, way: str) -> None:
    name, happening, since = entered
    entry = SubElement(root, "entry")
    _text(entry, "id", f"tag:{authority(council)},2026:{name}")
    _text(entry, "title", f"{happening.what}: {happening.link.title}")
    _text(entry, "updated", _moment(since))
    _text(entry, "published", _moment(since))
    url = address(council, happening.link.url, way)
    SubElement(entry, "link", rel="alternate", type="text/html", href=url)
    late = f" Added to this site on {in_words(since)}." if since > happening.last else ""
    _text(entry, "summary", f"{happening.when}.{late} {plain(happening.text)}".strip())


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
