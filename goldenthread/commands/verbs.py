"""Every verb of `build.py`, in groups as people look for them, with all that each can be given.

Only what `--help` shows is here, so that help needs neither the verb's module nor the models: docs/decisions/set-up.md
gives the measurements. The module of a verb has a function `run(args)`, which does the work and returns the exit code.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from goldenthread.acts.questions import CORRECT, TAKE_DOWN, Question
from goldenthread.acts.recording import ACTS
from goldenthread.acts.report_progress import QUESTIONS as REPORT_PROGRESS

Option: TypeAlias = tuple[tuple[str, ...], dict[str, Any]]  # what argparse's add_argument takes


def opt(*names: str, **settings: Any) -> Option:
    """Describe one option or argument as argparse takes it."""
    return names, settings


def a_day(text: str) -> date:
    """Return the date of an option, which must be one that can be counted from."""
    from goldenthread.common.dates import YEARS  # help does without all the forms of a printed time

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date. Write it as 2031-12-01.") from None
    if day.year not in YEARS:
        raise ArgumentTypeError(
            f"the year in “{text}” is too far away. Write one from {YEARS.start} to {YEARS.stop - 1}."
        )
    return day


def _format(*formats: str) -> Option:
    return opt("--format", choices=formats, default="text", help="how to print it")


def _switch(name: str, help: str) -> Option:
    return opt(name, action="store_true", help=help)


DRY_RUN = _switch("--dry-run", "show what would change and check it, but save nothing")
OFFLINE = _switch("--dry-run", "only print what would be done, without the network")
UNCHANGED, UNWRITTEN = "Nothing was changed.", "Nothing was written."
ID = "The ID is the file’s name without .yml"


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that `build.py` can be asked to do.

    `words` name the record that an edit is about, with help; `questions` are asked for what is left out;
    `example` is the rest of a command for the invented council of the guide. `unchanged` is printed after an error: the sentence says what is still as it was. `work` is the function
    that does it, as `module.function` in this folder; by default `run` in the module of the verb's name.
    """

    name: str
    help: str
    options: tuple[Option, ...] = ()
    words: tuple[str, str] | None = None
    questions: tuple[Question, ...] = ()
    example: str = ""
    unchanged: str = ""
    work: str = ""
    aliases: tuple[str, ...] = ()


