"""The council's formats for cabinet reports: dated data, because councils change them."""

from __future__ import annotations

from typing import Annotated, Literal

from goldenthread.model.base import Id, Line, Prose, Record, Several, Tally, Time, YesNo, private, shown

# What a section is filled from; `body` stands for all the sections that the author writes in Markdown.
SectionContent = Literal[
    "brief-summary", "recommendation", "reason", "executive-summary", "text", "implication",
    "implications-table", "options", "preferred-option", "timetable", "risk", "equalities",
    "appendices", "background-papers", "part-b", "body", "footnote", "lateness", "sign-off",
]  # fmt: skip
# The report's field that fills a line of the header; `phones` and `emails` are those of the people who are named in it.
HeaderFieldName = Literal[
    "body", "meeting", "purpose", "key_decision", "portfolio_holders", "local_councillors",
    "executive_directors", "authors", "phones", "emails", "access", "timetable", "header_lines",
]  # fmt: skip
Numbering = Literal["shown", "counted", "none"]
ParagraphNumbers = Literal["by section", "through"]
RecommendationMarks = Literal["a)", "(a)", "1.", "(1)", "2.1"]
AppendixMarks = Literal["numbers", "letters"]
# Local Government Act 1972, section 100B(4)(b), for the meetings of a principal council and its committees.
LATE = """This report was not open to inspection for five clear days before the meeting.
It can be considered only if the chair is of the opinion, by reason of special circumstances, that it is a matter of urgency.
The minutes must specify the circumstances, which are these (Local Government Act 1972, section 100B(4)(b)):"""


class Asked(Record):
    """What a format asks an author to fill in: a section, or a row of a table of implications."""

    id: Id = shown("The id that a report uses for it.", "financial")
    heading: Line = shown("The heading as printed.", "Financial Implications")
    required: YesNo = shown("`yes` if a report cannot leave it out.", "yes")
    none_words: tuple[Line, ...] = shown(
        "Wording that can mean “none”; an author must choose it.", "- None.", ()
    )
    signed_off_by: Annotated[tuple[Line, ...], Several] = private(
        "Who must clear its words and figures inside the council, one or several.", "Finance", ()
    )
    guidance: Prose | None = private("Advice for the author.", "Name every cost.", None)
    word_limit: Tally | None = private(
        "How many words an author may write; `check` notices more.", "250", None
    )


class FormatRow(Asked):
    """A row of a table of implications, or a post that signs the report off."""


class FormatSection(Asked):
    """One section of a format: its place, its heading, and whether it has a number."""

    heading: Line = shown(
        "The heading as printed. A `body` whose sections have headings of their own only is given none.",
        "Financial Implications",
        "",
    )
    content: SectionContent = shown(
        "What goes in it: an implication, the risk, the body and so on.", "implication"
    )
    number: Numbering = shown("`shown`, `counted` (counted but not printed) or `none`.", "shown")
    rows: tuple[FormatRow, ...] = shown(
        "For `implications-table` and `sign-off`: the rows in printed order.", "- id: financial", ()
    )
    standing_text: Prose | None = shown(
        "What every report prints at the top of the section. "
        "A `lateness` without it has the words of the Local Government Act 1972, section 100B(4)(b).",
        "The author has consulted the officers below.",
        None,
    )
    printed_sign_off: YesNo = shown(
        "For `implications-table`: `yes` if the paper prints the post that agreed each row, and the date.",
        "yes",
        False,
    )

    @property
    def opening(self) -> str:
        """Return the Markdown that every report has at the top of the section; empty for none."""
        return self.standing_text or (LATE if self.content == "lateness" else "")


class HeaderLine(Record):
    """A line of the header: what it is called, and what fills it. A line for which a report has nothing is not printed.

    `header_lines` is for lines of the council's own: agenda item, classification, date of notice.
    `timetable` gives every meeting to which the report goes.
    """

    field: HeaderFieldName = shown("The report’s field that fills it.", "portfolio_holders")
    label: Line = shown("What it is called, as printed.", "Cabinet Member")
    line: Id | None = shown(
        "Of a line with `field: header_lines`: the name that a report uses for it.", "agenda-item", None
    )
    required: YesNo = shown("`yes` if a report cannot leave it out.", "yes", False)
    otherwise: Line | None = shown(
        "What is printed where a report gives nothing, such as `No` for a key decision.", '"No"', None
    )


# The header of the papers that this site began with; a council whose papers have another names its own lines.
_USUAL_LABELS: dict[HeaderFieldName, str] = {
    "body": "Decision maker",
    "meeting": "Date of meeting",
    "purpose": "Purpose",
    "key_decision": "Key decision",
    "portfolio_holders": "Portfolio Holder",
    "local_councillors": "Local Councillor(s)",
    "executive_directors": "Executive Director",
    "authors": "Report Author",
    "phones": "Tel",
    "emails": "Email",
    "access": "Report Status",
}
_USUAL_HEADER = tuple(HeaderLine(field=name, label=label) for name, label in _USUAL_LABELS.items())


class ReportFormat(Record):
    """A format: the sections of a report in their order."""

    id: Id = shown("Its name.", "ambleford-2031")
    name: Line = shown("Its name for a reader.", "Cabinet report format of 2031")
    valid_from: Time = shown("The date of our first paper in it, or the date when it starts.", "2031-01-01")
    valid_to: Time | None = shown("The last date, or the date of the last paper.", "2032-12-31", None)
    paragraphs: ParagraphNumbers = shown(
        "How marked paragraphs are numbered: `by section` (9.1, 9.2) or `through` the whole paper (1, 2, 3).",
        "through",
        "by section",
    )
    recommendation_marks: RecommendationMarks = shown(
        "How recommendations are numbered: `a)`, `(a)`, `1.`, `(1)`, or `2.1` below the number of their section.",
        "2.1",
        "a)",
    )
    plan_progress: YesNo = shown(
        "`yes` prints the status of each action, and its last update, in a plan that is an appendix.",
        "yes",
        False,
    )
    appendix_marks: AppendixMarks = shown(
        "How appendices are labelled: `numbers` or `letters`.", "letters", "numbers"
    )
    header: tuple[HeaderLine, ...] = shown(
        "The lines of the header in printed order; leave it out for the usual ones.",
        "- field: authors",
        _USUAL_HEADER,
    )
    current_risk: Line = shown(
        "What the level of risk now is called, as printed.", "Risk now:", "Current Risk:"
    )
    residual_risk: Line = shown(
        "What the level that remains is called, as printed.", "Risk after action:", "Residual Risk:"
    )
    sections: tuple[FormatSection, ...] = shown("The sections in printed order.", "- id: financial")
    note: Prose | None = shown("The source of the format.", "Read off the paper of 5 October 2031.", None)


class ReportFormats(Record):
    """`data/report-formats.yml`."""

    formats: tuple[ReportFormat, ...] = shown(
        "Every format that the reports here use.", "- id: ambleford-2031"
    )
