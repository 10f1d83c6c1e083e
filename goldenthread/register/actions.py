"""Actions worked out: what they answer, who leads them, when they are due, their progress, and the groups that share them out by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from goldenthread.common.dates import Precision, TimelineKind, bounds, days_between, in_words
from goldenthread.common.inflection import capital, small
from goldenthread.importing.proposals import position_in
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.base import Number
from goldenthread.model.common import Theme
from goldenthread.model.progress import (
    News,
    Progress,
    confidence_of,
    in_force,
    last_news,
    progress_of,
    reported,
    slips,
    timeline_of,
)
from goldenthread.model.scope import on_list
from goldenthread.model.standing import (
    AT_RISK,
    CLOSED,
    COMPLETE,
    DUE_SOON,
    NO_DATE_SET,
    OFF_LIST,
    ON_TRACK,
    ONGOING,
    OVERDUE,
    SOON_DAYS,
    STANDINGS,
    UNKNOWN,
    WITHDRAWN,
    WITHOUT_END,
    Standing,
    standing_of,
)
from goldenthread.model.vocabulary import Role, Vocabulary, Word
from goldenthread.register import threads
from goldenthread.register.public import Public, word
from goldenthread.register.views import ActionLink, ActionView, Link, Silence, Status

_NO_EVIDENCE = "Evidence is not held on this site."
_TO_CLOSE = "{} has not closed it. It counts as finished when the minute of its closing is recorded."
_UNCONFIRMED = (
    "It begins with words that we read as “{}”. Nobody has recorded that as the council’s position."
)
NO_UPDATE = Word.model_construct(  # the blank, which no list of words can hold
    word=NOT_RECORDED,
    label="None recorded",
    help="We have no record of progress on this action.",
)
NO_STATUS = NO_UPDATE.model_copy(
    update={
        "label": "Status not recorded",
        "help": "We have an update on this action, but it gives no status.",
    }
)


def action_views(public: Public) -> dict[str, tuple[ActionView, ...]]:
    """Return every action of every public plan, worked out, by plan."""
    return {plan.id: action_views_of(public, plan) for plan in public.action_plans.values()}


def action_views_of(public: Public, plan: ActionPlan) -> tuple[ActionView, ...]:
    """Return the actions of one plan, worked out."""
    others = {action.number: action for action in plan.actions}
    statuses = {a.number: _placed(public, plan, a, progress_of(a, others), others) for a in plan.actions}
    links = {a.number: public.action_link(plan, a, statuses[a.number].standing) for a in plan.actions}
    pointed: dict[Number, list[ActionLink]] = defaultdict(list)
    for action in plan.actions:
        for target in dict.fromkeys((*([action.same_as] if action.same_as else ()), *action.see)):
            pointed[target].append(links[action.number])
    views = (
        _view(public, plan, a, statuses[a.number], links, tuple(pointed[a.number])) for a in plan.actions
    )
    return tuple(_with_news(public, plan, view, last_news(view.facts, others)) for view in views)


def _with_news(public: Public, plan: ActionPlan, view: ActionView, news: News) -> ActionView:
    """Add the last news of an action, and how long nothing has been recorded where its plan counts that.

    Before the register was kept nothing is claimed, and where nobody can tell since when, nothing is counted.
    """
    view = replace(view, last_news=news.date)
    is_open = view.is_listed and not view.status.word.done
    if plan.ask_for_news_after is None or not is_open or not news.is_certain:
        return view
    span = bounds(news.date)
    begun = span[1] if span else view.facts.since or approved_on(public, plan)
    kept = public.content.council.kept_since
    since = max((day for day in (begun, kept) if day), default=None)
    if since is None:
        return view
    days = max(days_between(since, public.today), 0)
    return replace(view, silence=Silence(since, days, plan.ask_for_news_after))


def _placed(
    public: Public, plan: ActionPlan, action: Action, progress: Progress, others: dict[Number, Action]
) -> Status:
    """Return an action's status with its place in the one list of statuses."""
    status = _status(public, action, progress)
    if action.withdrawn or plan.withdrawn:
        return replace(status, standing=WITHDRAWN)
    if not on_list(action, public.today):
        return replace(status, standing=OFF_LIST)
    vocabulary, said = public.content.vocabulary, confidence_of(others.get(progress.action, action))
    sure = word(vocabulary, "confidences", said) if said else None
    due = timeline_of(in_force(action), approved=approved_on(public, plan), today=public.today)
    standing = standing_of(status.word, sure.fills if sure else "", due, public.today)
    return replace(status, standing=standing, sure=sure)


def _status(public: Public, action: Action, progress: Progress) -> Status:
    """Return an action's status as recorded, since when and on what basis."""
    last = progress.update
    found = word(public.content.vocabulary, "statuses", last.status) if last and last.status else NO_UPDATE
    awaits = last.awaits if last else ""
    found = reported(found).model_copy(update={"help": _TO_CLOSE.format(awaits)}) if awaits else found
    of_plan = bool(last and last.printed_in_plan)
    if of_plan:
        found = found.model_copy(
            update={"label": f"The plan says {small(found.label)}", "help": _NO_EVIDENCE}
        )
    if action.same_as is not None and progress.action != action.number:
        basis = f"Progress is recorded under action {action.same_as}"
        return Status(found, last.date if last else None, basis, awaits=awaits)
    if last is None and action.updates:
        return Status(NO_STATUS, None, "What is recorded under Progress gives no status")
    if last is None and timeline_of(action).kind is TimelineKind.COMPLETE:
        found = NO_UPDATE.model_copy(update={"label": "The plan says complete", "help": _NO_EVIDENCE})
        basis = f"The plan prints “{action.timeline}” instead of a date. {_NO_EVIDENCE.rstrip('.')}"
        return Status(found, None, basis, is_of_plan=True)
    if last is None:
        return Status(found, None, "No progress has been recorded since the plan was written")
    basis = f"Update of {in_words(last.date)}" if last.date else "Update without a date"
    return Status(found, last.date, basis, of_plan, awaits)


