"""Rules about words that readers would not get: Markdown may make them vanish, and a paper may have no letters for them.

Markdown makes things vanish that nobody meant as Markdown: a cell too many, words after a row of ```, a footnote that
nothing calls. `markdown/render.py` leaves as typed what it can; what is left is found here, whatever its cause.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from html.entities import html5
from itertools import pairwise

from markdown_it.token import Token

from goldenthread.common.characters import FORBIDDEN, KINDS, name_character
from goldenthread.markdown.footnotes import DEFINITION, REFERENCE, picture_file, without_code
from goldenthread.markdown.render import is_plain, is_simple, parse, render, shown_address
from goldenthread.model.base import Refers
from goldenthread.model.fields import marks, public_fields
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.passages import Passage, line_and_column, parts, passages, texts_of
from goldenthread.report.typefaces import letters_lacking
from goldenthread.rules.finding import Finding

MOST = 5  # findings for one text: the first are enough to see the cause
_MOST_WORDS = 4_000  # a text with more is not aligned word by word, so the place is less exact
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WRITTEN = re.compile(rf"(?:[^\W_]|{_CODE.pattern})+")
_LANGUAGES = frozenset(
    {"csv", "html", "json", "markdown", "sh", "text", "yaml"}
)  # behind ```: no words to be read
_TAG = re.compile(r"<[^>]*>")
_NOTE_NAME = re.compile(r"\[\^[^\]\s]+\]:?")
_ITEM = re.compile(r"[ >]*(\d+)[.)](?=\s|$)")
# A sign before a figure that a list or a quotation would take for its own: `> 5%`, `- £500`.
_SIGN = re.compile(r" {0,3}([>+-]) ?(?=[£$€]?\d)")


def no_word_is_lost(content: Content) -> Iterator[Finding]:
    """Every word, figure and sign of a text is shown to readers as it was written."""
    for passage in passages(content):
        yield from lost_in(passage)


def lost_in(passage: Passage) -> Iterator[Finding]:
    """Yield what of one text readers would not get."""
    if not passage.text.strip() or is_plain(passage.text) or is_simple(passage.text):
        return
    tokens = parse(passage.text)
    lost = list(_footnotes(passage)) or list(_lost_words(passage, tokens))
    yield from lost or (*_empty_parts(passage, tokens), *_lost_signs(passage, tokens))
    yield from _invisible(passage)


def _lost_words(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """Yield where words of a text are missing from what is drawn of it, once a line."""
    written, shown = list(_written_words(passage.text)), _shown_words(passage.text)
    lost = Counter(word for word, _ in written) - Counter((*shown, *_words_beside(tokens)))
    lines: set[int] = set()
    for start in _places(lost, written, shown):
        number, column = line_and_column(passage.text, start)
        if number not in lines and len(lines) < MOST:
            lines.add(number)
            yield _lost(passage, tokens, number, column)


def _lost(passage: Passage, tokens: Sequence[Token], number: int, column: int) -> Finding:
    """Return what is said of a word that is missing, by the part of the text that it is in."""
    line, spot = passage.line(number), passage.spot(number, column)
    item = _ITEM.match(line)
    if item and item.start(1) <= column < item.end(1):
        return Finding("list-number-changed", spot, {"value": item[0].strip(" >")})
    is_cell = any(t.type == "table_open" and t.map and t.map[0] <= number < t.map[1] for t in tokens)
    return Finding("cell-lost" if is_cell else "words-lost", spot, {"value": _clipped(line[column:])})


def _written_words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each word and figure that is written, with its place; the names of footnotes are none."""
    for match in _WRITTEN.finditer(_NOTE_NAME.sub(lambda name: " " * len(name[0]), text)):
        for word in _WORD.findall(_CODE.sub(_decoded, match[0])):
            yield word.casefold(), match.start()


def _decoded(code: re.Match[str]) -> str:
    return unescape(code[0]) if code[0][1] == "#" else html5.get(code[0][1:], code[0])


def _shown_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(unescape(_TAG.sub(" ", str(render(text)))))]


