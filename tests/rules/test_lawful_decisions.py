"""A decision broken in forty ways: check refuses each, or `changes` reports it as a difference that readers see."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, TODAY, Council

from goldenthread.changes.differences import compare
from goldenthread.changes.public_state import state

pytestmark = pytest.mark.slow

FIRST = "data/decisions/2031-10-04-finance.yml"
LATER = "data/decisions/2031-11-11-finance.yml"
OFFICER = "data/decisions/2031-12-15-software.yml"
PART_B = "  - number: b\n    outcome: as recommended\n"
REFUSED = (
    "  - number: a\n    outcome: refused\n    actions:\n      - 2031-finance 1\n      - 2031-finance 2\n"
)
AGREED = REFUSED.replace("refused", "as recommended")

# What is changed in which file, and the code of the message about it; empty where `changes` reports it to whoever approves.
MUTATIONS: dict[str, tuple[str, str, str, str]] = {
    "another body": (LATER, "decided_by: cabinet", "decided_by: audit-committee", "cannot-decide"),
    "a group decides": (OFFICER, "by: director-of-finance", "by: senior-team", "cannot-decide"),
    "no reasons": (LATER, "reasons: |\n  The Audit Committee asked for a plan without an end.\n", "", "decision-not-whole"),
    "no alternatives": (OFFICER, "alternatives:\n  - option: None.\n", "", "decision-not-whole"),
    "no interests": (OFFICER, "interests:\n  - text: None.\n", "", "decision-not-whole"),
    "no dispensations": (OFFICER, "dispensations:\n  - text: None.\n", "", "decision-not-whole"),
    "no source": (OFFICER, "source: Record of the officer’s decision, 15 December 2031\n", "", "decision-not-whole"),
    "no date": (OFFICER, "date: 2031-12-15", "date: not recorded", "decision-not-whole"),
    "an interest of nobody": (LATER, "  - name: Cllr C Pretend\n    text: |\n      A relative", "  - text: |\n      A relative", "declaration-without-name"),
    "none and more": (OFFICER, "  - option: None.", "  - option: None.\n  - option: Wait.", "none-and-more"),
    "a part is missing": (LATER, PART_B, "", "part-not-decided"),
    "a part twice": (LATER, PART_B, PART_B + PART_B.replace("b\n", "b)\n"), "part-decided-twice"),
    "a part that is not there": (LATER, PART_B, f"{PART_B}\n  - number: c\n    outcome: as recommended\n", "part-not-recommended"),
    "an outcome is missing": (LATER, PART_B, "  - number: b\n", "part-without-outcome"),
    "an outcome that is not on the list": (LATER, PART_B, PART_B.replace("as recommended", "carried"), "unknown-word"),
    "an outcome without a report": (OFFICER, "  - number: 1\n", "  - number: 1\n    outcome: amended\n", "outcome-without-report"),
    "nothing resolved": (OFFICER, "    text: |\n      Buy the software for three years, for £30,000.\n", "", "part-without-words"),
    "words of its own, as recommended": (LATER, PART_B, f"{PART_B}    text: notes it.\n", "words-as-recommended"),
    "amended into the same words": (FIRST, "approves the action plan for one year.", "Approves the  action plan", "amended-without-change"),
    "added without words": (LATER, PART_B, f"{PART_B}\n  - number: c\n    outcome: added at the meeting\n", "part-without-words"),
    "deferred to no time": (LATER, PART_B, PART_B.replace("as recommended", "deferred"), "goes-where"),
    "referred to nobody": (LATER, PART_B, PART_B.replace("as recommended", "referred back"), "goes-where"),
    "agreed and deferred": (LATER, PART_B, f"{PART_B}    deferred_to: May 2032\n", "goes-nowhere"),
    "an action that is not there": (LATER, "      - 2031-finance 2", "      - 2031-finance 9", "unknown-action"),
    "a plan that is not there": (LATER, "      - 2031-finance 2", "      - 2031-money 2", "unknown-action"),
    "a vote on nothing": (LATER, "  - number: a\n    in_favour", "  - number: d\n    in_favour", "vote-on-nothing"),
    "a ring": (FIRST, "report: 2031-10-04-finance", "report: 2031-10-04-finance\nreplaces: 2031-11-11-finance", "decisions-in-a-ring"),
    "a later one is replaced": (LATER, "date: 2031-11-11", "date: 2031-10-03", "replaces-a-later-one"),
    "two are in force": (LATER, "replaces: 2031-10-04-finance\n", "", "decided-twice"),
    "dated before the meeting": (FIRST, "date: 2031-10-04", "date: 2031-10-03", "decided-before-meeting"),
    "dated in the future": (OFFICER, "date: 2031-12-15", "date: 2099-12-15", "decided-in-future"),
    "published before it was taken": (LATER, "when: 12 November 2031", "when: 10 November 2031", "decision-order"),
    "called in before it was published": (FIRST, "when: 8 October 2031", "when: 5 October 2031", "decision-order"),
    "called in too late": (FIRST, "when: 8 October 2031", "when: 14 October 2031", "called-in-too-late"),
    "in effect before it was published": (LATER, "when: 20 November 2031", "when: 1 November 2031", "decision-order"),
    "sent back without a call-in": (LATER, "kind: effective", "kind: referred back", "call-in-not-begun"),
    "a call-in that ended twice": (FIRST, "  - kind: referred back\n", "  - kind: decision upheld\n    when: 9 October 2031\n\n  - kind: referred back\n", "call-in-ended-twice"),
    "in effect although sent back": (FIRST, "events:\n", "events:\n\n  - kind: effective\n    when: 21 October 2031\n", "effect-while-called-in"),
    "a day of effect by departure": (FIRST, "events:\n", "deadline_overrides:\n\n  - deadline: take-effect\n    due: 2031-10-21\n    reason: Urgent.\n\nevents:\n", "effect-while-called-in"),
    "a call-in recorded on the report": (REPORT, "brings:\n", "events:\n\n  - kind: called in\n    when: 13 November 2031\n\nbrings:\n", "event-of-decision"),
    "decided in brief as well": (REPORT, "brings:\n", "decision:\n  date: 2031-11-11\n  text: Agreed.\nbrings:\n", "decision-told-twice"),
    "not a key decision after all": (REPORT, "access: part exempt", "access: part exempt\nkey_decision: yes", "key-decision-differs"),
    "another number": (LATER, "number: CAB 15/2031", "number: CAB 16/2031", ""),
    "another vote": (LATER, "in_favour: 6", "in_favour: 8", ""),
    "another ward": (LATER, "wards: All", "wards: North", ""),
    "other reasons": (LATER, "without an end", "with an end", ""),
    "other words for an added sum": (OFFICER, "£30,000", "£90,000", ""),
    "another name": (LATER, "  - name: Cllr C Pretend", "  - name: Cllr B Invented", ""),
    "another day of publication": (LATER, "when: 12 November 2031", "when: 11 November 2031", ""),
    "a call-in taken away": (FIRST, "  - kind: called in\n    when: 8 October 2031\n    text: |\n      Three members asked why the plan ends after one year.\n    source: Call-in notice\n\n  - kind: referred back\n    when: 20 October 2031\n    source: Minutes of the Audit Committee, 20 October 2031\n", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_decision_is_refused_or_reported(name: str, tmp_path: Path) -> None:
    file, old, new, code = MUTATIONS[name]
    council = Council(tmp_path / "c", decisions=True)
    assert council.said() == []
    before = state(council.content(), TODAY).records
    council.change(file, old, new)
    if code:
        assert any(line.endswith(f"[{code}]") for line in council.said()), council.said()
        return
    assert council.said() == []
    found = compare(before, state(council.content(), TODAY).records)
    assert [item.record for item in found] == [file.removeprefix("data/").removesuffix(".yml")] * len(found)
    assert found


def test_an_action_of_a_part_that_was_refused_cannot_be_shown_as_agreed(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", decisions=True)
    council.change(LATER, AGREED, REFUSED)
    assert council.said() == []
    council.change(PLAN, "    response: See 1\n", "    response: See 1\n    acceptance: accepted\n")
    (line,) = council.said()
    assert line.startswith(f"{PLAN}:")
    assert line.endswith("[refused-action-accepted]")
    assert "Action 2 is shown as agreed, and the part of the decision about it was refused." in line


def test_a_plan_that_was_refused_as_a_whole_was_not_agreed(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", decisions=True)
    council.change(LATER, AGREED, REFUSED).change(LATER, PART_B, PART_B.replace("as recommended", "refused"))
    agreed = "events:\n\n  - kind: action plan agreed\n    when: 11 November 2031\n\ngroups:\n"
    council.change(PLAN, "groups:\n", agreed)
    assert [line.rpartition(" ")[2] for line in council.said()] == ["[refused-plan-agreed]"]


def test_what_is_older_than_the_register_is_only_noticed(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", decisions=True)
    council.change("data/council.yml", "colour:", "kept_since: 2032-01-01\ncolour:")
    council.change(OFFICER, "reasons: |\n  The reports take too long by hand.\n", "")
    assert council.said() == []
    assert [line for line in council.said("notice") if line.endswith("[old-decision-not-whole]")]


def test_a_decision_in_brief_is_not_enough_once_the_register_is_kept(tmp_path: Path) -> None:
    """A decision with only a date and a text passed: no reasons, alternatives, interests or source."""
    council = Council(tmp_path / "c")
    council.change(REPORT, "brings:\n", "decision:\n  date: 2031-10-04\n  text: Agreed.\nbrings:\n")
    assert council.said() == []
    council.change("data/council.yml", "colour:", "kept_since: 2031-10-01\ncolour:")
    assert [line.rpartition(" ")[2] for line in council.said()] == ["[decision-in-brief]"]


def test_an_officers_decision_that_nobody_published_is_noticed(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", decisions=True)
    council.change(OFFICER, "  - kind: decision published\n    when: 16 December 2031\n\n", "")
    assert [line for line in council.said("notice") if line.endswith("[decision-not-published]")]


def test_committees_answer_for_their_minutes_and_not_for_the_statement_of_the_executive(
    tmp_path: Path,
) -> None:
    council = Council(tmp_path / "c", decisions=True)
    council.change(OFFICER, "by: director-of-finance", "by: audit-committee\nexecutive: no")
    council.change(OFFICER, "alternatives:\n  - option: None.\n", "")
    assert council.said() == []
