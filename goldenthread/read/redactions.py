"""Words in a PDF that a filled box covers: nobody sees them on the page, and anybody can copy them out of the file.

A page's drawing is followed in its order (ISO 32000-1, 8 and 9): where words were drawn, and what was filled after them.
Only what covers wholly counts: no highlighter, no thin line, no box that was there before the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top, in the page's own units

MOST_STEPS = (
    400_000  # of drawing in one file: a plan of a whole town has fewer; what comes after is not looked at
)
DEEPEST = 6  # drawings within drawings
LEAST = 3  # places half a letter's height apart that a box must cover, so that touching the edge of a word is nothing
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_ENDS = _FILLS | {"S", "s", "n"}
_BOXES = ("/Square", "/Polygon", "/Redact")  # notes that are drawn over the page (ISO 32000-1, table 169)


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the letters of a typeface are, in thousandths of its size, by their codes; `letter` is bytes a letter."""

    letter: int = 1
    known: Mapping[int, float] = field(default_factory=dict)
    other: float = 500

    def of(self, text: bytes) -> float:
        """Return how wide a text is, in parts of the typeface's size."""
        codes = (int.from_bytes(text[n : n + self.letter], "big") for n in range(0, len(text), self.letter))
        return sum(self.known.get(code, self.other) for code in codes) / 1000


def _widths(font: Any) -> Widths:
    """Read the widths of a typeface (ISO 32000-1, 9.2.4, 9.7.4.3)."""
    if font.get("/Subtype") != "/Type0":
        first = int(font.get("/FirstChar", 0))
        return Widths(1, {first + n: float(width) for n, width in enumerate(font.get("/Widths", []))})
    below = font.get("/DescendantFonts", [{}])[0]
    rows, known, place = list(below.get("/W", [])), dict[int, float](), 0
    while place + 1 < len(rows):
        first, then = int(rows[place]), rows[place + 1]
        if isinstance(then, Decimal | int | float):
            known |= dict.fromkeys(range(first, min(int(then), 0xFFFF) + 1), float(rows[place + 2]))
            place += 3
        else:
            known |= {first + n: float(width) for n, width in enumerate(then)}
            place += 2
    return Widths(2, known, float(below.get("/DW", 1000)))


@dataclass(slots=True)
class _Pen:
    """What q keeps and Q brings back."""

    matrix: Matrix = _UNIT
    clip: Box = _EVERYWHERE
    is_opaque: bool = True
    is_pattern: bool = False
    width: float = 1
    size: float = 0
    widths: Widths = field(default_factory=Widths)
    is_invisible: bool = False
    leading: float = 0


@dataclass(slots=True)
class _Drawing:
    """One page as it is drawn: `words` are places of letters that can still be seen, each a lower and an upper point."""

    steps: int = 0
    pen: _Pen = field(default_factory=_Pen)
    kept: list[_Pen] = field(default_factory=list)
    path: list[Point] = field(default_factory=list)
    clips: bool = False
    line: Matrix = _UNIT
    text: Matrix = _UNIT
    words: list[list[tuple[Point, Point]]] = field(default_factory=list)
    is_covered: bool = False
    typefaces: dict[tuple[int, int], Widths] = field(default_factory=dict)

    def widths_of(self, font: Any) -> Widths:
        """Return the widths of a typeface, which many lines of a file use."""
        if not font:
            return Widths()
        if not font.objgen[0]:
            return _widths(font)
        if font.objgen not in self.typefaces:
            self.typefaces[font.objgen] = _widths(font)
        return self.typefaces[font.objgen]


def covered_pages(pdf: Any) -> tuple[int, ...]:
    """Return the numbers of the pages on which a filled box covers words that are still in the file."""
    steps, found, typefaces = 0, [], dict[tuple[int, int], Widths]()
    for number, page in enumerate(pdf.pages, start=1):
        drawing = _Drawing(steps, typefaces=typefaces)
        _follow(drawing, page.obj, page.obj.get("/Resources", page.resources), 0)
        drawing.pen = _Pen()
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") in _BOXES and len(note.get("/IC", [])) and note.get("/CA", 1) == 1:
                x, y, right, top = map(float, note.Rect)
                _cover(drawing, [(x, y), (right, top)])
        steps = drawing.steps
        if drawing.is_covered:
            found.append(number)
    return tuple(found)


