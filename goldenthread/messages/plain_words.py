"""Can everybody read our words? Said by `rules/plain_english.py`; advice only, for nobody is kept from publishing by it."""

from __future__ import annotations

from goldenthread.messages.message import NOTICE, Message

MESSAGES = {
    "long-sentence": Message(
        NOTICE,
        "The sentence that begins “{first} …” has {count} words; more than {most} are hard to follow.",
        "Make two of it.",
    ),
    "plainer-word": Message(
        NOTICE,
        "“{word}” is a word that many readers stumble over.",
        "Better: {better}. Or take the word out of data/plain-words.yml.",
    ),
}
