"""The schemas for editors: up to date, and neither stricter nor laxer about one file than they mean to be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from council import PLAN
from jsonschema import Draft7Validator
from paths import AMBLEFORD
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from goldenthread.guide.schemas import SETTINGS, schema, schemas
from goldenthread.model.fields import kinds_within
from goldenthread.model.kinds import Kind
from goldenthread.model.settings import FILE_KINDS, Setting
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import read
from goldenthread.source import load

ALL = [pytest.param(kind, id=kind.name) for kind in FILE_KINDS]


def vocabulary(root: Path) -> Vocabulary:
    return Vocabulary.model_validate(load(root / "data/vocabulary.yml", "").data)


class EditorsConstructor(SafeConstructor):
    """Reads as the language server of editors does: dates are text, figures are numbers."""


EditorsConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_an_editor_reads(text: str) -> Any:
    """Read YAML 1.2 with its own kinds of value, as an editor does and we do not."""
    reader = YAML(typ="safe")
    reader.Constructor = EditorsConstructor
    return reader.load(text)


def squiggles(kind: Kind | Setting, root: Path, text: str) -> list[str]:
    judge = Draft7Validator(schema(kind, vocabulary(root)))
    return [error.message for error in judge.iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("kind", ALL)
def test_a_schema_is_itself_sound(kind: Kind | Setting) -> None:
    Draft7Validator.check_schema(schema(kind, vocabulary(AMBLEFORD)))


@pytest.mark.parametrize("kind", ALL)
def test_every_field_has_its_help_and_an_example(kind: Kind | Setting) -> None:
    described = schema(kind, vocabulary(AMBLEFORD))
    holders = [described, *described["definitions"].values()]
    assert len(holders) == len(list(kinds_within(kind.model)))
    fields = [field for holder in holders for field in holder["properties"].values()]
    assert fields
    assert all(field["description"] and field["examples"][0] for field in fields)


@pytest.mark.parametrize("kind", ALL)
def test_files_that_pass_check_get_no_squiggle(kind: Kind | Setting) -> None:
    for path in AMBLEFORD.glob(kind.files):
        assert squiggles(kind, AMBLEFORD, path.read_text("utf-8")) == [], path.name


@pytest.mark.slow
@pytest.mark.parametrize("kind", ALL)
def test_the_council_s_own_files_get_no_squiggle(kind: Kind | Setting, root: Path) -> None:
    for path in root.glob(kind.files):
        assert squiggles(kind, root, path.read_text("utf-8")) == [], path.name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("monitored_by:", "monitord_by:", "('monitord_by' was unexpected)"),
        ("        status: complete", "        status: done", "'done' is not one of"),
        ("  - number: 3", "  - number: No. three!", "'No. three!' does not match"),
        ("monitored_by:", "publish_on: 15/12/2031\nmonitored_by:", "'15/12/2031' does not match"),
        ("answers: 2031-finance 3", "answers: 3", "3 is not valid under any of the given schemas"),
        ("    timeline: Ongoing\n", "", "'timeline' is a required property"),
        ("    timeline: Ongoing", "    timeline:", "None is not of type"),
    ],
)
def test_a_slip_is_marked_while_it_is_typed(old: str, new: str, said: str) -> None:
    text = (AMBLEFORD / PLAN).read_text("utf-8")
    assert text.count(old) == 1
    kind = next(kind for kind in FILE_KINDS if kind.name == "action-plan")
    found = squiggles(kind, AMBLEFORD, text.replace(old, new))
    assert len(found) == 1
    assert said in found[0]


def test_an_editor_finds_the_schema_of_every_file(root: Path) -> None:
    settings: Mapping[str, Any] = json.loads((root / SETTINGS).read_text("utf-8"))
    assert settings["yaml.schemas"].keys() == {
        f"./{made.path}" for made in schemas(vocabulary(AMBLEFORD)) if made.path != SETTINGS
    }
    named = {path for where in settings["yaml.schemas"].values() for path in root.glob(where)}
    assert named == set((root / "data").rglob("*.yml"))


def test_every_kind_of_file_that_is_read_has_a_schema() -> None:
    content, problems = read(AMBLEFORD)
    assert content is not None, problems
    assert {type(record) for _, _, record in content.records()} == {kind.model for kind in FILE_KINDS}


def test_what_is_never_published_is_marked_so() -> None:
    kind = next(kind for kind in FILE_KINDS if kind.name == "report-formats")
    fields = schema(kind, vocabulary(AMBLEFORD))["definitions"]["FormatSection"]["properties"]
    hidden = [name for name, field in fields.items() if field["description"].endswith("Never published.")]
    assert hidden == ["signed_off_by", "guidance", "word_limit"]
