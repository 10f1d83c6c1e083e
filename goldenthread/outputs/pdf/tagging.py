"""The tags of a PDF: what a paper is made of, for a screen reader.

WeasyPrint tags page by page, so an element over three pages becomes three: a table of 48 rows is read as a table a
page, with its head again each time. Here every element of the HTML becomes one tag, whichever pages it runs over.
`repair` puts this in the place of WeasyPrint's own. When WeasyPrint does it all itself, three files go: this one, which
walks the boxes of the pages, `pdf_marks.py` and `pdf_structure.py`, which know how the tags are written down.

Kinds of tags, and what each must have: ISO 32000-1, 14.8; ISO 14289-1 (PDF/UA-1), 7; Matterhorn Protocol 1.1.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from goldenthread.outputs.pdf.marked_content import Marks, note_ends_of_words
from goldenthread.outputs.pdf.structure_tree import GROUPING, Linked, Marked, Tag, write

_NAMES = {
    "Div": "div header footer nav aside figure",
    "Art": "article",
    "Sect": "section",
    "Part": "main",
    "BlockQuote": "blockquote",
    "P": "p pre address",
    "L": "ul ol dl",
    "Link": "a",
    "Reference": "sup",  # a footnote called once more
    "Table": "table",
    "THead": "thead",
    "TBody": "tbody",
    "TFoot": "tfoot",
    "Caption": "caption figcaption",
    **{name.upper(): name for name in ("h1", "h2", "h3", "h4", "h5", "h6", "tr", "th", "td")},
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
INLINE = {"Link", "Span", "Reference", "Note"}
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
# What templates promise: see the table in docs/decisions/pdf.md.
NOTE, ADDRESS, CONTENTS = "gt-footnote", "gt-address", "contents"


def repair(weasyprint: Any) -> None:
    """Put our tags in the place of WeasyPrint’s own."""
    note_ends_of_words(weasyprint.layout.inline)
    weasyprint.pdf.add_tags = add_tags


def add_tags(pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
    """Tag a drawn document; called by WeasyPrint in place of its own function of this name."""
    walk = _Walk(document.metadata.lang or "")
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        walk.page(number, page, Marks(stream, document.fonts.values()))
    write(pdf, walk.top, walk.annotations)


class _Walk:
    """Goes through the boxes of each page in turn and grows one tree of tags."""

    def __init__(self, language: str) -> None:
        self.top = Tag("Document", entries={"Lang": language})
        self.annotations: list[tuple[Tag, Any]] = []
        self.made: dict[tuple[Any, str], Tag] = {}  # by element and the part of it: "li", "li::marker"
        self.notes: dict[Any, Tag] = {}  # the call of each footnote

    def page(self, number: int, page: Any, marks: Marks) -> None:
        self.number, self.height, self.marks = number, page.height, marks
        # Footnotes follow their calls, wherever they are on the page.
        boxes = page._page_box.children  # noqa: SLF001
        for box in sorted(boxes, key=lambda box: type(box).__name__ == "FootnoteAreaBox"):
            self.box(box, self.top)

    def box(self, box: Any, around: Tag) -> None:
        """Tag a box and what is in it."""
        kind = type(box).__name__
        if kind == "AbsolutePlaceholder":
            self.box(box._box, around)  # noqa: SLF001
        elif kind == "MarginBox":
            self.artifact(box, "/Header" if box.at_keyword.startswith("@top") else "/Footer")
        elif kind == "TextBox":
            self.content(box, self.holder(around)) if box.text else self.artifact(box, None)
        elif self.is_repeated(box):
            self.artifact(box, None)
        elif hasattr(box, "replacement"):
            self.figure(box, around)
        elif box.is_leader or _is_hidden(box.element) or _has(box.element, ADDRESS):
            self.artifact(box, None)  # dots would be read as such; an address is in its link
        else:
            here = self.tag(box, around)
            self.link(box, here)
            for child in box.children:
                self.box(child, here)

    def content(self, box: Any, tag: Tag) -> None:
        """Put words or a picture that are on the page into a tag."""
        mark = self.marks.take(box)
        if mark is not None:
            tag.kids.append(Marked(self.number, mark))

    def figure(self, box: Any, around: Tag) -> None:
        """Tag a picture with the words that stand for it; one without words is decoration."""
        words = _alternative(box.element)
        if words == "":
            self.artifact(box, None)
            return
        if words is None:
            source = box.element.get("src", "without a name")
            logging.getLogger("weasyprint").error("The picture %s has no words that stand for it.", source)
        tag = Tag("Figure", around, {"Alt": words or ""})
        left, top = box.content_box_x(), self.height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        tag.attributes["Layout"] = {"BBox": [round(0.75 * place, 2) for place in corners]}
        around.kids.append(tag)
        self.link(box, tag)
        self.content(box, tag)

    def artifact(self, box: Any, furniture: str | None) -> None:
        """Keep a box and all in it from being read: the running head, a table's head on its next page, dots."""
        mark = self.marks.take(box)
        if mark is not None:
            self.marks.make_artifact(mark, furniture)
        self.link(box, self.made.get((box.element, "a"), self.top))
        for child in getattr(box, "children", ()):
            self.artifact(getattr(child, "_box", child), furniture)

    def is_repeated(self, box: Any) -> bool:
        """Whether a box is the head or foot of a table that a page has shown before."""
        group = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
        return group and (box.element, box.element_tag) in self.made

    def link(self, box: Any, here: Tag) -> None:
        """Tie the place that can be pressed to its link, and name it by the link's words."""
        if box.link_annotation is None:
            return
        tag = next((tag for tag in here.up() if tag.kind == "Link"), here)
        box.link_annotation["Contents"] = _text(" ".join("".join(box.element.itertext()).split()))
        tag.kids.append(Linked(self.number, box.link_annotation))
        self.annotations.append((tag, box.link_annotation))

    def holder(self, around: Tag) -> Tag:
        """Return the tag that may hold words: a group has them in a paragraph."""
        if around.kind not in GROUPING:
            return around
        last = around.kids[-1] if around.kids else None
        if isinstance(last, Tag) and last.is_line:
            return last
        return around.add(Tag("P", is_line=True))

    def tag(self, box: Any, around: Tag) -> Tag:
        """Return the tag of a box: the one its element has already, or a new one."""
        element, part = box.element, box.element_tag
        if element is None or part in ("html", "body"):
            return around
        if (element, part) not in self.made:
            self.made[element, part] = self.new(box, element, part, around)
        return self.made[element, part]

    def new(self, box: Any, element: Any, part: str, around: Tag) -> Tag:
        tag = self.special(box, element, part, around) or self.plain(element, part, around)
        language = element.get("lang")
        if language and tag is not around and language != tag.language():
            tag.entries["Lang"] = language
        return tag

    def special(self, box: Any, element: Any, part: str, around: Tag) -> Tag | None:
        """Make what needs more than a name: parts of lists, footnotes, contents."""
        match part.partition("::")[::2]:
            case _, "marker":
                return next(tag for tag in around.up() if tag.kind in ("LI", "TOCI")).put_first(Tag("Lbl"))
            case _, "footnote-call":
                self.notes[element] = self.holder(around).add(Tag("Reference"))
                return self.notes[element]
            case _, "footnote-marker":
                return around.put_first(Tag("Lbl"))
            case _, pseudo if pseudo:
                return around
            case "li" | "dt" | "dd", _ if around.kind in ("L", "TOC"):
                return _item(part, around)
            case "div", _ if around.kind == "L":
                return around  # groups a term with its description
            case "ul" | "ol" | "dl", _:
                return _list(box, around)
            case "span", _ if (
                around.kind == "LBody" and _has(element, "letter", "number") and not around.kids
            ):
                return _label(element, around)
        return self.note(element) if _has(element, NOTE) else None

    def note(self, element: Any) -> Tag:
        """Put a footnote behind its call, with the id that PDF/UA asks of each (7.9)."""
        call = self.notes.get(element)
        tag = Tag("Note", entries={"ID": element.get("id") or f"note-{len(self.notes)}"})
        return (call.parent or self.top).add(tag, after=call) if call else self.top.add(tag)

    def plain(self, element: Any, part: str, around: Tag) -> Tag:
        """Make a tag by the element's name; what only changes the look of words has none, unless in another language."""
        kind = KINDS.get(part)
        if kind == "Link" and element.get("href") is None:
            kind = None
        if kind is None and element.get("lang"):
            kind = "Span"
        if kind is None:
            return around
        tag = Tag(kind, element=element)
        return (self.holder(around) if kind in INLINE else around).add(tag)


