"""The number of a recommendation or an action is its name as printed: read, sorted, and fit for an address."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from goldenthread.changes.canonical import digest, public_facts
from goldenthread.model.base import AnsweredRecommendation, Number, Record, shown


class Row(Record):
    """A row with what a plan gives of numbers."""

    number: Number = shown("Its number.", "7")
    answers: AnsweredRecommendation | None = shown("What it answers.", "2031-audit 7", None)


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("7", "7"),
        ("21.4a", "21-4a"),
        ("007/31", "007-31"),
        ("R1", "r1"),
        ("3.2", "3-2"),
        ("12a", "12a"),
        ("12(b)", "12-b"),
        ("SR (30/31) 01", "sr-30-31-01"),
        ("30 P&R 04", "30-p-and-r-04"),
    ],
)
def test_a_number_stays_as_printed_and_has_an_address(printed: str, slug: str) -> None:
    row = Row.model_validate({"number": printed, "answers": f"2031-audit {printed}"})
    assert (row.number, row.number.slug) == (printed, slug)
    assert row.answers is not None
    assert (row.answers.review, row.answers.number, str(row.answers)) == (
        "2031-audit",
        printed,
        f"2031-audit {printed}",
    )


@pytest.mark.parametrize("typed", ["", "3.", "see above!", "not recorded", "…", "a" * 41, "4\n5", "<b>1</b>"])
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        Row.model_validate({"number": typed})


def test_numbers_are_sorted_as_people_sort() -> None:
    printed = "2 10 21.4 21.10 21.10a 21.10b R2 R10".split()
    assert sorted(map(Number, reversed(printed))) == printed
    assert max(map(Number, printed)) == "R10"


def test_the_form_that_approvals_are_for_keeps_whole_numbers_as_numbers() -> None:
    facts = [public_facts(Row.model_validate({"number": number})) for number in ("7", "007", "21.4a")]
    assert facts == [{"number": 7}, {"number": "007"}, {"number": "21.4a"}]
    assert digest(facts[0]) == "9ee11665f874ea790c05a7e2a4bac477db07a35945cf1bcd360831684e47969a"
