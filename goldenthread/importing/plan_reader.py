"""An action plan from a table: each row's exact words, the recommendation that it answers, and where it points."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from goldenthread.common.dates import Precision, in_words, parse_when
from goldenthread.common.inflection import count
from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import one_line, same_words
from goldenthread.importing.columns import ACTION_PLAN, Column, Headings, value_of
from goldenthread.importing.document import Paper
from goldenthread.importing.merging import Brought, Item, Wish
from goldenthread.importing.tables import Entry, Reading, numbers_given_twice, read_tables
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED, TO_WRITE
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.base import Number
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.model.review import Recommendation
from goldenthread.read import Content

LONG = 2_000  # letters: more are not needed to tell two wordings apart
NEAR = 0.5  # at most half of the letters of a wording may differ before it counts as another recommendation
_POINTS = re.compile(r"\bsee (?:action )?", re.IGNORECASE)
_WHOLLY = re.compile(r"(?:see|as)\s+(?:action\s+)?", re.IGNORECASE)
_ANSWERS = next(column for column in ACTION_PLAN if column.field == "answers")
_UPDATE = [column for column in ACTION_PLAN if column.field.startswith("updates.")]
# The columns that are read as they are; of the others something is worked out.
_AS_WRITTEN = [
    column
    for column in ACTION_PLAN
    if "." not in column.field
    and column.field not in ("number", "answers", "group", "recommendation", "response", "lead", "timeline")
]


def read_plan(paper: Paper, wish: Wish, content: Content) -> Brought:
    """Read the rows of every table with known headings."""
    reading = read_tables(paper.tables, ACTION_PLAN, "response")
    old = content.action_plans.get(wish.id)
    headings = Headings(old.groups if old else (), "Actions")
    brought = Brought(ACTION_PLANS.folder, {}, "actions", "groups", said=reading.said)
    brought.problems, brought.lost = reading.problems, reading.lost
    if not reading.columns:
        brought.problems.append(problem("import-no-table", paper.place, needed="number and response"))
        return brought
    for entry, twice in numbers_given_twice(reading.entries):
        entry.wrong.append(twice)
    reviews = wish.answers or (old.responds_to if old else ())
    answered = _answered(reviews, content, brought, paper)
    if "recommendation" in reading.fields:
        brought.problems += _without_recommendations(reviews, content, paper)
    numbers = {entry.number for entry in reading.entries}
    row = _Rows(reading, wish, content, headings, answered, numbers)
    brought.items = [row.item(entry) for entry in reading.entries]
    _refuse_unknown_leads([item for item in brought.items if item.number not in _posted(old)], content, paper)
    brought.headings = headings.used
    brought.said += row.told()
    brought.top = {"title": TO_WRITE, "summary": TO_WRITE, "draft": True, "responds_to": list(reviews)}
    return brought


Answered = dict[Number, tuple[str, Recommendation]]


def _answered(reviews: Sequence[str], content: Content, brought: Brought, paper: Paper) -> Answered:
    """Return recommendations by the number of the row that answers them.

    Of one review that is its own number; those of several are numbered through, in the order in which they are named.
    """
    missing = [review for review in reviews if review not in content.reviews]
    brought.problems += [problem("import-no-review", paper.place, review=review) for review in missing]
    if not reviews:
        brought.problems.append(problem("import-answers-what", paper.place))
    known = [
        (review, item)
        for review in reviews
        if review in content.reviews
        for item in content.reviews[review].recommendations
    ]
    if len(reviews) == 1:
        return {item.number: (review, item) for review, item in known}
    return {Number(place): one for place, one in enumerate(known, start=1)}


def _without_recommendations(reviews: Sequence[str], content: Content, paper: Paper) -> Iterator[Problem]:
    """Yield a problem for each review without a recommendation to compare the plan's wording with."""
    for review in reviews:
        if review in content.reviews and not content.reviews[review].recommendations:
            yield problem("import-review-empty", paper.place, review=review)


