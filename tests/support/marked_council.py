"""A council whose every public field holds a mark of its own, so that a test can look for it where readers look."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args, get_origin

from council import TODAY
from paths import AMBLEFORD
from pydantic import BaseModel

from goldenthread.common.dates import in_words
from goldenthread.model import base
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Published
from goldenthread.model.council import Council
from goldenthread.model.deadline_rules import BodyRules
from goldenthread.model.decision import Decision
from goldenthread.model.fields import is_public, marks, part_kind
from goldenthread.model.meeting import Meeting
from goldenthread.model.notice import Notice
from goldenthread.model.organisation import Office
from goldenthread.model.plan import Plan
from goldenthread.model.report_format import FormatSection, HeaderLine, ReportFormat, SectionContent
from goldenthread.model.review import Review
from goldenthread.model.vocabulary import Vocabulary, Word
from goldenthread.read import Content
from goldenthread.read.attachments import FileFacts
from goldenthread.rules import examine

Fields = dict[str, Any]  # of a record, as they come from its file

_APPENDIX = dict.fromkeys(
    ("action_plan", "review", "plan_themes", "progress_since", "file", "not_supplied", "exempt")
).keys()
# What is left out of each copy of a part that has one field or another: together they have all.
_COPIES: dict[str, tuple[set[str], ...]] = {
    "Measure": ({"cell"}, {"value"}),
    "Appendix": tuple(_APPENDIX - {one} for one in _APPENDIX),
    "Recommendation": (set(), {"text"}),
    "Action": ({"response_summary", "same_as"}, {"response", "same_as"}, {"response", "response_summary"}),
    "Option": (set(), {"preferred"}),
    "Document": ({"file"}, {"link"}),
    "Implication": (set(), {"agreed_by"}),
    "Barrier": (set(), {"criterion"}),
    "Review": ({"withdrawn"}, {"deadline_overrides"}),  # what is withdrawn has no deadlines
    "CabinetReport": ({"withdrawn", "decision_note"}, {"decision", "deadline_overrides"}),
    "Meeting": (
        {"withdrawn", "moved"},
        {"cancelled", "agenda", "supplements", "time", "place", "link"},  # its agenda is under its new date
    ),
    "Decision": ({"withdrawn"}, {"deadline_overrides"}),
    "TableRow": ({"spans"}, set()),
    "RecommendedDecision": ({"groups"}, {"parts"}),
    "Risk": ({"current_as_printed", "residual_as_printed"}, set()),
}
# Fields that name a part of the same record: the kind of part, filled before.
_WITHIN = {
    ("Recommendation", "theme"): "Theme",
    ("Recommendation", "priority"): "Priority",
    ("Finding", "theme"): "Theme",
    ("Action", "group"): "Theme",
    ("Prompt", "theme"): "PlanTheme",
}


# What refers to a numbered part by record and number, and the forms in which a reader meets it.
_REFERENCES: tuple[tuple[Any, tuple[str, str]], ...] = (
    (base.AnsweredRecommendation, ("2031-finance/recommendations/1/", '"review": "2031-finance"')),
    (base.NamedAction, ("2031-finance/actions/1/", '"plan": "2031-finance"')),
)


@dataclass
class Filled:
    """What was filled in: by the way to each field, the forms in which a reader may meet its mark."""

    forms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    flags: list[str] = field(
        default_factory=list
    )  # fields that take no mark: yes or no, or one of a few words
    words: dict[str, list[Word]] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)  # ids of records that are only referred to
    latest: dict[str, Any] = field(default_factory=dict)  # the id of the part filled last, by its kind
    count: int = 0
    turn: int = 0
    unset: str = ""

    def fill(
        self, kind: type[BaseModel], path: str, left_out: AbstractSet[str] = frozenset()
    ) -> dict[str, Any]:
        """Return the values of a record, as they come from a file, with a mark in each public field."""
        values: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            if is_public(info) and name not in left_out | {"draft", "publish_on"}:
                values[name] = self._value(kind, name, f"{path}.{name}")
                if name in ("id", "number", "word"):
                    self.latest[kind.__name__] = values[name]
        return values

    def _value(self, kind: type[BaseModel], name: str, path: str) -> Any:
        annotation = kind.model_fields[name].annotation
        below = part_kind(annotation)
        is_list = any(get_origin(inner) is tuple for inner in (annotation, *get_args(annotation)))
        if below:
            copies = _COPIES.get(below.__name__, (set(),))
            if is_list:
                return [self.fill(below, path, left_out) for left_out in copies]
            self.turn = (self.turn + 1) % 2
            return self.fill(below, path, copies[self.turn % len(copies)])
        self.count += 1
        inner = (
            annotation,
            *get_args(annotation),
            *(i for one in get_args(annotation) for i in get_args(one)),
        )
        value = self._number(path) if base.Number in inner else self._mark(kind, name, path)
        self.count += 20 * path.endswith(
            ".numbers_as_printed.number"
        )  # later sections count on from its mark
        return [value] if is_list else value

    def _mark(self, kind: type[BaseModel], name: str, path: str) -> str:
        mark = f"mark{self.count:04}"
        found = list(marks(kind, name))
        if (kind.__name__, name) in _WITHIN:
            mark = self.latest[_WITHIN[kind.__name__, name]]
            return self._note(path, mark, mark)
        for info in found:
            if isinstance(info, base.OneOf):
                word_kind = part_kind(Vocabulary.model_fields[info.list].annotation)
                assert word_kind
                assert issubclass(word_kind, Word)
                self.words.setdefault(info.list, []).append(word_kind(word=mark, label=mark, help=mark))
                return self._note(path, mark, mark)
            if isinstance(info, base.Refers):
                return self._referred(info.to, path, mark)
        readers = {base.WholeNumber: self._number, base.Tally: self._number, base.Day: self._day, base.DayOrBlank: self._day, base.Time: self._day,
                   base.TimeOrBlank: self._day, base.MomentOrBlank: self._day, base.Sha256: self._digest,
                   base.Share: self._share}  # fmt: skip
        for reader, make in readers.items():
            if reader.__metadata__[0] in found:  # type: ignore[attr-defined]
                return make(path)
        if base.YesNo.__metadata__[0] in found:  # type: ignore[attr-defined]
            self.flags.append(path)
            is_set = kind.model_fields[name].default is not True
            return "yes" if is_set == (path != self.unset) else "no"
        if forms := _reference(found):
            return self._note(path, "2031-finance 1", *forms)
        if words := _literals(kind.model_fields[name].annotation):
            self.flags.append(path)
            return words[path == self.unset]
        mark = _address(found, mark) or mark
        return self._note(path, mark, mark)

    def _note(self, path: str, value: str, *forms: str) -> str:
        self.forms.setdefault(path, []).append(forms)
        return value

    def _number(self, path: str) -> str:
        number = 100_000 + self.count
        return self._note(path, str(number), str(number), f"{number:,}")

    def _day(self, path: str) -> str:
        # Each day of a month has two figures, so that no day in words is the end of another.
        # What papers print was on the list before their meeting and long after, under its name of today.
        shift = 100 * (path.endswith("until.date") - path.endswith((".since", ".earlier_names.until")))
        day = date(1900 + shift + self.count // 228, 1 + self.count // 19 % 12, 10 + self.count % 19)
        return self._note(path, day.isoformat(), in_words(day).lower(), day.isoformat())

    def _share(self, path: str) -> str:
        share = f"mark{self.count:04} of 50%"
        return self._note(path, share, share)

    def _digest(self, path: str) -> str:
        return self._note(path, f"{self.count:064x}", f"{self.count:064x}")

    def _referred(self, to: str, path: str, mark: str) -> str:
        if to == "offices":
            office = {"id": mark, "name": mark, "kind": "post"}
            self.offices.append(Office.model_validate(office))
        elif to in ("rule-sets", "formats"):
            return self._note(path, "none" if to == "rule-sets" else "the-format", mark)
        else:
            self.others.setdefault(to, []).append(mark)
        return self._note(path, mark, mark)


def _reference(found: list[object]) -> tuple[str, ...]:
    return next((forms for kind, forms in _REFERENCES if kind.__metadata__[0] in found), ())


def _address(found: list[object], mark: str) -> str:
    """Return an address or an email with a mark in it where a field takes one; empty elsewhere."""
    addresses: tuple[Any, ...] = (base.Url, base.SiteUrlOrBlank)
    emails: Any = base.Email
    if any(kind.__metadata__[0] in found for kind in addresses):
        return f"https://{mark}.example"
    return f"{mark}@example.org" if emails.__metadata__[0] in found else ""


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((words for inner in get_args(annotation) if (words := _literals(inner))), ())


@dataclass(frozen=True)
class MarkedCouncil:
    """The content, the ways to all marks, and the records that are marked, by folder."""

    content: Content
    filled: Filled
    records: dict[str, list[Published]]


def marked_council(*, unset: str = "") -> MarkedCouncil:
    """Return a council with a mark in every public field of every kind; `unset` is the way to a flag to leave out."""
    content = examine(AMBLEFORD, TODAY).content
    assert content is not None
    filled = Filled(unset=unset)
    plan = filled.fill(Plan, "plans")
    reviews = [filled.fill(Review, "reviews", gone) for gone in _COPIES["Review"]]
    action_plan = filled.fill(ActionPlan, "action-plans")
    papers = [filled.fill(CabinetReport, "cabinet-reports", gone) for gone in _COPIES["CabinetReport"]]
    meetings = [filled.fill(Meeting, "meetings", gone) for gone in _COPIES["Meeting"]]
    notice = filled.fill(Notice, "notices")
    for plain in (*meetings, notice):
        plain["corrections"][0].pop("about", None)  # they have no numbered parts
    for entry in meetings:
        entry["id"] = f"{entry['date']}-{entry['body']}"
        filled.forms["meetings.id"] = [(f"{entry['body']}/{entry['date']}", entry["id"])]
    filled.forms.pop("meetings.corrections.about", None)
    filled.forms.pop("notices.corrections.about", None)
    decisions = [filled.fill(Decision, "decisions", gone) for gone in _COPIES["Decision"]]
    office = filled.fill(Office, "organisation")
    council = filled.fill(Council, "council")
    for review, paper in zip(reviews, papers, strict=True):
        _tie(filled, plan, review, action_plan, paper)
    records: dict[str, list[Published]] = {
        "reviews": [Review.model_validate(review) for review in reviews],
        "action-plans": [ActionPlan.model_validate(action_plan)],
        "cabinet-reports": [CabinetReport.model_validate(paper) for paper in papers],
        "decisions": [Decision.model_validate(_tied(filled, decision)) for decision in decisions],
        "plans": [Plan.model_validate(plan)],
        "meetings": [Meeting.model_validate(meeting) for meeting in meetings],
        "notices": [Notice.model_validate(notice)],
    }
    folders: dict[str, dict[str, Any]] = {name: dict(held) for name, held in content.folders.items()}
    for folder, marked in records.items():
        pattern = next(iter(folders[folder].values()))
        for other in filled.others.get(folder, ()):
            folders[folder][other] = pattern.model_copy(update={"id": other, "title": other})
        folders[folder] |= {record.id: record for record in marked}
    offices = (*content.organisation.offices, *filled.offices, Office.model_validate(office))
    table = f"[[table {plan['id']} {plan['tables'][0]['id']}]]"
    texts = {held["text"]: f"## {held['text']}\n\n{held['text']}\n" for held in (*reviews, *papers)}
    texts |= {held["text"]: f"{texts[held['text']]}\n{table}\n" for held in papers}
    files = {
        name: FileFacts(name, 1000, "0" * 64)
        for name in _named(*papers, *reviews, *meetings, plan, action_plan)
    }
    whole = replace(
        content,
        council=Council.model_validate(council),
        organisation=content.organisation.model_copy(update={"offices": offices}),
        vocabulary=_vocabulary(content.vocabulary, filled),
        deadline_rules=content.deadline_rules.model_copy(
            update={
                "bodies": (
                    *(BodyRules(body=paper["body"], rules=("access",)) for paper in papers),
                    *(BodyRules(body=decision["decided_by"], rules=("call-in",)) for decision in decisions),
                )
            }
        ),
        formats=content.formats.model_copy(update={"formats": (*content.formats.formats, _format(filled))}),
        folders=folders,
        texts=content.texts | texts,
        files=content.files | files,
    )
    return MarkedCouncil(whole, filled, records)


def _vocabulary(vocabulary: Vocabulary, filled: Filled) -> Vocabulary:
    return vocabulary.model_copy(
        update={name: (*getattr(vocabulary, name), *words) for name, words in filled.words.items()}
    )


def _tie(filled: Filled, plan: Fields, review: Fields, action_plan: Fields, report: Fields) -> None:
    """Make what names something within the content name something that is there."""
    _tie_figures(filled, plan, review, action_plan, report)
    _tie_numbers(filled, plan, review, action_plan, report)
    review["deadline_rules"] = "peers-2031"
    filled.forms["reviews.deadline_rules"] = [('"deadline_rules": "peers-2031"',)]
    filled.forms["plans.deadline_rules"] = [('"deadline_rules": "none"',)]
    for kind, record, deadline in (
        ("reviews", review, "publish-report"),
        ("cabinet-reports", report, "publish-papers"),
    ):
        for override in record.get("deadline_overrides", ()):
            override["deadline"] = deadline
            filled.forms[f"{kind}.deadline_overrides.deadline"] = [(f'"deadline": "{deadline}"',)]
    for place, (held, record) in enumerate(
        (("action_plan", action_plan), ("review", review), ("plan_themes", plan))
    ):
        report["appendices"][place][held] = record["id"]
        shown = record["themes"][0]["title"] if held == "plan_themes" else record["id"]
        filled.forms[f"cabinet-reports.appendices.{held}"] = [(shown, record["id"])]
    _tie_sections(filled, report)


def _tied(filled: Filled, decision: Fields) -> Fields:
    """Return a decision whose departures are from the rule for call-in."""
    for override in decision.get("deadline_overrides", ()):
        override["deadline"] = "take-effect"
        filled.forms["decisions.deadline_overrides.deadline"] = [('"deadline": "take-effect"',)]
    return decision


def _tie_figures(filled: Filled, plan: Fields, review: Fields, action_plan: Fields, report: Fields) -> None:
    table = plan["tables"][0]
    cell = f"{plan['id']} / {table['id']} / {table['rows'][0]['name']} / {table['columns'][0]}"
    marked = [
        ("plans", plan),
        ("reviews", review),
        ("cabinet-reports", report),
        ("action-plans", action_plan),
    ]
    for kind, record in (*marked, *(("action-plans.actions", action) for action in action_plan["actions"])):
        record["measures"][1]["cell"] = cell
        filled.forms[f"{kind}.measures.cell"] = [(table["rows"][0]["cells"][0], cell)]
    for prompt in plan["prompts"]:
        prompt["answered_in"] = [plan["themes"][0]["points"][0]["number"]]
        filled.forms["plans.prompts.answered_in"] = [(prompt["answered_in"][0],)]


def _tie_numbers(filled: Filled, plan: Fields, review: Fields, action_plan: Fields, report: Fields) -> None:
    first, second, third = action_plan["actions"]
    third["same_as"], third["see"] = first["number"], [first["number"]]
    first["see"] = second["see"] = [third["number"]]
    for name in ("same_as", "see"):
        filled.forms[f"action-plans.actions.{name}"] = [(f"/actions/{first['number']}/", first["number"])]
    for kind, record, parts in (
        ("reviews", review, "recommendations"),
        ("action-plans", action_plan, "actions"),
    ):
        number = record[parts][0]["number"]
        record["corrections"][0]["about"] = number
        filled.forms[f"{kind}.corrections.about"] = [(f"number {number}", f'"about": "{number}"')]
    for kind, record in (("plans", plan), ("cabinet-reports", report)):  # neither has numbered parts
        record["corrections"][0].pop("about", None)
        filled.forms.pop(f"{kind}.corrections.about", None)


def _tie_sections(filled: Filled, report: Fields) -> None:
    report["editor_notes"][0]["about"] = "reason"
    filled.forms["cabinet-reports.editor_notes.about"] = [('"about": "reason"',)]
    filled.forms["cabinet-reports.format"] = [('"format": "the-format"',)]
    report["header_lines"][0]["line"] = "own"
    filled.forms["cabinet-reports.header_lines.line"] = [('"line": "own"',)]
    for name, place, section in (
        ("sections", 0, "text"),
        ("sign_offs", 0, "row"),
        ("implications", 0, "row"),
        ("implications", 1, "implication"),
        ("numbers_as_printed", 0, "reason"),
    ):
        report[name][place]["section"] = section
        filled.forms[f"cabinet-reports.{name}.section"] = [(f'"section": "{section}"',)]


def _format(filled: Filled) -> ReportFormat:
    """Return a format with a section of each content, each with a heading of its own."""
    sections = []
    for content in get_args(SectionContent):
        values = filled.fill(FormatSection, "report-formats.formats.sections")
        values |= {"id": content, "content": content, "number": "shown"}
        if content == "body":
            filled.forms["report-formats.formats.sections.heading of the body"] = [(values["heading"],)]
        if content in ("implications-table", "sign-off"):
            values["rows"][0]["id"] = "row"
        else:
            del values["rows"]
        sections.append(values)
    values = filled.fill(ReportFormat, "report-formats.formats", frozenset({"sections", "header"}))
    usual = ReportFormat.model_fields["header"].default
    own = filled.fill(HeaderLine, "report-formats.formats.header")
    header = [*usual, own | {"field": "header_lines", "line": "own"}]
    return ReportFormat.model_validate(
        values | {"id": "the-format", "plan_progress": "no", "sections": sections, "header": header}
    )


def _named(*records: Any) -> Iterator[str]:
    for record in records:
        if isinstance(record, dict):
            if isinstance(record.get("file"), str):
                yield record["file"]
            yield from _named(*record.values())
        elif isinstance(record, list):
            yield from _named(*record)
