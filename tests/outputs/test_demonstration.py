"""A demonstration says so on every page and paper, keeps out of search engines, and gives no council's contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import Council
from jinja2 import Environment
from paths import ROOT, TEMPLATES

from goldenthread.common.output import Page
from goldenthread.outputs.discovery import found
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_assets, report_html
from goldenthread.outputs.templating import environment
from goldenthread.publish.face import Face
from goldenthread.publish.shell import Shell
from goldenthread.register import Register
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

FILE = "data/council.yml"
LICENCE = "licence: Open Government Licence v3.0\n"
NOTICE = "This site is a demonstration. Ambleford Council does not run it. It shows invented reviews."


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    council = Council(tmp_path_factory.mktemp("demonstration") / "c")
    return council.change(FILE, LICENCE, f"{LICENCE}demonstration: invented reviews\n").register()


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(TEMPLATES)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell.load(ROOT, tmp_path_factory.mktemp("shell"))


def poured(shell: Shell, notice: str, *, unlisted: bool = False) -> str:
    face = Face("Ambleford Council: reviews", "", "#7a1f3d", "", notice)
    page = Page("reviews/", "Reviews", "All of them.", "<h1>Reviews</h1>", unlisted=unlisted)
    return shell.dressed(face).pour(page).content.decode()


def test_every_page_says_so_above_the_header_and_asks_not_to_be_listed(shell: Shell) -> None:
    for unlisted in (False, True):
        html = poured(shell, NOTICE, unlisted=unlisted)
        banner = html.index('<aside class="gt-demonstration" aria-label="Demonstration">')
        assert html.index("gt-skip") < banner < html.index('<header class="gt-header"')
        assert html.count(NOTICE) == html.count('<meta name="robots" content="noindex">') == 1


def test_a_councils_own_site_has_neither(shell: Shell) -> None:
    html = poured(shell, "")
    assert 'gt-demonstration"' not in html
    assert "noindex" not in html


def test_what_it_shows_may_be_left_open(register: Register) -> None:
    assert register.council.demonstration_notice == NOTICE
    plain = register.council.model_copy(update={"demonstration": "yes"})
    assert plain.demonstration_notice == "This site is a demonstration. Ambleford Council does not run it."
    assert register.council.model_copy(update={"demonstration": None}).demonstration_notice == ""


def test_programs_are_asked_to_leave_it_out_and_told_who_publishes(
    register: Register, env: Environment
) -> None:
    files = {output.path: output.content.decode() for output in found(register, ["", "reviews/"])}
    assert sorted(files) == ["llms.txt", "robots.txt"]
    assert {"Disallow: /*.pdf$", "Disallow: /data/"} <= set(files["robots.txt"].splitlines())
    assert NOTICE in files["llms.txt"]
    data = [output.content.decode() for output in open_data(register) if output.path.endswith(".json")]
    assert all(f'"demonstration": "{NOTICE}"' in text for text in data if '"council"' in text)
    home = next(page for page in pages(register, env) if page.path == "")
    assert '"name": "Golden Thread demonstration"' in home.meta
    assert "GovernmentOrganization" not in home.meta


def test_each_paper_says_so_on_its_first_page_and_at_its_foot_and_has_no_council_for_its_author(
    register: Register, env: Environment
) -> None:
    html = report_html(register.cabinet_reports[0], register.council, env)
    notice = "This paper was made for a demonstration. Ambleford Council did not publish it."
    assert html.index(notice) < html.index("<h1>")
    assert html.count(notice) == 1
    assert '<meta name="author" content="Golden Thread demonstration">' in html
    council = register.council.model_copy(update={"crest": None})
    style = report_assets(env, ROOT, council)["report.css"].decode()
    assert '@bottom-left { content: "Demonstration. " string(meeting)' in style


def test_the_address_of_a_public_body_is_no_contact_for_it(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(FILE, "office@ambleford.example", "office@ambleford.gov.uk")
    assert not [line for line in council.said() if "demonstration" in line]
    council.change(FILE, LICENCE, f"{LICENCE}demonstration: yes\n")
    assert [line for line in council.said() if line.endswith("[demonstration-contact]")] == [
        "data/council.yml:8:10  warning: This site is a demonstration, but its contact is office@ambleford.gov.uk, "
        "which belongs to a public body. Give an address of whoever runs the demonstration, "
        "or write that no address is recorded for it. [demonstration-contact]"
    ]


def test_what_is_shipped_is_a_demonstration() -> None:
    content = examine(ROOT, date(2026, 11, 27)).content
    assert content is not None
    assert content.council.demonstration_notice.startswith("This site is a demonstration. Dorset Council")
    assert "@" not in content.council.contact
    assert all(report.summarised for report in content.cabinet_reports.values())
