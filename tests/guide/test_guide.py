"""The guide: every example passes, every command can be asked, every link leads somewhere, nothing is left out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from council import TODAY, Council
from paths import ROOT
from plain_sentences import plain

from goldenthread.commands.cli import arguments
from goldenthread.commands.guide import out_of_date
from goldenthread.commands.verbs import VERBS
from goldenthread.guide import MADE
from goldenthread.messages import load_catalogue
from goldenthread.model.fields import kinds_within
from goldenthread.model.kinds import Kind
from goldenthread.model.settings import FILE_KINDS, Setting
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read.records import read_vocabulary
from goldenthread.rules import DATED_RULES, RULES, examine

GUIDE = ROOT / "content/guide"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}
WRITTEN = [name for name, text in TEXTS.items() if MADE not in text]
# In the order of the index: a later page may go on with what an earlier one made.
ACTS = [name for name in re.findall(r"\]\(([a-z-]+)\.md\)", TEXTS["index"]) if name in WRITTEN]
_FENCE = re.compile(r"^```(\w+)(?: (\w+) (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_what_is_made_is_up_to_date(root: Path) -> None:
    vocabulary, _ = read_vocabulary(root)
    assert vocabulary is not None
    stale = [name for name, _ in out_of_date(root, vocabulary)]
    assert stale == [], "run: build.py guide"


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_every_field_is_documented(kind: Kind | Setting) -> None:
    text = TEXTS[f"fields-{kind.name}"]
    for part in kinds_within(kind.model):
        for name, info in part.model_fields.items():
            assert f"| `{name}`" in text
            assert str(info.description).replace("|", "\\|") in text


def test_every_command_and_every_problem_is_documented() -> None:
    assert [verb.name for verb in VERBS if f"## build.py {verb.name}\n" not in TEXTS["commands"]] == []
    assert [
        code
        for code, message in load_catalogue().items()
        if f"## {code}\n" not in TEXTS[f"problems-{message.stage}"]
        or f"### {code}\n" not in TEXTS["problems"]
    ] == []


def test_every_rule_is_documented() -> None:
    for rule in (*RULES, *DATED_RULES):
        assert f"- {(rule.__doc__ or '').splitlines()[0]}\n" in TEXTS["rules"], rule


def test_the_guide_that_a_file_names_is_there(root: Path) -> None:
    titles = {text.split("\n", 1)[0].removeprefix("# ") for text in TEXTS.values()}
    named = {
        match[1]
        for path in [*(root / "data").rglob("*.yml"), *(root / "goldenthread/editing").glob("*.py")]
        for match in re.finditer(r'^# Guide: "([^"{]+)"', path.read_text("utf-8"), re.MULTILINE)
    }
    assert named <= titles


def test_every_link_leads_to_a_page() -> None:
    for name, text in TEXTS.items():
        assert {link for link in re.findall(r"\]\(([\w-]+)\.md[#)]", text) if link not in TEXTS} == set(), (
            name
        )
        assert name == "index" or f"({name}.md)" in TEXTS["index"], f"the index does not name {name}"


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_plain_english(name: str) -> None:
    words = re.sub(r"\]\([^)]*\)", "]", _FENCE.sub("", TEXTS[name]))
    for paragraph in re.split(r"\n\n|\n(?:- |\d+\. |#)|\|", words):
        assert plain(f"{paragraph}.")


def examples(name: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Give the page's examples in a language: what to do with each, in which file, and the lines."""
    for match in _FENCE.finditer(TEXTS[name]):
        if match[1] == language:
            yield match[2] or "", match[3] or "", match[4]


@pytest.mark.slow
def test_the_worked_examples_pass_one_after_another(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    for name in ACTS:
        for language in ("yaml", "markdown"):
            for act, file, lines in examples(name, language):
                if language == "yaml" or act:
                    DO[act](council.root / file, lines)
        said = [str(p) for p in examine(council.root, TODAY).problems if p.severity.value != "notice"]
        assert said == [], name


def nothing(path: Path, lines: str) -> None:
    """An example that belongs to no file only has to be readable."""
    from goldenthread.source import loads

    assert loads(lines.encode(), "example.yml").problems == ()


def new(path: Path, lines: str) -> None:
    assert not path.exists()
    path.write_text(lines, "utf-8")


def add(path: Path, lines: str) -> None:
    """Add lines below those that are there: the first lines of the example, as many as stand in the file."""
    text = path.read_text("utf-8")
    rows = lines.splitlines(keepends=True)
    known = max(n for n in range(1, len(rows)) if text.count("".join(rows[:n])))
    anchor = "".join(rows[:known])
    assert text.count(anchor) == 1, f"{anchor!r} stands {text.count(anchor)} times"
    more = "".join(rows[known:])
    after = text.split(anchor)[1]
    path.write_text(
        text.replace(anchor, anchor + more + ("" if after.startswith("\n") else "\n" * _in_list(more))),
        "utf-8",
    )


def _in_list(more: str) -> int:
    return 1 if more.startswith(("\n", " ")) else 0


def change(path: Path, lines: str) -> None:
    """Put each line in the place of the only one that begins with the same name."""
    text = path.read_text("utf-8")
    for line in lines.splitlines():
        old = re.findall(rf"^{re.escape(line.split(':', 1)[0])}:.*$", text, re.MULTILINE)
        assert len(old) == 1, line
        text = text.replace(f"\n{old[0]}\n", f"\n{line}\n")
    path.write_text(text, "utf-8")


DO = {"": nothing, "new": new, "add": add, "change": change}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_command_that_is_shown_can_be_asked(name: str, root: Path) -> None:
    for _, _, lines in examples(name, "sh"):
        for line in lines.splitlines():
            program, *words = shlex.split(line)
            assert program == "build.py"
            arguments(root).parse_args(words)


@pytest.mark.slow
def test_the_guide_is_part_of_the_site_and_no_search_finds_it(tmp_path: Path, root: Path) -> None:
    council = Council(tmp_path / "c")
    (council.root / "content/guide").mkdir()
    for name in ("index", "record-progress", "words"):
        (council.root / f"content/guide/{name}.md").write_text(TEXTS[name], "utf-8")
    found = {page.path: page for page in pages(council.register(), environment(root / "templates"))}
    start, act = found["guide/"], found["guide/record-progress/"]
    assert start.title == "Guide for editors"
    assert '<a href="../guide/record-progress/">Record progress</a>' in start.body
    assert '<a href="../../guide/words/">the lists</a>' in act.body
    assert '<a href="../../guide/">Guide for editors</a>' in act.body
    assert (start.search, act.search) == (None, None)
