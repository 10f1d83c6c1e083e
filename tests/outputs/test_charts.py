"""Charts: a sentence tells the finding, words and numbers are read once, and nothing that no record says is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from council import PLAN, REPORT, TEXT, Council
from drawn_report import body
from jinja2 import Environment
from parsed_page import Seen

from goldenthread.common.contrast import LEAST_CONTRAST, contrast_on_white
from goldenthread.common.output import Page
from goldenthread.markdown.footnotes import Sheet
from goldenthread.model.standing import STANDINGS
from goldenthread.outputs.chart_svg import Move, Part, Picture, Row, Span, bars, moves, timeline
from goldenthread.outputs.charts import all_actions, by_group, by_review, finding, over_time, slippage
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read import read
from goldenthread.register import Register, build
from goldenthread.register.actions import by_standing

pytestmark = pytest.mark.slow

KINDS = tuple(part.id for part in STANDINGS)


@pytest.fixture(scope="module")
def env(root: Path) -> Environment:
    return environment(root / "templates")


@pytest.fixture(scope="module")
def draw(env: Environment) -> Callable[[Picture], str]:
    charts = env.from_string(
        '{% import "parts/charts.html" as charts with context %}{{ charts.chart(picture) }}'
    )
    return lambda picture: charts.render(picture=picture, sheet=Sheet(""), root="")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def shares(*counts: int) -> tuple[Part, ...]:
    return tuple(Part(kind, kind.replace("-", " "), n) for kind, n in zip(KINDS, counts, strict=False))


def site(register: Register, env: Environment) -> dict[str, Page]:
    return {page.path: page for page in pages(register, env)}


def words(html: str) -> str:
    """Return what a screen reader reads of a chart: all words but those of its strips."""
    return Seen(re.sub(r"<svg[^>]*aria-hidden.*?</svg>", "", html, flags=re.DOTALL)).text


# What is drawn


def test_bars_are_to_one_scale_so_a_longer_list_has_a_longer_bar() -> None:
    picture = bars("p", "T", [Row("Short", shares(1, 1)), Row("Long", shares(2, 6))])
    short, long = (row.shapes[-1].x + row.shapes[-1].width for row in picture.rows)
    assert long == pytest.approx(4 * short, abs=5)  # less the gap after each
    assert 98 < long <= 100


def test_a_share_of_1_in_600_is_seen_and_no_block_touches_another() -> None:
    (row,) = bars("p", "T", [Row("All", shares(1, 598, 1))]).rows
    assert min(shape.width for shape in row.shapes) > 0.5
    ends = [(shape.x, shape.x + shape.width) for shape in row.shapes]
    assert min(after[0] - before[1] for before, after in pairwise(ends)) > 0.7  # 2 pixels of 280
    assert ends[-1][1] <= 100


def test_days_are_in_their_order_on_the_axis_and_those_of_one_day_share_a_row() -> None:
    picture = timeline(
        "p",
        "T",
        [
            Span(date(2031, 1, 1), date(2031, 1, 1), "1 January 2031", "Visit"),
            Span(date(2031, 1, 1), date(2031, 1, 1), "1 January 2031", "Report"),
            Span(date(2031, 6, 1), date(2031, 7, 1), "June 2031", "Plan"),
            Span(date(2032, 12, 31), date(2032, 12, 31), "31 December 2032", "Decision"),
        ],
    )
    assert [(row.label, row.text) for row in picture.rows] == [
        ("1 January 2031", "Visit; Report"),
        ("June 2031", "Plan"),
        ("31 December 2032", "Decision"),
    ]
    (first,), (then,), (last,) = (row.shapes for row in picture.rows)
    assert first.x < then.x < then.x + then.width < 50 < last.x < 100
    assert picture.times == ("2031", "2032")


def test_of_many_years_only_as_many_are_named_as_fit() -> None:
    days = [date(2010, 1, 1), date(2040, 1, 1)]
    years = timeline("p", "T", [Span(day, day, str(day), "Visit") for day in days]).times
    assert (len(years), len([year for year in years if year])) == (31, 8)


def test_a_move_goes_from_a_ring_to_a_dot_and_one_without_a_known_end_has_words_only() -> None:
    picture = moves(
        "p",
        "T",
        [
            Move(Row("Later"), date(2031, 3, 1), date(2032, 3, 1)),
            Move(Row("Earlier"), date(2032, 3, 1), date(2031, 3, 1)),
            Move(Row("Unknown"), None, date(2031, 3, 1)),
        ],
    )
    later, earlier, unknown = ({shape.kind: shape.x for shape in row.shapes} for row in picture.rows)
    assert later["was"] < later["now"]
    assert earlier["was"] > earlier["now"]
    assert unknown == {}


# How it is said


def test_each_number_is_read_once_with_its_word_and_its_list(draw: Callable[[Picture], str]) -> None:
    parts = (Part("finished", "finished", 2, "actions/finished/"), Part("due-soon", "due soon", 1))
    html = draw(bars("p", "2 of 4 are finished", [Row("R&D", parts, "x/"), Row("People", shares(0, 1))]))
    assert words(html) == (
        "2 of 4 are finished R&D, 3 actions 2 finished, 1 due soon People, 1 action 1 closed"
    )
    assert re.findall(r'<a href="([^"]+)">', html) == ["x/", "actions/finished/"]
    assert set(re.findall(r"<svg[^>]*>", html)) == set(re.findall(r"<svg[^>]*aria-hidden=.true.[^>]*>", html))


def test_in_print_each_block_and_each_number_on_it_can_be_read(draw: Callable[[Picture], str]) -> None:
    """A fill, or the outline of what is hollow, has enough contrast with white for words; numbers on it are white."""
    html = draw(bars("p", "T", [Row("All", shares(*[10] * len(KINDS)))]))
    for kind in (*KINDS, "no-progress", "under-way"):
        drawn = draw(bars("p", "T", [Row("All", (Part(kind, kind, 10), Part("finished", "finished", 1)))]))
        look = re.search(
            rf'<rect class="gt-chart__shape gt-chart__shape--{kind}"[^>]*fill="(#\w+)"(?: stroke="(#\w+)")?',
            drawn,
        )
        number = re.search(r'<text[^>]*fill="(#\w+)">10<', drawn)
        assert look
        assert number
        assert (contrast_on_white(look[2] or look[1]) or 0) >= LEAST_CONTRAST, kind
        assert number[1] == ("#161d1e" if look[1] == "#ffffff" else "#ffffff")
    assert len(re.findall("gt-chart__number", html)) == len(KINDS)


def test_no_name_is_given_twice_on_a_page_with_charts(council: Council, env: Environment) -> None:
    drawn = site(council.register(), env)
    for path in ("", "reviews/", "action-plans/", "action-plans/2031-finance/", "reviews/2031-finance/"):
        names = re.findall(r' id="([^"]+)"', drawn[path].body)
        assert 'class="gt-chart__strip' in drawn[path].body
        assert len(names) == len(set(names)), path


# What is shown


def test_the_parts_of_a_chart_add_up_to_the_count_on_the_page(council: Council) -> None:
    council.change(PLAN, "timeline: November 2031", "timeline: In due course")
    council.change(
        PLAN,
        "      - date: 2031-12-15\n        status: complete",
        "      - date: 2031-12-15\n        status: in progress",
    )
    picture = by_group("p", [("All", "", council.register().actions)])
    assert picture
    assert [(part.label, part.count) for part in picture.rows[0].parts] == [
        ("ongoing", 1),
        ("no date set", 2),
    ]
    count = next(count for count in council.register().action_plans[0].counts if count.label == "no date set")
    assert count.value == 2


def test_one_action_is_overdue(council: Council) -> None:
    council.change(
        PLAN, "date: 2031-12-15\n        status: complete", "date: 2031-12-15\n        status: in progress"
    )
    picture = by_group("p", [("All", "", council.register().actions)])
    assert picture
    assert picture.title == "0 of 3 actions are complete; 1 is overdue"
    assert picture.rows[0].parts[0].label == "overdue"


def test_a_plan_counts_only_from_its_own_day(council: Council) -> None:
    register = council.register()
    later = [replace(action, url=f"x/{action.url}") for action in register.actions]
    begun = [(date(2031, 10, 4), register.actions), (date(2031, 12, 1), later), (None, register.actions)]
    picture = over_time("p", begun, register.today, register.vocabulary)
    assert picture
    assert [(row.label, row.total) for row in picture.rows] == [
        ("4 October 2031", 3),
        ("30 November 2031", 3),
        ("1 December 2031", 6),
        ("15 December 2031", 6),
    ]


def test_progress_over_time_tells_what_was_known_on_each_day(council: Council) -> None:
    register = council.register()
    begun = [(date(2031, 10, 4), register.actions)]
    picture = over_time("p", begun, register.today, register.vocabulary)
    assert picture
    assert picture.title == (
        "0 of 3 actions complete or closed on 4 October 2031; 2 of 3 actions on 15 December 2031"
    )
    assert [(row.label, {part.label: part.count for part in row.parts}) for row in picture.rows] == [
        ("4 October 2031", {"not recorded": 3}),
        ("30 November 2031", {"not complete": 2, "not recorded": 1}),
        ("15 December 2031", {"complete or closed": 2, "not recorded": 1}),
    ]


def test_a_status_that_says_not_stated_is_no_progress(council: Council) -> None:
    words = "statuses:\n\n  - word: not stated\n    label: Not stated\n    help: The paper gives no status.\n"
    council.change("data/vocabulary.yml", "statuses:\n", words)
    council.change(
        PLAN, "date: 2031-11-30\n        status: in progress", "date: 2031-11-30\n        status: not stated"
    )
    register = council.register()
    picture = over_time("p", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary)
    assert picture
    assert [(part.kind, part.count) for part in picture.rows[1].parts] == [("no-progress", 3)]


def test_an_update_without_an_exact_date_is_in_the_last_column_only(council: Council) -> None:
    council.change(PLAN, "date: 2031-12-15", "date: 2032")
    register = council.register()
    picture = over_time("p", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary)
    assert picture
    assert [row.label for row in picture.rows] == ["4 October 2031", "30 November 2031", "10 January 2032"]
    assert picture.rows[-1].parts[0].count == 2


def test_where_no_progress_is_recorded_no_chart_claims_any(council: Council, env: Environment) -> None:
    text = (council.root / PLAN).read_text("utf-8")
    (council.root / PLAN).write_text(
        text.replace(text[text.index("    updates:\n") : text.index("  - number: 2")], ""), "utf-8"
    )
    register = council.register()
    assert slippage("p", register.actions) is None
    page = site(register, env)["action-plans/2031-finance/"]
    assert 'id="progress-over-time' not in page.body


def test_a_chart_that_would_say_nothing_is_a_sentence(council: Council, env: Environment) -> None:
    """One bar of one colour, or days that show the same, tell no more than their sentence."""
    text = (council.root / PLAN).read_text("utf-8")
    plain = text.replace(text[text.index("    updates:\n") : text.index("  - number: 2")], "")
    (council.root / PLAN).write_text(re.sub("timeline: .*", "timeline: Ongoing", plain), "utf-8")
    register = council.register()
    assert {action.due.as_printed for action in register.actions} == {"Ongoing"}
    assert all_actions(register) is None
    drawn = site(register, env)
    for path in ("", "action-plans/2031-finance/"):
        assert "0 of 3 actions are complete." in Seen(drawn[path].body).text
        assert 'class="gt-chart"' not in drawn[path].body
    assert (
        over_time("p", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary) is None
    )


def test_each_part_of_the_chart_of_all_actions_counts_what_its_list_holds(root: Path) -> None:
    content, problems = read(root)
    assert content is not None, problems
    register = build(content, date(2026, 11, 27))
    picture = all_actions(register)
    assert picture
    lists = {part.id: len(found) for part, found in by_standing(register.actions)}
    counted = {part.url.split("/")[1]: part.count for part in picture.rows[0].parts}
    assert counted == {name: number for name, number in lists.items() if number}
    total = sum(lists.values())
    assert picture.title.startswith(f"{lists['finished']} of {total} actions are complete; ")
    assert picture.title.endswith(f"{lists['date-passed']} are overdue")
    by = by_review(register)
    assert by
    assert sum(row.total for row in by.rows) >= total - 10


def test_the_finding_has_the_right_form_with_one(council: Council) -> None:
    actions = council.register().actions
    assert finding(actions[:1]) == "1 of 1 action is complete"


def test_a_timeline_that_moved_is_told_once_with_its_reason(council: Council, env: Environment) -> None:
    moved = (
        "status: in progress\n        timeline: March 2032\n        reason: The *contractor* started late."
    )
    council.change(PLAN, "status: in progress", moved)
    register = council.register()
    picture = slippage("p", register.actions)
    assert picture
    assert picture.title == "1 timeline has moved to a later date"
    page = site(register, env)["action-plans/2031-finance/"].body
    assert "from November 2031, to March 2032 The contractor started late." in words(page)
    assert words(page).count("The contractor started late.") == 1


# In a report


def test_a_report_shows_what_was_known_at_its_meeting_and_nothing_later(
    council: Council, env: Environment
) -> None:
    """Action 1 is complete since December; on 4 October nobody knew."""
    report = council.register().cabinet_reports[0]
    text = Seen(body(report, env)).text
    known = "0 of 3 actions are complete (Finance action plan 2031, as known on 4 October 2031)"
    assert known in text
    assert "are complete" not in text.partition(known)[2].partition("Appendix 1")[0]
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2032-01-05")
    later = Seen(body(council.register().cabinet_reports[0], env)).text
    assert "2 of 3 actions are complete (Finance action plan 2031, as known on 5 J" in later


def test_a_report_says_in_words_what_cannot_be_drawn(council: Council, env: Environment) -> None:
    council.change(TEXT, "[[picture timeline 2031-finance]]", "[[picture slippage 2031-finance]]")
    text = Seen(body(council.register().cabinet_reports[0], env)).text
    assert "Finance action plan 2031: no timeline had moved by 4 October 2031, so there is no chart." in text


def test_a_picture_of_what_is_held_back_is_left_out_of_the_report(council: Council, env: Environment) -> None:
    council.change(PLAN, "responds_to:\n", "draft: yes\nresponds_to:\n")
    content = council.root / REPORT
    words = content.read_text("utf-8")
    content.write_text(
        words.replace("    action_plan: 2031-finance", "    not_supplied: |\n      Not yet."), "utf-8"
    )
    report = council.register().cabinet_reports[0]
    assert "are complete" not in body(report, env)
