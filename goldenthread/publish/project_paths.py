"""Where the files of a project are, and whether anything in them has changed since the last build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.common.files import keep, take
from goldenthread.common.urls import MANIFEST

if TYPE_CHECKING:
    from jinja2 import Environment

ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are. A project without templates or mkdocs.yml of its own takes the engine's."""

    root: Path
    site: Path
    templates: Path
    settings: Path
    cache: Path

    @classmethod
    def of(cls, root: Path, site: Path | None) -> Places:
        """Find the places of a project."""

        def own(name: str) -> Path:
            return root / name if (root / name).exists() else ENGINE / name

        return cls(root, site or root / "site", own("templates"), own("mkdocs.yml"), root / "build" / "cache")

    def environment(self) -> Environment:
        """Return the environment of its templates."""
        from goldenthread.outputs.templating import environment  # a build with nothing to do draws nothing

        return environment(self.templates)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Return everything that decides what is built."""
        code = ENGINE / "goldenthread"
        return (
            self.root / "data",
            self.root / "content",
            self.root / "urls.lock.yml",
            self.root / "accessibility-tests.yml",
            self.root / "published",
            self.templates,
            self.settings,
            code,
        )


def fingerprint(inputs: Iterable[Path], *settings: str) -> str:
    """Digest files, folders with all below them, and settings such as the day; other bytes give other digests."""
    digest = blake2b("\0".join(settings).encode(), digest_size=16)
    for path in _files(inputs):
        digest.update(f"\0{path}\0".encode())
        digest.update(blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for path in inputs:
        if path.is_file():
            yield path
        else:
            yield from sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def remembered(state: Path, digest: str, site: Path) -> dict[str, str] | None:
    """Return what the last build printed, when nothing that goes in has changed and the site is still whole."""
    try:
        memory = json.loads(take(state) or b"{}")
        same = memory.get("inputs") == digest and memory.get("site") == _look(site)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return memory if same else None


def remember(state: Path, digest: str, site: Path, said: str) -> None:
    """Keep what went in and what was printed, for the next build to compare."""
    with suppress(OSError, ValueError, KeyError):  # the site is published; the next build looks again
        keep(state, json.dumps({"inputs": digest, "site": _look(site), "said": said}).encode())


def _look(site: Path) -> str:
    """Digest the manifest, and size and time of change of every file that it names: no other bytes have them."""
    manifest = (site / MANIFEST).read_bytes()
    digest = blake2b(manifest, digest_size=16)
    for path in sorted(json.loads(manifest)["files"]):
        status = (site / path).stat()
        digest.update(f"\0{path} {status.st_size} {status.st_mtime_ns} {status.st_ino}".encode())
    return digest.hexdigest()
