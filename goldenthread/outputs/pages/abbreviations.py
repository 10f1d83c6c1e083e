"""Short forms in a page: each is explained where it first appears, and all of them in a list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from goldenthread.register.views import Register

_SHORT = re.compile(r"[A-Z]{2,8}")
_MARKUP = re.compile(r"(<(script|style|code|pre|svg|abbr|h[1-6])\b.*?</\2>|<[^>]*>)", re.DOTALL)


def abbreviations_of(register: Register) -> Mapping[str, str]:
    """Return the full form of each short form: those of the council's list, and bodies' other names in capitals."""
    offices = {
        short: office.facts.name
        for office in register.offices
        for short in office.facts.other_names
        if _SHORT.fullmatch(short)
    }
    return offices | {item.short: item.long for item in register.council.abbreviations}


class Abbreviations:
    """Explains the short forms in pages."""

    def __init__(self, full: Mapping[str, str]) -> None:
        self._full = {str(escape(short)): str(escape(long)) for short, long in full.items()}
        any_of = "|".join(map(re.escape, sorted(self._full, key=len, reverse=True)))
        self._found = re.compile(rf"(?<![\w(-])(?:{any_of})(?![\w-])") if full else None

    def explained(self, body: str) -> str:
        """Return a page's body with each short form marked at its first use outside headings, and listed at the end.

        One in brackets, as in “medium-term financial plan (MTFP)”, is explained already.
        """
        if self._found is None:
            return body
        used: dict[str, str] = {}
        text = "".join(self._marked(body, used))
        if not used:
            return body
        items = "".join(f"<li>{short}: {full}</li>" for short, full in sorted(used.items()))
        return f'{text}<div data-pagefind-ignore><p class="gt-source">Short forms on this page</p><ul class="gt-meta">{items}</ul></div>'

    def _marked(self, body: str, used: dict[str, str]) -> Iterator[str]:
        """Yield the body piece by piece; `used` is filled with what was marked."""
        assert self._found is not None  # noqa: S101 - asked before

        def mark(found: re.Match[str]) -> str:
            short = found[0]
            if short in used:
                return short
            used[short] = self._full[short]
            return f'<abbr title="{used[short]}">{short}</abbr>'

        end = 0
        for markup in _MARKUP.finditer(body):
            yield self._found.sub(mark, body[end : markup.start()])
            yield markup[0]
            end = markup.end()
        yield self._found.sub(mark, body[end:])
