"""What a picture inside a report may show: what was known on the day of its meeting, and nothing later."""

from __future__ import annotations

from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.register.actions import action_views_of
from goldenthread.register.as_at import worked_back
from goldenthread.register.links import Public
from goldenthread.register.news import happenings
from goldenthread.register.plans import action_plan_view
from goldenthread.register.views import Drawing, ReviewView
from goldenthread.rules.reports import TIMELINE


def drawing(
    public: Public, reviews: dict[str, ReviewView], report: CabinetReport, kind: str, name: str
) -> Drawing | None:
    """Gather what a picture shows; None when the record that it names is not public."""
    day = report.meeting
    if day is None:  # the rules ask for it
        return None
    if kind == TIMELINE:
        if name not in reviews:
            return None
        past = tuple(item for item in happenings(public, ()) if item.first <= day)
        return Drawing(kind, day, public.review_link(name), review=reviews[name], happenings=past)
    if name not in public.action_plans:
        return None
    before = worked_back(public.action_plans[name], day)
    then = public.at(before, day)
    plan = action_plan_view(then, before, action_views_of(then, before))
    done = frozenset(word.word for word in public.content.vocabulary.statuses if word.done)
    return Drawing(kind, day, public.plan_link(name), actions=plan, done=done)
