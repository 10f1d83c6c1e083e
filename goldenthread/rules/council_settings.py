"""Rules about the council’s own details in `data/council.yml`: its crest, its colour and its accessibility statement.

The statement must never stop a report that the law wants published in time: what it lacks is a warning. Only words that
someone forgot to replace are an error, for they make the whole statement untrue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from goldenthread.common.contrast import LEAST_CONTRAST, contrast_on_white
from goldenthread.common.dates import in_words
from goldenthread.markdown.footnotes import picture_file
from goldenthread.model.council import TESTS
from goldenthread.read import Content
from goldenthread.read.passages import Spot, passages
from goldenthread.rules.finding import Finding

YEAR = timedelta(
    days=365
)  # regulation 8(4) wants a statement kept under review; the model asks for once a year
NOTICE = timedelta(weeks=6)
COUNCIL = "data/council.yml"

# Words in square brackets that are no link, and what people write until they know: the model statement is full of both.
_FORGOTTEN = re.compile(
    r"(?i)\[(?!\[)[^\]\n]+\](?![(\[])|\b(?:tbc|tbd|xxx+|lorem ipsum|to be (?:confirmed|written|added))\b"
    r"|\binsert (?:your|the|name|date|contact|email|phone)\b|\byour (?:council|organisation)(?:’s|'s)? name\b"
)

_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]*")
_PUBLIC_BODY = re.compile(r"(?i)[\w.+-]+@[\w.-]*\.(?:gov|nhs|police)\.uk\b")


def the_crest_is_there(content: Content) -> Iterator[Finding]:
    """The crest is a picture in `content/files/`."""
    crest = content.council.crest
    if crest and picture_file(crest) != crest:
        yield Finding("crest-not-a-picture", Spot(COUNCIL, ("crest",)), {"file": crest})
    elif crest and crest not in content.files:
        yield Finding("file-not-there", Spot(COUNCIL, ("crest",)), {"file": f"content/files/{crest}"})


def the_typeface_can_be_used(content: Content) -> Iterator[Finding]:
    """The council’s own typeface is WOFF2 files in `content/files/`, with the letters and figures of English."""
    typeface = content.council.typeface
    if typeface and not _FAMILY.fullmatch(typeface.family):
        yield Finding("typeface-name", Spot(COUNCIL, ("typeface", "family")), {"family": typeface.family})
    for face in ("regular", "bold", "italic", "bold_italic") if typeface else ():
        name, spot = getattr(typeface, face), Spot(COUNCIL, ("typeface", face))
        if name and name not in content.files:
            yield Finding("file-not-there", spot, {"file": f"content/files/{name}"})
        elif name and not content.files[name].has_english:
            yield Finding("typeface-file", spot, {"file": name})


def the_colour_can_be_read(content: Content) -> Iterator[Finding]:
    """Headings in the council’s colour have enough contrast on white."""
    colour = content.council.colour
    contrast = contrast_on_white(colour)
    if contrast is None:
        yield Finding("colour-unknown", Spot(COUNCIL, ("colour",)), {"colour": colour})
    elif contrast < LEAST_CONTRAST:
        words = {"colour": colour, "contrast": f"{contrast:.1f}", "least": f"{LEAST_CONTRAST:.1f}"}
        yield Finding("colour-too-pale", Spot(COUNCIL, ("colour",)), words)


def a_demonstration_gives_no_councils_contact(content: Content) -> Iterator[Finding]:
    """A demonstration does not give a public body’s address as its own contact."""
    council = content.council
    for address in _PUBLIC_BODY.findall(council.contact) if council.demonstration else ():
        yield Finding("demonstration-contact", Spot(COUNCIL, ("contact",)), {"address": address})
        return


def the_statement_is_whole(content: Content, today: date) -> Iterator[Finding]:
    """The accessibility statement is complete, has no placeholders, and is based on tests from the last year."""
    yield from _forgotten(content)
    yield from _missing(content)
    yield from _claimed(content)
    yield from _old(content, today)


def _forgotten(content: Content) -> Iterator[Finding]:
    for passage in passages(content):
        names = [part for part in passage.loc if isinstance(part, str)]
        in_council = passage.file == COUNCIL and names[:1] in (["contact"], ["accessibility"])
        if not in_council and passage.file != "content/accessibility.md":
            continue
        for found in _FORGOTTEN.finditer(passage.text):
            spot = passage.spot_at(found.start())
            yield Finding("statement-placeholder", spot, {"words": found[0]})
    for field, value in content.council.accessibility:
        if isinstance(value, str) and field in ("phone", "answered_within"):
            for found in _FORGOTTEN.finditer(value):
                spot = Spot(COUNCIL, ("accessibility", field))
                yield Finding("statement-placeholder", spot, {"words": found[0]})


def _missing(content: Content) -> Iterator[Finding]:
    if content.council.accessibility.prepared is None:
        facts = {
            "what": "when it was prepared",
            "fix": "Add “accessibility:” to data/council.yml, and below it “prepared:” with the date.",
        }
        yield Finding("statement-incomplete", Spot(COUNCIL), facts)
    if content.council.accessibility.compliance is None and not content.council.demonstration:
        facts = {
            "what": "how far the site complies with WCAG 2.2 AA",
            "fix": "Add “compliance:” below “accessibility:”: fully compliant, partially compliant or not compliant.",
        }
        yield Finding("statement-incomplete", Spot(COUNCIL), facts)
    if content.own_tests is None and not content.council.accessibility.tested_by:
        facts = {
            "what": "what was tested",
            "fix": "Test your own pages. Then write who tested them, when and how in “tested_by”, below “accessibility:”.",
        }
        yield Finding("statement-incomplete", Spot(COUNCIL), facts)


def _claimed(content: Content) -> Iterator[Finding]:
    """Full compliance needs people who tested, and nothing known against it."""
    own, tests = content.council.accessibility, content.own_tests
    known = any(barrier.reason == "not compliant" for barrier in own.barriers)
    if own.compliance == "fully compliant" and (known or not own.tested_by or (tests and tests.faults)):
        yield Finding("statement-too-good", Spot(COUNCIL, ("accessibility", "compliance")), {})


def _old(content: Content, today: date) -> Iterator[Finding]:
    if content.own_tests is None:
        return
    tested = content.own_tests.tested
    end = tested + YEAR
    facts = {"tested": in_words(tested), "end": in_words(end)}
    if today > end:
        yield Finding("statement-out-of-date", Spot(TESTS, ("tested",)), facts)
    elif today > end - NOTICE:
        yield Finding("statement-soon-out-of-date", Spot(TESTS, ("tested",)), facts)
