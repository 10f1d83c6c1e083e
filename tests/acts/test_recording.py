"""The acts on a record that exists: what an officer types, reads and finds in the file, and that nothing else changes."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import pytest
from council import PLAN, REPORT, REVIEW, TODAY, Council
from expected_text import Expected
from hostile import hostile_tries
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st
from untidy_files import untidy

from goldenthread.acts.recording import ACTS
from goldenthread.acts.target import Target
from goldenthread.deadlines import work_out
from goldenthread.editing.lookup import Named
from goldenthread.editing.tree import BOM
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.source import Loc, loads

pytestmark = pytest.mark.slow

Typed = Callable[[str], str]
FINE = "Nothing was changed."
UNHURRIED = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)  # making it smaller takes minutes


@pytest.fixture
def council(tmp_path: Any) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def typed(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Typed:
    """Type a command where nobody can answer, and give the exit code with everything that is printed."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(line: str) -> str:
        code = door.main(["--root", str(council.root), "--today", TODAY.isoformat(), *shlex.split(line)])
        out, err = capsys.readouterr()
        return f"$ build.py {line}\n{out}{err}ends with {code}\n"

    return run


def told(typed: Typed, lines: Sequence[str], expected: Expected) -> None:
    expected("\n".join(typed(line) for line in lines))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_the_example_of_every_act_works_as_typed_and_a_second_time_changes_nothing(
    act: Any, typed: Typed, council: Council
) -> None:
    if act.name == "decide-extension":
        assert "Saved." in typed(
            next(a.example.join(("ask-extension ", "")) for a in ACTS if a.name == "ask-extension")
        )
    line = f"{act.name} {act.example}"
    assert "Saved." in typed(line)
    assert council.said("error") == []
    after = council.digest()
    assert FINE in typed(line)
    assert council.digest() == after


def test_what_happened_is_recorded_with_the_deadlines_before_and_after(
    typed: Typed, expected: Expected
) -> None:
    """What deadlines wait for, such as “decision published”, could be recorded only by hand in YAML."""
    told(
        typed,
        (
            'record reviews/2031-finance agreed --on "25 July 2031" --source "Letter of 25 July 2031"',
            'record reviews/2031-finance agreed --on "25 July 2031" --source "Letter of 25 July 2031"',
            "record action-plans/2031-finance published --on 2031-09-20",
            "record 2031-10-04-finance met --on 2031-10-04",
            "record 2031-10-04-finance published --on 2031-09-20",
            "record 2031-10-04-finance decision-published --on 2031-10-06",
            'record 2031-10-04-finance "called in" --on 2031-10-08',
        ),
        expected,
    )


def test_what_cannot_be_recorded_is_refused(typed: Typed, council: Council, expected: Expected) -> None:
    before = council.digest()
    told(
        typed,
        (
            "record 2031-finance published",
            "record reviews/2031-finance publishd",
            "record reviews/2031-finance published --on 2032-03-01",
            "record reviews/2031-finance published --on soon",
            "record action-plans/2031-finance 3 published",
            "record organisation published",
            "record 2031-10-04-finance met --on 2031-10-05",
            "record reviews/2031-finance",
            "record reviews/2031-finance published --on 2031-06-01",
        ),
        expected,
    )
    assert council.digest() == before


def test_an_extension_is_asked_put_off_and_granted(
    typed: Typed, council: Council, expected: Expected
) -> None:
    told(
        typed,
        (
            'decide-extension 2031-finance 3 granted --by audit-committee --minute "Minute 24"',
            'ask-extension 2031-finance 3 --to "Q3 2032" --by director-of-finance --reason Ill. --on 2031-12-01',
            'ask-extension 2031-finance 3 --to "March 2032" --by director-of-financ --reason Ill. --on 2031-12-01',
            'ask-extension 2031-finance 1 --to "March 2032" --by director-of-finance --reason Ill. --on 2031-12-01',
            'ask-extension 2031-finance 3 --to "March 2032" --by director-of-finance --reason Ill. --on 2031-12-01',
            'ask-extension 2031-finance 3 --to "April 2032" --by director-of-finance --reason Ill. --on 2031-12-01',
            "decide-extension 2031-finance 3 granted --by audit-committee",
            'decide-extension 2031-finance 3 maybe --by audit-committee --minute "Minute 24"',
            'decide-extension 2031-finance 3 not-decided --by audit-committee --on 2031-12-12 --minute "Minute 24"',
            'decide-extension 2031-finance 3 granted --by "audit committee" --on 2032-01-09 --minute "Minute 3"',
            'decide-extension 2031-finance 3 refused --by audit-committee --on 2032-01-09 --minute "Minute 3"',
        ),
        expected,
    )
    action = council.register().actions[2]
    assert action.due.as_printed == "March 2032"
    decided = [asked.decision.outcome for asked in action.facts.extensions if asked.decision]
    assert decided == ["granted", "not decided"]
    assert council.said("error") == []


