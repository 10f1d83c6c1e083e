from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.common.dates import in_words, meaning, parse_timeline, parse_when
from goldenthread.common.timelines import examples

READ = {
    "2021-10-05": ("day", date(2021, 10, 5), date(2021, 10, 5), "5 October 2021"),
    "5 October 2021": ("day", date(2021, 10, 5), date(2021, 10, 5), "5 October 2021"),
    "29 February 2028": ("day", date(2028, 2, 29), date(2028, 2, 29), "29 February 2028"),
    "February 2022": ("month", date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
    "Autumn 2021": ("season", date(2021, 9, 1), date(2021, 11, 30), "Autumn 2021"),
    "Winter 2023": ("season", date(2023, 12, 1), date(2024, 2, 29), "Winter 2023"),
    "2019": ("year", date(2019, 1, 1), date(2019, 12, 31), "2019"),
    "2021/22": ("financial year", date(2021, 4, 1), date(2022, 3, 31), "2021/22"),
    "2021-22": ("financial year", date(2021, 4, 1), date(2022, 3, 31), "2021-22"),
    "1999/00": ("financial year", date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
    "2021-06-21 to 2021-07-02": (
        "range",
        date(2021, 6, 21),
        date(2021, 7, 2),
        "21 June 2021 to 2 July 2021",
    ),
    "June 2021 to July 2021": ("range", date(2021, 6, 1), date(2021, 7, 31), "June 2021 to July 2021"),
}


@pytest.mark.parametrize("text", READ)
def test_a_time_is_read_with_its_first_and_last_day_and_said_in_words(text: str) -> None:
    when = parse_when(text)
    assert when is not None
    assert (when.precision.value, when.first, when.last, in_words(when)) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ongoing",
        "30 February 2021",
        "2021-13-01",
        "soon",
        "2021/23",
        "October",
        "by March 2021",
        "2021-2022",
        "Q3 2021",
        "July 2021 to June 2021",
        "21",
    ],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert parse_when(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "last"),
    [
        ("October 2021", "month", date(2021, 10, 31)),
        ("5 October 2021", "date", date(2021, 10, 5)),
        ("Autumn 2021", "season", date(2021, 11, 30)),
        ("2021/22", "year", date(2022, 3, 31)),
        ("Ongoing", "ongoing", None),
        ("Complete", "complete", None),
        (None, "none", None),
        ("Children’s Services, Children’s Accountancy Team", "unclear", None),
    ],
)
def test_a_timeline_column_is_kept_as_printed_and_sorted_by_kind(
    text: str | None, kind: str, last: date | None
) -> None:
    timeline = parse_timeline(text)
    assert (timeline.as_printed, timeline.kind.value, timeline.last) == (text, kind, last)


# What plans print, on 4 October 2031; of a plan that was approved on 1 September 2031.
FIRST_AND_LAST = {
    "31/03/2031": "date 2031-03-31 2031-03-31",
    "31.3.31": "date 2031-03-31 2031-03-31",
    "03/04/2031": "date 2031-04-03 2031-04-03",
    "1st April 2031": "date 2031-04-01 2031-04-01",
    "by 31 March 2031": "date 2031-03-31 2031-03-31",
    "by end of March 2031": "date 2031-03-31 2031-03-31",
    "end July 31": "date 2031-07-31 2031-07-31",
    "Mar-31": "month 2031-03-01 2031-03-31",
    "Sept 2031": "month 2031-09-01 2031-09-30",
    "2031-04": "month 2031-04-01 2031-04-30",
    "New protocol in place by March 2031": "month 2031-03-01 2031-03-31",
    "March 2031 (subject to funding)": "month 2031-03-01 2031-03-31",
    "March/April 2031": "date 2031-03-01 2031-04-30",
    "Q3 2031/32": "quarter 2031-10-01 2031-12-31",
    "Q1 27/28": "quarter 2027-04-01 2027-06-30",
    "FY 2031/32": "year 2031-04-01 2032-03-31",
    "2031-2033": "date 2031-01-01 2033-12-31",
    "Winter 2031/32": "season 2031-12-01 2032-02-29",
    "from April 2031": "open 2031-04-01 None",
    "not before May 2031": "open 2031-05-01 None",
    "within 6 months": "relative 2031-09-01 2032-03-01",
    "3 months after approval": "relative 2031-12-01 2031-12-01",
    "annually, each March": "recurring 2032-03-01 2032-03-31",
    "quarterly from April 2031": "recurring 2031-10-01 2031-10-31",
    "monthly": "recurring None None",
    "Ongoing – review annually": "recurring None None",
    "Q3 2031": "ambiguous None None",
    "quarter 2": "ambiguous None None",
    "Complete (June 2031)": "complete 2031-06-01 2031-06-30",
    "before the end of March 2031": "date 2031-03-31 2031-03-31",
    "before May 2031": "date 2031-04-30 2031-04-30",
    "from April to June 2031": "date 2031-04-01 2031-06-30",
    "during the summer of 2031": "season 2031-06-01 2031-08-31",
    "H1 2031/32": "date 2031-04-01 2031-09-30",
    "Complete by March 2032": "month 2032-03-01 2032-03-31",
    "Completed, subject to audit": "unclear None None",
    "Training for every manager": "unclear None None",
    "In line with the 2031/32 budget": "unclear None None",
    "After the May 2031 elections": "unclear None None",
    "Q3 (2031/32)": "quarter 2031-10-01 2031-12-31",
    "3rd quarter 2031/32": "quarter 2031-10-01 2031-12-31",
    "Immediate": "immediate None None",
    "TBC": "to be confirmed None None",
    "n/a": "no date None None",
    "The Team": "unclear None None",
}
TODAY, APPROVED = date(2031, 10, 4), date(2031, 9, 1)