def _follow(drawing: _Drawing, source: Any, resources: Any, depth: int) -> None:
    import pikepdf

    for step in pikepdf.parse_content_stream(source):
        drawing.steps += 1
        if drawing.steps > MOST_STEPS:
            return
        sign = str(step.operator)
        if sign == "Do":
            _place(drawing, resources, str(step.operands[0]), depth)
        elif sign == "Tf":
            drawing.pen.widths = drawing.widths_of(resources.get("/Font", {}).get(str(step.operands[0]), {}))
            drawing.pen.size = float(step.operands[1])
        elif sign == "gs":
            _set(drawing.pen, resources.get("/ExtGState", {}).get(str(step.operands[0]), {}))
        elif sign in _ENDS:
            _end_path(drawing, sign)
        elif act := _ACTS.get(sign):
            act(drawing, tuple(step.operands))


def _place(drawing: _Drawing, resources: Any, name: str, depth: int) -> None:
    """Follow a drawing that is placed on the page."""
    form = resources.get("/XObject", {}).get(name)
    if form is None or form.get("/Subtype") != "/Form" or depth >= DEEPEST:
        return
    kept, stack = replace(drawing.pen), drawing.kept
    drawing.kept = []
    drawing.pen.matrix = _times(_matrix(form.get("/Matrix", _UNIT)), drawing.pen.matrix)
    _follow(drawing, form, form.get("/Resources", resources), depth + 1)
    drawing.pen, drawing.kept = kept, stack


def _set(pen: _Pen, state: Any) -> None:
    if "/ca" in state or "/BM" in state or "/SMask" in state:
        pen.is_opaque = (
            float(state.get("/ca", 1)) >= 1
            and state.get("/BM", "/Normal") in ("/Normal", "/Compatible")
            and state.get("/SMask", "/None") == "/None"
        )


def _end_path(drawing: _Drawing, sign: str) -> None:
    """Fill or stroke the path, if that covers anything, and begin a new one."""
    pen, path = drawing.pen, drawing.path
    drawing.path = []
    if path and sign in _FILLS and pen.is_opaque and not pen.is_pattern and _is_box(path):
        _cover(drawing, path)
    elif len(path) == 2 and sign in ("S", "s") and pen.is_opaque:  # a line from here to there
        half = pen.width * abs(pen.matrix[3] or pen.matrix[0]) / 2
        (x, y), (right, top) = path
        if abs(y - top) < half:
            _cover(drawing, [(x, y - half), (right, top + half)])
    if drawing.clips and path:
        drawing.pen.clip = _overlap(drawing.pen.clip, _around(path))
    drawing.clips = False


def _is_box(path: Sequence[Point]) -> bool:
    """Whether every corner is one of the box around it."""
    left, bottom, right, top = _around(path)
    near = (right - left + top - bottom) / 200
    return all(
        min(abs(x - left), abs(x - right)) <= near and min(abs(y - bottom), abs(y - top)) <= near
        for x, y in path
    )


def _cover(drawing: _Drawing, path: Sequence[Point]) -> None:
    """Note when a box covers words that were drawn before."""
    left, bottom, right, top = _overlap(drawing.pen.clip, _around(path))
    for word in drawing.words:
        hit = sum(
            left <= min(low[0], high[0])
            and max(low[0], high[0]) <= right
            and bottom <= min(low[1], high[1])
            and max(low[1], high[1]) <= top
            for low, high in word
        )
        drawing.is_covered |= hit >= min(LEAST, len(word))


