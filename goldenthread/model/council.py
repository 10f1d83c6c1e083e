"""Who publishes: the council's name and how to reach it."""

from __future__ import annotations

from typing import Literal

from goldenthread.model.accessibility import Accessibility
from goldenthread.model.base import Line, LineOrBlank, Prose, Record, YesNo, shown


class Council(Record):
    """`data/council.yml`: what every page and every paper says about the publisher."""

    name: Line = shown("The council's full name.", "Ambleford Council")
    short_name: Line = shown("The name used in running text.", "Ambleford")
    site_title: Line = shown("The name of this website.", "Reviews and actions")
    introduction: Prose = shown(
        "What the website is for, in two or three sentences.", "What peers asked for, and what became of it."
    )
    site_address: LineOrBlank = shown(
        "Where the site is published; or `not recorded`.", "https://reviews.example.org/"
    )
    contact: Prose = shown(
        "How a reader can ask a question or for another format.", "Write to office@example.org."
    )
    licence: Line = shown("The licence of the published data.", "Open Government Licence v3.0")
    repository: LineOrBlank = shown(
        "Where the files are edited; or `not recorded`.", "https://example.org/reviews"
    )
    repository_is: Literal["public", "private"] | None = shown(
        "Who may read the files: `public` when anybody may, `private` when only those whom the council lets in.",
        "private",
        None,
    )
    edit_path: Line = shown(
        "What stands between that address and a file’s path where a file is edited; on GitHub `edit/` and the branch.",
        "edit/main",
        "edit/main",
    )
    crest: Line | None = shown(
        "The picture of the crest or logo in `content/files/`, for the site’s header and the head of papers: SVG, PNG or JPEG.",
        "crest.svg",
        None,
    )
    crest_text: Line | None = shown(
        "What the picture shows, for those who cannot see it; the council’s name when left out.",
        "Ambleford Council crest",
        None,
    )
    colour: Line = shown(
        "The colour of the site’s header and links, and of headings and lines in papers, as # and six digits.",
        '"#0f4c52"',
        "#0f4c52",
    )
    paper_band: YesNo = shown(
        "`no` leaves out the band of that colour along the top of a paper’s first page.", "yes", True
    )
    accessibility: Accessibility = shown(
        "What the council itself says in the accessibility statement.",
        "prepared: 2031-09-01",
        Accessibility(),
    )

    @property
    def home(self) -> str:
        """Give the address of the site, with a slash at its end; empty while it has none."""
        return f"{self.site_address.rstrip('/')}/" if self.site_address else ""
