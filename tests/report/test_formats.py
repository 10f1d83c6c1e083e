"""Formats of reports: what each pattern gives a reader, and where cross-references lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from council import REPORT, TODAY, Council
from drawn_report import body, headings, words
from formats_council import BEES, BRIDGE, BUDGET, CLOCK, FERRY, FORMATS, LAMPS, QUARRY, QUARRY_TEXT, SIGNS
from import_files import pasted
from jinja2 import Environment
from paths import NEVERHAM, ROOT

from goldenthread.importing.detect import open_paper
from goldenthread.importing.merging import Wish
from goldenthread.importing.report_reader import read_report
from goldenthread.model.report_format import ReportFormats
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register import Register
from goldenthread.register.views import CabinetReportView
from goldenthread.source import load


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "templates")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("formats") / "c", NEVERHAM).register()


@pytest.fixture
def neverham(tmp_path: Path) -> Council:
    return Council(tmp_path / "c", NEVERHAM)


@pytest.fixture(scope="module")
def drawn_pages(register: Register, env: Environment) -> dict[str, str]:
    return {page.path: page.body for page in pages(register, env)}


def paper(register: Register, file: str) -> CabinetReportView:
    return next(report for report in register.cabinet_reports if f"/{report.facts.id}.yml" in file)


def section(html: str, name: str) -> str:
    """Give one section of a drawn paper."""
    start = html.index(f'id="{name}"')
    return html[start : html.index("</section>", start)]


# What a reader gets


def test_the_patterns_that_are_shipped_are_those_that_the_example_uses() -> None:
    shipped, used = load(ROOT / "data/report-format-patterns.yml", "p"), load(NEVERHAM / FORMATS, "f")
    assert shipped.problems == used.problems == ()
    assert shipped.data == used.data
    names = [form.id for form in ReportFormats.model_validate(shipped.data).formats]
    assert len(names) >= 12
    assert all(name.startswith("pattern-") for name in names)
    own = (ROOT / FORMATS).read_text("utf-8")
    assert not [name for name in names if f"id: {name}\n" in own]
    reports = [path.read_text("utf-8") for path in (NEVERHAM / "data/cabinet-reports").glob("*.yml")]
    filled = set(re.findall(r"^format: (.*)$", "".join(reports), re.MULTILINE))
    assert len(filled) == len(reports) == 8
    assert filled <= set(names)


def test_implications_stand_in_a_table_with_who_agreed_each_and_when(
    register: Register, env: Environment
) -> None:
    table = section(body(paper(register, LAMPS), env), "cross-cutting")
    assert re.findall(r'scope="col"[^>]*>([^<]*)', table) == [*("Implication", "What it means", "Agreed by")]
    found = re.findall(r'<tr role="row"><th scope="row".*?</tr>', table, re.DOTALL)
    rows = [words(row.replace("</t", " </t")) for row in found]
    assert [row.split()[0] for row in rows] == ["Financial", "Legal", "Staff", "Equalities", "Climate"]
    assert rows[1].endswith("Invented Harbours Act. Monitoring Officer, 11 February 2031")


@pytest.mark.slow
def test_who_signs_inside_the_council_and_advice_to_authors_reach_no_output(
    neverham: Council, env: Environment
) -> None:
    text = (neverham.root / FORMATS).read_text("utf-8")
    marked = re.sub(r"signed_off_by: .*", "signed_off_by: CANARY", text)
    marked = re.sub(r"(guidance: \|\n +).*", r"\1CANARY", marked)
    assert marked.count("CANARY") > 20
    (neverham.root / FORMATS).write_text(marked, "utf-8")
    register = neverham.register()
    drawn = [body(report, env) for report in register.cabinet_reports]
    drawn += [report_html(report, register.council, env) for report in register.cabinet_reports]
    drawn += [output.content.decode() for output in open_data(register)]
    assert "CANARY" not in "".join(drawn)


def test_implications_may_stand_at_the_top(register: Register, env: Environment) -> None:
    assert [text for level, text in headings(body(paper(register, CLOCK), env)) if level == 2][:6] == [
        *("Recommendations", "Financial implications", "Legal implications", "Risk"),
        *("Equalities implications", "Climate and environment"),
    ]


def test_options_are_set_out_and_one_is_preferred(register: Register, env: Environment) -> None:
    html = body(paper(register, BRIDGE), env)
    assert [text for level, text in headings(html) if level == 3] == [
        "Option 1 – Do nothing",
        "Option 2 – A bridge of wood",
        "Option 3 – A bridge of stone (preferred)",
    ]
    assert "Why it is not preferred: Dry feet are in the council’s plan." in words(section(html, "options"))
    assert words(section(html, "preferred")).endswith(
        "Option 3, A bridge of stone. It costs least for each year that it stands."
    )


def test_paragraphs_are_numbered_through_the_whole_paper(register: Register, env: Environment) -> None:
    html = body(paper(register, BEES), env)
    numbers = re.findall(r'<p class="numbered" id="p-(\d+)"><span class="number">(\d+)</span>', html)
    assert numbers == [(str(n), str(n)) for n in range(1, 10)]
    assert not [text for _, text in headings(html) if text[0].isdigit()]


def test_headings_may_have_no_numbers(register: Register, env: Environment) -> None:
    html = body(paper(register, SIGNS), env)
    assert 'class="number"' not in html
    assert "Alternative options considered" in [text for _, text in headings(html)]


def test_a_heading_over_the_body_is_printed_without_a_number(register: Register, env: Environment) -> None:
    printed = headings(body(paper(register, QUARRY), env))
    assert (2, "Part A") in printed
    assert printed.index((2, "Part A")) < next(
        place for place, (_, text) in enumerate(printed) if text.endswith("Why the quarry is sold")
    )


def test_appendices_may_have_letters(register: Register, env: Environment) -> None:
    html = body(paper(register, FERRY), env)
    assert [text.split(" – ")[0] for _, text in headings(html) if text.startswith("Appendix ")] == [
        *("Appendix A", "Appendix B", "Appendix C")
    ]
    assert [appendix.number for appendix in paper(register, FERRY).appendices] == ["A", "B", "C"]


@pytest.mark.slow
def test_letters_go_on_after_z_and_a_printed_number_stands(neverham: Council) -> None:
    more = "".join(f"  - title: Map {n}\n    not_supplied: |\n      Lost.\n\n" for n in range(4, 29))
    neverham.change(
        FERRY,
        "background_papers:",
        f"{more}  - number: Z1\n    title: Late\n    not_supplied: |\n      Lost.\n\nbackground_papers:",
    )
    marks = [appendix.number for appendix in paper(neverham.register(), FERRY).appendices]
    assert marks[24:] == ["Y", "Z", "AA", "AB", "Z1"]


def test_every_body_that_sees_the_paper_is_named_with_its_day(register: Register, env: Environment) -> None:
    rows = re.findall(
        r'<tr role="row"><th scope="row".*?</tr>', body(paper(register, BUDGET), env), re.DOTALL
    )
    assert [words(row.replace("</t", " </t")) for row in rows] == [
        "Cabinet 16 September 2031 For decision",
        "Audit Committee 23 September 2031 For discussion",
        "Full Council 7 October 2031 For decision",
    ]


def test_part_b_is_named_with_paragraph_and_reason_and_has_no_place_for_more(
    register: Register, env: Environment
) -> None:
    stub = words(section(body(paper(register, QUARRY), env), "part-b"))
    assert "Part B – Offers received for the quarry" in stub
    assert "exempt under paragraph 3 of part 1 of Schedule 12A to the Local Government Act 1972" in stub
    assert "The offers are still being weighed" in stub
    part_b = paper(register, QUARRY).facts.part_b
    assert part_b is not None
    assert set(type(part_b).model_fields) == {"title", "exempt"}
    assert set(type(part_b.exempt).model_fields) == {"paragraph", "reason"}


def test_a_historic_paper_keeps_its_numbers_and_the_count_goes_on_from_them(
    neverham: Council, env: Environment
) -> None:
    neverham.change(
        QUARRY,
        "access: part exempt\n",
        "access: part exempt\nnumbers_as_printed:\n  - section: financial\n    number: 7\n",
    )
    neverham.change(QUARRY_TEXT, "## Why the quarry", "## #4. Why the quarry")
    neverham.change(QUARRY_TEXT, "#. It holds", "#4.6. It holds")
    html = body(paper(neverham.register(), QUARRY), env)
    assert [text for _, text in headings(html) if text[0].isdigit()] == [
        *("4. Why the quarry is sold", "7. Financial implications", "8. Legal implications"),
        *("9. Appendices", "10. Background papers"),
    ]
    assert re.findall(r'<span class="number">(\d\.\d)</span>', html) == ["4.6", "4.7"]


# Cross-references


def test_cross_references_say_what_they_mean_and_lead_there(register: Register, env: Environment) -> None:
    html = body(paper(register, FERRY), env)
    found = dict(re.findall(r'<a href="(site:[^"]*)">([^<]*)</a>', html))
    here = "site:cabinet-reports/2031-06-02-ferry/"
    assert found == {
        f"{here}#appendix-a": "Appendix A",
        f"{here}#appendix-b": "Appendix B",
        "site:reviews/2031-ferry/recommendations/2/": "recommendation 2 of the Ferry review 2031",
        "site:action-plans/2031-ferry/actions/2/": "action 2",
        "site:action-plans/2031-ferry/actions/1/": "Action 1",
        f"{here}#body-1": "section 3, What the reviewers asked",
    }


@pytest.mark.slow
def test_on_the_page_they_lead_to_pages_and_in_the_paper_to_what_it_holds(
    register: Register, env: Environment, drawn_pages: dict[str, str]
) -> None:
    page = drawn_pages["cabinet-reports/2031-06-02-ferry/"]
    assert '<a href="#appendix-a">Appendix A</a>' in page
    assert '<a href="../../action-plans/2031-ferry/actions/2/">action 2</a>' in page
    report = paper(register, FERRY)
    for council in (register.council, register.council.model_copy(update={"site_address": None})):
        html = report_html(report, council, env)
        assert '<a href="#appendix-a-action-2">action 2</a>' in html
        assert '<a href="#appendix-b-recommendation-2">recommendation 2 of the Ferry review 2031</a>' in html
        for name in ("appendix-a-action-2", "appendix-b-recommendation-2"):
            assert html.count(f'id="{name}"') == 1
        assert '"site:' not in html
    assert '"site:' not in "".join(drawn_pages.values())


@pytest.mark.slow
def test_what_the_paper_does_not_hold_is_at_its_web_address_or_stands_as_words(
    neverham: Council, env: Environment
) -> None:
    neverham.change(QUARRY, "Map of the path", "Map of all paths")
    neverham.change(
        QUARRY, "  They are set out in Part B.", "  They are set out in Part B; see [[action 2031-ferry 2]]."
    )
    register = neverham.register()
    report, council = paper(register, QUARRY), register.council
    link = '<a href="https://neverham.example/action-plans/2031-ferry/actions/2/">action 2 of the Ferry action plan 2031</a>'
    assert link in report_html(report, council, env)
    html = report_html(report, council.model_copy(update={"site_address": None}), env)
    assert "see action 2 of the Ferry action plan 2031." in words(html)


def test_open_data_and_descriptions_hold_the_words_alone(register: Register, env: Environment) -> None:
    data = b"".join(output.content for output in open_data(register)).decode()
    assert "agrees the plan in Appendix A." in data
    assert "site:" not in data
    assert "[[" not in data


# Another council's header


OTHER_HEADER = """    header:
      - field: authors
        label: Lead officer
      - field: emails
        label: Contact
      - field: portfolio_holders
        label: Cabinet Member
      - field: body
        label: Report to
    current_risk: "Risk before action:"
    residual_risk: "Risk after action:"
