"""The rows of each list as a file for a spreadsheet, beside the list: few columns of the open data, with the same names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goldenthread.common.output import Output
from goldenthread.outputs.open_data.dictionary import row
from goldenthread.outputs.open_data.writer import FILES, as_csv
from goldenthread.outputs.pages.action_lists import action_cuts
from goldenthread.outputs.pages.recommendation_lists import recommendation_cuts
from goldenthread.register.views import Register

# What a reader sees in a row, or would sort by. All columns in each of many lists would be a hundred times the open data.
_COLUMNS = frozenset(
    "review plan number key theme summary text lead.as_printed due.as_printed due.to status standing answered_by url".split()
)


def list_downloads(register: Register) -> Iterator[Output]:
    """Yield the file of each list of actions or recommendations that holds something."""
    for name, cuts in (("actions", action_cuts), ("recommendations", recommendation_cuts)):
        file = next(file for file in FILES if file.name == name)
        file = replace(file, columns=tuple(column for column in file.columns if column.name in _COLUMNS))
        rows = {item.url: row(file.columns, item) for item in file.sources(register)}
        for cut in cuts(register):
            if cut.size:
                yield Output(f"{cut.path}{name}.csv", as_csv(file, [rows[item.url] for item in cut.rows]))
