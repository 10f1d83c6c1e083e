"""`build.py new council`: another council's project, with nothing of this one's in it, that passes and builds."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from goldenthread.rules import examine

pytestmark = pytest.mark.slow  # each project is some hundreds of files

GIVEN = (
    "--name=Ambleford Town Council",
    "--contact=office@ambleford.example",
    "--committee=Audit Committee",
    "--site-address=https://reviews.ambleford.example",
    "--repository=https://example.org/ambleford/reviews",
)
TODAY = date(2032, 1, 10)


def new_council(door: ModuleType, folder: Path, *more: str) -> int:
    words = ["--today", "2032-01-10", "new", "council", "--to", str(folder)]
    usual = ("--governance=cabinet", "--format=pattern-options", "--visibility=public")
    return int(door.main([*words, *GIVEN, *usual, *more]))


@pytest.fixture(autouse=True)
def _nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture(scope="module")
def made(door: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council that was made once for the tests that only look."""
    folder = tmp_path_factory.mktemp("new") / "ambleford"
    assert new_council(door, folder) == 0
    return folder


def test_nothing_in_it_names_the_council_that_it_comes_from(made: Path) -> None:
    found = [path for path in made.rglob("*") if path.is_file() and b"dorset" in path.read_bytes().lower()]
    assert found == []
    assert [path for path in made.rglob("*.yml") if path.parent.name in ("reviews", "action-plans")] == []


def test_it_passes_every_check_and_says_its_own_name(made: Path) -> None:
    checked = examine(made, TODAY)
    # It cannot borrow the tests of another council's pages, nor state for the council how far they comply.
    assert [str(found.what) for found in checked.problems] == [
        "The accessibility statement does not say how far the site complies with WCAG 2.2 AA, which the law or the model statement requires.",
        "The accessibility statement does not say what was tested, which the law or the model statement requires.",
    ]
    assert checked.content is not None
    assert checked.content.accessibility_tests is None
    assert checked.content is not None
    assert checked.content.council.name == "Ambleford Town Council"
    assert checked.content.council.short_name == "Ambleford"
    assert checked.content.council.site_address == "https://reviews.ambleford.example/"
    assert [office.id for office in checked.content.organisation.offices] == [
        "cabinet",
        "council",
        "audit-committee",
    ]
    assert checked.content.formats.formats[0].id == "ambleford-2032"
    for page in ("README.md", "content/index.md", "content/about.md"):
        text = (made / page).read_text("utf-8")
        assert "Ambleford Town Council" in text
        assert "$" not in text
    assert "site_name: 'Ambleford Town Council: reviews and actions'" in (made / "mkdocs.yml").read_text(
        "utf-8"
    )


def test_its_bodies_keep_the_rules_that_fit_how_it_decides(
    door: ModuleType, made: Path, tmp_path: Path
) -> None:
    content = examine(made, TODAY).content
    assert content is not None
    assert [(entry.body, entry.rules) for entry in content.deadline_rules.bodies][:2] == [
        ("cabinet", ("access-to-information-executive", "call-in")),
        ("council", ("access-to-information-committees",)),
    ]
    assert new_council(door, tmp_path / "b", "--governance=committees") == 0
    other = examine(tmp_path / "b", TODAY).content
    assert other is not None
    assert {entry.rules for entry in other.deadline_rules.bodies} == {("access-to-information-committees",)}


def test_what_it_tells_an_officer_to_run_is_there(made: Path) -> None:
    makefile = (made / "Makefile").read_text("utf-8")
    assert re.findall(r"(?m)^(\w+):.*## ", makefile) == [
        "help", "setup", "site", "desk", "serve", "check", "clean",
    ]  # fmt: skip
    assert ".PHONY: help setup site desk serve check clean\n" in makefile
    assert "make test" not in (made / ".github/workflows/check.yml").read_text("utf-8")
    assert "make site" in (made / ".github/workflows/check.yml").read_text("utf-8")


def test_a_logo_comes_along_and_a_private_repository_is_not_named(
    door: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logo = tmp_path / "Our Logo.SVG"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    assert new_council(door, tmp_path / "c", f"--logo={logo}", "--visibility=private") == 0
    assert "Keep the repository private" in capsys.readouterr().out
    content = examine(tmp_path / "c", TODAY).content
    assert content is not None
    assert content.council.crest == "crest.svg"
    assert content.council.repository is None
    assert content.council.repository_is == "private"
    assert (tmp_path / "c/content/files/crest.svg").read_bytes() == logo.read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--logo=none.svg",), "--logo: There is no file “none.svg”."),
        (("--site-address=reviews",), "--site-address: “reviews” is not a web address."),
        (
            ("--governance=mayor",),
            "--governance: “mayor” is not one of the choices: cabinet, committees.",
        ),
    ],
)
def test_an_answer_that_does_not_fit_leaves_no_folder(
    door: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    assert new_council(door, tmp_path / "d", *more) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(
    door: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    assert new_council(door, tmp_path) == 2
    assert "already exists and is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
