"""Files by which programs find their way: `sitemap.xml`, `robots.txt` and `llms.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from goldenthread.common.output import Output
from goldenthread.model.kinds import KINDS, REVIEWS
from goldenthread.outputs.open_data.writer import FILES
from goldenthread.register.views import Link, Register

# A page must be read for its "noindex" to be seen; papers and data have no place for one.
_HIDDEN = """# This site is a demonstration. Its pages ask not to be listed; please leave its papers and data out too.
User-agent: *
Disallow: /*.pdf$
Disallow: /data/
Disallow: /files/
Disallow: /*feed.xml$
Disallow: /*.ics$
"""


def found(register: Register, paths: Sequence[str]) -> Iterator[Output]:
    """Write the files; `paths` are the addresses of the pages that search engines may list.

    A sitemap needs full addresses, so a site without an address has none.
    """
    address = register.council.home
    if register.council.demonstration:
        yield Output("robots.txt", _HIDDEN.encode())
        yield Output("llms.txt", _llms(register, address).encode())
        return
    if address:
        yield Output("sitemap.xml", _sitemap(register, paths, address).encode())
    yield Output("robots.txt", _robots(address).encode())
    yield Output("llms.txt", _llms(register, address).encode())


def _sitemap(register: Register, paths: Sequence[str], address: str) -> str:
    """List the pages, each with the day of its last version in git, where that is known (sitemaps.org, 0.9)."""
    rows = []
    for path in sorted(paths):
        editions = register.past.of(path)
        day = f"<lastmod>{editions[0].day.isoformat()}</lastmod>" if editions else ""
        rows.append(f"<url><loc>{escape(address + path)}</loc>{day}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    )


def _robots(address: str) -> str:
    where = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return (
        f"# Everything here is public, and may be read by every program.\nUser-agent: *\nDisallow:\n{where}"
    )


def _llms(register: Register, address: str) -> str:
    """Return what is here, in Markdown, for programs that read text (llmstxt.org)."""
    council = register.council
    parts = [f"# {council.name}: {council.site_title}", "> " + " ".join(council.introduction.split())]
    if council.demonstration:
        parts.append(council.demonstration_notice)
    parts.append(
        "Each recommendation, action and paper has one address that stays. "
        "The words are summaries; each page names the document that has the exact words. "
        "Anything that no paper says is shown as not recorded: please do not fill such gaps."
    )
    for heading, links in _lists(register):
        rows = [
            f"- [{link.title}]({address}{link.url}){': ' + link.note if link.note else ''}" for link in links
        ]
        if rows:
            parts.append(f"## {heading}\n\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _lists(register: Register) -> Iterator[tuple[str, list[Link]]]:
    def links(views: Sequence[object]) -> list[Link]:
        return [Link(v.facts.title, v.url, " ".join(v.facts.summary.split())) for v in views]  # type: ignore[attr-defined]

    for kind in KINDS:
        found = links(register.of(kind))
        yield kind.title, _with_extent(register, found) if kind is REVIEWS else found
    yield "Data", [Link(path.rpartition("/")[2], path, file.about) for file in FILES for path in file.paths]


def _with_extent(register: Register, reviews: list[Link]) -> list[Link]:
    """Add to each review how many recommendations it makes, as far as that is known: a gap is not a none."""
    return [
        replace(link, note=f"{link.note} {view.recommendations_sentence}")
        for link, view in zip(reviews, register.reviews, strict=True)
    ]
