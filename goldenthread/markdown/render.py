"""The one safe way from text to HTML.

The text is never trusted: markdown-it-py reads it with raw HTML switched off,
and nh3 lets through only the elements and addresses of an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.entity import entity
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markupsafe import Markup, escape

from goldenthread.common.characters import FORBIDDEN
from goldenthread.markdown.footnotes import Sheet, frame_pictures, needs_sheet, settled, teach
from goldenthread.markdown.marked_lists import has_marked_lines, with_lists

# A line of a report's text at which something is drawn: data of a plan, or `[[picture progress 2021-finance]]`.
# The rules look at it, and the register cuts texts by it.
PICTURE = "picture"
EMBEDS = ("table", "activities", "horizons", "workstreams", "principles")
TIMELINE = "timeline"  # of a review; the other pictures are of an action plan
PICTURES = ("progress", "over-time", "slippage", TIMELINE)
EMBED = re.compile(
    rf"^\[\[(?P<kind>{'|'.join((*EMBEDS, PICTURE))}) (?P<plan>[a-z0-9-]+)(?: (?P<name>[a-z0-9-]+))?\]\]\s*$",
    re.MULTILINE,
)


# A paragraph or heading that starts with `#. ` gets the next number; `#9.3. ` gives it the number as printed.
NUMBER_MARK = re.compile(r"#(?P<printed>[0-9A-Za-z](?:[0-9A-Za-z.]*[0-9A-Za-z])?)?\. ")
_ROLES = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}
BROAD = 6  # columns from which a table in a text needs a page on its side
SITE = "site:"  # begins the address of a cross-reference, which `pointed` turns into one that works

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "br", "hr", "span", "sup"),
    *("figure", "figcaption", "img", "caption"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "role", "aria-label"},
    "img": {"src", "alt"},
    "sup": {"class"},
    "ol": {"start", "class", "role"},
    "th": {"scope", "class", "role"},
    "td": {"class", "role", "data-label"},
    "table": {"class", "role"},
    "caption": {"class"},
    **{name: {"role"} for name in ("thead", "tbody", "tr")},
    "p": {"class", "id"},
    "span": {"class", "id", "data-number"},
    **{f"h{level}": {"class", "id"} for level in range(2, 7)},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_YEAR = re.compile(r"\d{4,}[.)]")  # at the beginning of a line; no list has so many items
# Text in which no character can mean anything to Markdown: most of a council's prose.
_PLAIN = re.compile(r"(?!\d+[.)](\s|$))[^\W_]([\w ,.;:?!’‘“”'()£%–—…/-]*[\w,.;:?!’‘“”'()£%–—…/-])?")


@cache
def _parser(*, html: bool = False) -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": html, "linkify": False, "typographer": False}).enable("table")
    teach(parser)
    _keep_as_typed(parser)
    if html:
        parser.validateLink = _any_address  # type: ignore[method-assign] # a rule tells what is not let through
    return parser


def _keep_as_typed(parser: MarkdownIt) -> None:
    """Leave as typed what a council does not mean as Markdown, where Markdown would make words or signs vanish.

    These are names for links, `[Update]: Completed`; struck words; `*` within a word or figure, `7*7`; a year that begins
    a line, `2022. Next year`; and codes for characters that no text may hold, `&#8238;`.
    """
    parser.disable(["reference", "strikethrough"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("entity", _entity)
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take `*` as it takes `_`: at the edge of a word only."""
    marker = state.src[state.pos]
    if silent or marker not in ("_", "*"):
        return False
    scanned = state.scanDelims(state.pos, False)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        at = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, at, -1, scanned.can_open, scanned.can_close)
        )
    state.pos += scanned.length
    return True


def _entity(state: StateInline, silent: bool) -> bool:
    is_one = entity(state, silent)
    if is_one and not silent and FORBIDDEN.search(state.tokens[-1].content):
        state.tokens[-1].content = state.tokens[-1].markup
    return is_one


def _list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    is_year = _YEAR.match(state.src, state.bMarks[first] + state.tShift[first])
    return False if is_year else list_block(state, first, end, silent)


def _any_address(url: str) -> bool:  # noqa: ARG001 - the parser names it
    return True


@lru_cache(maxsize=20_000)
def render(text: str, shift: int = 0) -> Markup:
    """Turn Markdown into safe HTML; headings go down by `shift` levels."""
    for short in (_plain(text), _simple(text)):
        if short is not None:
            return short
    return numbered(text, "", shift)


def inline(text: str, sheet: Sheet | None = None) -> Markup:
    """Return one line of Markdown as safe HTML for use within a paragraph: what would begin a list or table is shown as typed."""
    if is_plain(text):
        return escape(text)
    env = {"sheet": sheet}
    tokens = _parser().parseInline(settled(text).strip().replace("\n\n", "\n"), env)
    return clean(_parser().renderer.render(tokens, _parser().options, env))


