"""What readers are told of deadlines: on the public record, and on the page of each review, plan and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council import REVIEW, Council
from parsed_page import Seen

from goldenthread.common.dates import parse_when
from goldenthread.deadlines import Deadline, Outcome, Step
from goldenthread.deadlines.sentences import due, result
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

PAGE = "reviews/2031-finance/"
REPORT = "cabinet-reports/2031-10-04-finance/"
MET = Deadline(
    id=f"{PAGE}publish-plan",
    record=PAGE,
    record_title="Finance peer challenge 2031",
    what="Publish the plan",
    rule="within two working days of the report",
    rule_set="invented",
    source="Invented handbook, page 3",
    source_link="https://example.org/handbook",
    anchor="The report was published",
    anchor_when=parse_when("5 September 2031"),
    first=date(2031, 9, 9),
    last=date(2031, 9, 9),
    steps=(
        Step(date(2031, 9, 6), False, "a Saturday"),
        Step(date(2031, 9, 7), False, "a Sunday"),
        Step(date(2031, 9, 8), True, "working day 1"),
        Step(date(2031, 9, 9), True, "working day 2"),
    ),
    outcome=Outcome.MET,
    done=parse_when("8 September 2031"),
    margin=1,
    reason="It was due by 9 September 2031, and one day early.",
)
MISSED = replace(
    MET,
    id=f"{PAGE}late",
    what="Publish the report",
    outcome=Outcome.MISSED,
    margin=-2,
    done=parse_when("11 September 2031"),
)
UNKNOWN = replace(
    MET,
    id=f"{PAGE}unknown",
    what="Hold a check-in",
    outcome=Outcome.UNKNOWN,
    anchor_when=None,
    first=None,
    last=None,
    steps=(),
    margin=None,
    done=None,
    reason="Cannot be worked out: the date when the report was agreed is not recorded.",
)
OVERDUE = replace(UNKNOWN, id=f"{REPORT}papers", record=REPORT, record_title="Paper", outcome=Outcome.OVERDUE)


@pytest.fixture(scope="module")
def draw(root: Path) -> Callable[[Register], dict[str, str]]:
    env = environment(root / "templates")
    return lambda register: {page.path: page.body for page in pages(register, env)}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("made") / "ambleford").register()


@pytest.fixture(scope="module")
def site(register: Register, draw: Callable[[Register], dict[str, str]]) -> dict[str, str]:
    return draw(replace(register, deadlines=(MET, MISSED, UNKNOWN, OVERDUE)))


def item(body: str, name: str) -> str:
    """Give the words of one deadline on a page."""
    return Seen(
        body.partition(f'id="{name}"')[2].partition("</details>")[0].join(("<li ", "</details></li>"))
    ).text


def test_each_deadline_begins_with_its_day_and_says_whether_it_was_kept(site: dict[str, str]) -> None:
    body = site["deadlines/"]
    assert item(body, "reviews-2031-finance-publish-plan").startswith(
        "Tuesday 9 September 2031 1 day early Publish the plan, Finance peer challenge 2031 Met It was due by"
    )
    assert item(body, "reviews-2031-finance-late").startswith(
        "Tuesday 9 September 2031 2 days late Publish the report, Finance peer challenge 2031 Missed It"
    )
    assert item(body, "reviews-2031-finance-unknown").startswith(
        "No date Hold a check-in, Finance peer challenge 2031 Cannot be worked out"
        " The date when the report was agreed is not recorded."
    )
    assert "Overdue" in item(body, "cabinet-reports-2031-10-04-finance-papers")


def test_the_working_gives_rule_source_anchor_every_day_and_result(site: dict[str, str]) -> None:
    text = item(site["deadlines/"], "reviews-2031-finance-publish-plan")
    for said in (
        "The rule Within two working days of the report.",
        "Source of the rule Invented handbook, page 3",
        "Counted from The report was published: 5 September 2031",
        "Due 9 September 2031",
        "Done 8 September 2031",
        "Result Met, with 1 day to spare",
        "Saturday 6 September 2031 No A Saturday",
        "Sunday 7 September 2031 No A Sunday",
        "Monday 8 September 2031 Yes Working day 1",
        "Tuesday 9 September 2031 Yes Working day 2",
    ):
        assert said in text
    assert "Result Missed by 2 days" in item(site["deadlines/"], "reviews-2031-finance-late")
    assert "Counted from The report was published: the date is not recorded Due Cannot be worked out" in item(
        site["deadlines/"], "reviews-2031-finance-unknown"
    )
    assert ("https://example.org/handbook", "Invented handbook, page 3") in Seen(site["deadlines/"]).links


def test_the_page_counts_what_it_lists_and_leaves_out_what_is_not_there(site: dict[str, str]) -> None:
    text = Seen(site["deadlines/"]).text
    assert "deadlines 1 overdue, 1 met, 1 missed, 1 cannot be worked out Actions by date" in text
    assert "0 not yet due" not in text


def test_a_record_without_a_rule_is_named(
    site: dict[str, str], register: Register, draw: Callable[[Register], dict[str, str]]
) -> None:
    assert (
        "No rules about deadlines are recorded for these: Service plan 2031" in Seen(site["deadlines/"]).text
    )
    none = Seen(draw(replace(register, deadlines=()))["deadlines/"])
    assert "No rules about deadlines apply to anything on this site yet." in none.text
    assert not any(way.endswith("deadlines.ics") for way, _ in none.links)


def test_each_record_shows_its_own_deadlines_and_no_others(site: dict[str, str]) -> None:
    review, report = Seen(site[PAGE]), Seen(site[REPORT])
    assert (2, "Deadlines of this review") in review.headings
    assert (2, "Deadlines of this paper") in report.headings
    assert [name for name in review.ids if name.startswith(("reviews-", "cabinet-reports-"))] == [
        "reviews-2031-finance-publish-plan",
        "reviews-2031-finance-late",
        "reviews-2031-finance-unknown",
    ]
    assert "cabinet-reports-2031-10-04-finance-papers" in report.ids


def test_a_plan_shows_its_deadlines(register: Register, draw: Callable[[Register], dict[str, str]]) -> None:
    plan = register.plans[0]
    body = draw(replace(register, deadlines=(replace(MET, record=plan.url),)))[plan.url]
    assert "1 day early Publish the plan Met" in Seen(body).text


def test_an_action_plan_shows_the_deadlines_of_the_review_that_it_answers(site: dict[str, str]) -> None:
    plan = Seen(site["action-plans/2031-finance/"])
    said = "Of the review that the plan answers: Finance peer challenge 2031 As at 10 January 2032"
    assert f"{said} Tuesday 9 September 2031 1 day early Publish the plan Met" in plan.text


def test_a_page_leads_to_calendar_and_feed(site: dict[str, str]) -> None:
    ways = [way for way, _ in Seen(site["deadlines/"]).links]
    assert "../deadlines.ics" in ways
    assert "../feed.xml" in ways
    assert "../actions.ics" in ways
    assert "../get-updates/" in ways
    listed = [way for way, _ in Seen(site["get-updates/"]).links]
    assert "../reviews/2031-finance/deadlines.ics" in listed
    assert "../people/senior-team/actions.ics" in listed
    assert "../people/cabinet/deadlines.ics" not in listed  # no due day of its papers is known here
    assert "../../reviews/2031-finance/deadlines.ics" in [way for way, _ in Seen(site[PAGE]).links]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"margin": 0}, "Met, with no day to spare"),
        ({"margin": 12}, "Met, with 12 days to spare"),
        ({"outcome": Outcome.MISSED, "margin": -1}, "Missed by 1 day"),
        ({"outcome": Outcome.MISSED, "margin": None}, "Missed"),
        ({"outcome": Outcome.NOT_YET_DUE, "margin": None}, "Not yet due"),
    ],
)
def test_the_result_says_by_how_much(change: dict[str, object], said: str) -> None:
    assert result(replace(MET, **change)) == said  # type: ignore[arg-type]


def test_a_due_day_that_is_not_exact_is_said_as_two_days() -> None:
    assert due(replace(MET, last=date(2031, 9, 30))) == "Between 9 September 2031 and 30 September 2031"


def test_hostile_words_in_a_deadline_are_shown_and_never_run(
    register: Register, draw: Callable[[Register], dict[str, str]]
) -> None:
    hostile = "<script>alert(1)</script>"
    odd = replace(MET, what=hostile, reason=hostile, rule=hostile, source=hostile, anchor=hostile)
    for path in ("deadlines/", PAGE):
        body = draw(replace(register, deadlines=(odd,)))[path]
        assert "script" not in Seen(body).tags
        assert hostile in Seen(body).text


def test_a_date_that_is_typed_in_reaches_the_page(
    tmp_path: Path, draw: Callable[[Register], dict[str, str]]
) -> None:
    """The finance review of issue 5: agreed on 5 July gives 16 August."""
    council = Council(tmp_path / "ambleford")
    name = "reviews-2031-finance-publish-report"
    assert "No date" in item(draw(council.register())["deadlines/"], name)
    council.change(REVIEW, "events:\n", "events:\n  - kind: agreed\n    when: 5 July 2031\n")
    text = item(draw(council.register())["deadlines/"], name)
    assert "Due 16 August 2031" in text
    assert "6 weeks after 5 July 2031" in text
