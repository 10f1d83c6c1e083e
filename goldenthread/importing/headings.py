"""The groups of a plan and the themes of a review: known ones under every name that papers print, new ones by theirs."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.importing.columns import bare
from goldenthread.importing.words import slug
from goldenthread.model.common import Theme


class Headings:
    """Gives each heading its id."""

    def __init__(self, known: Iterable[Theme], default: str) -> None:
        """Remember the headings that a record has; `default` is the name where a paper has none."""
        self.default = default
        self.ids = {bare(name): theme.id for theme in known for name in (theme.name, *theme.also_printed)}
        self.names = {theme.id: theme.name for theme in known}
        self.used: dict[str, str] = {}

    def id_of(self, heading: str) -> str:
        """Give the id of a heading as printed; two headings that differ only in case or marks are one."""
        heading = heading or self.default
        if bare(heading) not in self.ids:
            name = slug(heading)
            number = 2
            while name in self.names:
                name, number = f"{slug(heading)[:76]}-{number}", number + 1
            self.ids[bare(heading)], self.names[name] = name, heading
        found = self.ids[bare(heading)]
        self.used[found] = self.names[found]
        return found
