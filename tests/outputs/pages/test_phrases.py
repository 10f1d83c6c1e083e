from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, Council

from goldenthread.common.dates import parse_timeline
from goldenthread.common.inflection import count, joined
from goldenthread.outputs.pages import phrases
from goldenthread.register.views import Count


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
        ("Ongoing", "Ongoing: the plan sets no date.", "Ongoing"),
        ("Complete", "The plan prints “Complete” instead of a date.", "Complete"),
        (None, "Not recorded: the plan leaves the timeline blank.", "Not recorded"),
        ("The Team", "As printed: The Team.", "The Team"),
        ("31/03/2031", "As printed: 31/03/2031, which we read as 31 March 2031.", "31/03/2031"),
        ("TBC", "The plan prints “TBC” instead of a date.", "TBC"),
        ("Complete (June 2031)", "The plan prints “Complete (June 2031)”.", "Complete (June 2031)"),
        (
            "from April 2031",
            "As printed: from April 2031. The plan gives no end date.",
            "from April 2031",
        ),
        ("monthly", "As printed: monthly. It is repeated, with no date for the next time.", "monthly"),
        (
            "within 6 months",
            "As printed: within 6 months. It is counted from approval, whose date is not recorded.",
            "within 6 months",
        ),
        (
            "Q3 2031",
            "As printed: Q3 2031. It can mean July to September 2031 or October to December 2031.",
            "Q3 2031",
        ),
        ("21 June 2021 to 2 July 2021", "21 June 2021 to 2 July 2021", "21 June 2021 to 2 July 2021"),
    ],
)
def test_timelines_are_said_in_words(printed: str | None, said: str, in_a_table: str) -> None:
    assert phrases.timeline(parse_timeline(printed)) == said
    assert phrases.short_timeline(parse_timeline(printed)) == in_a_table


def test_a_description_is_one_plain_sentence() -> None:
    assert phrases.sentence("See **the** [plan](https://x.org/a.b).\nThen more.") == "See the plan."
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert count(1, "action") == "1 action"
    assert count(1200, "action") == "1,200 actions"


def test_a_caption_says_how_much_of_a_list_a_table_shows() -> None:
    assert phrases.first_of(2, "action", "with a date to come", 50) == "2 actions with a date to come"
    assert phrases.first_of(60, "action", "to come", 50) == "60 actions to come: the first 50"
    assert phrases.share_of(1, 1, "action", "finance plan") == "1 action of the finance plan"
    assert phrases.share_of(2, 48, "action", "finance plan") == "2 of the 48 actions of the finance plan"


def test_the_noun_of_a_count_goes_with_its_number() -> None:
    assert [Count(n, "key recommendations", "", one="key recommendation").noun for n in (0, 1, 2)] == [
        "key recommendations",
        "key recommendation",
        "key recommendations",
    ]
    assert Count(1, "date passed", "").noun == "date passed"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "", "Nothing more is planned for this action."),
        (
            "status: complete",
            "status: in progress",
            "The date in the plan has passed, and we have no record that the action is complete.",
        ),
        ("timeline: November 2031", "timeline: March 2032", "It is due by the end of March 2032."),
        ("timeline: November 2031", "timeline: Ongoing", "The plan calls it ongoing and sets no date"),
        (
            "timeline: November 2031",
            "timeline: not recorded",
            "The plan sets no date, so this is not known.",
        ),
    ],
)
def test_what_happens_next_follows_from_status_and_timeline(
    old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    council = Council(tmp_path / "c")
    if "timeline" in old:
        council.change(PLAN, "status: complete", "status: in progress")
    if old:
        council.change(PLAN, old, new)
    assert phrases.what_next(council.register().actions[0]).before.startswith(sentence)


def test_what_is_next_for_a_row_that_points_to_another_is_there(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(PLAN, "status: complete", "status: in progress")
    council.change(PLAN, "timeline: Ongoing", "timeline: not recorded")
    onward = phrases.what_next(council.register().actions[1])
    assert (onward.before, onward.link and onward.link.number) == ("See ", "1")
