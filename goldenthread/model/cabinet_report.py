"""A cabinet report: the paper of a fixed format by which a matter is brought to a decision-making body."""

from __future__ import annotations

from typing import Annotated, Literal

from goldenthread.model.base import (
    Day,
    DayOrBlank,
    Id,
    Line,
    LineOrBlank,
    OneOf,
    Prose,
    Record,
    Refers,
    Several,
    Sha256,
    YesNo,
    material_flag,
    shown,
)
from goldenthread.model.common import Document, Event, Exemption, Measure, Person, Published
from goldenthread.model.deadline_rules import DeadlineOverride


class ReportSection(Record):
    """A section of prose that the council's format has: context, consultation, next steps."""

    section: Id = shown("The section's id in the format.", "consultation")
    text: Prose = shown("The text of the section.", "Residents were asked in June.")


class Implication(Record):
    """What the decision means for money, health, climate and so on."""

    section: Id = shown("The section's id in the format.", "financial")
    text: Prose = shown(
        "What it means; “None.” is an answer that an author gives.", "No direct financial implications."
    )
    agreed_by: Line | None = shown(
        "The post that agreed the text, where the paper prints it.", "Director of Finance", None
    )
    agreed_on: Day | None = shown("The date when it was agreed.", "2031-09-20", None)


class Option(Record):
    """Something that the body could decide; doing nothing is one.

    The record of an executive decision names the alternatives that were considered and rejected:
    SI 2012/2089, regulation 12.
    """

    title: Line = shown("The name of the option.", "Do nothing")
    text: Prose = shown("What it would mean.", "The offices stay as they are.")
    preferred: YesNo = shown("`yes` for the one option that the paper recommends.", "yes", False)
    why: Prose | None = shown(
        "Why it is preferred, or why it is not.", "Repairs would cost more each year.", None
    )


class TimetableMeeting(Record):
    """A meeting, other than the deciding one, that considers the same report."""

    body: Annotated[Id, Refers("offices")] = shown("The body that is meeting.", "audit-committee")
    date: DayOrBlank = shown("The date of the meeting; `not recorded` if it is not known.", "2031-09-20")
    purpose: Annotated[Line, OneOf("purposes")] = shown("What the body is asked to do.", "for decision")


class PrivatePart(Record):
    """Part B of a report, which is not public: its title and the lawful reason, with no field for its content.

    Local Government Act 1972, Schedule 12A, part 1.
    """

    title: Line = shown("Its title, without exempt information.", "Part B – Offers received")
    exempt: Exemption = shown("The paragraph and the reason.", "paragraph: 3")


class PrintedNumber(Record):
    """The number that a historic paper prints at a section, where the format would give another."""

    section: Id = shown("The section's id in the format.", "risk")
    number: Line = shown("The number as printed, without a full stop.", "7")


class HeaderEntry(Record):
    """What a report prints on a line that its format adds to the header: agenda item, classification, date of notice."""

    line: Id = shown("The line's name in the format.", "agenda-item")
    text: Line = shown("What it says, as printed.", "7")


class SignOff(Record):
    """Who signed the report off for one of the posts that its format lists."""

    section: Id = shown("The row's id in the format.", "monitoring-officer")
    agreed_by: Line = shown("Who signed it off, as printed.", "A Example, Monitoring Officer")
    agreed_on: DayOrBlank = shown("The date when it was signed off.", "2031-09-20", None)


class BriefDecision(Record):
    """What the body decided, in brief; a decision with a record of its own (`data/decisions/`) says more."""

    date: DayOrBlank = shown("The date of the decision.", "2031-10-04", dated=True)
    text: Prose = shown("What was decided, in our words.", "Cabinet approved the plan.")
    source: Line | None = shown("Where the decision is recorded.", "Minutes of 4 October 2031", None)


class DecisionGroup(Record):
    """What one of several bodies is asked to decide."""

    body: Annotated[Id, Refers("offices")] | None = shown(
        "The body, printed as a heading; leave it out where the lead-in names it.", "cabinet", None
    )
    lead_in: Line | None = shown("The words before its parts.", "That Cabinet:", None)
    parts: tuple[Prose, ...] = shown("What it is to decide.", "- approves the plan.")


class RecommendedDecision(Record):
    """What is to be decided: one sentence, a lead-in and numbered parts, or a group of parts for each body."""

    lead_in: Line | None = shown("The words before the parts.", "That Cabinet:", None)
    parts: tuple[Prose, ...] = shown(
        "What is to be decided; several parts are numbered as the format has it.", "- approves the plan.", ()
    )
    groups: tuple[DecisionGroup, ...] = shown(
        "In place of `parts`: what each body is to decide, numbered through.", "- lead_in: That Council:", ()
    )
    editor_note: Prose | None = shown(
        "An editor’s note about it.", "The page before is missing.", None, printed=False
    )
    note_is_material: YesNo = material_flag()

    @property
    def every_part(self) -> tuple[str, ...]:
        """Return all that is to be decided, whoever decides it."""
        return self.parts + tuple(part for group in self.groups for part in group.parts)


