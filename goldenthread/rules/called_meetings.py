"""Rules about meetings and the notices that come before them."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import joined
from goldenthread.common.working_days import CannotCount, clear_days
from goldenthread.deadlines.counting import which_count
from goldenthread.deadlines.subjects import body_rules, rules_of
from goldenthread.model.kinds import CABINET_REPORTS, MEETINGS, NOTICES
from goldenthread.model.notice import EXCEPTIONS, Notice
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding


def meetings_are_named_for_their_day(content: Content) -> Iterator[Finding]:
    """A meeting’s file has the name of its first date and its body, which are in its address."""
    for stem, meeting in content.meetings.items():
        name = f"{meeting.date}-{meeting.body}"
        if stem != name:
            yield Finding("meeting-misnamed", Spot(MEETINGS.file(stem), ("date",)), {"name": name})


def papers_follow_their_meeting(content: Content) -> Iterator[Finding]:
    """No paper is for the old date of a meeting that was moved, or for one that was cancelled."""
    changed = {
        (m.body, m.date): f"moved to {in_words(m.moved.date)}" if m.moved else "cancelled"
        for m in content.meetings.values()
        if m.moved or m.cancelled
    }
    for stem, report in content.cabinet_reports.items():
        if report.meeting and not report.decision and (report.body, report.meeting) in changed:
            words = {"day": in_words(report.meeting), "change": changed[report.body, report.meeting]}
            yield Finding("meeting-changed", Spot(CABINET_REPORTS.file(stem), ("meeting",)), words)


def notices_have_their_particulars(content: Content) -> Iterator[Finding]:
    """A notice that is not a draft has every particular that the law asks of its kind, and the date of publication."""
    for stem, notice in content.notices.items():
        missing = [*missing_particulars(notice), *([] if notice.publish_on else ["the date of publication"])]
        if missing and not notice.draft:
            words = {"kind": notice.kind, "missing": joined(missing), "law": notice.of.law}
            yield Finding("notice-incomplete", Spot(NOTICES.file(stem)), words)


def missing_particulars(notice: Notice) -> list[str]:
    """Return in words what the law asks of a notice and it does not have."""
    return [words for names, words in notice.of.needs if not any(getattr(notice, name) for name in names)]


def notices_agree_with_their_paper(content: Content) -> Iterator[Finding]:
    """A notice and its paper name the same body and date; the paper of a key decision asks for one."""
    for stem, notice in content.notices.items():
        report = content.cabinet_reports.get(notice.report or "")
        if report is None or notice.withdrawn:
            continue
        differing = [
            name
            for name, differs in (
                ("body", notice.body != report.body),
                ("date", bool(notice.date and report.meeting) and notice.date != report.meeting),
                ("key_decision", notice.kind in ("key decision", *EXCEPTIONS) and not report.key_decision),
            )
            if differs
        ]
        if differing:
            names = joined([f"“{name}”" for name in differing])
            yield Finding("notice-differs", Spot(NOTICES.file(stem), ("report",)), {"fields": names})


def key_decisions_are_noticed_in_time(content: Content) -> Iterator[Finding]:
    """A key decision has as many clear days’ notice as its body’s rules ask, or a notice of an exception."""
    for stem, notice in content.notices.items():
        rule = next((r for _, r in rules_of(content, body_rules(content, notice.body)) if r.applies == "key decision"), None)  # fmt: skip
        if notice.kind != "key decision" or not (rule and notice.publish_on and notice.date):
            continue
        about = (notice.report, notice.title)
        if any(
            n.kind in EXCEPTIONS and about[not n.report] in (n.report, n.title)
            for n in content.notices.values()
        ):
            continue
        try:
            given = clear_days(notice.publish_on, notice.date, which_count(rule, content.calendar))
        except CannotCount:
            continue
        if given < (rule.number or 0):
            words = {"given": given, "number": rule.number, "date": in_words(notice.date)}
            yield Finding("notice-too-short", Spot(NOTICES.file(stem), ("publish_on",)), words)
