"""The public view, worked out once: every output reads it and nothing else."""

from __future__ import annotations

from datetime import date

from goldenthread.common import urls
from goldenthread.deadlines import work_out
from goldenthread.model.kinds import KINDS, REVIEWS
from goldenthread.model.vocabulary import Vocabulary, Word
from goldenthread.read.content import Content, is_page
from goldenthread.register.actions import action_views
from goldenthread.register.agendas import meeting_views
from goldenthread.register.as_at import as_at_views
from goldenthread.register.decisions import decision_views
from goldenthread.register.events import corrections, due, happenings, versions, withdrawals
from goldenthread.register.overdue import overdue_turns
from goldenthread.register.page_history import NO_PAST, Past
from goldenthread.register.plans import action_counts, action_plan_views, office_views, plan_views
from goldenthread.register.public import Public
from goldenthread.register.publication_plans import paper_plans
from goldenthread.register.published_files import earlier_pdfs, newest_editions, published_files
from goldenthread.register.report_sections import Shelf
from goldenthread.register.reports import report_views
from goldenthread.register.reviews import review_views
from goldenthread.register.statutory_notices import notice_views
from goldenthread.register.views import ActionView, ContentPage, Count, RecordView, Register, ReviewView
from goldenthread.report.crossrefs import with_references

__all__ = ["Register", "build"]


def build(content: Content, today: date, past: Past = NO_PAST) -> Register:
    """Work out the public view of content that the rules have passed, as on the day `today`.

    `past` is what git knows of earlier versions; without it the pages say nothing of them.
    """
    published, earlier = newest_editions(content, today), earlier_pdfs(content, today)
    content = with_references(content)
    public = Public(content, today)
    by_plan = action_views(public)
    reviews = review_views(public, by_plan)
    action_plans = action_plan_views(public, by_plan)
    plans = plan_views(public)
    files = published_files(public.only())
    reports = report_views(public, Shelf(reviews, action_plans, plans, files))
    notices = notice_views(public)
    decisions = decision_views(public, by_plan)
    actions = tuple(action for plan in action_plans for action in plan.actions)
    return Register(
        today=today,
        council=content.council,
        vocabulary=content.vocabulary,
        statuses=_statuses(content.vocabulary, actions),
        reviews=reviews,
        action_plans=action_plans,
        decisions=decisions,
        cabinet_reports=reports,
        plans=plans,
        meetings=meeting_views(public, reports, notices, decisions),
        notices=notices,
        others=_others(public),
        offices=office_views(public, actions),
        recommendations=tuple(item for review in reviews for item in review.recommendations),
        actions=actions,
        counts=_counts(reviews) + action_counts(actions),
        happenings=happenings(public, actions),
        due=due(actions),
        pages=_pages(content),
        deadlines=work_out(public.only(), today),
        paper_plans=paper_plans(content, today),
        figures=public.figures,
        files=files,
        addresses=content.addresses,
        accessibility_tests=content.own_tests,
        past=past,
        withdrawn=withdrawals(public),
        corrections=corrections(public),
        versions=versions(public),
        as_at=as_at_views(public, action_plans, past),
        editions=published,
        overdue_turns=overdue_turns(public, actions),
        earlier_pdfs=earlier,
    )


def _others(public: Public) -> dict[str, tuple[RecordView, ...]]:
    """Return the records of the kinds that the register has no field for, newest first by id."""
    return {
        kind.folder: tuple(
            RecordView(record, kind.url(name))
            for name, record in sorted(public.folders[kind.folder].items(), reverse=True)
        )
        for kind in KINDS
        if not hasattr(Register, kind.identifier)
    }


def _statuses(vocabulary: Vocabulary, actions: tuple[ActionView, ...]) -> tuple[Word, ...]:
    """Return the council's statuses, and those of actions that are reported as finished and not closed."""
    open_ones = {a.status.word.word: a.status.word for a in actions if a.status.awaits}
    return (*vocabulary.statuses, *open_ones.values())


def _counts(reviews: tuple[ReviewView, ...]) -> tuple[Count, ...]:
    reviews = tuple(review for review in reviews if not review.facts.withdrawn)
    recommendations = sum(item.is_listed for review in reviews for item in review.recommendations)
    return (
        Count(
            len(reviews),
            "reviews",
            "Reviews that this site holds and that are not withdrawn.",
            REVIEWS.list_url,
            "review",
        ),
        Count(
            recommendations,
            "recommendations",
            "Numbered recommendations that have a page on this site and are not withdrawn.",
            urls.RECOMMENDATIONS,
            "recommendation",
        ),
    )


def _pages(content: Content) -> tuple[ContentPage, ...]:
    """Return the hand-written pages: the Markdown files that are in `content/` itself and in the guide."""
    pages = []
    for file, text in sorted(content.texts.items()):
        name = file.removeprefix("content/").removesuffix(".md")
        if is_page(file):
            heading, _, body = text.lstrip().partition("\n")
            pages.append(ContentPage(name, heading.removeprefix("# ").strip(), body.strip()))
    return tuple(pages)
