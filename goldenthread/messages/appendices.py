"""Can readers use the files that are published as they are? Said by `rules/attached_files.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, WARNING, Message

MESSAGES = {
    "not-a-digest": Message(
        ERROR,
        "“{value}” is not a SHA-256 digest.",
        "Copy the 64 letters and figures that `build.py pack` prints for the file.",
    ),
    "file-changed": Message(
        ERROR,
        "The file of {what}, content/files/{file}, has changed since its digest was recorded.",
        "Put the old file back. If the change was approved, write: sha256: {sha256}",
    ),
    "file-locked": Message(
        ERROR,
        "The file of {what}, content/files/{file}, is encrypted: a password or a lock keeps readers out.",
        "Ask its author for a copy without password and limits, and put that in its place.",
    ),
    "file-broken": Message(
        ERROR,
        "The file of {what}, content/files/{file}, is called a PDF and is damaged, or is none.",
        "Open it yourself, save it as a PDF again, and put that in its place.",
    ),
    "file-odd-name": Message(
        ERROR,
        "The file’s name, “{file}”, has characters that not every computer can take.",
        "Rename it with letters, figures, spaces, hyphens and full stops, here and in content/files/.",
    ),
    "file-names-alike": Message(
        ERROR,
        "“{file}” and “{other}” differ by capitals or accents alone, and some computers take them for one file.",
        "Give one of them another name, here and in content/files/.",
    ),
    "file-untagged": Message(
        WARNING,
        "The file of {what}, content/files/{file}, has no tags: a screen reader cannot tell its headings and tables.",
        "Ask its author for a tagged PDF, or for the text. Until then its page tells readers to ask for another format.",
    ),
    "file-without-words": Message(
        WARNING,
        "The file of {what}, content/files/{file}, holds pictures of pages and no words.",
        "Ask its author for the original. Until then its page tells readers to ask for another format.",
    ),
    "file-carries-more": Message(
        WARNING,
        "The file of {what}, content/files/{file}, carries {things} that its pages do not show.",
        "Make sure that they are meant for the public, or ask its author for a copy without them.",
    ),
    "digest-not-recorded": Message(
        NOTICE,
        "No digest is recorded for the file of {what}: nobody would notice if the file were exchanged.",
        "Once it is approved, add the line: sha256: {sha256}",
    ),
}
