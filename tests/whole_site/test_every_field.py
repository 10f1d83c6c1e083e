"""Every public field reaches readers: on a page, in the PDF where the paper prints it, and in the open data.

Each field of an invented council holds a mark of its own. A field that nobody can see needs a line in a template, or a
line here that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest
from council import TODAY
from marked_council import MarkedCouncil, marked_council
from paths import TEMPLATES

from goldenthread.model.fields import is_printed, mark_of, part_kind
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.decision_notices import notice_html
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register import build

pytestmark = pytest.mark.slow

_NAMES_A_SECTION = "names a section of the format, whose heading is shown"
_NAMES_A_LINE = "names a line of the format's header, whose label is shown"
_FOR_AUTHORS = "is for those who write papers"
# The exceptions, each with its reason: a field of one kind, or (from a dot on) of every kind that has it.
NOT_ON_A_PAGE = {
    ".corrections.fields": "names the fields for `check`; a sentence beside it says what changed",
    ".documents.id": "names the document within its file",
    ".documents.sha256": "is what `check` compares the file with",
    ".appendices.sha256": "is what `check` compares the file with",
    ".editor_notes.about": "names the part beside which the note is shown",
    ".measures.what": "names a figure, so that all statements of it are compared",
    ".measures.section": "names the part of the paper that states the figure; `source` gives it in words",
    ".deadline_rules": "names the rules; each deadline that they give is shown with its rule",
    ".deadline_overrides.deadline": "names the deadline with which the departure is shown",
    "cabinet-reports.format": "names the format, whose title is shown",
    "cabinet-reports.implications.section": _NAMES_A_SECTION,
    "cabinet-reports.numbers_as_printed.section": _NAMES_A_SECTION,
    "cabinet-reports.sections.section": _NAMES_A_SECTION,
    "cabinet-reports.header_lines.line": _NAMES_A_LINE,
    "report-formats.formats.header.line": _NAMES_A_LINE,
    "report-formats.formats.header.otherwise": "is printed where a report gives nothing",
    "cabinet-reports.sign_offs.section": _NAMES_A_SECTION,
    "council.colour": "is in the site's style sheet",
    "council.typeface.": "is in the site's style sheet",
    "council.crest": "is in the site's header, which is put round every page later",
    "council.crest_text": "is in the site's header, which is put round every page later",
    "council.demonstration": "is in the banner, which is put round every page later",
    "council.short_name": "is used by no page yet",
    "plans.tables.id": "names the table within its plan",
    "plans.tables.rows.kind": "sets a total in bold",
    "report-formats.formats.id": "names the format, whose title is shown",
    "report-formats.formats.note": _FOR_AUTHORS,
    "report-formats.formats.sections.id": _NAMES_A_SECTION,
    "report-formats.formats.sections.none_words": _FOR_AUTHORS,
    "report-formats.formats.sections.rows.id": _NAMES_A_SECTION,
    "report-formats.formats.sections.rows.none_words": _FOR_AUTHORS,
    "report-formats.formats.valid_from": _FOR_AUTHORS,
    "report-formats.formats.valid_to": _FOR_AUTHORS,
}
NOT_IN_THE_PDF = {
    ".measures.what": "names a figure, so that all statements of it are compared",
    ".measures.section": "names the part of the paper that states the figure; `source` gives it in words",
    "cabinet-reports.header_lines.line": _NAMES_A_LINE,
    "cabinet-reports.sign_offs.section": _NAMES_A_SECTION,
    "cabinet-reports.format": "names the format, which the paper follows",
    "cabinet-reports.implications.section": _NAMES_A_SECTION,
    "cabinet-reports.numbers_as_printed.section": _NAMES_A_SECTION,
    "cabinet-reports.sections.section": _NAMES_A_SECTION,
    "plans.tables.id": "names the table within its plan",
    "plans.tables.rows.kind": "sets a total in bold",
}
NOT_IN_THE_DATA = {
    ".text": "names the file of a text that is on its page",
    "council.": "is a setting; every file has the name and the licence",
    "report-formats.": "is a setting",
}
# What the PDF of a report has besides the words of the paper: no change of these needs a correction.
PDF_BESIDES_THE_PAPER = {
    "id": "is in the address of the page",
    "summary": "is the description for programs",
    "header_note": "is an editor's",
    "editor_notes": "are an editor's",
    "corrections": "were made since",
    "withdrawn": "was decided since",
    "documents": "say where the exact words are, at the head of a summary",
    "measures": "may be figures of a table that the text shows",
}
# The data files in which the fields of a kind are looked for.
DATA = {"reviews": ("reviews.", "recommendations."), "action-plans": ("actions.", "action-plans.")}


@dataclass(frozen=True)
class Outputs:
    """Everything that readers get of a council, in small letters: pages and data by address, and its papers' HTML."""

    council: MarkedCouncil
    pages: Mapping[str, str]
    data: Mapping[str, str]
    papers: str

    def is_on_a_page(self, path: str) -> bool:
        """Whether the field's mark is on a page of its own record; of a setting, on any page."""
        folder = path.partition(".")[0]
        records = self.council.records.get(folder)
        own = tuple(BY_FOLDER[folder].url(record.id) for record in records) if records else ("",)
        return self._has(path, (body for address, body in self.pages.items() if address.startswith(own)))

    def is_in_the_data(self, path: str) -> bool:
        """Whether the field's mark is in a file of its kind."""
        folder = path.partition(".")[0]
        files = DATA.get(folder, (f"{folder}.",))
        return self._has(path, (text for name, text in self.data.items() if name.startswith(files)))

    def is_in_a_paper(self, path: str) -> bool:
        """Whether the field's mark is in the PDF of a report that is marked."""
        return self._has(path, [self.papers])

    def _has(self, path: str, texts: Iterable[str]) -> bool:
        forms = [form for found in self.council.filled.forms[path] for form in found]
        return any(form in text for text in texts for form in forms)


