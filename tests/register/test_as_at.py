"""A plan as members saw it at a meeting: from git where it knows that day, else worked back from what is dated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from corrected_report import committed, corrected, repository
from council import PLAN, REPORT, TODAY, Council

from goldenthread.model.progress import known_by
from goldenthread.model.scope import as_on
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read.meetings import meetings
from goldenthread.register import build
from goldenthread.register.page_history import Past, past_of
from goldenthread.register.views import AsAt
from goldenthread.rules.permanent_addresses import addresses

pytestmark = pytest.mark.slow

URL = "action-plans/2031-finance/"
MEETING = """events:

  - kind: meeting
    when: {when}

groups:
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def met(council: Council, when: str) -> Council:
    """Record a meeting that had the plan."""
    return council.change(PLAN, "groups:\n", MEETING.format(when=when))


def seen(council: Council, today: date = TODAY) -> tuple[AsAt, ...]:
    """Give the views back, with what git knows."""
    content = council.content()
    return build(content, today, past_of(council.root, content, today)).as_at.get(URL, ())


def told(view: AsAt) -> dict[str, list[tuple[str, str, str]]]:
    return {a.number: [(c.name, c.before, c.after) for c in a.changes] for a in view.differing}


def test_the_meeting_that_decided_and_those_that_followed_are_found(council: Council) -> None:
    met(council, "5 December 2031")
    found = meetings(council.content(), TODAY)["2031-finance"]
    assert [(m.day, m.body, m.report) for m in found] == [
        (date(2031, 12, 5), "", ""),
        (date(2031, 10, 4), "Cabinet", "2031-10-04-finance"),
    ]


@pytest.mark.parametrize("when", ["December 2031", "11 January 2032", "not recorded"])
def test_a_meeting_without_a_day_or_still_to_come_is_none(council: Council, when: str) -> None:
    met(council, when)
    assert [m.day for m in meetings(council.content(), TODAY)["2031-finance"]] == [date(2031, 10, 4)]


def test_a_paper_to_a_body_that_follows_the_plan_counts_and_to_another_does_not(council: Council) -> None:
    council.change(PLAN, "decided_in: 2031-10-04-finance\n", "")
    assert meetings(council.content(), TODAY)["2031-finance"] == ()
    council.change(REPORT, "body: cabinet\n", "body: audit-committee\n")
    assert [m.body for m in meetings(council.content(), TODAY)["2031-finance"]] == ["Audit Committee"]


def test_without_history_progress_and_timelines_go_back_and_wording_does_not(council: Council) -> None:
    (view,) = seen(council)
    assert (view.from_history, view.known_from) == (False, None)
    assert told(view) == {
        "1": [("Status", "Not recorded", "Complete")],
        "2": [("Status", "Ongoing", "Complete")],  # it points to action 1
    }
    assert [str(update.date) for update in view.actions[0].updates] == ["2031-12-15", "2031-11-30"]
    assert view.counts[0] == ("actions", 3, 3)
    assert ("complete", 0, 2) in view.counts


def test_a_moved_timeline_is_the_printed_one_before_the_move(council: Council) -> None:
    moved = "note: |\n          Two directorates have it.\n        timeline: March 2032\n        reason: |\n          Late.\n        approved_by: Cabinet\n"
    council.change(PLAN, "note: |\n          Two directorates have it.\n", moved)
    (view,) = seen(council)
    assert ("Timeline in force", "November 2031", "March 2032") in told(view)["1"]


def test_on_the_last_day_everything_is_as_it_is_today(council: Council) -> None:
    met(council, TODAY.isoformat())
    view = seen(council)[0]
    assert view.day == TODAY
    assert view.differing == ()
    assert view.changes == ()
    assert all(then == now for _, then, now in view.counts)


@pytest.mark.parametrize("day", [date(2031, 10, 3), date(2031, 11, 30), date(2031, 12, 14), TODAY])
def test_a_plan_taken_back_has_exactly_the_updates_up_to_that_day(council: Council, day: date) -> None:
    plan = council.content().action_plans["2031-finance"]
    for action, back in zip(plan.actions, as_on(plan, day).actions, strict=True):
        assert back.updates == tuple(update for update in action.updates if known_by(update, day))
        assert back.model_copy(update={"updates": action.updates}) == action


def test_an_update_less_changes_what_is_different(council: Council) -> None:
    text = (council.root / PLAN).read_text("utf-8")
    start, end = text.index("      - date: 2031-12-15"), text.index("      - date: 2031-11-30")
    (council.root / PLAN).write_text(text[:start] + text[end:], "utf-8")
    (view,) = seen(council)
    assert told(view)["1"] == [("Status", "Not recorded", "Overdue (in progress)")]


