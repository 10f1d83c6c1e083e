"""What `build.py new` asks for each kind of record, and for a new council.

Light to import: the command line prints these questions as help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.acts.questions import (
    NONE,
    Answers,
    Choices,
    Default,
    Question,
    a_day,
    a_time,
    always,
    offices_with,
)
from goldenthread.acts.start_decision import DECISION
from goldenthread.common.dates import parse_when
from goldenthread.common.inflection import capital
from goldenthread.common.urls import is_web_address
from goldenthread.model import NO_RULES, NOT_RECORDED, TO_WRITE

if TYPE_CHECKING:
    from goldenthread.model.report_format import SectionContent
    from goldenthread.read import Content

LATER = "Press Enter to write it later."
UNKNOWN = "Press Enter if that is not recorded."
PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def _words(name: str) -> Choices:
    """Offer the words of one list of the vocabulary."""
    return lambda content, _: [(word.word, word.label) for word in getattr(content.vocabulary, name)]


def _rule_sets(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    """Offer the rule sets that a record may name: all but those that a body keeps."""
    kept = {name for body in content.deadline_rules.bodies for name in body.rules}
    sets = [(rules.id, rules.name) for rules in content.deadline_rules.sets if rules.id not in kept]
    return [*sets, (NO_RULES, "No rules apply to it")]


def _for_decision(content: Content, _: Answers) -> str:
    from goldenthread.model.vocabulary import Role

    word = content.vocabulary.filling("purposes", Role.FOR_DECISION)
    return word.word if word else ""


def offer_bodies(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    """Offer the bodies to which a report can go."""
    from goldenthread.model.vocabulary import Role

    return offices_with(content, Role.DECISION_MAKER, Role.COMMITTEE)


def _folder(kind: str) -> str:
    """Return the folder of a kind of record."""
    from goldenthread.model.kinds import BY_NAME

    return BY_NAME[kind].folder


def offer_records(kind: str) -> Choices:
    """Offer the records of one kind."""
    return lambda content, _: [
        (name, record.title) for name, record in content.folders[_folder(kind)].items()
    ]


def _formats(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(form.id, form.name) for form in content.formats.formats]


def _id_in(kind: str, when: str = "") -> Question:
    """Ask for the ID; one is suggested from the title and from the answer called `when`."""

    def suggest(content: Content, answered: Answers) -> str:
        from goldenthread.acts.start_record import suggested_id

        return suggested_id(content, _folder(kind), answered["title"], _start(answered.get(when, "")))

    def wrong(content: Content, _: Answers, name: str) -> str:
        from goldenthread.source import is_name

        if not is_name(name):
            return f"“{name}” is not allowed in an address. Use small letters, figures and hyphens."
        if name in content.folders[_folder(kind)]:
            return f"There is already a record “{name}” in data/{_folder(kind)}. Choose another ID."
        return ""

    text = "What is its ID? Its address and its file have this name for ever."
    return Question("id", text, default=suggest, wrong=wrong)


def _start(when: str) -> str:
    """Return what an ID begins with: the date as it is written, or the year of a less exact time."""
    time = parse_when(when)
    return "" if time is None else when if _is_day(when) else str(time.first.year)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _title(text: str, default: Default | None = None) -> Question:
    return Question("title", text, default=default)


SUMMARY = Question(
    "summary", f"What is it? Write one or two sentences of plain English. {LATER}", default=always(TO_WRITE)
)


def _time(name: str, text: str) -> Question:
    return Question(name, f"{text} {UNKNOWN}", default=always(NOT_RECORDED), read=a_time)


RULES = Question(
    "deadline_rules", "Which rules about deadlines apply to it?", default=always(NO_RULES), choices=_rule_sets
)
ADD_A_KIND = "To use another kind, add it to data/vocabulary.yml, under review_kinds."


def _rules_of_kind(content: Content, answered: Answers) -> str:
    """Return the rule set of a kind of review that was in force on its first known day, or the newest one."""
    kind = content.vocabulary.review_kind(answered["kind"])
    if kind is None or kind.rules is None:
        return NO_RULES
    times = (parse_when(answered.get(name, "")) for name in ("on_site", "agreed", "published"))
    day = next((time.first for time in times if time), None)
    sets = {rules.id: rules for rules in content.deadline_rules.sets}
    named = [sets[name] for name in (kind.rules, *kind.earlier_rules) if name in sets]
    return next((rules.id for rules in named if day is None or rules.is_in_force(day)), NO_RULES)


def _who_reviewed(content: Content, answered: Answers) -> str:
    kind = content.vocabulary.review_kind(answered["kind"])
    return kind.question if kind else "Who reviewed?"


def _asked_for(content: Content, answered: Answers) -> str:
    kind = content.vocabulary.review_kind(answered["kind"])
    return f"What did {kind.reviewer_noun if kind else 'the reviewers'} recommend? {ONE_EACH}"


ONE_EACH = "Write one sentence each, in your own plain English."
REVIEW = (
    _title("What is the review called? Such as: Finance peer challenge 2031"),
    Question(
        "kind",
        "What kind of review is it?",
        choices=_words("review_kinds"),
        to_add=ADD_A_KIND,
    ),
    Question("reviewer", "Who carried it out? Such as: Local Government Association", asks=_who_reviewed),
    SUMMARY,
    _time("on_site", "When was the visit? Give a day, a month, or a range: 1 May 2031 to 4 May 2031."),
    _time("agreed", "When was the report agreed?"),
    _time("published", "When was it published?"),
    replace(RULES, default=_rules_of_kind),
    Question(
        "recommendation",
        f"What did the reviewers recommend? {ONE_EACH}",
        several=True,
        asks=_asked_for,
    ),
    _id_in("review", "on_site"),
)


def _plan_title(content: Content, answered: Answers) -> str:
    return f"Action plan: {content.reviews[answered['review']].title}"


def _plan_id(content: Content, answered: Answers) -> str:
    """Suggest the review's ID with “plan” after it: one name for two records would have to be explained to commands."""
    from goldenthread.acts.start_record import LONGEST_ID, suggested_id

    name = f"{answered['review'][: LONGEST_ID - 5].rstrip('-')}-plan"
    if name not in content.action_plans:
        return name
    return suggested_id(content, _folder("action-plan"), answered["title"])


