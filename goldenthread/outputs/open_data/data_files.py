"""Every file of open data: what a row is, what each name in it means, and where the rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from goldenthread.model.action_plan import Update
from goldenthread.model.base import Record
from goldenthread.model.cabinet_report import Decision
from goldenthread.model.common import Correction, EditorNote
from goldenthread.model.plan import Plan
from goldenthread.model.review import Review
from goldenthread.outputs.open_data import data_rows
from goldenthread.outputs.open_data.data_rows import LEFT_OUT, Row, public_fields
from goldenthread.register.views import Register

FOLDER = "data/v1/"


@dataclass(frozen=True, slots=True)
class Column:
    """A name in the data and what it means. A dot leads into a part: `timeline.from`."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """One set of data: its name, what a row is, its columns, and where the rows come from."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Register], list[Row]]
    has_csv: bool = False

    @property
    def key(self) -> str:
        """Give the name under which the rows stand in the JSON."""
        return self.name.replace("-", "_")

    @property
    def paths(self) -> tuple[str, ...]:
        """Give the addresses of the files."""
        return tuple(
            f"{FOLDER}{self.name}.{kind}" for kind in (("json", "csv") if self.has_csv else ("json",))
        )


def _described(model: type[Record], prefix: str = "", left_out: Iterable[str] = ()) -> Iterator[Column]:
    """Take the meaning of each field from the model, and go into its parts."""
    for name in public_fields(model):
        if name not in left_out:
            field = model.model_fields[name]
            yield Column(prefix + name, field.description or "")
            inner = _part(field.annotation)
            if inner:
                yield from _described(inner, f"{prefix}{name}.")


