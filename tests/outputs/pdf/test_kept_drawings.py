"""Cabinet reports as PDFs: what is drawn again, what a drawing may take, and what happens when one goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from council import PLAN, REPORT, TEXT, TODAY, Council
from jinja2 import Environment
from paths import ROOT

from goldenthread.commands.build import build
from goldenthread.common.errors import Exit
from goldenthread.common.limited_process import Limits
from goldenthread.outputs.pdf import report_pdfs as module
from goldenthread.outputs.pdf.report_pdfs import (
    CannotRender,
    draw_reports,
    plans_as_data,
    report_assets,
    report_html,
)
from goldenthread.outputs.pdf.weasyprint_engine import CannotDraw, render_pdf
from goldenthread.outputs.pdf.worker_pool import Job, TooMuchToDraw, draw_all
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

NEWER, OLDER = "2031-11-08-finance", "2031-10-04-finance"
NAMED = "(“Finance review and action plan”)"


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "templates")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def two_papers(council: Council) -> Register:
    """Give the council a second paper, of a later meeting."""
    first = (council.root / REPORT).read_text("utf-8")
    second = first.replace("id: 2031-10-04-finance", "id: 2031-11-08-finance").replace(
        "meeting: 2031-10-04", "meeting: 2031-11-08"
    )
    (council.root / REPORT.replace("2031-10-04", "2031-11-08")).write_text(second, "utf-8")
    return council.register()


# What is drawn again


def test_two_papers_drawn_at_once_are_what_each_is_alone(
    two_papers: Register, council: Council, env: Environment, tmp_path: Path
) -> None:
    drawn = draw_reports(two_papers, env, council.root, tmp_path / "cache", workers=2)
    assert list(drawn) == [NEWER, OLDER]
    assert drawn[NEWER].path == f"cabinet-reports/{NEWER}/{NEWER}.pdf"
    report = two_papers.cabinet_reports[0]
    assert drawn[NEWER].output().content == render_pdf(
        report_html(report, two_papers.council, env),
        report_assets(env, council.root, two_papers.council),
        plans_as_data(report, two_papers.council),
    )


def test_what_has_not_changed_costs_nothing(
    two_papers: Register, council: Council, env: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    before = draw_reports(two_papers, env, council.root, cache)
    program = f"""
        import sys
        from pathlib import Path
        sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests/support")!r}]
        from council import TODAY
        from goldenthread.rules import examine
        from goldenthread.outputs.pdf.report_pdfs import draw_reports
        from goldenthread.register import build
        from goldenthread.outputs.templating import environment
        register = build(examine(Path({str(council.root)!r}), TODAY).content, TODAY)
        root = Path({str(ROOT)!r})
        place = Path({str(council.root)!r})
        print(len(draw_reports(register, environment(root / "templates"), place, Path({str(cache)!r}))))
        print("weasyprint" in sys.modules, "multiprocessing.forkserver" in sys.modules)
    """
    command = [sys.executable, "-c", dedent(program)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["2", "False", "False"]

    council.change(REPORT, "      notes the report.", "      notes the whole report.")
    asked: list[Job] = []

    def draw(jobs: Sequence[Job], *_: object) -> Iterator[tuple[int, bytes]]:
        asked.extend(jobs)
        yield 0, b"drawn again"

    monkeypatch.setattr(module, "draw_all", draw)
    after = draw_reports(council.register(), env, council.root, cache)
    assert after[NEWER] == before[NEWER]
    assert after[OLDER].output().content == b"drawn again"
    assert len(asked) == 1


def test_a_paper_stays_the_same_when_progress_is_recorded(council: Council) -> None:
    def carried() -> list[bytes]:
        register = council.register()
        files = plans_as_data(register.cabinet_reports[0], register.council)
        return [file.content for file in files]

    before = carried()
    assert len(before) == 2
    text = (council.root / PLAN).read_text("utf-8")
    assert text.count("    updates:\n") > 0
    newer = "    updates:\n\n      - date: 2032-01-09\n        status: in progress\n        note: |\n          It goes on.\n"
    (council.root / PLAN).write_text(text.replace("    updates:\n", newer, 1), "utf-8")
    assert carried() == before


# What goes wrong


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory, env: Environment) -> dict[str, bytes]:
    council = Council(tmp_path_factory.mktemp("assets") / "c")
    return report_assets(env, council.root, council.register().council)


def job(assets: dict[str, bytes], paragraphs: int = 1) -> Job:
    words = "<p>Some words of a paper that goes on and on.</p>" * paragraphs
    head = '<title>A paper</title><link rel="stylesheet" href="report://paper/report.css">'
    return Job(f'<html lang="en-GB"><head>{head}</head><body>{words}</body></html>', assets)


def drawn(*jobs: Job, limits: Limits) -> list[str]:
    """Draw, and give the reasons in the order of the jobs; nothing for one that was drawn."""
    done = dict(draw_all(jobs, limits=limits))
    return ["" if isinstance(done[place], bytes) else str(done[place]) for place in range(len(jobs))]


def test_a_paper_that_takes_too_long_is_stopped_and_the_others_are_drawn(assets: dict[str, bytes]) -> None:
    long, short = job(assets, 20_000), job(assets)
    said = drawn(short, long, short, limits=Limits(seconds=6))
    assert said == ["", said[1], ""]
    assert said[1].startswith("It took more than 6 seconds to draw, and was stopped. Shorten the report")


def test_a_paper_that_needs_too_much_memory_is_stopped_and_the_others_are_drawn(
    assets: dict[str, bytes],
) -> None:
    said = drawn(job(assets, 12_000), job(assets), limits=Limits(memory=220))
    assert "it may need more than the 220 MB of memory that one report may have." in said[0]
    assert said[1] == ""


def test_whatever_goes_wrong_is_told_in_words_and_the_others_are_drawn(assets: dict[str, bytes]) -> None:
    broken = replace(job(assets), assets=assets | {"text-bold.woff2": b"no typeface"})
    said = drawn(broken, job(assets), limits=Limits())
    assert said[0].startswith("Drawing it failed, which is our fault: TTLibError: ")
    assert said[1] == ""


def test_a_report_that_cannot_be_drawn_is_named_and_the_others_are_kept(
    two_papers: Register, council: Council, env: Environment, tmp_path: Path
) -> None:
    first, *others = two_papers.cabinet_reports
    odd = replace(first, heading="A heading 漢")
    two_papers = replace(two_papers, cabinet_reports=(odd, *others))
    with pytest.raises(CannotRender) as caught:
        draw_reports(two_papers, env, council.root, tmp_path / "cache")
    assert str(caught.value) == (
        f"Cabinet report {NEWER} {NAMED}: "
        "The typefaces of the paper have no “漢” (U+6F22). Write it in another way."
    )
    assert len(list((tmp_path / "cache").glob("*"))) == 1


def test_a_build_whose_report_fails_publishes_nothing(council: Council) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00"
    (council.root / "content/files/cut.png").write_bytes(head)  # it is a picture, and there is nothing in it
    text = council.root / TEXT
    text.write_text(text.read_text("utf-8") + "\n![A map](cut.png)\n", "utf-8")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--root",
        str(council.root),
        "--today",
        "2032-01-10",
        "build",
    ]
    done = subprocess.run([*command, "--no-search"], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(f"Cabinet report {OLDER} {NAMED}: ")
    assert done.stderr.endswith("The site was not changed.\n")
    assert not (council.root / "site").exists()


def test_a_report_that_takes_too_much_is_published_without_a_pdf(
    council: Council, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def draw(jobs: Sequence[Job], *_: object) -> Iterator[tuple[int, CannotDraw]]:
        yield from ((place, TooMuchToDraw("It took too long.")) for place, _ in enumerate(jobs))

    monkeypatch.setattr(module, "draw_all", draw)
    assert build(council.root, None, TODAY, search=False) is Exit.FINE
    said = capsys.readouterr()
    assert f"Cabinet report {OLDER} {NAMED}: It took too long.\nPublished without a PDF." in said.err
    site = council.root / "site"
    page = (site / f"cabinet-reports/{OLDER}/index.html").read_text("utf-8")
    assert "This paper is not available as a PDF" in page
    assert list(site.rglob("*.pdf")) == []
    for written in site.rglob("*.html"):
        assert f"{OLDER}.pdf" not in written.read_text("utf-8"), written
    assert build(council.root, None, TODAY, search=False) is Exit.FINE
    assert "Nothing has changed" not in capsys.readouterr().out, "it is tried again"


def test_without_pango_no_process_starts_and_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    program = """
        from goldenthread.outputs.pdf.weasyprint_engine import PangoMissing
        from goldenthread.outputs.pdf.worker_pool import Job, TooMuchToDraw, draw_all
        try:
            print(list(draw_all([Job("<p>x</p>", {})])))
        except PangoMissing as missing:
            print(missing)
    """
    (tmp_path / "draw.py").write_text(dedent(program))
    paths = {**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    command = [sys.executable, str(tmp_path / "draw.py")]
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("PDFs cannot be drawn here: the text library Pango is missing."), (
        done.stderr
    )


def test_no_connection_can_be_made_where_papers_are_drawn() -> None:
    program = """
        from socket import create_connection
        from goldenthread.common.limited_process import close_network
        close_network()
        create_connection(("127.0.0.1", 9))
    """
    command = [sys.executable, "-c", dedent(program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "PermissionError: Papers are read and drawn without the network." in done.stderr
