"""What `build.py new` asks for each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from goldenthread.acts.questions import Answers, Choices, Default, Question, a_day, a_time
from goldenthread.acts.start_record import suggested_id
from goldenthread.acts.start_report import format_for
from goldenthread.common.dates import parse_when
from goldenthread.model.base import NOT_RECORDED, TO_WRITE
from goldenthread.model.deadline_rules import NO_RULES
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, PLANS, REVIEWS
from goldenthread.model.report_format import SectionContent
from goldenthread.read import Content
from goldenthread.report.formats import has_section
from goldenthread.source import is_name

LATER = "Enter alone leaves it to be written later."
UNKNOWN = "Enter alone when that is not recorded."


def _words(name: str) -> Choices:
    """Offer the words of one list of the vocabulary."""
    return lambda content, _: [(word.word, word.label) for word in getattr(content.vocabulary, name)]


def _rule_sets(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    """Offer the rule sets that a record may pin: all but those that a body keeps."""
    kept = {name for body in content.deadline_rules.bodies for name in body.rules}
    sets = [(rules.id, rules.name) for rules in content.deadline_rules.sets if rules.id not in kept]
    return [*sets, (NO_RULES, "No rules hold for it")]


def _bodies(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [
        (office.id, office.name)
        for office in content.organisation.offices
        if office.kind in ("decision-making body", "committee")
    ]


def _reviews(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(review.id, review.title) for review in content.reviews.values()]


def _plans(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(plan.id, plan.title) for plan in content.action_plans.values()]


def _formats(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(form.id, form.name) for form in content.formats.formats]


def _says(words: str) -> Default:
    return lambda *_: words


def _id_in(folder: str, when: str = "") -> Question:
    """Ask for the id; one is suggested from the title and from the answer called `when`."""

    def suggest(content: Content, found: Answers) -> str:
        return suggested_id(content, folder, found["title"], _start(found.get(when, "")))

    def wrong(content: Content, _: Answers, name: str) -> str:
        if not is_name(name):
            return f"“{name}” cannot be part of an address. Use small letters, figures and hyphens."
        if name in content.folders[folder]:
            return f"There is already a record “{name}” in data/{folder}. Choose another name."
        return ""

    words = "What is its name in its address and its file’s name, for ever?"
    return Question("id", words, default=suggest, wrong=wrong)


def _start(when: str) -> str:
    """Give what an id begins with: the day as it is written, or the year of a less exact time."""
    time = parse_when(when)
    return "" if time is None else when if _is_day(when) else str(time.first.year)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _title(words: str, default: Default | None = None) -> Question:
    return Question("title", words, default=default)


SUMMARY = Question(
    "summary", f"What is it, in a sentence or two of plain English? {LATER}", default=_says(TO_WRITE)
)


def _time(name: str, words: str) -> Question:
    return Question(name, f"{words} {UNKNOWN}", default=_says(NOT_RECORDED), read=a_time)


def _rules(words: str) -> Question:
    return Question("deadline_rules", words, default=_says(NO_RULES), choices=_rule_sets)


REVIEW = (
    _title("What is the review called? Such as: Finance peer challenge 2031"),
    Question("kind", "What kind of review is it?", choices=_words("review_kinds")),
    Question("reviewer", "Who reviewed? Such as: Local Government Association"),
    SUMMARY,
    _time("on_site", "When were the reviewers here? A day, a month, or: 1 May 2031 to 4 May 2031."),
    _time("agreed", "When was their report agreed?"),
    _time("published", "When was it published?"),
    _rules("Which rules about deadlines hold for it?"),
    Question(
        "recommendation",
        "What did the reviewers recommend? A sentence each, in plain English of your own.",
        several=True,
    ),
    _id_in(REVIEWS.folder, "on_site"),
)


def _plan_title(content: Content, found: Answers) -> str:
    return f"Action plan: {content.reviews[found['review']].title}"


def _plan_id(content: Content, found: Answers) -> str:
    name = found["review"]
    return (
        suggested_id(content, ACTION_PLANS.folder, found["title"]) if name in content.action_plans else name
    )


ACTION_PLAN = (
    Question("review", "Which review does the plan answer?", choices=_reviews),
    _title("What is the plan called?", default=_plan_title),
    SUMMARY,
    Question(
        "monitored_by",
        "Which body follows its progress? Enter alone when none is named.",
        default=_says(""),
        choices=_bodies,
    ),
    Question(
        "id", _id_in(ACTION_PLANS.folder).words, default=_plan_id, wrong=_id_in(ACTION_PLANS.folder).wrong
    ),
)


def _one_body(content: Content, found: Answers) -> str:
    ids = [name for name, _ in _bodies(content, found)]
    return "cabinet" if "cabinet" in ids else ids[0] if ids else ""


def _yes_or_no(*_: object) -> Sequence[tuple[str, str]]:
    return [("yes", "Yes"), ("no", "No")]


def _has(section: SectionContent) -> Callable[[Content, Answers], bool]:
    """Say whether the format that was chosen has a section of some content."""
    return lambda content, found: has_section(content, found["format"], section)


CABINET_REPORT = (
    _title("What is the report called? Such as: Finance review and action plan"),
    Question("body", "Which body decides?", default=_one_body, choices=_bodies),
    Question("meeting", f"On which day does it meet? {UNKNOWN}", default=_says(NOT_RECORDED), read=a_day),
    Question(
        "format",
        "Which format of report is it? The one that holds on the day is offered.",
        default=format_for,
        choices=_formats,
        asked=False,
    ),
    Question(
        "action_plan",
        "Which action plan does it bring? Enter alone when it brings none.",
        default=_says(""),
        choices=_plans,
    ),
    SUMMARY,
    Question("purpose", "What is it brought for?", default=_says("for decision"), choices=_words("purposes")),
    Question("key_decision", "Is it a key decision?", default=_says("no"), choices=_yes_or_no),
    Question(
        "decision",
        "What is the body asked to decide? Such as: approves the plan. Several parts are lettered a), b), c).",
        several=True,
    ),
    Question("reason", f"Why? {LATER}", default=_says(TO_WRITE), when=_has("reason")),
    Question(
        "risk",
        "How high is the risk now? Enter alone to say it later.",
        default=_says(""),
        choices=_words("risk_levels"),
        when=_has("risk"),
    ),
    Question(
        "risk_after",
        "How high is the risk that remains? Enter alone to say it later.",
        default=_says(""),
        choices=_words("risk_levels"),
        when=_has("risk"),
    ),
    Question("author", "Who wrote it? The names as they will be printed.", several=True),
    _id_in(CABINET_REPORTS.folder, "meeting"),
)

PLAN = (
    _title("What is the plan called? Such as: Productivity plan 2031"),
    Question("kind", "What kind of plan is it?", choices=_words("plan_kinds")),
    SUMMARY,
    Question("period", f"Which time does it cover, as printed? {UNKNOWN}", default=_says(NOT_RECORDED)),
    Question("dated", f"When was it written, as printed? {UNKNOWN}", default=_says(NOT_RECORDED)),
    _rules("Which rules about deadlines hold for it?"),
    Question("theme", "What are the headings of its themes, in order?", several=True),
    _id_in(PLANS.folder, "period"),
)

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "review": REVIEW,
    "action-plan": ACTION_PLAN,
    "cabinet-report": CABINET_REPORT,
    "plan": PLAN,
}
