"""What a reader sees first of a deadline: its day in large type and the days left, in the order of the days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from parsed_page import Seen
from shapes import shape_council

from goldenthread.common.dates import parse_when
from goldenthread.deadlines import Deadline, Outcome, by_date, sentences
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

TODAY = date(2032, 1, 10)
REVIEW = "reviews/2031-libraries/"
DAY = re.compile(r'<p class="gt-due__day">(.*?)</p>', re.DOTALL)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return shape_council("next-quarter", tmp_path_factory.mktemp("made") / "council").register(TODAY)


@pytest.fixture(scope="module")
def site(register: Register, root: Path) -> dict[str, str]:
    env = environment(root / "templates")
    return {page.path: page.body for page in pages(register, env)}


def days(body: str) -> list[str]:
    """Return the large lines of a page, each with the days left."""
    return [Seen(line).text for line in DAY.findall(body)]


def section(body: str, name: str) -> str:
    """Return the part of a page from one second-level heading to the next."""
    return body.partition(f'<h2 id="{name}"')[2].partition("<h2")[0]


def test_the_deadlines_page_has_what_is_open_first_soonest_first_then_what_is_over_then_what_is_unknown(
    site: dict[str, str],
) -> None:
    body = site["deadlines/"]
    assert days(section(body, "next")) == [
        "Saturday 13 December 2031 28 days overdue",
        "Saturday 31 January 2032 in 21 days",
        "Between 12 January and 11 February 2032 day not known: in 2 to 32 days",
        "About 8 April 2032 in 89 days",
        "About a day between 1 and 30 May 2032 day not known: in 112 to 141 days",
        "About 3 June 2032 in 145 days",
    ]
    assert days(section(body, "record")) == [
        "Monday 31 March 2031 7 days late",
        "Monday 17 February 2031 14 days early",
    ]
    assert days(section(body, "unknown")) == ["About 6 May 2031", "No date", "No date", "No date"]
    assert body.index('id="next"') < body.index('id="record"') < body.index('id="unknown"')


def test_no_date_is_folded_away_and_all_working_is(site: dict[str, str]) -> None:
    for path in ("deadlines/", REVIEW):
        folds = re.findall(r"<details>.*?</details>", site[path], re.DOTALL)
        assert not any("gt-due__day" in fold for fold in folds)
        assert sum("How this is worked out" in fold for fold in folds) == len(days(site[path]))
        assert "The rule" not in re.sub(r"<details>.*?</details>", "", site[path], flags=re.DOTALL)


def test_the_day_of_the_build_is_named_once_a_page(site: dict[str, str]) -> None:
    for path in ("", "deadlines/", REVIEW, "action-plans/2031-libraries/"):
        assert Seen(site[path]).text.count("As at 10 January 2032") == 1, path


def test_a_record_has_its_own_deadlines_in_the_same_order(site: dict[str, str]) -> None:
    assert days(site[REVIEW]) == [
        "Saturday 13 December 2031 28 days overdue",
        "About 8 April 2032 in 89 days",
        "No date",
    ]


def test_the_home_page_has_the_next_deadlines_beside_the_actions_by_date(site: dict[str, str]) -> None:
    body = site[""]
    text = Seen(body).text
    assert days(section(body, "next")) == [
        "Saturday 13 December 2031 28 days overdue",
        "Saturday 31 January 2032 in 21 days",
        "Between 12 January and 11 February 2032 day not known: in 2 to 32 days",
    ]
    assert days(section(body, "due")) == [
        "20 January 2032 in 10 days",
        "15 March 2032 in 65 days",
        "The end of June 2032 in 172 days",
    ]
    assert "1 overdue, 5 not yet due Saturday 13 December" in text
    assert "3 overdue, 1 due soon, 1 on track, 1 not recorded" in text


def test_overdue_deadlines_are_never_counted_without_the_actions_past_their_date(
    register: Register, site: dict[str, str], root: Path
) -> None:
    """“0 overdue” was above 20 actions whose date had passed."""
    both = "1 deadline and 3 actions are overdue."
    assert all(both in Seen(site[path]).text for path in ("", "deadlines/"))
    env = environment(root / "templates")
    none = {page.path: page.body for page in pages(replace(register, deadlines=()), env)}
    for path in ("", "deadlines/"):
        text = Seen(none[path]).text
        assert "No deadline is known to be overdue, but 3 actions are." in text
        assert "0 overdue" not in text
        assert "3 overdue" in text


def test_the_counts_are_those_of_the_lists_that_they_lead_to(site: dict[str, str]) -> None:
    listed = Seen(site["actions/date-passed/"])
    assert len({way for way, _ in listed.links if re.search(r"/actions/\d+/$", way)}) == 3
    assert len(days(section(site["deadlines/"], "next"))) == 1 + 5


@pytest.mark.parametrize(
    ("overdue", "passed", "said"),
    [
        (0, 0, "No deadline or action is known to be overdue."),
        (2, 0, "2 deadlines are overdue. No action is known to be overdue."),
        (0, 1, "No deadline is known to be overdue, but 1 action is."),
        (1, 20, "1 deadline and 20 actions are overdue."),
    ],
)  # fmt: skip
def test_one_sentence_counts_both(overdue: int, passed: int, said: str) -> None:
    assert sentences.balance(overdue, passed) == said


DUE = Deadline(
    id="reviews/2031-x/y",
    record="reviews/2031-x/",
    record_title="X",
    what="Publish it",
    rule="within a week",
    rule_set="invented",
    source="Invented handbook",
    source_link="",
    anchor="It was agreed",
    anchor_when=None,
    first=date(2032, 1, 14),
    last=date(2032, 1, 14),
    steps=(),
    outcome=Outcome.NOT_YET_DUE,
    done=None,
    margin=None,
    reason="4 days to go.",
)


@pytest.mark.parametrize(
    ("change", "day", "left"),
    [
        ({}, "Wednesday 14 January 2032", "in 4 days"),
        ({"first": TODAY, "last": TODAY}, "Saturday 10 January 2032", "today"),
        ({"duty": "not before"}, "From Wednesday 14 January 2032", "in 4 days"),
        ({"duty": "about"}, "About 14 January 2032", "in 4 days"),
        ({"first": date(2031, 12, 20)}, "Between 20 December 2031 and 14 January 2032", "day not known: in 4 days at the latest"),
        ({"first": date(2031, 6, 1), "last": date(2031, 6, 30), "outcome": Outcome.OVERDUE}, "Between 1 and 30 June 2031", "at least 194 days overdue"),
        ({"outcome": Outcome.MET, "margin": 0, "done": parse_when("14 January 2032")}, "Wednesday 14 January 2032", "met on the day"),
        ({"outcome": Outcome.MET, "margin": 0, "done": parse_when("15 January 2032")}, "Wednesday 14 January 2032", "met"),
        ({"outcome": Outcome.MET, "margin": 3, "duty": "not before"}, "From Wednesday 14 January 2032", "met"),
        ({"outcome": Outcome.MISSED, "margin": -1}, "Wednesday 14 January 2032", "1 day late"),
        ({"outcome": Outcome.MISSED}, "Wednesday 14 January 2032", "late"),
        ({"outcome": Outcome.NOT_KNOWN}, "Wednesday 14 January 2032", "not known whether it was met"),
        ({"first": None, "last": None, "outcome": Outcome.UNKNOWN}, "No date", ""),
        ({"first": None, "last": None, "outcome": Outcome.UNKNOWN, "is_stopped": True}, "Clock stopped", ""),
    ],
)  # fmt: skip
def test_the_large_line_says_no_more_than_is_known(change: dict[str, object], day: str, left: str) -> None:
    deadline = replace(DUE, **change)  # type: ignore[arg-type]
    assert (sentences.headline(deadline), sentences.days_left(deadline, TODAY)) == (day, left)


def test_what_cannot_be_worked_out_is_last_whether_it_has_a_day_or_not() -> None:
    past = [replace(DUE, last=date(2031, day, 1), outcome=Outcome.MET) for day in (3, 5)]
    late, unknown = (
        replace(DUE, outcome=Outcome.OVERDUE, last=date(2031, 1, 1)),
        replace(DUE, outcome=Outcome.UNKNOWN),
    )
    agenda = by_date([*past, unknown, DUE, late])
    assert (agenda.open, agenda.past, agenda.unknown) == ((late, DUE), (past[1], past[0]), (unknown,))


def test_a_stopped_clock_says_why_in_place_of_a_date(register: Register, root: Path) -> None:
    why = "There is no date: the decision was called in on 8 October 2031, which stops the clock."
    stopped = replace(DUE, first=None, last=None, outcome=Outcome.UNKNOWN, is_stopped=True, reason=why)
    env = environment(root / "templates")
    body = next(p.body for p in pages(replace(register, deadlines=(stopped,)), env) if p.path == "deadlines/")
    assert f"Clock stopped Publish it, X {why}" in Seen(body).text
