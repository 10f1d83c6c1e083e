"""The registry of kinds: no other engine file keeps a list of kinds, and a new kind needs at most ten files."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from parsed_engine import nodes
from paths import AMBLEFORD

from goldenthread.model.kinds import KINDS

pytestmark = pytest.mark.slow

ENGINE = Path(__file__).parents[2] / "goldenthread"
FOLDERS = "|".join(kind.folder for kind in KINDS)
MODELS = {kind.model.__name__ for kind in KINDS}
SHELVES = {kind.identifier for kind in KINDS}
A_LIST = len(KINDS)  # names of kinds in one place

# Files that may write a folder's name, each with its reason.
NAMES_A_FOLDER = {
    "acts/report_progress.py": "a field of an appendix",
    "acts/recording.py": "an example of a command, in the help of an act",
    "changes/summary.py": "the label of a kind of act",
    "commands/verbs.py": "an example in the help of a command",
    "guide/reference.py": "the page about layers, in the folder of the engine’s own decisions",
    "outputs/open_data/data_tables.py": "columns have names that stay for ever",
    "outputs/pages/meeting_pages.py": "the name of a template",
    "outputs/pages/record_pages.py": "the name of a template",
    "outputs/pages/review_pages.py": "the name of a template",
    "register/__init__.py": "the label of a count",
}
# Files that may name all kinds in one place, each with its reason.
NAMES_ALL_KINDS = {
    "outputs/open_data/data_tables.py": "what each kind's rows have beyond its fields",
    "read/content.py": "a property for the code about each kind",
}


def engine() -> Iterator[tuple[str, Path]]:
    """Yield every engine file but the models and the registry, with its path."""
    for path in sorted(ENGINE.rglob("*.py")):
        name = path.relative_to(ENGINE).as_posix()
        if not name.startswith("model/"):
            yield name, path


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file that are not docstrings, also those within f-strings."""
    docs = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_file_names_a_folder_of_records() -> None:
    named = re.compile(rf"(^|[/ ])({FOLDERS})/|^({FOLDERS})$")
    found = {name for name, path in engine() if any(named.search(text) for text in texts(path))}
    assert sorted(found) == sorted(NAMES_A_FOLDER)


def statements(path: Path) -> list[ast.stmt]:
    """Return the statements of a file that are within no other."""
    module = nodes(path)[0]
    assert isinstance(module, ast.Module)
    return module.body


def names_all_kinds(node: ast.AST) -> bool:
    inside = list(ast.walk(node))
    models = {part.id for part in inside if isinstance(part, ast.Name)} & MODELS
    shelves = {part.attr for part in inside if isinstance(part, ast.Attribute)} & SHELVES
    constants = {part.id for part in inside if isinstance(part, ast.Name)} & {
        name.upper() for name in SHELVES
    }
    return max(len(models), len(shelves), len(constants)) >= A_LIST


def test_no_file_keeps_a_list_of_kinds() -> None:
    found = {name for name, path in engine() if any(names_all_kinds(node) for node in statements(path))}
    assert sorted(found) == sorted(NAMES_ALL_KINDS)


def test_every_folder_of_a_council_is_a_kind() -> None:
    folders = {path.name for path in (AMBLEFORD / "data").iterdir() if path.is_dir()}
    assert folders == {kind.folder for kind in KINDS}


MODEL = '''
"""A motion."""

from typing import Literal

from goldenthread.model.base import Line, Number, Prose, shown
from goldenthread.model.common import Published


class Motion(Published):
    """`data/motions/ID.yml`: one motion."""

    number: Number = shown("Its number in the council's list.", "4")
    text: Prose = shown("What was moved.", "That the council plants a wood.")
    moved_by: Line = shown("Who moved it.", "Cllr A Example")
    status: Literal["carried", "lost"] = shown("What became of it.", "carried")
'''
ENTRY = 'MOTIONS = Kind("motions", "Motions", "What members moved in full council.", Motion)'
PAGE = """
{% extends "pages/layout.html" %}
{% block content %}{{ record.facts.text|markdown }}<p>{{ record.facts.status }}</p>{% endblock %}
"""
RECORD = """
id: 2031-woodland
title: A wood for every parish
summary: Members asked the council to plant trees.
number: 4
text: That the council plants a wood.
moved_by: Cllr A Example
status: carried
"""
# Prints what the engine makes of a council at the path that follows, by address.
PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
from goldenthread.guide.reference import field_pages
from goldenthread.guide.schemas import schemas
from goldenthread.outputs.discovery import found
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import build
from goldenthread.read import read
from goldenthread.rules import examine
from goldenthread.rules.approvals import OWNERS, codeowners

root, today = Path(sys.argv[1]), date(2032, 1, 15)
content, _ = read(root)
(root / OWNERS).write_text(codeowners(content.approval_rules), "utf-8")
assert "/data/motions/" in codeowners(content.approval_rules)
checked = examine(root, today)
assert checked.content, checked.problems
register = build(checked.content, today)
outputs = [*open_data(register), *found(register, ()), *field_pages(), *schemas(register.vocabulary)]
made = {output.path: output.content.decode() for output in outputs}
made |= {page.path: page.body for page in pages(register, environment(Path("templates")))}
made["problems"] = " ".join(problem.code for problem in checked.problems)
print(json.dumps(made))
"""


def with_motions(folder: Path) -> Path:
    """Copy the engine with a new kind of record, and Ambleford with one such record; return Ambleford's folder."""
    engine, council = folder / "goldenthread", folder / "ambleford"
    shutil.copytree(ENGINE, engine, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ENGINE.parent / "templates", folder / "templates")
    shutil.copytree(AMBLEFORD, council, ignore=shutil.ignore_patterns("build"))
    (engine / "model/motion.py").write_text(MODEL, "utf-8")
    registry = engine / "model/kinds.py"
    before, after = registry.read_text("utf-8").split("\nKINDS = (")
    entry = f"from goldenthread.model.motion import Motion\n{ENTRY}\nKINDS = (MOTIONS, "
    registry.write_text(f"{before}\n{entry}{after}", "utf-8")
    (folder / "templates/pages/motion.html").write_text(PAGE, "utf-8")
    (council / "data/motions").mkdir()
    (council / "data/motions/2031-woodland.yml").write_text(RECORD.lstrip(), "utf-8")
    return council


def test_a_new_kind_of_record_needs_a_model_an_entry_and_a_template(tmp_path: Path) -> None:
    council = with_motions(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(council)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert "addresses-not-kept" in made["problems"]  # it is checked, and its address is to be kept
    assert "That the council plants a wood." in made["motions/2031-woodland/"]
    assert "A wood for every parish" in made["motions/"]
    (row,) = json.loads(made["data/v1/motions.json"])["motions"]
    assert (row["number"], row["moved_by"], row["status"]) == ("4", "Cllr A Example", "carried")
    assert "motions/2031-woodland/" in made["llms.txt"]
    assert "Who moved it." in made["content/guide/fields-motion.md"]
    assert json.loads(made["schemas/motion.json"])["properties"]["status"]["enum"] == ["carried", "lost"]
