"""The council's lists of words: the closed lists with labels, meanings and roles, and words for which there are plainer ones."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from goldenthread.model.base import Id, Line, Prose, Record, Refers, Several, WholeNumber, YesNo, shown

LONGEST = 25  # words; GOV.UK, “Publishing accessible documents”


class Role(StrEnum):
    """What the program does something with: a word has the role that it names, or the one that it is called."""

    NOT_STATED = "not stated"
    NONE_RECORDED = "none recorded"
    COMPLETE = "complete"
    DECISION_MAKER = "decision-making body"
    COMMITTEE = "committee"
    POST = "post"
    ON_SITE = "on site"
    PRESENTED = "presented"
    AGREED = "agreed"
    PUBLISHED = "published"
    MEETING = "meeting"
    DECIDED = "decided"
    DECISION_PUBLISHED = "decision published"
    CALLED_IN = "called in"
    UPHELD = "decision upheld"
    REFERRED_BACK = "referred back"
    CALL_IN_WITHDRAWN = "call-in withdrawn"
    CARRIED_OUT = "carried out"
    AS_RECOMMENDED = "as recommended"
    AMENDED = "amended"
    DEFERRED = "deferred"
    REFUSED = "refused"
    ADDED = "added at the meeting"
    PLAN_AGREED = "action plan agreed"
    EFFECTIVE = "effective"
    NOTICE = "notice"
    SECOND_NOTICE = "second notice"
    PLANNED = "planned"
    DUE = "due"
    FOR_DECISION = "for decision"
    FOR_INFORMATION = "for information"
    PUBLIC = "public"
    PART_EXEMPT = "part exempt"
    EXEMPT = "exempt"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"


# What each list's roles are for: the end of the sentence “Without it, …”.
_ORDER = "check does not report events in an impossible order"
_NOT_HAPPENED = "an event that was only announced is shown as one that happened"
_PRIVATE = "the deadlines of private items are not worked out"
ROLES: dict[str, dict[str, str]] = {
    "acceptances": {
        Role.NOT_STATED: "a response that does not say whether the council agreed has no label",
        Role.NONE_RECORDED: "a blank response has no label",
    },
    "statuses": {Role.COMPLETE: "nobody is asked for evidence that an action is complete"},
    "offices": {
        Role.DECISION_MAKER: "the program does not offer the bodies that decide",
        Role.COMMITTEE: "the program does not offer the committees",
        Role.POST: "the posts of a new council have no kind",
    },
    "events": {
        Role.ON_SITE: "the program does not know when reviewers visited",
        Role.PRESENTED: _ORDER,
        Role.AGREED: "the program does not know when a report was agreed",
        Role.PUBLISHED: "the program does not know when a report was published",
        Role.MEETING: "deadlines are not counted from meetings",
        Role.DECIDED: "deadlines are not counted from decisions",
        Role.DECISION_PUBLISHED: "deadlines of a planned meeting are not counted from its notice of decisions",
        Role.PLAN_AGREED: "a meeting that agreed an action plan is not recognised",
        Role.EFFECTIVE: _ORDER,
        Role.PLANNED: _NOT_HAPPENED,
        Role.DUE: _NOT_HAPPENED,
    },
    "outcomes": dict.fromkeys(
        ("met", "missed", "cannot be worked out", "not yet due", "overdue", "not known"),
        "the outcome of some deadlines has no label and no meaning in the glossary",
    ),
    "purposes": {
        Role.FOR_DECISION: "a new paper has no purpose until its author chooses one",
        Role.FOR_INFORMATION: "papers that nobody decides on get the deadlines of a decision",
    },
    "accesses": {
        Role.PUBLIC: "a new paper has no report status",
        Role.PART_EXEMPT: _PRIVATE,
        Role.EXEMPT: _PRIVATE,
    },
}

NOT_AGREED = (Role.DEFERRED, Role.REFUSED, Role.REFERRED_BACK)  # outcomes of a recommended part
DISAGREES = ("partly accepted", "not accepted")  # positions for which readers are owed a reason

# Roles that a list may lack: they give a word its colour, and without the word nobody can record what it says.
LOOKS: dict[str, tuple[str, ...]] = {
    "acceptances": ("accepted", "accepted in principle", *DISAGREES),
    "statuses": ("in progress", "business as usual", "stopped", "superseded"),
    "confidences": (Role.ON_TRACK, Role.AT_RISK, Role.OFF_TRACK),
    "risk_levels": ("medium", "high"),
    "events": (Role.CALLED_IN, Role.UPHELD, Role.REFERRED_BACK, Role.CALL_IN_WITHDRAWN, Role.CARRIED_OUT),
    "decision_outcomes": (
        Role.AS_RECOMMENDED,
        Role.AMENDED,
        Role.DEFERRED,
        Role.REFUSED,
        Role.REFERRED_BACK,
        Role.ADDED,
    ),
}


class Word(Record):
    """One word of a closed list."""

    word: Line = shown("The word to type.", "in progress")
    label: Line = shown("The word as shown.", "In progress")
    help: Prose = shown("What it means, for a reader.", "Work has begun and is not finished.")
    done: YesNo = shown("For a status: `yes` if nothing more needs to be done.", "no", False)
    role: Line | None = shown(
        "The role that the word has in the program, when it is called something else.", "complete", None
    )

    @property
    def fills(self) -> str:
        """The role that the word has, or would have: the one that it names, else its own name."""
        return self.role or self.word


class ReviewKind(Word):
    """One kind of review, with the words and the deadlines of its reviewers."""

    question: Line = shown("The question who carried it out.", "Who audited?", "Who reviewed?")
    reviewer_noun: Line = shown(
        "What its reviewers are called in a sentence.", "the auditors", "the reviewers"
    )
    rules: Annotated[Id, Refers("rule-sets")] | None = shown(
        "The rule set of `data/deadline-rules.yml` that a new review gets, unless its author chooses another.",
        "lga-cpc-2021",
        None,
    )
    earlier_rules: Annotated[tuple[Annotated[Id, Refers("rule-sets")], ...], Several] = shown(
        "The rule sets before that, newest first; a new review of an earlier day gets the one in force then.",
        "lga-cpc-2021",
        (),
    )
    priorities: tuple[Line, ...] = shown(
        "The levels of priority that such reviewers use, highest first; a new review begins with them.",
        "- High",
        (),
    )


class Vocabulary(Record):
    """`data/vocabulary.yml`: every closed list of the council."""

    review_kinds: tuple[ReviewKind, ...] = shown("Kinds of review.", "- word: peer challenge")
    acceptances: tuple[Word, ...] = shown("How the council answered a recommendation.", "- word: accepted")
    statuses: tuple[Word, ...] = shown("The status of an action.", "- word: in progress")
    confidences: tuple[Word, ...] = shown(
        "How sure the council is that an action will be done in time.", "- word: on track"
    )
    risk_levels: tuple[Word, ...] = shown("Levels of risk.", "- word: low")
    offices: tuple[Word, ...] = shown("Kinds of body, post and group.", "- word: committee")
    events: tuple[Word, ...] = shown("Kinds of event.", "- word: on site")
    outcomes: tuple[Word, ...] = shown("Whether a deadline was met.", "- word: met")
    purposes: tuple[Word, ...] = shown("The purpose of a report.", "- word: for decision")
    accesses: tuple[Word, ...] = shown("Whether the public can see a paper.", "- word: public")
    finding_kinds: tuple[Word, ...] = shown("Kinds of finding.", "- word: suggestion")
    row_kinds: tuple[Word, ...] = shown("Kinds of row in a table of figures.", "- word: total")
    plan_kinds: tuple[Word, ...] = shown("Kinds of plan.", "- word: productivity plan")
    exemptions: tuple[Word, ...] = shown("Paragraphs of Schedule 12A.", "- word: 3")
    decision_outcomes: tuple[Word, ...] = shown(
        "What became of a recommended part.", "- word: as recommended", ()
    )
    activity_stages: tuple[Word, ...] = shown("The progress of an activity of a plan.", "- word: completed")

    def review_kind(self, word: str) -> ReviewKind | None:
        """Return a kind of review by its word; None when the list does not hold it."""
        return next((kind for kind in self.review_kinds if kind.word == word), None)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of one list, in order."""
        return tuple(word.word for word in getattr(self, name))

    def meant(self, name: str, text: str) -> str:
        """Return the word of a list that a text gives in any letters, as word or as label; else the text itself."""
        wanted = text.casefold()
        known = (w.word for w in getattr(self, name) if wanted in (w.word.casefold(), w.label.casefold()))
        return next(known, text)

    def label(self, name: str, word: str) -> str:
        """Return the label of a word, or of the word with a role; the word itself when the list does not hold it."""
        found = next((w for w in getattr(self, name) if w.word == word), None) or self.filling(name, word)
        return found.label if found else word

    def role(self, name: str, word: str | None) -> str:
        """Return the role of a word of a list; the word itself when the list does not hold it."""
        return next((w.fills for w in getattr(self, name) if w.word == word), word or "")

    def filling(self, name: str, role: str) -> Word | None:
        """Return the word of a list that has a role: the first that names it, else the one that is called so."""
        words: tuple[Word, ...] = getattr(self, name)
        named = (word for word in words if word.role == role)
        return next(named, next((word for word in words if word.fills == role), None))


class Better(Record):
    """A word that many readers do not know, and what to write instead."""

    word: Line = shown("The word or words to leave out, in small letters.", "utilise")
    better: Line = shown("What to write instead.", "use")


class PlainWords(Record):
    """`data/plain-words.yml`: the council's own list: add words, or remove them."""

    longest_sentence: WholeNumber = shown("The most words that a sentence can have.", "25", LONGEST)
    words: tuple[Better, ...] = shown("Words that have plainer ones.", "- word: utilise", ())
