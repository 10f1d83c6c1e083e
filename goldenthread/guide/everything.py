"""Everything that is made for people who edit, as files of the repository."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator

from goldenthread.guide.commands import commands_page
from goldenthread.guide.fields import field_pages
from goldenthread.guide.problems import problems_page
from goldenthread.guide.rules import rules_page
from goldenthread.guide.schemas import schemas
from goldenthread.guide.words import words_page
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.output import Output


def everything(vocabulary: Vocabulary, verbs: Iterable[ArgumentParser]) -> Iterator[Output]:
    """Make the schemas and the reference pages: from models, words, problems, rules and verbs."""
    yield from schemas(vocabulary)
    yield from field_pages()
    yield words_page(vocabulary)
    yield problems_page()
    yield rules_page()
    yield commands_page(verbs)
