"""The deadlines that a change moves, keeps or starts, before and after it, and what else is due for the same record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenthread.acts.target import Target
from goldenthread.common.inflection import capital
from goldenthread.deadlines import work_out
from goldenthread.deadlines.deadline import Deadline
from goldenthread.deadlines.sentences import due_day
from goldenthread.editing.save import as_it_would_be
from goldenthread.read import Content, read


def deadlines_that_follow(
    target: Target, changes: Mapping[str, bytes], content: Content | None = None
) -> str:
    """Return the deadlines that changes to files would change, each before and after, then those that are still due.

    `content` is all as it would be, where it was read already; without it, what can be read is.
    """
    if content is None:
        with as_it_would_be(target.root, changes) as copy:
            content, _ = read(copy, whole=False)
    if content is None:
        return ""
    before = {deadline.id: deadline for deadline in work_out(target.content, target.today)}
    after = work_out(content, target.today)
    changed = [deadline for deadline in after if deadline != before.get(deadline.id)]
    records = {f"{target.path}/", *(deadline.record for deadline in changed)}
    ids = {deadline.id for deadline in changed}
    still = [d for d in after if d.record in records and d.is_open and d.id not in ids]
    lines = ["What this does to deadlines:"] if changed else ["No deadline changes."]
    for deadline in changed:
        lines += _both(before.get(deadline.id), deadline)
    lines += ["Also due:"] if still else []
    lines += [f"  {d.what} ({d.record_title}): {due_day(d)}. {d.reason}" for d in still]
    return "\n".join(lines)


def _both(before: Deadline | None, after: Deadline) -> Iterator[str]:
    yield f"  {after.what} ({after.record_title})"
    if before:
        yield f"    before: {_state(before)}"
    yield f"    {'after' if before else 'new'}:{' ' if before else ''} {_state(after)}"


def _state(deadline: Deadline) -> str:
    """Return a deadline's outcome in one line, with its day while it is open; its reason gives the day of any other."""
    day = f" {due_day(deadline)}." if deadline.is_open else ""
    outcome = "" if deadline.first is None else f"{capital(deadline.outcome)}:{day} "
    return f"{outcome}{deadline.reason}"
