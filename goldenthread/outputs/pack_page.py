"""A cabinet report as one HTML file for the committee system: it opens from disk, without a network.

It is the paper alone, word for word as in the PDF. What was decided and what came of it stays on the site's page,
where it is kept up to date.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from mimetypes import guess_type
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from goldenthread import __version__
from goldenthread.common import urls
from goldenthread.common.urls import MANIFEST
from goldenthread.markdown.footnotes import Sheet
from goldenthread.markdown.render import pointed
from goldenthread.model.council import Council
from goldenthread.outputs.charts import of_report
from goldenthread.outputs.pdf.report_pdfs import way_on
from goldenthread.read.published_versions import PAGE
from goldenthread.register.views import CabinetReportView, MeetingView

# Before the name of a picture while the page is drawn; no address of the site begins with it.
_PICTURES = "pack-pictures/"
_PICTURE = re.compile(rf'(?<= src="){_PICTURES}([\w.-]+)(?=")')


@dataclass(frozen=True, slots=True)
class Inside:
    """What the page carries or names: the look as one stylesheet, files by name, the PDF, and the day it is made."""

    look: str
    files: Mapping[str, bytes]
    pdf: bytes
    made: date


def pack_page(
    report: CabinetReportView,
    council: Council,
    env: Environment,
    inside: Inside,
    version: date | None = None,
) -> bytes:
    """Write the page. Links lead to the published site; where its address is not known only their words are left.

    With `version`, the page is kept on the site itself as the version of that day: it says so, and links from there.
    The browser must fetch nothing at all: look, typeface and pictures are in the file, and there is no script.
    """
    root = council.home or None
    if version:
        root = "../" * urls.version(report.url, version).count("/")
    facts = _framed(council, root, inside, report.facts.id)
    html = env.get_template("pack/paper.html").render(
        facts, report=report, pictured=of_report, version=version
    )
    return _with_pictures(pointed(html, way_on(report, root)), inside)


def meeting_page(meeting: MeetingView, council: Council, env: Environment, inside: Inside) -> bytes:
    """Write the papers of a meeting as one page, in the order of its agenda. What has an id is named for its paper."""
    root = council.home or None
    facts = _framed(council, root, inside, meeting.facts.id)
    items = []
    for place, item in enumerate(meeting.items, start=1):
        name, words = f"item-{place}", ""
        if item.paper:
            body = env.get_template("parts/report_body.html")
            words = body.render(
                root=root, report=item.paper, level=3, pictured=of_report, sheet=Sheet(_PICTURES)
            )
            words = _named_for(name, pointed(words, way_on(item.paper, root)))
        items.append((item, name if item.paper else "", Markup(words)))  # noqa: S704 - drawn above
    template = env.get_template("pack/meeting.html")
    return _with_pictures(template.render(facts, meeting=meeting, items=items, version=None), inside)


_ID = re.compile(
    r'(?<= )(id|for|headers|aria-(?:labelledby|describedby|controls))="([^"]+)"|(?<= )href="#([^"]+)"'
)


def _named_for(name: str, html: str) -> str:
    """Put a name before every id of a paper, and wherever one is referred to, for two papers have the same ids."""

    def renamed(found: re.Match[str]) -> str:
        if found[3]:
            return f'href="#{name}-{found[3]}"'
        names = " ".join(f"{name}-{one}" for one in found[2].split())
        return f'{found[1]}="{names}"'

    return _ID.sub(renamed, html)


def _framed(council: Council, root: str | None, inside: Inside, name: str) -> dict[str, Any]:
    """Return what the frame of every such page needs; `name` is that of its files."""
    return {
        "council": council,
        "root": root,
        "sheet": Sheet(_PICTURES),
        "look": Markup(inside.look),  # noqa: S704 - the site's own stylesheet
        "policy": _policy(inside.look),
        "crest": _data(council.crest, inside.files) if council.crest else "",
        "pdf": {"name": f"{name}.pdf", "sha256": sha256(inside.pdf).hexdigest()},
        "made": inside.made,
    }


def _with_pictures(html: str, inside: Inside) -> bytes:
    return _PICTURE.sub(lambda asked: _data(asked[1], inside.files), html).encode()


def _policy(look: str) -> str:
    digest = b64encode(sha256(look.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"


def _data(name: str, files: Mapping[str, bytes]) -> str:
    """Return a picture as an address that holds it."""
    return f"data:{guess_type(name)[0]};base64,{b64encode(files[name]).decode()}"


def kept_files(
    report: CabinetReportView, council: Council, env: Environment, inside: Inside, version: date
) -> dict[str, bytes]:
    """Return the files of a version, by name. They are written once and never drawn again.

    The page says from the start that it is a kept version, and leads to the current one, for it can never be changed.
    """
    page = pack_page(report, council, env, inside, version)
    files = {PAGE: page, f"{report.facts.id}.pdf": inside.pdf}
    facts = {
        "title": report.facts.title,
        "report": report.facts.id,
        "version": version.isoformat(),
        "made_on": inside.made.isoformat(),
        "made_with": f"Golden Thread {__version__}",
        "files": {
            name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    files[MANIFEST] = (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
    return files
