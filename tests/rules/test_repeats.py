"""Recommendations of different reviews that say nearly the same are suggested until a person has decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council
from expected_text import Expected

from goldenthread.read import read
from goldenthread.rules.repeats import nearly_the_same_is_suggested

LATER = "data/reviews/2032-money.yml"
SAME = "Publish one true set of figures on money every month, so that all know how things stand."
NEAR = "So that everyone knows how things stand, publish every month one true set of money figures."
OTHER = "Answer letters from residents within ten days, and say who will do it."


def review(name: str, *summaries: str) -> str:
    items = "".join(
        f"\n  - number: {n}\n    theme: all\n    summary: |\n      {text}\n    source:\n      document: report\n"
        for n, text in enumerate(summaries, start=1)
    )
    return (
        f"id: {name}\ntitle: {name}\nsummary: |\n  A review.\nkind: peer challenge\nreviewer: Peers\n"
        f"themes:\n\n  - id: all\n    name: All\n\nrecommendations:\n{items}\n"
        "documents:\n\n  - id: report\n    title: Report\n    date: not recorded\n    supplied: yes\n"
    )


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """An invented council with two more reviews, which ask for nearly the same in other words."""
    council = Council(tmp_path / "council")
    (council.root / "data/reviews/2030-money.yml").write_text(review("2030-money", OTHER, SAME), "utf-8")
    (council.root / LATER).write_text(review("2032-money", NEAR, "Renew the roof of the town hall."), "utf-8")
    return council


def suggested(council: Council) -> list[str]:
    return [line for line in council.said("notice") if line.endswith("[nearly-the-same]")]


def test_the_later_of_two_is_told_with_the_score_and_both_places(
    council: Council, expected: Expected
) -> None:
    expected(suggested(council))


@pytest.mark.parametrize("line", ["repeats: 2030-money 2", "differs_from: 2030-money 2"])
def test_what_a_person_has_decided_is_not_suggested_again(council: Council, line: str) -> None:
    council.change(LATER, NEAR, f"{NEAR}\n    {line}")
    assert suggested(council) == []
    assert council.said("error") == []


def test_it_does_not_matter_which_of_the_two_says_so(council: Council) -> None:
    council.change("data/reviews/2030-money.yml", SAME, f"{SAME}\n    differs_from: 2032-money 1")
    assert suggested(council) == []


def test_two_that_repeat_a_third_are_linked_already(council: Council) -> None:
    council.change(LATER, NEAR, f"{NEAR}\n    repeats: 2031-finance 1")
    council.change("data/reviews/2030-money.yml", SAME, f"{SAME}\n    repeats: 2031-finance 1")
    assert suggested(council) == []


def test_a_decision_about_a_recommendation_that_is_not_there_is_refused(council: Council) -> None:
    council.change(LATER, NEAR, f"{NEAR}\n    differs_from: 2030-money 9")
    assert [line for line in council.said("error") if "There is no recommendation “2030-money 9”" in line]


def test_within_one_review_nothing_is_suggested(council: Council) -> None:
    council.change(LATER, "Renew the roof of the town hall.", NEAR.replace("everyone", "each of us"))
    council.change("data/reviews/2030-money.yml", SAME, "Mend every road before the winter comes.")
    assert suggested(council) == []


def test_the_real_reviews_get_no_suggestion_that_makes_no_sense(root: Path) -> None:
    content, _ = read(root)
    assert content is not None
    assert list(nearly_the_same_is_suggested(content)) == []