def flow(text: str, sheet: Sheet | None = None) -> Markup:
    """Return Markdown as safe HTML for an item of a list or a cell: its first paragraph has no tags of its own."""
    return escape(text) if is_plain(text) else numbered(text, "", 0, sheet, untagged=True).strip()


def led(text: str, lead: Markup, sheet: Sheet | None = None) -> Markup:
    """Return Markdown as safe HTML blocks, the first of which is a paragraph that begins with `lead`."""
    html = on_sheet(text, sheet).strip()
    if html.startswith("<p>"):
        return Markup("<p>") + lead + " " + html[len("<p>") :]
    return Markup("<p>") + lead + Markup("</p>\n") + html


def on_sheet(text: str, sheet: Sheet | None, shift: int = 0) -> Markup:
    """Turn Markdown into safe HTML with its footnotes and pictures, when there is a sheet to keep them."""
    return numbered(text, "", shift, sheet) if sheet and needs_sheet(text) else render(text, shift)


def _plain(text: str) -> Markup | None:
    lines = text.split("\n")
    if "_" in text or "" in lines or has_marked_lines(text) or not all(map(_PLAIN.fullmatch, lines)):
        return None
    return Markup("<p>") + escape(text) + Markup("</p>\n")


# Words in bold within such text.
_STRONG = re.compile(r"(?<![^ \n])\*\*([^\W_](?:[\w ,.;:?!’‘“”()£%–—…/-]*[^\W_])?)\*\*(?![^ \n.,;:?!])")


def _simple(text: str) -> Markup | None:
    """Return paragraphs of plain lines, in which nothing is marked but some words as strong; None for any other text."""
    bare = _STRONG.sub(r"\1", text).strip("\n")
    if "_" in bare or "'" in bare or has_marked_lines(bare):
        return None
    if not all(map(_PLAIN.fullmatch, bare.replace("\n\n", "\n").split("\n"))):
        return None
    html = _STRONG.sub(r"<strong>\1</strong>", text.strip("\n")).replace("\n\n", "</p>\n<p>")
    return Markup(f"<p>{html}</p>\n")  # noqa: S704 - it has none of the signs that HTML gives a meaning


def reference(text: str, title: str = "") -> Markup:
    """Return the safe HTML of a page of the guide, whose tables take their caption from the heading above them, or the title.

    The first cell of each row is its heading: the field, the word or the option that the row is about.
    """
    return numbered(text, "", described=title)


def numbered(
    text: str,
    first: str,
    shift: int = 0,
    sheet: Sheet | None = None,
    *,
    described: str | None = None,
    untagged: bool = False,
) -> Markup:
    """Return safe HTML of Markdown, its marked paragraphs numbered from `first` on: `9.1`, or `17`; empty for none.

    `described`: tables have a caption and row headings, the caption of those above all headings being this.
    `untagged`: a paragraph at its beginning has no tags of its own.
    """
    env = {"sheet": sheet}
    tokens = _parser().parse(settled(text), env)
    _take_numbers(tokens, first)
    if sheet:
        frame_pictures(tokens)
    if has_marked_lines(text):
        tokens = list(with_lists(tokens))
    if "|" in text and tokens:
        _dress_tables(tokens)
        tokens = tokens if described is None else list(_describe_tables(tokens, described))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(2, int(token.tag[1]) + shift))}"
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", heading_id(_words(content)))
    if untagged and tokens and (tokens[0].type, tokens[0].tag) == ("paragraph_open", "p"):
        tokens[0].hidden = tokens[2].hidden = True  # between the two is the one token of its words
    return clean(_parser().renderer.render(tokens, _parser().options, env))


def clean(html: str) -> Markup:
    """Let through only the elements and addresses of the allow-list."""
    schemes = {*SCHEMES, SITE.removesuffix(":")}
    passed = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=schemes, link_rel=None)
    return Markup(passed)  # noqa: S704 - the sanitiser has just passed it


def _dress_tables(tokens: Sequence[Token]) -> None:
    """Add to tables what style sheets and screen readers need: see `gt-table` in templates/theme/assets/thread.css."""
    table, heads, column = tokens[0], [""], 0
    for token, content in pairwise(tokens):
        if token.type in _ROLES:
            token.attrSet("role", _ROLES[token.type])
        if token.type == "table_open":
            table, heads = token, []
            table.attrSet("class", "gt-table")
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(_words(content))
            token.attrSet("scope", "col")
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            content.children = [
                Token("span_open", "span", 1),
                *(content.children or []),
                Token("span_close", "span", -1),
            ]
            column += 1
        if len(heads) == BROAD:
            table.attrSet("class", "gt-table gt-table--broad")
        if "right" in str(token.attrGet("style")):
            token.attrSet("class", "gt-num")


