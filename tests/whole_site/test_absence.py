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

PANEL, AUDIT = "reviews/2029-panel/", "reviews/2030-audit/"
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
        assert "Publish the review report Not known It was due" in shown[page]
        assert "so we do not know whether the report was published." in shown[page]
    assert "overdue 0" in shown["deadlines/"]
    assert "This register has been kept since 1 April 2031." in shown["deadlines/"]
    calendar = council.content().calendar
    assert calendar is not None
    assert stage_of(deadline, TODAY, days_of(calendar)).name == "unknown"