def _list(box: Any, around: Tag) -> Tag:
    if any(tag.kind == "TOC" or _has(tag.element, CONTENTS) for tag in around.up()):
        return around.up_to("TOCI").add(Tag("TOC")) if around.kind == "Reference" else around.add(Tag("TOC"))
    tag = around.add(Tag("L", element=box.element))
    style = str(box.style["list_style_type"]) if box.element_tag != "dl" else "none"
    tag.attributes["List"] = {"ListNumbering": "/" + NUMBERING.get(style, "None")}
    return tag


def _item(part: str, around: Tag) -> Tag:
    """Make an item: what it says, beside its label. A term is the label of its description."""
    if around.kind == "TOC":
        return around.add(Tag("TOCI")).add(Tag("Reference"))
    last = around.kids[-1] if around.kids else None
    item = last if part == "dd" and isinstance(last, Tag) else around.add(Tag("LI"))
    return item.add(Tag("Lbl" if part == "dt" else "LBody"))


def _label(element: Any, around: Tag) -> Tag:
    """Make the label of an item that is printed as a word of the paper: “b)”, “2.1”."""
    item = around.up_to("LI")
    words = "".join(element.itertext()).strip()
    kinds = {
        "LowerRoman": r"\(?[ivx]{2,}\b",
        "LowerAlpha": r"\(?[a-z]\b",
        "UpperAlpha": r"\(?[A-Z]\b",
        "Decimal": r"\(?\d",
    }
    style = next((name for name, pattern in kinds.items() if re.match(pattern, words)), "None")
    above = item.parent
    if above is not None and above.attributes["List"]["ListNumbering"] == "/None":
        above.attributes["List"] = {"ListNumbering": f"/{style}"}
    return item.put_first(Tag("Lbl"))


def _has(element: Any, *names: str) -> bool:
    return element is not None and not set(names).isdisjoint((element.get("class") or "").split())


def _is_hidden(element: Any) -> bool:
    """Whether the page keeps an element from screen readers, as the scale of a chart."""
    return element is not None and element.get("aria-hidden") == "true"


def _alternative(element: Any) -> str | None:
    """Return the words that stand for a picture; none at all for one that should have some."""
    if _is_hidden(element) or element.get("role") == "presentation":
        return ""
    if element.tag.endswith("}svg"):
        title: Any = next((part for part in element if part.tag.endswith("}title")), None)
        return (element.get("aria-label") or (title.text if title is not None else None)) or None
    alt: str | None = element.get("alt")
    return alt


def _text(words: str) -> Any:
    import pydyf  # type: ignore[import-untyped]

    return pydyf.String(words)
