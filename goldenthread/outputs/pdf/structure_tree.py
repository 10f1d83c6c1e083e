"""The tree of tags, with what PDF/UA asks of tables, and how it is written into a PDF.

Only `pdf_tags.py` makes such trees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# Kinds that group other tags and hold no words themselves (ISO 32000-1, 14.8.4.2).
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
KEPT_EMPTY = frozenset({"Document", "TR", "TH", "TD", "Figure"})
HEADS = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words or a picture on a page, by the number that the page gives them."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A place on a page that can be pressed."""

    page: int
    annotation: Any


@dataclass(eq=False, slots=True)
class Tag:
    """A tag: its kind, such as P or Table, and what it holds in reading order."""

    kind: str
    parent: Tag | None = None
    entries: dict[str, str] = field(default_factory=dict)  # Alt, ID, Lang
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)  # by owner: Layout, List, Table
    kids: list[Tag | Marked | Linked] = field(default_factory=list)
    element: Any = None
    is_line: bool = False  # made to hold words that are in a group without a paragraph

    def add(self, tag: Tag, after: Tag | None = None) -> Tag:
        """Take a tag in, at the end or after another."""
        tag.parent = self
        self.kids.insert(self.kids.index(after) + 1 if after else len(self.kids), tag)
        return tag

    def put_first(self, tag: Tag) -> Tag:
        """Take a tag in before all others."""
        tag.parent = self
        self.kids.insert(0, tag)
        return tag

    def up(self) -> Iterator[Tag]:
        """Yield this tag and those around it, the nearest first."""
        tag: Tag | None = self
        while tag is not None:
            yield tag
            tag = tag.parent

    def up_to(self, kind: str) -> Tag:
        """Find the nearest tag of a kind around this; this one, where there is none."""
        return next((tag for tag in self.up() if tag.kind == kind), self)

    def language(self) -> str:
        """Return the language that holds here."""
        return next((tag.entries["Lang"] for tag in self.up() if "Lang" in tag.entries), "")

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Find tags of some kinds in this one, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                if kid.kind in kinds:
                    yield kid
                yield from kid.all(*kinds)


def write(pdf: Any, top: Tag, annotations: list[tuple[Tag, Any]]) -> None:
    """Write the tree into a PDF that WeasyPrint is making."""
    import pydyf  # type: ignore[import-untyped]

    _prune(top)
    for number, table in enumerate(top.all("Table"), start=1):
        _tell_heads(table, f"table-{number}")
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    written = _Writer(pdf)
    root["K"] = pydyf.Array([written.tag(top, root.reference)])
    root["ParentTree"] = written.parents(annotations)
    root["ParentTreeNextKey"] = len(pdf.page_references) + len(annotations)
    if written.ids:
        root["IDTree"] = written.names()
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _prune(tag: Tag) -> None:
    """Take out tags that hold nothing; an empty cell stays a cell."""
    for kid in [kid for kid in tag.kids if isinstance(kid, Tag)]:
        _prune(kid)
        if not kid.kids and kid.kind not in KEPT_EMPTY:
            tag.kids.remove(kid)


