"""Where the links of a built site lead: inside it, for which there is no excuse, and to other sites, which change alone."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from http.client import HTTPException
from pathlib import Path
from posixpath import join, normpath
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

SECONDS = 20
PAUSE = 1.0  # between two questions to one host
_ADDRESSES = {"a": "href", "img": "src", "script": "src", "link": "href", "source": "src", "iframe": "src"}
_OTHER_WAYS = ("mailto", "tel", "data")


class Verdict(StrEnum):
    """How another site answers."""

    FINE = "answers"
    GONE = "is no longer there"
    SILENT = "does not answer"
    CAREFUL = "does not answer programs; open it in a browser"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address of another site, and the pages that lead to it."""

    address: str
    verdict: Verdict
    status: int  # of HTTP; 0 where nothing came back
    pages: tuple[str, ...]


@dataclass(slots=True)
class _Page(HTMLParser):
    """The links of a page, and the places in it that can be linked to."""

    links: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, and its name."""
        given = dict(attrs)
        address = given.get(_ADDRESSES.get(tag, ""))
        if address is not None and given.get("rel") not in ("preconnect", "canonical", "edit"):
            self.links.append(address)
        self.places |= {value for name in ("id", "name") if (value := given.get(name))}


@dataclass(frozen=True, slots=True)
class Links:
    """All links of a site: those that lead nowhere, as "page: link", and those to other sites with their pages."""

    broken: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]


def links_of(site: Path, address: str = "") -> Links:
    """Read every page of a built site; `address` is where it is, or will be, when that is known."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken, others = [], defaultdict(list)
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            own = _own(link, name, address)
            if own is None:
                if _parts(link)[0] not in _OTHER_WAYS:
                    others[link.partition("#")[0]].append(name)
            elif not _leads_somewhere(*own, pages, files):
                broken.append(f"{name}: {link}")
    return Links(tuple(broken), {link: tuple(names) for link, names in sorted(others.items())})


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def _own(link: str, page: str, address: str) -> tuple[str, str] | None:
    """Return the file and the place in it to which a link leads; None when it leads to another site."""
    if address and link.startswith(address):
        link = "/" + link.removeprefix(address)
    elif _parts(link)[0] or link.startswith("//"):
        return None
    else:
        base = urlsplit(address).path.rstrip("/")
        if base and link.startswith(f"{base}/"):
            link = link.removeprefix(base)
    way, _, place = link.partition("#")
    path = unquote(way.partition("?")[0])
    if not path:
        return page, unquote(place)
    whole = path.lstrip("/") if path.startswith("/") else normpath(join(page.rpartition("/")[0], path))
    if path.endswith(("/", ".", "..")) or whole in ("", "."):
        whole = join("" if whole == "." else whole, "index.html")
    return whole, unquote(place)


def _leads_somewhere(file: str, place: str, pages: Mapping[str, _Page], files: set[str]) -> bool:
    if file not in files:
        return False
    return not place or file not in pages or place in pages[file].places


def _parts(link: str) -> tuple[str, str]:
    """Return the way and the host of a link; of one that no program can read, what leads to the answer that it is silent."""
    try:
        parts = urlsplit(link)
        return parts.scheme, parts.netloc
    except ValueError:
        return "http", ""


Ask = Callable[[str], int]


def status_of(address: str) -> int:
    """Ask another site for an address, without taking the whole of it; 0 when nothing comes back."""
    status = 0
    asked = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    for method in ("HEAD", "GET"):
        try:
            request = Request(  # noqa: S310 - ask_all() takes http and https only
                asked, method=method, headers={"User-Agent": "golden-thread link check (once a week)"}
            )
            with urlopen(request, timeout=SECONDS) as reply:  # noqa: S310
                return int(reply.status)
        except HTTPError as error:
            status = error.code
            error.close()
        except (OSError, HTTPException, ValueError):
            status = 0
        if status not in (0, 400, 403, 404, 405, 501):  # some know no HEAD, and say so in many ways
            break
    return status


def ask_all(
    others: Mapping[str, tuple[str, ...]], ask: Ask = status_of, pause: float = PAUSE
) -> Iterator[Answer]:
    """Ask for each address once, no host more often than once in `pause` seconds."""
    last: dict[str, float] = {}
    for address, pages in others.items():
        scheme, host = _parts(address)
        if scheme not in ("http", "https"):
            continue
        wait = last.get(host, 0.0) + pause - time.monotonic()
        if wait > 0:
            time.sleep(min(wait, pause))
        status = ask(address)
        last[host] = time.monotonic()
        yield Answer(address, _verdict(status), status, pages)


def _verdict(status: int) -> Verdict:
    """Judge an answer: a site that refuses programs, or is busy, may be well for people."""
    if 200 <= status < 400:
        return Verdict.FINE
    if status in (404, 410):
        return Verdict.GONE
    return Verdict.SILENT if status == 0 else Verdict.CAREFUL


def as_markdown(answers: Iterable[Answer]) -> str:
    """Write what people should look at, the worst first; empty when there is nothing."""
    found = list(answers)
    blocks = []
    for verdict in (Verdict.GONE, Verdict.SILENT, Verdict.CAREFUL):
        these = [answer for answer in found if answer.verdict is verdict]
        if these:
            blocks += [f"## What {verdict}", "\n".join(line for answer in these for line in _lines(answer))]
    return "\n\n".join(blocks)


def _lines(answer: Answer) -> Iterator[str]:
    said = f" (it answered {answer.status})" if answer.status else ""
    shown = ", ".join(f"`/{page.removesuffix('index.html')}`" for page in answer.pages[:3])
    more = f" and {len(answer.pages) - 3} more" if len(answer.pages) > 3 else ""
    yield f"- <{answer.address}>{said}"
    yield f"  on {shown}{more}"