class _Rows:
    """Makes an action of each row."""

    def __init__(
        self,
        reading: Reading,
        wish: Wish,
        content: Content,
        headings: Headings,
        answered: Answered,
        numbers: set[Number],
    ) -> None:
        self.reading, self.wish, self.content, self.headings = reading, wish, content, headings
        self.answered, self.numbers = answered, numbers
        self.known = {
            f"{r.id} {one.number}": one for r in content.reviews.values() for one in r.recommendations
        }
        self.worded: list[Number] = []
        self.pointers: list[str] = []
        self.unheld: list[Number] = []

    def item(self, entry: Entry) -> Item:
        """Make the values of one action."""
        item = Item(entry.number, {"number": entry.number}, entry.place, list(entry.wrong))
        item.values["answers"] = self._answers(entry, item)
        group = one_line(entry.words("group")) or entry.group
        item.values["group"] = self.headings.id_of(group)
        item.values |= self._columns(entry)
        derived = self._pointers(entry, item) | {"answers", "lead", "timeline"} - self.reading.fields
        derived |= set() if group else {"group"}
        if update := self._update(entry, item):
            item.values["updates"] = [update]
        item.derived, item.blank = frozenset(derived), entry.blank
        return item

    def _columns(self, entry: Entry) -> dict[str, Any]:
        """Return the words of the columns; blanks of the plan's three columns are recorded as blank."""
        response, summary = entry.words("response"), entry.words("response_summary")
        values: dict[str, Any] = {"response": response or (NOT_RECORDED if not summary else None)}
        for name in ("lead", "timeline"):
            values[name] = one_line(entry.words(name)) or NOT_RECORDED
        for column in _AS_WRITTEN:
            values[column.field] = self._value(column, entry)
        values["lead_posts"] = values["lead_posts"] or list(self.wish.leads.get(values["lead"], ()))
        return {name: value for name, value in values.items() if value}

    def _pointers(self, entry: Entry, item: Item) -> set[str]:
        """Take “See 6” for what it says, where the plan has a row 6 and no column that says otherwise."""
        if {"same_as", "see"} & self.reading.fields:
            return set()
        words = entry.words("response")
        others = self.numbers - {entry.number}
        targets = [one for match in _POINTS.finditer(words) if (one := _target(words[match.end() :], others))]
        whole = _WHOLLY.sub("", words, count=1).removesuffix(".") if _WHOLLY.match(words) else ""
        if whole in others:
            item.values["same_as"] = whole
            self.pointers.append(f"{entry.number} → {whole}")
        elif targets:
            item.values["see"] = list(dict.fromkeys(targets))
            self.pointers += [
                f"{entry.number} → {n} as well as its own answer" for n in dict.fromkeys(targets)
            ]
        return {"same_as", "see"}

    def _answers(self, entry: Entry, item: Item) -> list[str]:
        """Name what a row answers: as its own column says, or by its number among the recommendations."""
        written: list[str] = self._value(_ANSWERS, entry) or []
        if written:
            asked = [self.known[name] for name in written if name in self.known]
        elif entry.number in self.answered:
            review, recommendation = self.answered[entry.number]
            written, asked = [f"{review} {recommendation.number}"], [recommendation]
        else:
            if self.answered:
                item.wrong.append(problem("import-answers-nothing", entry.place, number=entry.number))
            return []
        if asked and entry.words("recommendation"):
            self._wording(entry, item, ", ".join(written), asked)
        return written

    def _wording(self, entry: Entry, item: Item, names: str, asked: Sequence[Recommendation]) -> None:
        """Hold the plan's wording against the review's: the same, near, or of another recommendation."""
        words = entry.words("recommendation")
        if same_words(words, " ".join(one.text or one.summary or "" for one in asked)):
            item.values["recommendation"] = None
            return
        if not all(one.text for one in asked):
            self.unheld.append(entry.number)
        elif not _near(words, " ".join(one.text or "" for one in asked)):
            place = entry.cells["recommendation"].place
            item.wrong.append(problem("import-other-words", place, number=entry.number, review=names))
            return
        item.values["recommendation"] = words
        self.worded.append(entry.number)

    def _update(self, entry: Entry, item: Item) -> dict[str, str] | None:
        """Make an update of the status columns: what was known on one day."""
        cells = {column.field.partition(".")[2]: self._value(column, entry) for column in _UPDATE}
        found = {name: value for name, value in cells.items() if value}
        if not found:
            return None
        if "date" in found:
            when = parse_when(one_line(found["date"]))
            if when is None:
                item.wrong.append(
                    problem("not-a-date", entry.cells["updates.date"].place, value=found["date"])
                )
                return None
            found["date"] = when.first.isoformat() if when.precision is Precision.DAY else in_words(when)
        elif self.wish.as_at:
            found["date"] = self.wish.as_at.isoformat()
        else:
            item.wrong.append(problem("import-status-without-day", entry.place, number=entry.number))
            return None
        return found

    def _value(self, column: Column, entry: Entry) -> Any:
        return value_of(column, Action, entry.words(column.field), self.content.vocabulary)

    def told(self) -> Iterator[str]:
        """Yield sentences about what was worked out, so that a person can check it."""
        yield f"{count(len(self.reading.entries), 'row')} read, in {count(len(self.headings.used), 'group')}."
        for name in ("lead", "timeline"):
            if name not in self.reading.fields:
                yield f"There is no column for the {name}, so a new row says “{NOT_RECORDED}”."
        if self.pointers:
            yield f"Rows that point to another: {'; '.join(self.pointers)}."
        if self.worded:
            yield f"Worded differently from the review, and kept as in the plan: {_numbers(self.worded)}."
        if self.unheld:
            yield f"We do not have the review’s exact words to compare with: {_numbers(self.unheld)}."


def _refuse_unknown_leads(items: Sequence[Item], content: Content, paper: Paper) -> None:
    """Report each lead that the organisation does not know once, with all its rows; check would report each row."""
    names = content.organisation.names()
    unknown: dict[str, list[Item]] = {}
    for item in items:
        lead = item.values["lead"]
        if lead != NOT_RECORDED and lead not in names and not item.values.get("lead_posts"):
            unknown.setdefault(lead, []).append(item)
    for lead, rows in unknown.items():
        said = problem(
            "import-unknown-lead", paper.place, lead=lead, rows=_numbers([row.number for row in rows])
        )
        for row in rows:
            row.wrong.append(said)


def _near(one: str, other: str) -> bool:
    """Whether two wordings are like enough to be of one recommendation."""
    matcher = SequenceMatcher(
        None, one_line(one)[:LONG].lower(), one_line(other)[:LONG].lower(), autojunk=False
    )
    return matcher.ratio() >= NEAR


def _posted(old: ActionPlan | None) -> frozenset[Number]:
    """Return the actions for which a person has recorded whom a printed lead means."""
    return frozenset(action.number for action in old.actions if action.lead_posts) if old else frozenset()


def _target(words: str, numbers: Collection[Number]) -> Number | None:
    """Return the number with which words begin: the longest, when one number begins with another."""
    fits = [n for n in numbers if re.match(rf"{re.escape(n)}(?![\w/(]|\.\d)", words)]
    return max(fits, key=len, default=None)


def _numbers(numbers: Sequence[Number]) -> str:
    return ", ".join(map(str, numbers))
