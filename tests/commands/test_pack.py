"""The pack for the committee system: what is in it, what the officer is told, and what no pack gets past."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from council import PLAN, REPORT, TEXT, TODAY, Council
from drawn_report import body, paper
from fake_github import ask
from paths import ROOT

from goldenthread.commands import pack as packing
from goldenthread.commands.pack import Order, summary
from goldenthread.common.output import Output
from goldenthread.outputs.pack_page import Inside, pack_page
from goldenthread.outputs.templating import environment
from goldenthread.publish.pack_files import Packed

pytestmark = pytest.mark.slow

ID = "2031-10-04-finance"
NAMES = [f"{ID}.html", f"{ID}.pdf", "appendices/map.csv", "manifest.json"]
FORMAT = "format: ambleford-2031\n"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give the report a file as appendix 2, and a picture in its text."""
    made = Council(tmp_path / "c")
    (made.root / "urls.lock.yml").unlink(
        missing_ok=True
    )  # nothing is published yet, so anything may be held back
    (made.root / "content/files").mkdir(exist_ok=True)
    (made.root / "content/files/map.csv").write_text("office,street\n", "utf-8")
    (made.root / "content/files/chart.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    made.change(
        REPORT, "    not_supplied: |\n      The map was not among the papers.\n", "    file: map.csv\n"
    )
    return made.change(TEXT, "## Next steps", "![Savings rise each year](chart.svg)\n\n## Next steps")


def held_back(council: Council, day: str = "2032-02-01") -> Council:
    """Keep the report, and the plan that it brings, from readers until a day."""
    council.change(REPORT, FORMAT, f"{FORMAT}publish_on: {day}\n")
    return council.change(PLAN, "title: ", f"publish_on: {day}\ntitle: ")


def order(council: Council, today: date = TODAY) -> Order:
    return packing._order(council.content(), ID, today)


def words(council: Council, today: date = TODAY) -> str:
    """Give what the officer reads, without drawing anything."""
    outputs = [Output(name, b"x" * 2000) for name in NAMES[:3]]
    packed = Packed(council.root / ID, council.root / f"{ID}.zip", "0" * 64)
    return summary(order(council, today), packed, outputs, [])


# What is in the page


def page(council: Council, pdf: bytes = b"pdf") -> str:
    drawn = order(council)
    files = {name: (council.root / "content/files" / name).read_bytes() for name in drawn.register.files}
    inside = Inside("body{color:#111}", files, pdf, drawn.day)
    env = environment(ROOT / "templates")
    return pack_page(drawn.report, drawn.register.council, env, inside).decode()


def test_the_page_holds_the_paper_word_for_word(council: Council) -> None:
    council.change("data/council.yml", "site_address: not recorded", "site_address: https://a.example/r")
    same = body(paper(council), environment(ROOT / "templates"), "https://a.example/r/")
    plain = re.sub(r"<figure>.*?</figure>|\s+", "", same, flags=re.DOTALL)
    assert plain.split(">", 1)[1] in re.sub(r"<figure>.*?</figure>|\s+", "", page(council), flags=re.DOTALL)


def test_the_page_asks_for_nothing_and_runs_nothing(council: Council) -> None:
    html = page(council)
    assert "default-src 'none'; style-src 'sha256-" in unescape(html)
    assert "<script" not in html
    assert "<link" not in html
    assert re.findall(r' src="(?!data:)[^"]*"', html) == []
    assert 'src="data:image/svg+xml;base64,' in html


def test_links_lead_to_the_site_or_are_words(council: Council) -> None:
    assert [
        a for a in re.findall(r'href="([^"]*)"', page(council)) if not a.startswith(("#", "mailto:"))
    ] == []
    council.change("data/council.yml", "site_address: not recorded", "site_address: https://a.example/r")
    html = page(council)
    away = {a for a in re.findall(r'href="([^"]*)"', html) if not a.startswith(("#", "mailto:"))}
    assert f"https://a.example/r/cabinet-reports/{ID}/" in away
    assert "https://a.example/r/files/map.csv" in away
    assert [a for a in away if not a.startswith("https://a.example/r/")] == []


def test_cross_references_lead_within_the_page_where_it_holds_what_is_meant(council: Council) -> None:
    council.change(
        TEXT, "Officers will share the plan.", "See [[appendix 1]] and [[recommendation 2031-finance 3]]."
    )
    html = page(council)
    assert '<a href="#appendix-1">' in html
    assert "Recommendation 3" in html or "recommendation 3" in html
    assert "site:" not in html


