"""The one Jinja environment: strict, escaping, and fed with nothing but the register."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.files import keep, take
from goldenthread.common.inflection import (
    capital,
    count,
    first_sentence,
    joined,
    letters,
    slug,
    thousands,
)
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines import by_date, sentences
from goldenthread.markdown import render


class CheckedBytecode(BytecodeCache):
    """Compiled templates in a folder: code is executed only when its digest holds."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made when something is kept."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was kept of a template; what is damaged is compiled again."""
        raw = take(self._folder / bucket.key)
        if raw is not None:
            bucket.load_bytecode(BytesIO(raw))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; where the disk does not let it, the next build compiles it again."""
        compiled = BytesIO()
        bucket.write_bytecode(compiled)
        with suppress(OSError):
            keep(self._folder / bucket.key, compiled.getvalue())


def environment(templates: Path, cache: Path | None = None) -> Environment:
    """Return the environment over the folder `templates/`.

    Compiled templates are kept in the folder `cache`, which is beside the templates unless another is named: whoever
    draws from the same templates, for whichever council, does not compile them again.
    Every rendering must be given `root`: the way from the page to the site's root (`../../`),
    or None where nothing can be linked to, as in a paper whose site has no address yet.
    Texts have footnotes and pictures where the rendering is given a `sheet` (goldenthread/markdown/footnotes.py).
    """
    newest = max(
        path.stat().st_mtime_ns for path in templates.rglob("*.*")
    )  # pages, and the style sheet of papers
    return _environment(templates, cache or templates.parent / "build/cache/templates", newest)


@lru_cache(maxsize=4)
def _environment(templates: Path, cache: Path, newest: int) -> Environment:  # noqa: ARG001 - an edit is another key
    # Compiled templates know which filters ask for the page, so another version of this file has others.
    cache = cache / sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CheckedBytecode(cache),
    )
    env.filters["markdown"] = _markdown
    env.filters["reference"] = render.reference
    env.filters["inline"] = _inline
    env.filters["flow"] = _flow
    env.filters["led"] = _led
    env.filters["numbered"] = _numbered
    env.filters["footnote_words"] = render.clean
    env.filters["plain"] = render.plain
    env.filters["heading_id"] = render.heading_id
    env.globals |= {
        "drawn_once": lambda macro, item, *_: macro(item),
        "sentences": sentences,
        "by_date": by_date,
        "urls": urls,
    }
    env.filters["day"] = in_words
    env.filters |= {
        "capital": capital,
        "counted": count,
        "dotted": _dotted,
        "first_sentence": first_sentence,
        "joined": joined,
        "slug": slug,
        "thousands": thousands,
    }
    env.filters["letters"] = letters
    env.filters["weekday"] = with_weekday
    env.filters["href"] = _href
    env.tests["email"] = urls.is_email
    env.tests["web_address"] = urls.is_web_address
    return env


def _dotted(number: object) -> str:
    """Return a number as it comes before its text: a whole number has a full stop, any other is as printed."""
    return f"{number}." if str(number).isdecimal() else str(number)


@pass_context
def _markdown(context: Context, text: str, shift: int = 0) -> Markup:
    return render.on_sheet(text, context.get("sheet"), shift)


@pass_context
def _inline(context: Context, text: str) -> Markup:
    return render.inline(text, context.get("sheet"))


@pass_context
def _flow(context: Context, text: str) -> Markup:
    return render.flow(text, context.get("sheet"))


@pass_context
def _led(context: Context, text: str, lead: str, *, strong: bool = False) -> Markup:
    words = Markup("<strong>{}</strong>").format(lead) if strong else escape(lead)
    return render.led(text, words, context.get("sheet"))


@pass_context
def _numbered(context: Context, text: str, first: str, shift: int = 0) -> Markup:
    return render.numbered(text, first, shift, context.get("sheet"))


@pass_context
def _href(context: Context, url: str) -> str:
    """Make an address of the site one that works from the page being rendered."""
    root: Any = context["root"]
    return (root + url) or "./"
