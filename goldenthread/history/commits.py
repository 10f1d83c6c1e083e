"""What a commit says of itself: who made it, when, and what is in its message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_PERSON = re.compile(r"(?P<name>.*?) ?<(?P<email>[^>]*)> (?P<time>-?\d+) (?P<zone>[+-]\d{4})")
# "Merge pull request #12 from …" of a merge, and "Title (#12)" of a squash.
_PULL = re.compile(r"\AMerge pull request #(\d+) |\A.* \(#(\d+)\)\s*$", re.MULTILINE)
_TRAILER = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]*): (?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as git knows them."""

    name: str
    email: str

    def is_same(self, other: Person) -> bool:
        """Whether two are one person: the address decides, whatever the letters' size."""
        return self.email.casefold() == other.email.casefold()


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who wrote it, who put it on the main line and when, and its message."""

    id: str
    parents: tuple[str, ...]
    author: Person
    committer: Person
    when: datetime  # when it came onto the line, in UTC
    message: str

    @property
    def subject(self) -> str:
        """Return the first line of the message."""
        return self.message.partition("\n")[0]

    @property
    def pull_request(self) -> int | None:
        """Return the number of the pull request that the message names, as the host writes it."""
        match = _PULL.search(self.message.partition("\n")[0])
        return int(match[1] or match[2]) if match else None

    def trailers(self, name: str) -> tuple[str, ...]:
        """Return the values of the lines `Name: value` that end the message, such as `Approved-by`.

        Only the last paragraph counts, and only when each of its lines is such a line.
        """
        body = self.message.strip().partition("\n\n")[2]
        last = body.rsplit("\n\n", 1)[-1].splitlines()
        matches = [_TRAILER.fullmatch(line.strip()) for line in last]
        if not all(matches):
            return ()
        return tuple(m["value"] for m in matches if m and m["name"].casefold() == name.casefold())


def commit(name: str, raw: bytes) -> Commit:
    """Read a commit as git keeps it."""
    head, _, message = raw.decode("utf-8", "replace").partition("\n\n")
    lines = [line.partition(" ") for line in head.split("\n")]
    fields = {key: value for key, _, value in lines if key}
    author, _ = _person(fields["author"])
    committer, when = _person(fields["committer"])
    parents = tuple(value for key, _, value in lines if key == "parent")
    return Commit(name, parents, author, committer, when, message)


def person(text: str) -> Person:
    """Read a person from a trailer: `A Name <a@example.org>`, or a name alone."""
    match = re.fullmatch(r"(.*?)\s*<([^>]*)>", text.strip())
    return Person(match[1].strip(), match[2].strip()) if match else Person(text.strip(), "")


def _person(line: str) -> tuple[Person, datetime]:
    match = _PERSON.fullmatch(line)
    if not match:
        return Person(line, ""), datetime.fromtimestamp(0, UTC)
    hours, minutes = int(match["zone"][:3]), int(match["zone"][0] + match["zone"][3:])
    zone = timezone(timedelta(hours=hours, minutes=minutes))
    when = datetime.fromtimestamp(int(match["time"]), zone).astimezone(UTC)
    return Person(match["name"], match["email"]), when
