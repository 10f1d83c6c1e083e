"""What the code imports is what the lists install, and each has its reason."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest


def _plain(name: str) -> str:
    """Spell a package's name as registries do: `ruamel.yaml` and `ruamel-yaml` are one."""
    return re.sub(r"[._-]+", "-", name.lower())


def listed(file: Path) -> set[str]:
    """Give the names in a list of packages."""
    lines = (line.split("#")[0].strip() for line in file.read_text("utf-8").splitlines())
    return {_plain(re.split(r"[\[<>=! ]", line)[0]) for line in lines if line and not line.startswith("-")}


def imported(folder: Path) -> set[str]:
    """Give the packages that a folder's code imports, wherever in a file."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    own = {path.stem for path in folder.rglob("*.py")} | {"goldenthread", "tests", "browser"}
    return names - set(sys.stdlib_module_names) - own


# Comes with a package that is listed, and is part of how that package is used.
WITH = {
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
    "fonttools": "weasyprint",
}


@pytest.mark.parametrize(("folder", "lists"), [("goldenthread", ["run"]), ("tests", ["run", "test"])])
def test_everything_imported_is_listed(root: Path, folder: str, lists: list[str]) -> None:
    known = set().union(*(listed(root / f"requirements/{name}.in") for name in lists))
    providers = packages_distributions()
    for name in sorted(imported(root / folder)):
        provided = {_plain(WITH.get(package.lower(), package)) for package in providers.get(name, [name])}
        assert provided & known, f"{name} is imported in {folder} and listed in none of {lists}"


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_listed_package_is_locked_with_hashes_and_names_no_host(root: Path, name: str) -> None:
    lock = (root / f"requirements/{name}.txt").read_text("utf-8").replace("ruamel.yaml", "ruamel-yaml")
    lock = lock.replace("yaml.clib", "yaml-clib")
    for package in listed(root / f"requirements/{name}.in"):
        assert re.search(
            rf"^{re.escape(package)}(\[\w+\])?==\S+.*\\\n +--hash=sha256:", lock, re.MULTILINE
        ), package
    assert "://" not in lock


def test_every_listed_package_has_its_reason(root: Path) -> None:
    reasons = (root / "docs/decisions/dependencies.md").read_text("utf-8").lower().replace("yaml.", "yaml-")
    reasons = reasons.replace("ruamel.", "ruamel-")
    names = listed(root / "requirements/run.in") | listed(root / "requirements/test.in")
    assert {name for name in names if f"`{name}" not in reasons} == set()
