"""Progress on an action: an update, a date that moved, and an action that a body closed; nothing earlier is rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from goldenthread.acts.questions import Answers, WrongAnswer, listed
from goldenthread.acts.target import Edited, Target, cleaned, filled, not_an_office
from goldenthread.common.dates import NO_DATE_SET
from goldenthread.editing.lookup import Named
from goldenthread.editing.splice import add_item
from goldenthread.model import NOT_RECORDED
from goldenthread.model.progress import is_done, is_newer, last_update, outline, timeline_in_force
from goldenthread.model.vocabulary import Role

UNAPPROVED = (
    "You have not said who approved it. Readers see that, and check reports it. Add --approved-by if you can."
)


def statuses(target: Target, answered: Answers) -> list[tuple[str, str]]:
    """Offer the council's statuses, and none: a paper may report progress without one."""
    return [*listed("statuses")(target, answered), (NOT_RECORDED, "Not recorded: the source gives no status")]


def status_meant(target: Target, text: str) -> str:
    """Return the status that is typed, by its word or its label."""
    return target.vocabulary.meant("statuses", text)


def needs_evidence(target: Target, answered: Answers) -> bool:
    """Whether an action is recorded as complete, which readers must be able to check."""
    return target.vocabulary.role("statuses", answered["status"]) == Role.COMPLETE


def ask_for_evidence(target: Target, answered: Answers) -> str:
    """Return the question for evidence, which must be answered for an action that is complete."""
    if needs_evidence(target, answered):
        return "Which paper or page shows that it is complete?"
    return "Which paper or page shows it? (Press Enter if there is none. “complete” needs one.)"


def update(target: Target, answers: Answers) -> Edited:
    """Put an update into the plan's file."""
    note = ""
    if "same_as" in target.record:
        note = f"The plan answers this action with “See {target.record['same_as']}”. From now on its progress is shown separately."
    return target.edited(with_update(target.root, target.found, answers), note)


def with_update(root: Path, found: Named, update: Mapping[str, str]) -> bytes:
    """Return the plan's bytes with one more update in its place, the newest first; as they are when it is there already."""
    source = (root / found.file).read_bytes()
    recorded = found.record.get("updates", ())
    values = filled(
        {name: value for name, value in update.items() if (name, value) != ("status", NOT_RECORDED)}
    )
    if values in recorded:
        return source
    new, *old = outline({"updates": [update, *recorded]}).updates
    before = next((place for place, other in enumerate(old) if not is_newer(other, new)), len(old))
    return add_item(source, (*found.loc, "updates"), values, found.kind, before=before)


def refuse_move(target: Target, given: Mapping[str, str | None]) -> None:
    """Refuse a timeline that is in force already, and one of an action that is finished, unless its status is given."""
    timeline = given["timeline"]
    if timeline and cleaned(timeline) == timeline_in_force(outline(target.record)):
        raise WrongAnswer(f"The timeline is already “{timeline}”.")
    if given["status"] is None:
        refuse_finished(target, "give its status with --status.")


def refuse_finished(target: Target, advice: str) -> None:
    """Refuse what only an action that is still open can have."""
    last = last_update(outline(target.record))
    if is_done(last, target.vocabulary):
        raise WrongAnswer(
            f"The action is recorded as “{status_so_far(target)}”. If it is open again, {advice}"
        )


def move_date(target: Target, answers: Answers) -> Edited:
    """Put a new timeline with its reason into the plan's file."""
    until_now = timeline_in_force(outline(target.record)) or ""
    printed = str(target.record.get("timeline", ""))
    moved = answers | {"note": answers["note"] or _moved(until_now, answers["timeline"])}
    note = f"What the plan prints, “{printed}”, stays as it is; the page shows both, and the reason."
    note += "" if answers["approved_by"] else f"\n{UNAPPROVED}"
    return target.edited(with_update(target.root, target.found, moved), note)


def status_so_far(target: Target, _: object = None) -> str:
    """Return the newest status of an action; empty where no update gives one."""
    last = last_update(outline(target.record))
    return (last and last.status) or ""


def closing_body(target: Target, _: object = None) -> str:
    """Return the name of the body that closes the actions of a plan; empty where the plan names none."""
    named = target.found.data.get("closed_by")
    return next((office.name for office in target.offices if office.id == named), "")


def not_the_closing_body(target: Target, answered: object, text: str) -> str:
    """Return why a body cannot close an action."""
    body = closing_body(target)
    if body and text != body:
        return f"The plan says that {body} closes its actions."
    return not_an_office(target, answered, text)


def finished_statuses(target: Target, _: object = None) -> list[tuple[str, str]]:
    """Offer the statuses that need nothing more."""
    return [(word.word, word.label) for word in target.vocabulary.statuses if word.done]


def status_to_close(target: Target, _: object = None) -> str:
    """Return the finished status that was reported last, else the one for what is complete."""
    known = [word for word, _ in finished_statuses(target)]
    complete = target.vocabulary.filling("statuses", Role.COMPLETE)
    so_far = status_so_far(target)
    return so_far if so_far in known or not complete else complete.word


def close(target: Target, answers: Answers) -> Edited:
    """Put the closing into the plan's file, as the newest update."""
    update = {
        "date": answers["on"],
        "status": answers["status"],
        "note": answers["note"] or f"{answers['by']} closed this action.",
        "evidence": answers["evidence"],
        "approved_by": answers["by"],
        "minute": answers["minute"],
    }
    note = "Every page now counts it as finished."
    return target.edited(with_update(target.root, target.found, update), note)


def _moved(until_now: str, timeline: str) -> str:
    """Return the note of a move for which nobody wrote one."""
    if not until_now:
        return f"The timeline was set to “{timeline}”; until then none was recorded."
    if timeline == NO_DATE_SET:
        return f"The timeline “{until_now}” no longer applies, and no new date is set."
    return f"The timeline moved from “{until_now}” to “{timeline}”."
