"""History and approvals of every record, from repositories that git itself made."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from council import TODAY, Council
from invented_history import MadeHistory
from paths import AMBLEFORD

from goldenthread.approvals.approval_trail import audit, trail
from goldenthread.approvals.verdict import State
from goldenthread.changes.public_state import state
from goldenthread.history.log import built_from
from goldenthread.history.versions import Version, history
from goldenthread.outputs.atom import feed
from goldenthread.read.records import read
from goldenthread.register import build
from goldenthread.register.page_history import NO_PAST, past_of
from goldenthread.rules import examine

ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.slow  # it starts git some hundred times


def git(root: Path, *words: str, day: str = "2031-11-03") -> str:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{who}_NAME": "W", f"GIT_{who}_EMAIL": "w@x", f"GIT_{who}_DATE": f"{day}T10:00:00+0000"}
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root: Path, message: str, day: str = "2031-11-03") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, day=day)


def settings() -> dict[str, str]:
    """Give the files of which there is one, without what names records."""
    paths = (path for path in sorted((AMBLEFORD / "data").glob("*.yml")) if path.stem != "approval-rules")
    return {path.relative_to(AMBLEFORD).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("commits", [80, 1000])
def test_history_and_audit_are_right_for_every_record(commits: int, tmp_path: Path) -> None:
    made = MadeHistory(tmp_path, settings(), commits)
    cache = tmp_path / "build/history.json"
    content, problems = read(tmp_path)
    assert content is not None, [str(problem) for problem in problems]
    assert made.maker.commits >= commits
    for _ in ("worked out", "remembered"):
        past = history(tmp_path, content.vocabulary, cache)
        assert past.is_complete
        judged = trail(tmp_path, past, content.approval_rules)
        plans = {key for key in judged if key.startswith("plans/")}
        assert plans == {f"plans/{name}" for name in (*made.plans, *made.gone)}
        for name, plan in (made.plans | made.gone).items():
            found = [(item.version.commit.subject, item.verdict.state) for item in judged[f"plans/{name}"]]
            assert found == plan.expected, name
        lines = {line.record: line for line in audit(judged, state(content, TODAY).records)}
        assert {key for key in lines if key.startswith("plans/")} == {f"plans/{name}" for name in made.plans}
        for name, plan in made.plans.items():
            # A new id that somebody approved does not approve the words that came in before.
            of_words = [state for subject, state in plan.expected if not subject.startswith("Rename")]
            assert lines[f"plans/{name}"].state is of_words[-1], name
            assert lines[f"plans/{name}"].digest == plan.digest()


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give the invented council in a repository of its own, all in one commit."""
    found = Council(tmp_path / "c")
    shutil.rmtree(found.root / "build", ignore_errors=True)
    git(found.root, "init", "-q", "-b", "main")
    commit(found.root, "Begin", "2031-10-05")
    return found


def versions(council: Council, key: str) -> tuple[Version, ...]:
    return history(council.root, council.content().vocabulary).records[key]


def said(council: Council, key: str) -> list[tuple[str, ...]]:
    return [tuple(change.brief for change in version.changes) for version in versions(council, key)]


