"""Open data: everything on the site as JSON, the two long lists as CSV too, and what each column means.

The files change only when the content does, or when a deadline passes: no date of building stands in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from goldenthread.common.output import Output
from goldenthread.model.council import Council
from goldenthread.outputs.open_data.data_files import FILES, DataFile
from goldenthread.outputs.open_data.data_rows import Row
from goldenthread.register.views import Register

__all__ = ["FILES", "DataFile", "as_csv", "as_json", "csv_columns", "open_data"]


def open_data(register: Register) -> Iterator[Output]:
    """Give every file of open data."""
    for file in FILES:
        rows = file.rows(register)
        yield Output(file.paths[0], as_json(register.council, file, rows))
        if file.has_csv:
            yield Output(file.paths[1], as_csv(file, rows))


def as_json(of: Council, file: DataFile, rows: list[Row]) -> bytes:
    """Write one row a line: a changed row is one changed line, and Python writes it ten times as fast."""
    council = {"council": of.name, "licence": of.licence}
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
    """Name the columns of a table: a part's dot becomes a low line; a list is one column, whatever it holds."""
    lists = {"answers", "answered_by", "repeats", "slips", "updates"}
    for column in file.columns:
        if column.name.partition(".")[0] not in lists or "." not in column.name:
            yield column.name.replace(".", "_")


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
        return " ".join(_words(part) for part in held.values() if part is not None)
    if isinstance(held, bool):
        return "yes" if held else "no"
    return "" if held is None else str(held)
