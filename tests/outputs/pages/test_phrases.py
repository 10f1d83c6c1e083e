from __future__ import annotations

from datetime import date

import pytest

from goldenthread.common.dates import parse_timeline
from goldenthread.outputs.pages import phrases


@pytest.mark.parametrize(
    ("printed", "said", "in_a_table"),
    [
        ("December 2021", "December 2021", "December 2021"),
        ("2031-12-05", "5 December 2031", "5 December 2031"),
        (
            "Autumn 2021",
            "As printed: Autumn 2021, which we read as September to November 2021.",
            "Autumn 2021",
        ),
        (
            "Winter 2021",
            "As printed: Winter 2021, which we read as December 2021 to February 2022.",
            "Winter 2021",
        ),
        ("2021/22", "As printed: 2021/22, which we read as April 2021 to March 2022.", "2021/22"),
        ("Ongoing", "Ongoing: the plan names no date.", "Ongoing"),
        ("Complete", "The plan prints “Complete” where a date would stand.", "Complete"),
        (None, "Not recorded: the plan leaves the timeline blank.", "Not recorded"),
        (
            "The Team",
            "The plan prints “The Team” here, which is not a time.",
            "“The Team”, which is not a time",
        ),
        ("21 June 2021 to 2 July 2021", "21 June 2021 to 2 July 2021", "21 June 2021 to 2 July 2021"),
    ],
)
def test_timelines_are_said_in_words(printed: str | None, said: str, in_a_table: str) -> None:
    assert phrases.timeline(parse_timeline(printed)) == said
    assert phrases.short_timeline(parse_timeline(printed)) == in_a_table


def test_a_description_is_one_plain_sentence() -> None:
    assert phrases.sentence("See **the** [plan](https://x.org/a.b).\nThen more.") == "See the plan."
    assert phrases.span(date(2021, 6, 21), date(2021, 6, 21)) == "21 June 2021"
    assert phrases.joined(["a", "b", "c"]) == "a, b and c"
    assert phrases.count(1, "action") == "1 action"
    assert phrases.count(1200, "action") == "1,200 actions"
