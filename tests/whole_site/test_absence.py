"""What a council does not have is never stated: the pages, lists, counts and data of records with gaps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from council import PLAN, TODAY, Council
from parsed_page import Seen
from shapes import shape_council

from goldenthread.common.output import Page
from goldenthread.deadlines.counting import days_of
from goldenthread.github.reminders import stage_of
from goldenthread.outputs.discovery import found
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

PANEL, AUDIT = "reviews/2029-panel/", "reviews/2030-audit/"
ACTIONS = "action-plans/2031-libraries/actions/"
LETTER, LIBRARIES = "reviews/2031-letter/", "reviews/2031-libraries/"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return shape_council("absence", tmp_path_factory.mktemp("made") / "council").register()


@pytest.fixture(scope="module")
def site(register: Register, root: Path) -> dict[str, Page]:
    env = environment(root / "templates")
    return {page.path: page for page in pages(register, env)}


@pytest.fixture(scope="module")
def text(site: dict[str, Page]) -> Callable[[str], str]:
    return lambda path: Seen(site[path].body).text


@pytest.fixture(scope="module")
def data(register: Register) -> dict[str, list[dict[str, object]]]:
    made = {file.path.rpartition("/")[2]: file.content for file in open_data(register)}
    return {
        name: json.loads(made[f"{name}.json"])[name.replace("-", "_")]
        for name in ("reviews", "recommendations", "actions")
    }


def test_a_review_without_its_recommendations_says_that_they_are_not_held(text: Callable[[str], str]) -> None:
    assert "Its recommendations are not held on this site." in text(PANEL)
    assert "18 recommendations; their texts are not held here." in text(AUDIT)
    assert "2 of 30 recommendations are held here." in text(LIBRARIES)
    assert "numbered" not in text(PANEL) + text(AUDIT)


def test_only_a_record_that_says_so_has_no_recommendations(text: Callable[[str], str]) -> None:
    assert "The report makes no numbered recommendations." in text(LETTER)


def test_lists_say_what_is_held(text: Callable[[str], str]) -> None:
    assert "Date not recorded Recommendations not held on this site" in text("reviews/")
    for page in ("reviews/", ""):  # the home page has the latest three
        shown = text(page)
        assert "May 2030 18 recommendations; their texts are not held here" in shown
        assert "February 2031 No numbered recommendations" in shown
        assert "April 2031 2 of 30 recommendations are held here" in shown


def test_data_tell_none_from_not_held(data: dict[str, list[dict[str, object]]]) -> None:
    shown = {row["id"]: (row["recommendations"], row["printed_count"]) for row in data["reviews"]}
    assert shown == {
        "2029-panel": (None, None),
        "2030-audit": (None, 18),
        "2031-letter": ([], 0),
        "2031-libraries": (["1", "2", "3", "4"], 30),
    }


def test_programs_read_what_is_held(register: Register) -> None:
    listed = next(file.content.decode() for file in found(register, []) if file.path == "llms.txt")
    assert "A panel looked at the harbour. Its recommendations are not held on this site." in listed
    assert "Peers looked at the libraries. 2 of 30 recommendations are held here." in listed


def test_the_date_of_a_visit_comes_from_the_visit_alone(
    site: dict[str, Page], text: Callable[[str], str]
) -> None:
    assert "When Date not recorded" in text(PANEL)
    assert "Peer challenge, date not recorded" in text(PANEL)
    assert "recommendations/year/2030/" not in site
    assert "Peer challenge, April 2031" in text(LIBRARIES)


def test_a_blank_is_no_answer_and_a_reference_is_one(
    text: Callable[[str], str], data: dict[str, list[dict[str, object]]]
) -> None:
    unanswered = text("recommendations/unanswered/")
    assert [f"Recommendation {number}," in unanswered for number in (1, 2, 3, 4)] == [
        False,
        True,
        False,
        True,
    ]
    assert "Action 2, Libraries plan 2031 Response not recorded" in unanswered
    assert [bool(row["answered_by"]) for row in data["recommendations"]] == [True, False, True, False]
    assert "Without an answer 2" in text("recommendations/")
    assert "Action Action 2 Progress Response not recorded" in text(f"{LIBRARIES}recommendations/2/")
    assert "Action No answer held on this site" in text(f"{LIBRARIES}recommendations/4/")


def test_counts_are_of_words_that_are_held(register: Register, text: Callable[[str], str]) -> None:
    review = next(view for view in register.reviews if view.facts.id == "2031-libraries")
    counted = {count.label: count.value for count in review.counts}
    assert counted == {
        "recommendations": 30,
        "held here": 2,
        "key recommendations": 0,
        "answered by an action": 2,
    }
    assert "30 recommendations" in text(LIBRARIES)


def test_a_blank_is_never_words(text: Callable[[str], str], data: dict[str, list[dict[str, object]]]) -> None:
    page = text(f"{LIBRARIES}recommendations/3/")
    assert "Its words are not held on this site." in page
    assert "our summary" not in page.partition("What the council answered")[0]
    assert [row["summary"] for row in data["recommendations"]][2:] == [None, None]
    assert (data["actions"][1]["response"], data["actions"][1]["editor_note"]) == (None, None)
    assert "Not recorded: the plan leaves the response blank." in text(
        "action-plans/2031-libraries/actions/2/"
    )


def test_blanks_are_not_compared(tmp_path: Path) -> None:
    said = shape_council("absence", tmp_path / "council").said("error", "warning", "notice")
    assert not [line for line in said if "same" in line or "alike" in line]


def test_a_blank_status_is_not_taken_for_another(tmp_path: Path) -> None:
    council = Council(tmp_path / "council").change(PLAN, "status: complete", "status: not recorded")
    assert not [line for line in council.said() if "not started" in line]


OLD = """deadline_rules: peers-2031
events:

  - kind: agreed
    when: June 2030
