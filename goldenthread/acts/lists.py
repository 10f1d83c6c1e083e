"""What is on a plan's or a review's list, since when and until when, and the totals that a report gives of it."""

from __future__ import annotations

from datetime import date

from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.target import Edited, Target, filled
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import joined
from goldenthread.editing.lookup import Named
from goldenthread.editing.splice import kind_at, set_value
from goldenthread.editing.tree import CannotEdit
from goldenthread.model.action_plan import Action, ActionPlan, DeclaredTotals
from goldenthread.model.progress import is_newer
from goldenthread.model.review import Recommendation
from goldenthread.model.scope import compared
from goldenthread.read.records import record_of


def join(target: Target, answers: Answers) -> Edited:
    """Write the first day on which a row was on its list."""
    _need_row(target)
    known = target.record.get("since")
    if known and known != answers["on"]:
        raise WrongAnswer(
            f"It has been on the list since {in_words(date.fromisoformat(known))}. If that is wrong, change it with: "
            f"build.py set {' '.join(target.words)} since {answers['on']}"
        )
    note = "Counts and charts of earlier days leave it out."
    return target.edited(_set(target, "since", answers["on"]), note)


def leave(target: Target, answers: Answers) -> Edited:
    """Write the last day on which a row was on its list, and why it left."""
    _need_row(target)
    end = filled({"date": answers["on"], "reason": answers["reason"]})
    known = target.record.get("until")
    if known and known != end:
        raise CannotEdit("edit-left-already", date=in_words(date.fromisoformat(known["date"])))
    note = "Its page stays and says when and why it left. It is no longer counted after that day."
    return target.edited(target.source if known else _set(target, "until", end), note)


def _need_row(target: Target) -> None:
    if kind_at(target.found.kind, target.found.loc) not in (Action, Recommendation):
        raise CannotEdit("edit-not-on-a-list", file=target.found.file)


def _set(target: Target, name: str, value: str | dict[str, str]) -> bytes:
    return set_value(target.source, (*target.found.loc, name), value, target.found.kind)


def a_count(target: Target, text: str) -> str:
    """Return a number for a status as `complete=7`, whichever way it is typed."""
    name, _, number = text.rpartition("=") if "=" in text else text.rpartition(" ")
    return f"{target.vocabulary.meant('statuses', name.strip())}={number.strip()}"


def not_a_count(target: Target, _: object, text: str) -> str:
    """Return what is wrong with a number for a status."""
    name, _, number = text.partition("=")
    statuses = target.vocabulary.words("statuses")
    if name in statuses and number.isdecimal():
        return ""
    return f"“{text}” is not a number for a status. Write it as {statuses[0]}=7. The statuses are: {', '.join(statuses)}."


def declare_totals(target: Target, answers: Answers) -> Edited:
    """Put the totals that a report gives in their place, the newest first; say where the rows differ."""
    if not (answers["of"] or answers["count"]):
        raise WrongAnswer("Give the total with --of, or the number for a status with --count.")
    pairs = (count.partition("=") for count in answers["count"])
    totals = {
        "date": answers["on"],
        "of": answers["of"],
        "counts": [{"status": status, "count": number} for status, _, number in pairs],
        "source": answers["source"],
        "note": answers["note"],
    }
    entry = DeclaredTotals.model_validate(filled(totals))
    held = target.record.get("declared_totals", ())
    old = [DeclaredTotals.model_validate(one) for one in held]
    place = next((place for place, other in enumerate(old) if not is_newer(other, entry)), len(old))
    edited = target.added("declared_totals", totals, place)
    return target.edited(edited.after, _differences(target.found, edited.after, entry))


def _differences(found: Named, after: bytes, entry: DeclaredTotals) -> str:
    """Return where declared totals and the rows of that day differ."""
    plan = record_of(after, found.file.removeprefix("data/").removesuffix(".yml"))
    if not isinstance(plan, ActionPlan):
        return ""
    wrong = [
        f"{printed} {status or 'in all'}, not {held}"
        for status, printed, held in compared(plan, entry)
        if printed != held
    ]
    if not wrong:
        return "The actions of that day give the same numbers."
    advice = "" if entry.note else " Add --note to say why, and check no longer asks."
    return f"The report gives {joined(wrong)} by the actions of that day.{advice}"


def withdraw(target: Target, answers: Answers) -> Edited:
    """Write since when something no longer applies, and why."""
    kind = kind_at(target.found.kind, target.found.loc)
    if kind is None or "withdrawn" not in kind.model_fields:
        raise CannotEdit("edit-no-page", file=target.found.file)
    if "withdrawn" in target.record:
        raise CannotEdit("edit-withdrawn-already", file=target.found.file)
    notice = {"date": answers["date"], "reason": answers["reason"]}
    loc = target.found.loc
    what = loc[0][:-1] if loc and isinstance(loc[0], str) else "record"
    note = (
        f"The page of this {what} stays and says when and why it was withdrawn. "
        f"The {what} is no longer counted, has no deadlines, and is not in search."
    )
    return target.edited(_set(target, "withdrawn", filled(notice)), note)
