"""The files that are published as they are, and what a reader should know before opening one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import PurePath
from urllib.parse import quote

from goldenthread.changes.canonical import digest, public_facts
from goldenthread.common.inflection import count
from goldenthread.model.common import Published
from goldenthread.model.fields import without_progress
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, KINDS
from goldenthread.model.scope import as_listed
from goldenthread.read import Content
from goldenthread.read.attachments import FileFacts
from goldenthread.rules.corrections import drawn, editions


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that readers can fetch: its address, its size in bytes, and what to say beside the link to it."""

    name: str
    url: str  # "files/map.pdf"
    size: int
    sha256: str
    about: str  # "PDF, 1.2 MB, 14 pages"
    warning: str  # why some readers cannot use it; empty when nothing is known against it


def published_files(content: Content) -> dict[str, FileView]:
    """Return the files of `content/files/` that something public names, by name.

    What no public record, page or text names stays back: it may belong to a paper that is not public yet.
    `content` is the public part alone (`Public.only`).
    """
    if not content.files:
        return {}
    said = "\n".join(_public_words(content))
    return {name: _view(facts) for name, facts in content.files.items() if _is_named(name, said)}


@dataclass(frozen=True, slots=True)
class Edition:
    """A record's PDF as it was published last: its file from the project's root, and its digests.

    `is_same` says whether the records that it prints say what they said then; the notice of a decision, which says how
    far the decision has got, is the same only while its words are.
    """

    file: str
    sha256: str
    words: str | None
    form: str | None
    is_same: bool


def newest_editions(content: Content, today: date) -> dict[str, Edition]:
    """Return the PDF that was recorded last of each public report and decision that has one, by the record's address."""
    found = {}
    for kind, name, record in drawn(content):
        kept = next((item for _, item in editions(content, kind, name)), None)
        if kept and record.is_public(today):
            is_same = kind is CABINET_REPORTS and kept.records == printed_records(content, name)
            found[kind.url(name)] = Edition(kept.file, kept.sha256, kept.words, kept.form, is_same)
    return found


@dataclass(frozen=True, slots=True)
class EarlierPdf:
    """A PDF of a report or a decision that was published once and has been replaced: where its file is, and its address."""

    day: date  # on which it was recorded
    file: str  # from the project's root
    url: str
    sha256: str


def earlier_pdfs(content: Content, today: date) -> dict[str, tuple[EarlierPdf, ...]]:
    """Return the recorded PDFs that are replaced and in no kept version, newest first, by the address of their public record."""
    in_versions = {digest for version in content.versions for digest in version.found.values()}
    found = {}
    for kind, name, record in drawn(content):
        url = kind.url(name)
        replaced = [item for _, item in editions(content, kind, name)][1:] if record.is_public(today) else []
        found[url] = tuple(
            EarlierPdf(item.date, item.file, f"{url}versions/{PurePath(item.file).name}", item.sha256)
            for item in replaced
            if item.file in content.kept and item.sha256 not in in_versions
        )
    return {url: earlier for url, earlier in found.items() if earlier}


def printed_records(content: Content, name: str) -> str:
    """Return the digest of the records that a cabinet report prints, and of its pictures, without later progress."""
    report = content.cabinet_reports[name]
    held: list[Published] = [report]
    for appendix, kind in product(report.appendices, KINDS):
        keys = (getattr(appendix, kind.held_as),) if kind.held_as else ()
        known = content.folders[kind.folder]
        held += [known[key] for key in (appendix.plans if kind is ACTION_PLANS else keys) if key in known]
    files = {name: facts.sha256 for name, facts in content.files.items()}
    then = [as_listed(record, report.meeting or date.max) for record in held]
    facts = [public_facts(without_progress(record), content.texts, files) for record in then]
    pictures = {name: sha256 for name, sha256 in files.items() if _is_named(name, json.dumps(facts))}
    return digest({"records": facts, "pictures": pictures})


def _public_words(content: Content) -> Iterator[str]:
    """Yield all that readers may see as text: records, hand-written pages, and the texts that records name."""
    for _, _, record in content.records():
        yield record.model_dump_json()
        yield content.texts.get(str(getattr(record, "text", "")), "")
    for file, text in content.texts.items():
        if file.count("/") == 1:
            yield text


def _is_named(name: str, said: str) -> bool:
    """Look for a whole name, as a value or as the end of a link: `map.pdf` is not named by `roadmap.pdf`."""
    either = f"{re.escape(name)}|{re.escape(quote(name))}"
    return re.search(rf'["(/<](?:{either})["\s)>#\\]', said) is not None


def _view(facts: FileFacts) -> FileView:
    return FileView(
        name=facts.name,
        url=f"files/{quote(facts.name)}",
        size=facts.size,
        sha256=facts.sha256,
        about=", ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in _about(facts)),
        warning=_warning(facts),
    )


def _about(facts: FileFacts) -> Iterator[str]:
    """Yield facts about a link's target before it is followed, as GOV.UK does: kind, size, pages."""
    yield PurePath(facts.name).suffix[1:].upper() or "File"
    yield size_in_words(facts.size)
    if facts.pdf and facts.pdf.pages:
        yield count(facts.pdf.pages, "page")


def size_in_words(size: int) -> str:
    """Return a number of bytes in words: `340 KB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{max(1, round(size / 1000))} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def _warning(facts: FileFacts) -> str:
    if facts.pdf is None or (facts.pdf.is_tagged and facts.pdf.has_words):
        return ""
    if not facts.pdf.has_words:
        return "This file holds pictures of pages: a screen reader finds no words in it."
    return "This file may not work with a screen reader."
