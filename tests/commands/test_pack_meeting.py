"""The pack of a meeting: one PDF and one page with its papers in the order of the agenda, and nothing exempt in either."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from council import REPORT, TODAY, Council
from fake_github import ask
from paths import TEMPLATES
from shapes import shape_council
from verapdf import validate

from goldenthread.outputs.pack_page import Inside, meeting_page
from goldenthread.outputs.templating import environment
from goldenthread.register.views import MeetingView

pytestmark = pytest.mark.slow

MARCH = "2032-03-09-cabinet"
SECRET_WORDS = ("hidden meadow", "2032-04-20")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pack of 9 March, drawn once for all tests that read it."""
    home = tmp_path_factory.mktemp("packs")
    council = shape_council("busy-agenda", home / "council")
    assert ask(council.root, "pack", "--meeting", "cabinet", "2032-03-09", "--to", home) == 0
    return home / MARCH


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("busy-agenda", tmp_path / "council")


def page_of(council: Council, url: str = "meetings/cabinet/2032-03-09/") -> str:
    """Return the page of a pack without drawing a PDF."""
    register = council.register()
    meeting: MeetingView = next(meeting for meeting in register.meetings if meeting.url == url)
    files = {name: (council.root / "content/files" / name).read_bytes() for name in register.files}
    inside = Inside("body { color: black }", files, b"pdf", TODAY)
    return meeting_page(meeting, register.council, environment(TEMPLATES), inside).decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_page_has_the_agenda_and_then_each_paper_in_its_order(council: Council) -> None:
    html = page_of(council)
    headings = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', html)
    assert headings == [
        ("agenda", "Agenda"),
        ("item-2", "2. The depot"),
        ("item-3", "3. The baths"),
        ("item-4", "The market"),
        ("about-this-copy", "About this copy"),
    ]
    assert "1. Apologies for absence" in words(html)
    assert "Why it is urgent: The lease ends on 10 March." in words(html)


def test_the_page_works_alone_and_every_link_within_it_leads_somewhere(council: Council) -> None:
    html = page_of(council)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', html)) <= {*ids, "main"}
    for name in ("aria-labelledby", "aria-describedby", "headers"):
        assert {one for found in re.findall(rf' {name}="([^"]+)"', html) for one in found.split()} <= set(ids)
    assert not re.findall(r'(?:src|href)="(?!#|data:|mailto:)[^"]+"', html)
    assert "<script" not in html


def test_nothing_that_is_exempt_or_held_back_is_on_the_page(council: Council) -> None:
    text = words(page_of(council))
    assert "This appendix is not for publication. It is exempt under paragraph 3" in text
    assert not [secret for secret in SECRET_WORDS if secret in text]


