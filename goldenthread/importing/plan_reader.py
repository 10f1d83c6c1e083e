"""An action plan from a table: each row's exact words, the recommendation that it answers, and where it points."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from goldenthread.common.dates import Precision, in_words, parse_when
from goldenthread.common.inflection import count
from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import id_from, one_line, same_words
from goldenthread.importing.columns import ACTION_PLAN, Column, Headings, bare, value_of
from goldenthread.importing.document import Paper
from goldenthread.importing.merging import Brought, Item, Wish
from goldenthread.importing.proposals import (
    completion,
    confidence_in,
    position_in,
    printed,
    says_complete,
)
from goldenthread.importing.tables import Entry, Reading, numbers_given_twice, read_tables, without_column
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED, OWN_COMMITMENT, TO_WRITE
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.base import Number, RecommendationRef
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.model.review import Recommendation, SubRecommendation
from goldenthread.read import Content

LONG = 2_000  # letters: more are not needed to tell two wordings apart
NEAR = 0.5  # at most half of the letters of a wording may differ before it counts as another recommendation
_POINTS = re.compile(r"\bsee (?:action )?", re.IGNORECASE)
_WHOLLY = re.compile(r"(?:see|as)\s+(?:action\s+)?", re.IGNORECASE)
_ANSWERS = next(column for column in ACTION_PLAN if column.field == "answers")
_UPDATE = [column for column in ACTION_PLAN if column.field.startswith("updates.")]
# What a lead that we do not know most likely is, by its name; anything else is a post.
_KINDS_OF_LEAD = (
    ("committee", r"\b(?:committee|panel)\b"),
    ("officer group", r"\b(?:board|group|SLT|CMT|SMT)\b"),
    ("team", r"\b(?:team|service|services|department|directorate|unit)\b"),
    ("group", r"\b(?:board|group|team|service|services|department|directorate|unit)\b"),
    ("group of people", r"\ball\b|\bofficers\b|\bmanagers\b|\bmembers\b"),
)
# The columns that are read as they are; of the others something is worked out.
_AS_WRITTEN = [
    column
    for column in ACTION_PLAN
    if "." not in column.field
    and column.field not in ("number", "answers", "group", "recommendation", "response", "lead", "timeline")
]


def read_plan(paper: Paper, wish: Wish, content: Content) -> Brought:
    """Read the rows of every table with known headings."""
    reading = read_tables(paper.tables, ACTION_PLAN, "response", wish.columns)
    old = content.action_plans.get(wish.id)
    headings = Headings(old.groups if old else (), "Actions")
    brought = Brought(ACTION_PLANS.folder, {}, "actions", "groups", said=reading.said)
    brought.problems, brought.lost, brought.unknown = reading.problems, reading.lost, reading.unknown
    if not reading.columns:
        brought.problems.append(without_column(reading, paper, wish.kind))
        return brought
    for entry, twice in numbers_given_twice(reading.entries):
        entry.wrong.append(twice)
    reviews = wish.answers or (old.responds_to if old else ())
    answered = _answered(reviews, content, brought, paper, reading.fields)
    if "recommendation" in reading.fields:
        brought.problems += _without_recommendations(reviews, content, paper)
    numbers = {entry.number for entry in reading.entries}
    row = _Rows(reading, wish, content, headings, answered, numbers)
    brought.items = [row.item(entry) for entry in reading.entries]
    strangers = _unknown_leads([item for item in brought.items if item.number not in _posted(old)], content)
    _refuse_leads(strangers, brought, wish, content, paper)
    brought.headings = headings.used
    brought.said += row.told()
    brought.proposed, brought.undated = list(row.proposed()), bool(row.undated)
    brought.top = {"title": TO_WRITE, "summary": TO_WRITE, "draft": True, "responds_to": list(reviews)}
    return brought


Answered = dict[Number, RecommendationRef]
Asked = Recommendation | SubRecommendation


def _answered(
    reviews: Sequence[str], content: Content, brought: Brought, paper: Paper, fields: Collection[str]
) -> Answered:
    """Return recommendations by the number of the row that answers them.

    Of one review that is its own number; those of several are numbered through, in the order in which they are named.
    """
    missing = [review for review in reviews if review not in content.reviews]
    brought.problems += [problem("import-no-review", paper.place, review=review) for review in missing]
    if not reviews and "answers" not in fields:
        asked = "recommendation" in fields
        brought.problems.append(
            problem("import-answers-what" if asked else "import-own-commitments", paper.place)
        )
    known = [
        (RecommendationRef(review, item.number), item)
        for review in reviews
        if review in content.reviews
        for item in content.reviews[review].recommendations
    ]
    if len(reviews) == 1:
        return {number: RecommendationRef(reviews[0], number) for _, item in known for number in item.named}
    return {Number(place): ref for place, (ref, _) in enumerate(known, start=1)}


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
        self.known: dict[str, Asked] = {
            f"{review.id} {number}": asked
            for review in content.reviews.values()
            for item in review.recommendations
            for number, asked in item.named.items()
        }
        self.worded: list[Number] = []
        self.pointers: list[str] = []
        self.unheld: list[Number] = []
        self.undated: list[Number] = []
        self.proposals: dict[str, list[Number]] = {}
        self.day = wish.as_at.isoformat() if wish.as_at else NOT_RECORDED

    def item(self, entry: Entry) -> Item:
        """Make the values of one action."""
        item = Item(entry.number, {"number": entry.number}, entry.place, list(entry.wrong))
        item.values["answers"] = self._answers(entry, item) or None
        group = one_line(entry.words("group")) or entry.group
        item.values["group"] = self.headings.id_of(group)
        item.values |= self._columns(entry)
        derived = self._pointers(entry, item) | {"answers", "lead", "timeline"} - self.reading.fields
        derived |= set() if group else {"group"}
        if update := self._update(entry, item):
            item.values["updates"] = [update]
        derived |= self._propose(entry, item)
        item.derived, item.blank = frozenset(derived), entry.blank
        return item

    def _propose(self, entry: Entry, item: Item) -> set[str]:
        """Propose a position, and that the action is complete, where the plan's own words seem to say so."""
        words: dict[str, Any] = {}
        if "acceptance" not in item.values and (
            position := position_in(entry.words("response"), self.content.vocabulary)
        ):
            words["acceptance"] = position
        for name in ("timeline", "updates.confidence"):
            if "updates" not in item.values | words and says_complete(entry.words(name)):
                heading = self.reading.headings[name]
                self.undated += [] if self.wish.as_at else [entry.number]
                words["updates"] = [completion(entry.words(name), heading, self.day, self.content.vocabulary)]
        for name, value in words.items():
            label = value if name == "acceptance" else value[0]["status"]
            self.proposals.setdefault(label, []).append(entry.number)
        item.values |= words if self.wish.as_proposed else {}
        return words.keys() & {"acceptance"}

    def _columns(self, entry: Entry) -> dict[str, Any]:
        """Return the words of the columns; blanks of the plan's three columns are recorded as blank."""
        response, summary = entry.words("response"), entry.words("response_summary")
        values: dict[str, Any] = {"response": response or (NOT_RECORDED if not summary else None)}
        for name in ("lead", "timeline"):
            values[name] = one_line(entry.words(name)) or NOT_RECORDED
        for column in _AS_WRITTEN:
            values[column.field] = self._value(column, entry)
        position = position_in(entry.words("acceptance"), self.content.vocabulary)
        values["acceptance"] = position or values["acceptance"]
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
        if [bare(one) for one in written] == [bare(OWN_COMMITMENT)]:
            item.values["recommendation"] = entry.words("recommendation") or None
            return []
        if written:
            asked = [self.known[name] for name in written if name in self.known]
        elif entry.number in self.answered:
            ref = str(self.answered[entry.number])
            written, asked = [ref], [self.known[ref]]
        else:
            if self.answered:
                item.wrong.append(problem("import-answers-nothing", entry.place, number=entry.number))
            return []
        if asked and entry.words("recommendation"):
            self._wording(entry, item, ", ".join(written), asked)
        return written

    def _wording(self, entry: Entry, item: Item, names: str, asked: Sequence[Asked]) -> None:
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
        colour = entry.words("updates.confidence")
        cells["confidence"] = (
            None if says_complete(colour) else confidence_in(colour, self.content.vocabulary)
        )
        found = {name: value for name, value in cells.items() if value}
        if not found:
            return None
        if "note" not in found:
            name = f"updates.{'status' if 'status' in found else next(iter(found.keys() - {'date'}), 'date')}"
            found["note"] = printed(entry.words(name), self.reading.headings[name])
        if "date" in found:
            when = parse_when(one_line(found["date"]))
            if when is None:
                item.wrong.append(
                    problem("not-a-date", entry.cells["updates.date"].place, value=found["date"])
                )
                return None
            found["date"] = when.first.isoformat() if when.precision is Precision.DAY else in_words(when)
        else:
            found["date"] = self.day
            self.undated += [] if self.wish.as_at else [entry.number]
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
            yield f"Worded differently from the review, and kept as in the plan: {', '.join(self.worded)}."
        if self.unheld:
            yield f"We do not have the review’s exact words to compare with: {', '.join(self.unheld)}."
        if self.undated:
            rows = ", ".join(self.undated)
            yield f"Their progress has no date, so it says “{NOT_RECORDED}”: {rows}. --as-at gives the plan’s date."

    def proposed(self) -> Iterator[str]:
        """Yield what the plan's own words seem to say, with the rows."""
        yield from (f"{word.capitalize()}: {', '.join(rows)}." for word, rows in self.proposals.items())


