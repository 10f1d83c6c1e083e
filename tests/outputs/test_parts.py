"""Every part of a page has examples beside it, easy and awkward ones, and shows what they say."""

from __future__ import annotations

import pytest
from parsed_page import Seen
from part_examples import HEAD, PARTS, examples_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", PARTS)
def test_a_part_shows_what_its_examples_say(part: str) -> None:
    examples = examples_of(part)
    assert len(examples) >= 2, f"write an easy and an awkward example in templates/parts/{part}.examples.yml"
    for example in examples:
        seen = example.html if part in HEAD else Seen(example.html).text
        at = 0
        for words in example.shows:
            at = seen.find(words, at)
            assert at >= 0, f"{example.name}: {words!r} is not shown, or not in this place, in:\n{seen}"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_runs_nothing_that_a_text_says(part: str) -> None:
    for example in examples_of(part):
        assert "<script>" not in example.html.replace('<script type="application/ld+json">', "")
