"""Actions worked out: what they answer, who leads them, when they are due, how they stand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from goldenthread.common.dates import Timeline, days_between, in_words, parse_timeline
from goldenthread.model.action_plan import Action, ActionPlan, Update
from goldenthread.model.common import Theme
from goldenthread.model.vocabulary import Word
from goldenthread.register.public import Public, word
from goldenthread.register.slippage import slips
from goldenthread.register.views import ActionLink, ActionView, Bead, Link, RecommendationLink, Status

SOON_DAYS = 28
NO_UPDATE = Word(
    word="not recorded",
    label="No progress recorded",
    help="Nothing that we hold says how far this action has got.",
)
NOT_STATED = "not stated"
NONE_RECORDED = "none recorded"


class Progress:
    """How every action stands: its own last update, or that of the action it wholly points to."""

    def __init__(self, public: Public) -> None:
        self.public = public
        self._known: dict[tuple[str, int], Status] = {}

    def of(self, plan: ActionPlan, action: Action) -> Status:
        """Give an action's status; the rules have seen to it that no ring of pointers is left."""
        key = (plan.id, action.number)
        if key not in self._known:
            self._known[key] = self._work_out(plan, action)
        return self._known[key]

    def _work_out(self, plan: ActionPlan, action: Action) -> Status:
        if action.updates:
            last = action.updates[0]
            found = word(self.public.content.vocabulary, "statuses", last.status)
            return Status(found, last.date, f"Update of {in_words(last.date)}")
        if action.same_as is not None:
            told = self.of(plan, self.public.action(plan.id, action.same_as))
            basis = f"Progress is recorded under action {action.same_as}"
            return Status(told.word, told.since, basis)
        return Status(NO_UPDATE, None, "No progress has been recorded since the plan was written")


def action_views(public: Public) -> dict[str, tuple[ActionView, ...]]:
    """Work out every action of every public plan, by plan."""
    progress = Progress(public)
    return {plan.id: _plan_views(progress, plan) for plan in public.action_plans.values()}


def action_views_of(public: Public, plan: ActionPlan) -> tuple[ActionView, ...]:
    """Work out the actions of one plan."""
    return _plan_views(Progress(public), plan)


def _plan_views(progress: Progress, plan: ActionPlan) -> tuple[ActionView, ...]:
    public = progress.public
    links = {a.number: public.action_link(plan, a, progress.of(plan, a).word) for a in plan.actions}
    pointed: dict[int, list[ActionLink]] = defaultdict(list)
    for action in plan.actions:
        for target in dict.fromkeys((*([action.same_as] if action.same_as else ()), *action.see)):
            pointed[target].append(links[action.number])
    names = public.content.organisation.names()
    return tuple(_view(progress, plan, a, links, tuple(pointed[a.number]), names) for a in plan.actions)


def _view(
    progress: Progress,
    plan: ActionPlan,
    action: Action,
    links: dict[int, ActionLink],
    pointed: tuple[ActionLink, ...],
    names: dict[str, str],
) -> ActionView:
    public, status = progress.public, progress.of(plan, action)
    timeline = parse_timeline(action.timeline)
    due = _due(action.updates, timeline)
    answers = tuple(public.recommendation_link(ref) for ref in action.answers if public.recommendation(ref))
    leads = _leads(public, action, names)
    withdrawn = action.withdrawn or plan.withdrawn
    return ActionView(
        facts=action,
        plan=public.plan_link(plan.id),
        plan_id=plan.id,
        answers=answers,
        group=_group(plan, action),
        summary=public.asked(action),
        acceptance=_acceptance(public, action),
        leads=leads,
        timeline=timeline,
        due=due,
        is_overdue=not withdrawn and _is_overdue(due, status, public.today),
        is_due_soon=not withdrawn and _is_due_soon(due, status, public.today),
        slips=slips(action),
        same_as=links[action.same_as] if action.same_as else None,
        see=tuple(links[number] for number in action.see),
        pointed_from=pointed,
        status=status,
        url=links[action.number].url,
        thread=_thread(public, plan, links[action.number], answers, status),
        withdrawn=withdrawn,
    )


def _leads(public: Public, action: Action, names: dict[str, str]) -> tuple[Link, ...]:
    ids = action.lead_posts or ((names[action.lead],) if action.lead in names else ())
    return tuple(public.office_link(office) for office in ids)


def _group(plan: ActionPlan, action: Action) -> Theme:
    return next(group for group in plan.groups if group.id == action.group)


def _acceptance(public: Public, action: Action) -> Word:
    """Take what the plan says; a blank response accepts nothing, and any other is silent on it."""
    blank = action.response is None and action.response_summary is None
    default = NONE_RECORDED if blank else NOT_STATED
    return word(public.content.vocabulary, "acceptances", action.acceptance or default)


def _due(updates: tuple[Update, ...], first: Timeline) -> Timeline:
    moved = next((update.timeline for update in updates if update.timeline), None)
    return parse_timeline(moved) if moved else first


def _is_overdue(due: Timeline, status: Status, today: date) -> bool:
    """Say whether the time is past and nothing says that the action is done.

    "Ongoing" and a blank timeline have no last day, so they are neither late nor on time.
    """
    return due.last is not None and due.last < today and not status.word.done


def _is_due_soon(due: Timeline, status: Status, today: date) -> bool:
    """Say whether the action is to be done within the next days, today included."""
    soon = due.last is not None and 0 <= days_between(today, due.last) <= SOON_DAYS
    return soon and not status.word.done


def _thread(
    public: Public,
    plan: ActionPlan,
    this: ActionLink,
    answers: tuple[RecommendationLink, ...],
    status: Status,
) -> tuple[Bead, ...]:
    beads = []
    if answers:
        first = answers[0]
        beads = [
            Bead("Review", first.review_title, f"reviews/{first.review}/"),
            Bead("Recommendation", f"Recommendation {first.number}", first.url),
        ]
    beads.append(Bead("Action", f"Action {this.number}", this.url, current=True, note=plan.title))
    if plan.decided_in in public.cabinet_reports:
        report = public.report_link(plan.decided_in)
        beads.append(Bead("Cabinet report", report.title, report.url))
    beads.append(Bead("Progress", status.word.label, "", note=status.basis))
    return tuple(beads)
