"""Who publishes: the council's name and how to reach it, and what it has to say about the accessibility of the site.

The parts of the accessibility statement are those of regulation 8 of the Public Sector Bodies (Websites and Mobile
Applications) (No. 2) Accessibility Regulations 2018, and of the model statement of GOV.UK (“Sample accessibility
statement”).
"""

from __future__ import annotations

from typing import Literal

from goldenthread.model.base import (
    Day,
    DayOrBlank,
    Line,
    LineOrBlank,
    Prose,
    Record,
    SiteUrlOrBlank,
    YesNo,
    shown,
)

# What the tests of the pages found; it is beside `data/` because a program writes it.
TESTS = "accessibility-tests.yml"

# How the model statement sorts what is not accessible.
Reason = Literal["not compliant", "disproportionate burden", "outside the regulations"]
Compliance = Literal["fully compliant", "partially compliant", "not compliant"]


class Barrier(Record):
    """Something that some people cannot use: what it is, why, and what they can use instead."""

    what: Prose = shown(
        "What the barrier is and whom it affects.", "The maps of 2031 are pictures without a description."
    )
    reason: Reason = shown(
        "`not compliant`, `disproportionate burden` or `outside the regulations`.", "not compliant"
    )
    criterion: Line | None = shown("Which point of WCAG 2.2 it fails.", "1.1.1 Non-text content", None)
    instead: Prose | None = shown("What a reader can use instead.", "Ask us for a description.", None)
    until: Line | None = shown("When it will be fixed.", "June 2032", None)


class Accessibility(Record):
    """The council's own part of the accessibility statement."""

    prepared: DayOrBlank = shown("The date when the statement was first prepared.", "2031-09-01", None)
    reviewed: Day | None = shown("The date when a person last reviewed all of it.", "2031-12-01", None)
    phone: LineOrBlank = shown("A telephone number for people who cannot write to us.", "01632 960 001", None)
    answered_within: LineOrBlank = shown("How soon a reader gets an answer.", "10 working days", None)
    tested_by: Prose | None = shown(
        "Which people tested the site, when and how; leave it out if nobody has.",
        "Two members of the access group used the site with screen readers in May 2031.",
        None,
    )
    compliance: Compliance | None = shown(
        "How far the site complies with WCAG 2.2 AA: `fully compliant`, `partially compliant` or `not compliant`.",
        "partially compliant",
        None,
    )
    improving: Prose | None = shown(
        "What you are doing to make the site more accessible.",
        "We are writing descriptions of the maps of 2031.",
        None,
    )
    visiting: Prose | None = shown(
        "How people can phone or visit you: text relay, hearing loops, British Sign Language.",
        "Our offices have hearing induction loops.",
        None,
    )
    barriers: tuple[Barrier, ...] = shown(
        "What some people cannot use.", "- what: The maps are pictures.", ()
    )


class Checked(Record):
    """One check of the pages, and how many faults it found."""

    what: Line = shown("What was checked.", "Headings in order")
    pages: Line = shown(
        "On how many pages, and of what.", "46 kinds of page, wide and narrow, light and dark"
    )
    faults: Line = shown("How many faults were found.", "0")


class AccessibilityTests(Record):
    """`accessibility-tests.yml`: what the tests of a council's own pages and papers found when they last ran. `make accessibility` writes it."""

    council: Line | None = shown("Whose pages and papers were tested.", "Ambleford Council", None)
    tested: Day = shown("The date when the tests ran.", "2031-12-01")
    tools: tuple[Line, ...] = shown("What was tested with.", "- axe-core 4.12.1")
    checks: tuple[Checked, ...] = shown("What was checked.", "- what: Headings in order")

    @property
    def faults(self) -> int:
        """Count what was found wanting."""
        return sum(int(check.faults) for check in self.checks)


class NoticeAnswers(Record):
    """What every notice of a key decision says: SI 2012/2089, regulation 9(1)(f) to (h)."""

    copies_from: Prose | None = shown(
        "Where copies of the documents, or extracts, can be had.", "Write to office@example.org.", None
    )
    other_documents: Prose | None = shown(
        "That other documents may be submitted.", "Other documents may be submitted to Cabinet.", None
    )
    request_details: Prose | None = shown(
        "How to ask for details of those documents as they become available.",
        "Write to office@example.org.",
        None,
    )


class Abbreviation(Record):
    """A short form that pages explain where they use it."""

    short: Line = shown("The short form, as papers print it.", "MTFP")
    long: Line = shown("What it stands for.", "medium-term financial plan")


class Synonym(Record):
    """Words that mean the same to a reader who searches."""

    word: Line = shown("A word or an abbreviation, as readers type it.", "SEND")
    means: tuple[Line, ...] = shown(
        "Words that mean the same: whoever looks for one finds pages with any.", "- special educational needs"
    )


