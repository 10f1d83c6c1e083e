"""CSV for every program, with a description of its columns beside it.

RFC 4180; UTF-8 with a mark at the beginning, by which Excel knows it. The description follows CSV on the Web
(W3C, Metadata Vocabulary for Tabular Data, 2015), which the Government's guidance on publishing tables asks for.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from goldenthread.exporting.rows import SEPARATOR, Head, Sheet

# What a spreadsheet takes for a formula when a cell begins with it; import takes the apostrophe away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SEVERAL = ("answers", "lead_posts", "see")


def as_csv(sheet: Sheet) -> bytes:
    """Write the rows below one row of headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([head.column.heading for head in sheet.heads])
    writer.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def description(sheet: Sheet, name: str) -> bytes:
    """Describe the columns of the file `name` for a program."""
    data = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": sheet.title,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(head) for head in sheet.heads], "primaryKey": "number"},
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _column(head: Head) -> dict[str, Any]:
    field = head.column.field
    about: dict[str, Any] = {
        "name": field.replace(".", "_"),
        "titles": head.column.heading,
        "dc:description": head.help,
        "datatype": {"number": "integer", "updates.date": "date"}.get(field, "string"),
    }
    if head.words:
        about["datatype"] = {"base": "string", "format": "|".join(re.escape(word) for word in head.words)}
    return about | ({"separator": SEPARATOR.strip()} if field in _SEVERAL else {})


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
