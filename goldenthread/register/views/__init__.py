"""The public, worked-out view: what every output reads, and nothing else.

`facts` is the record as it stands in its file; everything beside it is worked out, once, for all outputs.
Addresses are relative to the site's root: `reviews/2031-finance/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.deadlines.deadline import Deadline
from goldenthread.model.addresses import Addresses
from goldenthread.model.common import Correction, Published, Withdrawal
from goldenthread.model.council import AccessibilityTests, Council
from goldenthread.model.kinds import Kind
from goldenthread.model.vocabulary import Vocabulary, Word
from goldenthread.register.page_history import NO_PAST, Past
from goldenthread.register.publication_plans import PaperPlan
from goldenthread.register.published_files import FileView
from goldenthread.register.views.page_links import ActionLink, Bead, Count, Link, RecommendationLink
from goldenthread.register.views.record_views import (
    ActionPlanView,
    ActionView,
    ContentPage,
    Due,
    FindingView,
    Happening,
    OfficeView,
    PlanView,
    PromptView,
    RecommendationView,
    ReviewView,
    Status,
    TextSection,
)
from goldenthread.register.views.report_views import (
    AppendixView,
    CabinetReportView,
    Drawing,
    Embed,
    HeaderField,
    ImplicationRow,
    SectionView,
    TimetableRow,
)
from goldenthread.register.views.snapshots import AsAt, VersionView

__all__ = [
    "ActionLink",
    "ActionPlanView",
    "ActionView",
    "AppendixView",
    "Bead",
    "CabinetReportView",
    "ContentPage",
    "Count",
    "Drawing",
    "Due",
    "Embed",
    "FindingView",
    "Happening",
    "HeaderField",
    "ImplicationRow",
    "Link",
    "OfficeView",
    "PlanView",
    "PromptView",
    "RecommendationLink",
    "RecommendationView",
    "RecordView",
    "Register",
    "ReviewView",
    "SectionView",
    "Status",
    "TextSection",
    "TimetableRow",
]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record of a kind that nothing is worked out for: what it says, and the address of its page."""

    facts: Published
    url: str


@dataclass(frozen=True, slots=True)
class Register:
    """All the public data at one moment."""

    today: date
    council: Council
    vocabulary: Vocabulary  # the closed lists, with labels and meanings
    statuses: tuple[Word, ...]
    reviews: tuple[ReviewView, ...]  # newest first
    action_plans: tuple[ActionPlanView, ...]
    cabinet_reports: tuple[CabinetReportView, ...]
    plans: tuple[PlanView, ...]
    others: Mapping[str, tuple[RecordView, ...]]  # by folder, of the kinds that nothing is worked out for
    offices: tuple[OfficeView, ...]
    recommendations: tuple[RecommendationView, ...]
    actions: tuple[ActionView, ...]
    counts: tuple[Count, ...]
    happenings: tuple[Happening, ...]  # newest first
    due: tuple[Due, ...]  # soonest first: what is past and not done, then what is to come
    pages: tuple[ContentPage, ...]
    deadlines: tuple[Deadline, ...]  # of reviews, cabinet reports and plans, in the order of their rules
    paper_plans: tuple[PaperPlan, ...]  # of each body that keeps rules
    files: Mapping[str, FileView]  # what is published of content/files/, by name
    addresses: Addresses = field(default_factory=Addresses)  # ever published, moved and gone
    accessibility_tests: AccessibilityTests | None = None
    past: Past = NO_PAST  # earlier versions of every page
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)  # by the address of what is withdrawn
    corrections: Mapping[str, tuple[Correction, ...]] = field(
        default_factory=dict
    )  # by address, newest first
    versions: Mapping[str, tuple[VersionView, ...]] = field(default_factory=dict)  # by report, newest first
    as_at: Mapping[str, tuple[AsAt, ...]] = field(default_factory=dict)  # by plan, newest first

    def of(self, kind: Kind) -> tuple[Any, ...]:
        """Return the views of all records of a kind, newest first."""
        others = self.others.get(kind.folder)
        return getattr(self, kind.identifier) if others is None else others

    def withdrawal_of(self, address: str) -> Withdrawal | None:
        """Say since when and why what stands at an address no longer holds: itself, or the record it is part of."""
        above = [address, *(f"{'/'.join(address.split('/')[:depth])}/" for depth in (4, 2))]
        return next((self.withdrawn[place] for place in above if place in self.withdrawn), None)

    def deadlines_of(self, address: str) -> tuple[Deadline, ...]:
        """Give the deadlines of the record whose page has this address: `reviews/2031-finance/`."""
        return tuple(deadline for deadline in self.deadlines if deadline.record == address)
