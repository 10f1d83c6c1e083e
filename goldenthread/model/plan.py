"""A plan of the council: what it will do over some years, in themes, points, measures and tables."""

from __future__ import annotations

from typing import Annotated

from goldenthread.model import NO_RULES
from goldenthread.model.base import (
    Id,
    Line,
    LineOrBlank,
    OneOf,
    Prose,
    Record,
    Refers,
    Several,
    WholeNumber,
    YesNo,
    material_flag,
    shown,
)
from goldenthread.model.common import Document, Event, Measure, Person, Published, StatedDeadline


class SubPoint(Record):
    """A lettered or marked point under a point."""

    mark: Line = shown("The letter or mark as printed.", "a")
    summary: Prose = shown("What it says, in our words.", "A new company gives care.")
    editor_note: Prose | None = shown("An editor’s note about it.", "Printed with a dot.", None)


class Point(Record):
    """A numbered point of a theme."""

    number: Line = shown("The number as printed.", "1.3")
    summary: Prose = shown("What it says, in our words.", "Savings come from shared systems.")
    points: tuple[SubPoint, ...] = shown("The points under it.", "- mark: a", ())
    editor_note: Prose | None = shown("An editor’s note about it.", "Differs from point 3.1.", None)


class PlanTheme(Record):
    """A theme of the plan."""

    id: Id = shown("Its name in addresses.", "technology-and-data")
    number: Line | None = shown("The number as printed.", "2", None)
    title: LineOrBlank = shown("The heading; `not recorded` if it is missing.", "Technology and data")
    summary: Prose | None = shown("What it is about, in our words.", "Better use of data.", None)
    values: tuple[Line, ...] = shown("The council's values that it serves.", "- We are open", ())
    outcomes: tuple[Prose, ...] = shown("The expected outcomes, in our words.", "- Capital is released.", ())
    approach: Prose | None = shown("How it will be done, in our words.", "One group leads it.", None)
    points: tuple[Point, ...] = shown("Its numbered points.", "- number: 1", ())
    editor_note: Prose | None = shown("An editor’s note about it.", "Its title was a picture.", None)


class Prompt(Record):
    """A question that the plan was asked to answer, and where it does."""

    number: Line = shown("Theme and place in the list.", "1.3")
    theme: Id = shown("The theme's id.", "technology-and-data")
    question: Prose = shown("The question, in our words.", "Which systems hold you back?")
    answered_in: tuple[Line, ...] = shown(
        "The points that answer it; leave it out if none does.", "- 2.2", ()
    )
    note: Prose | None = shown(
        "What a reader should know.", "Our reading: the plan does not tie points to questions.", None
    )


class Activity(Record):
    """A piece of work, and the difference it made or will make."""

    name: Line = shown("Its name as printed.", "One domain")
    stage: Annotated[Line, OneOf("activity_stages")] = shown(
        "Whether it is completed or continues.", "completed"
    )
    difference: Prose = shown("The difference that it made, in our words.", "Staff share files.")
    editor_note: Prose | None = shown("An editor’s note about it.", "Named in both lists.", None)


class TableRow(Record):
    """A row of a table of figures."""

    name: Line = shown("The row's heading.", "Adults & Housing")
    cells: tuple[Line, ...] = shown(
        "The figures as printed, one for each column or with `spans`; `N/A` is not a figure.", "- 6,582,000"
    )
    spans: Annotated[tuple[WholeNumber, ...], Several] = shown(
        "How many columns each cell is under; leave it out if each is under one.", "1, 2", ()
    )
    kind: Annotated[Line, OneOf("row_kinds")] | None = shown(
        "`total` for a row that adds up the rows above; `grand total` for their sum.", "total", None
    )


class Table(Record):
    """A table of figures, its totals checked against its rows."""

    id: Id = shown("Its name within this file.", "savings")
    title: Line = shown("The caption.", "Table 1. Savings from all transformation")
    unit: Line = shown("What the figures count.", "pounds")
    corner: Line = shown("The heading of the first column.", "2021/22 savings plans")
    columns: tuple[Line, ...] = shown("The headings of the other columns.", "- Baseline total")
    rows: tuple[TableRow, ...] = shown("The rows in printed order.", "- name: Place")
    source: Line | None = shown("Where it is printed.", "Annual report, section 11.3", None)
    editor_note: Prose | None = shown(
        "An editor’s note about it.", "Pound signs on two cells only.", None, printed=False
    )
    note_is_material: YesNo = material_flag()


class Horizon(Record):
    """A span of the plan's years, with its aim."""

    name: Line = shown("Its name.", "Short-term")
    years: Line = shown("The years as printed.", "Years 1 - 2")
    aim: Prose = shown("The aim, in our words.", "Get ready to change.")


class Workstream(Record):
    """A strand of work that supports the others."""

    name: Line = shown("Its name as printed.", "Being more commercial")
    purpose: Prose = shown("What it is for, in our words.", "Earn more.")


class Plan(Published):
    """`data/plans/ID.yml`: one plan."""

    kind: Annotated[Line, OneOf("plan_kinds")] = shown("What kind of plan it is.", "productivity plan")
    period: LineOrBlank = shown("The period that it covers, as printed.", "2024/25")
    deadline_rules: Annotated[Id, Refers("rule-sets")] = shown(
        "The rule set of `data/deadline-rules.yml` that applies; `none` if no rule does.",
        "productivity-plan-2024",
        NO_RULES,
    )
    dated: LineOrBlank = shown("When it was written.", "not recorded")
    authors: tuple[Person, ...] = shown("Who wrote it.", "- name: A Example", ())
    introduction: Prose | None = shown(
        "What it says about itself, in our words.", "It answers a letter.", None
    )
    numbers_are_ours: YesNo = shown(
        "`yes` if the paper prints no numbers, and ours only tell its items apart.", "yes", False
    )
    themes: tuple[PlanTheme, ...] = shown("Its themes in printed order.", "- id: technology", ())
    asked_by: Prose | None = shown(
        "Who asked the questions, when and how.", "A letter of 16 April 2024.", None
    )
    prompts: tuple[Prompt, ...] = shown("The questions that it was asked to answer.", "- number: 1.1", ())
    requirements: tuple[StatedDeadline, ...] = shown(
        "What the plan had to do, and whether it did.", "- what: Return it", ()
    )
    measures: tuple[Measure, ...] = shown("The figures that it gives.", "- what: savings", ())
    activities: tuple[Activity, ...] = shown("Its activities.", "- name: One domain", ())
    tables: tuple[Table, ...] = shown("Its tables of figures.", "- id: savings", (), printed=True)
    principles: tuple[Prose, ...] = shown(
        "Principles that it works by, in our words.", "- Budgets are realistic.", ()
    )
    horizons: tuple[Horizon, ...] = shown("Its time horizons.", "- name: Short-term", ())
    workstreams: tuple[Workstream, ...] = shown(
        "The workstreams that support the others.", "- name: Digital", ()
    )
    documents: tuple[Document, ...] = shown("The papers that the record is based on.", "- id: plan", ())
    events: tuple[Event, ...] = shown("What happened, and when.", "- kind: published", (), progress=True)
    related: tuple[Annotated[Id, Refers("cabinet-reports")], ...] = shown(
        "Cabinet reports about it.", "- 2031-report", ()
    )
