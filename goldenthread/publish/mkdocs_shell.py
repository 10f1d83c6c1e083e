"""Make the shell: one short run of MkDocs with Material over a stub page. The only file that knows MkDocs.

What comes out is a folder with `page.html` (the stub, its marks still in it), `site.json` and `assets/`.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from goldenthread.common.contrast import LEAST_CONTRAST, contrast_on_white
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SETTINGS = "mkdocs.yml"
THEME = "templates/theme"

# Two folders deep, so that every address in the chrome that stays within the site begins with ../../
STUB = "gt-stub/page"
STUB_TEXT = """---
title: "[[gt:title]]"
description: "[[gt:description]]"
---
# [[gt:title]]

## gt-section
"""


_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;[^\n]*\n')
_COMMENT = re.compile(
    r"^\s*/\*.*?\*/\s*?\n", re.DOTALL | re.MULTILINE
)  # whole lines: for us, not for readers
_ASSET = re.compile(r'(?:href|src)="\.\./\.\./(assets/[^"]+)"')


class CannotMakeShell(CommandError):
    """The look of the site cannot be made; it carries the problem to show."""

    exit_code = Exit.CONFIGURATION

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def make(root: Path, into: Path) -> None:
    """Run MkDocs with the settings in `root` and leave the shell's parts in the folder `into`."""
    with TemporaryDirectory() as temporary:
        built = Path(temporary) / "site"
        config = _run(root, Path(temporary) / "docs", built)
        html = (built / STUB / "index.html").read_text(encoding="utf-8")
        for name in sorted(_assets(html, root)):
            _copy(built, name, into)
    (into / "page.html").write_text(html, encoding="utf-8", newline="\n")
    (into / "site.json").write_text(json.dumps(_facts(config)), encoding="utf-8")


def _run(root: Path, docs: Path, built: Path) -> MkDocsConfig:
    """Build the stub page, and check the settings that MkDocs does not look at."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from jinja2 import TemplateSyntaxError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    docs.mkdir()
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(
            str(root / SETTINGS), docs_dir=str(docs), site_dir=str(built), plugins=[], hooks=[], strict=True
        )
        _check_accent(config.extra.get("accent"), root)
        for page in {f"{STUB}.md", *_pages(config.nav)}:
            (docs / page).parent.mkdir(parents=True, exist_ok=True)
            (docs / page).write_text(STUB_TEXT, encoding="utf-8")
        build(config)
    except TemplateSyntaxError as error:
        file = Path(error.filename or SETTINGS)
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        raise _unreadable(Place(name, error.lineno), str(error.message)) from error
    except MkDocsException as error:
        detail = "; ".join(warnings.words) or str(error)
        lines = re.findall(r"line (\d+), column (\d+)", detail)
        place = Place(SETTINGS, *map(int, lines[-1])) if lines else Place(SETTINGS)
        raise _unreadable(place, detail.replace(f"{root}{os.sep}", "")) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    return config


class _Warnings(logging.Handler):
    """Keeps what MkDocs complains of, instead of printing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())


def _unreadable(place: Place, detail: str) -> CannotMakeShell:
    return CannotMakeShell(problem("look-unreadable", place, detail=" ".join(detail.split()).rstrip(".")))


def _pages(nav: Any) -> Iterator[str]:
    """Find the Markdown files that the menu names: MkDocs wants to see them."""
    for entry in nav or []:
        for address in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(address, str) and address.endswith(".md"):
                yield address


def _facts(config: MkDocsConfig) -> dict[str, str]:
    """Keep what a page needs to know of the site."""
    return {"name": config.site_name, "address": config.site_url or ""}


def _assets(html: str, root: Path) -> set[str]:
    """Name the files that are really used: those that the page asks for, and our own; no stylesheet twice."""
    own = root / THEME
    ours = {path.relative_to(own).as_posix() for path in (own / "assets").rglob("*") if path.is_file()}
    asked = set(_ASSET.findall(html))
    return asked | {name for name in ours if not name.endswith(".css")}


def _copy(built: Path, name: str, into: Path) -> None:
    source, target = built / name, into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".css"):
        target.write_text(_joined(source), encoding="utf-8", newline="\n")
    else:
        shutil.copyfile(_there(source), target)


def _joined(stylesheet: Path) -> str:
    """Put what a stylesheet imports in the place of the import, so that a browser asks for one file."""

    def text(found: re.Match[str]) -> str:
        imported = _joined(stylesheet.parent / found[1]).rstrip() + "\n"
        return f"@layer {found[2]} {{\n{imported}}}\n" if found[2] else imported

    source = _there(stylesheet).read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    return _COMMENT.sub("", _IMPORT.sub(text, source))


def _there(path: Path) -> Path:
    if not path.is_file():
        raise CannotMakeShell(problem("look-file-missing", Place(SETTINGS), file=path.name))
    return path


def _check_accent(colour: object, root: Path) -> None:
    """The council's colour must carry white words, and be read as words on white."""
    if colour is None:
        return
    lines = (root / SETTINGS).read_text(encoding="utf-8").splitlines()
    place = Place(SETTINGS, next((at for at, line in enumerate(lines, 1) if "accent:" in line), 1))
    contrast = contrast_on_white(str(colour))
    if contrast is None:
        raise CannotMakeShell(problem("accent-unknown", place, colour=colour))
    if contrast < LEAST_CONTRAST:
        words = {"colour": str(colour), "contrast": f"{contrast:.1f}", "least": f"{LEAST_CONTRAST:.1f}"}
        raise CannotMakeShell(problem("accent-too-pale", place, also=(), **words))
