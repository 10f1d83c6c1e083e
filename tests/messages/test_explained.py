"""What `build.py explain` says of every problem, each example tried."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest
from council import Council
from paths import AMBLEFORD, ROOT

from goldenthread.common.problems import Severity
from goldenthread.messages import Message, load_catalogue
from goldenthread.source import loads

ALL = load_catalogue()
FACES = ROOT / "templates/theme/assets/fonts"
FILE_NAME = re.compile(r"(data|content)/[^:\n]*\n?")
# Lines of the invented council in whose place an example stands that is not among them.
IN_PLACE_OF = {
    "unknown-role": "word: planned\nlabel: Planned\nhelp: |\n  What “planned” means in Ambleford.\n",
    "role-unfilled": "word: planned\nlabel: Planned\nhelp: |\n  What “planned” means in Ambleford.\n",
    "decision-is-one-thing": 'recommended_decision:\n  lead_in: "That Cabinet:"\n  parts:\n\n    - |\n      approves the action plan.\n\n    - |\n      notes the report.\n',
    "typeface-name": "crest_text: A bridge over a ford, on a shield\n",
    "typeface-file": "crest_text: A bridge over a ford, on a shield\n",
    "demonstration-contact": "contact: |\n  Write to office@ambleford.example.\n",
    "not-a-web-address": "repository: not recorded\n",
    "not-a-public-key": "messages_count: no\n",
    "timeline-not-a-time": "lead: Senior Team (ST)\ntimeline: November 2031\n",
    "timeline-in-doubt": "lead: Senior Team (ST)\ntimeline: November 2031\n",
    "scope-in-future": "number: 3\n",
    "scope-backwards": "editor_note: |\n  The plan leaves this row blank.\n",
    "declared-totals-differ": "source: Appendix 1 of the cabinet report\n",
    "unknown-deadline": "deadline_rules: peers-2031\n",
    "results-differ": "deadline_rules: peers-2031\n",
    "too-late-for-meeting": "meeting: 2031-10-04\n",
    "target-before-meeting": "lead: not recorded\ntimeline: not recorded\neditor_note: |\n  The plan leaves this row blank.\n",
    "disagreement-without-reason": "lead: not recorded\ntimeline: not recorded\n",
    "not-a-share": "date: 2031-12-15\nstatus: complete\n",
    "means-nothing": "lead: not recorded\ntimeline: not recorded\n",
    "moved-without-reason": "note: |\n  Two directorates have it.\n",
    "moved-without-approver": "note: |\n  Two directorates have it.\n",
    "withdrawn-in-future": "lead: Cabinet and ST\n",
    "format-ends-early": "valid_from: 2031\n",
    "correction-in-future": "text: content/cabinet-reports/2031-10-04-finance.md\n",
    "corrections-out-of-order": "text: content/cabinet-reports/2031-10-04-finance.md\n",
    "correction-nowhere": "source: Appendix 1 of the cabinet report\n",
    "impossible-order": "kind: agreed\nwhen: not recorded\n",
    "printed-count-less": "deadline_rules: peers-2031\n",
    "grade-of-nothing": "key: yes\n",
    "delegation-missing": "decided_by: cabinet\n",
    "declaration-without-name": "interests:\n  - text: None.\n",
    "vote-on-nothing": "wards: All\n",
    "amended-without-change": "number: b\noutcome: as recommended\n",
    "goes-where": "number: b\noutcome: as recommended\n",
    "not-an-action": "number: b\noutcome: as recommended\n",
    "progress-since-backwards": "title: Map of offices\nnot_supplied: |\n  The map was not among the papers.\n",
    "progress-since-to-come": "title: Map of offices\nnot_supplied: |\n  The map was not among the papers.\n",
    "not-supplied": "title: Map of offices\nnot_supplied: |\n  The map was not among the papers.\n",
}


def test_lines_that_a_file_can_hold_pass_the_gate_and_the_others_do_not() -> None:
    for code, told in ALL.items():
        if told.stage != "files" or FILE_NAME.fullmatch(told.example):
            continue
        assert loads(told.example.encode(), "f.yml").problems == (), code
        if told.wrong and "(" not in told.wrong:
            assert code in [p.code for p in loads(told.wrong.encode(), "f.yml").problems], code


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code, told in ALL.items() if told.where])
def test_an_example_passes_check_and_its_opposite_is_told(code: str, tmp_path: Path) -> None:
    told = ALL[code]
    anchor = IN_PLACE_OF.get(code, told.example)
    everything = tuple(severity.value for severity in Severity)
    council = council_of(told, tmp_path / "right")
    put(council, told, anchor, told.example)
    said = council.said(*everything)
    assert [line for line in said if " error: " in line] == []
    before = len([line for line in said if line.endswith(f"[{code}]")])
    if told.wrong:
        council = council_of(told, tmp_path / "wrong")
        put(council, told, anchor, told.wrong)
        assert len([line for line in council.said(*everything) if line.endswith(f"[{code}]")]) > before


def council_of(told: Message, root: Path) -> Council:
    """Return a council with the file that the lines of an example are in."""
    is_decided = told.where.startswith("data/decisions/")
    council = Council(root, addresses=told.where == "urls.lock.yml", decisions=is_decided)
    for name in re.findall(r"lato-(\w+)\.woff2", told.example):
        shutil.copyfile(FACES / f"text-{name}.woff2", root / f"content/files/lato-{name}.woff2")
    return council


def put(council: Council, told: Message, anchor: str, lines: str) -> None:
    """Put lines in the place of `anchor`, set in as far as it is there; a text may also get them at its end."""
    path = council.root / told.where
    text = path.read_text("utf-8")
    if path.suffix == ".md" and anchor not in text:
        path.write_text(f"{text}\n{lines}", "utf-8")
        return
    first, *rest = (re.escape(line) for line in anchor.rstrip("\n").split("\n"))
    below = "".join(rf"\n(?P=inset)(?(dash)  ){line}" if line else r"\n" for line in rest)
    found = list(re.finditer(rf"^(?P<inset> *)(?P<dash>- )?{first}{below}$", text, re.MULTILINE))
    assert found, f"{anchor!r} does not stand in {told.where}"
    match = found[0]
    inset = match["inset"] + ("  " if match["dash"] else "")
    new = textwrap.indent(lines.rstrip("\n"), inset)
    if match["dash"]:
        new = f"{match['inset']}- {new.lstrip()}"
    path.write_text(text[: match.start()] + new + text[match.end() :], "utf-8")


@pytest.mark.parametrize("code", [code for code, told in ALL.items() if FILE_NAME.fullmatch(told.wrong)])
def test_a_name_that_is_refused_is_refused(code: str, tmp_path: Path) -> None:
    council = Council(tmp_path / "c")
    file = council.root / ALL[code].wrong.strip()
    if file.is_dir():
        file.rename(file.with_name("aside"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((AMBLEFORD / "data/reviews/2031-finance.yml").read_text("utf-8"), "utf-8")
    assert [line for line in council.said() if line.endswith(f"[{code}]")]
    assert (AMBLEFORD / ALL[code].example.strip()).is_file()
