"""Whether anything has changed since the last build: a digest of all that goes in, and a look at what came out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

MANIFEST = "manifest.json"


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
    """Give what the last build said, when nothing that goes in has changed and the site is still whole."""
    try:
        memory = json.loads(state.read_text("utf-8"))
        files = json.loads((site / MANIFEST).read_bytes())["files"]
        whole = all((site / path).stat().st_size == entry["bytes"] for path, entry in files.items())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    manifest = blake2b((site / MANIFEST).read_bytes(), digest_size=16).hexdigest()
    same = memory.get("inputs") == digest and memory.get("manifest") == manifest
    return memory if same and whole else None


def remember(state: Path, digest: str, site: Path, said: str) -> None:
    """Keep what went in and what was said, for the next build to compare."""
    state.parent.mkdir(parents=True, exist_ok=True)
    manifest = blake2b((site / MANIFEST).read_bytes(), digest_size=16).hexdigest()
    state.write_text(json.dumps({"inputs": digest, "manifest": manifest, "said": said}), "utf-8")