def _words_beside(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what a reader gets beside the running text: addresses, titles of links, captions, numbers of items."""
    yield from _numbers_of_items(tokens)
    for before, block in zip((None, *tokens), tokens, strict=False):
        is_framed = before is not None and before.type == "paragraph_open" and not before.hidden
        if block.type == "fence" and block.info.split()[:1] and block.info.split()[0] in _LANGUAGES:
            yield from (word.casefold() for word in _WORD.findall(block.info))
        for part in block.children or ():
            address = str(part.attrGet("href") or part.attrGet("src") or "")
            title = str(part.attrGet("title") or "")
            alone = is_framed and len(block.children or ()) == 1
            if part.type == "image" and not (alone and picture_file(address)):
                title = ""  # only a picture that is a paragraph of its own has a caption
            for text in (address, shown_address(address), title):
                yield from (word.casefold() for word in _WORD.findall(text))


def _numbers_of_items(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the numbers that the items of lists are shown with; `1.` for each item is how many people write a list."""
    lists: list[tuple[int, list[str]]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            start = token.attrGet("start")
            lists.append((1 if start is None else int(start), []))
        elif token.type == "list_item_open":
            lists[-1][1].append(token.info)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            first, numbers = lists.pop()
            yield from ("1" if set(numbers) == {"1"} else str(first + n) for n in range(len(numbers)))


def _places(lost: Counter[str], written: Sequence[tuple[str, int]], shown: Sequence[str]) -> list[int]:
    """Return where lost words are, as near to the true place as the words around them tell."""
    places = []
    gaps: list[tuple[str, int]] = []
    if lost and len(written) <= _MOST_WORDS:
        matcher = SequenceMatcher(None, [word for word, _ in written], shown, autojunk=False)
        for kind, start, end, *_ in matcher.get_opcodes():
            gaps += written[start:end] if kind in ("delete", "replace") else ()
    for word, place in (*gaps, *reversed(written)):
        if lost[word] > 0:
            lost[word] -= 1
            places.append(place)
    return sorted(places)


def _empty_parts(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A text, and each item of its lists, shows something: `* * *` or `-` alone is a rule or a dot and no answer."""
    if not any(token.content.strip() for token in tokens):
        first = next(number for number, line in enumerate(passage.text.split("\n")) if line.strip())
        yield Finding("shows-nothing", passage.spot(first), {"value": _clipped(passage.line(first))})
        return
    for opening, following in pairwise(tokens):
        if (opening.type, following.type) == ("list_item_open", "list_item_close") and opening.map:
            line = passage.line(opening.map[0])
            spot = passage.spot(opening.map[0], len(line) - len(line.lstrip()))
            yield Finding("shows-nothing", spot, {"value": _clipped(line)})


def _lost_signs(passage: Passage, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A sign before a figure is shown: `> 5%` alone is no quotation, and `- £500` alone no list."""
    for place, token in enumerate(tokens):
        match = _SIGN.match(passage.line(token.map[0])) if token.map else None
        if match and (token.type == "blockquote_open" or _is_single_item(tokens, place)):
            number = token.map[0] if token.map else 0
            facts = {"value": _clipped(passage.line(number)), "sign": match[1]}
            yield Finding("sign-lost", passage.spot(number, match.start(1)), facts)


def _is_single_item(tokens: Sequence[Token], place: int) -> bool:
    opening = tokens[place]
    if opening.type != "bullet_list_open":
        return False
    items = 0
    for token in tokens[place:]:
        items += token.type == "list_item_open" and token.level == opening.level + 1
        if token.type == "bullet_list_close" and token.level == opening.level:
            break
    return items == 1


def _footnotes(passage: Passage) -> Iterator[Finding]:
    """A footnote whose words are given is called, and its words are given once."""
    text = without_code(passage.text)
    called, seen = set(REFERENCE.findall(text)), set[str]()
    for match in DEFINITION.finditer(text):
        if match[1] not in called or match[1] in seen:
            spot = passage.spot_at(match.start() + match[0].index("["))
            yield Finding("footnote-not-called", spot, {"mark": f"[^{match[1]}]"})
        seen.add(match[1])


def _invisible(passage: Passage) -> Iterator[Finding]:
    """No code stands for a character that a text may not hold."""
    for match in _CODE.finditer(passage.text):
        if hidden := FORBIDDEN.search(_decoded(match)):
            facts = {"kind": KINDS[unicodedata.category(hidden[0])], "char": name_character(hidden[0])}
            yield Finding("forbidden-character", passage.spot_at(match.start()), facts)


def papers_have_every_letter(content: Content) -> Iterator[Finding]:
    """Each letter of a paper is in one of its two typefaces, so that it can be drawn the same everywhere."""
    drawn = _files_of_papers(content)
    for file, text in content.texts.items():
        if file in drawn:
            yield from _letters(Passage(text, file))
    for _, file, _ in content.records():
        if file in drawn:
            for loc, part in parts(content, file):
                for passage in texts_of(part, public_fields(type(part)), file, loc):
                    yield from _letters(passage)


def _files_of_papers(content: Content) -> set[str]:
    """Return the files whose words are in some paper: of reports, of what they hold as appendices, and of settings."""
    found = {f"data/{name}.yml" for name, _ in content.settings()} if content.cabinet_reports else set()
    for stem, report in content.cabinet_reports.items():
        found |= {CABINET_REPORTS.file(stem), *([report.text] if report.text else [])}
        for appendix in report.appendices:
            for name in type(appendix).model_fields:
                folders = [mark.to for mark in marks(type(appendix), name) if isinstance(mark, Refers)]
                found |= {f"data/{folder}/{getattr(appendix, name)}.yml" for folder in folders}
            found |= {ACTION_PLANS.file(plan) for plan in appendix.plans}
    return found


def _letters(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if text.isascii() and "&" not in text:  # the typefaces have these
        return
    codes = {_decoded(code): code.start() for code in reversed([*_CODE.finditer(text)])}
    for letter in letters_lacking(text + "".join(codes)):
        at = text.index(letter) if letter in text else next(codes[code] for code in codes if letter in code)
        facts = {"letter": letter, "name": name_character(letter)}
        yield Finding("letter-not-in-paper", passage.spot_at(at), facts)


def _clipped(text: str) -> str:
    """Return the beginning of a line, short enough to quote."""
    text = text.strip()
    return text if len(text) <= 60 else text[:59] + "…"
