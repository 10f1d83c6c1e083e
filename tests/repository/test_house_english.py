"""The words that a council's content designer would not write stay out of everything that people read.

They come from texts that read like a translation: houses stand, words do not. Each place that has been rewritten is
added to `COVERED`, so that none slips back.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from house_english import faults, long_sentences
from parsed_engine import nodes
from paths import ROOT

from goldenthread.model.settings import FILE_KINDS

pytestmark = pytest.mark.slow

# Whole files whose every line people read. Add a place when its words are in house English.
COVERED = (
    ".github/**/*.md",
    ".github/**/*.yml",
    "Makefile",
    "goldenthread/messages/*.yml",
    "mkdocs.yml",
    "requirements/*.in",
    "scripts/setup.sh",
    "tests/**/*.expected.txt",
)
# Where one of the words is right: the file's name, and the words around it.
ALLOWED: tuple[tuple[str, str], ...] = ()
_NO_SENTENCES = "goldenthread/rules/repeats.py"  # a list of small words


@pytest.mark.parametrize("place", COVERED)
def test_what_people_read_is_house_english(place: str) -> None:
    files = sorted(ROOT.glob(place))
    assert files, f"nothing is at {place}"
    for file in files:
        text = file.read_text("utf-8")
        if file.suffix == ".txt":
            text = re.sub(r"^## .*$", "", text, flags=re.MULTILINE)  # the names of tests
        for name, around in ALLOWED:
            text = text.replace(around, "") if file.name == name else text
        assert faults(text) == [], file.relative_to(ROOT).as_posix()


def test_the_words_are_found_wherever_they_are() -> None:
    assert len(faults("Here stands a tab, which is no day; mend it anew, held against what is at hand.")) == 6
    assert faults("There is no day on which it understands the amendment to the standing orders.") == []


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages that people read in the repository and the guide, without code and addresses."""
    for pattern in (
        "*.md",
        "content/*.md",
        "content/guide/*.md",
        "docs/decisions/*.md",
        "templates/new-council/*.md",
    ):
        for path in sorted(root.glob(pattern)):
            text = re.sub(r"(?ms)^ *```.*?^ *```$|`[^`]*`|\]\([^)]*\)", " ", path.read_text("utf-8"))
            yield str(path.relative_to(root)), text


def templates(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of each template, without marks, comments and what Jinja works out."""
    for path in sorted((root / "templates").rglob("*.html")):
        words = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|<!--.*?-->|<[^>]*>", " ", path.read_text("utf-8"))
        yield str(path.relative_to(root)), re.sub(r"(?s)\{\{(.*?)\}\}", _shown, words)


def _shown(expression: re.Match[str]) -> str:
    return " ".join(re.findall(r'"([^"]* [^"]*)"', expression[1]))


def fields(_: Path) -> Iterator[tuple[str, str]]:
    """Yield the help of every field of every file."""
    for kind in FILE_KINDS:
        schema = kind.model.model_json_schema()
        for name, part in {kind.name: schema, **schema.get("$defs", {})}.items():
            for field, about in part.get("properties", {}).items():
                yield f"{name}.{field}", about.get("description", "")


def settings(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the help of the lists of words, and the notes in the council's own settings."""
    for path in sorted((root / "data").glob("*.yml")):
        text = path.read_text("utf-8")
        shown = r"(?m)^ *#.*|^ {6,}\w.*" if path.stem == "vocabulary" else r"(?m)^ *#.*"
        yield str(path.relative_to(root)), "\n".join(re.findall(shown, text))


def strings(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of more than one word in the engine, with a number where it shows a value."""
    for path in sorted((root / "goldenthread").rglob("*.py")):
        known = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
        known |= {id(part) for node in nodes(path) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in nodes(path):
            if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in known:
                text = "".join(map(_text, node.values if isinstance(node, ast.JoinedStr) else [node]))
                yield f"{path.relative_to(root)}:{node.lineno}", text if " " in text else ""


def _text(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return part.value if isinstance(part.value, str) else ""
    return "1"


def docstrings(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every docstring of the engine, for the next engineer reads those."""
    for path in sorted((root / "goldenthread").rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield (
                    f"{path.relative_to(root)}:{node.lineno}",
                    re.sub(r"`[^`]*`", " ", str(node.value.value)),
                )


def comments(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every comment of the engine: ruff puts each on a line of its own, or behind two spaces."""
    for path in sorted((root / "goldenthread").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if comment := re.search(r"(^ *|  )#.*", line):
                yield f"{path.relative_to(root)}:{number}", re.sub(r"`[^`]*`", " ", comment[0])


@pytest.mark.parametrize("read", [pages, templates, fields, settings, strings, docstrings, comments])
def test_what_people_read_elsewhere_is_house_english(
    read: Callable[[Path], Iterator[tuple[str, str]]],
) -> None:
    found = {name: hits for name, text in read(ROOT) if (hits := faults(" ".join(text.split())))}
    assert found == {}


@pytest.mark.parametrize("read", [pages, fields, strings])
def test_sentences_are_short(read: Callable[[Path], Iterator[tuple[str, str]]]) -> None:
    """GOV.UK: 25 words at most. A paragraph, an item of a list and a cell of a table are looked at one by one."""
    found = {
        f"{name}: {sentence}"
        for name, text in read(ROOT)
        if not name.startswith((_NO_SENTENCES, "CHANGELOG"))
        for block in re.split(r"\n\s*\n|\n *(?:[-*]|\d+\.) |\||\n#+ ", text.replace("**", ""))
        for sentence in long_sentences(" ".join(block.split()))
    }
    assert found == set()


def test_docstrings_say_what_is_returned() -> None:
    """PEP 257: a docstring begins with “Return”, “Yield” or “Whether”, or with what the function does."""
    assert [name for name, text in docstrings(ROOT) if re.match(r"(Give|Say|Tell)s?\b", text)] == []
