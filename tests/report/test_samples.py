"""The guide's samples: one invented paper in each pattern of a format, at addresses of their own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from drawn_report import body, headings, words
from every_report import samples
from jinja2 import Environment
from paths import NEVERHAM, ROOT, TEMPLATES

from goldenthread.acts.start_council import patterns
from goldenthread.common.problems import Severity
from goldenthread.editing.yaml_writer import as_yaml
from goldenthread.guide.format_choice import PATTERNS, choice_page
from goldenthread.model.report_format import ReportFormats
from goldenthread.outputs.pages.record_pages import sample_pages
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register import Register
from goldenthread.register.sample_reports import DAY, GUIDE_PAGE, sample_content, sample_register
from goldenthread.rules import check, examine
from goldenthread.source import load, loads

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(TEMPLATES)


@pytest.fixture(scope="module")
def register() -> Register:
    return samples()


def sample(register: Register, name: str, env: Environment) -> str:
    return body(next(view for view in register.cabinet_reports if view.facts.format == name), env)


def test_each_pattern_has_a_number_words_that_name_no_council_and_a_sample_that_passes(
    register: Register,
) -> None:
    formats = ReportFormats.model_validate(load(ROOT / PATTERNS, PATTERNS).data).formats
    assert len(formats) >= 12
    for place, form in enumerate(formats, start=1):
        assert (
            re.match(rf"Pattern {place}: [a-z]", form.name)
            or f"Pattern {place}: a public Part A" in form.name
        )
    assert [view.facts.format for view in register.cabinet_reports] == [form.id for form in formats]
    content = examine(ROOT, date(2026, 11, 27)).content
    assert content is not None
    invented = sample_content(content)
    assert invented is not None
    told = [found for found in check(invented, DAY) if found.severity is not Severity.NOTICE]
    assert [str(found) for found in told if "sample" in found.place.file] == []


def test_each_pattern_can_be_the_format_of_a_new_council() -> None:
    for form in patterns(ROOT).values():
        written = as_yaml(ReportFormats, {"formats": [form]}, schema="s.json")
        read = loads(written.encode(), "f.yml")
        assert read.problems == ()
        assert ReportFormats.model_validate(read.data) == ReportFormats.model_validate({"formats": [form]})


def test_a_pattern_prints_what_it_is_for(register: Register, env: Environment) -> None:
    decimal = sample(register, "pattern-decimal-recommendations", env)
    assert re.findall(r'<span class="number">(1\.\d)</span>', decimal) == ["1.1", "1.2"]
    for label in ("Agenda item", "Report of", "Wards affected", "Date of notice", "Classification"):
        assert f"<dt>{label}</dt>" in decimal
    cover = sample(register, "pattern-cover-and-sign-off", env)
    assert "<dd>Audit Committee, 28 October 2031</dd>" in cover
    assert "D Sample, 20 October 2031" in cover
    bodies = sample(register, "pattern-bodies-and-lateness", env)
    assert headings(bodies)[0] == (2, "Late report")
    assert re.findall(r'<p class="gt-lead-in">(.*?)</p>', bodies) == ["That Cabinet:", "That Full Council:"]
    assert "The scaffold is up and the tiles have arrived." in sample(
        register, "pattern-progress-report", env
    )


def test_a_sample_says_that_it_is_invented_and_leads_to_no_page_of_the_site(
    register: Register, env: Environment
) -> None:
    drawn = list(sample_pages(Painter(register, env, register)))
    assert [page.path for page in drawn] == [view.url for view in register.cabinet_reports]
    for page in drawn:
        assert page.unlisted
        assert page.search is None
        assert "This paper is invented." in page.body
        assert not re.findall(r'href="(?:\.\./)+(?:reviews|action-plans|cabinet-reports)/\w', page.body)
    html = report_html(register.cabinet_reports[0], register.council, env)
    assert "Sample Council did not publish it." in words(html)


def test_the_guide_describes_each_pattern_and_a_site_without_that_page_has_no_samples() -> None:
    (made,) = choice_page(ROOT)
    text = made.content.decode()
    assert text == (ROOT / GUIDE_PAGE).read_text("utf-8")
    assert text.count("\n## Pattern ") >= 12
    assert "Header: “Agenda item”, “Meeting”" in text
    content = examine(NEVERHAM, DAY).content
    assert content is not None
    assert sample_register(content) is None
