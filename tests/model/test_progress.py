"""Status of an action: the newest update decides, in every place that says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import PLAN, Council

from goldenthread.common.dates import TimelineKind, parse_timeline
from goldenthread.model.action_plan import Action, Update
from goldenthread.model.base import Number
from goldenthread.model.progress import is_done, last_update, outline, progress_of, slips, timeline_in_force
from goldenthread.outputs.charts import over_time


def update(day: str, status: str, timeline: str | None = None) -> Update:
    return Update.model_construct(
        date=date.fromisoformat(day), status=status, timeline=timeline, reason=None, approved_by=None
    )


ONE, TWO = Number("1"), Number("2")


def action(
    number: Number, *updates: Update, timeline: str | None = None, same_as: Number | None = None
) -> Action:
    return Action.model_construct(number=number, updates=updates, timeline=timeline, same_as=same_as)


REOPENED = action(
    ONE,
    update("2031-12-01", "in progress", "May 2032"),
    update("2031-10-01", "complete"),
    update("2031-09-01", "in progress", "March 2032"),
    timeline="October 2031",
)


def test_the_newest_update_decides_and_not_one_that_was_ever_made() -> None:
    last = last_update(REOPENED)
    assert last is not None
    assert last.date == date(2031, 12, 1)


def test_what_was_known_on_a_day_leaves_out_what_came_later() -> None:
    last = last_update(REOPENED, date(2031, 11, 30))
    assert last is not None
    assert last.status == "complete"
    assert last_update(REOPENED, date(2031, 8, 31)) is None


@pytest.mark.parametrize(
    ("day", "timeline"),
    [("2031-08-31", "October 2031"), ("2031-10-01", "March 2032"), ("2031-12-01", "May 2032")],
)
def test_the_timeline_in_force_is_that_of_the_newest_update_that_gives_one(day: str, timeline: str) -> None:
    assert timeline_in_force(REOPENED, date.fromisoformat(day)) == timeline


def test_the_last_move_leads_to_the_timeline_in_force() -> None:
    assert slips(REOPENED)[-1].became == parse_timeline(timeline_in_force(REOPENED))


def test_a_row_that_points_to_another_is_as_far_as_that_one_until_it_has_updates_of_its_own() -> None:
    pointing = action(TWO, update("2031-12-20", "complete"), same_as=ONE)
    others = {ONE: REOPENED, TWO: pointing}
    assert progress_of(pointing, others, date(2031, 12, 19)).action == ONE
    assert progress_of(pointing, others).update == pointing.updates[0]


def test_rows_that_point_to_each_other_decide_nothing() -> None:
    others = {ONE: action(ONE, same_as=TWO), TWO: action(TWO, same_as=ONE)}
    assert progress_of(others[ONE], others).update is None


def test_plain_values_of_a_file_give_the_same_answers() -> None:
    updates = [
        {"date": "1 December 2031", "status": "stopped"},
        {"date": "2031-10-01", "timeline": "May 2032"},
    ]
    plain = outline({"number": 4, "timeline": "not recorded", "updates": updates})
    last = last_update(plain)
    assert last is not None
    assert (last.status, timeline_in_force(plain)) == ("stopped", "May 2032")
    assert timeline_in_force(outline({"timeline": "not recorded"})) is None


def known(*entries: str) -> Action:
    """Return an action with updates as in a file, each “date: status” or “date: status: timeline”."""
    parts = [entry.split(": ") for entry in entries]
    updates = [
        {"date": part[0], "status": part[1] or None, "timeline": part[2] if part[2:] else None}
        for part in parts
    ]
    return outline({"number": 1, "timeline": "March 2031", "updates": updates})


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        (("February 2031: complete", "10 January 2031: in progress"), "complete"),
        (("10 January 2031: in progress", "February 2031: complete"), "complete"),
        (("10 February 2031: in progress", "February 2031: complete"), "in progress"),  # the file's order
        (("February 2031: complete", "10 February 2031: in progress"), "complete"),
        (("not recorded: complete", "2030: in progress"), "in progress"),  # any date is after none
        (("not recorded: complete", "not recorded: in progress"), "complete"),
        (("2031-03-01: ", "February 2031: in progress"), "in progress"),  # a note without a status
    ],
)
def test_the_newest_update_is_known_also_from_dates_that_are_not_exact(
    updates: tuple[str, ...], status: str
) -> None:
    last = last_update(known(*updates))
    assert last is not None
    assert last.status == status


def test_a_month_counts_on_an_earlier_day_only_when_it_is_over_and_what_has_no_date_only_now() -> None:
    updates = known("February 2031: in progress", "not recorded: complete")
    assert last_update(updates, date(2031, 2, 27)) is None
    assert last_update(updates, date(2031, 2, 28)) == updates.updates[0]
    assert last_update(known("not recorded: complete"), date(2040, 1, 1)) is None


def test_a_timeline_can_move_to_no_date_set() -> None:
    moved = known("2031: : no date set")
    assert timeline_in_force(moved) == "no date set"
    assert parse_timeline(timeline_in_force(moved)).kind is TimelineKind.NO_DATE


REOPEN = """    updates:
      - date: 2031-12-20
        status: in progress
        note: |
          One directorate went back to its old report.
"""


def test_an_action_that_was_opened_again_is_open_everywhere(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    text = (council.root / PLAN).read_text()
    council.change(PLAN, text, text.replace("    updates:\n", REOPEN, 1))
    register = council.register()
    opened = register.actions[0]
    assert (opened.status.word.word, opened.is_overdue) == ("in progress", True)
    assert register.actions[1].status.word.word == "in progress"  # it points to action 1
    assert not is_done(last_update(opened.facts), register.vocabulary)
    picture = over_time("p", [(date(2031, 10, 4), register.actions)], register.today, register.vocabulary)
    assert picture
    assert [(row.label, row.parts[0].kind, row.parts[0].count) for row in picture.rows][-1] == (
        "20 December 2031",
        "under-way",
        2,
    )
