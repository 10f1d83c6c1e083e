"""Rules about what must not be published: protective markings, and details of living people.

They follow the Local Government Act 1972, Schedule 12A, the government's security classifications (2024), and the data
protection principles (UK GDPR, article 5). No finding repeats the detail: what check prints is often public too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel

from goldenthread.model.fields import field_at, is_public, public_fields
from goldenthread.read.content import Content
from goldenthread.read.passages import Passage, parts, passages, texts_of
from goldenthread.rules.finding import Finding

# What comes before a marking: the start of a line, with signs of headings, lists, quotations and tables, or a new sentence.
_START = r"(?:^|(?<=[.!?:|]))[\s>#*_|(\[\\–—-]{0,20}"
_ITSELF = r"this (?:report|paper|document|appendix|annex|note|item|information|text)\b[^.\n]{0,40}?\b"
_GAP = r"[\s:\\\[(–—‐‑-]{0,9}"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}})"
_STREETS = (
    "street|road|avenue|lane|close|drive|way|court|crescent|gardens?|grove|place|terrace|hill|park|row|walk|mews|"
    "square|rise|view|green|meadows?|orchard|st|rd|ave"
)
_MAILBOXES = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|sky|talktalk|virginmedia|"
    r"ntlworld|blueyonder|tiscali|protonmail|proton|gmx|mail)\.(?:com|co\.uk|net|me|uk|org)"
)
# The address of an office: a body's name is before it, with nothing but names between.
_OFFICE = re.compile(
    r"(?:Council|Department|Ministry|Offices?|Hall|House|Centre|Library|School|Association|Agency|Committee|Limited|"
    r"Ltd|LLP|plc)(?:,?\s+(?:for|of|and|at|the|&|[A-Z][\w’'-]*))*,?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Something to be noticed: the message's code, what it is called there, and how it is written.

    `hints` are pieces in small letters of which a text has one wherever the pattern matches: most texts have none.
    """

    code: str
    what: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def _kind(code: str, what: str, hints: str, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> _Kind:
    return _Kind(code, what, tuple(hints.split("|")), re.compile(pattern, flags | re.MULTILINE))


_MARKING, _EXEMPTION, _NUMBER, _DETAIL = (
    "protective-marking",
    "exemption-mentioned",
    "number-of-a-person",
    "personal-detail",
)
_CAPITALS = re.RegexFlag(0)

_KINDS = (
    _kind(
        _MARKING, "Not for publication", "publication", rf"(?:{_START}|{_ITSELF})not\s+for\s+publication\b"
    ),
    _kind(_MARKING, "Not for publication", "publication", r"\bNOT\s+FOR\s+PUBLICATION\b", _CAPITALS),
    _kind(
        _MARKING,
        "Exempt",
        "exempt",
        rf"(?:{_START}|{_ITSELF})exempt(?:\s+information)?{_GAP}(?:(?:from\s+\w+\s+)?by\s+virtue\s+of|under|paragraph)\b",
    ),
    _kind(
        _MARKING,
        "Exempt",
        "exempt",
        r"\bEXEMPT\s+(?:BY\s+VIRTUE|UNDER|FROM|INFORMATION|REPORT|APPENDIX|ITEM)\b",
        _CAPITALS,
    ),
    _kind(
        _MARKING,
        "Schedule 12A",
        "12a",
        rf"{_START}(?:by\s+virtue\s+of\s+paragraph|(?:local\s+government\s+act\s+1972\W+)?schedule\s+12A\b)",
    ),
    _kind(
        _MARKING, "Official-Sensitive", "sensitive", rf"(?<!marked )(?<!marking )\bofficial{_GAP}sensitive\b"
    ),
    _kind(_MARKING, "Official-Sensitive", "sensitive", rf"{_ITSELF}official{_GAP}sensitive\b"),
    _kind(_MARKING, "Confidential", "confiden", r"\b(?:CONFIDENTIAL|IN\s+CONFIDENCE)\b", _CAPITALS),
    _kind(
        _MARKING,
        "Confidential",
        "confiden",
        rf"{_START}(?:(?:strictly\s+|private\s+and\s+|commercial\s+|commercially\s+)*(?:confidential|in\s+confidence))"
        r"(?:\W*$|\s*[:–—]|\s+(?:report|paper|appendix|annex|item|document)\b)|"
        rf"\bprivate\s+and\s+confidential\b|{_ITSELF}confidential\b",
    ),
    _kind(
        _MARKING,
        "Part 2",
        "part 2|part ii",
        rf"{_START}part\s+(?:2|ii)(?:{_GAP}(?:private|exempt|closed|confidential|not\s+for\s+publication)|"
        r"\s+(?:items?|reports?|papers?|agenda|appendix|session|business)\b)|^[#*_ ]*PART (?:2|II)[*_ ]*$",
    ),
    _kind(
        _EXEMPTION,
        "exempt",
        "virtue of",
        r"\b(?:exempt|confidential)\b[^.]{0,60}\bby\s+virtue\s+of\s+paragraphs?\s+\d",
    ),
    _kind(_EXEMPTION, "exempt", "12a", r"\bparagraphs?\s+\d[^.]{0,60}\bschedule\s+12A\b"),
    _kind(
        _NUMBER, "a National Insurance number", "", r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", _CAPITALS
    ),
    _kind(_NUMBER, "an NHS number", "nhs", r"\bNHS\s+(?:number|no\b)\D{0,12}\d{3}[\s-]?\d{3}[\s-]?\d{4}\b"),
    _kind(
        _NUMBER,
        "the details of a bank account",
        "sort code|account",
        r"\bsort\s*code\D{0,12}\d{2}[\s-]?\d{2}[\s-]?\d{2}\b|\baccount\s*(?:number|no\b)\D{0,12}\d{7,8}\b",
    ),
    _kind(
        _DETAIL,
        "a mobile number",
        "07|44",
        r"(?<![\d+])(?:(?:\+|00)44[\s-]?(?:\(0\)[\s-]?)?7|\(?07)(?:[\s().-]{0,2}\d){9}(?!\d)",
    ),
    _kind(
        _DETAIL,
        "a private e-mail address",
        "mail|outlook|live|msn|yahoo|icloud|me.com|mac.com|aol|internet|sky|talk|virgin|ntl|yonder|tiscali|proton|gmx",
        rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?(?:@|[(\[]at[)\]])\s?{_MAILBOXES}\b",
    ),
    _kind(
        _DETAIL,
        "a home address",
        _STREETS,
        rf"\b\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w’'-]*\s+){{1,4}}(?i:{_STREETS})\b[.,]?[^.;|]{{0,80}}?"
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
        _CAPITALS,
    ),
    _kind(
        _DETAIL,
        "a date of birth",
        "birth|dob|d.o.b|born",
        rf"\b(?:date\s+of\s+birth|DOB|D\.O\.B\.?|born(?:\s+on)?)\W{{0,6}}(?:(?:is|was)\s+)?{_DAY}",
    ),
    _kind(
        _DETAIL,
        "the details of a case",
        "child|adult|person|patient|mother|father|tenant|resident|claimant|pupil|user|case",
        r"\b(?i:child|adult|young\s+person|patient|mother|father|tenant|resident|claimant|pupil|service\s+user)\s+"
        r"[A-HJ-Z]\b(?![\w’'-]|\s+[Ll]evel)|\b(?i:case\s+(?:reference|ref\b|number|no\b|id\b))[^\w\n]{0,4}(?i:is\s+)?[A-Z/-]{0,8}\d",
        _CAPITALS,
    ),
)


def nothing_is_marked_or_about_a_private_person(content: Content) -> Iterator[Finding]:
    """No text carries a protective marking, and none has the private details of a person."""
    for passage in _texts(content):
        for code, what, at in _noticed(passage.text):
            yield Finding(code, passage.spot_at(at), {"what": what})


def _texts(content: Content) -> Iterator[Passage]:
    """Yield each text that readers see, of one line or of many; the guide comes with the program and explains markings."""
    for passage in passages(content):
        if passage.is_file and not passage.file.startswith("content/guide/"):
            yield passage
    for _, file, record in content.records():
        for loc, part in parts(content, file):
            if _are_public(type(record), tuple(name for name in loc if isinstance(name, str))):
                yield from texts_of(part, public_fields(type(part)), file, loc)


@cache
def _are_public(kind: type[BaseModel], names: tuple[str, ...]) -> bool:
    """Whether every field on the way to a part of such a record is public."""
    fields = [field_at(kind, names[:place])[1] for place in range(1, len(names) + 1)]
    return all(info is not None and is_public(info) for info in fields)


def is_sensitive(text: str) -> bool:
    """Whether a text has a marking, or the private details of a person."""
    return bool(_noticed(text))


@lru_cache(maxsize=8192)
def _noticed(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return what is noticed in a text: the message's code, what it is, and where it begins; each place once."""
    low, found = text.casefold(), dict[int, tuple[str, str, int]]()
    for kind in _KINDS:
        if any(hint in low for hint in kind.hints):
            for match in kind.pattern.finditer(text):
                if kind.what != "a home address" or not _OFFICE.search(
                    text[max(0, match.start() - 120) : match.start()]
                ):
                    at = next(
                        n for n in range(match.start(), match.end()) if text[n].isalnum() or text[n] == "+"
                    )
                    found.setdefault(at, (kind.code, kind.what, at))
    return tuple(found[at] for at in sorted(found))
