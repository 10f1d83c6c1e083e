"""What a change means, in words: six typical pull requests as their approver reads them, and all else one by one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from council import PLAN, REPORT, TODAY, Council
from paths import ROOT
from typical_pull_requests import (
    EXPECTED,
    SIX,
    Edit,
    correct_published_text,
    git,
    publish_a_review,
    record_progress,
    summary,
)

from goldenthread.changes.differences import Act, compare, compare_record
from goldenthread.changes.machinery import machinery
from goldenthread.changes.printers import as_json, as_markdown, as_text, safe
from goldenthread.changes.summary import Gone
from goldenthread.changes.uncorrected import without_correction
from goldenthread.changes.word_diff import shortened, word_diff
from goldenthread.changes.wording import in_sentences
from goldenthread.commands.changes import CannotCompare, changes
from goldenthread.common.git import GitFailed
from goldenthread.common.git import git as real_git

pytestmark = pytest.mark.slow

KEPT = "published/cabinet-reports/2031-10-04-finance/2031-10-04/index.html"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented council in a repository, all in one commit."""
    council = Council(tmp_path_factory.mktemp("base") / "c", addresses=True)
    publish_a_review(council)
    git(council.root, "init", "-q", "-b", "main")
    git(council.root, "add", "-A")
    git(council.root, "commit", "-q", "-m", "Begin")
    return council.root


@pytest.fixture
def council(base: Path, tmp_path: Path) -> Council:
    """Give a copy of it for the test to change."""
    return Council(tmp_path / "c", base, addresses=True)


@pytest.mark.parametrize("edit", SIX, ids=lambda edit: edit.__name__)
def test_a_typical_pull_request_reads_as_was_found_good(edit: Edit, council: Council) -> None:
    if edit is publish_a_review:
        (council.root / "data/reviews/2032-parking.yml").unlink()
        git(council.root, "commit", "-q", "-a", "-m", "Not yet")
    edit(council)
    name = edit.__name__.replace("_", "-")
    assert as_markdown(summary(council)) == (EXPECTED / f"{name}.md").read_text("utf-8")


def sentences(council: Council) -> list[str]:
    return [change.sentence for change in summary(council).changes]


def test_how_a_file_is_written_is_no_change(council: Council) -> None:
    council.change(PLAN, "responds_to:\n", "# A note for editors.\nresponds_to:\n")
    council.change(
        PLAN,
        "    lead: Senior Team (ST)\n    timeline: November 2031\n",
        "    timeline: 'November 2031'\n    lead: Senior Team (ST)\n",
    )
    found = summary(council)
    assert found.is_empty
    assert as_markdown(found) == (
        "## What changes for the public\n\nNothing changes for the public: no word, no page, no address.\n"
    )


def test_a_timeline_changed_in_the_plans_own_words_is_told_as_a_move(council: Council) -> None:
    council.change(PLAN, "timeline: November 2031", "timeline: March 2032")
    assert sentences(council) == [
        "The timeline of action 1 of action plan “Finance action plan 2031” moved from November 2031 to March 2032, "
        "in the plan’s own words. A move with a reason is recorded with “build.py move-date”."
    ]
    assert [need.role for need in summary(council).needs or ()] == ["Monitoring Officer"]


def test_a_record_that_moves_keeps_its_words_and_its_reader(council: Council) -> None:
    new = council.root / "data/reviews/2032-cars.yml"
    parking = council.root / "data/reviews/2032-parking.yml"
    new.write_text(parking.read_text("utf-8").replace("id: 2032-parking", "id: 2032-cars"), "utf-8")
    parking.unlink()
    ledger = council.root / "urls.lock.yml"
    moves = "".join(
        f"  - old: reviews/2032-parking/{part}\n    new: reviews/2032-cars/{part}\n"
        for part in ("", "recommendations/1/", "recommendations/2/")
    )
    text = ledger.read_text("utf-8")
    ledger.write_text(
        text.replace("moved:\n", f"moved:\n{moves}") if "moved:\n" in text else f"moved:\n{moves}{text}",
        "utf-8",
    )
    found = summary(council)
    assert [change.sentence for change in found.changes] == [
        "Review “Parking peer review 2032” has a new address: its id was 2032-parking and is 2032-cars."
    ]
    assert found.gone[0] == Gone("reviews/2032-parking/", "reviews/2032-cars/")
    assert "3 pages added, 3 addresses withdrawn with redirects." in found.in_short()
    assert "- reviews/2032-parking/ leads to reviews/2032-cars/" in as_markdown(found)


