#!/usr/bin/env python3
"""Make an invented council of any size in the product's own YAML, to measure builds on.

    python benchmarks/generate.py 1000 /tmp/council

One review has 40 recommendations; each is answered by one action with two updates. The same number and seed
give the same files.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "tests" / "examples" / "ambleford"
REVIEW_SIZE = 40
YEARS = 25  # over which the reviews are spread: councils last, but not for ever
WORDS = (
    "budget service manager report quarter saving school road team plan partner data training record review "
    "meeting member officer system cost benefit housing library park bridge archive clinic market harbour"
).split()
RARE = 3_000  # made-up words as well
SYLLABLES = "ba do fe gi lo ma ne pi ro su ta ve wi yo".split()


def main() -> None:
    """Write the council."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recommendations", type=int, help="how many recommendations")
    parser.add_argument("folder", type=Path, help="the folder to write; what is there is removed")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other words (1)")
    args = parser.parse_args()
    generate(args.recommendations, args.folder, args.seed)


def generate(count: int, folder: Path, seed: int = 1) -> None:
    """Write a council of `count` recommendations into a folder."""
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)
    for records in [path for path in (folder / "data").iterdir() if path.is_dir()]:
        shutil.rmtree(records)
        records.mkdir()
    shutil.rmtree(folder / "content/cabinet-reports")
    (folder / "urls.lock.yml").unlink(missing_ok=True)  # it keeps the addresses of records that are not here
    for place, first in enumerate(range(0, count, REVIEW_SIZE)):
        size = min(REVIEW_SIZE, count - first)
        name = f"{2007 + place % YEARS}-review-{place // YEARS + 1}"
        (folder / f"data/reviews/{name}.yml").write_text(_review(name, size, chance), "utf-8")
        (folder / f"data/action-plans/{name}.yml").write_text(_plan(name, size, chance), "utf-8")


def _review(name: str, size: int, chance: random.Random) -> str:
    head = f"""# Guide: "Publish a review"
id: {name}
title: Review {name[12:]} of {name[:4]}
summary: |
  {_sentence(chance)}
kind: peer challenge
reviewer: Association of Invented Councils
events:

  - kind: on site
    when: June {name[:4]}

themes:

  - id: leadership
    name: Leadership

  - id: reporting
    name: Reporting

documents:

  - id: report
    title: Feedback report
    date: {name[:4]}
    supplied: yes

recommendations:
"""
    return head + "".join(
        f"""
  - number: {number}
    theme: {chance.choice(("leadership", "reporting"))}
    summary: |
      {_sentence(chance)}
      {_sentence(chance)}
    source:
      document: report
      section: Annex 1
      number: {number}
"""
        for number in range(1, size + 1)
    )


def _plan(name: str, size: int, chance: random.Random) -> str:
    head = f"""# Guide: "Record progress"
id: {name}
title: Action plan {name[12:]} of {name[:4]}
summary: |
  {_sentence(chance)}
responds_to:
  - {name}
groups:

  - id: leadership
    name: Leadership

actions:
"""
    return head + "".join(_action(name, number, chance) for number in range(1, size + 1))


def _action(name: str, number: int, chance: random.Random) -> str:
    return f"""
  - number: {number}
    answers: {name} {number}
    group: leadership
    response_summary: |
      {_sentence(chance)}
      {_sentence(chance)}

      {_sentence(chance)} It costs £{chance.randint(1, 99)}m and is **agreed**.
    lead: {chance.choice(("Senior Team", "Cabinet", "Director of Finance"))}
    timeline: {chance.choice(("Ongoing", "March 2031", "Autumn 2030", "31 October 2031"))}
    updates:

      - date: 2031-{chance.randint(7, 12):02}-15
        status: {chance.choice(("in progress", "not started"))}
        note: |
          {_sentence(chance)}

      - date: 2031-0{chance.randint(1, 6)}-15
        status: not started
        note: |
          {_sentence(chance)}
"""


def _sentence(chance: random.Random) -> str:
    words = " ".join(_word(chance) for _ in range(chance.randint(9, 18)))
    return f"{words.capitalize()}."


def _word(chance: random.Random) -> str:
    """Give a word as texts have them: a few dozen of the trade on every fourth page, and thousands that are rare."""
    if chance.random() < 0.15:
        return chance.choice(WORDS)
    rank = int(RARE ** chance.random())  # the tenth word is ten times as rare as the first (Zipf)
    return "".join(SYLLABLES[rank // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3))


if __name__ == "__main__":
    main()
