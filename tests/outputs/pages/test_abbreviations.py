"""Each short form is explained where a page first uses it, and in a line that everyone can read; none is invented."""

from __future__ import annotations

from pathlib import Path

from council import Council
from parsed_page import Seen
from paths import TEMPLATES

from goldenthread.outputs.pages import pages
from goldenthread.outputs.pages.abbreviations import Abbreviations
from goldenthread.outputs.templating import environment

EXPLAINS = Abbreviations({"SLT": "Senior Leadership Team", "SL": "Sample <List>"})


def test_the_first_use_outside_a_heading_is_marked_and_all_are_listed() -> None:
    body = '<h2 id="SLT">SLT</h2><p title="SLT">The team (SLT), the SLT, and SLT again; SLTs, DSLT and <code>SL</code> not. SL.</p>'
    assert EXPLAINS.explained(body) == (
        '<h2 id="SLT">SLT</h2><p title="SLT">The team (SLT), the <abbr title="Senior Leadership Team">SLT</abbr>, and SLT again; '
        'SLTs, DSLT and <code>SL</code> not. <abbr title="Sample &lt;List&gt;">SL</abbr>.</p>'
        '<div data-pagefind-ignore><p class="gt-source">Short forms on this page</p><ul class="gt-meta">'
        "<li>SL: Sample &lt;List&gt;</li><li>SLT: Senior Leadership Team</li></ul></div>"
    )


def test_a_page_without_any_is_as_it_was() -> None:
    body = "<p>Nothing short.</p>"
    assert EXPLAINS.explained(body) == Abbreviations({}).explained(body) == body


def test_lists_explain_the_lead_and_the_glossary_has_both_lists(tmp_path: Path) -> None:
    register = Council(tmp_path / "c").register()
    site = {page.path: page for page in pages(register, environment(TEMPLATES))}
    assert '<abbr title="Senior Team">ST</abbr>' in site["actions/"].body
    assert "Short forms on this page ST: Senior Team" in Seen(site["actions/"].body).text
    glossary = Seen(site["glossary/"].body).text
    assert "MTFP medium-term financial plan ST Senior Team" in glossary
