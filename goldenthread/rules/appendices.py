"""Rules about cabinet reports: their appendices and files."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.model.cabinet_report import Appendix
from goldenthread.model.fields import is_prose
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.spots import Spot
from goldenthread.report.layout import layout_of
from goldenthread.rules.finding import Finding


def an_appendix_is_one_thing(content: Content) -> Iterator[Finding]:
    """An appendix is data, a file, named but not supplied, or exempt: exactly one of these."""
    for spot, appendix, mark in _appendices(content):
        if len(_kinds(appendix)) != 1:
            yield Finding("appendix-is-one-thing", spot, {"number": mark, "kinds": len(_kinds(appendix))})


def what_is_not_supplied_is_told(content: Content) -> Iterator[Finding]:
    """A printed paper or appendix that is not at hand is listed, so that somebody looks for it."""
    for spot, appendix, mark in _appendices(content):
        if appendix.not_supplied:
            words = {"what": f"Appendix {mark}, “{appendix.title}”,"}
            yield Finding("not-supplied", Spot(spot.file, (*spot.loc, "not_supplied")), words)
    for file, record in content.published():
        for place, document in enumerate(getattr(record, "documents", ())):
            if not document.supplied:
                yield Finding(
                    "not-supplied", Spot(file, ("documents", place)), {"what": f"“{document.title}”"}
                )
    for stem, plan in content.action_plans.items():
        if not plan.supplied:
            spot = Spot(ACTION_PLANS.file(stem), ("supplied",))
            yield Finding("not-supplied", spot, {"what": f"The action plan “{plan.title}”"})


def files_are_there(content: Content) -> Iterator[Finding]:
    """A file that is named lies in `content/files/`, and a text in `content/`."""
    for spot, appendix, _ in _appendices(content):
        if appendix.file and appendix.file not in content.files:
            words = {"file": f"content/files/{appendix.file}"}
            yield Finding("file-not-there", Spot(spot.file, (*spot.loc, "file")), words)
    for file, record in content.published():
        text = getattr(record, "text", None)  # a file, where the kind does not hold its text itself
        if text and not is_prose(type(record), "text") and text not in content.texts:
            yield Finding("file-not-there", Spot(file, ("text",)), {"file": text})
        for place, document in enumerate(getattr(record, "documents", ())):
            if document.file and document.file not in content.files:
                words = {"file": f"content/files/{document.file}"}
                yield Finding("file-not-there", Spot(file, ("documents", place, "file")), words)


def _appendices(content: Content) -> Iterator[tuple[Spot, Appendix, str]]:
    """Give each appendix with its place, and the number or letter that it has."""
    for stem, report in content.cabinet_reports.items():
        for place, appendix in enumerate(layout_of(content, report).appendices):
            spot = Spot(CABINET_REPORTS.file(stem), ("appendices", place))
            yield spot, appendix.facts, appendix.number


def _kinds(appendix: Appendix) -> list[object]:
    kinds = (
        appendix.action_plan,
        appendix.review,
        appendix.plan_themes,
        appendix.file,
        appendix.not_supplied,
    )
    return [kind for kind in (*kinds, appendix.exempt) if kind is not None]
