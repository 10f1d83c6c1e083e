"""Pictures: they show the numbers that stand beside them, tell kinds apart without colour, and invent nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from council import PLAN, REPORT, TEXT, Council
from drawn_report import body
from jinja2 import Environment
from parsed_page import Seen

from goldenthread.common.output import Page
from goldenthread.markdown.footnotes import Sheet
from goldenthread.outputs.chart_svg import (
    WIDTH,
    Move,
    Part,
    Picture,
    Row,
    Span,
    bars,
    columns,
    moves,
    timeline,
)
from goldenthread.outputs.charts import by_group, over_time, slippage
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

KINDS = ("finished", "date-passed", "due-soon", "date-to-come", "ongoing", "blank", "undated")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def env(root: Path) -> Environment:
    return environment(root / "templates")


@pytest.fixture(scope="module")
def draw(env: Environment) -> Callable[[Picture], str]:
    charts = env.from_string(
        '{% import "parts/charts.html" as charts with context %}{{ charts.shares(picture, "Theme") }}'
    )
    return lambda picture: charts.render(picture=picture, sheet=Sheet(""), root="")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def shares(*counts: int) -> tuple[Part, ...]:
    return tuple(Part(kind, kind.replace("-", " "), n) for kind, n in zip(KINDS, counts, strict=False))


def site(register: Register, env: Environment) -> dict[str, Page]:
    return {page.path: page for page in pages(register, env)}


def svg(html: str) -> str:
    found = re.search(r'<svg class="gt-chart__svg".*?</svg>', html, re.DOTALL)
    assert found
    return found[0]


# What is drawn


def test_bars_are_to_one_scale_so_a_longer_list_has_a_longer_bar() -> None:
    picture = bars("p", "T", [Row("Short", shares(1, 1)), Row("Long", shares(2, 6))])
    lengths = {y: sum(b.width for b in picture.blocks if b.y == y) for y in {b.y for b in picture.blocks}}
    short, long = (lengths[y] for y in sorted(lengths))
    assert long == pytest.approx(4 * short, abs=0.3)
    assert max(b.x + b.width for b in picture.blocks) < WIDTH


def test_a_list_that_has_grown_has_a_taller_column() -> None:
    picture = columns("p", "T", [Row("2031", shares(1, 1)), Row("2032", shares(1, 3))])
    tops = [min(b.y for b in picture.blocks if b.x == x) for x in sorted({b.x for b in picture.blocks})]
    heights = [150 - top for top in tops]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.3)


def test_columns_that_cannot_all_have_their_label_still_name_the_last() -> None:
    rows = [Row(f"30 June 20{year}", shares(1), short=f"Jun 20{year}") for year in range(20, 29)]
    written = [text.words for text in columns("p", "T", rows).texts if text.words.startswith("Jun")]
    assert written[-1] == "Jun 2028"
    assert len(written) * 60 <= WIDTH


def test_days_stand_in_their_order_on_the_axis_and_within_it() -> None:
    spans = [
        Span(date(2031, 1, 1), date(2031, 1, 1), "span", "First"),
        Span(date(2031, 6, 1), date(2031, 7, 1), "span", "Then"),
        Span(date(2032, 12, 31), date(2032, 12, 31), "span", "Last"),
    ]
    picture = timeline("p", "T", spans)
    assert [mark.words for mark in picture.marks] == ["1", "2", "3"]
    assert picture.marks[0].x < picture.marks[1].x < picture.marks[1].to < picture.marks[2].x < WIDTH
    assert [row.label for row in picture.rows] == ["First", "Then", "Last"]


def test_a_timeline_that_came_earlier_is_not_drawn_like_one_that_slipped() -> None:
    later, earlier = moves(
        "p",
        "T",
        [Move("A", date(2031, 3, 1), date(2032, 3, 1)), Move("B", date(2032, 3, 1), date(2031, 3, 1))],
    ).marks
    assert (later.kind, earlier.kind) == ("later", "earlier")
    assert later.x < later.to
    assert earlier.x > earlier.to


# How it is said


def test_a_picture_says_what_it_is_and_all_its_numbers(draw: Callable[[Picture], str]) -> None:
    picture = bars("p", "Status", [Row("Money", shares(2, 0, 1), "x/"), Row("People", shares(0, 3))])
    drawn = ET.fromstring(  # noqa: S314 - our own
        svg(draw(picture)).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
    )
    title, told = (drawn.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert told is not None
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert title.text == "Status"
    assert told.text == "Money: 2 finished, 1 due soon; People: 3 date passed."


def test_the_table_beside_a_picture_has_the_same_numbers(draw: Callable[[Picture], str]) -> None:
    picture = bars("p", "T", [Row("Money", shares(2, 0, 1), "x/"), Row("People", shares(0, 13, 0, 0))])
    html = draw(picture)
    head = re.findall(r'scope="col"[^>]*>([^<]*)<', html)
    rows = [re.findall(r"<td[^>]*>(\d+)</td>", row) for row in html.split("<tr")[2:]]
    assert head == ["Theme", "Finished", "Date passed", "Due soon", "All"]
    assert rows == [["2", "0", "1", "3"], ["0", "13", "0", "13"]]
    drawn = re.findall(r'class="gt-chart__number[^>]*>(\d+)<', svg(html))
    assert sorted(drawn) == sorted(cell for row in rows for cell in row[:-1] if cell != "0")


def test_kinds_differ_by_pattern_and_not_by_colour_alone(draw: Callable[[Picture], str]) -> None:
    """In black and white, each kind is its own: solid, empty with a broken edge, or a pattern that no other has."""
    html = svg(draw(bars("p", "T", [Row("All", shares(*[3] * len(KINDS)))])))
    looks = set()
    for kind in KINDS:
        rect = re.search(rf'<rect class="gt-chart__part gt-chart__part--{kind}"[^>]*>', html)
        assert rect
        name = re.search(r"url\(#([^)]+)\)", rect[0])
        if name:
            pattern = re.search(rf'<pattern id="{name[1]}".*?</pattern>', html, re.DOTALL)
            assert pattern, kind
            looks.add(re.sub(r'#[0-9a-f]{6}|id="[^"]*"|class="[^"]*"', "", pattern[0]))
        else:
            filled = "#ffffff" not in rect[0]
            looks.add(f"{filled} {'stroke-dasharray' in rect[0]}")
    assert len(looks) == len(KINDS)


def test_no_name_is_given_twice_on_a_page_with_pictures(council: Council, env: Environment) -> None:
    drawn = site(council.register(), env)
    for path in ("", "reviews/", "action-plans/", "action-plans/2031-finance/", "reviews/2031-finance/"):
        names = re.findall(r' id="([^"]+)"', drawn[path].body)
        assert 'class="gt-chart__svg"' in drawn[path].body
        assert len(names) == len(set(names)), path


# What is shown


def test_no_date_does_not_hide_the_status_and_adds_up_to_the_count_on_the_page(council: Council) -> None:
    council.change(PLAN, "timeline: November 2031", "timeline: In due course")
    council.change(
        PLAN,
        "      - date: 2031-12-15\n        status: complete",
        "      - date: 2031-12-15\n        status: in progress",
    )
    picture = by_group("p", "T", [("All", "", council.register().actions)])
    assert picture
    assert [(part.label, part.count) for part in picture.legend] == [
        ("ongoing", 1),
        ("no date, status recorded", 1),
        ("no date, no status recorded", 1),
    ]
    count = next(count for count in council.register().action_plans[0].counts if count.label == "no date")
    assert count.value == 2


def test_a_plan_counts_only_from_its_own_day(council: Council) -> None:
    register = council.register()
    later = [replace(action, url=f"x/{action.url}") for action in register.actions]
    begun = [(date(2031, 10, 4), register.actions), (date(2031, 12, 1), later), (None, register.actions)]
    picture = over_time("p", "T", begun, register.today, register.vocabulary)
    assert picture
    assert [(row.short, row.total) for row in picture.rows] == [
        ("4 Oct 2031", 3),
        ("30 Nov 2031", 3),
        ("1 Dec 2031", 6),
        ("15 Dec 2031", 6),
    ]


def test_progress_over_time_tells_what_was_known_on_each_day(council: Council) -> None:
    register = council.register()
    begun = [(date(2031, 10, 4), register.actions)]
    picture = over_time("p", "T", begun, register.today, register.vocabulary)
    assert picture
    assert picture.description == (
        "4 October 2031: 3 no status recorded, 3 in all; "
        "30 November 2031: 2 recorded as not finished, 1 no status recorded, 3 in all; "
        "15 December 2031: 2 recorded as finished, 1 no status recorded, 3 in all."
    )


def test_a_status_that_says_not_stated_is_no_progress(council: Council) -> None:
    words = "statuses:\n\n  - word: not stated\n    label: Not stated\n    help: The paper gives no status.\n"
    council.change("data/vocabulary.yml", "statuses:\n", words)
    council.change(
        PLAN, "date: 2031-11-30\n        status: in progress", "date: 2031-11-30\n        status: not stated"
    )
    register = council.register()
    picture = over_time(
        "p", "T", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary
    )
    assert picture
    assert "30 November 2031: 3 no status recorded, 3 in all" in picture.description


def test_an_update_without_an_exact_date_is_in_the_last_column_only(council: Council) -> None:
    council.change(PLAN, "date: 2031-12-15", "date: 2032")
    register = council.register()
    picture = over_time(
        "p", "T", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary
    )
    assert picture
    assert [row.label for row in picture.rows] == ["4 October 2031", "30 November 2031", "10 January 2032"]
    assert picture.rows[-1].parts[0].count == 2


def test_where_nothing_is_known_a_sentence_stands_instead_of_a_picture(
    council: Council, env: Environment
) -> None:
    text = (council.root / PLAN).read_text("utf-8")
    (council.root / PLAN).write_text(
        text.replace(text[text.index("    updates:\n") : text.index("  - number: 2")], ""), "utf-8"
    )
    register = council.register()
    assert slippage("p", register.actions) is None
    page = site(register, env)["action-plans/2031-finance/"]
    assert "There is no chart of progress over time, because no progress is recorded" in Seen(page.body).text
    assert 'id="over-time' not in page.body


# In a report


def test_a_report_shows_what_was_known_at_its_meeting_and_nothing_later(
    council: Council, env: Environment
) -> None:
    """Action 1 is complete since December; on 4 October nobody knew."""
    report = council.register().cabinet_reports[0]
    text = Seen(body(report, env)).text
    assert "Status of the actions in each group: Finance action plan 2031, as known on 4 October 2031" in text
    assert "finished" not in text.partition("7. Next steps")[2].partition("Appendix 1")[0]
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2032-01-05")
    later = Seen(body(council.register().cabinet_reports[0], env)).text
    assert "Recorded as finished" in later.partition("as known on 5 January 2032")[2]


def test_a_report_says_in_words_what_cannot_be_drawn(council: Council, env: Environment) -> None:
    council.change(TEXT, "[[picture timeline 2031-finance]]", "[[picture slippage 2031-finance]]")
    text = Seen(body(council.register().cabinet_reports[0], env)).text
    assert (
        "Finance action plan 2031: no timeline had moved by 4 October 2031, so there is no picture." in text
    )


def test_a_picture_of_what_is_held_back_is_left_out_of_the_report(council: Council, env: Environment) -> None:
    council.change(PLAN, "responds_to:\n", "draft: yes\nresponds_to:\n")
    content = council.root / REPORT
    words = content.read_text("utf-8")
    content.write_text(
        words.replace("    action_plan: 2031-finance", "    not_supplied: |\n      Not yet."), "utf-8"
    )
    report = council.register().cabinet_reports[0]
    assert "Status of the actions in each group" not in body(report, env)
