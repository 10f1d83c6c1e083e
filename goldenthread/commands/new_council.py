"""`build.py new council --to FOLDER`: a fresh project for another council, which builds at once."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.acts.questions import Answers, CannotAsk, Question
from goldenthread.commands.prompts import add_flags, answers
from goldenthread.model.base import NOT_RECORDED

FINE, CANNOT_WRITE, OUR_FAULT = 0, 4, 5
PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def _short(_: Path, found: Answers) -> str:
    return (
        re.sub(r"( (City|County|Borough|District|Town|Parish))*( Council)?$", "", found["name"])
        or found["name"]
    )


def _patterns(engine: Path, _: Answers) -> list[tuple[str, str]]:
    from goldenthread.acts.start_council import patterns

    names = {name: form["name"].removeprefix("Pattern: ") for name, form in patterns(engine).items()}
    return [(name, shown[0].upper() + shown[1:]) for name, shown in names.items()]


def _address(text: str) -> str:
    """Read the address of a site or of a folder of files on the web."""
    if text == NOT_RECORDED:
        return text
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError(f"“{text}” is no address. Write it as https://reviews.example.gov.uk/")
    return text


def _site(text: str) -> str:
    return text if text == NOT_RECORDED else _address(text).rstrip("/") + "/"


def _no_picture(_: Path, __: Answers, text: str) -> str:
    path = Path(text)
    if not path.is_file():
        return f"There is no file “{text}”."
    return "" if path.suffix.lower() in PICTURES else f"“{path.name}” is no SVG, PNG or JPEG picture."


QUESTIONS = (
    Question("name", "What is the council’s full name?"),
    Question("short_name", "What is it called in running text?", default=_short),
    Question("site_title", "What is the website called?", default=lambda *_: "Reviews and actions"),
    Question("contact", "Where can a reader ask a question? An e-mail address or a sentence."),
    Question(
        "governance",
        "How does the council decide?",
        choices=lambda *_: [("cabinet", "A leader and cabinet, or a mayor"), ("committees", "Committees")],
    ),
    Question(
        "body",
        "Which bodies decide, the one that most reports go to first? Enter alone: the usual ones.",
        several=True,
    ),
    Question("committee", "Which committees follow progress or look at decisions?", several=True),
    Question("post", "Which posts lead actions? Such as: Director of Finance", several=True),
    Question("format", "Which pattern is nearest to your cabinet reports?", choices=_patterns),
    Question(
        "logo", "Where is the logo’s file? Enter alone for none.", default=lambda *_: "", wrong=_no_picture
    ),
    Question(
        "site_address",
        "At which address will the site stand? Enter alone when that is not known yet.",
        default=lambda *_: NOT_RECORDED,
        read=_site,
    ),
    Question(
        "visibility",
        "Who may see the files themselves, with their history?",
        choices=lambda *_: [("public", "Anyone"), ("private", "Only those whom the council lets in")],
    ),
    Question(
        "repository",
        "At which address will the files be kept? Enter alone when that is not known yet.",
        default=lambda *_: NOT_RECORDED,
        read=_address,
    ),
)


def options(parser: argparse.ArgumentParser) -> None:
    """Say where to, with a flag for each question."""
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="a folder that is new or empty"
    )
    parser.add_argument("--git", action="store_true", help="begin its history with git")
    add_flags(parser, QUESTIONS)


def new_council(engine: Path, today: date, given: argparse.Namespace) -> int:
    """Ask what is not given, and write the whole project or nothing; give the exit code."""
    folder: Path = given.to.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotAsk(f"“{folder}” is there already and not empty. Name another folder with --to.")
    found = answers(QUESTIONS, vars(given), engine)
    found["body"] = found["body"] or (
        ["Cabinet", "Council"] if found["governance"] == "cabinet" else ["Council"]
    )
    try:
        wrong = _written(engine, folder, found, today)
        if not wrong and given.git:
            subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"The project could not be written: {error}.", file=sys.stderr)
        return CANNOT_WRITE
    if wrong:
        print(
            f"{wrong}Golden Thread made a project that does not pass its own check. Nothing was written.",
            file=sys.stderr,
        )
        return OUR_FAULT
    print(_next(folder, found))
    return FINE


def _written(engine: Path, folder: Path, found: Answers, today: date) -> str:
    """Make the project beside its place, and put it there when it passes; give the errors when it does not."""
    from goldenthread.acts.start_council import make
    from goldenthread.common.problems import as_text
    from goldenthread.rules import examine

    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-council-", dir=folder.parent) as beside:
        made = Path(beside) / "made"
        make(engine, made, found, today)
        checked = examine(made, today)
        if checked.content is None:
            return as_text(checked.problems)
        if folder.exists():
            folder.rmdir()
        shutil.move(made, folder)
    return ""


def _next(folder: Path, found: Answers) -> str:
    private = "\n  Keep the repository private: its drafts and its history are for the council only."
    closing = private if found["visibility"] == "private" else ""
    return (
        f"Written: {folder}\n"
        f"It holds the program, the lists and rules that councils share, and nothing about any other council.\n"
        f"Next:\n"
        f"  1. Go there: cd {folder}\n"
        f"  2. See the empty site: make serve\n"
        f"  3. Compare data/report-formats.yml with your own paper, and read content/about.md.\n"
        f"  4. Add further posts that lead actions to data/organisation.yml; README.md says how.\n"
        f"  5. Make your first review: build.py new review (README.md says how it goes on){closing}"
    )