"""


def test_a_deadline_of_before_the_register_was_kept_is_not_known_anywhere(tmp_path: Path, root: Path) -> None:
    council = shape_council("absence", tmp_path / "council")
    council.change("data/reviews/2030-audit.yml", "events:\n", OLD)
    assert "[kept-since-missing]" in "".join(council.said("notice"))
    council.change("data/council.yml", "licence:", "kept_since: 2031-04-01\nlicence:")
    awaited = [line for line in council.said("notice") if line.endswith("[event-awaited]")]
    assert "no event “published” here, and this waits for it: “Publish the review report”" in awaited[-1]
    register = council.register()
    deadline = next(d for d in register.deadlines if d.id == "reviews/2030-audit/publish-report")
    assert deadline.outcome == "not known"
    shown = {page.path: Seen(page.body).text for page in pages(register, environment(root / "templates"))}
    for page in (AUDIT, "deadlines/"):
        assert "Publish the review report" in shown[page]
        assert "Not known It was due between 13 July 2030 and 11 August 2030." in shown[page]
        assert "so we do not know whether the report was published." in shown[page]
    assert "No deadline or action is known to be overdue" in shown["deadlines/"]
    assert "This register has been kept since 1 April 2031." in shown["deadlines/"]
    calendar = council.content().calendar
    assert calendar is not None
    assert stage_of(deadline, TODAY, days_of(calendar)).name == "unknown"


def test_what_only_the_plan_calls_complete_is_not_called_done(
    text: Callable[[str], str], data: dict[str, list[dict[str, object]]]
) -> None:
    for number in (4, 5):
        page = text(f"{ACTIONS}{number}/")
        assert "The plan says complete" in page
        assert "Evidence is not held on this site" in page
        assert "a paper shows it" not in page
    assert [data["actions"][place]["status"] for place in (3, 4)] == ["complete", None]
    assert "Action 4" in text("actions/status/complete/")


def test_a_response_that_begins_with_a_position_is_no_silence(
    text: Callable[[str], str], data: dict[str, list[dict[str, object]]]
) -> None:
    page = text(f"{ACTIONS}1/")
    assert "Did the council agree? See the response. It begins with words that we read as “Accepted”." in page
    assert "Not stated" not in page
    assert data["actions"][0]["acceptance"] is None


def test_numbers_and_headings_of_ours_are_shown_as_ours(text: Callable[[str], str]) -> None:
    assert "Number Ours: the report prints none. Theme Service (our heading)" in text(
        f"{LIBRARIES}recommendations/1/"
    )
    assert "Numbers Ours: the paper prints none." in text(LIBRARIES)
    assert "Service (our heading)" in text(LIBRARIES)
    assert "Number Ours: the plan prints none." in text(f"{ACTIONS}1/")


def test_exact_words_that_are_not_held_are_said_not_to_be(text: Callable[[str], str]) -> None:
    assert "That paper is not held on this site." in text(f"{LIBRARIES}recommendations/1/")


STATED = """deadline_rules: peers-2031
deadlines:

  - what: Publish the review report
    rule: within six weeks
    due: 12 July 2030
    outcome: met
    working: |
      We saw it.
events:

  - kind: agreed
    when: 31 May 2030

  - kind: published
    when: 30 August 2030
"""


def test_two_results_of_one_deadline_are_a_problem_with_both_places(tmp_path: Path) -> None:
    council = shape_council("absence", tmp_path / "council")
    council.change("data/reviews/2030-audit.yml", "events:\n", STATED)
    [told] = [line for line in council.said() if line.endswith("[results-differ]")]
    assert "“Publish the review report” is met, due 12 July 2030, as entered here, and missed" in told
    assert told.startswith("data/reviews/2030-audit.yml:14:")
    assert "See also data/deadline-rules.yml:" in told


MEASURES = """measures:

  - what: loans
    name: Loans
    value: 1,000
    period: 2031/32

  - what: loans
    name: Loans
    value: 1,200
    period: 2031/32
"""


@pytest.mark.parametrize(
    "explained",
    [
        MEASURES + "    differs: |\n      The first is an estimate.\n",
        MEASURES + "editor_notes:\n\n  - about: loans\n    note: |\n      The first is an estimate.\n",
    ],
)
def test_a_reason_settles_figures_that_differ(tmp_path: Path, explained: str) -> None:
    file = "data/reviews/2031-letter.yml"
    council = shape_council("absence", tmp_path / "one").change(
        file, "documents:\n", f"{MEASURES}documents:\n"
    )
    assert "“Loans” is given as 1,000 and as 1,200." in "".join(council.said())
    council = shape_council("absence", tmp_path / "two").change(
        file, "documents:\n", f"{explained}documents:\n"
    )
    assert council.said() == []