EVERYDAY = (
    Verb(
        "build",
        "check everything, then build the website and the PDFs (the default)",
        (
            opt("--site", type=Path, help="the folder to publish into (site)"),
            _switch("--no-search", "leave out the search index, for a quick look"),
        ),
        unchanged="The site was not changed.",
        aliases=("site",),
    ),
    Verb(
        "check",
        "list everything that is wrong with the files, and change nothing",
        (
            _format("text", "github", "markdown", "json"),
            opt(
                "--since",
                metavar="BASE",
                help="also refuse published wording that changed without a correction since a branch or commit, such as main",
            ),
        ),
    ),
    Verb(
        "explain",
        "explain a problem: why it matters and what to do",
        (
            opt(
                "code",
                nargs="?",
                help="the code at the end of a problem, such as not-a-date; leave it out to list all",
            ),
        ),
    ),
    Verb(
        "serve",
        "build, show the site on this computer, and build again on every change",
        (opt("--port", type=int, default=8000, help="the port on 127.0.0.1 (8000)"),),
    ),
    Verb(
        "desk",
        "work in the browser: forms, previews and proposals, on this computer only",
        (
            opt("--port", type=int, default=0, help="the port on 127.0.0.1 (any that is free)"),
            _switch("--open", "open it in the browser"),
        ),
    ),
    Verb(
        "new",
        "start a review, a plan, a report or a decision from a few answers, or a new council’s project",
        unchanged=UNWRITTEN,
    ),
    Verb(
        "import",
        "import a plan, a review’s recommendations or a report from Word, Excel, CSV or text",
        (
            opt("file", type=Path, help="a Word (.docx), Excel (.xlsx), CSV or text file"),
            opt(
                "--as",
                dest="kind_of_record",
                choices=("action-plan", "review", "cabinet-report"),
                required=True,
                help="what the file contains",
            ),
            opt("--id", required=True, help="the record’s ID, new or existing, such as 2031-finance"),
            _switch("--dry-run", "show what would happen, and change nothing"),
            _switch("--partial", "leave out the rows that are wrong, and import the others"),
            opt(
                "--answers",
                nargs="+",
                default=[],
                metavar="REVIEW",
                help="the reviews that a plan answers, in its order",
            ),
            opt(
                "--lead",
                action="append",
                default=[],
                metavar="PRINTED=ID,ID",
                help="which posts or bodies a lead as printed means",
            ),
            opt(
                "--column",
                action="append",
                default=[],
                metavar="HEADING=FIELD",
                help="what a column with a heading of its own contains",
            ),
            _switch("--add-leads", "add leads that we do not know to data/organisation.yml"),
            _switch("--as-proposed", "record what words such as “Agreed” and “Complete” seem to say"),
            opt(
                "--as-at",
                type=a_day,
                metavar="DATE",
                help="the date for which the plan’s statuses are given",
            ),
            opt("--under", default="", metavar="HEADING", help="the heading above the recommendations"),
            opt("--kind", default="", help="the kind of a new review, such as peer challenge"),
        ),
        unchanged=UNWRITTEN,
        work="import_file.run",
    ),
    Verb(
        "export",
        "write an action plan or a review as CSV, Excel or Word",
        (
            opt("kind", choices=("action-plan", "review"), help="what to export"),
            opt("id", help="its ID, such as 2031-finance"),
            opt(
                "--to",
                type=Path,
                required=True,
                metavar="FILE",
                help="the file to write; its ending sets the format: .csv, .xlsx or .docx",
            ),
            _switch("--replace", "write over an existing file"),
            _switch("--draft", "export it even if the public cannot see it yet"),
        ),
        unchanged=UNWRITTEN,
    ),
    Verb(
        "set",
        "give one field of a record a new value, or remove it",
        (_switch("--remove", "remove the field and everything in it, instead of giving it a new value"),),
        words=(
            "RECORD [NUMBER] FIELD [VALUE]",
            "such as: 2021-finance 12 timeline 'March 2022'. Fields within fields have dots: events.2.when. Lists take several values. A value of - is read from standard input",
        ),
        unchanged=UNCHANGED,
        work="set_field.run",
    ),
    Verb(
        "correct",
        "correct published wording and tell readers; the previous version is kept",
        words=(
            "RECORD [NUMBER] [FIELD VALUE]",
            "such as: 2031-10-04-finance authors.1.phone '01234 567891'. Leave out FIELD and VALUE if you have already changed the wording in the files, as for a long text",
        ),
        questions=CORRECT,
        unchanged=UNCHANGED,
    ),
    Verb(
        "take-down",
        "remove a record or a file at once that should never have been published; its address says why",
        words=(
            "RECORD|FILE",
            "such as: cabinet-reports/2031-10-04-finance, or map.pdf for a file in content/files/",
        ),
        questions=TAKE_DOWN,
        unchanged=UNCHANGED,
    ),
    Verb(
        "deadlines",
        "list what is or was due when, with the working",
        (
            opt("--review", metavar="ID", help="only the deadlines of this review"),
            _format("text", "json", "ics"),
        ),
    ),
    Verb(
        "ask-for-news",
        "write an e-mail to each lead about its actions that are overdue, due soon or without an update; you send it",
        (
            opt(
                "--lead", metavar="OFFICE", help="only this body or post, by its ID in data/organisation.yml"
            ),
            opt("--plan", metavar="PLAN", help="only the actions of this plan"),
            opt(
                "--format",
                choices=("text", "eml"),
                default="text",
                help="text to copy, or files that a mail program opens as drafts",
            ),
            opt(
                "--to",
                type=Path,
                metavar="FOLDER",
                help="the folder to write the files into (text is printed; eml goes into build/messages)",
            ),
        ),
        unchanged=UNWRITTEN,
    ),
    Verb(
        "report-progress",
        "draft a report of what changed in action plans since a body last met",
        (opt("plan", nargs="*", metavar="PLAN", help=f"the action plans’ IDs. {ID}"),),
        questions=REPORT_PROGRESS,
        example="2031-finance --body audit-committee --since 2031-12-03",
        unchanged=UNWRITTEN,
    ),
    Verb(
        "plan-meeting",
        "list what has to be done by when for a meeting",
        (
            opt(
                "meeting",
                type=a_day,
                metavar="DATE",
                help="the date of the meeting, such as 2031-12-09",
            ),
            opt("--body", default="cabinet", help="the ID of the body that meets (cabinet)"),
            _format("text", "json", "ics"),
        ),
    ),
)

