"""A council may change its lists of words: `check` says what that breaks, or the site is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from council import PLAN, TODAY, Council
from paths import AMBLEFORD, NEVERHAM

from goldenthread.common.inflection import slug
from goldenthread.common.problems import Severity
from goldenthread.model.standing import STANDINGS
from goldenthread.model.vocabulary import LOOKS, ROLES, Vocabulary, Word
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read import Content, read
from goldenthread.register import build
from goldenthread.rules import check

WORDS = "data/vocabulary.yml"
COMPLETE = "  - word: complete\n    label: Complete\n"


def edited(content: Content) -> Iterator[tuple[str, Content]]:
    """Yield the content with each word of its lists removed once and renamed once."""
    for name in Vocabulary.model_fields:
        words: tuple[Word, ...] = getattr(content.vocabulary, name)
        for place, word in enumerate(words):
            renamed = word.model_copy(update={"word": f"{word.word} in other words"})
            for how, others in (("without", ()), ("renamed", (renamed,))):
                lists = {name: (*words[:place], *others, *words[place + 1 :])}
                vocabulary = content.vocabulary.model_copy(update=lists)
                yield f"{name}: {how} {word.word}", replace(content, vocabulary=vocabulary)


@pytest.mark.slow
@pytest.mark.parametrize("example", [AMBLEFORD, NEVERHAM], ids=lambda path: path.name)
def test_no_word_can_be_taken_or_renamed_in_silence_or_so_that_the_build_breaks(
    example: Path, root: Path
) -> None:
    content, problems = read(example)
    assert content, problems
    env, before = environment(root / "templates"), set(map(str, check(content, TODAY)))
    silent = set()
    for case, changed in edited(content):
        found = check(changed, TODAY)
        if not any(problem.severity is Severity.ERROR for problem in found):
            assert list(pages(build(changed, TODAY), env)), case
        if set(map(str, found)) == before:
            silent.add(case)
    relied_on = [
        f"{name}: {how} {role}" for name in ROLES for role in ROLES[name] for how in ("without", "renamed")
    ]
    assert silent
    assert silent.isdisjoint(relied_on)


def test_a_renamed_word_with_its_role_is_what_it_was(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(WORDS, COMPLETE, "  - word: completed\n    label: Completed\n    role: complete\n")
    council.change(PLAN, "status: complete\n", "status: completed\n")
    assert council.said() == []
    council.change(PLAN, "        evidence: Cabinet paper of 15 December 2031\n", "")
    assert [re.sub(r"^\S+  ", "", line) for line in council.said()] == [
        "error: Action 1 is marked complete, but there is no evidence. "
        "Add a line “evidence:” that names the paper or page that shows it. "
        "If only the plan says so, write “printed_in_plan: yes”. [no-evidence]"
    ]


@pytest.mark.slow
def test_a_renamed_word_keeps_its_colour(tmp_path: Path, root: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(WORDS, COMPLETE, "  - word: done\n    label: Done\n    role: complete\n")
    council.change(PLAN, "status: complete\n", "status: done\n")
    by_path = {page.path: page.body for page in pages(council.register(), environment(root / "templates"))}
    assert (
        '<span class="gt-tag gt-tag--complete">Done</span>' in by_path["action-plans/2031-finance/actions/1/"]
    )


def test_a_renamed_word_without_its_role_is_missed(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(WORDS, COMPLETE, "  - word: completed\n    label: Completed\n")
    council.change(PLAN, "status: complete\n", "status: completed\n")
    assert council.said() == [
        f"{WORDS}:48:3  warning: No word in “statuses” has the role “complete”. "
        "Without it, nobody is asked for evidence that an action is complete. "
        "Add the word “complete”, or add “role: complete” to the word that means the same. [role-unfilled]"
    ]


def test_a_role_that_the_program_does_not_know_is_an_error(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    council.change(WORDS, COMPLETE, f"{COMPLETE}    role: finished\n")
    assert any("“finished” is not a role of a word in “statuses”." in line for line in council.said())


@pytest.mark.slow
def test_what_was_stopped_is_closed_and_never_called_complete(tmp_path: Path, root: Path) -> None:
    council = Council(tmp_path / "c").change(PLAN, "status: complete", "status: stopped")
    by_path = {page.path: page.body for page in pages(council.register(), environment(root / "templates"))}
    assert '>Closed</span> <span class="gt-own">Stopped</span>' in by_path["actions/closed/"]
    assert "/actions/1/" not in by_path["actions/finished/"]


def test_the_site_gives_a_colour_to_known_roles_only(root: Path) -> None:
    styles = (root / "templates/theme/assets/parts.css").read_text("utf-8")
    known = {role.replace(" ", "-") for lists in (ROLES, LOOKS) for roles in lists.values() for role in roles}
    known |= {slug(standing.label) for standing in STANDINGS}
    named = set(re.findall(r"\.gt-tag--([a-z-]+)", styles))
    assert named <= known | {"withdrawn"}
