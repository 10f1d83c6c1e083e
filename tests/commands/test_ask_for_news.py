"""`build.py ask-for-news`: a message for each lead, which a clerk reads, addresses and sends."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from council import PLAN, Council
from shapes import shape_council

from build import main

pytestmark = pytest.mark.slow

PARKS = PLAN.replace("2031-finance", "2031-parks")
OLD = "    updates:\n\n      - date: 2031-08-20\n"
NEWS = """    updates:

      - date: 2031-12-10
        status: in progress
        note: |
          Three paths are repaired.

      - date: 2031-08-20
"""
MESSAGE = """To: No e-mail address is recorded for Director of Finance. Add it before you send this.
Subject: Ambleford: please send an update on 2 actions

Dear Director of Finance,

Please send us an update on the 2 actions below. This is what our register says on 10 December 2031.

OVERDUE

Action 2, Parks action plan 2031
Light the paths at night.
Was due by the end of October 2031.
Last update: November 2031.

DUE SOON

Action 1, Parks action plan 2031
Repair the paths before winter.
Due by 31 December 2031.
Last update: 20 August 2031. No update has been recorded for 112 days.

HOW TO ANSWER

Reply to this message.

Say how far the action has got, what was done, and which paper or page shows it. If you need more time, say until when and why.
We do not guess: without an update, the public page says only that none has been recorded.

Ambleford Council
Write to office@ambleford.example.
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("action-owners", tmp_path / "council")


def ask(council: Council, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--root", str(council.root), "--today", "2031-12-10", "ask-for-news", *words]) == 0
    return capsys.readouterr().out


def test_an_action_due_on_31_december_is_in_the_message_of_10_december(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council, capsys, "--lead", "director-of-finance") == f"{MESSAGE}\n"


def test_after_an_update_only_the_silence_is_gone(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ask(council, capsys).splitlines()
    council.change(PARKS, OLD, NEWS)
    after = ask(council, capsys).splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        (
            "Last update: 20 August 2031. No update has been recorded for 112 days.",
            "Last update: 10 December 2031.",
        )
    ]


def test_each_lead_has_one_message_and_actions_without_a_lead_are_named(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = ask(council, capsys)
    assert [line for line in printed.splitlines() if line.startswith("Dear")] == [
        "Dear Director of Finance,",
        "Dear Senior Team,",
    ]
    assert printed.endswith(
        "No message about these, because we do not know who leads them: Action 6, Parks action plan 2031.\n"
    )


def test_the_message_leads_to_the_form_and_the_pages_where_these_are_published(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change("data/council.yml", "site_address: not recorded", "site_address: https://example.org/x/")
    council.change(
        "data/council.yml", "repository: not recorded", "repository: https://example.org/a/reviews"
    )
    printed = ask(council, capsys, "--lead", "director-of-finance")
    assert "\nhttps://example.org/x/action-plans/2031-parks/actions/1/\n" in printed
    assert (
        "Fill in this form for each action:\nhttps://example.org/a/reviews/issues/new?template=progress.yml\n"
        "Or reply to this message.\n"
    ) in printed


def test_a_mail_program_opens_the_files_as_drafts_without_an_invented_address(
    council: Council, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    printed = ask(council, capsys, "--format", "eml", "--to", str(tmp_path / "out"))
    names = ["2031-12-10-director-of-finance.eml", "2031-12-10-senior-team.eml"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert "Wrote 2 messages. Nothing was sent." in printed
    content = (tmp_path / "out" / names[0]).read_bytes()
    message = message_from_bytes(content, policy=default)
    assert message["Subject"] == "Ambleford: please send an update on 2 actions"
    assert {message[name] for name in ("To", "Cc", "From", "Date", "Message-ID")} == {None}
    assert message["X-Unsent"] == "1"
    assert message["Comments"].startswith("No e-mail address is recorded for Director of Finance.")
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MESSAGE.partition("\n\n")[2]
    ask(council, capsys, "--format", "eml", "--to", str(tmp_path / "out"))
    assert (tmp_path / "out" / names[0]).read_bytes() == content  # the same bytes again


def test_text_can_be_written_into_files_too(
    council: Council, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ask(council, capsys, "--to", str(tmp_path / "out"), "--lead", "director-of-finance")
    (file,) = (tmp_path / "out").iterdir()
    assert (file.name, file.read_text("utf-8")) == ("2031-12-10-director-of-finance.txt", MESSAGE)


def test_where_there_is_nothing_to_ask_it_says_so(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council, capsys, "--lead", "cabinet").startswith("There is nothing to ask:")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--lead", "director-of-finanse"), "There is no body or post “director-of-finanse”. Did you mean “director-of-finance”?"),
        (("--plan", "2031-park"), "There is no action plan “2031-park”. Did you mean “2031-parks”?"),
    ],
)  # fmt: skip
def test_a_name_that_we_do_not_know_is_refused(
    council: Council, capsys: pytest.CaptureFixture[str], words: tuple[str, str], error: str
) -> None:
    assert main(["--root", str(council.root), "--today", "2031-12-10", "ask-for-news", *words]) != 0
    assert capsys.readouterr().err == f"{error}\nNothing was written.\n"
