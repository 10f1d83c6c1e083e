"""A decision that was taken: asked from its report, so that an officer writes only what the meeting changed.

Light to import, as the questions of the other new records are; what needs the models is loaded when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import NONE, Answers, Question, a_day, always, offices_with
from goldenthread.model import NOT_RECORDED, TO_WRITE

if TYPE_CHECKING:
    from goldenthread.acts.start_record import NewRecord
    from goldenthread.model.cabinet_report import CabinetReport
    from goldenthread.model.decision import Decision
    from goldenthread.read import Content
    from goldenthread.report.recommended_parts import RecommendedPart
    from goldenthread.source import Loc

LATER = "Press Enter to write it later."


def _report(content: Content, answered: Answers) -> CabinetReport | None:
    return content.cabinet_reports.get(answered["report"])


def _reports(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    return [(name, report.title) for name, report in content.cabinet_reports.items()]


def _title(content: Content, answered: Answers) -> str:
    report = _report(content, answered)
    return report.title if report else ""


def _has_no_report(_: Content, answered: Answers) -> bool:
    return not answered["report"]


def _makers(content: Content, _: Answers) -> Sequence[tuple[str, str]]:
    """Offer the bodies that decide, the committees and the posts."""
    from goldenthread.model.vocabulary import Role

    return offices_with(content, Role.DECISION_MAKER, Role.COMMITTEE, Role.POST)


def _maker(content: Content, answered: Answers) -> str:
    report = _report(content, answered)
    return report.body if report else ""


def _day(content: Content, answered: Answers) -> str:
    report = _report(content, answered)
    return report.meeting.isoformat() if report and report.meeting else NOT_RECORDED


def _is_key(content: Content, answered: Answers) -> str:
    report = _report(content, answered)
    return "" if report is None else "yes" if report.key_decision else "no"


def _is_by_officer(content: Content, answered: Answers) -> bool:
    from goldenthread.model.vocabulary import Role

    return content.office_role(answered["decided_by"]) == Role.POST


def _is_executive(content: Content, answered: Answers) -> str:
    """Suggest that only a committee takes decisions that are not for the executive."""
    from goldenthread.model.vocabulary import Role

    return "no" if content.office_role(answered["decided_by"]) == Role.COMMITTEE else "yes"


def _reasons(content: Content, answered: Answers) -> str:
    report = _report(content, answered)
    return (report and report.reason) or TO_WRITE


def _parts(content: Content, answered: Answers) -> tuple[RecommendedPart, ...]:
    from goldenthread.model.decision import Decision
    from goldenthread.report.recommended_parts import recommended_parts

    asked = Decision.model_construct(report=answered["report"], decided_by=answered["decided_by"])
    return recommended_parts(content, asked)


def _split(text: str) -> tuple[str, str]:
    number, _, outcome = text.partition("=")
    return number.strip().strip("()."), outcome.strip()


def _not_an_outcome(content: Content, answered: Answers, text: str) -> str:
    """Return what is wrong with what became of a part, given as `b=refused`."""
    number, outcome = _split(text)
    names = [part.name for part in _parts(content, answered)]
    words = [word.word for word in content.vocabulary.decision_outcomes]
    if number not in names:
        return f"The report has no part “{number}”. Its parts are: {', '.join(names)}."
    meant = content.vocabulary.meant("decision_outcomes", outcome)
    return "" if meant in words else f"“{outcome}” is not one of the outcomes: {', '.join(words)}."


DECISION = (
    Question(
        "report",
        "Which report does it decide? Press Enter if there was none.",
        default=NONE,
        choices=_reports,
    ),
    Question("title", "What is the decision called?", default=_title, needed=_has_no_report),
    Question(
        "decided_by",
        "Which body or post took it?",
        default=_maker,
        needed=_has_no_report,
        choices=_makers,
    ),
    Question("date", "On which date?", default=_day, read=a_day),
    Question(
        "summary",
        f"What was decided, in one or two sentences of plain English? {LATER}",
        default=always(TO_WRITE),
        prose=True,
    ),
    Question("number", "Which number has it in the council’s list?", default=NONE, asked=False),
    Question("key_decision", "Was it a key decision? (yes or no)", default=_is_key, asked=False),
    Question(
        "executive",
        "Was it a decision of the executive? (yes or no)",
        default=_is_executive,
        choices=lambda *_: [("yes", "Yes"), ("no", "No")],
    ),
    Question(
        "delegation",
        f"On which delegation did the officer or member rely? {LATER}",
        default=always(TO_WRITE),
        when=_is_by_officer,
    ),
    Question(
        "outcome",
        "Which parts were not resolved as the report recommended? Such as: b=refused",
        several=True,
        wrong=_not_an_outcome,
        when=lambda _, answered: bool(answered["report"]),
    ),
    Question(
        "resolved",
        "What was resolved? Write one sentence for each part.",
        several=True,
        when=_has_no_report,
    ),
    Question(
        "reasons", "What were the reasons? Press Enter for those of the report.", default=_reasons, prose=True
    ),
    Question(
        "alternative",
        "Which other options were considered and rejected? Press Enter for those of the report. "
        "If the record says that there were none, write: None.",
        several=True,
    ),
    Question(
        "interest",
        "Which interests were declared? Such as: Cllr A Example: a relative works there. "
        "If the record says that there were none, write: None.",
        several=True,
    ),
    Question(
        "dispensation",
        "Which dispensations were granted? If the record says that there were none, write: None.",
        several=True,
    ),
    Question(
        "source",
        f"Where is the decision recorded? Such as: Minutes of 4 October 2031. {LATER}",
        default=always(TO_WRITE),
    ),
)


def decision(content: Content, answers: Answers) -> NewRecord:
    """Make the record of a decision: each part of its report as recommended, unless it is known to be otherwise."""
    from goldenthread.acts.start_record import NewRecord, started
    from goldenthread.model.kinds import DECISIONS

    report = _report(content, answers)
    values = started(answers) | {
        "number": answers["number"] or None,
        "decided_by": answers["decided_by"],
        "date": answers["date"],
        "executive": None if answers["executive"] == "yes" else "no",
        "key_decision": answers["key_decision"] or None,
        "delegation": answers["delegation"] if _is_by_officer(content, answers) else None,
        "report": answers["report"] or None,
        "replaces": _replaced(content, answers),
        "resolutions": list(_resolutions(content, answers)),
        "reasons": answers["reasons"],
        "alternatives": _alternatives(report, answers["alternative"]),
        "interests": _declared(answers["interest"]),
        "dispensations": _declared(answers["dispensation"]),
        "source": answers["source"],
    }
    notes: dict[Loc, str] = {
        ("resolutions", place): f"The report recommends: {part.text}"
        for place, part in enumerate(_parts(content, answers))
    }
    for field, typed in (
        ("reasons", answers["reasons"] != _reasons(content, answers)),
        ("alternatives", answers["alternative"]),
    ):
        if report and not typed:
            notes[(field,)] = "As in the report: check that the record of the decision says the same."
    return NewRecord(DECISIONS.folder, values, notes)


def _replaced(content: Content, answers: Answers) -> str | None:
    """Return the last decision of the same body on the same report, which a new one replaces."""
    same: Iterable[Decision] = (
        one
        for one in content.decisions.values()
        if one.report and (one.report, one.decided_by) == (answers["report"], answers["decided_by"])
    )
    again = {one.replaces for one in content.decisions.values()}
    return next((one.id for one in same if one.id not in again), None)


def _resolutions(content: Content, answers: Answers) -> Iterable[dict[str, Any]]:
    from goldenthread.model.vocabulary import Role

    if not answers["report"]:
        for number, text in enumerate(answers["resolved"] or [TO_WRITE], start=1):
            yield {"number": number, "text": text}
    vocabulary = content.vocabulary
    changed = dict(_split(text) for text in answers["outcome"])
    whole = vocabulary.filling("decision_outcomes", Role.AS_RECOMMENDED)
    further = {
        Role.AMENDED: {"text": TO_WRITE},
        Role.DEFERRED: {"deferred_to": NOT_RECORDED},
        Role.REFERRED_BACK: {"referred_to": TO_WRITE},
    }
    for part in _parts(content, answers):
        word = vocabulary.meant("decision_outcomes", changed.get(part.name, whole.word if whole else ""))
        role = vocabulary.role("decision_outcomes", word)
        yield {
            "number": part.name,
            "outcome": word,
            **(further.get(Role(role), {}) if role in set(Role) else {}),
        }


def _alternatives(report: CabinetReport | None, typed: Sequence[str]) -> list[dict[str, str]]:
    """Return the options that were rejected: those that were typed, else those of the report that it does not prefer."""
    options = report.options if report else ()
    rejected = [
        {"option": f"{option.title}: {option.text}"} | ({"why": option.why} if option.why else {})
        for option in options
        if not option.preferred
    ]
    return [{"option": text} for text in typed] or rejected or [{"option": TO_WRITE}]


def _declared(typed: Sequence[str]) -> list[dict[str, str]]:
    """Return interests or dispensations, each with its name where one is given before a colon."""
    found = []
    for text in typed:
        name, _, rest = text.partition(":")
        found.append({"name": name.strip(), "text": rest.strip()} if rest else {"text": text})
    return found or [{"name": TO_WRITE, "text": TO_WRITE}]
