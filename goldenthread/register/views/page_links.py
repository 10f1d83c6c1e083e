"""Ways to other pages, and counts: the small pieces of which the views of records are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A named way to another page."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationLink:
    """A way to a recommendation, with enough to say what it asks."""

    review: str
    review_title: str
    number: int
    summary: str
    url: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Recommendation {self.number}, {self.review_title}"


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A way to an action, with enough to say what it is about and how it stands."""

    plan: str
    plan_title: str
    number: int
    summary: str
    url: str
    status: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Action {self.number}, {self.plan_title}"


@dataclass(frozen=True, slots=True)
class Bead:
    """One step of the thread from review to progress; `url` is empty where there is nothing to open yet."""

    step: str  # "Review", "Recommendation", "Action plan", "Action", "Cabinet report", "Decision", "Progress", "Next review"
    title: str
    url: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its definition, and the page that lists what was counted."""

    value: int
    label: str
    definition: str
    url: str = ""