ACTION_PLAN = (
    Question("review", "Which review does the plan answer?", choices=offer_records("review")),
    _title("What is the plan called?", default=_plan_title),
    SUMMARY,
    Question(
        "monitored_by",
        "Which body monitors its progress? Press Enter if none is named.",
        default=NONE,
        choices=offer_bodies,
    ),
    Question("id", _id_in("action-plan").text, default=_plan_id, wrong=_id_in("action-plan").wrong),
)


def _one_body(content: Content, answered: Answers) -> str:
    ids = [name for name, _ in offer_bodies(content, answered)]
    return "cabinet" if "cabinet" in ids else ids[0] if ids else ""


def yes_or_no(*_: object) -> Sequence[tuple[str, str]]:
    """Offer yes and no."""
    return [("yes", "Yes"), ("no", "No")]


def _has(section: SectionContent) -> Callable[[Content, Answers], bool]:
    """Return whether the format that was chosen has a section with some content."""

    def has(content: Content, answered: Answers) -> bool:
        from goldenthread.report.formats import has_section

        return has_section(content, answered["format"], section)

    return has


def _format(content: Content, answered: Answers) -> str:
    from goldenthread.acts.start_record import format_for

    return format_for(content, answered)


def _risk(name: str, text: str) -> Question:
    return Question(
        name,
        f"{text} Press Enter to say so later.",
        default=NONE,
        choices=_words("risk_levels"),
        when=_has("risk"),
    )