def _unknown_leads(items: Sequence[Item], content: Content) -> dict[str, list[Item]]:
    """Return the leads that the organisation does not know, each with its rows."""
    names = content.organisation.names()
    unknown: dict[str, list[Item]] = {}
    for item in items:
        lead = item.values["lead"]
        if lead != NOT_RECORDED and lead not in names and not item.values.get("lead_posts"):
            unknown.setdefault(lead, []).append(item)
    return unknown


def _refuse_leads(
    unknown: dict[str, list[Item]], brought: Brought, wish: Wish, content: Content, paper: Paper
) -> None:
    """Report each unknown lead once, with all its rows; or have it added, when a person says so."""
    taken = {office.id for office in content.organisation.offices}
    for lead, rows in unknown.items():
        name = id_from(lead)
        name = next(one for one in (name, *(f"{name[:76]}-{n}" for n in range(2, 1000))) if one not in taken)
        taken.add(name)
        kind = _kind_of(lead, content)
        brought.offices[lead] = {"id": name, "name": lead, "kind": kind}
        numbers = ", ".join(row.number for row in rows)
        if wish.add_leads:
            brought.said.append(
                f"“{lead}” (rows {numbers}) is added to data/organisation.yml as “{kind}”. Check that."
            )
        else:
            said = problem("import-unknown-lead", paper.place, lead=lead, rows=numbers)
            for row in rows:
                row.wrong.append(said)


def _kind_of(lead: str, content: Content) -> str:
    """Return what a lead most likely is, as one of the council's words."""
    kinds = content.vocabulary.words("offices")
    fits = (kind for kind, form in _KINDS_OF_LEAD if re.search(form, lead, re.IGNORECASE))
    return next((kind for kind in (*fits, "post", *kinds) if kind in kinds), "post")


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
