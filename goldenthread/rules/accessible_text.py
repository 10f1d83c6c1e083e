"""Rules about accessible text: text that every reader can use, on a page and in a PDF.

They follow WCAG 2.2 and PDF/UA-1 (ISO 14289-1), which the finished pages and PDFs are held to. How easily a text is read
is asked of our own words: what a paper prints is not ours, and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token

from goldenthread.common.urls import is_email, is_web_address
from goldenthread.markdown.footnotes import picture_file, settled, without_code
from goldenthread.markdown.render import SCHEMES, is_plain, is_simple, parse
from goldenthread.model.vocabulary import PlainWords
from goldenthread.read.content import Content, is_page
from goldenthread.read.passages import Passage, line_and_column, passages
from goldenthread.rules.finding import Finding

# Without one of these, or a line of dashes below it, a text has nothing that the rules below look for.
_WORTH_A_LOOK = re.compile(r"[#|\[<*_]|^ {0,3}(?:=+|-+) *$", re.MULTILINE)
_BOLD_LINE = re.compile(r"^\*\*.*\*\*$", re.MULTILINE)
_SAYS_NOTHING = frozenset(
    {"click", "click here", "here", "link", "more", "read more", "this", "this link", "this page"}
)
_OPENS_LIST = ("bullet_list_open", "ordered_list_open")
_CLOSES_LIST = ("bullet_list_close", "ordered_list_close")

# Fields that hold the words of a paper, and the words of a decision, which others have agreed.
PRINTED = frozenset({"text", "recommendation", "response", "parts"})
_OURS = frozenset({"events", "decision", "sections", "implications", "options"})  # their `text` is ours

# What is no running text: a block of code, an address, a heading, a row of a table, a picture, the name of a footnote.
_FENCE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$")
_ASIDE = re.compile(r"\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|<[^>\n]*>|&\w+;")
# What counts as one word, whatever is in it: code, a cross-reference, an address.
_ONE_WORD = re.compile(r"`[^`\n]*`|\[\[[^\]\n]*\]\]|https?://\S+")
_NO_TEXT = re.compile(r"(?m)^[ \t]*(?:#{1,6}\s|\||!\[|={3,}|-{3,}).*$")
# Where a sentence ends: at a stop, at a blank line, and at the next item of a list. A colon before a list ends one too.
_END = re.compile(
    r"(?<=[.!?])[”’\")*_]*\s+(?=[^a-z\s])|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|#\.|\d+[.)])\s)|:\s*\n"
)
_WORD = re.compile(r"[^\W_][\w’'/,.%£–-]*")


def everybody_can_use_a_text(content: Content) -> Iterator[Finding]:
    """Headings go down one level at a time; tables have headings, links have text and pictures have descriptions; nothing is lost."""
    for passage in passages(content):
        if _WORTH_A_LOOK.search(passage.text) and not _has_little(passage.text):
            tokens = parse(passage.text)
            yield from _headings(passage, tokens)
            yield from _tables(passage, tokens)
            for part, line in _inline(tokens):
                yield from _words(passage, part, line)
                yield from _picture(content, passage, part, line)
            yield from _bold(passage, tokens)
            yield from _html_blocks(passage, tokens)
            yield from _footnotes(passage)


def _has_little(text: str) -> bool:
    """Whether a text is plain, but for words in bold within its lines."""
    return is_plain(text) or (is_simple(text) and not _BOLD_LINE.search(text))


def _headings(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A text in a file begins with a heading that fits its place and skips no level; elsewhere there is none."""
    top = 1 if is_page(passage.file) else 2
    above = top - 1
    for opening, content in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        spot = passage.spot(_line(opening))
        level = int(opening.tag[1])
        if not passage.is_file:
            yield Finding("heading-not-here", spot)
        elif level > above + 1 or level < top:
            yield Finding("heading-level", spot, {"level": level, "top": "#" * top})
        if not content.content.strip():
            yield Finding("heading-empty", spot)
        above = level


def _tables(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A table is outside lists, and each of its columns has a heading."""
    lists = 0
    for place, token in enumerate(tokens):
        lists += (token.type in _OPENS_LIST) - (token.type in _CLOSES_LIST)
        if token.type == "table_open" and lists:
            yield Finding("table-in-list", passage.spot(_line(token)))
        elif token.type == "th_open" and not tokens[place + 1].content.strip():
            column = sum(other.type == "th_open" for other in _row(tokens, place)) + 1
            yield Finding(
                "column-without-heading", passage.spot(_line_near(tokens, place)), {"column": column}
            )


def _row(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return what is before a cell in its row."""
    start = max(number for number in range(place) if tokens[number].type == "tr_open")
    return tokens[start:place]


def _inline(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], int]]:
    """Yield each link, picture and piece of HTML within words, with all up to its end, and its line."""
    for place, block in enumerate(tokens):
        line = _line_near(tokens, place)
        children = block.children or []
        for number, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                end = next(n for n in range(number, len(children)) if children[n].type == "link_close")
                yield children[number : end + 1], line
            elif child.type == "image" or (child.type == "html_inline" and child.content[1] != "/"):
                yield [child], line


