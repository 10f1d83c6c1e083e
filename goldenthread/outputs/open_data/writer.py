"""Open data: everything on the site as JSON, the long lists as CSV too, and what each column means.

The files change only when the content does, or when a deadline passes: no date of building is in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from goldenthread.common.output import Output
from goldenthread.model.council import Council
from goldenthread.outputs.open_data.data_tables import FILES, DataFile
from goldenthread.outputs.open_data.dictionary import Column, Row
from goldenthread.register.views import Register

__all__ = ["FILES", "DataFile", "as_csv", "as_json", "csv_columns", "open_data"]


def open_data(register: Register) -> Iterator[Output]:
    """Yield every file of open data."""
    for file in FILES:
        rows = file.rows(register)
        yield Output(file.paths[0], as_json(register.council, file, rows))
        if file.has_csv:
            yield Output(file.paths[1], as_csv(file, rows))


def as_json(of: Council, file: DataFile, rows: list[Row]) -> bytes:
    """Write one row a line: a changed row is one changed line, and Python writes it ten times as fast."""
    notice = {"demonstration": of.demonstration_notice} if of.demonstration else {}
    council = {"council": of.name, **notice, "licence": of.licence}
    head = json.dumps(council, ensure_ascii=False).removesuffix("}")
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{head}, "{file.key}": [\n{lines}\n]}}\n'.encode()


def as_csv(file: DataFile, rows: list[Row]) -> bytes:
    """Write RFC 4180. The header is the same whatever the rows hold."""
    columns = list(csv_columns(file))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        flat = dict(_flat(row))
        writer.writerow([_cell(flat.get(column)) for column in columns])
    return text.getvalue().encode()


def csv_columns(file: DataFile) -> Iterator[str]:
    """Yield the columns of a table: a part's dot becomes an underscore; a list is one column, whatever it holds."""
    return _csv_names(file.columns)


def _csv_names(columns: Iterable[Column], prefix: str = "") -> Iterator[str]:
    for column in columns:
        name = prefix + column.name.replace(".", "_")
        if column.parts and not column.is_list:
            yield from _csv_names(column.parts, f"{name}_")
        else:
            yield name


def _flat(row: Row) -> Iterator[tuple[str, Any]]:
    for name, held in row.items():
        if isinstance(held, dict):
            yield from ((f"{name}_{part}", inner) for part, inner in held.items())
        else:
            yield name, held


def _cell(held: Any) -> str:
    """Write a value in a cell: several parted by `; `, and nothing that a spreadsheet would take for a formula.

    Cells that begin with = + - @, a tab or a return are led by an apostrophe (OWASP, “CSV Injection”).
    """
    if isinstance(held, list):
        return _cell("; ".join(_words(item) for item in held))
    text = _words(held)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _words(held: Any) -> str:
    if isinstance(held, dict):
        return " ".join(
            _words(part) for part in held.values() if part is not False and part not in (None, [])
        )
    if isinstance(held, list):
        return ", ".join(_words(item) for item in held)
    if isinstance(held, bool):
        return "yes" if held else "no"
    return "" if held is None else str(held)
