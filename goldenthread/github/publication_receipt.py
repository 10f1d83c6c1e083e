"""The receipt of a publication: where and when what was published, with what digests, and the outcome of its deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.changes.printers import safe
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines.deadline import Deadline
from goldenthread.deadlines.sentences import when_published

Files = Mapping[str, tuple[int, str]]  # path below the site -> bytes and SHA-256


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of a publication.

    `is_seen` says whether the address answers with the manifest that was built. `records` are the keys of the records
    that changed, such as `reviews/2031-finance`; `when` is in the council's own time.
    """

    address: str
    when: datetime
    commit: str
    files: Files
    manifest: str  # SHA-256
    is_seen: bool
    records: tuple[str, ...]


def as_markdown(published: Published, deadlines: Iterable[Deadline], today: date) -> str:
    """Write the receipt, with the outcome of the deadlines of the records that changed on the day `today`."""
    blocks = ["## Published", "\n".join(_head(published))]
    rows = list(_rows(published))
    if rows:
        table = ["| File | SHA-256 |", "| --- | --- |", *rows]
        blocks += ["### The pages and papers that changed", "\n".join(table)]
    days = [_day(one, today) for one in deadlines if one.record in _addresses(published)]
    if days:
        blocks += ["### Their deadlines", "\n".join(days)]
    return "\n\n".join(blocks) + "\n"


def _head(published: Published) -> Iterator[str]:
    clock = published.when.strftime("%H:%M")
    yield f"- **Address:** <{published.address}>"
    yield f"- **When:** {with_weekday(published.when.date())}, {clock}, London time"
    yield f"- **From:** commit {published.commit}"
    yield f"- **Files:** {len(published.files):,}, all in `manifest.json`, whose SHA-256 is `{published.manifest}`"
    if published.is_seen:
        yield "- **Verified:** the live site serves this manifest."
    else:
        yield "- **Not verified yet:** the live site does not serve this manifest. Check again in 10 minutes."


def _addresses(published: Published) -> set[str]:
    return {f"{key.removeprefix('pages/')}/" for key in published.records}


def _rows(published: Published) -> Iterator[str]:
    """Name the page and the PDF of each record that changed, as far as there is one."""
    for address in sorted(_addresses(published)):
        name = address.rstrip("/").rpartition("/")[2]
        for path in (f"{address}index.html", f"{address}{name}.pdf"):
            if path in published.files:
                way = path.removesuffix("index.html")
                yield f"| [{way}]({published.address}{way}) | `{published.files[path][1]}` |"


def _day(deadline: Deadline, today: date) -> str:
    what = f"- {safe(deadline.what)} ({safe(deadline.record_title)})"
    return f"{what}: {safe(when_published(deadline, today))}"
