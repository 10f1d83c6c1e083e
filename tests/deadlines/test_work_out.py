"""Deadlines: the vectors of public records, and what cannot be worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from council import REPORT, Council

from goldenthread.common.dates import in_words
from goldenthread.deadlines import Deadline, Outcome, plan_meeting, work_out
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Event
from goldenthread.model.deadline_rules import DeadlineOverride
from goldenthread.model.kinds import KINDS
from goldenthread.model.review import Review
from goldenthread.outputs.atom import feed
from goldenthread.outputs.icalendar import calendar
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.read import Content, read

TODAY = date(2026, 11, 20)
FINANCE = "2021-finance-peer-challenge"
EMPTY: dict[str, dict[str, Any]] = {kind.folder: {} for kind in KINDS}


@pytest.fixture(scope="module")
def real(root: Path) -> Content:
    content, problems = read(root)
    assert content is not None, problems
    return content


def event(kind: str, when: str) -> Event:
    return Event.model_validate({"kind": kind, "when": when})


def of_review(content: Content, rules: str, *events: tuple[str, str], plan: str = "") -> dict[str, Deadline]:
    """Work out the deadlines of an invented review, with the rules and the calendar of the real content."""
    facts = {
        "events": tuple(event(*e) for e in events),
        "deadline_rules": rules,
        "id": "r",
        "earlier_reviews": (),
    }
    review: Review = content.reviews[FINANCE].model_copy(update=facts)
    published = {"id": "p", "responds_to": ("r",), "events": (event("published", plan),) if plan else ()}
    action_plan = content.action_plans["2021-finance"].model_copy(update=published)
    alone = replace(
        content,
        folders={**EMPTY, "reviews": {"r": review}, "action-plans": {"p": action_plan}},
    )
    return {d.id.rsplit("/", 1)[1]: d for d in work_out(alone, TODAY)}


def of_report(
    content: Content, *events: tuple[str, str], today: date = TODAY, **facts: object
) -> dict[str, Deadline]:
    """Work out the deadlines of an invented paper for the Cabinet."""
    changes = {"id": "c", "events": tuple(event(*e) for e in events)} | facts
    report: CabinetReport = content.cabinet_reports["2023-02-28-peer-progress-review"].model_copy(
        update=changes
    )
    alone = replace(content, folders={**EMPTY, "cabinet-reports": {"c": report}})
    return {d.id.rsplit("/", 1)[1]: d for d in work_out(alone, today)}


@pytest.mark.parametrize(
    ("meeting", "publish_by"),
    [
        (date(2019, 4, 23), date(2019, 4, 11)),  # Easter
        (date(2023, 2, 28), date(2023, 2, 20)),
        (date(2021, 10, 5), date(2021, 9, 27)),
        (date(2022, 6, 9), date(2022, 5, 30)),  # the jubilee's two days
        (date(2022, 9, 22), date(2022, 9, 13)),  # the state funeral
        (
            date(2026, 4, 14),
            date(2026, 4, 2),
        ),  # the day after Easter Monday would do on paper; offices are shut
    ],
)
def test_papers_are_public_five_clear_days_before(real: Content, meeting: date, publish_by: date) -> None:
    papers = of_report(real, meeting=meeting)["publish-papers"]
    assert (papers.first, papers.last) == (publish_by, publish_by)
    assert sum(step.counts for step in papers.steps) == 5
    planned = {d.id: d for d in plan_meeting(real, meeting, "cabinet", TODAY)}
    assert planned[f"meetings/cabinet/{meeting}/publish-papers"].first == publish_by


def test_notice_of_27_clear_days_is_one_day_late(real: Content) -> None:
    notice = of_report(real, ("notice", "31 January 2023"), meeting=date(2023, 2, 28), key_decision=True)
    deadline = notice["key-decision-notice"]
    assert (deadline.first, deadline.outcome, deadline.margin) == (date(2023, 1, 30), Outcome.MISSED, -1)
    assert "That gives 27 clear days; 28 are needed." in deadline.reason
    assert "key-decision-notice" not in of_report(real, ("notice", "31 January 2023"))


@pytest.mark.parametrize(
    ("published", "effective"),
    [
        ("1 March 2023", date(2023, 3, 9)),
        ("4 October 2024", date(2024, 10, 12)),
        ("14 November 2025", date(2025, 11, 22)),
    ],
)
def test_a_decision_takes_effect_the_day_after_five_working_days(
    real: Content, published: str, effective: date
) -> None:
    deadline = of_report(real, ("decision published", published))["take-effect"]
    assert deadline.first == deadline.last == effective


def test_a_called_in_decision_has_no_day_of_effect(real: Content) -> None:
    events = [("decision published", "4 October 2024"), ("called in", "8 October 2024")]
    deadline = of_report(real, *events)["take-effect"]
    assert (deadline.first, deadline.last, deadline.steps) == (None, None, ())
    assert (
        deadline.reason
        == "There is no date: the decision was called in on 8 October 2024, which stops the clock."
    )
    before = of_report(real, *events, today=date(2024, 10, 7))["take-effect"]
    assert before.last == date(2024, 10, 12)  # nobody knew of it on that day
    after = of_report(real, *events, ("effective", "3 December 2024"))["take-effect"]
    assert after.reason.endswith("which stops the clock. The decision took effect on 3 December 2024.")


@pytest.mark.slow
def test_the_day_of_effect_of_a_called_in_decision_is_in_no_output(tmp_path: Path) -> None:
    """A decision that was called in still had the day of effect that it would have had without."""
    shown = {}
    for called_in in ("", "  - kind: called in\n    when: 8 October 2031\n    source: Notice\n"):
        council = Council(tmp_path / (called_in[:3] or "as it is"))
        published = f"events:\n  - kind: decision published\n    when: 6 October 2031\n    source: Notice\n{called_in}"
        council.change(REPORT, "brings:\n", f"{published}brings:\n")
        register = council.register(date(2031, 10, 9))
        outputs = [*calendar(register), *open_data(register), *feed(register)]
        text = b"".join(output.content for output in outputs).decode()
        shown[bool(called_in)] = [day for day in ("2031-10-14", "20311014") if day in text]
    assert shown == {False: ["2031-10-14", "20311014"], True: []}


def test_a_recorded_departure_holds_instead_of_the_rule(real: Content) -> None:
    override = DeadlineOverride.model_validate(
        {"deadline": "take-effect", "due": "20 February 2020", "reason": "The notice names this day."}
    )
    events = [("decision published", "11 February 2020"), ("effective", "20 February 2020")]
    without = of_report(real, *events)["take-effect"]
    assert without.first == date(2020, 2, 19)
    deadline = of_report(real, *events, deadline_overrides=(override,))["take-effect"]
    assert (deadline.first, deadline.outcome) == (date(2020, 2, 20), Outcome.MET)
    assert "the rule gives 19 February 2020. The notice names this day." in deadline.reason


def test_gateshead_and_bath_and_fareham(real: Content) -> None:
    gateshead = of_review(real, "lga-cpc-2023", ("on site", "11 November 2024 to 14 November 2024"))
    assert [
        gateshead[name].first for name in ("publish-report", "publish-plan", "publish-progress-review")
    ] == [
        date(2025, 2, 14),
        date(2025, 4, 14),
        date(2025, 11, 14),
    ]
    bath = of_review(
        real, "lga-cpc-2023", ("on site", "8 July 2025 to 11 July 2025"), plan="13 November 2025"
    )
    assert [bath[name].first for name in ("publish-report", "publish-plan")] == [
        date(2025, 10, 11),
        date(2025, 12, 11),
    ]
    assert (bath["publish-plan"].outcome, bath["publish-plan"].margin) == (Outcome.MET, 28)
    fareham = of_review(
        real, "lga-cpc-2023", ("on site", "10 March 2025 to 12 March 2025"), ("published", "3 June 2025")
    )
    assert (fareham["publish-report"].first, fareham["publish-report"].margin) == (date(2025, 6, 12), 9)
    assert "our reading: counted from the last day on site" in fareham["publish-report"].rule


@pytest.mark.parametrize("when", ["mid-July 2025", "w/c 14 July 2025", "July or August 2025"])
def test_a_visit_at_some_time_within_a_span_has_no_known_last_day(real: Content, when: str) -> None:
    report = of_review(real, "lga-cpc-2023", ("on site", when))["publish-report"]
    assert report.first != report.last


def test_the_finance_review_says_which_date_is_missing(real: Content) -> None:
    found = {d.id: d for d in work_out(real, TODAY) if d.record == f"reviews/{FINANCE}/"}
    report = found[f"reviews/{FINANCE}/publish-report"]
    assert (report.first, report.outcome, report.margin) == (None, Outcome.UNKNOWN, None)
    assert report.reason == "Cannot be worked out: the date when the report was agreed is not recorded."
    plan = found[f"reviews/{FINANCE}/publish-plan"]
    assert (plan.first, plan.outcome) == (date(2021, 11, 30), Outcome.MET)
    check_in = found[f"reviews/{FINANCE}/check-in"]
    assert (
        check_in.outcome is Outcome.UNKNOWN
    )  # nobody says that the look back of March 2022 was the check-in


def test_the_finance_review_with_an_agreed_date_was_due_on_16_august_2021(real: Content) -> None:
    report = of_review(real, "lga-cpc-2021", ("agreed", "5 July 2021"), ("published", "5 October 2021"))[
        "publish-report"
    ]
    assert (report.first, report.outcome, report.margin) == (date(2021, 8, 16), Outcome.MISSED, -50)
    assert report.reason.endswith("The report was published on 5 October 2021, 50 days late.")


@pytest.mark.parametrize(
    ("published", "outcome"),
    [
        ("July 2021", Outcome.MET),
        ("August 2021", Outcome.UNKNOWN),
        ("11 August 2021", Outcome.MET),
        ("September 2021", Outcome.UNKNOWN),
        ("13 September 2021", Outcome.MISSED),
    ],
)
def test_a_month_gives_a_range_and_a_verdict_only_where_every_reading_agrees(
    real: Content, published: str, outcome: Outcome
) -> None:
    events = (("agreed", "July 2021"), ("published", published))
    report = of_review(real, "lga-cpc-2021", *events)["publish-report"]
    assert (report.first, report.last) == (date(2021, 8, 12), date(2021, 9, 11))
    assert (report.outcome, report.margin) == (outcome, None)


@pytest.mark.parametrize(
    ("today", "outcome"),
    [
        (date(2026, 11, 30), Outcome.NOT_YET_DUE),  # a deadline ends with its day
        (date(2026, 12, 1), Outcome.OVERDUE),
        (date(2026, 12, 9), Outcome.UNKNOWN),  # the meeting is over: nobody knows that the papers were late
    ],
)
def test_papers_that_nothing_shows_to_be_public(real: Content, today: date, outcome: Outcome) -> None:
    assert of_report(real, meeting=date(2026, 12, 8), today=today)["publish-papers"].outcome is outcome


def test_papers_out_on_easter_monday_with_five_clear_days_are_in_time(real: Content) -> None:
    papers = of_report(real, ("published", "6 April 2026"), meeting=date(2026, 4, 14))["publish-papers"]
    assert (papers.outcome, papers.margin) == (Outcome.MET, 0)
    assert "That gives 5 clear days; 5 are needed." in papers.reason


def test_what_is_only_announced_is_not_done(real: Content) -> None:
    papers = of_report(
        real, ("published", "25 November 2026"), meeting=date(2026, 12, 8), today=date(2026, 11, 20)
    )["publish-papers"]
    assert (papers.outcome, papers.done) == (Outcome.NOT_YET_DUE, None)


def test_nothing_is_guessed_without_a_calendar_or_beyond_it(real: Content) -> None:
    papers = of_report(replace(real, calendar=None), meeting=date(2026, 12, 8))["publish-papers"]
    assert papers.first is None
    assert papers.reason.startswith("Cannot be worked out: there is no calendar (data/calendar.yml)")
    beyond = of_report(real, meeting=date(2029, 3, 6))["publish-papers"]
    assert beyond.first is None
    assert "5 March 2029 is not in it" in beyond.reason


def test_the_register_holds_no_deadline_of_a_draft(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    register = council.register()
    assert [d.id for d in register.deadlines_of("reviews/2031-finance/")] == [
        "reviews/2031-finance/publish-report",
        "reviews/2031-finance/publish-plan",
        "reviews/2031-finance/check-in",
    ]
    council.change(REPORT, "format: ambleford-2031", "draft: yes\nformat: ambleford-2031")
    council.change("data/action-plans/2031-finance.yml", "decided_in: 2031-10-04-finance\n", "")
    assert not council.register().deadlines_of("cabinet-reports/2031-10-04-finance/")


def test_every_sentence_about_a_deadline_is_a_sentence(real: Content) -> None:
    for deadline in work_out(real, TODAY):
        assert deadline.reason.endswith("."), deadline.id
        assert "None" not in deadline.reason + deadline.rule, deadline.id
        assert deadline.anchor[0].isupper()
        if deadline.anchor_when:
            assert in_words(deadline.anchor_when)


def since(content: Content, day: date | None) -> Content:
    """Give the content of a council that has kept its register since a day."""
    return replace(content, council=content.council.model_copy(update={"kept_since": day}))


def test_an_event_missing_from_before_the_register_was_kept_is_not_known(real: Content) -> None:
    events = (("on site", "May 2021"), ("agreed", "5 July 2021"))
    late = of_review(since(real, None), "lga-cpc-2021", *events)["publish-report"]
    assert late.outcome is Outcome.OVERDUE
    old = of_review(since(real, date(2026, 4, 1)), "lga-cpc-2021", *events)["publish-report"]
    assert (old.outcome, old.margin, old.first) == (Outcome.NOT_KNOWN, None, date(2021, 8, 16))
    assert old.reason == (
        "It was due by 16 August 2021. This register has been kept since 1 April 2026, "
        "so we do not know whether the report was published."
    )
    kept = of_review(since(real, date(2021, 8, 16)), "lga-cpc-2021", *events)["publish-report"]
    assert kept.outcome is Outcome.OVERDUE
    done = of_review(since(real, date(2026, 4, 1)), "lga-cpc-2021", *events, ("published", "1 August 2021"))
    assert done["publish-report"].outcome is Outcome.MET


def test_two_visits_in_one_record_give_no_deadline(real: Content) -> None:
    visits = (("on site", "May 2016"), ("on site", "June 2021"), ("check-in", "January 2022"))
    found = of_review(real, "lga-cpc-2021", *visits)["check-in"]
    assert (found.outcome, found.first) == (Outcome.UNKNOWN, None)
    assert found.reason == (
        "Cannot be worked out: more than one date is recorded for when the peers were on site: "
        "May 2016 and June 2021."
    )
