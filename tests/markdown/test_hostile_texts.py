"""Thousands of texts made up of Markdown’s own signs: whatever is written, the HTML is whole and runs nothing.

A small sample is tried each time; `make hostile` tries thousands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser

import pytest
from hostile import hostile_tries
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from goldenthread.markdown.footnotes import Sheet
from goldenthread.markdown.render import flow, inline, led, numbered, on_sheet, render
from goldenthread.read.passages import Passage
from goldenthread.rules.lost_words import lost_in

pytestmark = pytest.mark.slow

SAMPLE = 200
# Signs that begin, end or break something in Markdown or HTML, and words to put between them.
BITS = (
    "# ", "## ", "#. ", "#9.3. ", "- ", "-", "* ", "*", "**", "_", "__", "***", "~~", "~~~", "```", "`", "> ", ">", "+ ",
    "1. ", "1) ", "2022. ", "7. ", "* * *", "---", "===", "|", "| a | b |", "|---|---|", "| --: |", "[", "]", "(", ")", "![",
    "[x](https://example.org)", "[x](javascript:alert(1))", "![x](map.png)", '![x](map.png "Caption")', "[^1]", "[^1]: ",
    "^[note]", "[ref]: https://example.org", "[ref]", "[Update]: Completed", "<script>alert(1)</script>", "<b>", "</p>",
    "<!--", "-->", "<img src=x onerror=alert(1)>", "<https://example.org>", "<a@example.org>", "&amp;", "&lt;", "&#8238;",
    "&#x200b;", "&shy;", "&nbsp;", "&", "<", '"', "'", "\\", "\\*", "    ", "\t", "\n", "\n", "\n\n", "\n\n", "  \n", "word",
    "Cabinet", "agreed", "£5.8m", "7*7", "2031/32", "-1,234", "(1,234)", "tŷ", "Ŵyn", "CO₂", "→", "✓", "{{ config }}", "${7*7}",
    "\n~~~ word\n", "\n| a | word |\n|---|---|\n| word | word | word |\n", "\n[^1]: word\n", ' ![x](map.png "word") ',
    "[[table x y]]", "site:", ":", ".", " ", " ", " ", "é", "null", "~",
)  # fmt: skip
FILTERS: dict[str, Callable[[str], Markup]] = {
    "markdown": render,
    "markdown on a page": lambda text: on_sheet(text, Sheet("files/")),
    "markdown in print": lambda text: on_sheet(text, Sheet("", in_print=True), 1),
    "inline": inline,
    "inline in print": lambda text: inline(text, Sheet("", in_print=True)),
    "flow": flow,
    "led": lambda text: led(text, Markup("<strong>Note:</strong>")),
    "numbered": lambda text: numbered(text, "9.1", 1),
}
WITHIN_A_PARAGRAPH = {"inline", "inline in print"}
EMPTY = {"br", "hr", "img"}
PHRASES = {"strong", "em", "a", "code", "br", "span", "sup"}


class Strict(HTMLParser):
    """Reads HTML and forgives nothing: each tag is closed where it must be, and no sign is left over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults = [f"left over: {match}" for match in re.findall(r"<(?!/?[a-z])|<[^>]*$", html)]
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in EMPTY:
            if tag in ("p", "h2", "h3", "ul", "ol", "table", "pre", "blockquote") and "p" in self.open:
                self.faults.append(f"{tag} within a paragraph")
            self.open.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name} runs")
            if name in ("href", "src") and not re.match(
                r"https?:|mailto:|tel:|site:|#|files/|[^:]*$|:", address
            ):
                self.faults.append(f"leads to {address}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed and not open: {tag}")