def test_corrections_and_withdrawals_after_the_meeting_are_told(council: Council) -> None:
    corrected(council, PLAN, "groups:\n", about="3")
    council.change(
        PLAN,
        "    editor_note: |\n",
        "    withdrawn:\n      date: 2031-11-20\n      reason: |\n        Done elsewhere.\n    editor_note: |\n",
    )
    (view,) = seen(council)
    assert [(change.name, change.after) for change in view.changes] == [
        (
            "Correction of 12 November 2031",
            "The number ended in 0; it ends in 1. Why: It was mistyped. Approved by: Clerk.",
        )
    ]
    assert [name for name, _, _ in told(view)["3"]] == ["The withdrawal"]
    sides = (view.actions[2].then, view.actions[2].now)
    assert [side.status.standing.label for side in sides if side] == ["No date set", "Withdrawn"]


def test_the_page_says_how_it_is_known_and_is_led_to_from_plan_and_paper(
    council: Council, root: Path
) -> None:
    found = {page.path: page.body for page in pages(council.register(), environment(root / "templates"))}
    url = f"{URL}as-at/2031-10-04/"
    assert url in addresses(council.content(), TODAY)
    assert "we cannot know whether they were the same then" in found[url]
    assert "2 of 3 actions are not as they were on 4 October 2031." in found[url]
    assert f"../../{url}" in found[URL]
    assert f"../../{url}" in found["cabinet-reports/2031-10-04-finance/"]


# With git


def older(council: Council) -> Council:
    """Make a repository in which the plan was put on the main line before the meeting, in other words."""
    now = (council.root / PLAN).read_text("utf-8")
    start = now.index("    updates:\n")
    end = now.index("  - number: 2\n")
    then = now[:start] + "\n" + now[end:]
    then = then.replace("lead: Cabinet and ST", "lead: Cabinet").replace(
        "title: Finance action", "title: The finance"
    )
    (council.root / PLAN).write_text(then, "utf-8")
    repository(council, "2031-10-01")
    (council.root / PLAN).write_text(now, "utf-8")
    return committed(council, "Correct the lead", "2031-10-20")


def test_where_git_knows_the_day_its_words_are_shown_with_every_field_that_differs(council: Council) -> None:
    (view,) = seen(older(council))
    assert (view.from_history, view.known_from) == (True, date(2031, 10, 1))
    assert told(view) == {
        "1": [("Status", "Not recorded", "Complete")],
        "2": [("Status", "Ongoing", "Complete"), ("The lead", "Cabinet", "Cabinet and ST")],
    }
    assert [(c.name, c.before, c.after) for c in view.changes] == [
        ("The title", "The finance plan 2031", "Finance action plan 2031")
    ]


def test_what_was_put_in_on_the_day_itself_counts(council: Council) -> None:
    older(council)
    council.change(PLAN, "lead: Cabinet and ST", "lead: Senior Team")
    committed(council, "On the day", "2031-12-05")
    met(council, "5 December 2031")
    committed(council, "The meeting, and later words", "2031-12-20")
    council.change(PLAN, "lead: Senior Team\n", "lead: Cabinet\n")
    committed(council, "Later still", "2032-01-02")
    latest, first = seen(council)
    assert ("The lead", "Senior Team", "Cabinet") in told(latest)["2"]
    assert first.from_history


def test_where_git_begins_later_the_plan_is_worked_back_and_that_is_said(
    council: Council, root: Path
) -> None:
    repository(council, "2031-11-01")
    (view,) = seen(council)
    assert (view.from_history, view.known_from) == (False, date(2031, 11, 1))
    content = council.content()
    register = build(content, TODAY, past_of(council.root, content, TODAY))
    body = next(p.body for p in pages(register, environment(root / "templates")) if p.path == view.url)
    assert "The files behind this site begin on 1 November 2031, after the meeting." in body


def test_a_copy_without_the_earlier_history_does_not_say_when_the_files_began(council: Council) -> None:
    begins = {"2031-finance": date(2031, 11, 1)}
    for is_complete, said in ((True, date(2031, 11, 1)), (False, None)):
        past = Past({}, is_complete=is_complete, begins=begins)
        assert build(council.content(), TODAY, past).as_at[URL][0].known_from == said


def test_a_plan_that_was_a_draft_on_the_day_was_not_seen(council: Council) -> None:
    council.change(PLAN, "title: Finance", "draft: yes\ntitle: Finance")
    council.change(REPORT, "format: ambleford-2031\n", "draft: yes\nformat: ambleford-2031\n")
    repository(council, "2031-10-01")
    council.change(PLAN, "draft: yes\n", "")
    council.change(REPORT, "draft: yes\n", "")
    committed(council, "Publish", "2031-10-20")
    (view,) = seen(council)
    assert (view.from_history, view.known_from) == (False, date(2031, 10, 20))


def test_a_word_that_the_lists_have_lost_does_not_stop_the_site(council: Council) -> None:
    older(council)
    text = (council.root / PLAN).read_text("utf-8")
    old = text.replace(
        "    lead: Cabinet and ST\n", "    acceptance: agreed by nobody\n    lead: Cabinet and ST\n"
    )
    (council.root / PLAN).write_text(old, "utf-8")
    committed(council, "A word of old", "2031-10-03")
    (council.root / PLAN).write_text(text, "utf-8")
    committed(council, "Today’s words", "2031-12-20")
    (view,) = seen(council)
    assert view.from_history is False