def _show(drawing: _Drawing, texts: Iterator[Any]) -> None:
    """Note where letters are drawn, every half of their height; a number between them moves them closer or apart."""
    pen = drawing.pen
    for text in texts:
        if isinstance(text, Decimal | int | float):
            along = -float(text) * pen.size / 1000
        else:
            along = pen.widths.of(bytes(text)) * pen.size
            places, step = _times(drawing.text, pen.matrix), pen.size / 2 or 1
            marks = [(n + 0.5) * step for n in range(min(int(along / step), 500))]
            if marks and not pen.is_invisible:
                size = pen.size
                drawing.words.append(
                    [(_at(places, x, size * 0.1), _at(places, x, size * 0.4)) for x in marks]
                )
        drawing.text = _times((1, 0, 0, 1, along, 0), drawing.text)


def _next_line(drawing: _Drawing, x: float, y: float) -> None:
    drawing.line = drawing.text = _times((1, 0, 0, 1, x, y), drawing.line)


def _rectangle(drawing: _Drawing, given: Sequence[Any]) -> None:
    x, y, width, height = map(float, given)
    matrix = drawing.pen.matrix
    drawing.path += [
        _at(matrix, *corner) for corner in ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    ]


def _begin_text(drawing: _Drawing, _: Sequence[Any]) -> None:
    drawing.line = drawing.text = _UNIT


def _set_text_matrix(drawing: _Drawing, given: Sequence[Any]) -> None:
    drawing.line = drawing.text = _matrix(given)


def _keep(drawing: _Drawing, _: Sequence[Any]) -> None:
    drawing.kept.append(replace(drawing.pen))


def _bring_back(drawing: _Drawing, _: Sequence[Any]) -> None:
    if drawing.kept:
        drawing.pen = drawing.kept.pop()


def _move_matrix(drawing: _Drawing, given: Sequence[Any]) -> None:
    drawing.pen.matrix = _times(_matrix(given), drawing.pen.matrix)


def _corner(drawing: _Drawing, given: Sequence[Any]) -> None:
    drawing.path.append(_at(drawing.pen.matrix, float(given[-2]), float(given[-1])))


def _lead(drawing: _Drawing, given: Sequence[Any]) -> None:
    drawing.pen.leading = -float(given[1])
    _next_line(drawing, float(given[0]), float(given[1]))


def _set_pen(
    name: str, value: Callable[[Sequence[Any]], object]
) -> Callable[[_Drawing, Sequence[Any]], None]:
    return lambda drawing, given: setattr(drawing.pen, name, value(given))


def _show_on_next_line(drawing: _Drawing, given: Sequence[Any]) -> None:
    _next_line(drawing, 0, -drawing.pen.leading)
    _show(drawing, iter(given[-1:]))


def _clip(drawing: _Drawing, _: Sequence[Any]) -> None:
    drawing.clips = True


_PLAIN = _set_pen("is_pattern", lambda _: False)
_COLOUR = _set_pen("is_pattern", lambda given: bool(given) and str(given[-1]).startswith("/"))
_ACTS: dict[str, Callable[[_Drawing, Sequence[Any]], None]] = {
    "q": _keep,
    "Q": _bring_back,
    "cm": _move_matrix,
    "re": _rectangle,
    **dict.fromkeys(("m", "l", "c", "v", "y"), _corner),
    **dict.fromkeys(("W", "W*"), _clip),
    "w": _set_pen("width", lambda given: float(given[0])),
    **dict.fromkeys(("g", "rg", "k", "cs"), _PLAIN),
    **dict.fromkeys(("sc", "scn"), _COLOUR),
    "BT": _begin_text,
    "Tm": _set_text_matrix,
    "Td": lambda drawing, given: _next_line(drawing, float(given[0]), float(given[1])),
    "TD": _lead,
    "T*": lambda drawing, _: _next_line(drawing, 0, -drawing.pen.leading),
    "TL": _set_pen("leading", lambda given: float(given[0])),
    "Tr": _set_pen("is_invisible", lambda given: int(given[0]) in (3, 7)),
    "Tj": lambda drawing, given: _show(drawing, iter(given)),
    "TJ": lambda drawing, given: _show(drawing, iter(given[0])),
    "'": _show_on_next_line,
    '"': _show_on_next_line,
}


def _matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = map(float, given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does what `one` does, and then what `other` does (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(path: Sequence[Point]) -> Box:
    across, up = zip(*path, strict=True)
    return min(across), min(up), max(across), max(up)


def _overlap(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
