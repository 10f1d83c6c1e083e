"""Rules about appendices and other files: each file is there, and everyone can open it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from goldenthread.model.cabinet_report import Appendix
from goldenthread.model.common import Document
from goldenthread.model.fields import is_prose
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.read.attachments import PdfFacts
from goldenthread.read.passages import Spot, parts
from goldenthread.report.layout import layout_of
from goldenthread.report.typefaces import family_of
from goldenthread.rules.finding import Finding

MOST_PIXELS = 60_000_000  # a whole page at 600 dots an inch has 35 million; unpacked, these take 240 MB

# Whatever else a browser opens runs in the council's name; office files carry hidden sheets, changes and comments.
SAFE_ENDINGS = (".pdf", ".csv", ".svg", ".png", ".jpg", ".jpeg", ".txt", ".woff2")

# What every computer and web server takes in a file's name, spaces among it.
_NAME = re.compile(r"\w[\w .,()&'+-]*[\w)]")


def an_appendix_is_one_thing(content: Content) -> Iterator[Finding]:
    """An appendix is exactly one of these: data, a file, not supplied, or exempt."""
    for spot, appendix, mark in _appendices(content):
        if len(_kinds_of(appendix)) != 1:
            yield Finding("appendix-is-one-thing", spot, {"number": mark, "kinds": len(_kinds_of(appendix))})


def what_is_exempt_is_not_called_public(content: Content) -> Iterator[Finding]:
    """A report with an exempt appendix or a Part B does not say that all of it is public."""
    for stem, report in content.cabinet_reports.items():
        if report.has_exempt_part and content.vocabulary.role("accesses", report.access) == Role.PUBLIC:
            words = {"access": report.access, "part": _part_exempt(content)}
            yield Finding("exempt-but-public", Spot(CABINET_REPORTS.file(stem), ("access",)), words)


def _part_exempt(content: Content) -> str:
    word = content.vocabulary.filling("accesses", Role.PART_EXEMPT)
    return word.word if word else Role.PART_EXEMPT.value


def what_is_not_supplied_is_told(content: Content) -> Iterator[Finding]:
    """A paper or appendix that we do not have is listed, so that it can be found."""
    for spot, appendix, mark in _appendices(content):
        if appendix.not_supplied:
            words = {"what": f"Appendix {mark}, “{appendix.title}”,"}
            yield Finding("not-supplied", Spot(spot.file, (*spot.loc, "not_supplied")), words)
    for file, record in content.published():
        for place, document in enumerate(getattr(record, "documents", ())):
            if not document.supplied:
                yield Finding(
                    "not-supplied", Spot(file, ("documents", place)), {"what": f"“{document.title}”"}
                )
    for stem, plan in content.action_plans.items():
        if not plan.supplied:
            spot = Spot(ACTION_PLANS.file(stem), ("supplied",))
            yield Finding("not-supplied", spot, {"what": f"The action plan “{plan.title}”"})


def files_are_there(content: Content) -> Iterator[Finding]:
    """Every file that a record names is in `content/files/`, and every text is in `content/`."""
    for spot, appendix, _ in _appendices(content):
        if appendix.file and appendix.file not in content.files:
            words = {"file": f"content/files/{appendix.file}"}
            yield Finding("file-not-there", Spot(spot.file, (*spot.loc, "file")), words)
    for file, record in content.published():
        text = getattr(record, "text", None)  # a file, where the kind does not hold its text itself
        if text and not is_prose(type(record), "text") and text not in content.texts:
            yield Finding("file-not-there", Spot(file, ("text",)), {"file": text})
        for place, document in enumerate(getattr(record, "documents", ())):
            if document.file and document.file not in content.files:
                words = {"file": f"content/files/{document.file}"}
                yield Finding("file-not-there", Spot(file, ("documents", place, "file")), words)


def _appendices(content: Content) -> Iterator[tuple[Spot, Appendix, str]]:
    """Yield each appendix with its place, and the number or letter that it has."""
    for stem, report in content.cabinet_reports.items():
        for place, appendix in enumerate(layout_of(content, report).appendices):
            spot = Spot(CABINET_REPORTS.file(stem), ("appendices", place))
            yield spot, appendix.facts, appendix.number


def _kinds_of(appendix: Appendix) -> list[object]:
    kinds = (
        appendix.action_plan,
        appendix.review,
        appendix.plan_themes,
        appendix.progress_since,
        appendix.file,
        appendix.not_supplied,
    )
    return [kind for kind in (*kinds, appendix.exempt) if kind is not None]


def files_are_as_recorded(content: Content) -> Iterator[Finding]:
    """A file has not changed since its SHA-256 was recorded."""
    for spot, named in _named_files(content):
        facts = content.files[named.file or ""]
        words = {"what": _what(named), "file": facts.name, "sha256": facts.sha256}
        if named.sha256 is None:
            yield Finding("digest-not-recorded", Spot(spot.file, (*spot.loc, "file")), words)
        elif named.sha256 != facts.sha256:
            yield Finding("file-changed", Spot(spot.file, (*spot.loc, "sha256")), words)


def files_can_be_read(content: Content) -> Iterator[Finding]:
    """A file has a name that can be downloaded; a PDF opens for everyone, and a screen reader can read it."""
    for spot, named in _named_files(content):
        facts = content.files[named.file or ""]
        code = _wrong_with(facts.pdf) if facts.pdf else None
        if not _NAME.fullmatch(facts.name):
            yield Finding("file-odd-name", Spot(spot.file, (*spot.loc, "file")), {"file": facts.name})
        words = {"what": _what(named), "file": facts.name}
        if code:
            yield Finding(code, Spot(spot.file, (*spot.loc, "file")), words)
        if facts.pdf and facts.pdf.carries:
            words["things"] = " and ".join(facts.pdf.carries)
            yield Finding("file-carries-more", Spot(spot.file, (*spot.loc, "file")), words)
        if facts.pdf and facts.pdf.covered:
            words["pages"] = ", ".join(map(str, facts.pdf.covered))
            yield Finding("file-covered-words", Spot(spot.file, (*spot.loc, "file")), words)


def files_are_of_a_safe_kind(content: Content) -> Iterator[Finding]:
    """A file to be published is a PDF, a picture, a table as CSV, a typeface, or plain text."""
    for name in content.files:
        if PurePath(name).suffix.lower() not in SAFE_ENDINGS:
            known = ", ".join(SAFE_ENDINGS)
            yield Finding("file-kind", Spot(f"content/files/{name}", line=1), {"file": name, "known": known})


def file_names_differ(content: Content) -> Iterator[Finding]:
    """No two file names differ only in capitals or accents: on some computers they would be the same file."""
    first: dict[str, str] = {}
    for spot, named in _named_files(content):
        name = content.files[named.file or ""].name
        other = first.setdefault(unicodedata.normalize("NFC", name.casefold()), name)
        if other != name:
            words = {"file": name, "other": other}
            yield Finding("file-names-alike", Spot(spot.file, (*spot.loc, "file")), words)


def _wrong_with(pdf: PdfFacts) -> str | None:
    """Return what keeps readers from a PDF, the worst first."""
    if pdf.is_locked:
        return "file-locked"
    if pdf.is_broken:
        return "file-broken"
    if not pdf.has_words:
        return "file-without-words"
    return None if pdf.is_tagged else "file-untagged"


def _named_files(content: Content) -> Iterator[tuple[Spot, Appendix | Document]]:
    """Yield every appendix and paper that names a file, when it is there; `files_are_there` tells of the others."""
    for file, _ in content.published():
        for loc, part in parts(content, file):
            if isinstance(part, Appendix | Document) and part.file in content.files:
                yield Spot(file, loc), part


def _what(named: Appendix | Document) -> str:
    return f"appendix {named.number}" if isinstance(named, Appendix) and named.number else f"“{named.title}”"


def pictures_can_be_shown(content: Content) -> Iterator[Finding]:
    """A picture in `content/files/` is undamaged and not too large; an SVG runs and fetches nothing."""
    for facts in content.files.values():
        picture = facts.picture
        if picture is None:
            continue
        spot = Spot(f"content/files/{facts.name}", line=1)
        if picture.is_broken:
            yield Finding("picture-broken", spot)
        elif picture.width * picture.height > MOST_PIXELS:
            words = {"width": f"{picture.width:,}", "height": f"{picture.height:,}"}
            yield Finding("picture-too-large", spot, words)
        if picture.acts:
            yield Finding("picture-acts", spot, {"acts": picture.acts})
        # Papers include one typeface: letters in another are drawn as each computer can, or not at all.
        if picture.lettered and family_of(content.council.typeface).encode() not in picture.lettered:
            yield Finding("picture-with-letters", spot)