CABINET_REPORT = (
    _title("What is the report called? Such as: Finance review and action plan"),
    Question("body", "Which body decides?", default=_one_body, choices=offer_bodies),
    Question("meeting", f"What date does it meet? {UNKNOWN}", default=always(NOT_RECORDED), read=a_day),
    Question(
        "format",
        "Which format does the report have? By default, the one in use on that date.",
        default=_format,
        choices=_formats,
        asked=False,
    ),
    Question(
        "action_plan",
        "Which action plan does it present? Press Enter if there is none.",
        default=NONE,
        choices=offer_records("action-plan"),
    ),
    SUMMARY,
    Question("purpose", "What is it for?", default=_for_decision, choices=_words("purposes")),
    Question("key_decision", "Is it a key decision?", default=always("no"), choices=yes_or_no),
    Question(
        "decision",
        "What is the body asked to decide? Such as: approves the plan. Several parts are lettered a), b), c).",
        several=True,
    ),
    Question("reason", f"Why? {LATER}", default=always(TO_WRITE), when=_has("reason")),
    _risk("risk", "How high is the risk now?"),
    _risk("risk_after", "How high is the risk that remains?"),
    Question("author", "Who wrote it? Give the names as they will be printed.", several=True),
    _id_in("cabinet-report", "meeting"),
)
PLAN = (
    _title("What is the plan called? Such as: Productivity plan 2031"),
    Question("kind", "What kind of plan is it?", choices=_words("plan_kinds")),
    SUMMARY,
    Question("period", f"Which period does it cover, as printed? {UNKNOWN}", default=always(NOT_RECORDED)),
    Question("dated", f"When was it written, as printed? {UNKNOWN}", default=always(NOT_RECORDED)),
    RULES,
    Question("theme", "What are the headings of its themes, in order?", several=True),
    _id_in("plan", "period"),
)


def _short(_: Path, answered: Answers) -> str:
    name: str = answered["name"]
    return re.sub(r"( (City|County|Borough|District|Town|Parish))*( Council)?$", "", name) or name


def _patterns(engine: Path, _: Answers) -> list[tuple[str, str]]:
    from goldenthread.acts.start_council import patterns

    names = {name: re.sub(r"^Pattern \d+: ", "", form["name"]) for name, form in patterns(engine).items()}
    return [(name, capital(shown)) for name, shown in names.items()]


def _address(text: str) -> str:
    """Read the address of a site or of a folder of files on the web."""
    if text != NOT_RECORDED and (not is_web_address(text) or "?" in text or "#" in text):
        raise ValueError(f"“{text}” is not a web address. Write it as https://reviews.example.gov.uk/")
    return text


def _site(text: str) -> str:
    return text if text == NOT_RECORDED else _address(text).rstrip("/") + "/"


def _no_picture(_: Path, __: Answers, text: str) -> str:
    path = Path(text)
    if not path.is_file():
        return f"There is no file “{text}”."
    return "" if path.suffix.lower() in PICTURES else f"“{path.name}” is not an SVG, PNG or JPEG picture."


COUNCIL = (
    Question("name", "What is the council’s full name?"),
    Question("short_name", "What is it called in running text?", default=_short),
    Question("site_title", "What is the website called?", default=always("Reviews and actions")),
    Question("contact", "Where can a reader ask a question? Give an email address or a sentence."),
    Question(
        "governance",
        "How does the council make decisions?",
        choices=lambda *_: [("cabinet", "A leader and cabinet, or a mayor"), ("committees", "Committees")],
    ),
    Question(
        "body",
        "Which bodies make decisions? Put first the one that most reports go to. Press Enter for the usual ones.",
        several=True,
    ),
    Question("committee", "Which committees monitor progress or scrutinise decisions?", several=True),
    Question("post", "Which posts lead actions? Such as: Director of Finance", several=True),
    Question("format", "Which pattern is closest to your cabinet reports?", choices=_patterns),
    Question(
        "logo", "Where is the logo’s file? Press Enter if there is none.", default=NONE, wrong=_no_picture
    ),
    Question(
        "site_address",
        "What will the site’s address be? Press Enter if you do not know yet.",
        default=always(NOT_RECORDED),
        read=_site,
    ),
    Question(
        "visibility",
        "Who may see the files themselves, with their history?",
        choices=lambda *_: [("public", "Anyone"), ("private", "Only people the council chooses")],
    ),
    Question(
        "repository",
        "What will the address of the repository be? Press Enter if you do not know yet.",
        default=always(NOT_RECORDED),
        read=_address,
    ),
)
QUESTIONS: dict[str, tuple[Question, ...]] = {
    "review": REVIEW,
    "action-plan": ACTION_PLAN,
    "cabinet-report": CABINET_REPORT,
    "plan": PLAN,
    "decision": (*DECISION, _id_in("decision", "date")),
    "council": COUNCIL,
}