def _part(annotation: Any) -> type[Record] | None:
    """Find the kind of record that a field holds one or several of."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _part(inner))), None)


def _columns(*pairs: tuple[str, str] | Iterator[Column]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for pair in pairs:
        columns.extend([Column(*pair)] if isinstance(pair, tuple) else pair)
    return tuple(columns)


_URL = ("url", "Address of the page, from the root of this site.")
_WITHDRAWN = (
    ("withdrawn_on", "The day from which it no longer holds; empty while it does."),
    ("withdrawn_because", "Why it no longer holds."),
)
_NOTES = ("editor_notes", "What an editor has to say about it.")

FILES = (
    DataFile(
        "actions",
        "One row for each action of an action plan.",
        _columns(
            ("plan", "The action plan’s id."),
            ("number", "The plan’s own number."),
            ("answers", "The recommendations that the action answers."),
            ("answers.review", "The review’s id."),
            ("answers.number", "The reviewer’s number."),
            ("theme", "The heading of the plan under which the action stands."),
            ("summary", "What was asked, in our words."),
            ("response", "What the council will do; empty when the plan leaves it blank."),
            ("response_is_summary", "Whether `response` is our summary rather than the plan’s own words."),
            ("lead.as_printed", "The lead as printed; empty when the plan leaves it blank."),
            ("lead.posts", "The ids of the bodies and posts meant."),
            ("timeline.as_printed", "The plan’s timeline as printed; empty when it is blank."),
            (
                "timeline.kind",
                "What the timeline is: date, month, season, year, ongoing, complete, none (blank) or unclear.",
            ),
            ("timeline.from", "The first day that the timeline can mean."),
            ("timeline.to", "The last day that the timeline can mean."),
            ("due.as_printed", "The timeline in force: the last that an update gives, else the plan’s."),
            ("due.kind", "What the timeline in force is."),
            ("due.from", "The first day that the timeline in force can mean."),
            ("due.to", "The last day that the timeline in force can mean."),
            ("slips", "Every move of the timeline, the first move first."),
            ("slips.was", "The timeline before, as printed; empty when it was blank."),
            ("slips.became", "The timeline after, as printed."),
            ("slips.on", "The day of the update that moved it."),
            (
                "slips.days_later",
                "By how many days, less than 0 for earlier; empty when one of the two is no date.",
            ),
            ("slips.reason", "Why it moved."),
            ("slips.approved_by", "Who approved the move; empty when nobody is named."),
            ("see", "The numbers of all actions of the same plan that the response points to."),
            ("same_as", "The number of the action that the response wholly points to."),
            ("status", "How far the action has got; “not recorded” when no paper that we hold says."),
            ("status_since", "The day of the update that says so."),
            ("acceptance", "Whether the council agreed, as far as it says so."),
            ("updates", "What was known of progress on one day, the newest first."),
            _described(Update, "updates."),
            *_WITHDRAWN,
            ("editor_note", "What an editor has to say about it."),
            _URL,
        ),
        lambda register: [data_rows.action(view) for view in register.actions],
        has_csv=True,
    ),
    DataFile(
        "recommendations",
        "One row for each numbered recommendation of a review.",
        _columns(
            ("review", "The review’s id."),
            ("number", "The reviewer’s number."),
            ("key", "Whether the reviewers call it a key recommendation."),
            ("theme", "The heading of the review under which it stands."),
            ("summary", "What is asked, in our words."),
            ("text", "The reviewer’s exact words; empty when we do not hold them."),
            ("answered_by", "The actions that answer it."),
            ("answered_by.plan", "The action plan’s id."),
            ("answered_by.action", "The action’s number."),
            ("repeats", "Recommendations that ask for the same, or for a part of it."),
            ("repeats.review", "The review’s id."),
            ("repeats.number", "The reviewer’s number."),
            ("source", "Where the exact words stand: document, section and number."),
            ("also_in", "Other places where it is printed."),
            *_WITHDRAWN,
            ("wording_note", "How the wording differs from place to place."),
            ("editor_note", "What an editor has to say about it."),
            _URL,
        ),
        lambda register: [data_rows.recommendation(view) for view in register.recommendations],
        has_csv=True,
    ),
    DataFile(
        "reviews",
        "One entry for each review.",
        _columns(
            _described(Review, "", LEFT_OUT | {"recommendations"}),
            ("recommendations", "The numbers of its recommendations."),
            ("action_plans", "The ids of the action plans that answer it."),
            ("cabinet_reports", "The ids of the cabinet reports that brought it."),
            ("later_reviews", "The ids of later reviews that look back on it."),
            _URL,
        ),
        lambda register: [data_rows.review(view) for view in register.reviews],
    ),
    DataFile(
        "cabinet-reports",
        "One entry for each cabinet report; its text is on its page and in its PDF.",
        _columns(
            ("id", "The report’s id."),
            ("title", "What the report is called on its page."),
            ("heading", "The title as printed; empty when it is lost."),
            ("summary", "What it is, in our words."),
            ("body", "The id of the body that decides."),
            ("meeting", "The day of the meeting; empty when the paper does not say."),
            ("purpose", "What the paper is brought for."),
            ("authors", "Who wrote it."),
            ("authors.name", "The name as printed."),
            ("authors.title", "The post as printed."),
            ("recommended_decision", "What the body is asked to decide, part by part."),
            ("decision", "What the body decided; empty until it is known."),
            _described(Decision, "decision."),
            ("sections", "The sections in printed order."),
            ("sections.number", "The number as printed; empty where none is printed."),
            ("sections.heading", "The heading as printed."),
            ("risk", "The risk assessment; empty when the paper has none."),
            ("risk.current", "The level of risk now."),
            ("risk.residual", "The level of risk that remains."),
            ("appendices", "The appendices in printed order."),
            ("appendices.number", "Its number or letter as printed."),
            ("appendices.title", "Its title as printed."),
            ("appendices.kind", "What it is: action plan, review, plan, file, exempt or not supplied."),
            ("reviews", "The ids of the reviews that it brings."),
            ("action_plans", "The ids of the action plans that it brings."),
            ("plan", "The id of the plan that it reports on."),
            *_WITHDRAWN,
            ("corrections", "What was put right since it was published, newest first."),
            _described(Correction, "corrections."),
            _NOTES,
            _described(EditorNote, "editor_notes."),
            ("pdf", "Address of the PDF, from the root of this site."),
            _URL,
        ),
        lambda register: [data_rows.cabinet_report(view) for view in register.cabinet_reports],
    ),
    DataFile(
        "plans",
        "One entry for each plan of the council.",
        _columns(_described(Plan, "", LEFT_OUT), _URL),
        lambda register: [data_rows.plan(view) for view in register.plans],
    ),
    DataFile(
        "deadlines",
        "One entry for each deadline of a review, a cabinet report or a plan, with its working, as on the day when the site was built.",
        _columns(
            ("id", "The deadline’s id, which stays the same."),
            ("record", "Address of the page of the review, report or plan, from the root of this site."),
            ("record_title", "What the review, report or plan is called."),
            ("what", "What had to be done."),
            ("rule", "The rule in words."),
            ("rule_set", "The id of the set of rules that it belongs to."),
            ("source", "Where the rule stands."),
            ("source_link", "Address of that place; empty when we have none."),
            ("anchor", "The event from which it is counted."),
            ("anchor_as_printed", "When that was, as the papers print it; empty when they do not say."),
            ("first", "The due day; the first that it can be, when the event is not known to the day."),
            ("last", "The due day; the last that it can be. Empty when no day can be worked out."),
            ("outcome", "Met, missed, not yet due, overdue (not known to be done) or cannot be worked out."),
            ("done", "When it was done, as far as the papers say."),
            ("margin", "How many days there were to spare; below zero when it was missed by so many days."),
            ("reason", "The outcome in one or two sentences."),
            ("steps", "The days, or the steps, from the event to the due day, in their order."),
            ("steps.day", "The day."),
            ("steps.counts", "Whether it counts."),
            ("steps.why", "Why it counts, or why not."),
        ),
        lambda register: [data_rows.deadline(item) for item in register.deadlines],
    ),
    DataFile(
        "approvals",
        "One entry for each page, with how its words came to be approved. It is empty when the site was made without the history of its files.",
        _columns(
            ("title", "What the page is called."),
            ("digest", "SHA-256 of what the record says to the public, in its one form."),
            ("since", "The day from which these words stand; empty when they are in no commit."),
            ("state", "Whether they were approved, or why that is not said."),
            ("kept_the_rules", "Whether the council’s own rules for approval were kept."),
            ("roles", "The roles in which they were approved."),
            ("pull_request", "Address of what was proposed; empty where there is none."),
            _URL,
        ),
        lambda register: [data_rows.approval(proof) for proof in register.past.proofs],
    ),
    DataFile(
        "changes",
        "One entry for each change of a page, the latest first. It is empty when the site was made without the history of its files.",
        _columns(
            ("date", "The day of the change."),
            ("title", "What the page is called."),
            ("changes", "What changed, a sentence each."),
            ("approval", "How it was approved; empty where the council keeps no approvals."),
            ("pull_request", "Address of what was proposed; empty where there is none."),
            _URL,
        ),
        lambda register: [data_rows.changed(item) for item in register.past.changed],
    ),
)