RECORDING = tuple(
    Verb(
        act.name,
        act.help,
        words=act.words,
        questions=act.questions,
        example=act.example,
        unchanged=UNCHANGED,
        work="act.run",
    )
    for act in ACTS
)

PUBLISHING = (
    Verb(
        "notice",
        "print a notice about a paper, such as that of a key decision, as text to publish",
        (
            opt("report", metavar="REPORT", help=f"the report’s ID. {ID}"),
            opt(
                "--kind",
                required=True,
                choices=(
                    "key-decision",
                    "private-meeting",
                    "second-private-meeting",
                    "general-exception",
                    "special-urgency",
                    "urgent-item",
                ),
                help="the kind of notice",
            ),
            opt("--published", type=a_day, metavar="DATE", help="the date when it is published"),
            opt("--period", help="in place of the date of the meeting: within which period it is decided"),
            opt("--reasons", help="the reasons, where the paper does not give them"),
            opt("--representations", help="the representations received, or that there were none"),
            opt("--response", help="the response to the representations"),
            opt("--informed", help="who in scrutiny was informed, by post"),
            opt("--agreed-by", help="who agreed that it is urgent, by post"),
            opt("--agreed-on", type=a_day, metavar="DATE", help="the date of that agreement"),
            _switch("--save", "also write it to data/notices/, so that the site shows it"),
        ),
        unchanged=UNWRITTEN,
    ),
    Verb(
        "changes",
        "describe what a change means for the public",
        (
            opt(
                "base", metavar="BASE", help="what to compare with: a branch, a tag or a commit, such as main"
            ),
            opt("head", metavar="HEAD", nargs="?", help="what to compare (the files in this folder)"),
            _format("text", "markdown", "json"),
        ),
    ),
    Verb(
        "addresses",
        "add new public addresses to urls.lock.yml, so that none can disappear unnoticed",
        unchanged=UNCHANGED,
        work="guide.addresses",
    ),
    Verb(
        "pack",
        "write one report, or all papers of a meeting, for the committee system: PDF, web page, appendices",
        (
            opt("report", metavar="REPORT", nargs="?", help=f"the report’s ID. {ID}"),
            opt(
                "--meeting",
                nargs="+",
                metavar=("BODY", "DATE"),
                help="in place of a report: all papers of the body’s meeting on that date, in the order of its agenda",
            ),
            opt("--to", type=Path, metavar="FOLDER", help="the folder to write the pack into (build/packs)"),
        ),
        unchanged="No pack was made.",
    ),
    Verb(
        "verify",
        "find out whether anything in a pack, a site or a published file was altered, is missing or was added",
        (
            opt(
                "pack",
                type=Path,
                metavar="PACK",
                help="a pack’s folder or zip, a site’s folder, or one file that was published",
            ),
            opt("--seal", help="what `pack` printed: shows that the manifest itself was not replaced"),
            opt(
                "--against",
                type=Path,
                metavar="MANIFEST",
                help="the manifest.json of a pack or of the site, to check one file against it",
            ),
        ),
    ),
    Verb(
        "freeze",
        "keep published reports byte for byte, each version at its own address",
        (opt("reports", metavar="REPORT", nargs="*", help="the reports’ IDs (every report that is public)"),),
        unchanged=UNCHANGED,
    ),
    Verb(
        "record-published",
        "record the PDF of each published report and decision, so that builds keep its bytes until its words change",
        (
            opt("--site", type=Path, help="take the PDFs from a site that was published"),
            _switch("--propose", "open a pull request with them on the code host"),
        ),
        unchanged=UNCHANGED,
        work="freeze.record_published",
    ),
    Verb(
        "redraw",
        "draw published reports and decisions again in today’s look, although their words are the same",
        (
            opt(
                "reports",
                metavar="REPORT",
                nargs="+",
                help=f"the reports’ IDs; of a decision, decisions/ID. {ID}",
            ),
            opt("--why", required=True, help="the reason, for whoever compares the two PDFs"),
        ),
        unchanged=UNCHANGED,
        work="freeze.redraw",
    ),
    Verb(
        "clear",
        "record that a post, such as Finance or the monitoring officer, has cleared sections of a report",
        (
            opt("report", metavar="REPORT", help=f"the report’s ID. {ID}"),
            opt(
                "sections",
                metavar="SECTION",
                nargs="*",
                help="the sections’ IDs, or headings (all that the format asks the post to clear)",
            ),
            opt(
                "--by",
                required=True,
                metavar="POST",
                help="the post that clears them, as the format names it",
            ),
            _switch("--withdraw", "record that the post no longer clears them"),
        ),
        unchanged=UNCHANGED,
    ),
    Verb(
        "clearances",
        "list which sections of a report are cleared, which have changed since, and which are not cleared",
        (
            opt(
                "report",
                metavar="REPORT",
                nargs="?",
                help="the report’s ID (every report whose meeting is still to come)",
            ),
            _switch("--share", "first exchange clearances with the others’ copies, through the code host"),
            _format("text", "json"),
        ),
        unchanged=UNCHANGED,
        work="clear.list_clearances",
    ),
    Verb(
        "audit",
        "list who approved what is published, and what nobody approved",
        (
            _format("text", "json"),
            _switch("--offline", "also state what this copy proves by itself, without the code host"),
        ),
    ),
    Verb(
        "links",
        "check the links of the built site",
        (
            opt("--site", type=Path, help="the folder of the built site (site)"),
            _switch("--external", "also check links to other sites, one request a second"),
            _switch("--issue", "keep the results for other sites in one issue"),
        ),
    ),
    Verb(
        "compare",
        "compare two built sites, file by file",
        (
            opt("one", type=Path, metavar="SITE", help="a folder with a built site"),
            opt("other", type=Path, metavar="OTHER", help="another, built from the same files"),
        ),
        work="verify.compare",
    ),
)