class Typeface(Record):
    """The council's own typeface: four files, or two, in `content/files/`."""

    family: Line = shown("The name of the typeface: letters, digits and spaces.", "Lato")
    regular: Line = shown("The WOFF2 file of upright text.", "lato-regular.woff2")
    bold: Line = shown("The WOFF2 file of bold text.", "lato-bold.woff2")
    italic: Line | None = shown("The WOFF2 file of italic text.", "lato-italic.woff2", None)
    bold_italic: Line | None = shown("The WOFF2 file of bold italic text.", "lato-bold-italic.woff2", None)


class Council(Record):
    """`data/council.yml`: what every page and every paper says about the publisher."""

    name: Line = shown("The council's full name.", "Ambleford Council")
    short_name: Line = shown("The name used in running text.", "Ambleford")
    site_title: Line = shown("The name of this website.", "Reviews and actions")
    introduction: Prose = shown(
        "What the website is for, in two or three sentences.", "What peers asked for, and what has been done."
    )
    site_address: SiteUrlOrBlank = shown(
        "Where the site is published; or `not recorded`.", "https://reviews.example.org/"
    )
    contact: Prose = shown(
        "How a reader can ask a question or for another format.", "Write to office@example.org."
    )
    website: SiteUrlOrBlank = shown(
        "The council’s own website: each page links to it at its top.", "https://www.example.org/", None
    )
    licence: Line = shown("The licence of the published data.", "Open Government Licence v3.0")
    repository: SiteUrlOrBlank = shown(
        "Where the files are edited; or `not recorded`.", "https://example.org/reviews"
    )
    repository_is: Literal["public", "private"] | None = shown(
        "Who can read the files: `public` if anyone can, `private` if only people whom the council allows.",
        "private",
        None,
    )
    edit_path: Line = shown(
        "What comes between that address and a file’s path where a file is edited; on GitHub `edit/` and the branch.",
        "edit/main",
        "edit/main",
    )
    crest: Line | None = shown(
        "The picture of the crest or logo in `content/files/`, for the site’s header and the top of papers: SVG, PNG or JPEG.",
        "crest.svg",
        None,
    )
    crest_text: Line | None = shown(
        "What the picture shows, for people who cannot see it; the council’s name if you leave it out.",
        "Ambleford Council crest",
        None,
    )
    colour: Line = shown(
        "The colour of the site’s header and links, and of headings and lines in papers, as # and six digits.",
        '"#0f4c52"',
        "#0f4c52",
    )
    typeface: Typeface | None = shown(
        "The typeface of pages and papers, if not the one that comes with the site.", "family: Lato", None
    )
    paper_band: YesNo = shown(
        "`no` leaves out the band of that colour along the top of a paper’s first page.", "yes", True
    )
    demonstration: Line | None = shown(
        "Only where this is not the council’s own site: what it shows as a demonstration, or `yes`. "
        "Every page and PDF then says so, and search engines are asked to leave them out.",
        "the reviews of an invented council",
        None,
    )
    show_old_words: YesNo = shown(
        "`no` keeps earlier words out of the history of each page, which then says only what was changed. "
        "Use it while words that should not have been published are still in git.",
        "yes",
        True,
    )
    kept_since: Day | None = shown(
        "Since when this register is kept: of an earlier deadline without its event, it is not known whether it was met. "
        "Without it, each such deadline is overdue.",
        "2031-04-01",
        None,
    )
    abbreviations: tuple[Abbreviation, ...] = shown(
        "Short forms that papers use, apart from those of bodies: each page that has one explains it.",
        "- short: MTFP",
        (),
    )
    synonyms: tuple[Synonym, ...] = shown(
        "Words that mean the same in the search, such as an abbreviation and what it is short for.",
        "- word: SEND",
        (),
    )
    notices: NoticeAnswers = shown(
        "What every notice of a key decision says.",
        "copies_from: Write to office@example.org.",
        NoticeAnswers(),
    )
    accessibility: Accessibility = shown(
        "What the council itself says in the accessibility statement.",
        "prepared: 2031-09-01",
        Accessibility(),
    )

    @property
    def home(self) -> str:
        """Return the address of the site, with a slash at its end; empty while it has none."""
        return f"{self.site_address.rstrip('/')}/" if self.site_address else ""

    @property
    def publisher(self) -> str:
        """Return who publishes the site and wrote its papers, as programs are given it: of a demonstration, not the council."""
        return "Golden Thread demonstration" if self.demonstration else self.name

    @property
    def demonstration_notice(self) -> str:
        """Return what each page of a demonstration says at its top; empty for a council's own site."""
        if not self.demonstration:
            return ""
        shows = "" if self.demonstration == "yes" else f" It shows {self.demonstration.rstrip('.')}."
        return f"This site is a demonstration. {self.name} does not run it.{shows}"
