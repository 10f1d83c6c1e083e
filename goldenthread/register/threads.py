"""The thread of each record: review, recommendation, action plan or action, cabinet report, decision, progress, next review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.common.dates import in_words
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import DECISIONS
from goldenthread.register.public import Public
from goldenthread.register.views import ActionLink, ActionView, Bead, Link, RecommendationLink, Status

Thread = tuple[Bead, ...]


def of_review(this: Link, plans: Iterable[Link], reports: Iterable[Link], later: Iterable[Link]) -> Thread:
    """Return the thread of a review: the plans that answer it, the papers that present it, the next review."""
    return (
        _here("Review", this),
        *_beads("Action plan", plans),
        *_beads("Cabinet report", reports),
        *_beads("Next review", later),
    )


def of_recommendation(
    public: Public, review: Link, this: RecommendationLink, named: Sequence[ActionView]
) -> Thread:
    """Return the thread of a recommendation: its review, and the first action that answers it, or only names it."""
    begun = (
        *_beads("Review", (review,)),
        Bead("Recommendation", f"Recommendation {this.number}", this.url, current=True),
    )
    if not named:
        return (*begun, Bead("Action", "No answer held on this site", ""))
    view = next((view for view in named if view.is_answer), named[0])
    first = view.link
    return (
        *begun,
        Bead("Action", f"Action {first.number}", first.url, note=first.plan_title),
        *_beads("Cabinet report", decided_in(public, public.action_plans[first.plan])),
        *decided(public, public.action_plans[first.plan].decided_in),
        Bead("Progress", first.status if view.is_answer else "Response not recorded", first.url),
    )


def of_action(
    public: Public,
    plan: ActionPlan,
    this: ActionLink,
    answers: tuple[RecommendationLink, ...],
    status: Status,
) -> Thread:
    """Return the thread of an action: the first recommendation that it answers, its plan's paper, its progress."""
    first = answers[:1]
    return (
        *_beads("Review", (public.review_link(link.review) for link in first)),
        *(Bead("Recommendation", f"Recommendation {link.number}", link.url) for link in first),
        Bead("Action", f"Action {this.number}", this.url, current=True, note=plan.title),
        *_beads("Cabinet report", decided_in(public, plan)),
        *decided(public, plan.decided_in),
        Bead("Progress", status.standing.label, "", note=status.basis),
    )


def of_action_plan(
    this: Link, reviews: Iterable[Link], report: Link | None, decision: Thread, progress: str
) -> Thread:
    """Return the thread of an action plan: the reviews that it answers, its paper, the decision on it, its progress."""
    return (
        *_beads("Review", reviews),
        _here("Action plan", this),
        *_beads("Cabinet report", (report,) if report else ()),
        *decision,
        Bead("Progress", progress, ""),
    )


def of_plan(this: Link, reports: Iterable[Link]) -> Thread:
    """Return the thread of a plan of the council: the papers that present it or name it."""
    return (_here("Plan", this), *_beads("Cabinet report", reports))


def of_report(public: Public, report: CabinetReport, plans: Iterable[Link]) -> Thread:
    """Return the thread of a cabinet report: what it presents, and its decision."""
    reviews = [public.review_link(name) for name in report.brings if name in public.reviews]
    plan = [public.council_plan_link(report.brings_plan)] if report.brings_plan in public.plans else []
    return (
        *_beads("Review", reviews),
        *_beads("Action plan", plans),
        *_beads("Plan", plan),
        _here("Cabinet report", public.report_link(report.id)),
        *(decided(public, report.id) or (_briefly_decided(public, report),)),
    )


def _briefly_decided(public: Public, report: CabinetReport) -> Bead:
    """Return the decision of a report that has no record of its own."""
    decided = report.decision and report.decision.date
    words = f"Decided on {in_words(decided)}" if decided else "Decision not recorded here"
    return Bead("Decision", words, "", note=f"by {public.office_link(report.body).title}" if decided else "")


def of_decision(public: Public, decision: Decision) -> Thread:
    """Return the thread of a decision: what the report presents that it decides, and the plans that it agrees to."""
    report = public.cabinet_reports.get(decision.report or "")
    reviews = [public.review_link(name) for name in report.brings if name in public.reviews] if report else []
    plans = {ref.plan for item in decision.resolutions for ref in item.actions}
    plans |= {plan.id for plan in public.action_plans.values() if report and plan.decided_in == report.id}
    return (
        *_beads("Review", reviews),
        *_beads(
            "Action plan", (public.plan_link(name) for name in sorted(plans) if name in public.action_plans)
        ),
        *_beads("Cabinet report", (public.report_link(report.id),) if report else ()),
        _here("Decision", public.decision_link(decision.id)),
    )


def decided(public: Public, report: str | None) -> Thread:
    """Return the decisions on a report that have records of their own, the replaced ones left out."""

    def title(one: Decision) -> str:
        when = f"Decided on {in_words(one.date)}" if one.date else "Date of decision not recorded"
        state = public.decision_states[one.id]
        return when if state.holds else f"{when}, {state.stage}"

    return tuple(
        Bead(
            "Decision",
            title(one),
            DECISIONS.url(one.id),
            note=f"by {public.office_link(one.decided_by).title}",
        )
        for one in public.decisions_on(report)
    )


def decided_in(public: Public, plan: ActionPlan) -> tuple[Link, ...]:
    """Return the paper in which an action plan was decided, when it is public."""
    return (public.report_link(plan.decided_in),) if plan.decided_in in public.cabinet_reports else ()


def _here(step: str, link: Link) -> Bead:
    return Bead(step, link.title, link.url, current=True)


def _beads(step: str, links: Iterable[Link]) -> Thread:
    return tuple(Bead(step, link.title, link.url) for link in links)
