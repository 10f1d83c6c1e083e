"""A JSON Schema for each kind of file: with it an editor offers the fields and words, and marks what does not fit.

Draft 7, because the YAML extension of VS Code reads no later one. `check` stays the judge: a schema knows one file
and not the others, and it sees what YAML makes of a value where we read text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from goldenthread.common.output import Output
from goldenthread.model.base import LIST
from goldenthread.model.kinds import Kind
from goldenthread.model.settings import FILE_KINDS, Setting
from goldenthread.model.vocabulary import Vocabulary

FOLDER = "schemas"
SETTINGS = ".vscode/settings.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_NOT_FOR_EDITORS = {"title", "default", "public", "printed", "progress", "minimum"}


def schemas(vocabulary: Vocabulary) -> Iterator[Output]:
    """Write the schema of each kind of file, with the words of the council's own lists, and the settings of VS Code."""
    for kind in FILE_KINDS:
        yield Output(f"{FOLDER}/{kind.name}.json", _as_json(schema(kind, vocabulary)))
    yield Output(SETTINGS, _as_json(_settings()))


def schema(kind: Kind | Setting, vocabulary: Vocabulary) -> dict[str, Any]:
    """Describe one kind of file for an editor."""
    made = {name: part for name, part in _fields_of(kind.model).items() if name != "$defs"}
    definitions = _fields_of(kind.model).get("$defs", {})
    described = {"$schema": _DRAFT, "title": f"{kind.title} ({kind.files})", **_plain(made, vocabulary)}
    return described | {
        "definitions": {name: _plain(part, vocabulary) for name, part in sorted(definitions.items())}
    }


@cache
def _fields_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(ref_template="#/definitions/{model}")


def _plain(part: Any, vocabulary: Vocabulary) -> Any:
    """Return one part of a schema in draft 7, as short as it can be."""
    if isinstance(part, list):
        return [_plain(inner, vocabulary) for inner in part]
    if not isinstance(part, dict):
        return part
    rest = {name: value for name, value in part.items() if name not in _NOT_FOR_EDITORS}
    if "properties" in part:
        fields = {name: _field(value, vocabulary) for name, value in part["properties"].items()}
        return {**rest, "description": part["description"].split("\n\n", 1)[0], "properties": fields}
    if "anyOf" in rest:  # a field that may be left out may not be left blank
        rest["anyOf"] = [choice for choice in rest["anyOf"] if choice != {"type": "null"}]
        if len(rest["anyOf"]) == 1:
            rest |= rest.pop("anyOf")[0]
    if LIST in rest:
        return {"enum": list(_words(vocabulary, rest[LIST]))}
    if "$ref" in rest and len(rest) > 1:  # beside a reference, draft 7 sees nothing
        rest["allOf"] = [{"$ref": rest.pop("$ref")}]
    return {name: _plain(value, vocabulary) for name, value in rest.items()}


def _field(part: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Describe a field, with its example in the help that an editor shows."""
    help = part["description"] + ("" if part["public"] else " Never published.")
    about = {"description": help, "examples": part["examples"]}
    return {**_plain({name: value for name, value in part.items() if name not in about}, vocabulary), **about}


def _words(vocabulary: Vocabulary, name: str) -> Iterator[str | int]:
    """Yield the words of a list; a figure also as the number that YAML takes it for."""
    for word in vocabulary.words(name):
        yield word
        if word.isdecimal():
            yield int(word)


def _settings() -> dict[str, Any]:
    return {
        "yaml.schemas": {f"./{FOLDER}/{kind.name}.json": kind.files for kind in FILE_KINDS},
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "files.eol": "\n",
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
        "editor.detectIndentation": False,
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
    }


def _as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
