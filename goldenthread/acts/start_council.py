"""A fresh project for another council: the program, the common lists and rules, its own name, and no one's records."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.inflection import slug, small
from goldenthread.common.problems import as_text
from goldenthread.editing.yaml_writer import as_yaml, line
from goldenthread.guide.format_choice import PATTERNS
from goldenthread.model import NOT_RECORDED
from goldenthread.model.addresses import LEDGER, first_list
from goldenthread.model.council import Council
from goldenthread.model.kinds import KINDS
from goldenthread.model.organisation import Organisation
from goldenthread.model.report_format import ReportFormats
from goldenthread.model.vocabulary import Role
from goldenthread.read.records import read_vocabulary
from goldenthread.rules import examine
from goldenthread.source import load

Answers = Mapping[str, Any]

# What another council takes as it is. The program's own tests and notes for its makers stay where it is made.
COPIED = (
    ".editorconfig", ".github", ".gitignore", ".vscode", "LICENCE-DATA.md", "LICENSE", "build.py",
    "content/guide", "content/how-we-publish.md", "data/calendar.yml",
    "data/plain-words.yml", "data/vocabulary.yml", "docs/decisions", "goldenthread", "requirements/run.in", "requirements/run.txt",
    "schemas", "scripts/make_calendar.py", "scripts/setup.sh", "templates",
)  # fmt: skip
FOLDERS = (*(f"data/{kind.folder}" for kind in KINDS), "content/files")
PAGES = {
    "README.md": "README.md",
    **{f"content/{name}.md": f"{name}.md" for name in ("index", "about", "open-data")},
}

EXECUTIVE = ("access-to-information-executive", "call-in")
OTHERS = ("access-to-information-committees",)


def patterns(engine: Path) -> dict[str, dict[str, Any]]:
    """Return the shipped patterns of report formats, by id, as they are in their file."""
    loaded = load(engine / PATTERNS, PATTERNS)
    forms: Any = (loaded.data or {}).get("formats", [])
    return {form["id"]: form for form in forms}


class BadProject(CommandError):
    """A mistake in the program: the project that it made does not pass its own check."""

    exit_code = Exit.OUR_FAULT


def write_project(engine: Path, folder: Path, answers: Answers, today: date) -> None:
    """Make a council's project beside its place, and put it there when it passes the check. Raises OSError too."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-council-", dir=folder.parent) as beside:
        project = Path(beside) / "made"
        make(engine, project, answers, today)
        checked = examine(project, today)
        if checked.content is None:
            raise BadProject(
                f"{as_text(checked.problems)}Golden Thread made a project that does not pass its own check."
            )
        if folder.exists():
            folder.rmdir()
        shutil.move(project, folder)


def make(engine: Path, folder: Path, answers: Answers, today: date) -> None:
    """Write a council's project into an empty or new folder. An OSError leaves what was written."""
    for name in COPIED:
        _copy(engine / name, folder / name)
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / ".gitkeep").touch()
    for path, text in _texts(engine, answers, today).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    if answers["logo"]:
        logo = Path(answers["logo"])
        shutil.copyfile(logo, folder / "content/files" / f"crest{logo.suffix.lower()}")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(
            source, target, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"), dirs_exist_ok=True
        )
    elif source.exists():
        shutil.copy(source, target)


def _texts(engine: Path, answers: Answers, today: date) -> dict[str, str]:
    """Return every file that is the council's own, by its path."""
    words = {
        "name": answers["name"],
        "site_title_small": small(answers["site_title"]),
        "contact": _contact(answers["contact"]),
        "today": in_words(today),
    }
    pages = {
        path: Template((engine / "templates/new-council" / page).read_text("utf-8")).substitute(words)
        for path, page in PAGES.items()
    }
    return pages | {
        "data/council.yml": as_yaml(Council, _council(answers, today), schema="../schemas/council.json"),
        "data/organisation.yml": as_yaml(
            Organisation, {"offices": offices(engine, answers)}, schema="../schemas/organisation.json"
        ),
        "data/report-formats.yml": as_yaml(
            ReportFormats,
            {"formats": [_format(engine, answers, today)]},
            schema="../schemas/report-formats.json",
        ),
        PATTERNS: (engine / PATTERNS).read_text("utf-8"),
        "data/deadline-rules.yml": _rules(engine, answers),
        "data/approval-rules.yml": _approvals((engine / "data/approval-rules.yml").read_text("utf-8")),
        LEDGER: first_list([urls.office(office["id"]) for office in offices(engine, answers)], today),
        "mkdocs.yml": _look((engine / "mkdocs.yml").read_text("utf-8"), answers),
        "Makefile": _without_tests((engine / "Makefile").read_text("utf-8")),
        ".github/workflows/check.yml": _without_test_step(
            (engine / ".github/workflows/check.yml").read_text("utf-8")
        ),
    }


