"""How long nothing has been recorded of an action: counted once, claimed only where it is certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import PLAN, Council
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register.views import ActionView

pytestmark = pytest.mark.slow

PARKS = PLAN.replace("2031-finance", "2031-parks")
DAY = date(2031, 12, 10)
SETTINGS = "data/council.yml"
UPDATE = "    updates:\n\n      - date: {}\n        status: in progress\n        note: |\n          Swings are booked.\n"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("action-owners", tmp_path / "council")


def action(council: Council, number: int, today: date = DAY) -> ActionView:
    return council.register(today).actions[number - 1]


def add_update(council: Council, when: str, file: str = PARKS) -> Council:
    line = "    timeline: annually, each March\n"
    return council.change(file, line, line + UPDATE.format(when))


def days(council: Council, number: int, today: date = DAY) -> int | None:
    silence = action(council, number, today).silence
    return silence.days if silence else None


def test_the_shape_is_sound(council: Council) -> None:
    assert council.said() == []


def test_days_are_counted_from_the_last_news_and_it_is_long_from_the_day_that_the_plan_sets(
    council: Council,
) -> None:
    assert days(council, 1) == 112
    assert [action(council, 1, date(2031, 11, day)).is_silent for day in (17, 18)] == [False, True]
    silence = action(council, 1).silence
    assert silence is not None
    assert silence.ask_on == date(2031, 11, 18)


def test_an_update_of_a_month_counts_from_its_last_day(council: Council) -> None:
    assert days(council, 2) == 10
    assert days(council, 2, date(2031, 11, 20)) == 0


def test_a_row_that_points_to_another_follows_it(council: Council) -> None:
    assert days(council, 5) == 10
    assert action(council, 5).last_news == action(council, 2).last_news


def test_what_never_had_news_counts_from_the_approval_of_its_plan_or_from_its_own_first_day(
    council: Council,
) -> None:
    assert days(council, 6) == 162
    council.change(PARKS, "    timeline: Ongoing\n", "    timeline: Ongoing\n    since: 2031-11-30\n")
    assert days(council, 6) == 10


def test_what_is_done_withdrawn_or_off_the_list_is_never_silent(council: Council) -> None:
    assert days(council, 4) is None
    gone = "    timeline: Ongoing\n    withdrawn:\n      date: 2031-08-01\n      reason: |\n        Not needed.\n"
    council.change(PARKS, "    timeline: Ongoing\n", gone)
    assert days(council, 6) is None
    left = "    until:\n      date: 2031-08-01\n      reason: |\n        Handed over.\n"
    council.change(
        PARKS, "    timeline: annually, each March\n", f"    timeline: annually, each March\n{left}"
    )
    assert days(council, 3) is None


def test_before_the_register_was_kept_nothing_is_claimed(council: Council) -> None:
    path = council.root / SETTINGS
    path.write_text(path.read_text("utf-8") + "kept_since: 1 December 2031\n", "utf-8")
    assert days(council, 1) == 9
    assert days(council, 2) == 9


def test_where_the_plan_sets_no_days_silence_is_not_counted(council: Council) -> None:
    council.change(PARKS, "ask_for_news_after: 90\n", "")
    assert [action(council, number).silence for number in range(1, 7)] == [None] * 6
    assert action(council, 1).last_news == date(2031, 8, 20)


def test_where_the_newest_news_has_no_date_nobody_can_tell_how_long_ago_it_was(council: Council) -> None:
    add_update(council, "not recorded")
    assert days(council, 3) is None


def test_a_request_for_more_time_is_news(council: Council) -> None:
    asked = "    extensions:\n\n      - asked: 2031-12-01\n        to: March 2032\n"
    council.change(PARKS, "    timeline: Ongoing\n", f"    timeline: Ongoing\n{asked}")
    assert days(council, 6) == 9


def page(council: Council, number: int) -> str:
    drawn = pages(council.register(DAY), environment(TEMPLATES), {})
    return next(p.body for p in drawn if p.path == f"action-plans/2031-parks/actions/{number}/")


def test_the_page_says_how_long_nothing_was_recorded_and_no_more(council: Council) -> None:
    assert "<p>20 August 2031. No update has been recorded for 112 days.</p>" in page(council, 1)
    assert "No update has been recorded for" not in page(council, 2)
    assert "No update has been recorded for 162 days" in page(council, 6)
    assert "No update has been recorded for" not in page(council, 4)
