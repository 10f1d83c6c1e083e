"""The registry of kinds: no other engine file keeps a list of kinds, and a new kind needs at most ten files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from paths import AMBLEFORD

from goldenthread.model.kinds import KINDS

ENGINE = Path(__file__).parents[2] / "goldenthread"
FOLDERS = "|".join(kind.folder for kind in KINDS)
MODELS = {kind.model.__name__ for kind in KINDS}
SHELVES = {kind.identifier for kind in KINDS}
A_LIST = len(KINDS)  # names of kinds in one place

# Files that may write a folder's name, each with its reason.
NAMES_A_FOLDER = {
    "commands/withdraw.py": "an example in its help",
    "outputs/open_data/data_tables.py": "columns have names that stay for ever",
    "outputs/pages/cabinet_reports.py": "the name of a template",
    "outputs/pages/review_pages.py": "the name of a template",
    "register/__init__.py": "the label of a count",
}
# Files that may name all kinds in one place, each with its reason.
NAMES_ALL_KINDS = {
    "outputs/open_data/data_tables.py": "what each kind's rows have beyond its fields",
    "read/content.py": "a property for the code about each kind",
    "register/public.py": "a link to a record of each kind",
}


def engine() -> Iterator[tuple[str, ast.Module]]:
    """Yield every engine file but the models and the registry."""
    for path in sorted(ENGINE.rglob("*.py")):
        name = path.relative_to(ENGINE).as_posix()
        if not name.startswith("model/"):
            yield name, ast.parse(path.read_text("utf-8"))


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a file that are not docstrings, also those within f-strings."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_file_names_a_folder_of_records() -> None:
    named = re.compile(rf"(^|[/ ])({FOLDERS})/|^({FOLDERS})$")
    found = {name for name, tree in engine() if any(named.search(text) for text in texts(tree))}
    assert sorted(found) == sorted(NAMES_A_FOLDER)


def names_all_kinds(node: ast.AST) -> bool:
    inside = list(ast.walk(node))
    models = {part.id for part in inside if isinstance(part, ast.Name)} & MODELS
    shelves = {part.attr for part in inside if isinstance(part, ast.Attribute)} & SHELVES
    constants = {part.id for part in inside if isinstance(part, ast.Name)} & {
        name.upper() for name in SHELVES
    }
    return max(len(models), len(shelves), len(constants)) >= A_LIST


def test_no_file_keeps_a_list_of_kinds() -> None:
    found = {name for name, tree in engine() if any(names_all_kinds(node) for node in tree.body)}
    assert sorted(found) == sorted(NAMES_ALL_KINDS)


def test_every_folder_of_a_council_is_a_kind() -> None:
    folders = {path.name for path in (AMBLEFORD / "data").iterdir() if path.is_dir()}
    assert folders == {kind.folder for kind in KINDS}
