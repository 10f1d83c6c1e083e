"""What a plan's own words seem to say: a position in the response column, a colour, “Complete” where a date belongs.

It is proposed and never guessed in silence: a person confirms it, and what is recorded says that the plan prints it.
"""

from __future__ import annotations

import re
from typing import Any

from goldenthread.common.dates import TimelineKind, parse_timeline
from goldenthread.importing.clean_text import one_line
from goldenthread.model.vocabulary import Role, Vocabulary

# How responses begin, and the word of `acceptances` that it means; the first that fits counts.
_POSITIONS = {
    "partly accepted": r"part(?:ly|ially) (?:accept|agree)\w*|(?:accept|agree)\w* in part",
    "accepted in principle": r"(?:accept|agree)\w* in principle",
    "not accepted": r"(?:not|do not|does not) (?:accept|agree)\w*|reject\w*|disagree\w*|declined?",
    "accepted": r"accept(?:ed|s)?|agree(?:d|s)?|fully (?:accept|agree)\w*",
    "noted": r"noted?",
}
_COLOURS = {"green": "on track", "amber": "at risk", "red": "off track"}
_END = r"(?=\s*(?:$|[.:;,–—-]|\n))"


def position_in(words: str, vocabulary: Vocabulary) -> str:
    """Return the position with which a response begins; empty when it begins otherwise, or the list lacks the word."""
    for word, form in _POSITIONS.items():
        if re.match(rf"(?:{form}){_END}", words, re.IGNORECASE):
            return word if word in vocabulary.words("acceptances") else ""
    return ""


def confidence_in(words: str, vocabulary: Vocabulary) -> str:
    """Return the council's word for a colour, “Green” or “Amber – late”; the words themselves when they name none."""
    first = one_line(words).partition(" ")[0].strip(".:;,–—-").casefold()
    meant = _COLOURS.get(first, "")
    return (
        meant
        if meant in vocabulary.words("confidences")
        else vocabulary.meant("confidences", one_line(words))
    )


def says_complete(words: str) -> bool:
    """Whether a cell says that the action is done: “Complete”, “Done (June 2031)”, or “Blue”, as trackers colour it."""
    plain = one_line(words)
    return plain.casefold() == "blue" or parse_timeline(plain).kind is TimelineKind.COMPLETE


def completion(words: str, heading: str, day: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the update that a plan's own “Complete” is: what it prints, and no other evidence."""
    status = vocabulary.filling("statuses", Role.COMPLETE)
    return {
        "date": day,
        "status": status.word if status else "complete",
        "note": printed(words, heading),
        "printed_in_plan": True,
        "source": "The plan, as printed",
    }


def printed(words: str, heading: str) -> str:
    """Return what a plan prints in a column, as a sentence."""
    return f"The plan prints “{one_line(words)}” in the column “{heading}”."