def _view(
    public: Public,
    plan: ActionPlan,
    action: Action,
    status: Status,
    links: dict[Number, ActionLink],
    pointed: tuple[ActionLink, ...],
) -> ActionView:
    approved = approved_on(public, plan)
    timeline = timeline_of(action, approved=approved, today=public.today)
    due = timeline_of(in_force(action), approved=approved, today=public.today)
    answers = tuple(public.recommendation_link(ref) for ref in action.answers if public.recommendation(ref))
    withdrawn = action.withdrawn or plan.withdrawn
    is_listed = on_list(action, public.today) and not plan.withdrawn
    return ActionView(
        facts=action,
        plan=public.plan_link(plan.id),
        plan_id=plan.id,
        answers=answers,
        group=_group(plan, action),
        summary=public.asked(action),
        acceptance=_acceptance(public, action),
        leads=_leads(public, action),
        timeline=timeline,
        due=due,
        slips=slips(action, approved),
        same_as=links.get(action.same_as) if action.same_as else None,
        see=tuple(links[number] for number in action.see if number in links),
        pointed_from=pointed,
        status=status,
        url=links[action.number].url,
        thread=threads.of_action(public, plan, links[action.number], answers, status),
        measures=public.with_figures(action.measures),
        withdrawn=withdrawn,
        is_listed=is_listed,
    )


def approved_on(public: Public, plan: ActionPlan) -> date | None:
    """Return the day on which a plan was approved, from which “within 6 months” is counted; None when not recorded."""
    report = public.cabinet_reports.get(plan.decided_in or "")
    decided = [one.date for one in public.decisions_on(plan.decided_in)]
    decided += [report.decision.date or report.meeting] if report and report.decision else []
    roles = ((public.content.vocabulary.role("events", event.kind), event.when) for event in plan.events)
    decided += [
        when.first
        for role, when in roles
        if role in (Role.DECIDED, Role.PLAN_AGREED) and when and when.precision is Precision.DAY
    ]
    return next((day for day in decided if day and day <= public.today), None)


def _leads(public: Public, action: Action) -> tuple[Link, ...]:
    names = public.office_names
    ids = action.lead_posts or ((names[action.lead],) if action.lead in names else ())
    return tuple(public.office_link(office) for office in ids)


def _group(plan: ActionPlan, action: Action) -> Theme:
    return next(group for group in plan.groups if group.id == action.group)


def _acceptance(public: Public, action: Action) -> Word:
    """Take what the plan says; a blank response accepts nothing, one that begins with a position is no silence."""
    blank = action.response is None and action.response_summary is None
    vocabulary, role = public.content.vocabulary, Role.NONE_RECORDED if blank else Role.NOT_STATED
    if action.acceptance:
        return word(vocabulary, "acceptances", action.acceptance)
    begins = position_in(action.response or "", vocabulary)
    if begins:
        label = vocabulary.label("acceptances", begins)
        return Word.model_construct(
            word=NOT_RECORDED, label="See the response", help=_UNCONFIRMED.format(label)
        )
    return vocabulary.filling("acceptances", role) or Word(word=role, label=capital(role), help=capital(role))


def by_standing(actions: Iterable[ActionView]) -> list[tuple[Standing, list[ActionView]]]:
    """Share out the actions that are on their list and not withdrawn, in the order of the statuses; a part may be empty."""
    found: dict[str, list[ActionView]] = {part.id: [] for part in STANDINGS}
    for action in actions:
        if action.is_listed and action.standing.id in found:
            found[action.standing.id].append(action)
    return [(part, found[part.id]) for part in STANDINGS]


def once_in(action: ActionView, today: date, vocabulary: Vocabulary) -> set[str]:
    """Return the parts that an action is in, or may have been in on an earlier day, by what its record keeps of its past."""
    once = {action.standing} if action.is_listed else set()
    done = {word.word: word.fills for word in vocabulary.statuses if word.done}
    for update in action.facts.updates:
        if update.status in done:
            once.add(COMPLETE if done[update.status] == Role.COMPLETE else CLOSED)
        if vocabulary.role("confidences", update.confidence) in (Role.AT_RISK, Role.OFF_TRACK):
            once.add(AT_RISK)
    for time in (action.timeline, *(slip.became for slip in action.slips)):
        if time.ends is None or time.kind is TimelineKind.RECURRING:
            once.add(ONGOING if time.kind in WITHOUT_END else NO_DATE_SET)
            continue
        left = days_between(today, time.ends)
        once |= {ON_TRACK, UNKNOWN}
        once |= {part for part, days in ((DUE_SOON, SOON_DAYS), (OVERDUE, -1)) if left <= days}
    return {part.id for part in once}
