"""From values to records: one file at a time, every problem collected."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from goldenthread import source
from goldenthread.common.inflection import capital
from goldenthread.common.problems import Place, Problem, has_errors
from goldenthread.messages import guess, load_catalogue, problem
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.addresses import LEDGER, Addresses
from goldenthread.model.base import OneOf
from goldenthread.model.common import Published
from goldenthread.model.council import TESTS, AccessibilityTests
from goldenthread.model.fields import field_at, record_name
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, KINDS
from goldenthread.model.progress import awaiting_closure
from goldenthread.model.settings import BY_NAME, SETTINGS
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.attachments import attachments
from goldenthread.read.content import Content
from goldenthread.read.published_versions import kept_versions, published_digests
from goldenthread.source import Loc
from goldenthread.source.folder import hidden_files, is_text

INPUTS = ("data", "content", "published")  # folders whose files are read or published

R = TypeVar("R", bound=BaseModel)
A = TypeVar("A")


def read(root: Path, *, whole: bool = True) -> tuple[Content | None, list[Problem]]:
    """Read the whole of `data/` and `content/` under a project's root.

    Returns no content when anything is wrong that would make the rest misleading; the problems say what.
    With `whole` false, no file of others is opened, and files with errors are left out, as long as those of which there is one can be read.
    """
    problems: list[Problem] = []
    settings = {
        setting.held_as: _single(root, setting.file, setting.model, problems, setting.absent)
        for setting in SETTINGS
    }
    ledger = _single(root, LEDGER, Addresses, problems, Addresses())
    tests = _single(root, TESTS, AccessibilityTests, problems, None)
    folders = {kind.folder: _folder(root, kind.folder, kind.model, problems) for kind in KINDS}
    texts = _texts(root, problems)
    problems += hidden_files(root, INPUTS)
    if ... in settings.values() or (whole and has_errors(problems)):
        return None, problems
    found: dict[str, Any] = {
        **settings,
        "addresses": ledger,
        "accessibility_tests": tests,
        "folders": folders,
    }
    folders[ACTION_PLANS.folder] = {
        name: awaiting_closure(plan, found["organisation"], found["vocabulary"])
        for name, plan in folders[ACTION_PLANS.folder].items()
        if isinstance(plan, ActionPlan)
    }
    kept = published_digests(root)
    found |= {"versions": kept_versions(root, kept), "kept": kept}
    return Content(root, texts=texts, files=attachments(root, look_inside=whole), **found), problems


def record_of(raw: bytes, key: str) -> BaseModel | None:
    """Read one record from the bytes of its file; `key` is `reviews/2031-finance` or `settings/council`.

    None when the file does not pass the gate or does not fit its kind.
    """
    folder, _, name = key.partition("/")
    kind = BY_NAME.get(name) if folder == "settings" else BY_FOLDER.get(folder)
    loaded = source.loads(raw, key)
    if kind is None or has_errors(loaded.problems):
        return None
    return _validated(loaded.data, kind.model)


def read_vocabulary(root: Path) -> tuple[Vocabulary | None, list[Problem]]:
    """Read the closed lists alone, whatever is wrong elsewhere."""
    problems: list[Problem] = []
    file = BY_NAME["vocabulary"].file
    return _record(root / file, file, Vocabulary, problems), problems


def _single(root: Path, file: str, kind: type[R], problems: list[Problem], absent: A) -> R | A:
    """Read a file of which there is one; `absent` when it is not there or does not fit, and `...` where it must be."""
    if not (root / file).exists() and absent is ...:
        problems.append(problem("file-missing", Place(file), file=file))
    found = _record(root / file, file, kind, problems) if (root / file).exists() else None
    return absent if found is None else found


def _folder(root: Path, folder: str, kind: type[R], problems: list[Problem]) -> dict[str, R]:
    paths, wrong = source.files(root, f"data/{folder}")
    problems += wrong
    found = {path.stem: _record(path, f"data/{folder}/{path.name}", kind, problems) for path in paths}
    return {stem: record for stem, record in found.items() if record is not None}


def _record(path: Path, shown: str, kind: type[R], problems: list[Problem]) -> R | None:
    text, unsafe = source.read_text(path, shown)
    sound = None if text is None or unsafe else _sound(text, kind)
    if isinstance(sound, kind):
        return sound
    loaded = source.load(path, shown)
    problems += loaded.problems
    if loaded.data is None:
        return None
    try:
        record = kind.model_validate(loaded.data)
    except ValidationError as error:
        problems += [misfit(path, shown, kind, detail) for detail in error.errors(include_url=False)]
        return None
    return None if has_errors(loaded.problems) else record


@lru_cache(maxsize=1024)
def _sound(text: str, kind: type[BaseModel]) -> BaseModel | None:
    """Read a record from a text with nothing wrong in it; None where there is something to say.

    Records never change, so those of a text that is read again, as while the site is served, are the same ones.
    """
    loaded = source.values(text, "")
    return None if loaded.problems else _validated(loaded.data, kind)


def _validated(data: object, kind: type[BaseModel]) -> BaseModel | None:
    try:
        return kind.model_validate(data)
    except ValidationError:  # also where there are no data
        return None


def _texts(root: Path, problems: list[Problem]) -> dict[str, str]:
    texts = {}
    for path in sorted(path for path in (root / "content").rglob("*.md") if is_text(path)):
        shown = path.relative_to(root).as_posix()
        text, wrong = source.read_text(path, shown)
        problems += wrong
        if text is not None:
            texts[shown] = text
    return texts


# What pydantic calls a misfit -> the catalogue's code. Our own kinds of field raise the catalogue's codes.
_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_type": "text-expected",
    "tuple_type": "list-expected",
    "model_type": "fields-expected",
    "model_attributes_type": "fields-expected",
    "literal_error": "not-one-of",
}


def misfit(path: Path, shown: str, kind: type[BaseModel], detail: ErrorDetails) -> Problem:
    """Put one misfit into the council's words, at its line."""
    loc: Loc = detail["loc"]
    code = _CODES.get(detail["type"], detail["type"])
    if code not in load_catalogue():
        code = "not-understood"
    owner, info = field_at(kind, loc)
    if detail["type"] == "tuple_type" and detail["input"] == "":
        code = "blank-field"
    value = detail.get("ctx", {}).get("value", detail["input"])
    place = source.locate(path, shown, loc, key=code in ("unknown-field", "blank-field"))
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    fields = list(owner.model_fields)
    return problem(
        code,
        place,
        field=name,
        value=value,
        record=f"this {record_name(owner)}",
        Record=f"This {record_name(owner)}",
        help=info.description if info else "",
        example=(info.examples or [""])[0] if info else "",
        guess=guess(name, fields) if code == "unknown-field" else "",
        known=_known(code, fields, detail),
        remedy=_remedy_for_blank(code, owner, info, loc),
    )


def _remedy_for_blank(code: str, owner: type[BaseModel], info: FieldInfo | None, loc: Loc) -> str:
    """Return what can be done about a blank field: only what is then accepted there, and no guess at a fact."""
    is_refused = code == "blank-refused"
    if info is None or not info.is_required() or isinstance(loc[-1], int):
        takes_blank = info is not None and info.metadata and type(None) in get_args(info.annotation)
        remedy = f"write “{NOT_RECORDED}” if the paper leaves it blank" if takes_blank else "delete the line"
        return capital(f"{remedy}.") if is_refused else f"Fill it in, or {remedy}."
    if type(None) in get_args(info.annotation):
        return f"Fill it in, or write “{NOT_RECORDED}” if the paper leaves it blank."
    if is_refused and any(isinstance(mark, OneOf) for mark in info.metadata):
        return "Choose a word of its list, or add one to data/vocabulary.yml that says it is not known."
    if is_refused and not issubclass(owner, Published):
        return f"Fill it in, or leave out this {record_name(owner)}."
    return "Fill it in."


def _known(code: str, fields: list[str], detail: ErrorDetails) -> str:
    if code == "not-one-of":
        return str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    return ", ".join(fields)
