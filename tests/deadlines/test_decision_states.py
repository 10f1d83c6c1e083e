"""How far a decision has got on each day, and that no output gives a called-in decision a date of effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from council import TODAY, Council
from paths import TEMPLATES
from pdf_reading import text_of_pages

import build as door
from goldenthread.outputs.atom import feed, topic_feeds
from goldenthread.outputs.icalendar import calendar
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.decision_notices import notice_html
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

ONE = "data/decisions/2031-11-11-finance.yml"
URL = "decisions/2031-11-11-finance/"
# The day on which it takes effect unless it is called in, in every form that an output may have, by the day when it is published.
EFFECT = {
    "12 November 2031": re.compile(r"20 November 2031|2031-?11-?20|20 Nov"),
    "6 January 2032": re.compile(r"14 January 2032|2032-?01-?14|14 Jan"),
}


def one_decision(folder: Path, *events: tuple[str, str]) -> Council:
    """Return a council with one decision, which has these events and was not called in before."""
    council = Council(folder, decisions=True)
    (council.root / "data/decisions/2031-10-04-finance.yml").unlink()
    told = "".join(f"\n  - kind: {kind}\n    when: {when}\n" for kind, when in events)
    text = (council.root / ONE).read_text("utf-8").partition("\nevents:")[0]
    text = text.replace("replaces: 2031-10-04-finance\n", "")
    (council.root / ONE).write_text(f"{text}\nevents:\n{told}" if told else f"{text}\n", "utf-8")
    return council


def state_on(register: Register) -> tuple[str, str, date | None]:
    state = next(one.state for one in register.decisions if one.url == URL)
    return state.stage.value, state.reason, state.effect


PUB, CALLED = ("decision published", "12 November 2031"), ("called in", "14 November 2031")
STATES = {
    "decided": ((), "decided", "It was taken on 11 November 2031. The date when the decision was published is not recorded.", None),
    "in the window": ((PUB,), "open to call-in", "The decision was published on 12 November 2031. It takes effect on 20 November 2031, unless it is called in before then.", date(2031, 11, 20)),
    "called in": ((PUB, CALLED), "called in", "It was called in on 14 November 2031. It has no date of effect until the call-in has ended.", None),
    "upheld": ((PUB, CALLED, ("decision upheld", "18 November 2031")), "upheld after call-in", "It was upheld on 18 November 2031. The date of its effect is not recorded.", None),
    "call-in withdrawn": ((PUB, CALLED, ("call-in withdrawn", "17 November 2031")), "call-in withdrawn", "The call-in was withdrawn on 17 November 2031. The date of its effect is not recorded.", None),
    "sent back": ((PUB, CALLED, ("referred back", "18 November 2031")), "referred back after call-in", "It was called in on 14 November 2031, and referred back on 18 November 2031. It has no date of effect.", None),
    "upheld and in effect": ((PUB, CALLED, ("decision upheld", "18 November 2031"), ("effective", "18 November 2031")), "in effect", "It took effect on 18 November 2031.", date(2031, 11, 18)),
    "carried out": ((PUB, ("effective", "12 November 2031"), ("carried out", "18 November 2031")), "carried out", "It was carried out on 18 November 2031.", date(2031, 11, 12)),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_a_decision_says_how_far_it_has_got(name: str, tmp_path: Path) -> None:
    events, *expected = STATES[name]
    register = one_decision(tmp_path / "c", *events).register(date(2031, 11, 19))
    assert list(state_on(register)) == expected


def test_no_effect_follows_from_silence(tmp_path: Path) -> None:
    stage, reason, effect = state_on(one_decision(tmp_path / "c", PUB).register(TODAY))
    assert (stage, effect) == ("decision published", date(2031, 11, 20))
    assert reason.endswith(
        "It could take effect from 20 November 2031. The date of its effect is not recorded."
    )


def test_a_decision_taken_again_counts_no_more(tmp_path: Path) -> None:
    register = Council(tmp_path / "c", decisions=True).register()
    states = {one.facts.id: one.state.stage.value for one in register.decisions}
    assert states == {
        "2031-12-15-software": "carried out",
        "2031-11-11-finance": "in effect",
        "2031-10-04-finance": "decided again",
    }
    assert not register.deadlines_of("decisions/2031-10-04-finance/")


def test_a_report_and_its_decision_share_one_call_in(tmp_path: Path) -> None:
    register = one_decision(tmp_path / "c", PUB).register()
    assert [d.id for d in register.deadlines if d.id.endswith("take-effect")] == [f"{URL}take-effect"]


def readable(register: Register) -> Iterator[tuple[str, str]]:
    """Yield every output that a register gives, with its text."""
    env = environment(TEMPLATES)
    for page in pages(register, env):
        yield page.path, f"{page.body} {page.meta} {page.description}"
    for output in (*open_data(register), *feed(register), *topic_feeds(register), *calendar(register)):
        yield output.path, output.content.decode()
    for decision in register.decisions:
        yield decision.pdf, notice_html(decision, register.council, env)


def gives_effect(outputs: Iterable[tuple[str, str]], published: str = PUB[1]) -> set[str]:
    """Return the outputs that name a day of effect; the list of all coming meeting days names each day anyway."""
    return {
        path for path, text in outputs if EFFECT[published].search(text) and path != "publishing-a-paper/"
    }


def test_no_output_gives_a_called_in_decision_a_date_of_effect(tmp_path: Path) -> None:
    day = date(2031, 11, 14)
    before = gives_effect(readable(one_decision(tmp_path / "open", PUB).register(day)))
    assert before >= {
        URL, f"{URL}2031-11-11-finance.pdf", "cabinet-reports/2031-10-04-finance/", "deadlines/", "deadlines.ics",
        "data/v1/decisions.json", "data/v1/deadlines.json",
    }  # fmt: skip
    for ends in ((), (("referred back", "14 November 2031"),), (("decision upheld", "14 November 2031"),)):
        council = one_decision(tmp_path / f"called{len(ends)}{ends[:1]}", PUB, CALLED, *ends)
        assert gives_effect(readable(council.register(day))) == set()


@pytest.mark.slow  # the whole site, with its PDFs
def test_no_file_of_the_finished_site_gives_it_either(tmp_path: Path) -> None:
    events = (("decision published", "6 January 2032"), ("called in", "8 January 2032"))
    council, site = one_decision(tmp_path / "c", *events), tmp_path / "site"
    words = ["--root", str(council.root), "--today", "2032-01-10", "build", "--site", str(site)]
    assert door.main(words) == 0
    files = [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".ics", ".json", ".csv", ".xml", ".pdf", ".txt")
    ]
    texts = (
        (
            path.relative_to(site).as_posix().replace("index.html", ""),
            "\n".join(text_of_pages(path.read_bytes())) if path.suffix == ".pdf" else path.read_text("utf-8"),
        )
        for path in files
    )
    assert {path.suffix for path in files} >= {".html", ".ics", ".json", ".csv", ".xml", ".pdf"}
    assert gives_effect(texts, "6 January 2032") == set()
