"""How far a decision has got on each day, and that no output gives a called-in decision a date of effect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import TODAY, Council

from goldenthread.register import Register

ONE = "data/decisions/2031-11-11-finance.yml"
URL = "decisions/2031-11-11-finance/"
PUBLISHED = "  - kind: decision published\n    when: 12 November 2031\n    source: Decision notice\n"
EFFECTIVE = "  - kind: effective\n    when: 20 November 2031\n    source: Decision notice\n"


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