def test_the_page_names_the_pdf_by_its_digest(council: Council) -> None:
    assert sha256(b"the paper").hexdigest() in page(council, b"the paper")


# What the officer is told


def test_the_officer_is_told_what_to_upload_as_what_and_what_to_heed(council: Council) -> None:
    told = words(council)
    assert "Finance review and action plan\nCabinet, Saturday 4 October 2031\n" in told
    assert f"  {ID}.pdf (2 KB): as the report of this agenda item\n" in told
    assert "  appendices/map.csv (2 KB): as appendix 2\n" in told
    assert "  - The meeting was on 4 October 2031, and no decision is recorded.\n" in told
    assert "  - Appendix 3, “Prices”, is exempt: the pack has the public notice only." in told
    digest = sha256((council.root / "content/files/map.csv").read_bytes()).hexdigest()
    assert f"  below “file: map.csv”, write  sha256: {digest}\n" in told
    assert "build.py verify " in told
    assert told.rstrip().endswith("--seal " + "0" * 64)


def test_a_digest_that_is_recorded_is_not_asked_for_again(council: Council) -> None:
    digest = sha256((council.root / "content/files/map.csv").read_bytes()).hexdigest()
    council.change(REPORT, "    file: map.csv\n", f"    file: map.csv\n    sha256: {digest}\n")
    assert "write  sha256" not in words(council)


def test_before_the_meeting_its_deadlines_are_told_as_on_the_day(council: Council) -> None:
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2032-02-10")
    told = words(council)
    assert re.search(r"- Publish the agenda and the papers: \w+ \d+ February 2032\. \d+ days to go\.", told)
    assert told.index("Hand in the final papers: ") < told.index("Publish the agenda and the papers: ")
    assert "no decision is recorded" not in told


def test_a_paper_is_packed_before_readers_may_see_it_and_the_day_is_said(council: Council) -> None:
    held_back(council)
    assert council.register().cabinet_reports == ()
    assert order(council).report.facts.id == ID
    assert packing._facts(order(council))["not_before"] == "2032-02-01"
    assert "  - This paper must not be public before Sunday 1 February 2032." in words(council)
    assert "Nobody outside" not in words(council, date(2032, 2, 1))


def test_a_paper_that_is_held_back_for_too_long_is_told(council: Council) -> None:
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2032-02-10")
    held_back(council, "2032-01-28")
    assert "too late" not in words(council)
    for file in (PLAN, REPORT):
        council.change(file, "publish_on: 2032-01-28", "publish_on: 2032-02-05")
    assert (
        "  - That is too late: Publish the agenda and the papers, no later than Monday 2 February 2032 "
        "(at least five clear days before the meeting). Write an earlier date in “publish_on”.\n"
        in words(council)
    )


def test_a_pack_shows_nothing_that_is_held_back_for_longer(council: Council) -> None:
    held_back(council)
    council.change(
        "data/plans/2031-service.yml", "dated: not recorded", "dated: not recorded\npublish_on: 2032-03-01"
    )
    register = packing._order(council.content(), ID, TODAY).register
    assert [plan.facts.id for plan in register.plans] == []


@pytest.mark.parametrize(
    ("change", "name", "code", "told"),
    [
        (None, "2031-10-04-finanse", 2, f"There is no cabinet report “2031-10-04-finanse”. Did you mean “{ID}”? "),
        ("draft: yes\n", ID, 1, "is a draft. When it is signed off, delete the line “draft: yes”"),
        ("colour: red\n", ID, 1, "Fix these errors first.\nNo pack was made."),
    ],
)  # fmt: skip
def test_what_cannot_be_packed_is_refused_with_the_way_out(
    change: str | None, name: str, code: int, told: str, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    if change:
        council.change(REPORT, FORMAT, FORMAT + change)
        council.change(PLAN, "decided_in: 2031-10-04-finance\n", "")
    assert ask(council.root, "pack", name, "--to", council.root / "packs") == code
    assert told in capsys.readouterr().err
    assert not (council.root / "packs").exists()


@pytest.mark.parametrize("folder", ["site", "site/packs", "content/files", "data"])
def test_a_pack_never_lies_where_the_site_is_made(folder: str, council: Council) -> None:
    assert ask(council.root, "pack", ID, "--to", council.root / folder) == 2
    assert not (council.root / folder / ID).exists()
