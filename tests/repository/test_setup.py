"""From a fresh copy to a site: what is installed, when, and what is said when it cannot be."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.slow  # it starts shells and looks through every installed package

LOCKS = ("run", "test")


def named(root: Path, file: str) -> dict[str, str]:
    """Read the packages of a requirements file: name, and what follows it up to a space."""
    lines = (root / "requirements" / file).read_text().splitlines()
    found = [re.match(r"([a-z0-9][a-z0-9._-]*)(\[\w+\])?(\S*)", line) for line in lines]
    return {plain(match[1]): match[3] for match in found if match}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_address_and_has_a_hash_for_everything(root: Path, name: str) -> None:
    lock = (root / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", lock)
    for package in re.split(r"\n(?=[a-z0-9])", lock.split("\n", 2)[2]):
        assert re.match(r"[a-z0-9._-]+==\S+( ; [^\n]+)? \\\n    --hash=sha256:[0-9a-f]{64}", package), package


def test_the_lock_holds_what_was_asked_for(root: Path) -> None:
    run, test = named(root, "run.txt"), named(root, "test.txt")
    assert named(root, "run.in").keys() <= run.keys()
    assert named(root, "test.in").keys() <= test.keys()
    assert [name for name in run.keys() & test.keys() if run[name] != test[name]] == []


def test_what_the_program_imports_is_asked_for(root: Path) -> None:
    asked = named(root, "run.in").keys()
    # Two come with another that is asked for by name, as a part of it.
    assert imported(root / "goldenthread") <= asked | {"markupsafe", "pydantic-core"}
    unseen = {
        "mkdocs-material",
        "fontpkg-atkinson-hyperlegible",
        "fontpkg-inter",
        "python-multipart",
        "ruamel-yaml",
        "ruamel-yaml-clib",
        "tzdata",
    }
    assert asked <= imported(root / "goldenthread") | unseen
    asked_for_tests = asked | named(root, "test.in").keys()
    assert imported(root / "tests") <= asked_for_tests | {"markupsafe", "pydantic-core"}


def imported(folder: Path) -> set[str]:
    """Name the packages that the files of a folder import."""
    packages = packages_distributions()
    modules = {name.split(".")[0] for file in folder.rglob("*.py") for name in imports(file)}
    return {plain(packages[module][0]) for module in modules & packages.keys() if module != "ruamel"}


def imports(file: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def test_every_package_has_its_reason(root: Path) -> None:
    page = (root / "docs" / "decisions" / "dependencies.md").read_text()
    with_reason = {plain(name) for name in re.findall(r"`([\w.-]+)`", page.split("## Refused")[0])}
    for file in ("run.in", "test.in"):
        assert named(root, file).keys() <= with_reason


def test_the_fast_reader_of_yaml_is_the_one_in_use() -> None:
    # Without ruamel.yaml.clib, ruamel.yaml reads on, seven times slower, and says nothing.
    assert YAML(typ="safe").Parser.__name__ == "CParser"


def test_make_alone_says_what_can_be_asked_for(root: Path) -> None:
    done = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True)
    offered = set(re.findall(r"^  make (\w+) {2,}\S", done.stdout, re.MULTILINE))
    targets = re.findall(r"^\.PHONY: (.*)", (root / "Makefile").read_text(), re.MULTILINE)[0].split()
    assert offered == set(targets) - {"setup-test"}
    assert {"setup", "site", "serve", "check", "test"} <= offered


def test_what_the_host_runs_is_what_a_person_runs(root: Path) -> None:
    ci = root / ".ci" / "run"
    assert os.access(ci, os.X_OK)
    assert ci.read_text().rstrip().endswith("\nmake test")


# --- scripts/setup.sh, with a Python and an apt that only write down what they are asked ---

PYTHON = """#!/bin/sh
case "$*" in
--version) echo "Python 3.12.1" ;;
*version_info*[:2]*) echo 3.12 ;;
*"import ensurepip"*) [ ! -f "$TOLD/no-venv" ] ;;
*ctypes*atomic*) [ ! -f "$TOLD/no-atomic" ] ;;
*ctypes*) [ ! -f "$TOLD/no-pango" ] ;;
"-m venv"*) echo "$*" >>"$TOLD/python"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
"-m pip"*) echo "$*" >>"$TOLD/python"; [ ! -f "$TOLD/no-network" ] ;;
esac
"""
APT = """#!/bin/sh
echo "$*" >>"$TOLD/apt"
case "$*" in
*venv*) rm -f "$TOLD/no-venv" ;;
*pango*) rm -f "$TOLD/no-pango" ;;
esac
"""
OLD_PYTHON = """#!/bin/sh
case "$*" in
--version) echo "Python 3.9.2" ;;
*) exit 1 ;;
esac
"""


class Machine:
    """A computer of which we say what it has."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.project, self.told, self.bin = folder / "project", folder / "told", folder / "bin"
        self.told.mkdir()
        self.bin.mkdir()
        shutil.copytree(root / "scripts", self.project / "scripts")
        shutil.copytree(root / "requirements", self.project / "requirements")
        for name in "sh dirname cat cmp rm mv mkdir cp head id uname env".split():
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.has("python3", PYTHON)
        self.has("apt-get", APT)
        self.has("id", "#!/bin/sh\necho 0\n")

    def has(self, name: str, script: str = "#!/bin/sh\n") -> None:
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(script)
        (self.bin / name).chmod(0o755)

    def lacks(self, what: str) -> None:
        (self.told / f"no-{what}").touch()

    def set_up(self, wanted: str = "run", **more: str) -> tuple[int, str]:
        """Run the script; give its exit code and what it said."""
        environment = {"PATH": str(self.bin), "TOLD": str(self.told), **more}
        command = [str(self.project / "scripts" / "setup.sh"), wanted]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.stdout == ""
        return done.returncode, done.stderr

    def asked(self, whom: str) -> list[str]:
        """Give what a program was asked since the last time."""
        file = self.told / whom
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(root: Path, tmp_path: Path) -> Machine:
    return Machine(root, tmp_path)