"""


@pytest.fixture
def ambleford(tmp_path: Path) -> Council:
    """A council whose papers have another header."""
    name = "    name: Ambleford format of 2031\n"
    return Council(tmp_path / "a").change(FORMATS, name, name + OTHER_HEADER)


def test_a_format_names_and_orders_the_lines_of_the_header(ambleford: Council, env: Environment) -> None:
    ambleford.change(REPORT, "access: part exempt\n", "").change(REPORT, "local_councillors: All\n", "")
    report = ambleford.register().cabinet_reports[0]
    html = report_html(report, ambleford.content().council, env)
    header = html[html.index('<dl class="gt-facts">') : html.index("</dl>")]
    assert [words(line) for line in re.findall(r"<d[td]>.*?</d[td]>", header)] == [
        *("Lead officer", "A Example, Director of Finance", "Contact", "finance@ambleford.example"),
        *("Cabinet Member", "Cllr C Pretend, Finance", "Report to", "Cabinet"),
    ]
    assert re.findall("<dt>(Risk .*?)</dt>", html) == ["Risk before action:", "Risk after action:"]


def test_what_the_header_leaves_out_is_a_problem_and_not_dropped(ambleford: Council) -> None:
    place = "but “Ambleford format of 2031” has no place for it."
    assert [line.partition("Move")[0].partition(": ")[2] for line in ambleford.said("error")] == [
        f"“access” is filled in, {place} ",
        f"“local_councillors” is filled in, {place} ",
    ]


def test_a_paper_with_another_header_is_read_by_its_labels(ambleford: Council, tmp_path: Path) -> None:
    content = (
        ambleford.change(REPORT, "access: part exempt\n", "")
        .change(REPORT, "local_councillors: All\n", "")
        .content()
    )
    paper = """Report to: Cabinet

4 November 2031

Cabinet Member: Cllr C Pretend, Finance
Lead officer: A Example
Contact: finance@ambleford.example

Risk Assessment

Risk before action: Low

Risk after action: LOW
"""
    wish = Wish("cabinet-report", "2031-11-04-schools", TODAY)
    found = read_report(open_paper(pasted(tmp_path / "report.txt", paper)), wish, content)
    assert [found.top[name] for name in ("body", "meeting")] == ["cabinet", "2031-11-04"]
    assert found.top["portfolio_holders"] == [{"name": "Cllr C Pretend", "title": "Finance"}]
    assert found.top["authors"] == [{"name": "A Example", "email": "finance@ambleford.example"}]
    assert (found.top["risk"]["current"], found.top["risk"]["residual"]) == ("low", "low")
