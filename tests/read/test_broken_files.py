"""Files broken as people and machines break them: always a place, a cause and a remedy, and never a crash."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from council import TODAY
from hostile import hostile_tries
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from paths import AMBLEFORD, ROOT

from build import main
from goldenthread.common.problems import Problem
from goldenthread.model.settings import SETTINGS
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))
# What breaks is said by the message itself; to make the example smaller takes minutes.
MANY = settings(UNHURRIED, phases=[Phase.explicit, Phase.reuse, Phase.generate])

SMALL = sorted(path.relative_to(AMBLEFORD).as_posix() for path in AMBLEFORD.rglob("data/**/*.yml"))
REAL = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
SIGNS = [b"#", b": ", b"- ", b"[", b"]", b"{", b"|", b">", b'"', b"'", b"&a ", b"*a", b"\t", b"\r", b"\x00"]
SIGNS += [
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"e\xcc\x81",
    b"<<<<<<< HEAD\n",
    b"\n",
    b"  ",
]

Mistake: TypeAlias = "tuple[str, int, int, bytes]"
MISTAKES: st.SearchStrategy[list[Mistake]] = st.lists(
    st.tuples(
        st.sampled_from(
            ["line out", "line twice", "lines swapped", "set in", "signs swapped", "cut", "put in", "end"]
        ),
        st.integers(0, 100_000),
        st.integers(1, 12),
        st.sampled_from(SIGNS),
    ),
    min_size=1,
    max_size=3,
)


def broken(raw: bytes, mistakes: list[Mistake]) -> bytes:
    """Make mistakes in a file, one after another."""
    for kind, where, width, sign in mistakes:
        rows = raw.split(b"\n")
        row, at = where % len(rows), where % (len(raw) + 1)
        if kind == "line out":
            del rows[row]
        elif kind == "line twice":
            rows.insert(row, rows[row])
        elif kind == "lines swapped":
            rows[row], rows[row - 1] = rows[row - 1], rows[row]
        elif kind == "set in":
            rows[row] = b" " * width + rows[row]
        if kind in ("line out", "line twice", "lines swapped", "set in"):
            raw = b"\n".join(rows)
        elif kind == "signs swapped":
            raw = raw[:at] + raw[at + 1 : at + 2] + raw[at : at + 1] + raw[at + 2 :]
        elif kind == "cut":
            raw = raw[:at] + raw[at + width :]
        elif kind == "put in":
            raw = raw[:at] + sign + raw[at:]
        else:
            raw = raw[:at]
    return raw


def well_said(problems: Any, files: dict[str, bytes]) -> None:
    """Every problem has a place that is there, a cause and a remedy, in whole sentences."""
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.code != "not-yaml", "a complaint of the parser that has no words of its own"
        lines = (
            files[problem.place.file].decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        )
        assert 1 <= problem.place.line <= lines.count("\n") + 1
        assert problem.place.column >= 1
        assert len(problem.what.split()) > 2
        assert len(problem.fix.split()) > 2
        assert str(problem).isprintable()
        assert not any(word in str(problem) for word in ("Traceback", "NoneType", "ValueError", "<class"))


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("broken") / "ambleford"
    shutil.copytree(AMBLEFORD, root)
    return root


def answers(root: Path, file: str, mistakes: list[Mistake], capsys: pytest.CaptureFixture[str]) -> None:
    """Break one file of a council, check it all, and try to change the file."""
    good = (AMBLEFORD / file).read_bytes()
    bad = broken(good, mistakes)
    (root / file).write_bytes(bad)
    try:
        files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        well_said(examine(root, TODAY).problems, files)
        edit = ["set", file, "title" if "/" in file.removeprefix("data/") else "name", "Another name"]
        code = main(["--root", str(root), "--today", TODAY.isoformat(), *edit])
        out, err = capsys.readouterr()
        assert (code, bool(err)) in ((0, False), (1, True), (2, True)), out + err
        if code:
            assert err.endswith("Nothing was changed.\n")
            assert (root / file).read_bytes() == bad
        assert list(root.rglob(".*.new")) == []
    finally:
        (root / file).write_bytes(good)


@given(file=st.sampled_from(SMALL), mistakes=MISTAKES)
@settings(UNHURRIED, max_examples=2, derandomize=True)
def test_a_broken_file_gets_an_answer(
    file: str, mistakes: list[Mistake], council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(council, file, mistakes, capsys)


@given(file=st.sampled_from(SMALL), mistakes=MISTAKES)
@settings(MANY, max_examples=hostile_tries(25, 200))
def test_many_broken_files_are_answered_by_check_and_by_set(
    file: str, mistakes: list[Mistake], council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(council, file, mistakes, capsys)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the settings of the real council, without its records: each broken one is read among them."""
    root = tmp_path_factory.mktemp("broken") / "real"
    (root / "data").mkdir(parents=True)
    for name in (setting.name for setting in SETTINGS):
        if (ROOT / f"data/{name}.yml").exists():
            shutil.copy(ROOT / f"data/{name}.yml", root / f"data/{name}.yml")
    return root


@given(file=st.sampled_from(REAL), mistakes=MISTAKES)
@settings(MANY, max_examples=hostile_tries(60, 500))
def test_many_broken_files_of_the_real_council_are_answered_by_check(
    file: str, mistakes: list[Mistake], real: Path
) -> None:
    good = (ROOT / file).read_bytes()
    path = real / file
    kept = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(broken(good, mistakes))
    try:
        files = {p.relative_to(real).as_posix(): p.read_bytes() for p in real.rglob("*") if p.is_file()}
        well_said(examine(real, TODAY).problems, files)
    finally:
        path.unlink() if kept is None else path.write_bytes(kept)
