"""What a council’s own settings put into the header and footer of each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import small
from goldenthread.register.views import Register
from goldenthread.report.typefaces import faces_of

_WEBSITE = '<p class="gt-website md-grid"><a href="{}">{} website</a></p>'
_DAY = "<p>Dates and statuses on this site are as at {}.</p>"


@dataclass(frozen=True, slots=True)
class Face:
    """How a site looks and what it is called: `address`, `crest` (its address in the site) and `notice` may be empty.

    `notice` is what a demonstration says at the top of each page, `website` the link to the council's own website,
    `day` that for which dates and statuses are worked out, `absent` the addresses at the foot that have no page,
    and `typeface` the files of its typeface by the names under which pages ask for them.
    """

    name: str
    address: str
    colour: str
    crest: str
    notice: str = ""
    website: str = ""
    day: str = ""
    absent: tuple[str, ...] = ()
    typeface: Mapping[str, bytes] = field(default_factory=dict)


def face_of(register: Register, root: Path) -> Face:
    """Take the site’s look from `data/council.yml`, which alone says who publishes; `root` is the council’s folder."""
    council = register.council
    title = small(council.site_title)
    crest = register.files.get(council.crest or "")
    return Face(
        name=f"{council.name}: {title}",
        address=council.home,
        colour=council.colour,
        crest=crest.url if crest else "",
        notice=council.demonstration_notice,
        website=_WEBSITE.format(escape(council.website), escape(council.name)) if council.website else "",
        day=_DAY.format(in_words(register.today)),
        typeface=faces_of(council.typeface, root),
        absent=() if any(page.name == "guide/index" for page in register.pages) else (urls.GUIDE,),
    )
