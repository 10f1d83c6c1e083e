"""Where the files of a project are: what it is built from, and where the site and what is kept go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie. A project without templates or mkdocs.yml of its own takes the engine's."""

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

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Give everything that decides what is built."""
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