@pytest.mark.parametrize("printed", FIRST_AND_LAST)
def test_a_printed_time_is_sorted_and_counted_by_what_it_means(printed: str) -> None:
    found = parse_timeline(printed, approved=APPROVED, today=TODAY)
    assert f"{found.kind} {found.first} {found.last}" == FIRST_AND_LAST[printed]


TABLE = list(examples())


def test_the_table_of_forms_is_long_and_names_no_time_twice() -> None:
    printed = [row[1] for row in TABLE]
    assert len(printed) >= 60
    assert len(set(printed)) == len(printed)


@pytest.mark.parametrize(("about", "printed", "means"), TABLE)
def test_every_example_of_the_table_means_what_the_guide_says(about: str, printed: str, means: str) -> None:
    found = parse_timeline(printed, approved=APPROVED, today=TODAY)
    assert (found.as_printed, meaning(found)) == (printed, means)


def test_what_recurs_or_has_only_a_start_has_no_end_that_passes() -> None:
    for printed in ("annually, each March", "quarterly from April 2025", "every month from May 2020"):
        ends = parse_timeline(printed, today=TODAY).ends
        assert ends is not None
        assert ends >= TODAY
    for printed in ("monthly", "from April 2021", "October 2021 onwards", "Complete (June 2021)"):
        assert parse_timeline(printed, today=TODAY).ends is None


def test_what_recurs_until_a_day_has_no_next_time_after_it() -> None:
    found = parse_timeline("monthly until March 2031", today=TODAY)
    assert (found.kind.value, found.last) == ("recurring", None)


def test_what_the_printed_words_mean_can_be_given_beside_them() -> None:
    found = parse_timeline("Q3 2031", "October to December 2031")
    assert (found.as_printed, found.means, found.last) == (
        "Q3 2031",
        "October to December 2031",
        date(2031, 12, 31),
    )


def test_months_after_approval_need_the_day_of_the_approval() -> None:
    found = parse_timeline("within 6 months")
    assert (found.last, meaning(found)) == (None, "counted from approval, whose date is not recorded")


@pytest.mark.slow
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_the_same_from_figures_and_from_words(day: date) -> None:
    for text in (day.isoformat(), in_words(day)):
        when = parse_when(text)
        assert when is not None
        assert (when.first, when.last) == (day, day)


_WORDS = st.sampled_from(
    "the end of by from 2031 march 31 / - , ( ) q3 2031/32 to and every until complete 6 months after approval 0000 9999".split()
)


@pytest.mark.slow
@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=12).map(" ".join)))
def test_no_text_upsets_the_reader_and_every_printed_word_is_kept(text: str) -> None:
    for today in (None, TODAY, date.max):
        timeline = parse_timeline(text, approved=today, today=today)
        assert timeline.as_printed == text
        assert meaning(timeline)
        assert timeline.last is None or (timeline.first is not None and timeline.first <= timeline.last)
