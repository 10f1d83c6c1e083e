"""Where links lead, in words: a link on paper cannot be pressed, so its address stands behind it in brackets."""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r'<a\b[^>]*\bhref="(https?://|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def with_addresses(html: str, own: str | None) -> str:
    """Put behind each link the address that it leads to, without what a reader need not type.

    Not where the words of the link are the address, and not for pages of this site, whose address is `own`.
    The words are marked `gt-address`, so that a comparison with the page can leave them out.
    """

    def added(link: re.Match[str]) -> str:
        if own and (link[1] + link[2]).startswith(own):
            return link[0]
        address = link[2].removeprefix("www.").rstrip("/")
        words = unescape(re.sub(r"<[^>]*>", "", link[3]))
        if unescape(address) in words:
            return link[0]
        return f'{link[0]} <span class="gt-address">({address})</span>'

    return _LINK.sub(added, html)
