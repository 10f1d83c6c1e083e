"""Everything that is made for people who edit: schemas, and pages that list every field, word, problem, rule and command."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goldenthread.common.inflection import capital, small
from goldenthread.common.output import Output
from goldenthread.common.timelines import examples
from goldenthread.guide import code, page, table
from goldenthread.guide.format_choice import choice_page
from goldenthread.guide.problem_reference import problem_pages
from goldenthread.guide.schemas import schemas
from goldenthread.model import base
from goldenthread.model.base import OneOf, Refers
from goldenthread.model.fields import holds_several, is_public, kinds_within, marks, part_kind, record_name
from goldenthread.model.kinds import Kind, referred, with_article
from goldenthread.model.settings import FILE_KINDS, Setting
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.rules import DATED_RULES, RULES

# What a field holds, in words, by the mark that its kind carries.
_HOLDS = {
    base.Line: "one line",
    base.Prose: "text",
    base.Id: "an id",
    base.Tally: "a whole number, or 0",
    base.WholeNumber: "a whole number",
    base.Day: "a day",
    base.Time: "[a date or period](times.md)",
    base.YesNo: "yes or no",
    base.AnsweredRecommendation: "a review’s id and a number",
    base.NamedAction: "an action plan’s id and a number",
    base.Url: "a web address, with https:// or http://",
    base.Email: "an email address",
    base.PublicKey: "a public key of SSH, the line of a file that ends in .pub",
    base.Share: "a share as printed, such as `75%`",
    base.Sha256: "a SHA-256: 64 letters and figures",
    base.LineOrBlank: "one line or `not recorded`",
    base.SiteUrlOrBlank: "a web address or `not recorded`",
    base.ProseOrBlank: "text or `not recorded`",
    base.DayOrBlank: "a day or `not recorded`",
    base.TimeOrBlank: "[a date or period](times.md) or `not recorded`",
    base.MomentOrBlank: "[a date or period](times.md) or `not recorded`",
}
_BY_READER = {kind.__metadata__[0]: words for kind, words in _HOLDS.items()}  # type: ignore[attr-defined]


def field_pages() -> Iterator[Output]:
    """Make one page for each kind of file."""
    for kind in FILE_KINDS:
        yield page(f"fields-{kind.name}", f"Every field: {small(kind.title)}", _field_blocks(kind))


def _field_blocks(kind: Kind | Setting) -> Iterator[str]:
    yield (
        f"What you can write in {code(kind.files)}, field by field. **Needed** marks a field that you cannot leave out. "
        "Readers of the site see every field except those marked **never published**."
    )
    for part in kinds_within(kind.model):
        yield f"## {record_name(part).capitalize()}"
        about = (part.__doc__ or "").split("\n\n", 1)[0]
        yield re.sub(r"\s+", " ", about)
        yield table(
            ("Field", "What it is", "What to write", "Example"), (_row(part, n) for n in part.model_fields)
        )


def _row(part: type[BaseModel], name: str) -> tuple[str, str, str, str]:
    info = part.model_fields[name]
    needed = " **needed**" if info.is_required() else ""
    hidden = "" if is_public(info) else " **Never published.**"
    example = (info.examples or [""])[0]
    return code(name) + needed, f"{info.description}{hidden}", holds(part, name), code(example)


def holds(part: type[BaseModel], name: str) -> str:
    """Return what a field takes: “a day”, “a list; each item is: event”, “a word of statuses”."""
    info = part.model_fields[name]
    found = list(marks(part, name))
    below = part_kind(info.annotation)
    words = record_name(below) if below else _value(info, found)
    if base.Several in found:
        return f"{words}; or a list of them"
    if holds_several(info.annotation):
        return f"a list; each item is: {words}"
    return f"further fields: {words}" if below else words


def _value(info: FieldInfo, found: list[object]) -> str:
    listed = next((words for mark in found if (words := _marked(mark))), None)
    return listed or _choices(info.annotation) or next(_BY_READER[m] for m in found if m in _BY_READER)


def _marked(mark: object) -> str | None:
    if isinstance(mark, OneOf):
        return f"a word of [{mark.list}](words.md)"
    return f"the id of {with_article(referred(mark.to))}" if isinstance(mark, Refers) else None


def _choices(annotation: Any) -> str | None:
    if annotation is base.Number:
        return "a number as printed"
    if get_origin(annotation) is Literal:
        return "one of: " + ", ".join(code(word) for word in get_args(annotation))
    inner = get_args(annotation) if get_origin(annotation) in (Union, UnionType, tuple) else ()
    return next((words for choice in inner if (words := _choices(choice))), None)


def everything(root: Path, vocabulary: Vocabulary, verbs: Iterable[ArgumentParser]) -> Iterator[Output]:
    """Yield the schemas and the reference pages: from models, words, problems, rules, verbs and layers."""
    yield from schemas(vocabulary)
    yield from field_pages()
    yield words_page(vocabulary)
    yield from problem_pages()
    yield rules_page()
    yield times_page()
    yield commands_page(verbs)
    yield from choice_page(root)
    yield from layers_page(root)


def rules_page() -> Output:
    """Make the page."""
    return page("rules", "Every rule of check", _rule_blocks())


def _rule_blocks() -> Iterator[str]:
    yield (
        "`build.py check` reads each file on its own, and then checks all the files together against these rules. "
        "[Every problem](problems.md) has the message for each."
    )
    for module, rules in groupby(sorted([*RULES, *DATED_RULES], key=_module), key=_module):
        title, _, rest = (sys.modules[module].__doc__ or "").split("\n", 1)[0].partition(": ")
        yield f"## {title.rstrip('.')}"
        if rest:
            yield capital(rest)
        yield "\n".join(f"- {(rule.__doc__ or '').strip().splitlines()[0]}" for rule in rules)


def _module(rule: object) -> str:
    return str(getattr(rule, "__module__", ""))


def times_page() -> Output:
    """Make the page from the parser's own table of forms."""
    return page("times", "Every form of a date", _time_blocks())


