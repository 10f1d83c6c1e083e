"""Rules about action plans: numbers, cross-references, leads, timelines and progress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import TimelineKind, bounds, in_words
from goldenthread.common.inflection import joined
from goldenthread.messages import guess
from goldenthread.model.action_plan import Action, ActionPlan, Update
from goldenthread.model.base import Number
from goldenthread.model.kinds import ACTION_PLANS, REVIEWS
from goldenthread.model.progress import is_done, is_newer, last_update, progress_of, timeline_of
from goldenthread.model.scope import compared
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding


def rows(content: Content) -> Iterator[tuple[ActionPlan, int, Action, Spot]]:
    """Yield every action with its plan, its place in the list, and the spot where it begins."""
    for stem, plan in content.action_plans.items():
        for place, action in enumerate(plan.actions):
            yield plan, place, action, Spot(ACTION_PLANS.file(stem), ("actions", place))


def _at(spot: Spot, *more: str | int, key: bool = False) -> Spot:
    return Spot(spot.file, (*spot.loc, *more), key=key)


def pointers_lead_somewhere(content: Content) -> Iterator[Finding]:
    """`see` and `same_as` name another action in the same plan."""
    for plan, _, action, spot in rows(content):
        known = [other.number for other in plan.actions]
        for target, where in _pointers(action, spot):
            if target not in known:
                words = {"number": action.number, "target": target, "guess": guess(target, known)}
                yield Finding("see-nowhere", where, words)
            elif target == action.number:
                yield Finding("see-itself", where, {"number": action.number})


def _pointers(action: Action, spot: Spot) -> Iterator[tuple[Number, Spot]]:
    if action.same_as is not None:
        yield action.same_as, _at(spot, "same_as")
    for place, target in enumerate(action.see):
        yield target, _at(spot, "see", place)


def pointers_do_not_go_round(content: Content) -> Iterator[Finding]:
    """`see` and `same_as` never lead back to where they started."""
    for stem, plan in content.action_plans.items():
        onward = {a.number: [target for target, _ in _pointers(a, Spot(""))] for a in plan.actions}
        told: set[frozenset[Number]] = set()
        for place, action in enumerate(plan.actions):
            ring = _ring(onward, action.number)
            if ring and len(ring) > 1 and frozenset(ring) not in told:
                told.add(frozenset(ring))
                way = " → ".join(map(str, [*ring, ring[0]]))
                name = "same_as" if action.same_as in ring else "see"
                spot = Spot(ACTION_PLANS.file(stem), ("actions", place, name))
                yield Finding("see-in-a-ring", spot, {"way": way})


def _ring(onward: dict[Number, list[Number]], start: Number) -> list[Number] | None:
    """Find a way from an action back to itself."""
    ways = [[start]]
    seen: set[Number] = set()
    while ways:
        way = ways.pop()
        for target in onward.get(way[-1], []):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return None


def a_response_is_given_or_said_to_be_blank(content: Content) -> Iterator[Finding]:
    """An action has a response, a summary of it, or “not recorded”."""
    for _, _, action, spot in rows(content):
        if action.response_summary is None and "response" not in action.model_fields_set:
            yield Finding("response-missing", spot, {"number": action.number})


def recommendations_have_words(content: Content) -> Iterator[Finding]:
    """A recommendation has a summary, the exact words, or “summary: not recorded”."""
    for stem, review in content.reviews.items():
        for place, item in enumerate(review.recommendations):
            if item.text is None and "summary" not in item.model_fields_set:
                spot = Spot(REVIEWS.file(stem), ("recommendations", place))
                yield Finding("recommendation-without-words", spot, {"number": item.number})


def blanks_are_told(content: Content) -> Iterator[Finding]:
    """Anything that a plan leaves blank is listed, so that you can ask for it."""
    for _, _, action, spot in rows(content):
        blanks = [
            name
            for name, value in (
                ("response", action.response or action.response_summary),
                ("timeline", action.timeline),
                ("lead", action.lead),
            )
            if value is None
        ]
        if blanks:
            yield Finding("blank-in-plan", spot, {"number": action.number, "blanks": " and no ".join(blanks)})


def leads_are_known(content: Content) -> Iterator[Finding]:
    """A lead as printed is the name of a body, post or group, or `lead_posts` lists who it means."""
    names = content.organisation.names()
    for _, _, action, spot in rows(content):
        if action.lead is not None and not action.lead_posts and action.lead not in names:
            words = {"number": action.number, "lead": action.lead, "guess": guess(action.lead, names)}
            yield Finding("unknown-lead", _at(spot, "lead"), words)


def names_mean_one_office(content: Content) -> Iterator[Finding]:
    """No two bodies, posts or groups have the same name."""
    seen: dict[str, int] = {}
    for place, office in enumerate(content.organisation.offices):
        for name in dict.fromkeys((office.name, *office.other_names)):
            spot = Spot("data/organisation.yml", ("offices", place))
            if name in seen:
                first = Spot("data/organisation.yml", ("offices", seen[name]))
                yield Finding("name-twice", spot, {"name": name}, also=(first,))
            seen.setdefault(name, place)


def timelines_are_times(content: Content) -> Iterator[Finding]:
    """A timeline has one of the forms in “Every form of a date”, or `timeline_means` says what it means."""
    names = content.organisation.names()
    for action, entry, spot in _timelines(content):
        found = timeline_of(entry)
        is_unclear = found.kind in (TimelineKind.UNCLEAR, TimelineKind.AMBIGUOUS)
        words = {"number": action.number, "value": entry.timeline, "doubt": found.doubt}
        if entry.timeline is None:
            yield Finding("means-nothing", _at(spot, "timeline_means"), {"number": action.number})
        elif is_unclear and found.means:
            yield Finding("not-a-time", _at(spot, "timeline_means"), {"value": found.means})
        elif found.kind is TimelineKind.AMBIGUOUS:
            yield Finding("timeline-in-doubt", _at(spot, "timeline"), words)
        elif is_unclear and not action.editor_note:
            like_lead = entry.timeline == action.lead or entry.timeline in names
            hint = "It seems to belong in the lead column. " if like_lead else ""
            yield Finding("timeline-not-a-time", _at(spot, "timeline"), words | {"hint": hint})


def _timelines(content: Content) -> Iterator[tuple[Action, Action | Update, Spot]]:
    """Yield every timeline that is filled in or explained: an action's own, and those to which updates move it."""
    for _, _, action, spot in rows(content):
        if action.timeline or action.timeline_means:
            yield action, action, spot
        for place, update in enumerate(action.updates):
            if update.timeline or update.timeline_means:
                yield action, update, _at(spot, "updates", place)


