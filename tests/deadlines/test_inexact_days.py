"""Deadlines of which only the month is known: what the sentences say is no more exact than that."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.common.dates import due_in_words, length_in_words, parse_when, span_in_words
from goldenthread.deadlines.deadline import Due, judge
from goldenthread.model.deadline_rules import DeadlineRule

RULE = DeadlineRule.model_validate(
    {
        "id": "report",
        "what": "Publish the report",
        "rule": "within six weeks",
        "source": "Guidance",
        "done_by": "published",
        "done_words": "the report was published",
    }
)
JANUARY = Due(date(2020, 1, 1), date(2020, 1, 31), None)
SPREAD = Due(date(2020, 1, 5), date(2020, 3, 10), None)


def reason(due: Due, done: str, today: date = date(2020, 12, 1)) -> str:
    return judge(RULE, due, parse_when(done), today).reason


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("August 2020", "It was due in January 2020. The report was published in August 2020, about 7 months late."),
        ("March 2020", "It was due in January 2020. The report was published in March 2020, about 2 months late."),
        ("31 October 2019", "It was due in January 2020. The report was published on 31 October 2019, about 3 months early."),
        ("31 December 2019", "It was due in January 2020. The report was published on 31 December 2019, about 2 weeks early."),
        ("1 January 2020", "It was due in January 2020. The report was published on 1 January 2020, up to 30 days early."),
    ],
)  # fmt: skip
def test_between_two_months_there_are_months_and_not_days(done: str, said: str) -> None:
    assert reason(JANUARY, done) == said


def test_between_two_days_there_are_days() -> None:
    day = Due(date(2020, 1, 5), date(2020, 1, 5), None)
    said = "It was due by 5 January 2020. The report was published on 6 January 2020, 1 day late."
    assert reason(day, "6 January 2020") == said


def test_what_is_open_is_due_in_its_month_and_at_least_so_many_days_past() -> None:
    assert reason(JANUARY, "", date(2019, 12, 1)) == "It is due in January 2020."
    assert reason(JANUARY, "", date(2020, 1, 9)) == "It is due in January 2020. The due date may have passed."
    assert reason(JANUARY, "", date(2020, 2, 2)).startswith("It is at least 2 days past")
    assert reason(SPREAD, "", date(2019, 12, 1)) == "It is due between 5 January 2020 and 10 March 2020."


def test_spans_and_lengths_are_named_no_more_exactly_than_they_are_known() -> None:
    assert due_in_words(date(2020, 1, 1), date(2020, 3, 31)) == "between January 2020 and March 2020"
    assert span_in_words(date(2020, 3, 1), date(2020, 3, 10)) == "1 to 10 March 2020"
    lengths = [length_in_words(days, is_exact=False) for days in (4, 20, 50, 214, 1950)]
    assert lengths == ["a few days", "about 3 weeks", "about 2 months", "about 7 months", "about 5 years"]
    assert length_in_words(214, is_exact=True) == "214 days"