def test_a_record_that_vanishes_is_told_first_and_its_addresses_as_lost(council: Council) -> None:
    (council.root / "data/reviews/2032-parking.yml").unlink()
    found = summary(council)
    assert [(change.act, change.sentence) for change in found.changes] == [
        (Act.WITHDRAW, "Review “Parking peer review 2032” is no longer shown.")
    ]
    assert "- reviews/2032-parking/ is lost: it needs a redirect or a notice" in as_markdown(found)
    assert [need.role for need in found.needs or ()] == ["Monitoring Officer"]


def test_what_cannot_be_read_is_said_and_the_rest_is_compared(council: Council) -> None:
    record_progress(council)
    council.change(REPORT, "purpose: for decision", "purpos: for decision")
    found = summary(council)
    assert [change.act for change in found.changes] == [Act.TIMELINE]
    assert list(found.left_out) == [REPORT]
    assert "### Not compared, because the files cannot be read\n\n- data/cabinet-reports/" in as_markdown(
        found
    )
    (council.root / "data/vocabulary.yml").write_text("statuses", "utf-8")
    with pytest.raises(CannotCompare, match="The files in this folder have errors"):
        summary(council)


def test_drafts_are_counted_and_not_told(council: Council) -> None:
    council.change("data/reviews/2032-parking.yml", "kind: peer", "draft: yes\nkind: peer")
    git(council.root, "commit", "-q", "-a", "-m", "A draft")
    council.change("data/reviews/2032-parking.yml", "car parks", "secret places")
    found = summary(council)
    assert found.is_empty
    assert found.drafts == 1
    assert "1 draft changes" in as_markdown(found)
    assert "secret" not in as_json(found)


def test_who_may_approve_cannot_change_in_silence(council: Council) -> None:
    council.change("data/approval-rules.yml", "    login: d-sample\n", "    login: somebody-else\n")
    found = summary(council)
    assert [change.act for change in found.changes] == [Act.SETTINGS]
    assert "list of who holds the roles" in found.changes[0].sentence
    assert "somebody-else" not in as_markdown(found)
    # The rules as they were say who must approve a change of the rules.
    council.change(
        "data/approval-rules.yml",
        "  - acts: change a setting\n    records: settings\n    needs: monitoring-officer",
        "  - acts: change a setting\n    records: settings\n    needs: democratic-services",
    )
    assert [need.role for need in summary(council).needs or ()] == ["Monitoring Officer"]


def test_a_base_that_is_not_there_is_said(council: Council) -> None:
    for name in ("no-such-branch", "--output=x"):
        with pytest.raises(GitFailed):
            changes(council.root, TODAY, name, None)


def test_order_and_items_without_a_name(council: Council) -> None:
    before = {
        "plans/a": {"title": "A", "tables": [{"id": "x", "n": 1}, {"id": "y"}], "events": [{"text": "One"}]}
    }
    after = {
        "plans/a": {
            "title": "A",
            "tables": [{"id": "y"}, {"id": "x", "n": 1}],
            "events": [{"text": "One"}, {"text": "Two"}],
        }
    }
    found = in_sentences(compare(before, after), before, after, council.content().vocabulary)
    assert [(change.sentence, change.before, change.after) for change in found] == [
        ("The order of the tables of plan “A”: changed.", "x, y", "y, x"),
        ("An event of plan “A”: added.", "", "Text: Two"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("One two three.", "One two four.", "One two [-three.-] [+four.+]"),
        ("a b c d e", "x b y d z", "[-a b c d e-] [+x b y d z+]"),
        ("", "New words", "[+New words+]"),
        ("A first part.\n\nThe same.", "The same.", "[-A first part.-] The same."),
        (" ".join(map(str, range(100))), " ".join(map(str, [*range(50), "x", *range(50, 100)])),
         "… 42 43 44 45 46 47 48 49 [+x+] 50 51 52 53 54 55 56 57 …"),
    ],
)  # fmt: skip
def test_words_that_go_and_come_can_be_read(before: str, after: str, expected: str) -> None:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    assert (
        " ".join(signs[kind].format(text) for kind, text in shortened(word_diff(before, after))) == expected
    )