def _time_blocks() -> Iterator[str]:
    yield (
        "Copy the timeline of an action exactly as the plan prints it. Pages show the printed words; lists and counts "
        "use what they mean. Days come before months: 03/04/2031 is 3 April."
    )
    yield (
        "If we read it wrongly, or it can be read in two ways, add a line below it, such as `timeline_means: March 2031`. "
        "Pages then show both. Dates of events can have any form with a first and a last day."
    )
    yield table(
        ("As printed", "What we take it to mean", "Form"),
        ((p, means, about) for about, p, means in examples()),
    )


def words_page(vocabulary: Vocabulary) -> Output:
    """Make the page from the council's own lists."""
    return page("words", "Every word of the lists", _word_blocks(vocabulary))


def _word_blocks(vocabulary: Vocabulary) -> Iterator[str]:
    yield (
        "Some fields accept only a word from a list. The lists are in `data/vocabulary.yml`. "
        "[Change a list of words](change-a-list-of-words.md) says how to add one."
    )
    for name, info in Vocabulary.model_fields.items():
        yield f"## {name}"
        yield f"{info.description}"
        rows = ((code(word.word), word.label, word.help) for word in getattr(vocabulary, name))
        yield table(("Type this", "Readers see", "Meaning"), rows)


def commands_page(verbs: Iterable[ArgumentParser]) -> Output:
    """Make the page; each verb comes as its parser, whose `prog` is `build.py VERB`."""
    return page("commands", "Every command", _blocks(verbs))


def _blocks(verbs: Iterable[ArgumentParser]) -> Iterator[str]:
    yield (
        "Type a command in the folder of the repository, as `.venv/bin/python build.py check`. "
        "Each one also takes `--help`, and `--today 2031-12-01` to work as if today were that day."
    )
    for verb in verbs:
        yield f"## {verb.prog}"
        description = (verb.description or "").strip()
        yield capital(description).rstrip(".") + "."
        if example := re.search(r"build\.py .+", verb.epilog or ""):
            yield f"```sh\n{example[0]}\n```"
        rows = list(_rows(verb))
        if rows:
            yield table(("Option", "What it does"), rows)


def _rows(parser: ArgumentParser) -> Iterator[tuple[str, str]]:
    for option in parser._actions:  # noqa: SLF001 - argparse gives no other way to read its own settings
        if isinstance(option.choices, dict):  # verbs below a verb
            for name, below in option.choices.items():
                yield code(name), below.description or ""
                yield from ((f"{code(name)} {words}", help) for words, help in _rows(below))
        elif option.help != SUPPRESS and "--help" not in option.option_strings:
            yield code(_typed(option)), _help(option)


def _typed(option: Action) -> str:
    value = option.metavar if isinstance(option.metavar, str) else option.dest.upper()
    if option.choices:
        value = "|".join(str(choice) for choice in option.choices)
    if not option.option_strings:
        return value
    return option.option_strings[-1] + ("" if option.nargs == 0 else f" {value}")


def _help(option: Action) -> str:
    words = (option.help or "").replace("%(default)s", str(option.default)).replace("%%", "%")
    return capital(words).rstrip(".") + "." if words else ""


def layers_page(root: Path) -> Iterator[Output]:
    """Yield the decision on layers, its table as pyproject.toml has it; a council's project holds no such file."""
    settings, decision = root / "pyproject.toml", root / "docs/decisions/layers.md"
    if settings.is_file():
        (contract,) = tomllib.loads(settings.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
        rows = [
            (str(level), code(f"{room}/"), _purpose(root / "goldenthread" / room / "__init__.py"))
            for level, rooms in enumerate(reversed(contract["layers"]), start=1)
            for room in re.findall(r"\w+", rooms)
        ]
        text = decision.read_text("utf-8")
        new = table(("Layer", "Room", "What it holds"), rows)
        yield Output(
            "docs/decisions/layers.md",
            re.sub(r"(?m)(?:^\|.*\n)+", lambda _: f"{new}\n", text, count=1).encode(),
        )


def _purpose(package: Path) -> str:
    return (ast.get_docstring(ast.parse(package.read_text("utf-8"))) or "").split("\n", 1)[0]
