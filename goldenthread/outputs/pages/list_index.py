"""Which parts of a list each of its rows belongs to, for filters that combine (`templates/theme/assets/filter.js`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from goldenthread.common.output import Output
from goldenthread.outputs.pages.facets import Chips, Cut


@dataclass(frozen=True, slots=True)
class ListIndex:
    """The file beside a list, and its address in a page: that names its version, so that a browser never mixes two builds."""

    output: Output

    @property
    def address(self) -> str:
        """Return the address from the site’s root."""
        return f"{self.output.path}?v={sha256(self.output.content).hexdigest()[:12]}"


def list_index(whole: Cut, facets: Sequence[Chips]) -> ListIndex:
    """Write each row of a list, in its order, as the numbers of the parts that hold it; parts are numbered as they come."""
    rows: dict[str, list[int]] = {row.url: [] for row in whole.rows}
    described = []
    number = 0
    for facet, cuts in _useful(whole, facets):
        for cut in cuts:
            for row in cut.rows:
                rows[row.url].append(number)
            number += 1
        values = [(cut.key, cut.chip) for cut in cuts]
        described.append({"name": facet.name, "label": facet.label, "values": values})
    index = {"facets": described, "rows": list(rows.values())}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return ListIndex(Output(f"{whole.path}filter.json", text.encode()))


def _useful(whole: Cut, facets: Sequence[Chips]) -> Iterator[tuple[Chips, list[Cut]]]:
    """Yield each facet with the parts that hold something; one that all rows share divides nothing."""
    for facet in facets:
        cuts = [cut for cut in facet.cuts if cut.size and cut.path != whole.path]
        if cuts and not (len(cuts) == 1 and cuts[0].size == whole.size):
            yield facet, cuts
