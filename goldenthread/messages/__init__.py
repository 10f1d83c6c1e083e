"""The catalogue of everything that check can say about a council's files.

One entry a problem, under its code, in one YAML file a stage of reading: how much it matters, what is wrong, what to
do, why, and lines that are refused and that pass. Rules name codes; the words are here and nowhere else.
The words are the council's: no type names, no parser's terms, at most 25 words a sentence.
The files are read when the first problem is reported: a build with nothing to report does not read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ruamel.yaml.cyaml import CBaseLoader

from goldenthread.common.problems import Place, Problem, Severity

FOLDER = Path(__file__).parent
STAGES = ("files", "fields", "records", "reports", "texts", "publishing", "importing", "editing")


@dataclass(frozen=True, slots=True)
class Message:
    """One entry: its sentences have the finder's values in braces, such as `{value}`.

    `wrong` and `example` are lines of the file `where`, or a file's name. `wrong` is empty where a text cannot show it;
    `where` is empty where they can be in any file.
    """

    stage: str
    severity: Severity
    what: str
    fix: str
    why: str
    example: str = ""
    wrong: str = ""
    where: str = ""


@cache
def load_catalogue() -> Mapping[str, Message]:
    """Return all messages by code, in the order of the stages and of their files."""
    return {
        code: _message(stage, facts)
        for stage in STAGES
        for code, facts in CBaseLoader((FOLDER / f"{stage}.yml").read_text("utf-8")).get_single_data().items()
    }


def _message(stage: str, facts: dict[str, str]) -> Message:
    severity = Severity(facts.pop("severity"))
    sentences = {name: " ".join(facts.pop(name).split()) for name in ("what", "fix", "why")}
    return Message(stage, severity, **sentences, **facts)


def problem(code: str, place: Place, *, also: Sequence[Place] = (), **params: object) -> Problem:
    """Return the problem of the catalogue's entry `code` at a place, its sentences filled in with `params`."""
    message = load_catalogue()[code]
    return Problem(
        place=place,
        code=code,
        severity=message.severity,
        what=message.what.format(**params),
        fix=message.fix.format(**params),
        also=tuple(also),
    )


def guess(word: str, known: Iterable[str]) -> str:
    """Return the nearest of the known words as a question to put before the advice; empty when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”? " if near else ""