def faults(text: str) -> Iterator[str]:
    """Yield what is wrong with what any filter makes of a text."""
    for name, draw in FILTERS.items():
        html = str(draw(text))
        seen = Strict(html)
        yield from (f"{name}: {fault}" for fault in seen.faults)
        if {"script", "b", "iframe", "style"} & seen.tags:
            yield f"{name}: HTML that was typed"
        if name in WITHIN_A_PARAGRAPH and not seen.tags <= PHRASES:
            yield f"{name}: {seen.tags - PHRASES} cannot be in a paragraph"


def made_up(count: int) -> Iterator[str]:
    """Make up texts, the same ones each time."""
    chance = random.Random(12)  # noqa: S311 - nothing is secret here
    for _ in range(count):
        yield "".join(chance.choice(BITS) for _ in range(chance.randint(1, 25)))


@pytest.mark.parametrize(
    "text",
    [
        "Peers said:\n\n- one\n- two",
        "Peers said:\n\n    code",
        "Peers said:\n\n| a |\n|---|\n| b |",
        "Peers said:\n\n> so",
        "Peers said:\n\n```\ncode\n```",
        "One.\n\nTwo.\n\n# Three",
    ],
)
def test_lists_tables_quotes_and_code_are_whole_wherever_they_are_written(text: str) -> None:
    assert list(faults(text)) == []


def test_made_up_texts_are_whole_and_run_nothing() -> None:
    tries = hostile_tries(SAMPLE, 5000)
    wrong = {text: found for text in made_up(tries) if (found := list(faults(text)))}
    assert wrong == {}


def test_no_word_of_a_made_up_text_is_lost_without_a_message() -> None:
    tries = hostile_tries(SAMPLE, 5000)
    wrong, lost = {}, 0
    for text, numbers in map(numbered_words, made_up(tries)):
        sheet = Sheet("files/")
        html = unescape(str(on_sheet(text, sheet))) + " ".join(words for _, words in sheet.notes())
        missing = [number for number in numbers if number not in html]
        findings = list(lost_in(Passage(text, "content/a.md")))
        lost += bool(missing)
        if missing and not findings:
            wrong[text] = missing
        for finding in findings:
            assert 1 <= finding.spot.line <= text.count("\n") + 1
    assert wrong == {}
    assert lost > tries // 100, "so few texts lose words that they prove nothing"


def numbered_words(text: str) -> tuple[str, list[str]]:
    """Make each word of a text another one, so that each can be looked for."""
    numbers: list[str] = []

    def number(_: re.Match[str]) -> str:
        numbers.append(f"w{len(numbers)}w")
        return numbers[-1]

    return re.sub(r"word|Cabinet|agreed", number, text), numbers


@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=5)), max_size=15))
def test_any_text_is_whole_and_runs_nothing(bits: list[str]) -> None:
    assert list(faults("".join(bits))) == []


def test_a_list_in_a_note_is_a_list_and_one_in_a_line_is_shown_as_typed() -> None:
    text = "Peers said:\n\n- one\n- two"
    assert str(led(text, Markup("<strong>Note:</strong>"))).startswith(
        "<p><strong>Note:</strong> Peers said:</p>\n<ul>"
    )
    assert str(flow(text)).startswith("Peers said:\n<ul>\n<li>one</li>")
    assert str(inline(text)) == "Peers said:\n- one\n- two"


@pytest.mark.parametrize(
    "text",
    [
        "[Update]: Completed",
        '[Owner]: Smith "by March"',
        "~~struck out~~",
        "2022. Next year",
        "{{ config }} ${7*7} #{7*7}",
        "[^1]: a note that nothing calls",
    ],
)
def test_what_would_vanish_is_shown_as_typed(text: str) -> None:
    for draw in (render, inline, flow):
        assert draw(text).striptags() == text


@pytest.mark.parametrize("code", ["&#8238;", "&#x200b;", "&#173;", "&shy;", "&ZeroWidthSpace;", "&#0;"])
def test_no_code_becomes_a_character_that_a_text_may_not_hold(code: str) -> None:
    assert render(f"a{code}b £ &pound;").striptags() == f"a{code}b £ £"
