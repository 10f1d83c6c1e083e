"""The examples beside the parts of pages (`templates/parts/*.examples.yml`), drawn: one page a part.

They feed the test of each part, the scan by axe-core and the demonstration site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from council import Council
from paths import AMBLEFORD, NEVERHAM, TEMPLATES
from ruamel.yaml import YAML

from goldenthread.common.output import Page
from goldenthread.markdown.footnotes import Sheet
from goldenthread.markdown.render import pointed
from goldenthread.outputs import charts as register_charts
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

PARTS = sorted(path.stem for path in (TEMPLATES / "parts").glob("*.html"))
HEAD = ("meta",)  # parts of a page's head: nothing of them is seen
ROOT = "../../"
# What leads from one place of a page to another: it is kept apart for each example of the page.
_WITHIN = re.compile(r'(\b(?:id|aria-labelledby|aria-describedby)=")([^"]+)"|(href="#|url\(#)')


@dataclass(frozen=True)
class Example:
    """A part drawn with certain values: `shows` are words that a reader then sees, in this order."""

    part: str
    name: str
    html: str
    shows: list[str]


class Given(SimpleNamespace):
    """The values of an example; what is not written is None, as in a record."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)

    def __contains__(self, name: object) -> bool:
        return name in vars(self)


def examples_of(part: str) -> list[Example]:
    """Return the examples beside a part, drawn; none where it has no file of them."""
    file = TEMPLATES / f"parts/{part}.examples.yml"
    written = YAML(typ="safe").load(file.read_text("utf-8")) if file.is_file() else []
    return [_drawn(part, example, f"e{number}-") for number, example in enumerate(written, 1)]


def pages() -> Iterator[Page]:
    """Yield a page for each part, with all its examples."""
    for part in [part for part in PARTS if part not in HEAD]:
        title = part.replace("_", " ").capitalize()
        shown = [f"<h2>{example.name}</h2>\n{example.html}" for example in examples_of(part)]
        body = f"<h1>{title}</h1>\n<p>This part of a page, with values that are easy and hard to show.</p>\n"
        yield Page(f"parts/{part}/", title, f"{title}: examples.", body + "\n".join(shown), "about", None)


def _drawn(part: str, example: dict[str, Any], mark: str) -> Example:
    source = example.get("draw") or f'{{% include "parts/{part}.html" %}}'
    given = {name: _value(value) for name, value in example.get("given", {}).items()}
    drawn = environment(TEMPLATES).from_string(source).render({**_context(), **given})
    html = pointed(drawn, lambda url: ROOT + url)
    shows = example["shows"]
    return Example(part, example["name"], _apart(html, mark), [shows] if isinstance(shows, str) else shows)


def _context() -> dict[str, Any]:
    """Return what every page gives its parts, and a way to the records of both invented councils."""
    ambleford, neverham = _registers()
    records = {
        record.url: record
        for register in (neverham, ambleford)
        for records in (
            register.reviews,
            register.action_plans,
            register.actions,
            register.cabinet_reports,
            register.plans,
        )
        for record in records
    }
    return {
        "root": ROOT,
        "sheet": Sheet(f"{ROOT}files/"),
        "head": SimpleNamespace(path="parts/", title="Parts", description="Parts of pages."),
        "register": ambleford,
        "council": ambleford.council,
        "words": phrases,
        "calendars": {},
        "actions": {action.url: action for action in ambleford.actions},
        "pictured": register_charts.of_report,
        "charted": register_charts,
        "level": 3,
        "prefix": "",
        "progress_on": None,
        "record": records.__getitem__,
    }


@cache
def _registers() -> tuple[Register, Register]:
    with TemporaryDirectory() as folder:
        first = Council(Path(folder) / "a", AMBLEFORD, whole=True).register()
        return first, Council(Path(folder) / "n", NEVERHAM).register()


def _value(value: Any) -> Any:
    """Return a value as a part gets it: `yes` and `no` as in a council's files, fields with a dot."""
    if value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, dict):
        return Given(**{name: _value(inner) for name, inner in value.items()})
    return [_value(inner) for inner in value] if isinstance(value, list) else value


def _apart(html: str, mark: str) -> str:
    def named(found: re.Match[str]) -> str:
        if found[3]:
            return f"{found[3]}{mark}"
        return f'{found[1]}{" ".join(mark + name for name in found[2].split())}"'

    return _WITHIN.sub(named, html)
