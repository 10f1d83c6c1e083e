"""Can deadlines be worked out and met? Said by `rules/deadline_anchors.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, WARNING, Message

MESSAGES = {
    "rule-without-day": Message(
        ERROR,
        "The deadline “{id}” has no day to count from.",
        "Write “anchor”, “anchor_words”, “number” and “unit”, or “fixed” alone.",
    ),
    "calendar-backwards": Message(
        ERROR, "The calendar ends before it begins.", "Correct “first_day” or “last_day”."
    ),
    "day-not-in-calendar": Message(
        ERROR,
        "{date}, “{name}”, lies outside the days that the calendar covers.",
        "Correct the day, or “first_day” and “last_day”.",
    ),
    "unknown-deadline": Message(
        ERROR,
        "No rule that holds here has a deadline “{value}”.",
        "{guess}Write an id from the rule set in data/deadline-rules.yml.",
    ),
    "cannot-count": Message(
        WARNING,
        "“{what}” cannot be worked out. {why}",
        "Add the missing days to data/calendar.yml; nothing is guessed.",
    ),
    "too-late-for-meeting": Message(
        WARNING,
        "The meeting on {meeting} can no longer be met: “{what}” was due by {due}. The rule: {rule}.",
        "Move the meeting, or add the event “{kind}” if it was done. The law also allows {ways}. "
        "Write such a case under “deadline_overrides”, with the reason.",
    ),
}