class Risk(Record):
    """The level of risk now and after what is planned."""

    lead_in: Prose | None = shown(
        "The words before the levels.", "Having considered the risks of this decision:", None
    )
    current: Annotated[Line, OneOf("risk_levels")] = shown("The current level.", "low")
    residual: Annotated[Line, OneOf("risk_levels")] = shown("The residual level.", "low")
    current_as_printed: Line | None = shown("The word as printed, if its form differs.", "Low", None)
    residual_as_printed: Line | None = shown("The word as printed, if its form differs.", "Low", None)
    explanation: Prose | None = shown("Why the risk has that level.", "A corporate risk is rated high.", None)
    lead_in_numbered: YesNo = shown("`yes` if the lead-in is a numbered paragraph, such as 6.1.", "no", False)


class ProgressSince(Record):
    """Every action of some plans in one list: what changed between a body’s last meeting and the day of a report."""

    plans: Annotated[tuple[Annotated[Id, Refers("action-plans")], ...], Several] = shown(
        "The action plans whose actions are listed.", "- 2031-finance"
    )
    since: Day = shown("The date of the last meeting.", "2031-10-04")
    day: Day = shown(
        "The last day that counts: what is dated later does not change the paper. It is no later than the meeting.",
        "2032-01-09",
    )
    next: Day | None = shown("The date of the next meeting, if it is known.", "2032-04-09", None)
    arranged_by: Literal["list", "recommendation"] = shown(
        "`recommendation` puts each action under what it answers, as a peer team reads a position statement.",
        "recommendation",
        "list",
    )


class Appendix(Record):
    """An appendix: rendered from the data, a file, named but not supplied, or exempt. Exactly one of these."""

    number: Line | None = shown(
        "Its number or letter as printed; if you leave it out, the format gives one.", "1", None
    )
    title: Line = shown("Its title as printed.", "Action plan")
    action_plan: Annotated[Id, Refers("action-plans")] | None = shown(
        "The action plan that it contains.", "2031-finance", None
    )
    progress: YesNo = shown(
        "`yes` prints in the action plan the status of each action, and its last update, on the day of the meeting.",
        "yes",
        False,
    )
    layout: Literal["blocks", "table"] = shown(
        "How its action plan is laid out: `blocks`, a heading for each action; or `table`, on landscape pages of the PDF.",
        "table",
        "blocks",
        printed=False,
    )
    review: Annotated[Id, Refers("reviews")] | None = shown(
        "The review whose report it contains.", "2031-finance", None
    )
    plan_themes: Annotated[Id, Refers("plans")] | None = shown(
        "The plan whose themes it contains.", "2031-transformation", None
    )
    progress_since: ProgressSince | None = shown(
        "What changed in action plans since the last meeting, worked out from their records.",
        "plans: …",
        None,
    )
    file: Line | None = shown("The file in `content/files/`.", "map.pdf", None)
    sha256: Sha256 | None = shown(
        "The file’s digest when it was approved, as `build.py pack` prints it.",
        "0123456789abcdef" * 4,
        None,
        printed=False,
    )
    not_supplied: Prose | None = shown(
        "Why we do not have it, if it is only named.", "It was not among the papers.", None
    )
    exempt: Exemption | None = shown("Why it is not public.", "paragraph: 3", None)
    editor_note: Prose | None = shown(
        "An editor’s note about it.", "Printed as a picture only.", None, printed=False
    )
    note_is_material: YesNo = material_flag()

    @property
    def plans(self) -> tuple[Id, ...]:
        """Return the ids of the action plans that it prints something of."""
        own = (self.action_plan,) if self.action_plan else ()
        return own + (self.progress_since.plans if self.progress_since else ())