def _words(passage: Passage, part: list[Token], line: int) -> Iterator[Finding]:
    """A link says where it leads and leads to a place that works; HTML is shown as it is typed."""
    if part[0].type == "html_inline":
        column = _column(passage, line, part[0].content)
        yield Finding("html-in-text", passage.spot(line, column), {"value": part[0].content})
    if part[0].type != "link_open":
        return
    inside = "".join(child.content for child in part).strip()
    address = str(part[0].attrGet("href"))
    spot = passage.spot(line, _column(passage, line, f"[{inside}]", "["))
    if not inside and not any(child.type == "image" for child in part):
        yield Finding("link-without-words", spot, {"address": address})
    elif inside.casefold().rstrip(".… ") in _SAYS_NOTHING:
        yield Finding("link-says-nothing", spot, {"value": inside})
    if not _leads_somewhere(address):
        yield Finding("link-leads-nowhere", spot, {"address": address})


def _leads_somewhere(address: str) -> bool:
    """Whether an address works from a page and from a paper: one elsewhere is whole, and an email address is one."""
    scheme, colon, rest = address.partition(":")
    if address.startswith("//"):
        return False
    if not colon or "/" in scheme:
        return True
    match scheme.lower():
        case "http" | "https":
            return is_web_address(address)
        case "mailto":
            return is_email(rest)
    return scheme.lower() in SCHEMES


def _picture(content: Content, passage: Passage, part: list[Token], line: int) -> Iterator[Finding]:
    """A picture says in words what it shows, and its file is the council's own."""
    if part[0].type != "image":
        return
    spot = passage.spot(line, _column(passage, line, "!["))
    address = str(part[0].attrGet("src"))
    if not part[0].content.strip():
        yield Finding("picture-without-words", spot, {"address": address})
    name = picture_file(address)
    if name is None:
        yield Finding("picture-from-elsewhere", spot, {"address": address})
    elif name not in content.files:
        yield Finding("file-not-there", spot, {"file": f"content/files/{name}"})


def _bold(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A line that is wholly bold is meant as a heading, and no screen reader would find it."""
    for opening, content in pairwise(tokens):
        kinds = [child.type for child in content.children or [] if child.content or child.nesting]
        whole = kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"]
        if (
            opening.type == "paragraph_open"
            and opening.level == 0
            and whole
            and kinds.count("strong_open") == 1
        ):
            yield Finding(
                "bold-for-heading" if passage.is_file else "bold-alone", passage.spot(_line(opening))
            )


def _html_blocks(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    for token in tokens:
        if token.type == "html_block":
            value = token.content.strip().split("\n")[0]
            yield Finding("html-in-text", passage.spot(_line(token)), {"value": value})


def _footnotes(passage: Passage) -> Iterator[Finding]:
    """A footnote that is called has its words in the same text."""
    for match in re.finditer(r"\[\^([^\]\s]+)\]", without_code(settled(passage.text))):
        spot = passage.spot_at(passage.text.find(match[0]))
        yield Finding("footnote-without-words", spot, {"mark": match[0]})


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _line_near(tokens: Sequence[Token], place: int) -> int:
    """Return the line of a token, or of what it is in: cells of a table have none of their own."""
    return next((token.map[0] for token in reversed(tokens[: place + 1]) if token.map), 0)


def _column(passage: Passage, line: int, *marks: str) -> int:
    """Find where a line has one of some marks; its beginning when it has none."""
    words = passage.line(line)
    return next((words.find(mark) for mark in marks if mark in words), 0)


def our_words_are_plain(content: Content) -> Iterator[Finding]:
    """Our own sentences are short, and use no word that is listed in `data/plain-words.yml`."""
    words = content.plain_words
    for passage in passages(content):
        if _is_ours(passage):
            text = _running(passage.text)
            yield from _long_sentences(passage, text, words.longest_sentence)
            yield from _hard_words(passage, text, words)


def _is_ours(passage: Passage) -> bool:
    """Whether words are ours: not a paper's, and not of the guide's pages, which come with the program."""
    names = [part for part in passage.loc if isinstance(part, str)]
    if not names:
        return not passage.file.startswith("content/guide/")
    return names[-1] not in PRINTED or names[0] in _OURS


def _running(text: str) -> str:
    """Blank out what is no running text, so that every place stays where it is; a name or an address is one word."""
    for pattern in (_FENCE, _NO_TEXT, _ASIDE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return _ONE_WORD.sub(lambda found: "X" * len(found[0]), text)


def _long_sentences(passage: Passage, text: str, most: int) -> Iterator[Finding]:
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        found = list(_WORD.finditer(text, start, end))
        if len(found) > most:
            first = " ".join(word[0] for word in found[:5])
            facts = {"first": first, "count": len(found), "most": most}
            yield Finding("long-sentence", passage.spot(*line_and_column(text, found[0].start())), facts)
        start = end


def _hard_words(passage: Passage, text: str, words: PlainWords) -> Iterator[Finding]:
    pattern = _pattern(words)
    for found in pattern.finditer(text) if pattern else ():
        word = " ".join(found[0].split())
        better = next(item.better for item in words.words if item.word.lower() == word.lower())
        yield Finding(
            "plainer-word",
            passage.spot(*line_and_column(text, found.start())),
            {"word": word, "better": better},
        )


@lru_cache(maxsize=4)
def _pattern(words: PlainWords) -> re.Pattern[str] | None:
    """Find any of the words, whole; the longest first, so that “in order to” is not taken for “in order”."""
    listed = sorted(
        (re.escape(item.word).replace(r"\ ", r"\s+") for item in words.words), key=len, reverse=True
    )
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(listed)})(?![\w-])") if listed else None
