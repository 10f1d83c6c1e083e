"""The council's lists of words: the closed lists with labels and meanings, and words for which there are plainer ones."""

from __future__ import annotations

from goldenthread.model.base import Line, Number, Prose, Record, YesNo, shown

LONGEST = 25  # words; GOV.UK, “Publishing accessible documents”


class Word(Record):
    """One word of a closed list."""

    word: Line = shown("The word to type.", "in progress")
    label: Line = shown("The word as shown.", "In progress")
    help: Prose = shown("What it means, for a reader.", "Work has begun and is not finished.")
    done: YesNo = shown("For a status: `yes` when nothing more is to be done.", "no", False)


class Vocabulary(Record):
    """`data/vocabulary.yml`: every closed list of the council."""

    review_kinds: tuple[Word, ...] = shown("Kinds of review.", "- word: peer challenge")
    acceptances: tuple[Word, ...] = shown("How the council answered a recommendation.", "- word: accepted")
    statuses: tuple[Word, ...] = shown("How far an action has got.", "- word: in progress")
    confidences: tuple[Word, ...] = shown(
        "How sure the council is that an action will be done in time.", "- word: on track"
    )
    risk_levels: tuple[Word, ...] = shown("Levels of risk.", "- word: low")
    offices: tuple[Word, ...] = shown("Kinds of body, post and group.", "- word: committee")
    events: tuple[Word, ...] = shown("Kinds of event.", "- word: on site")
    outcomes: tuple[Word, ...] = shown("Whether a deadline was met.", "- word: met")
    purposes: tuple[Word, ...] = shown("What a paper is brought for.", "- word: for decision")
    accesses: tuple[Word, ...] = shown("Whether the public may see a paper.", "- word: public")
    finding_kinds: tuple[Word, ...] = shown("Kinds of finding.", "- word: suggestion")
    row_kinds: tuple[Word, ...] = shown("Kinds of row in a table of figures.", "- word: total")
    plan_kinds: tuple[Word, ...] = shown("Kinds of plan.", "- word: productivity plan")
    exemptions: tuple[Word, ...] = shown("Paragraphs of Schedule 12A.", "- word: 3")
    activity_stages: tuple[Word, ...] = shown("How far an activity of a plan has got.", "- word: completed")

    def words(self, name: str) -> tuple[str, ...]:
        """Give the words of one list, in order."""
        return tuple(word.word for word in getattr(self, name))

    def label(self, name: str, word: str) -> str:
        """Give the label of a word; the word itself when the list does not hold it."""
        return next((w.label for w in getattr(self, name) if w.word == word), word)


class Better(Record):
    """A word that many readers do not know, and what to write in its place."""

    word: Line = shown("The word or words to leave out, in small letters.", "utilise")
    better: Line = shown("What to write in their place.", "use")


class PlainWords(Record):
    """`data/plain-words.yml`: the council's own list, to which words may be added and from which they may be taken."""

    longest_sentence: Number = shown("How many words a sentence may have.", "25", LONGEST)
    words: tuple[Better, ...] = shown("Words with better ones.", "- word: utilise", ())