def targets_come_after_the_plan(content: Content) -> Iterator[Finding]:
    """An action whose target date was before the plan's own date is complete or has an editor’s note, or it is listed."""
    for plan, _, action, spot in rows(content):
        day, since = _own_date(content, plan)
        last = timeline_of(action).ends
        is_open = not action.editor_note and not _is_done(content, plan, action)
        if day and last and last < day and is_open:
            words = {"number": action.number, "timeline": action.timeline, "since": since}
            yield Finding("target-before-meeting", _at(spot, "timeline"), words)


def _own_date(content: Content, plan: ActionPlan) -> tuple[date | None, str]:
    """Return a plan's day, with what it is: that of the meeting to which it was presented, else its earliest date."""
    report = content.cabinet_reports.get(plan.decided_in or "")
    if report and report.meeting:
        return report.meeting, f"the meeting on {in_words(report.meeting)}"
    dated = (event.when for event in plan.events if event.when)
    first = min(dated, key=lambda when: when.first, default=None)
    return (first.first if first else None), f"the plan’s earliest recorded date, {in_words(first)}"


def _is_done(content: Content, plan: ActionPlan, action: Action) -> bool:
    others = {other.number: other for other in plan.actions}
    return is_done(progress_of(action, others).update, content.vocabulary)


def completion_has_evidence(content: Content) -> Iterator[Finding]:
    """An update that marks an action as complete gives its evidence, the minute of its closing, or that only the plan prints it."""
    for _, _, action, spot in rows(content):
        for place, update in enumerate(action.updates):
            role = content.vocabulary.role("statuses", update.status)
            shown = update.evidence or update.minute or update.printed_in_plan
            if role == Role.COMPLETE and not shown:
                yield Finding("no-evidence", _at(spot, "updates", place, "status"), {"number": action.number})


def closings_are_recorded(content: Content) -> Iterator[Finding]:
    """An action reported as finished is closed by the body that closes the plan’s actions, with the minute, or it is listed."""
    for plan, _, action, spot in rows(content):
        update = last_update(action)
        if update and update.awaits:
            where = _at(spot, "updates", action.updates.index(update), "status")
            words = {"number": action.number, "plan": plan.id, "status": update.status, "body": update.awaits}
            yield Finding("closing-awaited", where, words)


def updates_are_in_order(content: Content, today: date) -> Iterator[Finding]:
    """Updates are newest first, those without a date last, and none has a date after today."""
    for _, _, action, spot in rows(content):
        for place, update in enumerate(action.updates):
            where = _at(spot, "updates", place, "date")
            if (span := bounds(update.date)) and span[0] > today:
                yield Finding(
                    "update-in-future", where, {"number": action.number, "date": in_words(update.date)}
                )
            if place and is_newer(update, action.updates[place - 1]):
                yield Finding("updates-out-of-order", where, {"number": action.number})


def moved_timelines_have_a_reason(content: Content) -> Iterator[Finding]:
    """An update that moves a timeline gives the new date, the reason and who approved it."""
    for _, _, action, spot in rows(content):
        for place, update in enumerate(action.updates):
            where = _at(spot, "updates", place, "timeline")
            words = {"number": action.number, "timeline": update.timeline}
            if update.timeline and not update.reason:
                yield Finding("moved-without-reason", where, words)
            if update.timeline and not update.approved_by:
                yield Finding("moved-without-approver", where, words)


def declared_totals_agree(content: Content) -> Iterator[Finding]:
    """Totals that a report gives of a plan agree with its rows on that day, or a note says why not."""
    for stem, plan in content.action_plans.items():
        for place, totals in enumerate(plan.declared_totals):
            wrong = [
                f"{printed} {status or 'in all'}, not {held}"
                for status, printed, held in compared(plan, totals)
                if printed != held
            ]
            if wrong and totals.note is None:
                words = {"date": in_words(totals.date), "differences": joined(wrong)}
                spot = Spot(ACTION_PLANS.file(stem), ("declared_totals", place))
                yield Finding("declared-totals-differ", spot, words)


def answers_are_to_the_plans_reviews(content: Content) -> Iterator[Finding]:
    """An action answers recommendations from the reviews that its plan answers."""
    for plan, _, action, spot in rows(content):
        for place, ref in enumerate(action.answers):
            if ref.review in content.reviews and ref.review not in plan.responds_to:
                words = {"number": action.number, "review": ref.review}
                yield Finding("answers-another-review", _at(spot, "answers", place), words)