def _describe_tables(tokens: Sequence[Token], title: str) -> Iterator[Token]:
    """Yield the tokens with a caption in each table, the words of the heading above it, and a heading for each row."""
    caption, is_first = title, False
    for token, content in pairwise([*tokens, Token("end", "", 0)]):
        if token.type == "heading_open":
            caption = _words(content)
        if token.type == "tr_open":
            is_first = True
        elif token.type == "td_open" and is_first:
            token.tag, token.attrs = "th", {"scope": "row", "role": "rowheader"}
        elif token.type == "td_close" and is_first:
            token.tag, is_first = "th", False
        yield token
        if token.type == "table_open" and caption:
            yield Token("caption_open", "caption", 1, attrs={"class": "gt-hidden"})
            yield Token("text", "", 0, content=caption)
            yield Token("caption_close", "caption", -1)


def number_after(text: str, first: str) -> str:
    """Return the number that is next when a text's marked paragraphs have taken theirs, from `first` on."""
    if not (first and NUMBER_MARK.search(text)):
        return first
    return _take_numbers(_parser().parse(text), first)


def _take_numbers(tokens: list[Token], first: str) -> str:
    """Put a number before each marked paragraph, and give the next one."""
    following = first
    for opening, content in pairwise(tokens):
        mark = NUMBER_MARK.match(content.content) if first and content.type == "inline" else None
        if mark:
            number = mark["printed"] or following
            _number(opening, content, number, len(mark[0]))
            following = next_number(number) or following
    return following


def next_number(number: str) -> str:
    """Count on: `9.3` gives `9.4`; nothing where the number does not end in a figure."""
    match = re.fullmatch(r"(.*?)(\d+)", number)
    return f"{match[1]}{int(match[2]) + 1}" if match else ""


def _number(opening: Token, content: Token, number: str, mark: int) -> None:
    """Put the number before the text of a paragraph or heading, and its address on it."""
    opening.attrJoin("class", "numbered")
    opening.attrSet("id", "p-" + number.replace(".", "-"))
    children = content.children or []
    children[0].content = children[0].content[mark:]
    badge = [Token("span_open", "span", 1, attrs={"class": "number"}), Token("text", "", 0, content=number)]
    content.children = [*badge, Token("span_close", "span", -1), Token("text", "", 0, content=" "), *children]


def heading_id(words: str) -> str:
    """Make the address of a heading within its page."""
    return "s-" + (re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "section")


def _words(content: Token) -> str:
    return "".join(child.content for child in content.children or [] if child.type in ("text", "code_inline"))


@lru_cache(maxsize=2_000)  # several rules read each text, and most texts are as they were a moment ago
def parse(text: str) -> tuple[Token, ...]:
    """Read Markdown with raw HTML and every address, for rules that look for what readers could not use."""
    return tuple(_parser(html=True).parse(text))


def shown_address(address: str) -> str:
    """Return an address as people read it: letters in place of codes."""
    return _parser().normalizeLinkText(address)


def is_plain(text: str) -> bool:
    """Whether no character of a text can mean anything to Markdown."""
    return _plain(text) is not None


def is_simple(text: str) -> bool:
    """Whether a text is paragraphs in which nothing means anything to Markdown but some words in bold."""
    return _simple(text) is not None


def pointed(html: str, way: Callable[[str], str | None]) -> str:
    """Lead cross-references where `way` says, given an address of the site; where it gives None only their words are left."""

    def led(match: re.Match[str]) -> str:
        href = way(unescape(match["url"]))
        return match["words"] if href is None else f'<a href="{escape(href)}">{match["words"]}</a>'

    return _REFERENCE.sub(led, html) if f'"{SITE}' in html else html


_REFERENCE = re.compile(rf'<a href="{SITE}(?P<url>[^"]*)">(?P<words>.*?)</a>', re.DOTALL)
_TO_SITE = re.compile(rf"\[((?:[^\]\\]|\\.)*)\]\({SITE}[^)]*\)")
_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<![\w*`])[*_`]{1,3}(?=\S)([^*_`]+?)(?<=\S)[*_`]{1,3}(?![\w*`])")


def without_references(text: str) -> str:
    """Return Markdown with the words of its cross-references alone: whoever takes it elsewhere cannot follow them."""
    return _TO_SITE.sub(lambda link: re.sub(r"\\(.)", r"\1", link[1]), text) if f"]({SITE}" in text else text


def plain(text: str) -> str:
    """Return Markdown as one line of plain text, for places where no mark-up may be."""
    return " ".join(_MARKS.sub(r"\1", _LINK.sub(r"\1", text)).split())