def test_a_very_long_text_is_compared_by_paragraphs() -> None:
    paragraphs = [f"{n} " + "word " * 40 for n in range(200)]
    changed = [*paragraphs[:100], "Other words.", *paragraphs[101:]]
    runs = [kind for kind, _ in word_diff("\n".join(paragraphs), "\n".join(changed))]
    assert runs == ["same", "gone", "new", "same"]
    assert [kind for kind, _ in word_diff("a " * 5000, "b " * 5000)] == ["gone", "new"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("See #12, @cabinet and GH-7.", "See #\u206012, @\u2060cabinet and GH-\u20607."),
        ("<script>x</script> & more", "\\<script\\>x\\</script\\> &amp; more"),
        ("[a](https://example.org) ![b](c)", "\\[a\\](https://example.org) !\\[b\\](c)"),
        ("*a* _b_ `c` ~~d~~ a|b \\", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ a\\|b \\\\"),
        ("# Heading", "\\# Heading"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("£5, $x$ and $y$", "£5, &#36;x&#36; and &#36;y&#36;"),
    ],
)
def test_a_councils_words_are_only_words_in_a_comment(words: str, expected: str) -> None:
    assert safe(words) == expected


def test_text_and_json_say_the_same(council: Council) -> None:
    correct_published_text(council)
    found = summary(council)
    text, data = as_text(found), json.loads(as_json(found))
    assert "The quarter one report goes to all [+40+] budget holders." in text
    assert [row["sentence"] for row in data["changes"]] == [change.sentence for change in found.changes]
    assert data["changes"][0]["where"] == [["actions", "1"], ["response_summary"]]
    assert data["must_approve"][0]["role"] == "Monitoring Officer"
    assert all(row["sentence"] in text for row in data["changes"])


def test_a_comment_stays_short_however_much_changes(council: Council) -> None:
    rows = "".join(
        f"\n  - number: {n}\n    theme: money\n    summary: {'word ' * 300}\n    source:\n      document: report\n"
        for n in range(3, 400)
    )
    council.change("data/reviews/2032-parking.yml", "\ndocuments:\n", f"{rows}\ndocuments:\n")
    text = as_markdown(summary(council))
    assert len(text) < 65_536
    assert "… and 357 more." in text


def test_every_file_of_a_repository_is_named_when_it_changes_unless_its_words_are_compared(
    tmp_path: Path,
) -> None:
    """Every template, kept version, workflow and file of the program, by the names that this repository has."""
    names = [*real_git(ROOT, "ls-files", "-z").decode().strip("\0").split("\0"), KEPT]
    _write_all(tmp_path, names, "before")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all", "--force")
    git(tmp_path, "commit", "--quiet", "-m", "Before")
    _write_all(tmp_path, names, "after")
    named = {path for part in machinery(tmp_path, "HEAD", None, frozenset()) for path in part.files}
    compared = re.compile(r"data/([a-z-]+/)?[^/]+\.yml|content/(?!guide/).*\.md|urls\.lock\.yml")
    assert sorted(set(names) - named) == sorted(name for name in names if compared.fullmatch(name))
    assert KEPT in named


def _write_all(root: Path, names: list[str], text: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def test_a_request_for_more_time_and_its_decision_are_what_happened_and_need_no_correction() -> None:
    asked = {"asked": "2031-12-01", "to": "March 2032"}
    decided = {**asked, "decision": {"outcome": "granted", "by": "Audit Committee", "date": "2031-12-12"}}
    plan = {"id": "p", "title": "Plan", "actions": [{"number": "2"}]}
    then, now = ({**plan, "actions": [{"number": "2", "extensions": [one]}]} for one in (asked, decided))
    for before, after in ((plan, then), (then, now)):
        (found,) = compare_record("action-plans/p", before, after)
        assert found.act is Act.EVENT
        assert without_correction([found]) == ()