def test_two_words_or_one_name_a_meeting_and_others_are_refused(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = {
        ("pack",): "Name a report, or a meeting with --meeting",
        ("pack", "2032-03-09-depot", "--meeting", MARCH): "Name a report, or a meeting with --meeting",
        ("pack", "--meeting", "cabinet", "9 March"): "“9 March” is not a date.",
        ("pack", "--meeting", "cabinet", "2032-03-10"): "Choose from: audit-committee 2032-03-02, cabinet 2032-03-09",
        ("pack", "--meeting", "2032-04-13-cabinet"): "Pack it under its new date: Cabinet, 20 April 2032.",
        ("pack", "--meeting", "cabinet", "2032-04-20"): "2032-04-20-secret is still a draft",
    }  # fmt: skip
    for command, sentence in refused.items():
        assert ask(council.root, *command, "--to", council.root.parent) in (1, 2)
        assert sentence in capsys.readouterr().err
    assert not list(council.root.parent.glob("*.zip"))


def outline(items: Any, pdf: Any, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    """Yield each bookmark with its depth and the page that it leads to, counted from 1."""
    for item in items:
        page = pdf.pages.index(pikepdf.Page(item.destination[0])) + 1
        yield depth, item.title, page
        yield from outline(item.children, pdf, depth + 1)


def test_the_bundle_has_bookmarks_in_the_order_of_the_agenda_that_lead_to_their_pages(packed: Path) -> None:
    with pikepdf.open(packed / f"{MARCH}.pdf") as pdf, pdf.open_outline() as opened:
        found = list(outline(opened.root, pdf))
    assert [(title, page) for depth, title, page in found if not depth] == [
        ("Agenda and papers", 1),
        ("The depot", 2),
        ("The baths", 3),
        ("The market", 4),
    ]
    assert (1, "Appendix 1 – Prices", 2) in found


def text_of(pdf: Path) -> list[str]:
    """Return the words of each page."""
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f")[:-1]]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads the words of a page")
def test_page_numbers_run_through_and_agree_with_the_agenda(packed: Path) -> None:
    pages = text_of(packed / f"{MARCH}.pdf")
    assert [f"Pack page {number}" in page for number, page in enumerate(pages, start=1)] == [True] * 4
    assert "2. The depot, pack page 2" in pages[0]
    assert "3. The baths, pack page 3" in pages[0]
    assert "The depot" in pages[1]
    assert "The baths" in pages[2]
    assert not [secret for secret in SECRET_WORDS if secret in " ".join(pages)]


def test_the_agendas_links_lead_to_the_papers(packed: Path) -> None:
    with pikepdf.open(packed / f"{MARCH}.pdf") as pdf:
        links = [link.Dest[0] for link in pdf.pages[0].Annots if "/Dest" in link]
        assert [pdf.pages.index(pikepdf.Page(page)) + 1 for page in links] == [2, 3, 4]
        assert not [
            link for page in pdf.pages for link in page.get("/Annots", ()) if "paper.invalid" in str(link)
        ]


def test_the_bundle_is_tagged_and_lasts_as_each_paper_does(packed: Path, tmp_path: Path) -> None:
    council = Council(tmp_path / "c")  # its paper has tables, links, and a plan as data
    assert ask(council.root, "pack", "--meeting", "cabinet", "2031-10-04", "--to", tmp_path) == 0
    folder = tmp_path / "pdfs"
    folder.mkdir()
    for file in (packed / f"{MARCH}.pdf", tmp_path / "2031-10-04-cabinet/2031-10-04-cabinet.pdf"):
        shutil.copy(file, folder)
    verdicts = validate(folder)
    assert len(verdicts) == 4
    assert [verdict for verdict in verdicts if verdict.failures] == []
    with pikepdf.open(folder / "2031-10-04-cabinet.pdf") as pdf:
        assert sorted(pdf.attachments) == [
            "paper-1-action-plan-2031-finance.csv",
            "paper-1-action-plan-2031-finance.json",
        ]
        tags = pdf.Root.StructTreeRoot.K[0]
        assert [str(tag.S) for tag in tags.K][-1] == "/Part"


def test_the_same_papers_give_the_same_bytes_and_an_altered_one_is_found(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = shape_council("busy-agenda", tmp_path / "council")
    assert ask(council.root, "pack", "--meeting", MARCH, "--to", tmp_path) == 0
    said = capsys.readouterr().out
    assert (tmp_path / f"{MARCH}.zip").read_bytes() == packed.with_suffix(".zip").read_bytes()
    assert "  1 Apologies for absence (no paper)\n  2 The depot\n  3 The baths\n  – The market\n" in said
    assert "Appendix 1 of “The depot” is exempt: the pack has the public notice only." in said
    seal = re.findall("--seal ([0-9a-f]{64})", said)[0]
    assert ask(council.root, "verify", tmp_path / f"{MARCH}.zip", "--seal", seal) == 0
    file = tmp_path / MARCH / f"{MARCH}.html"
    file.write_bytes(file.read_bytes().replace(b"The depot", b"The dep0t", 1))
    assert ask(council.root, "verify", tmp_path / MARCH) == 1
    assert f"pack --meeting {MARCH}" in capsys.readouterr().out


def test_papers_that_are_held_back_make_a_pack_of_the_day_when_they_are_public(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "c")
    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2032-02-01\n")
    council.change("data/action-plans/2031-finance.yml", "title: ", "publish_on: 2032-02-01\ntitle: ")
    for file in (council.root / "data/decisions").glob("*.yml"):
        file.unlink()
    assert ask(council.root, "pack", "--meeting", "cabinet", "2031-10-04", "--to", tmp_path) == 0
    assert "These papers must not be public before Sunday 1 February 2032." in capsys.readouterr().out
    assert b'"not_before": "2032-02-01"' in (tmp_path / "2031-10-04-cabinet/manifest.json").read_bytes()
    assert BytesIO((tmp_path / "2031-10-04-cabinet/2031-10-04-cabinet.pdf").read_bytes()).read(5) == b"%PDF-"
