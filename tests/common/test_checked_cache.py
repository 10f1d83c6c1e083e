"""What is kept between builds: nothing that was damaged or put there by somebody else is executed or published."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from council import REPORT, Council
from jinja2.bccache import bc_magic
from paths import ROOT

from goldenthread.common.files import keep, take
from goldenthread.outputs.pdf.report_pdfs import CannotRender, draw_reports
from goldenthread.outputs.templating import environment
from goldenthread.publish.shell import Shell

pytestmark = pytest.mark.slow

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda raw: raw[: len(raw) // 2],
    "emptied": lambda _: b"",
    "one bit": lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:],
    "other bytes without a digest": lambda _: b"%PDF-1.7 forged",
}


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    keep(tmp_path / "folder/value", b"a\nb")
    assert take(tmp_path / "folder/value") == b"a\nb"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["value"]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_value_is_as_good_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "value"
    keep(path, b"a long enough value")
    path.write_bytes(damage(path.read_bytes()))
    assert take(path) is None


def test_a_damaged_paper_is_drawn_again(council: Council, tmp_path: Path) -> None:
    env, register, cache = environment(ROOT / "templates"), council.register(), tmp_path / "cache"
    first = draw_reports(register, env, council.root, cache, workers=1)
    name = Path(REPORT).stem
    right = first[name].content()
    whole = first[name].kept.read_bytes()
    for damage in DAMAGES.values():
        first[name].kept.write_bytes(damage(whole))
        with pytest.raises(CannotRender, match="Build again"):
            first[name].output()
    assert draw_reports(register, env, council.root, cache, workers=1)[name].content() == right


def test_a_template_compiled_by_somebody_else_is_not_executed(tmp_path: Path) -> None:
    cache, witness = tmp_path / "cache", tmp_path / "witness"
    env = environment(ROOT / "templates", cache)
    for name in env.list_templates(extensions=["html"])[:5]:
        env.get_template(name)
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert kept
    evil = compile(
        f"open({str(witness)!r}, 'w')\nname = root = None\nblocks = debug_info = {{}}", "x", "exec"
    )
    for path in kept:
        digest, _, content = path.read_bytes().partition(b"\n")
        head = BytesIO(content)
        head.seek(len(bc_magic))
        pickle.load(head)  # noqa: S301 - what this test wrote a moment ago
        path.write_bytes(digest + b"\n" + content[: head.tell()] + marshal.dumps(evil))
    fresh = environment.__globals__["_environment"].__wrapped__(ROOT / "templates", cache, 0)
    for name in env.list_templates(extensions=["html"])[:5]:
        fresh.get_template(name)
    assert not witness.exists()


def test_a_template_is_compiled_each_time_where_it_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    env = environment(ROOT / "templates", tmp_path / "cache")
    assert env.get_template("parts/say.html").name == "parts/say.html"


@pytest.mark.parametrize("file", ["page.html", "site.json", "assets/thread.css", "assets/new.js"])
def test_a_page_frame_that_was_changed_is_made_again(tmp_path: Path, file: str) -> None:
    Shell.load(ROOT, tmp_path)
    folder = next(tmp_path.glob("shell-*"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / file).write_text("<script>alert(1)</script>")
    Shell.load(ROOT, tmp_path)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_published_file_of_the_same_size_is_not_taken_for_the_one_that_was_built(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["--root", str(council.root), "--today", "2032-01-15", "build", "--no-search"]
    assert door.main(build) == 0
    page = council.root / "site/index.html"
    right = page.read_bytes()
    page.write_bytes(b"x" * len(right))
    os.utime(page, (0, 0))
    capsys.readouterr()
    assert door.main(build) == 0
    assert "Nothing has changed" not in capsys.readouterr().out
    assert page.read_bytes() == right
    shutil.rmtree(council.root / "site")
