"""Rules about report formats: each cabinet report follows the format in use on the date of its meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from goldenthread.common.dates import in_words
from goldenthread.markdown.render import NUMBER_MARK, parse
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.fields import record_name
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.model.report_format import Asked, FormatRow, FormatSection, ReportFormat
from goldenthread.read import Content
from goldenthread.read.passages import Passage, Spot, passages
from goldenthread.report.formats import FILLINGS, filling, format_of, formats_in_force, is_filled
from goldenthread.report.layout import Prose, Section, layout_of
from goldenthread.rules.finding import Finding

_FORMATS = "data/report-formats.yml"
# Contents that come from one field, so that a second section would say the same.
_ONCE_ONLY = frozenset(content for content, known in FILLINGS.items() if not known.by_item)
# The fields that are printed in one place, and nowhere where the format leaves that place out.
_PRINTED_ONCE = (
    *dict.fromkeys(known.field for known in FILLINGS.values() if not known.by_item),
    *("portfolio_holders", "local_councillors", "executive_directors", "access", "header_lines"),
)
_WITH_ROWS = ("implications-table", "sign-off")
_SAYS_NONE = frozenset(
    {"none", "nil", "n/a", "na", "no", "not applicable", "no implications", "not required"}
)


def _reports(content: Content) -> Iterator[tuple[str, CabinetReport, ReportFormat]]:
    for stem, report in content.cabinet_reports.items():
        form = format_of(content, report)
        if form is not None:
            yield CABINET_REPORTS.file(stem), report, form


def a_format_can_be_filled(content: Content) -> Iterator[Finding]:
    """A format ends after it starts, has each part of a report once, and has rows only in its tables."""
    for place, form in enumerate(content.formats.formats):
        here = ("formats", place)
        if form.valid_to and form.valid_to.last < form.valid_from.first:
            words = {"format": form.name, "first": in_words(form.valid_from), "last": in_words(form.valid_to)}
            yield Finding("format-ends-early", Spot(_FORMATS, (*here, "valid_to")), words)
        times = Counter(section.content for section in form.sections)
        for number, section in enumerate(form.sections):
            spot = Spot(_FORMATS, (*here, "sections", number))
            if section.content in _ONCE_ONLY and times[section.content] > 1:
                times[section.content] = 1  # reported at the first of them
                yield Finding("content-twice", spot, {"content": section.content, "format": form.name})
            if not section.heading and section.content != "body":
                about, name = type(section).model_fields["heading"], record_name(type(section))
                words = {"field": "heading", "Record": f"This {name}", "help": about.description or ""}
                yield Finding("missing-field", spot, {**words, "example": (about.examples or [""])[0]})
            if bool(section.rows) != (section.content in _WITH_ROWS):
                yield Finding("rows-and-table", spot, {"section": section.heading})
        for number, line in enumerate(form.header):
            if (line.line is None) == (line.field == "header_lines"):
                yield Finding(
                    "header-line-name", Spot(_FORMATS, (*here, "header", number)), {"line": line.label}
                )


def the_format_holds_on_the_day(content: Content) -> Iterator[Finding]:
    """A report uses a format that is in use on the date of its meeting."""
    for file, report, form in _reports(content):
        in_force = formats_in_force(content, report.meeting) if report.meeting else []
        if report.meeting is None or form in in_force:
            continue
        others = [other.id for other in content.formats.formats if other in in_force]
        words = {"format": form.name, "meeting": in_words(report.meeting)}
        code = "format-not-in-force" if others else "no-format-in-force"
        yield Finding(code, Spot(file, ("format",)), {**words, "others": ", ".join(others)})


def sections_are_the_formats(content: Content) -> Iterator[Finding]:
    """A report has every section that its format requires, and nothing that the format has no place for."""
    for file, report, form in _reports(content):
        yield from _missing(file, report, form)
        yield from _named(file, report, form)
        printed = {filling(section).field for section in form.sections}
        printed |= {line.field for line in form.header}
        for field in _PRINTED_ONCE:
            if field not in printed and getattr(report, field):
                words = {"field": field, "format": form.name}
                yield Finding("not-in-format", Spot(file, (field,), key=True), words)


def _missing(file: str, report: CabinetReport, form: ReportFormat) -> Iterator[Finding]:
    code = "section-to-fill" if report.draft else "section-missing"
    for section in form.sections:
        asked: list[tuple[Asked, str]] = []
        if section.required and not is_filled(report, section):
            asked = [(section, _how(section))]
        elif section.rows and filling(section).by_item:
            given = {item.section for item in getattr(report, filling(section).field)}
            rows = [row for row in section.rows if row.required and row.id not in given]
            asked = [(row, _item(filling(section).field, row.id)) for row in rows]
        for part, how in asked:
            words = {"section": part.heading or part.id, "format": form.name, "how": how, "none": _none(part)}
            yield Finding(code, Spot(file), words)
    given_lines = {entry.line for entry in report.header_lines}
    for line in form.header:
        is_given = line.line in given_lines if line.line else getattr(report, line.field, True)
        if line.required and not is_given and not line.otherwise:
            how = _item("header_lines", line.line, "line") if line.line else f"Fill in “{line.field}”"
            words = {"section": line.label, "format": form.name, "how": how, "none": ""}
            yield Finding(code, Spot(file), words)


def _how(section: FormatSection) -> str:
    if section.content == "preferred-option":
        return "Write “preferred: yes” under one of the “options”"
    known = filling(section)
    if not known.by_item:
        return f"Fill in “{known.field}”"
    return _item(known.field, section.rows[0].id if section.rows else section.id)


def _item(field: str, name: str, key: str = "section") -> str:
    return f"Add an item to “{field}” with “{key}: {name}”"


def _none(part: Asked) -> str:
    return f" Where there is nothing to say, write {_choice(part)}." if part.none_words else ""


def _choice(part: Asked) -> str:
    return " or ".join(f"“{words}”" for words in part.none_words)


def _named(file: str, report: CabinetReport, form: ReportFormat) -> Iterator[Finding]:
    """Find items that name a section which the format does not have."""
    known = {"numbers_as_printed": {section.id for section in form.sections}}
    known |= {kind.field: set() for kind in FILLINGS.values() if kind.by_item}
    for section in form.sections:
        if filling(section).by_item:
            known[filling(section).field] |= {row.id for row in section.rows} or {section.id}
    known["header_lines"] = {line.line for line in form.header if line.line}
    for field, ids in known.items():
        key = "line" if field == "header_lines" else "section"
        for place, item in enumerate(getattr(report, field)):
            if (name := getattr(item, key)) not in ids:
                words = {
                    "value": name,
                    "format": form.name,
                    "field": field.replace("_", " "),
                    "choice": f"Choose one of: {', '.join(sorted(ids))}." if ids else "Remove the item.",
                }
                yield Finding("unknown-section", Spot(file, (field, place, key)), words)


def a_decision_is_one_thing(content: Content) -> Iterator[Finding]:
    """What is to be decided is given in parts, or in groups that each have parts."""
    for file, report, _ in _reports(content):
        decision = report.recommended_decision
        if bool(decision.parts) == bool(decision.groups) or not all(group.parts for group in decision.groups):
            yield Finding("decision-is-one-thing", Spot(file, ("recommended_decision",)))


def sections_keep_to_their_length(content: Content) -> Iterator[Finding]:
    """A section has no more words than its format allows."""
    for file, report, form in _reports(content):
        for asked, text in _texts(content, report, form):
            words = len(text.split())
            if asked.word_limit is not None and words > asked.word_limit:
                facts = {"section": asked.heading or asked.id, "format": form.name}
                yield Finding(
                    "section-too-long", Spot(file), {**facts, "words": words, "most": asked.word_limit}
                )


def _texts(
    content: Content, report: CabinetReport, form: ReportFormat
) -> Iterator[tuple[FormatSection | FormatRow, str]]:
    """Yield each section and row of a format with the words that the report has there."""
    given = {item.section: item.text for item in report.implications}
    laid = layout_of(content, report).sections
    for section in form.sections:
        blocks = (block for one in laid if one.format.id == section.id for block in one.blocks)
        decided = report.recommended_decision.every_part if section.content == "recommendation" else ()
        yield section, " ".join([*decided, *(block.text for block in blocks if isinstance(block, Prose))])
        yield from ((row, given.get(row.id, "")) for row in section.rows)


def none_is_said_in_the_formats_words(content: Content) -> Iterator[Finding]:
    """Where there is nothing to report, the author chooses one of the format’s own phrases; there is no default."""
    for file, report, form in _reports(content):
        for section in form.sections:
            for part in (section, *section.rows):
                for spot, text in _answers(file, report, section, part):
                    said = {words.casefold().rstrip(".") for words in part.none_words} | _SAYS_NONE
                    if text.casefold().rstrip(". ") in said and text not in part.none_words:
                        words = {"value": text, "section": part.heading, "choice": _choice(part)}
                        yield Finding(
                            "none-in-other-words" if part.none_words else "none-not-allowed", spot, words
                        )


def _answers(
    file: str, report: CabinetReport, section: FormatSection, part: Asked
) -> Iterator[tuple[Spot, str]]:
    """Yield what a report says in one section or row, where that may be no more than “none”."""
    if section.content == "sign-off":
        return
    if filling(section).by_item:
        field = filling(section).field
        for place, item in enumerate(getattr(report, field)):
            if item.section == part.id:
                yield Spot(file, (field, place, "text")), item.text
    elif section.content in ("equalities", "footnote") and getattr(report, section.content):
        yield Spot(file, (section.content,)), getattr(report, section.content)
    elif section.content == "background-papers" and len(report.background_papers or ()) == 1:
        yield Spot(file, ("background_papers",)), (report.background_papers or ("",))[0]


def sign_off_is_printed_where_the_format_prints_it(content: Content) -> Iterator[Finding]:
    """A row of implications gives who agreed it and when if, and only if, the format prints them."""
    for file, report, form in _reports(content):
        signed = {row.id for section in form.sections if section.printed_sign_off for row in section.rows}
        for place, item in enumerate(report.implications):
            spot = Spot(file, ("implications", place))
            words = {"section": item.section, "format": form.name, "field": "agreed_by"}
            if item.section in signed and not (item.agreed_by and item.agreed_on) and not report.draft:
                yield Finding("sign-off-missing", spot, words)
            elif item.section not in signed and (item.agreed_by or item.agreed_on):
                yield Finding("not-in-format", spot, words)


def one_option_is_preferred(content: Content) -> Iterator[Finding]:
    """A report has at most one preferred option."""
    for file, report, _ in _reports(content):
        preferred = [place for place, option in enumerate(report.options) if option.preferred]
        if len(preferred) > 1:
            spots = [Spot(file, ("options", place, "preferred")) for place in preferred[:2]]
            yield Finding("two-options-preferred", spots[1], also=(spots[0],))


def marks_get_numbers(content: Content) -> Iterator[Finding]:
    """Paragraphs are marked for numbers only where the format numbers them."""
    for passage in passages(content):
        if not NUMBER_MARK.search(passage.text):
            continue
        for token in parse(passage.text):
            if token.type == "inline" and token.map and NUMBER_MARK.match(token.content):
                line = token.map[0]
                if not _is_numbered(content, passage, line):
                    mark = (NUMBER_MARK.match(token.content) or [""])[0].strip()
                    yield Finding("mark-without-number", passage.spot(line), {"mark": mark})


def _is_numbered(content: Content, passage: Passage, line: int) -> bool:
    if passage.report is None:
        return False
    layout = layout_of(content, passage.report)
    if layout.format is None:
        return True  # another rule reports it: nobody knows what is numbered
    if passage.is_file and passage.line(line).startswith("## "):
        return True
    section = next((one for one in layout.sections if _prints(one, passage, line)), None)
    return section is not None and bool(section.first)


def _prints(section: Section, passage: Passage, line: int) -> bool:
    """Whether a section prints a passage as its prose: not where it is in a table, a list or the header."""
    known = filling(section.format)
    if passage.is_file:
        place = sum(text.startswith("## ") for text in passage.text.split("\n")[: line + 1])
        return section.id == f"body-{place}"
    match passage.loc:
        case (str(field), int(place), "text") if known.by_item and known.is_prose and field == known.field:
            return bool(getattr(passage.report, field)[place].section == section.id)
        case ("risk", "explanation"):
            return section.format.content == "risk"
        case (str(field),):
            return known.is_prose and field == known.field
    return False