def test_lists_change_and_totals_are_declared(typed: Typed, council: Council, expected: Expected) -> None:
    told(
        typed,
        (
            "join-list action-plans/2031-finance 3 --on 2031-11-01",
            "join-list action-plans/2031-finance 3 --on 2031-11-02",
            "join-list action-plans/2031-finance",
            "leave-list action-plans/2031-finance 3 --on 2031-10-01 --reason Merged.",
            "leave-list action-plans/2031-finance 3 --on 2031-12-20 --reason Merged.",
            "leave-list action-plans/2031-finance 3 --on 2031-12-21 --reason Merged.",
            "leave-list reviews/2031-finance 3 --on 2033-12-21 --reason Merged.",
            'declare-totals 2031-finance --on 2031-12-31 --source "Progress report"',
            'declare-totals 2031-finance --on 2031-12-31 --source "Progress report" --count finished=2',
            'declare-totals 2031-finance --on 2031-12-31 --source "Progress report" --of 3 --count "Complete 2"',
            "declare-totals 2031-finance 3 --on 2031-12-31",
        ),
        expected,
    )
    assert council.said("error") == []


def test_a_date_alone_goes_into_the_event_that_waits_for_it(typed: Typed, council: Council) -> None:
    before = (council.root / REVIEW).read_text("utf-8")
    typed("record reviews/2031-finance agreed --on 2031-07-25")
    after = (council.root / REVIEW).read_text("utf-8")
    assert after == before.replace("when: not recorded", "when: 25 July 2031")


def test_the_command_of_every_deadline_works_as_typed(typed: Typed, council: Council) -> None:
    found = {deadline.id: deadline.command for deadline in work_out(council.content(), TODAY)}
    assert found["reviews/2031-finance/publish-plan"] == "record action-plans/2031-finance published"
    commands = {command for command in found.values() if command}
    assert len(commands) > 3
    for command in commands:
        assert "ends with 0" in typed(f"{command} --on 2032-01-09 --dry-run"), command


