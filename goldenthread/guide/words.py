"""The page that lists every word of the council's closed lists."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.guide.page import code, page, table
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.output import Output


def words_page(vocabulary: Vocabulary) -> Output:
    """Make the page from the council's own lists."""
    return page("words", "Every word of the lists", _blocks(vocabulary))


def _blocks(vocabulary: Vocabulary) -> Iterator[str]:
    yield (
        "Some fields take a word of a list and no other. The lists stand in `data/vocabulary.yml`. "
        "[Change a list of words](change-a-list-of-words.md) says how to add one."
    )
    for name, info in Vocabulary.model_fields.items():
        yield f"## {name}"
        yield f"{info.description}"
        rows = ((code(word.word), word.label, word.help) for word in getattr(vocabulary, name))
        yield table(("Type this", "Readers see", "What it means"), rows)
