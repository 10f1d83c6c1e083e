"""A notice made from its paper: what the paper and the council’s settings give of what the law asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goldenthread.common.inflection import slug
from goldenthread.model import TO_WRITE
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.notice import EXCEPTIONS, Notice, NoticeWord
from goldenthread.read import Content

_PRIVATE = ("private meeting", "second private meeting")


def notice_values(
    content: Content, report: CabinetReport, kind: NoticeWord, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the fields of a notice about a paper: as `given`, else as published before, else as the paper has them."""
    before = next((n for n in content.notices.values() if n.report == report.id and n.kind == kind), None)
    if before:
        held = before.model_dump(exclude_defaults=True)
    else:
        held = {
            "id": f"{report.id}-{slug(kind)}"[:80].rstrip("-"),
            "title": report.heading or report.title,
            "summary": report.summary,
            "kind": kind,
            "report": report.id,
            "body": report.body,
            "members": _members(content, report.body),
            "date": report.meeting,
            **(_documents(content, report) if kind == "key decision" else {}),
            "reasons": _reasons(report) if kind in _PRIVATE else report.lateness,
        }
    held |= {name: value for name, value in given.items() if value}
    return {name: value for name, value in held.items() if value and value != TO_WRITE}


def _members(content: Content, body: str) -> tuple[str, ...]:
    """Return the members of a body; of a post, who holds it."""
    office = next(office for office in content.organisation.offices if office.id == body)
    holder = office.held_by[-1:] if not office.members else ()
    return office.members or tuple(f"{person.name}, {person.title or office.name}" for person in holder)


def _documents(content: Content, report: CabinetReport) -> dict[str, Any]:
    papers = [f"Report: {report.heading or report.title}"]
    for place, appendix in enumerate(report.appendices, start=1):
        closed = f" (not for publication, paragraph {appendix.exempt.paragraph})" if appendix.exempt else ""
        papers.append(f"Appendix {appendix.number or place}: {appendix.title}{closed}")
    return {"papers": tuple(papers), **content.council.notices.model_dump(exclude_none=True)}


def _reasons(report: CabinetReport) -> str:
    """Return why each private part is not for publication."""
    parts = [(f"Appendix “{a.title}”", a.exempt) for a in report.appendices if a.exempt]
    parts += [(report.part_b.title, report.part_b.exempt)] if report.part_b else []
    return "\n\n".join(
        f"{title}: exempt under paragraph {why.paragraph} of part 1 of Schedule 12A to the Local Government Act 1972. "
        f"{why.reason.strip()}"
        for title, why in parts
    )


def contradictions(report: CabinetReport, notice: Notice) -> Iterator[str]:
    """Yield in words what the paper would have to say for such a notice, and does not."""
    if notice.kind in ("key decision", *EXCEPTIONS) and not report.key_decision:
        yield "that the paper asks for a key decision (“key_decision: yes”)"
    if notice.kind in _PRIVATE and not report.has_exempt_part:
        yield "a private part (an exempt appendix, or “part_b”)"
