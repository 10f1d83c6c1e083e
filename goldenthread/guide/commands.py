"""The page that lists every command with its options, made from the command line itself."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator

from goldenthread.guide.page import code, page, table
from goldenthread.output import Output


def commands_page(verbs: Iterable[ArgumentParser]) -> Output:
    """Make the page; each verb comes as its parser, whose `prog` is `build.py VERB`."""
    return page("commands", "Every command", _blocks(verbs))


def _blocks(verbs: Iterable[ArgumentParser]) -> Iterator[str]:
    yield (
        "Type a command in the folder of the repository, as `.venv/bin/python build.py check`. "
        "Each one also takes `--help`, and `--today 2031-12-01` to work as on that day."
    )
    for verb in verbs:
        yield f"## {verb.prog}"
        description = (verb.description or "").strip()
        yield description[:1].upper() + description[1:].rstrip(".") + "."
        rows = list(_rows(verb))
        if rows:
            yield table(("You may add", "What it does"), rows)


def _rows(parser: ArgumentParser) -> Iterator[tuple[str, str]]:
    for option in parser._actions:  # noqa: SLF001 - argparse gives no other way to read what it was told
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
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""
