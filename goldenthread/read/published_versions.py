"""The versions of papers that are kept as they were published (`published/`): what is there, and what was promised.

Nothing here is ever drawn again: the bytes are what readers got. Each version has a folder,
`published/cabinet-reports/ID/DATE/`, with the paper as a page and as a PDF, and `manifest.json` with their digests.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from goldenthread.common import urls
from goldenthread.common.urls import MANIFEST
from goldenthread.model.kinds import CABINET_REPORTS

FOLDER = "published"
PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version of a cabinet report: since when it was public, and the SHA-256 of its files by name.

    `found` are the files in the folder, `promised` those of the manifest; None when that cannot be read.
    """

    report: str
    day: date
    found: Mapping[str, str]
    promised: Mapping[str, str] | None
    page_faults: tuple[str, ...] = ()  # what its page could do that a paper must not

    @property
    def folder(self) -> str:
        """Return its folder, from the project's root."""
        return f"{FOLDER}/{CABINET_REPORTS.folder}/{self.report}/{self.day}"

    @property
    def manifest(self) -> str:
        """Return the path of its manifest, from the project's root."""
        return f"{self.folder}/{MANIFEST}"

    @property
    def url(self) -> str:
        """Return the address at which it stays for ever."""
        return urls.version(CABINET_REPORTS.url(self.report), self.day)

    def faults(self) -> Iterator[str]:
        """Yield each difference between the files and the manifest."""
        if self.promised is None:
            yield f"{MANIFEST} is missing or cannot be read"
            return
        for name in sorted(self.found.keys() | self.promised.keys()):
            if name not in self.found:
                yield f"{name} is missing"
            elif name not in self.promised:
                yield f"{name} was added"
            elif self.found[name] != self.promised[name]:
                yield f"{name} was changed"


def kept_versions(root: Path, digests: Mapping[str, str]) -> tuple[KeptVersion, ...]:
    """Look at every version that is kept, by report, the newest first; a folder whose name is not a date is passed over.

    `digests` are those of `published_digests`: no file is read twice.
    """
    found = []
    for folder in sorted((root / FOLDER / CABINET_REPORTS.folder).glob("*/*/"), reverse=True):
        day = _day(folder.name)
        if day and not folder.is_symlink():
            files = _files(f"{folder.relative_to(root).as_posix()}/", digests)
            strange = sorted(files.keys() - {PAGE, f"{folder.parent.name}.pdf"})
            faults = (*_page_faults(folder / PAGE), *(f"the file {name}" for name in strange))
            found.append(KeptVersion(folder.parent.name, day, files, _promised(folder), faults))
    return tuple(found)


def published_digests(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `published/` by its path from the root; of a link it is empty."""
    paths = (path for path in sorted((root / FOLDER).rglob("*")) if path.is_symlink() or path.is_file())
    return {
        path.relative_to(root).as_posix(): ""
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if len(name) == len("2031-10-04") else None
    except ValueError:
        return None


def _files(folder: str, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of the files in a folder itself, by name; neither links nor the manifest."""
    inside = {
        path.removeprefix(folder): digest for path, digest in digests.items() if path.startswith(folder)
    }
    return {
        name: digest for name, digest in inside.items() if digest and "/" not in name and name != MANIFEST
    }


def _promised(folder: Path) -> Mapping[str, str] | None:
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name): str(facts["sha256"]) for name, facts in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _page_faults(page: Path) -> tuple[str, ...]:
    """Return what the page of a version could do that a paper must not: it is served as it is, for ever."""
    if page.is_symlink() or not page.is_file():
        return ()
    reader = _PageReader()
    reader.feed(page.read_text("utf-8", "replace"))
    reader.close()
    no_policy = () if reader.has_policy else ("no policy that forbids scripts",)
    return tuple(dict.fromkeys((*no_policy, *reader.faults)))


_ACTIVE = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "form", "base", "portal"})


class _PageReader(HTMLParser):
    """Reads a page for what can run, frame, send or lead away, and for the policy before all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.has_policy = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        facts = {name: value or "" for name, value in attrs}
        if tag == "meta" and facts.get("http-equiv", "").lower() == "content-security-policy":
            policy = facts.get("content", "")
            self.has_policy |= policy.startswith("default-src 'none';") and "script-src" not in policy
        elif tag in _ACTIVE or (tag == "meta" and "http-equiv" in facts):
            self.faults.append(f"<{tag}>")
        self.faults += [name for name in facts if name.startswith("on")]
        self.faults += [
            f"a link to “{value.strip()[:11]}”"
            for name, value in facts.items()
            if name in ("href", "src", "action", "formaction", "xlink:href")
            and "".join(value.split()).lower().startswith(("javascript:", "vbscript:", "data:text"))
        ]
