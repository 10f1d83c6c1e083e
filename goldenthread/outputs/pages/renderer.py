"""What every page has in common: its head, its way to the root, and the register to draw from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from jinja2.runtime import Macro
from markupsafe import Markup

from goldenthread.common import urls
from goldenthread.common.output import Page
from goldenthread.markdown.footnotes import Sheet, needs_sheet
from goldenthread.markdown.render import pointed
from goldenthread.model.common import EditorNote, Published
from goldenthread.outputs.atom import followed
from goldenthread.outputs.charts import of_report
from goldenthread.outputs.icalendar import calendars
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.abbreviations import Abbreviations, abbreviations_of
from goldenthread.outputs.pages.page_meta import Head, Linked
from goldenthread.register.page_history import Proof
from goldenthread.register.views import DecisionView, Register, ResolutionView

_SECTION = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ENOUGH_SECTIONS = 3  # with fewer, a list of the page's sections is in the way


class Painter:
    """Draws pages from one register with one set of templates."""

    def __init__(self, register: Register, env: Environment, samples: Register | None = None) -> None:
        self.register = register
        self.samples = samples  # one invented paper in each format that the guide offers
        self._env = env
        self.feeds = followed(register)
        self.calendars = {calendar.path: calendar for calendar in calendars(register)}
        self.actions = {action.url: action for action in register.actions}
        self._shared = {
            "register": register,
            "council": register.council,
            "words": phrases,
            "calendars": self.calendars,
            "feeds": self.feeds,
            "actions": self.actions,
            "drawn_once": self._draw_once,
            "reports": {report.url: report for report in register.cabinet_reports},
            "decided": _decided(register),
            "pictured": of_report,
            "statuses": {word.word: word for word in register.statuses},
        }
        self._proofs = {proof.page.url: proof for proof in register.past.proofs}
        self._abbreviations = Abbreviations(abbreviations_of(register))
        self._linked = Linked(register)
        self._drawn: dict[tuple[str, str], tuple[str, str]] = {}
        self._meta = env.get_template("parts/meta.html")

    def paint(self, head: Head, template: str, **facts: Any) -> Page:
        """Draw a page with `templates/pages/TEMPLATE.html`, which is given `facts`."""
        root = self.root(head.path)
        withdrawn = self.register.withdrawal_of(head.path)
        page = self._env.get_template(f"pages/{template}.html")
        sheet = Sheet(f"{root}files/")
        own = {"root": root, "sheet": sheet, "head": head, "withdrawn": withdrawn}
        drawn = page.render({**self._shared, **own, "proof": self._proof_of(head.path), **facts})
        body = pointed(drawn, lambda url: _way(url, head.path, root))
        if not head.path.startswith(urls.GUIDE):  # its examples are code and files
            body = self._abbreviations.explained(body)
        return Page(
            path=head.path,
            title=head.title,
            description=head.description,
            body=body,
            tab=head.tab,
            search=None if withdrawn else head.search,
            unlisted=withdrawn is not None,
            contents=_sections(body) if head.path else (),  # the home page answers in one screen
            edit=self._editor(head.edit),
            meta=self._meta_of(head),
        )

    def _proof_of(self, path: str) -> Proof | None:
        """Return how the record of a page was approved: that of the page itself, or of the record that it is a part of."""
        record = "/".join(path.split("/")[:2])
        return self._proofs.get(path) or self._proofs.get(f"{record}/")

    def _draw_once(self, macro: Macro, item: Any, root: str, text: str | None) -> Markup:
        """Draw a row of a table, or return it as it was drawn for another list, its links fitted to this page.

        `text` is its Markdown: one with footnotes or pictures belongs to the sheet of its page, and is drawn each time.
        """
        if needs_sheet(text or ""):
            return Markup(macro(item))  # noqa: S704 - a macro escapes what it is given
        key = (macro.name, item.url)
        if key not in self._drawn:
            self._drawn[key] = (root, str(macro(item)))
        there, row = self._drawn[key]
        return Markup(row.replace(f'href="{there}', f'href="{root}') if there != root else row)  # noqa: S704

    def _meta_of(self, head: Head) -> str:
        """Return what a page says to programs: its description, its address, how it looks when it is shared."""
        council = self.register.council
        linked = self._linked.of(head, council.home)
        topic = self.feeds.get(head.path)
        feed = f"Updates: {topic.title}" if topic else ""
        return self._meta.render(head=head, council=council, address=council.home, linked=linked, feed=feed)

    def _editor(self, file: str | None) -> str | None:
        """Return the address at which a file of the repository is edited; None where no repository is recorded."""
        council = self.register.council
        if not (file and council.repository):
            return None
        return f"{council.repository.rstrip('/')}/{council.edit_path.strip('/')}/{quote(file)}"

    def root(self, path: str) -> str:
        """Return the path by which links on a page reach the site's root.

        The page for a wrong address is shown at any depth, so its links start from the host.
        """
        if path == "404.html":
            address = (self.register.council.site_address or "").partition("://")[2]
            return f"/{address.partition('/')[2].strip('/')}/".replace("//", "/")
        return "../" * path.count("/")


def _decided(register: Register) -> Mapping[str, list[tuple[DecisionView, ResolutionView]]]:
    """Return what was decided about each action, the newest first, by the action’s address."""
    found: dict[str, list[tuple[DecisionView, ResolutionView]]] = defaultdict(list)
    for decision in register.decisions:
        for part in decision.resolutions:
            for action in part.actions:
                found[action.url].append((decision, part))
    return found


def _way(url: str, path: str, root: str) -> str:
    """Return the link by which a cross-reference on a page leads to an address: within the page, or from its way to the root."""
    return url[len(path) :] if path and url.startswith(f"{path}#") else root + url


def _sections(body: str) -> tuple[tuple[str, str], ...]:
    """List the page's sections: the address and the words of each second-level heading."""
    found = tuple(
        (name, " ".join(unescape(_TAG.sub("", html)).split())) for name, html in _SECTION.findall(body)
    )
    return found if len(found) >= _ENOUGH_SECTIONS else ()


TOP = "top"


def notes_by_section(facts: Published, sections: Mapping[str, str]) -> Mapping[str, list[EditorNote]]:
    """Sort the notes of a record into the sections of its page.

    `sections` names the section that shows a field. A note about a field that is empty, or that no section
    shows, is at the top, as does one about the whole record.
    """
    found: dict[str, list[EditorNote]] = defaultdict(list)
    for note in facts.editor_notes:
        is_shown = note.about in sections and getattr(facts, note.about or "", None)
        found[sections[note.about or ""] if is_shown else TOP].append(note)
    return found
