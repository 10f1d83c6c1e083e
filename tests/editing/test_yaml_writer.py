"""A new file in the house style reads back as exactly the values that were written."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import AMBLEFORD

from goldenthread.common.characters import FORBIDDEN
from goldenthread.editing.yaml_writer import as_yaml
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.base import Record
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.plan import Plan
from goldenthread.model.review import Review
from goldenthread.source import load, loads

DATA = AMBLEFORD / "data"
KINDS: dict[str, type[Record]] = {
    "reviews": Review,
    "action-plans": ActionPlan,
    "cabinet-reports": CabinetReport,
    "plans": Plan,
}


def texts() -> st.SearchStrategy[str]:
    """Any text that the gate lets through, and many that look like something else in YAML."""
    signs = st.text("ab1 \n:#-|>'\"\\[]{}&*!%@`?,~=<.é£“")
    whole = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    return st.one_of(signs, whole).map(lambda text: FORBIDDEN.sub("", unicodedata.normalize("NFC", text)))


def read(text: str) -> Any:
    loaded = loads(text.encode(), "new.yml")
    assert not loaded.problems, f"{loaded.problems[0]}\n{text}"
    return loaded.data


@pytest.mark.slow
@given(texts(), texts(), texts(), st.booleans())
@settings(deadline=None, max_examples=50)
def test_any_text_survives(line: str, prose: str, last: str, comments: bool) -> None:
    item = {"number": line, "answers": [prose, last], "response": prose, "lead": last, "timeline": prose}
    values: dict[str, Any] = {
        "title": line,
        "summary": prose,
        "responds_to": [line, prose, last],
        "groups": [{"id": line, "question": last, "also_printed": [prose, line], "name": last}],
        "actions": [item, {"response": last}, {**item, "updates": [{"note": prose, "evidence": line}]}],
        "monitoring": last,
    }
    assert read(as_yaml(ActionPlan, values, comments=comments)) == values


@pytest.mark.parametrize("folder", KINDS)
def test_a_record_of_the_example_reads_back_as_it_was(folder: str) -> None:
    for path in (AMBLEFORD / folder).glob("*.yml"):
        values = load(path, path.name).data
        assert values
        for comments in (False, True):
            assert read(as_yaml(KINDS[folder], values, comments=comments)) == values


def test_the_style_is_that_of_the_files_at_hand() -> None:
    values = {
        "draft": True,
        "title": "A review: of #4",
        "id": "2031-x",
        "summary": "One sentence.\n\n\nAnother.",
        "also_called": ["It's", "yes"],
        "events": [
            {"kind": "on site", "when": "not recorded"},
            {"kind": "published", "when": "1 May 2031"},
        ],
    }
    assert as_yaml(Review, values, schema="../../schemas/review.json") == (
        '# Guide: "Publish a review"\n'
        "# yaml-language-server: $schema=../../schemas/review.json\n"
        "id: 2031-x\n"
        "title: 'A review: of #4'\n"
        "summary: |\n"
        "  One sentence.\n"
        "\n"
        "\n"
        "  Another.\n"
        "draft: yes\n"
        "also_called:\n"
        "  - It's\n"
        "  - yes\n"
        "\n"
        "events:\n"
        "\n"
        "  - kind: on site\n"
        "    when: not recorded\n"
        "\n"
        "  - kind: published\n"
        "    when: 1 May 2031\n"
    )


def test_help_stands_above_the_first_use_of_a_field_and_what_is_left_out_is_named() -> None:
    text = as_yaml(Review, {"themes": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}, comments=True)
    assert "  # Its name in addresses.\n  - id: a\n" in text
    assert text.count("The heading as shown.") == 1
    assert "# reviewer: Who carried out the review.\n" in text.partition("# You may also add:\n")[2]


def test_a_field_that_the_kind_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="Review has no colour"):
        as_yaml(Review, {"colour": "blue"})