def test_at_a_terminal_what_is_left_out_is_asked_for(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_a_terminal(line: str, *answers: str) -> str:
        typed = iter(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _: next(typed))
        assert door.main(["--root", str(council.root), "--today", TODAY.isoformat(), *shlex.split(line)]) == 0
        assert list(typed) == []
        return capsys.readouterr().out

    asked = at_a_terminal("record action-plans/2031-finance", "plan agreed", "4 October 2031", "")
    assert "What happened?\n  1  On site: " in asked
    assert "- kind: action plan agreed\n          when: 4 October 2031" in asked
    at_a_terminal("ask-extension 2031-finance 3", "March 2032", "senior-team", "Ill.", "2031-12-01")
    out = at_a_terminal("decide-extension 2031-finance 3", "2", "audit-committee", "2031-12-12", "Minute 24")
    assert "outcome: refused\n        by: Audit Committee" in out
    out = at_a_terminal("update 2031-finance 3", "Complete", "Done.", "", "A paper", "")
    assert "Which paper or page shows that it is complete?" in out
    assert "This needs an answer." in out
    assert council.said("error") == []


def test_what_happened_to_a_decision_is_kept_in_its_own_record(
    door: ModuleType, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "decided", decisions=True)
    words = ("--root", str(council.root), "--today", TODAY.isoformat(), "record")
    before = council.digest()
    assert door.main([*words, "cabinet-reports/2031-10-04-finance", "called-in", "--on", "2031-11-13"]) == 2
    assert "build.py record decisions/2031-11-11-finance 'called in'" in capsys.readouterr().err
    assert door.main([*words, "decisions/2031-11-11-finance", "decided", "--on", "2031-11-11"]) == 0
    assert door.main([*words, "decisions/2031-11-11-finance", "decided", "--on", "2031-11-12"]) == 2
    assert council.digest() == before


# The acts whose edits are tried on untidy files: the file, where in it, the answers, and what it must hold then.
TRIES: tuple[tuple[str, str, Loc, dict[str, Any], Callable[[Any], None]], ...] = (
    (
        "record",
        REVIEW,
        (),
        {"event": "decided", "on": "4 October 2031", "source": "A: “paper” #1"},
        lambda data: data["events"].append(
            {"kind": "decided", "when": "4 October 2031", "source": "A: “paper” #1"}
        ),
    ),
    (
        "record",
        PLAN,
        (),
        {"event": "published", "on": "20 September 2031"},
        lambda data: data.update(events=[{"kind": "published", "when": "20 September 2031"}]),
    ),
    (
        "record",
        REPORT,
        (),
        {"event": "called in", "on": "8 October 2031", "text": "One:\n\ntwo."},
        lambda data: data.update(
            events=[{"kind": "called in", "when": "8 October 2031", "text": "One:\n\ntwo."}]
        ),
    ),
    (
        "update",
        PLAN,
        ("actions", 0),
        {"status": "in progress", "note": "Three: #4.", "date": "2031-12-05"},
        lambda data: data["actions"][0]["updates"].insert(
            1, {"status": "in progress", "note": "Three: #4.", "date": "2031-12-05"}
        ),
    ),
    (
        "ask-extension",
        PLAN,
        ("actions", 1),
        {"to": "March 2032", "by": "Senior Team", "reason": "Ill.", "on": "2031-12-01"},
        lambda data: data["actions"][1].update(
            extensions=[
                {"asked": "2031-12-01", "asked_by": "Senior Team", "to": "March 2032", "reason": "Ill."}
            ]
        ),
    ),
    (
        "close",
        PLAN,
        ("actions", 0),
        {
            "by": "Audit Committee",
            "on": "2032-01-09",
            "minute": "Minute 3",
            "status": "complete",
            "note": "Done.",
        },
        lambda data: data["actions"][0]["updates"].insert(
            0,
            {
                "date": "2032-01-09",
                "status": "complete",
                "note": "Done.",
                "approved_by": "Audit Committee",
                "minute": "Minute 3",
            },
        ),
    ),
    (
        "leave-list",
        PLAN,
        ("actions", 2),
        {"on": "2031-12-20", "reason": "Merged: see 2."},
        lambda data: data["actions"][2].update(until={"date": "2031-12-20", "reason": "Merged: see 2."}),
    ),
    (
        "join-list",
        REVIEW,
        ("recommendations", 1),
        {"on": "2031-11-01"},
        lambda data: data["recommendations"][1].update(since="2031-11-01"),
    ),
    (
        "declare-totals",
        PLAN,
        (),
        {"on": "2031-12-31", "of": "3", "count": ["complete=2"], "source": "Report", "note": ""},
        lambda data: data.update(
            declared_totals=[
                {
                    "date": "2031-12-31",
                    "of": "3",
                    "counts": [{"status": "complete", "count": "2"}],
                    "source": "Report",
                }
            ]
        ),
    ),
    (
        "withdraw",
        PLAN,
        ("actions", 2),
        {"date": "2032-01-05", "reason": "Printed twice."},
        lambda data: data["actions"][2].update(withdrawn={"date": "2032-01-05", "reason": "Printed twice."}),
    ),
)


def only_adds(council: Council, draw: Callable[[Any], Any]) -> None:
    """Do one act on an untidy file: it must read as meant, and every byte of before must be there, in one piece or two."""
    name, file, loc, answers, change = draw(st.sampled_from(TRIES))
    note(f"{name} in {file}")
    tidy: Any = loads((council.root / file).read_bytes(), file).data
    source = untidy(draw, tidy)
    loaded = loads(source, file)
    assume(loaded.data is not None and not loaded.problems)
    data: Any = loaded.data
    (council.root / file).write_bytes(source)
    act = next(act for act in ACTS if act.name == name)
    folder = file.split("/")[1]
    found = Named(file, BY_FOLDER[folder].model, data, loc)
    blank = {question.name: [] if question.several else "" for question in act.questions}
    target = Target(council.root, found, TODAY)
    new = act.edited(target, {**blank, **answers}).after
    change(data)
    loaded = loads(new, file)
    assert loaded.data == data
    assert not loaded.problems
    start = next((i for i, (a, b) in enumerate(zip(source, new, strict=False)) if a != b), len(source))
    assert new.endswith(source[start:]), "something was taken away"
    assert new.startswith(BOM.encode()) == source.startswith(BOM.encode())
    assert (b"\r\n" in source) or b"\r" not in new


@pytest.fixture(scope="module")
def tidy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    council = Council(tmp_path_factory.mktemp("untidy") / "c")
    return {
        "council": council,
        **{file: (council.root / file).read_bytes() for file in (PLAN, REVIEW, REPORT)},
    }


def tried(tidy: dict[str, Any], data: Any) -> None:
    council: Council = tidy["council"]
    for file in (PLAN, REVIEW, REPORT):
        (council.root / file).write_bytes(tidy[file])
    only_adds(council, data.draw)


@given(data=st.data())
@settings(UNHURRIED, max_examples=12, derandomize=True)
def test_an_act_adds_what_it_means_and_nothing_else(tidy: dict[str, Any], data: Any) -> None:
    tried(tidy, data)


@given(data=st.data())
@settings(UNHURRIED, max_examples=hostile_tries(60, 500))
def test_many_acts_add_what_they_mean_and_nothing_else(tidy: dict[str, Any], data: Any) -> None:
    tried(tidy, data)
