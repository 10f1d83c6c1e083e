"""Twelve reviews of twelve councils, with dates of every precision, under three sets of rules and under none."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council
from shapes import shape_council

from goldenthread.deadlines import Outcome

MET, MISSED, UNKNOWN, OVERDUE = Outcome.MET, Outcome.MISSED, Outcome.UNKNOWN, Outcome.OVERDUE
PUBLISHED = {  # the first and last day on which the report was due, and whether it was published in time
    "2030-aldmere": ("2031-02-14", "2031-02-14", MET),
    "2031-brackwell": ("2031-06-03", "2031-06-03", UNKNOWN),  # published in June: before or after the 3rd
    "2031-cawdale": ("2031-08-01", "2031-08-31", UNKNOWN),
    "2031-dunholm": ("2031-06-01", "2031-08-31", OVERDUE),
    "2030-eskwith": ("2030-04-09", "2030-04-09", MET),  # the last day of one month beginning with 10 March
    "2030-farrow": ("2030-02-28", "2030-02-28", MISSED),
    "2029-garsley": ("2029-01-31", "2030-01-30", UNKNOWN),
    "2030-hexley": (None, None, UNKNOWN),
    "2031-ironby": ("2031-08-18", "2031-08-18", MET),
    "2031-jarlow": ("2031-08-12", "2031-09-11", UNKNOWN),
    "2031-kelbrook": ("2031-10-13", "2031-10-13", MISSED),
    "2028-lanford": None,
}
VISITED = {
    "2030-aldmere": "11 November 2030 to 14 November 2030",
    "2031-brackwell": "3 March 2031",
    "2031-cawdale": "May 2031",
    "2031-dunholm": "Spring 2031",
    "2030-eskwith": "Date not recorded",
    "2031-kelbrook": "Date not recorded",
    "2028-lanford": "2028",
}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return shape_council("twelve-councils", tmp_path_factory.mktemp("twelve") / "council")


def test_they_are_held_without_a_word_that_asks_for_a_falsehood(council: Council) -> None:
    assert council.said() == []


def test_each_deadline_is_given_as_exactly_as_its_date_and_no_more(council: Council) -> None:
    found: dict[str, object] = dict.fromkeys(view.facts.id for view in council.register().reviews)
    for deadline in council.register().deadlines:
        if deadline.id.endswith("/publish-report"):
            days = [day.isoformat() if day else None for day in (deadline.first, deadline.last)]
            found[Path(deadline.record).name] = (*days, deadline.outcome)
    assert found == PUBLISHED


def test_each_visit_is_dated_as_the_paper_has_it(council: Council) -> None:
    found = {view.facts.id: view.when for view in council.register().reviews}
    assert {name: found[name] for name in VISITED} == VISITED


def test_before_the_register_was_kept_no_missing_line_is_lateness(tmp_path: Path) -> None:
    council = shape_council("twelve-councils", tmp_path / "council")
    council.change(
        "data/council.yml", "repository: not recorded\n", "repository: not recorded\nkept_since: 2032-01-01\n"
    )
    outcomes = {
        Path(d.record).name: d.outcome for d in council.register().deadlines if "publish-report" in d.id
    }
    assert outcomes["2031-dunholm"] is Outcome.NOT_KNOWN
    assert OVERDUE not in outcomes.values()
