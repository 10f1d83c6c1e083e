"""The one safe way from text to HTML.

The text is never trusted: markdown-it-py reads it with raw HTML switched off,
and nh3 lets through only the elements and addresses of an allow-list.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

NUMBER_MARK = "#. "  # a paragraph or heading that starts with it gets the next number of its section

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "br", "hr", "span"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"scope"},
    "table": {"class"},
    "p": {"class", "id"},
    "span": {"class"},
    **{f"h{level}": {"class", "id"} for level in range(2, 7)},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

# Text in which no character can mean anything to Markdown: most of a council's prose.
_PLAIN = re.compile(r"(?!\d+[.)](\s|$))[^\W_]([\w ,.;:?!’‘“”'()£%–—…/-]*[\w,.;:?!’‘“”'()£%–—…/-])?")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False}).enable("table")


@lru_cache(maxsize=20_000)
def render(text: str, shift: int = 0) -> Markup:
    """Turn Markdown into safe HTML; headings go down by `shift` levels."""
    plain = _plain(text)
    return plain if plain is not None else numbered(text, "", 1, shift)


def inline(text: str) -> Markup:
    """Turn one paragraph of Markdown into safe HTML without a paragraph round it."""
    html = render(text.replace("\n\n", "\n")).strip()
    return Markup(html[3:-4]) if html.startswith("<p>") and html.count("<p") == 1 else html  # noqa: S704 - cut out of safe HTML


def _plain(text: str) -> Markup | None:
    lines = text.split("\n")
    if "" in lines or not all(_PLAIN.fullmatch(line) for line in lines):
        return None
    return Markup("<p>") + escape(text) + Markup("</p>\n")


def numbered(text: str, section: str, first: int, shift: int = 0) -> Markup:
    """Turn Markdown into safe HTML, its marked paragraphs numbered `section.first`, `section.first+1` and so on."""
    tokens = _parser().parse(text)
    number = first
    for place, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(2, int(token.tag[1]) + shift))}"
        elif token.type == "table_open":
            token.attrSet("class", "gt-table")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "inline" and token.content.startswith(NUMBER_MARK) and section:
            _number(tokens[place - 1], token, f"{section}.{number}")
            number += 1
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", heading_id(_words(content)))
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Markup(clean)  # noqa: S704 - the sanitiser has just passed it


def _number(opening: Token, content: Token, number: str) -> None:
    """Put the number before the text of a paragraph or heading, and its address on it."""
    opening.attrJoin("class", "numbered")
    opening.attrSet("id", "p-" + number.replace(".", "-"))
    children = content.children or []
    children[0].content = children[0].content.removeprefix(NUMBER_MARK)
    badge = [Token("span_open", "span", 1, attrs={"class": "number"}), Token("text", "", 0, content=number)]
    content.children = [*badge, Token("span_close", "span", -1), Token("text", "", 0, content=" "), *children]


def heading_id(words: str) -> str:
    """Make the address of a heading within its page."""
    return "s-" + (re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "section")


def _words(content: Token) -> str:
    return "".join(child.content for child in content.children or [] if child.type in ("text", "code_inline"))


def count_numbers(text: str) -> int:
    """Count the paragraphs and headings of a text that take a number."""
    return len(re.findall(rf"^(?:#+ )?{re.escape(NUMBER_MARK)}", text, re.MULTILINE))