PIP = (
    "-m pip install --quiet --quiet --disable-pip-version-check --no-input "
    "--require-hashes --only-binary :all: --no-deps --requirement requirements/"
)
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


def test_a_machine_that_has_all_gets_packages_once(machine: Machine) -> None:
    code, said = machine.set_up()
    assert code == 0
    assert "Installing the Python packages of requirements/run.txt" in said
    assert machine.asked("python") == ["-m venv .venv", f"{PIP}run.txt"]
    assert machine.set_up() == (0, "")
    assert (machine.asked("python"), machine.asked("apt")) == ([], [])


def test_a_new_lock_is_installed_and_a_moved_folder_starts_afresh(machine: Machine) -> None:
    machine.set_up()
    machine.asked("python")
    with (machine.project / "requirements" / "run.txt").open("a") as lock:
        lock.write("# renewed\n")
    machine.set_up()
    assert machine.asked("python") == [f"{PIP}run.txt"]
    machine.project = machine.project.rename(machine.project.with_name("moved"))
    machine.set_up()
    assert machine.asked("python") == ["-m venv --clear .venv", f"{PIP}run.txt"]


def test_a_link_to_the_packages_of_another_project_leaves_those_alone(machine: Machine) -> None:
    machine.set_up()
    other = (machine.project / ".venv").rename(machine.project.with_name("theirs"))
    held = sorted(path.name for path in other.rglob("*"))
    machine.project = machine.project.rename(machine.project.with_name("copy"))
    (machine.project / ".venv").symlink_to(other)
    assert machine.set_up()[0] == 0
    assert not (machine.project / ".venv").is_symlink()
    assert sorted(path.name for path in other.rglob("*")) == held
    assert machine.asked("python")[-2:] == ["-m venv .venv", f"{PIP}run.txt"]


def test_packages_that_could_not_be_fetched_are_asked_for_again(machine: Machine) -> None:
    machine.lacks("network")
    code, said = machine.set_up()
    assert code == 3
    assert "Nothing outside .venv was changed" in said
    (machine.told / "no-network").unlink()
    machine.asked("python")
    assert machine.set_up()[0] == 0
    assert machine.asked("python") == [f"{PIP}run.txt"]


def test_what_apt_can_give_is_installed_and_said_before(machine: Machine) -> None:
    machine.lacks("venv")
    machine.lacks("pango")
    code, said = machine.set_up()
    assert code == 0
    assert f"PDFs need the text library Pango. Installing with apt-get: {PANGO}" in said
    install = "install -y -qq --no-install-recommends"
    assert machine.asked("apt") == [
        "update -qq",
        f"{install} python3.12-venv",
        "update -qq",
        f"{install} {PANGO}",
    ]


def test_who_is_not_root_is_told_of_sudo(machine: Machine) -> None:
    machine.has("id", "#!/bin/sh\necho 1000\n")
    machine.lacks("pango")
    code, said = machine.set_up()
    assert (code, machine.asked("apt")) == (3, [])
    assert f"Please ask an administrator to run: apt-get install {PANGO}" in said
    machine.has("sudo", '#!/bin/sh\necho "sudo $*" >>"$TOLD/sudo"\nexec "$@"\n')
    code, said = machine.set_up()
    assert code == 0
    assert "sudo may ask for your password" in said
    assert machine.asked("sudo")[-1].endswith(PANGO)


def test_without_apt_the_names_are_said(machine: Machine) -> None:
    (machine.bin / "apt-get").unlink()
    machine.lacks("pango")
    code, said = machine.set_up()
    assert code == 3
    assert f"Please install what Debian calls: {PANGO}. Then run make again." in said


def test_an_old_python_is_not_taken(machine: Machine) -> None:
    machine.has("python3", OLD_PYTHON)
    code, said = machine.set_up()
    assert code == 3
    assert "needs Python 3.11 or newer, and found only Python 3.9.2" in said
    machine.has("python3.12", PYTHON)
    assert machine.set_up()[0] == 0
    code, said = machine.set_up(PYTHON=str(machine.bin / "python3"))
    assert code == 3
    assert "is not Python 3.11 or newer" in said


def test_without_any_python_apt_is_asked_for_one(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    machine.has("apt-get", f'{APT}cp "$TOLD/python3" "$(dirname "$0")/python3"\n')
    machine.has("../told/python3", PYTHON)
    assert machine.set_up()[0] == 0
    assert machine.asked("apt")[-1].endswith("python3 python3-venv")


def test_the_tests_need_a_browser_and_more(machine: Machine) -> None:
    machine.lacks("atomic")
    assert machine.set_up("test")[0] == 0
    installed = [line.split()[-1] for line in machine.asked("apt")[1::2]]
    assert installed == ["chromium", "libatomic1", "poppler-utils", "default-jre-headless", "git"]
    assert machine.asked("python")[-1] == f"{PIP}test.txt"
    (machine.told / "no-atomic").unlink()
    for name in ("chromium", "pdftotext", "java", "git"):
        machine.has(name)
    assert machine.set_up("test") == (0, "")
    assert machine.asked("apt") == []