def _council(answers: Answers, today: date) -> dict[str, Any]:
    logo = Path(answers["logo"]).suffix.lower() if answers["logo"] else ""
    return {
        "name": answers["name"],
        "short_name": answers["short_name"],
        "site_title": answers["site_title"],
        "introduction": f"What reviewers asked of {answers['name']}, what the council said that it would do, "
        "and what became of it.\nWhere the papers are silent, the page says so.",
        "site_address": answers["site_address"],
        "contact": _contact(answers["contact"]),
        "licence": "Open Government Licence v3.0",
        "repository": answers["repository"] if answers["visibility"] == "public" else NOT_RECORDED,
        "repository_is": answers["visibility"],
        "crest": f"crest{logo}" if logo else None,
        "crest_text": f"{answers['name']} logo" if logo else None,
        "kept_since": today.isoformat(),
        "accessibility": {"prepared": today.isoformat()},
    }


def _contact(words: str) -> str:
    """Make a sentence of an address of the post or the web; leave a sentence as it is."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", words):
        return f"Write to [{words}](mailto:{words}) with a question, or to ask for another format."
    return words if words.endswith(".") else f"{words}."


def offices(engine: Path, answers: Answers) -> list[dict[str, str]]:
    """Return the bodies that decide, the committees and the posts, as `data/organisation.yml` holds them."""
    vocabulary, _ = read_vocabulary(engine)
    kinds = {}
    for field, role in (("body", Role.DECISION_MAKER), ("committee", Role.COMMITTEE), ("post", Role.POST)):
        word = vocabulary and vocabulary.filling("offices", role)
        kinds[field] = word.word if word else role
    return [
        {"id": slug(name), "name": name, "kind": kind}
        for field, kind in kinds.items()
        for name in answers[field]
    ]


def _format(engine: Path, answers: Answers, today: date) -> dict[str, Any]:
    """Make the council's own first format of a shipped pattern."""
    return patterns(engine)[answers["format"]] | {
        "id": f"{slug(answers['short_name'])}-{today.year}",
        "name": f"{answers['short_name']} report format of {today.year}",
        "valid_from": str(today.year),
        "note": "Made from a pattern that comes with Golden Thread; compare it with the council's own paper.",
    }


def _rules(engine: Path, answers: Answers) -> str:
    """Return the rules that the council's bodies keep, in place of the other council's; the rule sets stay."""
    kept = []
    text = (engine / "data/deadline-rules.yml").read_text("utf-8")
    meeting = offices(engine, {**answers, "post": []})
    for place, office in enumerate(meeting):
        sets = EXECUTIVE if answers["governance"] == "cabinet" and place == 0 else OTHERS
        kept += [f"\n  - body: {office['id']}\n    rules:", *(f"      - {name}" for name in sets)]
    head, _, rest = text.partition("\nbodies:")
    return f"{head}\nbodies:\n" + "\n".join(kept) + "\n\nsets:" + rest.partition("\nsets:")[2]


def _approvals(text: str) -> str:
    """Return the pattern of rules for approval, without the lines at its top about another council."""
    head, rest = text.split("\nsince:", 1)
    guide = head.partition("\n")[0]
    return (
        f"{guide}\n# A pattern to begin with: while “since” is “not recorded”, no approvals are kept and none is asked for."
        f"\nsince:{rest}"
    )


def _look(text: str, answers: Answers) -> str:
    """Put the council's name and addresses into `mkdocs.yml`."""
    name = line(f"{answers['name']}: {small(answers['site_title'])}")
    address = "" if answers["site_address"] == NOT_RECORDED else answers["site_address"]
    text = re.sub(r"(?m)^site_name:.*$", lambda _: f"site_name: {name}", text)
    return re.sub(r"(?m)^site_url:.*$", lambda _: f'site_url: "{address}"', text)


def _without_tests(makefile: str) -> str:
    """Take what is only for the makers of the program out of the Makefile."""
    blocks = makefile.split("\n\n")
    kept = [
        block
        for block in blocks
        if not re.match(r"(# One lock|(test|accessibility|engines|hostile|golden|lock|setup-test):)", block)
    ]
    rest = "\n\n".join(kept).rstrip().replace("find goldenthread tests ", "find goldenthread ") + "\n"
    return re.sub(
        r"(?m)^(\.PHONY:.*?) test accessibility engines hostile golden lock(.*?) setup-test$", r"\1\2", rest
    )


def _without_test_step(workflow: str) -> str:
    """Take the program's own tests out of what is done for each change."""
    steps = re.sub(r" +- name: Run all tests\n +run: make test\n\n?", "", workflow)
    return steps.replace("all tests run, and the site", "and the site")
