from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.common.dates import in_words, parse_timeline, parse_when

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
        "5 Oct 2021",
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


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_the_same_from_figures_and_from_words(day: date) -> None:
    for text in (day.isoformat(), in_words(day)):
        when = parse_when(text)
        assert when is not None
        assert (when.first, when.last) == (day, day)


@given(st.text(max_size=30))
def test_no_text_upsets_the_reader(text: str) -> None:
    timeline = parse_timeline(text)
    assert timeline.as_printed == text
    assert (timeline.first is None) == (timeline.last is None)
