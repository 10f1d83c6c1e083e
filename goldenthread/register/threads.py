"""The thread of each record: review, recommendation, action plan or action, cabinet report, decision, progress, next review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.common.dates import in_words
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
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
        Bead("Progress", status.word.label, "", note=status.basis),
    )


def of_action_plan(this: Link, reviews: Iterable[Link], report: Link | None, progress: str) -> Thread:
    """Return the thread of an action plan: the reviews that it answers, the paper that presented it, its progress."""
    return (
        *_beads("Review", reviews),
        _here("Action plan", this),
        *_beads("Cabinet report", (report,) if report else ()),
        Bead("Progress", progress, ""),
    )


def of_plan(this: Link, reports: Iterable[Link]) -> Thread:
    """Return the thread of a plan of the council: the papers that present it or name it."""
    return (_here("Plan", this), *_beads("Cabinet report", reports))


def of_report(public: Public, report: CabinetReport, plans: Iterable[Link]) -> Thread:
    """Return the thread of a cabinet report: what it presents, and its decision."""
    reviews = [public.review_link(name) for name in report.brings if name in public.reviews]
    plan = [public.council_plan_link(report.brings_plan)] if report.brings_plan in public.plans else []
    decided = report.decision and report.decision.date
    words = f"Decided on {in_words(decided)}" if decided else "Decision not recorded here"
    return (
        *_beads("Review", reviews),
        *_beads("Action plan", plans),
        *_beads("Plan", plan),
        _here("Cabinet report", public.report_link(report.id)),
        Bead("Decision", words, "", note=f"by {public.office_link(report.body).title}" if decided else ""),
    )


def decided_in(public: Public, plan: ActionPlan) -> tuple[Link, ...]:
    """Return the paper in which an action plan was decided, when it is public."""
    return (public.report_link(plan.decided_in),) if plan.decided_in in public.cabinet_reports else ()


def _here(step: str, link: Link) -> Bead:
    return Bead(step, link.title, link.url, current=True)


def _beads(step: str, links: Iterable[Link]) -> Thread:
    return tuple(Bead(step, link.title, link.url) for link in links)
