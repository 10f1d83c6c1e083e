"""What a rule finds: the catalogue's code and the way to the place, before the line is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.source import locate


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: code, place, the words that fill its sentences, and further places."""

    code: str
    spot: Spot
    words: Mapping[str, object] = field(default_factory=dict)
    also: tuple[Spot, ...] = ()


def said(content: Content, finding: Finding) -> Problem:
    """Look the lines up and say it."""
    return problem(
        finding.code,
        _place(content, finding.spot),
        also=[_place(content, spot) for spot in finding.also],
        **finding.words,
    )


def _place(content: Content, spot: Spot) -> Place:
    if spot.line:
        return Place(spot.file, spot.line, spot.column)
    return locate(content.root / spot.file, spot.file, spot.loc, key=spot.key, inside=spot.inside)
