"""Can anybody read what is held back? Said by `rules/repository.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, WARNING, Message

MESSAGES = {
    "draft-in-public": Message(
        WARNING,
        "The repository is public, so anybody can read this draft as soon as it is sent there.",
        "Keep it on this computer or in a private repository until it may be seen.",
    ),
    "embargo-in-public": Message(
        ERROR,
        "This may not be seen before {day}, and the repository is public.",
        "Keep the file in a private repository until that day, or take this line away if it may be seen now.",
    ),
    "repository-not-said": Message(
        NOTICE,
        "“{file}” is held back, and nothing says who may read these files.",
        "Add the line “repository_is: private”, or “repository_is: public” when anybody may.",
    ),
}
