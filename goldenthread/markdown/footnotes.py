"""Footnotes and pictures of Markdown texts: both need to know on what they are drawn, a page or a paper.

A footnote is written `[^1]` in the text, and anywhere in the same text `[^1]: Words.`
A picture is in a paragraph of its own: `![What it shows](map.png "Caption")`, with its file in `content/files/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin

# The words of a footnote may run over lines; further paragraphs are set in by four spaces.
DEFINITION = re.compile(
    r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(\S.*(?:\n(?! {0,3}\[\^)[ \t]*\S.*)*(?:\n\n(?: {4}|\t).*\S.*)*)\n?",
    re.MULTILINE,
)
_CODE_BLOCK = re.compile(r"^ {0,3}(?:```|~~~)[\s\S]*?(?:^ {0,3}(?:```|~~~)[ \t]*$|\Z)", re.MULTILINE)
REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
# A picture is named as its file is, or by the way to it from a text in `content/`; nothing elsewhere is ever shown.
_PICTURE = re.compile(r"(?:(?:\.\./)*files/)?([\w-][\w.-]*\.(?:svg|png|jpe?g))", re.IGNORECASE | re.ASCII)


class Sheet:
    """What texts are drawn on: it knows where pictures are, and counts and keeps the footnotes.

    `pictures` is before the name of a picture's file. In print a footnote is where it is called, to float to
    the foot of its page; on a web page it is kept until `notes` asks for it. The same words twice are one footnote.
    Without a sheet a footnote is in brackets, and a picture is given by its words.
    """

    def __init__(self, pictures: str, *, in_print: bool = False) -> None:
        self.pictures = pictures
        self.in_print = in_print
        self._all: list[str] = []
        self._listed = 0
        self._remarks: list[str] = []
        self._remarks_listed = 0

    def remark(self, words: str) -> tuple[int, bool]:
        """Return the number of a note on the source, which `remarks` lists later, and whether it is the first mark of it."""
        is_new = words not in self._remarks
        if is_new:
            self._remarks.append(words)
        return self._remarks.index(words) + 1, is_new

    def remarks(self) -> list[tuple[int, str]]:
        """Return number and words of the notes on the source that were marked since this was last asked."""
        first, self._remarks_listed = self._remarks_listed, len(self._remarks)
        return list(enumerate(self._remarks, start=1))[first:]

    def notes(self) -> list[tuple[int, str]]:
        """Return number and words of the footnotes called since this was last asked; none in print, where they are."""
        first, self._listed = self._listed + 1, len(self._all)
        return [] if self.in_print else list(enumerate(self._all, start=1))[first - 1 :]

    def call(self, words: str) -> str:
        """Return what is in the text for a footnote: the note itself in print, a link to it on a web page."""
        new = words not in self._all
        if new:
            self._all.append(words)
        number = self._all.index(words) + 1
        if new and self.in_print:
            return f'<span class="gt-footnote" id="note-{number}" data-number="{number}">{words}</span>'
        name = f' id="call-{number}"' if new else ""
        link = (
            f'<a{name} href="#note-{number}" role="doc-noteref" aria-label="Footnote {number}">{number}</a>'
        )
        return f'<sup class="gt-call">{link}</sup>'


def teach(parser: MarkdownIt) -> None:
    """Teach a Markdown parser footnotes and pictures; what it then draws needs the sheet as `env["sheet"]`."""
    # The plugin's own way with `[^1]` needs the whole text at once, and texts of papers are cut: see `settled`.
    footnote_plugin(parser, inline=True, move_to_end=False)
    parser.disable(["footnote_def", "footnote_ref"])
    parser.add_render_rule("footnote_ref", _footnote)
    parser.add_render_rule("image", _picture)


def needs_sheet(text: str) -> bool:
    """Whether a text may have footnotes or pictures."""
    return "[^" in text or "^[" in text or "![" in text


def settled(text: str) -> str:
    """Return a text with each footnote where it is called, as `^[words]`, so that the text can be cut anywhere.

    Lines between fences (three backticks or tildes) show how something is typed, and stay as they are.
    """
    if "[^" not in text:
        return text
    blocks = _CODE_BLOCK.findall(text)
    numbers = count()
    text = _CODE_BLOCK.sub(lambda _: f"\x00{next(numbers)}\x00", text)  # no text may hold this character
    found = {label: " ".join(words.split()) for label, words in DEFINITION.findall(text)}
    called = set(REFERENCE.findall(text))  # one that nothing calls stays as it is typed
    rest = DEFINITION.sub(lambda note: "" if note[1] in called else note[0], text)
    rest = REFERENCE.sub(lambda mark: f"^[{_even(found[mark[1]])}]" if mark[1] in found else mark[0], rest)
    return re.sub("\x00(\\d+)\x00", lambda block: blocks[int(block[1])], rest) if blocks else rest


def without_code(text: str) -> str:
    """Return a text with its blocks of code blanked out, so that every place stays where it is."""
    return _CODE_BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)


def _even(words: str) -> str:
    """Escape the brackets of a note where one is left open or closes nothing: it would end the note."""
    return words if words.count("[") == words.count("]") else re.sub(r"[\[\]]", r"\\\g<0>", words)


def picture_file(address: str) -> str | None:
    """Return the name in `content/files/` of the picture that a text asks for; None for any other place or kind."""
    match = _PICTURE.fullmatch(address)
    return match[1] if match else None


def frame_pictures(tokens: Sequence[Token]) -> None:
    """Make a figure of each paragraph that is one picture and nothing else."""
    for opening, content, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "paragraph_open" and not opening.hidden and _is_picture(content.children or []):
            opening.tag = closing.tag = "figure"
            (content.children or [])[0].meta["framed"] = True


def _is_picture(tokens: Sequence[Token]) -> bool:
    return [token.type for token in tokens] == ["image"] and bool(picture_file(str(tokens[0].attrGet("src"))))


def _footnote(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]
) -> str:
    note = env["footnotes"]["list"][tokens[place].meta["id"]]
    for part in note["tokens"]:
        if (
            part.type == "text_special"
        ):  # an escaped letter, which the parser makes text of outside notes only
            part.type = "text"
    words = renderer.renderInline(note["tokens"], options, {**env, "sheet": None}).strip()
    sheet: Sheet | None = env.get("sheet")
    return sheet.call(words) if sheet else f" ({words})"


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]
) -> str:
    token = tokens[place]
    words = str(escape(renderer.renderInlineAsText(token.children or [], options, dict(env))))
    if not token.meta.get("framed"):
        return words
    caption = token.attrGet("title")
    below = f"<figcaption>{escape(str(caption))}</figcaption>" if caption else ""
    return (
        f'<img src="{env["sheet"].pictures}{picture_file(str(token.attrGet("src")))}" alt="{words}">{below}'
    )