SET_UP = (
    Verb(
        "guide",
        "renew the guide’s reference pages and the schemas for editors",
        (_switch("--check", "only list the files that are out of date; ends with 1 if there are any"),),
        aliases=("schemas",),
    ),
    Verb(
        "codeowners",
        "write .github/CODEOWNERS from the rules for approval",
        unchanged=UNCHANGED,
        work="guide.codeowners",
    ),
    Verb("test", "run all tests, fast and slow", work="run_tests.run"),
)

FOR_WORKFLOWS = (
    Verb(
        "comment-changes",
        "comment on a pull request: what it means for the public",
        (
            opt("commit", metavar="COMMIT", help="the last commit of the pull request, in full"),
            opt("--run", default="", metavar="ADDRESS", help="the address of the run that built a preview"),
        ),
    ),
    Verb(
        "keep-approvals",
        "record in git who approved what on the code host",
        (_switch("--only-fetch", "fetch the approvals that are recorded, and ask and write nothing"),),
    ),
    Verb(
        "receipt",
        "confirm where and when a change was published, with checksums",
        (
            opt("site", type=Path, metavar="SITE", help="the folder that was published"),
            opt("--address", required=True, help="the address of the published site"),
            _switch("--dry-run", "print the receipt without commenting on the pull request"),
        ),
    ),
    Verb(
        "remind",
        "open, update and close an issue for each deadline that is near or late, and for each lead’s actions",
        (OFFLINE, _format("text", "json")),
    ),
    Verb(
        "take-progress",
        "turn an issue that reports progress into a pull request",
        (
            opt(
                "event",
                type=Path,
                metavar="EVENT",
                help="the file in which the code host describes the issue",
            ),
            _switch("--dry-run", "only print what would be answered, without the network"),
        ),
    ),
)

GROUPS = {
    "Everyday": EVERYDAY,
    "Recording what happened": RECORDING,
    "Publishing": PUBLISHING,
    "Set-up": SET_UP,
    "For workflows": FOR_WORKFLOWS,
}
VERBS = tuple(verb for verbs in GROUPS.values() for verb in verbs)