def test_the_text_and_the_files_of_a_record_are_part_of_its_history(council: Council) -> None:
    text = council.root / "content/cabinet-reports/2031-10-04-finance.md"
    text.write_text(text.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    commit(council.root, "More")
    text.rename(text.with_name("moved.md"))
    file = "data/cabinet-reports/2031-10-04-finance.yml"
    council.change(
        file, "text: content/cabinet-reports/2031-10-04-finance.md", "text: content/cabinet-reports/moved.md"
    )
    commit(council.root, "Move the text: no word changes")
    moved = text.with_name("moved.md")
    moved.write_text(moved.read_text("utf-8").replace("One more", "Another"), "utf-8")
    commit(council.root, "Other words")
    (council.root / "content/files/map.txt").write_text("A map", "utf-8")
    council.change(file, "not_supplied: |\n      The map was not among the papers.", "file: map.txt")
    commit(council.root, "The map")
    (council.root / "content/files/map.txt").write_text("Another map", "utf-8")
    commit(council.root, "Another map")
    assert said(council, "cabinet-reports/2031-10-04-finance") == [
        ("First published.",),
        ("Changed: the text.",),
        ("Changed: the text.",),
        ("Removed: the reason why it is not here of appendix 2.", "Added: the file of appendix 2.", "Added: the content of the file of appendix 2."),
        ("Changed: the content of the file of appendix 2.",),
    ]  # fmt: skip
    content = council.content()
    past = history(council.root, content.vocabulary)
    lines = audit(trail(council.root, past, content.approval_rules), state(content, TODAY).records)
    assert {line.state for line in lines} == {State.DIRECT}, "all is as it was committed"
    (council.root / "content/files/map.txt").write_text("A third map", "utf-8")
    lines = audit(trail(council.root, past, content.approval_rules), state(council.content(), TODAY).records)
    changed = [line.record for line in lines if line.state is State.CHANGED]
    assert changed == ["cabinet-reports/2031-10-04-finance"]


def test_a_record_whose_day_comes_later_has_one_version_until_then(council: Council) -> None:
    new = council.root / "data/plans/2032-parks.yml"
    words = (
        "id: 2032-parks\ntitle: Parks\nsummary: One.\nkind: service plan\nperiod: 2032\ndated: not recorded\n"
    )
    new.write_text(words + "publish_on: 2031-11-20\n", "utf-8")
    commit(council.root, "Propose (#1)", "2031-11-05")
    new.write_text(words.replace("One", "Two") + "publish_on: 2031-11-20\n", "utf-8")
    commit(council.root, "Better (#2)", "2031-11-10")
    new.write_text(words.replace("One", "Three") + "publish_on: 2031-11-20\n", "utf-8")
    commit(council.root, "After its day (#3)", "2031-11-25")
    found = versions(council, "plans/2032-parks")
    assert [(v.commit.pull_request, v.first_day) for v in found] == [
        (2, date(2031, 11, 20)),
        (3, date(2031, 11, 25)),
    ]
    assert [change.brief for change in found[0].changes] == ["First published."]


def test_what_todays_program_cannot_read_is_passed_over_and_said(council: Council) -> None:
    plan = council.root / "data/plans/2031-service.yml"
    good = plan.read_text("utf-8")
    plan.write_text("an_old_field: x\n" + good, "utf-8")
    commit(council.root, "Of another time")
    plan.write_text(good.replace("title: ", "title: New ", 1), "utf-8")
    commit(council.root, "Of today")
    found = versions(council, "plans/2031-service")
    assert [(version.commit.subject, version.follows_unread) for version in found] == [
        ("Begin", False),
        ("Of today", True),
    ]
    assert [change.brief for change in found[1].changes] == ["Changed: the title."]
    past = past_of(council.root, council.content(), TODAY)
    assert past.of("plans/2031-service/")[0].said[-1] == "Versions before this one cannot be read any more."


def test_pages_tell_their_history_without_names_and_without_words_that_were_taken_back(
    council: Council,
) -> None:
    council.change(
        "data/action-plans/2031-finance.yml",
        "    timeline: not recorded\n",
        "    timeline: not recorded\n    updates:\n\n      - date: 2031-11-02\n        status: in progress\n"
        "        note: Begun.\n        timeline: March 2032\n        reason: Mr Secret fell ill.\n        approved_by: Cabinet\n",
    )
    commit(council.root, "Progress (#4)")
    past = past_of(council.root, council.content(), TODAY)
    assert past.of("action-plans/2031-finance/actions/3/")[0].said == (
        "Action 3: from no progress recorded to in progress (2 November 2031), without evidence. "
        "Its timeline moved from not recorded to March 2032.",
    )
    pages = [changed.page.title for changed in past.changed if changed.edition.day == date(2031, 11, 3)]
    assert pages[0] == "Finance action plan 2031"
    assert past.of("action-plans/2031-finance/")[0].approval == "No approval is recorded."
    assert [proof.state for proof in past.proofs if proof.page.url == "about/"] == [State.DIRECT.value]
    told = repr((past.editions, past.changed, past.proofs))
    assert "Secret" not in told
    assert "W <" not in told


REVIEW, PLAN = "data/reviews/2031-finance.yml", "data/action-plans/2031-finance.yml"


def edit(council: Council, before: str, after: str, day: str, file: str = PLAN) -> None:
    council.change(file, before, after)
    commit(council.root, "An edit", day)


def changes_of(council: Council, address: str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Give what the history of a page says, the newest first: the day, the sentence, the words."""
    past = past_of(council.root, council.content(), TODAY)
    return [
        (e.day.isoformat(), change.sentence, change.runs) for e in past.of(address) for change in e.changes
    ]


FIRST = "The quarter one report goes to all budget holders."


def test_three_edits_of_a_field_in_one_day_are_one_change_from_first_to_last(council: Council) -> None:
    own = [FIRST, "It goes to staff.", "It goes to members.", "It goes to residents."]
    for was, now in pairwise(own):
        edit(council, was, now, "2031-11-04")
    assert changes_of(council, "action-plans/2031-finance/")[0] == (
        "2031-11-04", "Changed: the summary of the response of action 1.",
        (("gone", "The quarter one report goes to all budget holders."), ("new", "It goes to residents.")),
    )  # fmt: skip
    past = past_of(council.root, council.content(), TODAY)
    assert [item.page.title for item in past.changed if item.edition.day == date(2031, 11, 4)] == [
        "Finance action plan 2031"
    ]
    edit(council, own[-1], FIRST, "2031-11-05")
    edit(council, FIRST, own[-1], "2031-11-05")
    assert changes_of(council, "action-plans/2031-finance/")[0][0] == "2031-11-04", (
        "taken back on the same day"
    )


def test_a_part_without_a_number_is_named_by_its_own_words_and_never_by_its_id(council: Council) -> None:
    edit(council, "Ambleford made a good start.", "Ambleford made a very good start.", "2031-11-04", REVIEW)
    edit(council, "name: Reporting", "name: Reports", "2031-11-05", REVIEW)
    assert [change[1] for change in changes_of(council, "reviews/2031-finance/")[:2]] == [
        "Changed: the name of theme “Reports”.",
        "Changed: the summary of finding “Ambleford made a very good start”.",
    ]
    assert "good-start" not in repr(past_of(council.root, council.content(), TODAY).changed)


def test_layout_punctuation_and_notes_on_the_source_are_no_news(council: Council) -> None:
    before = changes_of(council, "action-plans/2031-finance/")
    edit(council, FIRST, FIRST.replace("budget holders.", "“budget holders”,"), "2031-11-04")
    edit(council, "The plan leaves this row blank.", "The plan has a blank row here.", "2031-11-05")
    assert changes_of(council, "action-plans/2031-finance/") == before


PARKS = "id: 2032-parks\ntitle: Parks\nsummary: Old words.\nkind: service plan\nperiod: 2032\ndated: not recorded\n"


def test_old_words_do_not_come_back_with_what_was_taken_off_or_is_private(council: Council) -> None:
    edit(council, FIRST, "Mr Secret, 07700 900123, has it.", "2031-11-04")
    edit(council, "Mr Secret, 07700 900123, has it.", FIRST, "2031-11-05")
    plan = council.root / "data/plans/2032-parks.yml"
    steps = (PARKS, PARKS.replace("Old", "Other"), f"draft: yes\n{PARKS}", PARKS.replace("Old", "New"))
    for day, text in enumerate((*steps, PARKS.replace("Old", "Newer")), start=6):
        plan.write_text(text, "utf-8")
        commit(council.root, "Parks", f"2031-11-{day:02}")
    past = past_of(council.root, council.content(), TODAY)
    assert "Secret" not in repr((past.editions, past.changed, past.proofs))
    shown = [change[1:] for change in changes_of(council, "plans/2032-parks/")]
    assert shown == [
        ("Changed: the summary.", (("gone", "New"), ("new", "Newer"), ("same", "words."))),
        ("First published.", ()),
        ("Removed.", ()),
        ("Changed: the summary.", ()),
        ("First published.", ()),
    ]
    council.change(
        "data/council.yml", "name: Ambleford Council", "name: Ambleford Council\nshow_old_words: no"
    )
    assert [runs for *_, runs in changes_of(council, "plans/2032-parks/") if runs] == []


def test_what_is_entered_late_is_in_the_feed_when_it_is_entered(council: Council) -> None:
    council.change("data/council.yml", "site_address: not recorded", "site_address: https://example.org/")
    edit(
        council,
        "ask_for_news_after: 120\n",
        "ask_for_news_after: 120\nevents:\n  - kind: published\n    when: 3 March 2029\n    text: An old report.\n",
        "2031-11-20",
    )
    past = past_of(council.root, council.content(), TODAY)
    (output,) = feed(build(council.content(), TODAY, past))
    entries = ET.fromstring(output.content).findall(f"{ATOM}entry")  # noqa: S314 - our own feed
    (late,) = [entry for entry in entries if "An old report." in (entry.findtext(f"{ATOM}summary") or "")]
    assert [late.findtext(f"{ATOM}{name}") for name in ("published", "updated")] == [
        "2031-11-20T00:00:00Z"
    ] * 2
    assert (
        late.findtext(f"{ATOM}summary")
        == "3 March 2029. Added to this site on 20 November 2031. An old report."
    )
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert min(days) >= "2031-10-05", "nothing is older than the day on which the files began"


def test_a_shallow_copy_is_told(council: Council, tmp_path: Path) -> None:
    council.change("data/plans/2031-service.yml", "kind: service plan", "draft: no\nkind: service plan")
    commit(council.root, "More")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{council.root}", "copy")
    copy = tmp_path / "copy"
    content = examine(copy, TODAY).content
    assert content is not None
    past = past_of(copy, content, TODAY)
    assert not past.is_complete
    assert past.proofs == ()
    assert "git fetch --unshallow" in past.notice
    assert past.entered_on("plans/2031-service/", "") is None, "when the earlier facts came is not known"


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    assert built_from(council.root) == ""
    assert past_of(council.root, council.content(), TODAY) is NO_PAST
    git(council.root, "init", "-q")
    assert past_of(council.root, council.content(), TODAY) is NO_PAST, "a repository without a commit"


def test_a_build_stands_on_the_commit_and_on_the_approvals(council: Council) -> None:
    before = built_from(council.root)
    assert before == built_from(council.root)
    git(council.root, "notes", "--ref=refs/notes/approvals", "add", "-m", "{}")
    with_note = built_from(council.root)
    assert with_note != before
    commit_all = ("commit", "-q", "--allow-empty", "-m", "Nothing")
    git(council.root, *commit_all)
    assert built_from(council.root) not in (before, with_note)


def test_audit_ends_with_what_it_found(
    council: Council, tmp_path: Path, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    def audited(root: Path, *words: str) -> tuple[int, str]:
        code = door.main(["--root", str(root), "--today", TODAY.isoformat(), "audit", *words])
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    code, text = audited(council.root)
    assert code == 1
    assert "reviews/2031-finance: put on the main line without a pull request, 2031-10-05, commit " in text
    code, text = audited(council.root, "--format", "json")
    assert {row["state"] for row in json.loads(text)["records"]} == {State.DIRECT.value}
    council.change("data/approval-rules.yml", "since: 2031-10-01", "since: 2031-11-01")
    commit(council.root, "Later (#5)", "2031-10-20")
    code, text = audited(council.root)
    assert code == 1, "a change of the rules is judged by the rules before it"
    against = [line for line in text.splitlines() if State.DIRECT.value in line]
    assert [line.partition(":")[0] for line in against] == ["settings/approval-rules"]
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{council.root}", "copy")
    assert audited(tmp_path / "copy") == (
        3, "This copy has only the last part of the history, so nothing can be proved. "
        "Fetch all of it: git fetch --unshallow\n",
    )  # fmt: skip
    shutil.rmtree(council.root / ".git")
    assert audited(council.root)[0] == 3
