"""Rules about cabinet reports: the sections of the format, the appendices, and the texts in `content/`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.plan import Plan
from goldenthread.model.report_format import FormatSection, ReportFormat
from goldenthread.read import Content, is_page
from goldenthread.rules.finding import Finding, Spot

# A line of a report's text at which data of a plan are drawn; the register cuts texts by the same pattern.
EMBED = re.compile(
    r"^\[\[(?P<kind>[a-z]+) (?P<plan>[a-z0-9-]+)(?: (?P<name>[a-z0-9-]+))?\]\]\s*$", re.MULTILINE
)
EMBEDS = ("table", "activities", "horizons", "workstreams", "principles")


def _reports(content: Content) -> Iterator[tuple[str, CabinetReport, ReportFormat]]:
    formats = {form.id: form for form in content.formats.formats}
    for stem, report in content.cabinet_reports.items():
        if report.format in formats:
            yield f"data/cabinet-reports/{stem}.yml", report, formats[report.format]


def sections_are_the_formats(content: Content) -> Iterator[Finding]:
    """A report fills every section that its format requires, and no section that the format does not have."""
    for file, report, form in _reports(content):
        for section in form.sections:
            if section.required and not _is_filled(report, section):
                words = {"section": section.heading, "format": form.name, "how": _how(section)}
                code = "section-to-fill" if report.draft else "section-missing"
                yield Finding(code, Spot(file), words)
        known = {section.id for section in form.sections if section.content == "implication"}
        for place, implication in enumerate(report.implications):
            if implication.section not in known:
                words = {"value": implication.section, "format": form.name, "known": ", ".join(sorted(known))}
                yield Finding("unknown-section", Spot(file, ("implications", place, "section")), words)


def _is_filled(report: CabinetReport, section: FormatSection) -> bool:
    if section.content == "implication":
        return any(i.section == section.id for i in report.implications)
    return bool(getattr(report, _FIELDS[section.content]))


_FIELDS = {
    "brief-summary": "brief_summary",
    "recommendation": "recommended_decision",
    "reason": "reason",
    "executive-summary": "executive_summary",
    "risk": "risk",
    "equalities": "equalities",
    "appendices": "appendices",
    "background-papers": "background_papers",
    "body": "text",
    "footnote": "footnote",
}


def _how(section: FormatSection) -> str:
    field = _FIELDS.get(section.content)
    return f"Fill in “{field}”" if field else f"Add an item to “implications” with “section: {section.id}”"


def an_appendix_is_one_thing(content: Content) -> Iterator[Finding]:
    """An appendix is data, a file, named but not supplied, or exempt: exactly one of these."""
    for spot, appendix in _appendices(content):
        if len(_kinds(appendix)) != 1:
            yield Finding(
                "appendix-is-one-thing", spot, {"number": appendix.number, "kinds": len(_kinds(appendix))}
            )


def what_is_not_supplied_is_told(content: Content) -> Iterator[Finding]:
    """A printed paper or appendix that is not at hand is listed, so that somebody looks for it."""
    for spot, appendix in _appendices(content):
        if appendix.not_supplied:
            words = {"what": f"Appendix {appendix.number}, “{appendix.title}”,"}
            yield Finding("not-supplied", Spot(spot.file, (*spot.loc, "not_supplied")), words)
    for file, record in content.published():
        for place, document in enumerate(getattr(record, "documents", ())):
            if not document.supplied:
                yield Finding(
                    "not-supplied", Spot(file, ("documents", place)), {"what": f"“{document.title}”"}
                )
    for stem, plan in content.action_plans.items():
        if not plan.supplied:
            spot = Spot(f"data/action-plans/{stem}.yml", ("supplied",))
            yield Finding("not-supplied", spot, {"what": f"The action plan “{plan.title}”"})


def files_are_there(content: Content) -> Iterator[Finding]:
    """A file that is named lies in `content/files/`, and a text in `content/`."""
    for spot, appendix in _appendices(content):
        if appendix.file and appendix.file not in content.files:
            words = {"file": f"content/files/{appendix.file}"}
            yield Finding("file-not-there", Spot(spot.file, (*spot.loc, "file")), words)
    for file, record in content.published():
        text = getattr(record, "text", None)
        if text and text not in content.texts:
            yield Finding("file-not-there", Spot(file, ("text",)), {"file": text})
        for place, document in enumerate(getattr(record, "documents", ())):
            if document.file and document.file not in content.files:
                words = {"file": f"content/files/{document.file}"}
                yield Finding("file-not-there", Spot(file, ("documents", place, "file")), words)


def texts_can_be_drawn(content: Content) -> Iterator[Finding]:
    """A text begins with a heading that fits its place, skips no level, and draws only plan data that exists."""
    for file, text in content.texts.items():
        top = 1 if is_page(file) else 2
        level = top - 1
        shown = False  # lines between two marks ``` are an example, whatever they begin with
        for line, words in enumerate(text.split("\n"), start=1):
            shown ^= words.startswith("```")
            hashes = None if shown else re.match(r"(#+) ", words)
            if hashes:
                if len(hashes[1]) > level + 1 or len(hashes[1]) < top:
                    yield Finding(
                        "heading-level", Spot(file, line=line), {"level": len(hashes[1]), "top": "#" * top}
                    )
                level = len(hashes[1])
            elif words.startswith("[[") and not shown:
                yield from _embed(content, file, line, words)


def _embed(content: Content, file: str, line: int, words: str) -> Iterator[Finding]:
    match = EMBED.fullmatch(words.strip())
    plan = content.plans.get(match["plan"]) if match else None
    if (
        match is None
        or match["kind"] not in EMBEDS
        or plan is None
        or not _holds(plan, match["kind"], match["name"])
    ):
        yield Finding(
            "nothing-to-draw", Spot(file, line=line), {"value": words.strip(), "known": ", ".join(EMBEDS)}
        )


def _holds(plan: Plan, kind: str, name: str | None) -> bool:
    if kind == "table":
        return any(table.id == name for table in plan.tables)
    if kind == "activities":
        return any(activity.stage == name for activity in plan.activities)
    return bool(getattr(plan, kind)) and name is None


def _appendices(content: Content) -> Iterator[tuple[Spot, Appendix]]:
    for stem, report in content.cabinet_reports.items():
        for place, appendix in enumerate(report.appendices):
            yield Spot(f"data/cabinet-reports/{stem}.yml", ("appendices", place)), appendix


def _kinds(appendix: Appendix) -> list[object]:
    kinds = (
        appendix.action_plan,
        appendix.review,
        appendix.plan_themes,
        appendix.file,
        appendix.not_supplied,
    )
    return [kind for kind in (*kinds, appendix.exempt) if kind is not None]
