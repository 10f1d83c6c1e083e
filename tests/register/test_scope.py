"""Lists that grow, headings that are renamed, and requests for more time: what was on the list, and known, on each day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from council import Council
from drawn_report import body
from jinja2 import Environment
from parsed_page import Seen
from paths import TEMPLATES
from shapes import shape_council

from build import main
from goldenthread.changes.canonical import digest, public_facts
from goldenthread.model.scope import as_listed
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register, build
from goldenthread.register.published_files import printed_records
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

NOW = date(2032, 1, 10)
MAY, SEPTEMBER, DECEMBER = date(2031, 5, 29), date(2031, 9, 30), date(2031, 12, 31)
PLAN = "data/action-plans/2031-inquiry-answers.yml"
TRACKER = "data/action-plans/2030-audit-tracker.yml"


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(TEMPLATES)


@pytest.fixture
def inquiry(tmp_path: Path) -> Council:
    return shape_council("growing-inquiry", tmp_path / "council")


@pytest.fixture
def tracker(tmp_path: Path) -> Council:
    return shape_council("committee-tracker", tmp_path / "council")


def on(council: Council, day: date, now: date = NOW) -> Register:
    checked = examine(council.root, day, now)
    assert checked.content is not None, "\n".join(map(str, checked.problems))
    return build(checked.content, day)


def site(register: Register, env: Environment) -> dict[str, str]:
    return {page.path: Seen(page.body).text for page in pages(register, env)}


class Then(NamedTuple):
    """What the site says on a day."""

    listed: int
    done: int
    theme: str
    totals: int
    days: list[str]  # of the chart over time, which needs two


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (MAY, Then(40, 2, "Paperwork", 1, [])),
        (SEPTEMBER, Then(44, 5, "Records and archives", 2, ["29 May 2031", "30 September 2031"])),
        (
            DECEMBER,
            Then(44, 7, "Records and archives", 3, ["29 May 2031", "30 September 2031", "31 December 2031"]),
        ),
    ],
)
def test_a_list_that_grows_is_built_as_on_each_of_three_days(
    inquiry: Council, env: Environment, day: date, then: Then
) -> None:
    register = on(inquiry, day)
    (review,), (plan,) = register.reviews, register.action_plans
    counts = {count.label: count.value for count in plan.counts}
    assert (counts["actions"], counts["complete"]) == (then.listed, then.done)
    assert {count.label: count.value for count in review.counts}["recommendations"] == then.listed
    assert [group.name for group, _ in plan.groups] == [then.theme, "People"]
    assert review.recommendations[0].theme.name == then.theme
    assert len(plan.totals) == then.totals
    drawn = site(register, env)
    page = drawn["action-plans/2031-inquiry-answers/"]
    assert f"{then.listed} actions in 2 groups" in page
    over_time = page.rpartition("Progress over time")[2].partition("Totals that reports give")[0]
    assert [
        label for label in ("29 May 2031", "30 September 2031", "31 December 2031") if label in over_time
    ] == (then.days)
    grown = "The list grew from 40 to 44 on 30 September 2031."
    assert (grown in page, grown in drawn["reviews/2031-inquiry/"]) == (day >= SEPTEMBER, day >= SEPTEMBER)
    assert ("reviews/2031-inquiry/recommendations/41/" in drawn) == (day >= SEPTEMBER)
    other = "Paperwork" if day >= SEPTEMBER else "Records and archives"
    assert other not in drawn["reviews/2031-inquiry/"]
    assert (
        f"Called “{other}” until 29 September 2031" in drawn["reviews/2031-inquiry/themes/records/"]
        or day == MAY
    )


def test_a_paper_prints_the_list_and_the_headings_of_its_day_and_keeps_its_edition(
    inquiry: Council, env: Environment
) -> None:
    text = Seen(body(on(inquiry, NOW).cabinet_reports[0], env)).text
    assert "40 actions in 2 groups" in text
    assert "Paperwork" in text
    assert "Records and archives" not in text
    assert "register 41" not in text
    before = printed_records(inquiry.content(), "2031-05-29-inquiry")
    for file, name in ((PLAN, "group"), ("data/reviews/2031-inquiry.yml", "theme")):
        path = inquiry.root / file
        old = path.read_text("utf-8")
        new = old.replace("Records and archives", "Paperwork").replace(
            "    earlier_names:\n\n      - name: Paperwork\n        until: 2031-09-29\n\n", ""
        )
        number = new.index("  - number: 41\n")
        path.write_text(new[:number], "utf-8")
        assert name in new
    assert printed_records(inquiry.content(), "2031-05-29-inquiry") == before


def test_a_plan_as_at_its_meeting_lacks_what_was_added_since(inquiry: Council, env: Environment) -> None:
    page = site(on(inquiry, NOW), env)["action-plans/2031-inquiry-answers/as-at/2031-05-29/"]
    assert "The plan did not have this action then." in page
    assert "All 40 44" in page
    assert "“Paperwork” on 29 May 2031, “Records and archives” today." in page


def test_declared_totals_are_shown_beside_the_rows_and_a_note_settles_a_difference(
    inquiry: Council, env: Environment
) -> None:
    assert inquiry.said("error", "warning") == []
    assert not [line for line in inquiry.said("notice") if "declared-totals" in line]
    page = site(on(inquiry, NOW), env)["action-plans/2031-inquiry-answers/"]
    assert "Totals of 30 September 2031, as reported" in page
    assert "Complete 6 5" in page
    assert "The report counts recommendation 6 as complete" in page
    note = "    note: |\n      The report counts recommendation 6 as complete, though its own table says that it is in progress.\n"
    inquiry.change(PLAN, note, "")
    (line,) = [line for line in inquiry.said("notice") if "declared-totals" in line]
    assert "The totals of 30 September 2031 differ from the actions here: 6 complete, not 5." in line


def test_what_leaves_the_list_is_not_counted_from_the_next_day_and_says_why(
    inquiry: Council, env: Environment
) -> None:
    until = "    until:\n      date: 2031-11-30\n      reason: |\n        It was merged with 43.\n"
    inquiry.change(
        PLAN, "Register 44 is kept by its own team.\n", f"Register 44 is kept by its own team.\n{until}"
    )
    assert next(c.value for c in on(inquiry, date(2031, 11, 30)).action_plans[0].counts) == 44
    register = on(inquiry, NOW)
    assert next(c.value for c in register.action_plans[0].counts) == 43
    drawn = site(register, env)
    page = drawn["action-plans/2031-inquiry-answers/"]
    assert "The list shrank from 44 to 43 on 1 December 2031." in page
    assert "43 actions, and 1 no longer on the list in 2 groups" in page
    own = drawn["action-plans/2031-inquiry-answers/actions/44/"]
    assert "30 November 2031 was its last day on the list. It was merged with 43." in own
    assert "Nothing: the action is no longer on the list." in own


def test_what_joins_later_than_today_or_leaves_before_it_joins_is_refused(inquiry: Council) -> None:
    text = (inquiry.root / PLAN).read_text("utf-8")
    until = "    since: 2031-09-30\n    until:\n      date: 2031-08-01\n      reason: |\n        Merged.\n"
    head, _, tail = text.rpartition("    since: 2031-09-30\n")
    text = (head + until + tail).replace("    since: 2031-09-30\n", "    since: 2033-09-30\n", 1)
    (inquiry.root / PLAN).write_text(text, "utf-8")
    codes = [line.rpartition("[")[2] for line in inquiry.said("error")]
    assert codes == ["scope-in-future]", "scope-backwards]"]


def test_as_listed_changes_nothing_where_the_list_never_changed(tmp_path: Path) -> None:
    plan = Council(tmp_path / "ambleford").content().action_plans["2031-finance"]
    assert digest(public_facts(as_listed(plan, date(2031, 10, 4)))) == digest(public_facts(plan))


# Requests for more time


def test_a_granted_extension_moves_the_timeline_from_its_day_and_a_refused_one_does_not(
    tracker: Council, env: Environment
) -> None:
    assert tracker.said("error", "warning") == []
    before = {a.facts.number: a.due.as_printed for a in on(tracker, date(2031, 3, 11)).actions}
    assert before == {"1": "March 2031", "2": "March 2031", "3": "January 2031", "4": "June 2031"}
    register = on(tracker, NOW)
    now = {str(action.facts.number): action for action in register.actions}
    assert now["1"].due.as_printed == "September 2031"
    assert (now["2"].due.as_printed, now["2"].is_overdue) == ("March 2031", True)
    assert (now["3"].due.as_printed, now["3"].is_overdue) == ("no date set", False)
    drawn = site(register, env)
    first = drawn["action-plans/2030-audit-tracker/actions/1/"]
    assert (
        "New timeline asked for: September 2031. Asked by Director of Finance on 20 February 2031." in first
    )
    assert "Granted by Audit Committee on 12 March 2031, Minute 24." in first
    assert "March 2031 became September 2031 on 12 March 2031." in first
    assert "12 March 2031 Request for more time granted" in drawn["changes/"]
    second = drawn["action-plans/2030-audit-tracker/actions/2/"]
    assert "Refused by Audit Committee on 12 March 2031, Minute 25." in second
    assert "How the timeline moved" not in second
    third = drawn["action-plans/2030-audit-tracker/actions/3/"]
    assert "New timeline asked for: not recorded. Asked on a date that is not recorded." in third
    assert "Granted by Audit Committee in 2031. Source: Tracker, column K." in third


def test_a_committee_closes_an_action_with_its_minute_as_evidence(tracker: Council, env: Environment) -> None:
    page = site(on(tracker, NOW), env)["action-plans/2030-audit-tracker/actions/4/"]
    assert "Approved by: Audit Committee. Minuted: Minute 31 of 10 September 2031." in page


# As on an earlier day


def test_the_build_as_on_a_past_day_leaves_out_what_is_later_and_says_how_much(
    inquiry: Council,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert str(examine(inquiry.root, MAY, NOW).left_out) == (
        "As at 29 May 2031: 0 records and 15 entries dated later are left out."
    )
    early = examine(inquiry.root, date(2031, 5, 28), NOW)
    assert str(early.left_out).startswith("As at 28 May 2031: 2 records and ")
    assert early.content
    register = build(early.content, date(2031, 5, 28))
    assert (register.action_plans, register.cabinet_reports) == ((), ())
    assert register.actions == ()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1957000000")  # 6 January 2032
    site = ["--root", str(inquiry.root), "--today", "2031-05-29"]
    assert main([*site, "check"]) == 0
    assert "in the future" not in capsys.readouterr().out


def test_a_date_after_the_real_day_is_still_a_mistake_on_a_past_day(inquiry: Council) -> None:
    inquiry.change(PLAN, "  - date: 2031-09-30\n    of", "  - date: 2032-09-30\n    of")
    problems = examine(inquiry.root, MAY, NOW).problems
    assert [problem.code for problem in problems if problem.severity == "error"] == ["scope-in-future"]