class CabinetReport(Published):
    """`data/cabinet-reports/ID.yml`: one report."""

    format: Annotated[Id, Refers("formats")] = shown(
        "The format, from `data/report-formats.yml`.", "ambleford-2031", printed=True
    )
    body: Annotated[Id, Refers("offices")] = shown("The body that decides.", "cabinet", printed=True)
    meeting: DayOrBlank = shown(
        "The date of the meeting; `not recorded` if the paper does not say.", "2031-10-04", printed=True
    )
    heading: LineOrBlank = shown(
        "The title as printed on the paper.", "Finance review and action plan", printed=True
    )
    purpose: Annotated[Line, OneOf("purposes")] | None = shown(
        "The purpose of the report.", "for decision", None, printed=True
    )
    key_decision: YesNo = shown("`yes` if it asks for a key decision.", "no", False, printed=True)
    access: Annotated[Line, OneOf("accesses")] | None = shown(
        "The report status as printed.", "public", None, printed=True
    )
    portfolio_holders: tuple[Person, ...] = shown(
        "The cabinet members responsible.", "- name: Cllr A Example", (), printed=True
    )
    local_councillors: Line | None = shown("The local councillors as printed.", "All", None, printed=True)
    executive_directors: tuple[Person, ...] = shown(
        "The directors responsible.", "- name: A Example", (), printed=True
    )
    authors: tuple[Person, ...] = shown("Who wrote it.", "- name: A Example", (), printed=True)
    summarised: YesNo = shown(
        "`yes` if these words are a summary of the paper, and not the paper’s own. "
        "Its page and PDF then say so, with where the exact words are: the first of `documents`.",
        "yes",
        False,
    )
    header_lines: tuple[HeaderEntry, ...] = shown(
        "The lines that the format adds to the header.", "- line: agenda-item", (), printed=True
    )
    lateness: Prose | None = shown(
        "Of a late report: the special circumstances that make it urgent.",
        "The grant has to be claimed this month.",
        None,
        printed=True,
    )
    sign_offs: tuple[SignOff, ...] = shown(
        "Who signed the report off, for each post that the format lists.",
        "- section: monitoring-officer",
        (),
        printed=True,
    )
    header_note: Prose | None = shown(
        "What is missing from the header, and why.", "The first page is lost.", None
    )
    brief_summary: Prose | None = shown(
        "The brief summary, in our words.", "Peers came back.", None, printed=True
    )
    recommended_decision: RecommendedDecision = shown(
        "What the body is asked to decide.", "parts: …", printed=True
    )
    reason: Prose | None = shown("Why, in our words.", "To act on what the peers found.", None, printed=True)
    executive_summary: Prose | None = shown(
        "The executive summary, in our words.", "The council asked peers to look.", None, printed=True
    )
    implications: tuple[Implication, ...] = shown(
        "The implications, section by section.", "- section: financial", (), printed=True
    )
    sections: tuple[ReportSection, ...] = shown(
        "The prose sections that the format names.", "- section: consultation", (), printed=True
    )
    options: tuple[Option, ...] = shown(
        "The options for the decision.", "- title: Do nothing", (), printed=True
    )
    timetable: tuple[TimetableMeeting, ...] = shown(
        "The other meetings that will consider the report.", "- body: audit-committee", (), printed=True
    )
    risk: Risk | None = shown("The risk assessment.", "current: low", None, printed=True)
    equalities: Prose | None = shown("The equalities impact assessment.", "None.", None, printed=True)
    appendices: tuple[Appendix, ...] = shown(
        "The appendices in printed order.", "- number: 1", (), printed=True
    )
    background_papers: Annotated[tuple[Line, ...], Several] | None = shown(
        "Unpublished papers relied on; `None.` is an answer; leave it out if the paper has no such section.",
        "None.",
        None,
        printed=True,
    )
    text: Line | None = shown(
        "The Markdown file with the numbered sections, in our words.",
        "content/cabinet-reports/2031-10-04-finance.md",
        None,
        printed=True,
    )
    part_b: PrivatePart | None = shown(
        "The part of this report that is not for publication.",
        "title: Part B – Offers received",
        None,
        printed=True,
    )
    numbers_as_printed: tuple[PrintedNumber, ...] = shown(
        "For a historic paper: numbers of sections that differ from the format’s count.",
        "- section: risk",
        (),
        printed=True,
    )
    footnote: Prose | None = shown(
        "The closing note.", "All implications have been considered.", None, printed=True
    )
    brings: tuple[Annotated[Id, Refers("reviews")], ...] = shown(
        "The reviews that it presents.", "- 2031-finance", ()
    )
    brings_plan: Annotated[Id, Refers("plans")] | None = shown(
        "The plan that it reports on.", "2031-transformation", None
    )
    measures: tuple[Measure, ...] = shown("Figures that the report gives.", "- what: year-1-savings", ())
    documents: tuple[Document, ...] = shown("The papers that the record is based on.", "- id: report", ())
    events: tuple[Event, ...] = shown("What happened, and when.", "- kind: decided", (), progress=True)
    deadline_overrides: tuple[DeadlineOverride, ...] = shown(
        "Recorded departures from the rules.", "- deadline: take-effect", ()
    )
    decision: BriefDecision | None = shown(
        "What the body decided; leave it out until it is known.",
        "date: 2031-10-04",
        None,
        printed=True,
        progress=True,
    )
    decision_note: Prose | None = shown(
        "What is known about the decision, if it is not recorded.",
        "We do not have the minutes.",
        None,
        progress=True,
    )

    @property
    def has_exempt_part(self) -> bool:
        """Whether an appendix or a Part B is not public."""
        return self.part_b is not None or any(appendix.exempt for appendix in self.appendices)