def outputs(council: MarkedCouncil) -> Outputs:
    register = build(council.content, TODAY)
    env = environment(TEMPLATES)
    papers = [view for view in register.cabinet_reports if view.facts in council.records["cabinet-reports"]]
    drawn = {
        page.path: f"{page.path} {page.title} {page.body} {page.meta} {page.edit}".lower()
        for page in pages(register, env)
    }
    data = {
        output.path.removeprefix("data/v1/"): output.content.decode().lower()
        for output in open_data(register)
    }
    printed = [report_html(view, register.council, env) for view in papers]
    marked = [view for view in register.decisions if view.facts in council.records["decisions"]]
    printed += [notice_html(view, register.council, env) for view in marked]
    return Outputs(council, drawn, data, "".join(printed).lower())


@pytest.fixture(scope="module")
def shown() -> Outputs:
    return outputs(marked_council())


def beyond(missing: list[str], exceptions: Mapping[str, str]) -> list[str]:
    """Return what no exception names, and every exception that nothing needs any more."""

    def names(exception: str, path: str) -> bool:
        if exception.startswith("."):
            return path.endswith(exception)
        return path.startswith(exception) if exception.endswith(".") else path == exception

    unknown = [path for path in missing if not any(names(exception, path) for exception in exceptions)]
    return unknown + [e for e in exceptions if not any(names(e, path) for path in missing)]


def test_every_field_is_on_a_page(shown: Outputs) -> None:
    missing = [path for path in shown.council.filled.forms if not shown.is_on_a_page(path)]
    assert beyond(missing, NOT_ON_A_PAGE) == []


def test_every_field_is_in_the_open_data(shown: Outputs) -> None:
    missing = [path for path in shown.council.filled.forms if not shown.is_in_the_data(path)]
    assert beyond(missing, NOT_IN_THE_DATA) == []


def test_every_printed_field_is_in_the_pdf(shown: Outputs) -> None:
    missing = [path for path in printed_before(shown) if not shown.is_in_a_paper(path)]
    assert beyond(missing, NOT_IN_THE_PDF) == []


def test_the_pdf_prints_nothing_that_could_change_without_a_correction(shown: Outputs) -> None:
    paths = [path for path in shown.council.filled.forms if path.startswith("cabinet-reports.")]
    ours = {
        path.split(".")[1] for path in paths if not is_words_of_the_paper(path) and shown.is_in_a_paper(path)
    }
    with_editors = {"recommended_decision", "appendices"}  # of these only the editor's note
    assert ours - with_editors == set(PDF_BESIDES_THE_PAPER)


@pytest.mark.slow  # a council for each
@pytest.mark.parametrize(
    "flag",
    sorted({path for path in marked_council().filled.flags if path.partition(".")[0] in BY_FOLDER}),
)
def test_every_yes_or_no_makes_a_difference(flag: str, shown: Outputs) -> None:
    without = outputs(marked_council(unset=flag))
    assert without.pages != shown.pages
    assert without.data != shown.data
    assert (without.papers != shown.papers) >= (is_words_of_the_paper(flag) and not is_later(flag))


def printed_before(shown: Outputs) -> list[str]:
    """Return the ways to the fields of which a report's PDF prints the words: what came after it is not there."""
    return [path for path in shown.council.filled.forms if is_words_of_the_paper(path) and not is_later(path)]


def is_words_of_the_paper(path: str) -> bool:
    folder, *names = path.split(".")
    return folder in BY_FOLDER and is_printed(BY_FOLDER[folder].model, names)


def is_later(path: str) -> bool:
    folder, *names = path.split(".")
    kind = BY_FOLDER[folder].model
    for name in names:
        info = kind.model_fields[name]
        if mark_of(info, "progress"):
            return True
        kind = part_kind(info.annotation) or kind  # type: ignore[assignment]
    return False
