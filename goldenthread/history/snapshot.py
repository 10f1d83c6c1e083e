"""Which files make a record: by path, and by what they held at one commit."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.read import FOLDERS, SETTINGS


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a record at one commit, by the ids of their contents; empty where there is none.

    `files` holds those of `content/files/` that the record publishes, by name.
    """

    record: str = ""
    text: str = ""
    files: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "+".join([self.record, self.text, *(blob for _, blob in self.files)])


def key_of(path: str) -> str:
    """Give the key of the record that a file holds, `reviews/2031-finance`; empty when it holds none of its own."""
    folder, _, name = path.removeprefix("data/").rpartition("/")
    if path.startswith("data/") and path.endswith(".yml"):
        stem = name.removesuffix(".yml")
        if folder in FOLDERS:
            return f"{folder}/{stem}"
        return f"settings/{stem}" if not folder and stem in SETTINGS else ""
    page = path.removeprefix("content/").removesuffix(".md")
    is_page = path.startswith("content/") and path.endswith(".md") and page.partition("/")[0] not in FOLDERS
    return f"pages/{page}" if is_page else ""


def file_of(key: str) -> str:
    """Give the path of the file that holds a record: the other way round of `key_of`."""
    folder, _, name = key.partition("/")
    if folder == "pages":
        return f"content/{name}.md"
    return f"data/{name}.yml" if folder == "settings" else f"data/{key}.yml"
