"""What a council’s own settings put into the header and footer of each page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import small
from goldenthread.register.views import Register

_WEBSITE = '<p class="gt-website md-grid"><a href="{}">{} website</a></p>'
_DAY = "<p>Dates and statuses on this site are as at {}.</p>"


@dataclass(frozen=True, slots=True)
class Face:
    """How a site looks and what it is called: `address`, `crest` (its address in the site) and `notice` may be empty.

    `notice` is what a demonstration says at the top of each page, `website` the link to the council's own website,
    `day` that for which dates and statuses are worked out, and `absent` the addresses at the foot that have no page.
    """

    name: str
    address: str
    colour: str
    crest: str
    notice: str = ""
    website: str = ""
    day: str = ""
    absent: tuple[str, ...] = ()


def face_of(register: Register) -> Face:
    """Take name, address, colour, crest and notice from `data/council.yml`, which alone says who publishes."""
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
        absent=() if any(page.name == "guide/index" for page in register.pages) else (urls.GUIDE,),
    )