class _Writer:
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.references: dict[Tag, Any] = {}
        self.owners: dict[int, dict[int, Any]] = defaultdict(dict)  # page → mark → tag
        self.ids: dict[str, Any] = {}

    def tag(self, tag: Tag, parent: Any) -> Any:
        """Write a tag and all in it; give its reference."""
        import pydyf

        entry = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.kind}", "P": parent})
        self.pdf.add_object(entry)
        self.references[tag] = entry.reference
        entry.update({name: pydyf.String(words) for name, words in tag.entries.items()})
        if "ID" in tag.entries:
            self.ids[tag.entries["ID"]] = entry.reference
        if tag.attributes:
            entry["A"] = pydyf.Array(_attributes(tag))
        page = next((kid.page for kid in tag.kids if isinstance(kid, Marked)), None)
        if page is not None:
            entry["Pg"] = self.pdf.page_references[page]
        entry["K"] = pydyf.Array([self.kid(kid, entry.reference, page) for kid in tag.kids])
        return entry.reference

    def kid(self, kid: Tag | Marked | Linked, parent: Any, page: int | None) -> Any:
        import pydyf

        if isinstance(kid, Tag):
            return self.tag(kid, parent)
        on = self.pdf.page_references[kid.page]
        if isinstance(kid, Linked):
            return pydyf.Dictionary({"Type": "/OBJR", "Pg": on, "Obj": kid.annotation.reference})
        self.owners[kid.page][kid.mcid] = parent
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": on, "MCID": kid.mcid})

    def parents(self, annotations: list[tuple[Tag, Any]]) -> Any:
        """Write which tag each mark of each page, and each link, belongs to (ISO 32000-1, 14.7.4.4)."""
        import pydyf

        numbers = pydyf.Array()
        for page in range(len(self.pdf.page_references)):
            owners = self.owners[page]
            marks = range(max(owners, default=-1) + 1)
            numbers.extend([page, pydyf.Array([owners.get(mark, "null") for mark in marks])])
        for key, (tag, annotation) in enumerate(annotations, start=len(self.pdf.page_references)):
            annotation["StructParent"] = key
            numbers.extend([key, self.references[tag]])
        tree = pydyf.Dictionary({"Nums": numbers})
        self.pdf.add_object(tree)
        return tree.reference

    def names(self) -> Any:
        """Write where each id is, in the order of the ids."""
        import pydyf

        ids = sorted(self.ids)
        pairs = [part for name in ids for part in (pydyf.String(name), self.ids[name])]
        tree = pydyf.Dictionary(
            {"Names": pydyf.Array(pairs), "Limits": pydyf.Array(pairs[:1] + pairs[-2:-1])}
        )
        return pydyf.Dictionary({"Kids": pydyf.Array([self._object(tree)])})

    def _object(self, thing: Any) -> Any:
        self.pdf.add_object(thing)
        return thing.reference


def _attributes(tag: Tag) -> Iterator[Any]:
    import pydyf

    for owner, held in tag.attributes.items():
        values = {
            name: pydyf.Array([pydyf.String(v) if isinstance(v, str) else v for v in value])
            if isinstance(value, list)
            else value
            for name, value in held.items()
        }
        yield pydyf.Dictionary({"O": f"/{owner}", **values})


# Tables: the heads that a cell is under (PDF/UA-1, 7.5)


@dataclass(slots=True)
class _Heads:
    columns: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    group: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)

    def of(self, columns: range) -> list[str]:
        above = [name for column in columns for name in self.columns[column]]
        return list(dict.fromkeys(above + self.group + self.row))


def _tell_heads(table: Tag, name: str) -> None:
    """Return each head its scope and an id, and each cell the ids of the heads it is under."""
    heads = _Heads()
    taken: dict[int, int] = defaultdict(int)  # column → rows that a cell from above still covers
    for section in [kid for kid in table.kids if isinstance(kid, Tag) and kid.kind != "Caption"]:
        heads.group = []
        for number, row in enumerate(section.all("TR")):
            _tell_row(row, f"{name}-{section.kind}-{table.kids.index(section)}-{number}", heads, taken)


def _tell_row(row: Tag, name: str, heads: _Heads, taken: dict[int, int]) -> None:
    placed = list(_placed(row, taken))
    heads.row = []
    for cell, columns in placed:
        if cell.kind == "TH":
            _tell_head(cell, f"{name}-{columns.start}", columns, heads)
    for cell, columns in placed:
        if cell.kind == "TD" and (ids := heads.of(columns)):
            cell.attributes["Table"]["Headers"] = ids


def _tell_head(cell: Tag, name: str, columns: range, heads: _Heads) -> None:
    scope = cell.element.get("scope") or ("col" if cell.up_to("THead").kind == "THead" else "row")
    cell.entries["ID"] = name
    cell.attributes["Table"]["Scope"] = f"/{HEADS[scope]}"
    if scope == "rowgroup":
        heads.group = [name]
    elif HEADS[scope] == "Row":
        heads.row.append(name)
    else:
        for column in columns:
            heads.columns[column].append(name)


def _placed(row: Tag, taken: dict[int, int]) -> Iterator[tuple[Tag, range]]:
    """Yield each cell with the columns it covers, beside those that reach down from rows above."""
    column = 0
    for cell in [kid for kid in row.kids if isinstance(kid, Tag)]:
        while taken[column] > 0:
            taken[column] -= 1
            column += 1
        across, down = (int(cell.element.get(name) or 1) for name in ("colspan", "rowspan"))
        cell.attributes["Table"] = {
            **({"ColSpan": across} if across > 1 else {}),
            **({"RowSpan": down} if down > 1 else {}),
        }
        yield cell, range(column, column + across)
        for covered in range(column, column + across):
            taken[covered] = down - 1
        column += across
    for covered in [covered for covered in taken if covered >= column]:
        taken[covered] = max(0, taken[covered] - 1)
