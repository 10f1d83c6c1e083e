"""A site is published all or nothing: whatever happens, a reader meets one whole site, the old or the new."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hostile import hostile_tries

import goldenthread.publish as publish_module
from goldenthread.common.output import Output
from goldenthread.publish import CannotPublish, Published, exchange, publish, verify
from goldenthread.publish.staging import Staging, digest

PAGES = ("index.html", "reviews/2031-finance/index.html", "data/v1/register.json", "404.html")


def pages(word: str) -> list[Output]:
    return [Output(path, f"{word} {path}".encode()) for path in PAGES]


def words_of(site: Path) -> set[str]:
    """Give the first word of every file but the manifest: one word means one build."""
    files = [file for file in site.rglob("*") if file.is_file() and file.name != "manifest.json"]
    return {file.read_text().split()[0] for file in files}


def beside(site: Path) -> list[str]:
    """Name everything in the folder of the site but the site, and the lock, which holds nothing."""
    return sorted(p.name for p in site.parent.iterdir() if p != site and p.suffix != ".lock")


@pytest.fixture(params=["in one step", "in three renames"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish an old site, on a system that can exchange two folders and on one that cannot."""
    if request.param == "in three renames":
        monkeypatch.setattr(exchange, "_libc", object())
    publish(pages("old"), tmp_path / "site")
    return tmp_path / "site"


def test_the_new_site_takes_the_place_of_the_old_one(site: Path) -> None:
    new = [*pages("new")[1:], Output("new.html", b"new page")]
    result = publish(new, site)
    assert {o.path: o.content for o in new} == {o.path: (site / o.path).read_bytes() for o in new}
    assert not (site / "index.html").exists()
    assert words_of(site) == {"new"}
    assert beside(site) == []
    size = sum(len(output.content) for output in new)
    assert result == Published(files=4, bytes=size, added=1, changed=3, removed=1)


def test_a_first_site_needs_no_folder(tmp_path: Path) -> None:
    assert publish(pages("first"), tmp_path / "not" / "yet" / "there").added == len(PAGES)
    assert verify(tmp_path / "not" / "yet" / "there") == []


def test_the_same_outputs_in_another_order_give_the_same_manifest(site: Path) -> None:
    before = (site / "manifest.json").read_bytes()
    result = publish(reversed(pages("old")), site)
    assert (site / "manifest.json").read_bytes() == before
    assert (result.added, result.changed, result.removed) == (0, 0, 0)


def test_the_manifest_lists_every_file_but_itself_with_its_true_digest(site: Path) -> None:
    listed = json.loads((site / "manifest.json").read_text())["files"]
    expected = {o.path: {"bytes": len(o.content), "sha256": digest(o.content)[1]} for o in pages("old")}
    assert listed == expected
    assert list(listed) == sorted(listed)


def test_verify_names_each_file_that_differs(site: Path) -> None:
    (site / "index.html").write_text("defaced")
    (site / "404.html").unlink()
    (site / "new.html").write_text("slipped in")
    shutil.copy(site / "data/v1/register.json", site.parent / "copy.json")
    (site / "data/v1/register.json").unlink()
    (site / "data/v1/register.json").symlink_to(site.parent / "copy.json")
    (site / "link.html").symlink_to("/etc/hostname")
    assert verify(site) == [
        "404.html: missing",
        "data/v1/register.json: changed since it was published",
        "index.html: changed since it was published",
        "link.html: not in the manifest",
        "new.html: not in the manifest",
    ]
    (site / "manifest.json").unlink()
    assert verify(site) == ["manifest.json: missing or unreadable"]


def test_what_is_made_from_the_finished_pages_is_published_with_them(site: Path) -> None:
    def index(folder: Path) -> Iterator[Output]:
        yield Output("search/index.json", str(sorted(p.name for p in folder.rglob("*.html"))).encode())

    publish(pages("new"), site, after=index)
    assert (site / "search/index.json").read_text() == "['404.html', 'index.html', 'index.html']"
    assert "search/index.json" in json.loads((site / "manifest.json").read_text())["files"]


def test_each_output_is_written_before_the_next_is_made(tmp_path: Path) -> None:
    def watched() -> Iterator[Output]:
        yield Output("one.html", b"one")
        assert [p.read_bytes() for p in tmp_path.rglob("one.html")] == [b"one"]
        yield Output("two.html", b"two")

    assert publish(watched(), tmp_path / "site").files == 2


def fails_in_the_middle(error: BaseException) -> Iterator[Output]:
    yield from pages("half")[:2]
    raise error


@pytest.mark.parametrize(
    "error", [RuntimeError("a template"), FileNotFoundError("a font"), KeyboardInterrupt()]
)
def test_an_output_that_cannot_be_made_leaves_the_old_site(site: Path, error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        publish(fails_in_the_middle(error), site)
    assert caught.value is error
    with pytest.raises(type(error)):
        publish(pages("new")[2:], site, after=lambda _: fails_in_the_middle(error))
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


CLASHES = [
    ("a.html", "a.html"),
    ("A.html", "a.html"),
    ("reviews/a.html", "Reviews/b.html"),
    ("cafe\u0301.html", "caf\u00e9.html"),
    ("a", "a/b.html"),
    ("a/b.html", "A"),
    ("manifest.json", "b.html"),
]


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_two_outputs_may_not_want_one_place(site: Path, one: str, other: str) -> None:
    with pytest.raises(ValueError, match="two outputs want one place"):
        publish([Output(one, b"1"), Output(other, b"2")], site)
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


HOSTILE = [
    *r'/etc/x ../x a/../x a/.. . .. ./a a/./b a//b a/ \x a\b C:x a*b a?b "a" <a> a|b a. a./b'.split(),
    *["", " a", "a ", "a /b", "a\nb", "a\0b", "a\x7fb", "a\x85b", "a\u202eb", "a\u200bb", "a\ud800b"],
]


@pytest.mark.parametrize("path", HOSTILE, ids=ascii)
def test_a_path_that_is_unsafe_on_any_computer_is_refused(site: Path, path: str) -> None:
    with pytest.raises(ValueError, match="unsafe path"):
        publish([Output(path, b"x")], site)
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


def test_ordinary_paths_are_not_refused(tmp_path: Path) -> None:
    names = [".nojekyll", "a b.html", "caffi-tŷ.html", "x/.well-known/security.txt", "a..b/c-_~.v1.pdf"]
    assert publish([Output(name, b"x") for name in names], tmp_path / "site").files == len(names)


@pytest.mark.parametrize("content", ["file", "folder"])
def test_a_folder_that_people_work_in_is_never_replaced(tmp_path: Path, content: str) -> None:
    work = tmp_path / "content"
    if content == "folder":
        work.mkdir()
        (work / "manifest.json").write_text("{}")
    else:
        work.write_text("minutes")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotPublish, match="did not make"):
        publish(pages("new"), work)
    assert [p for p in sorted(tmp_path.rglob("*")) if p.suffix != ".lock"] == before


def test_a_site_that_is_a_link_stays_one(site: Path) -> None:
    link = site.parent / "elsewhere" / "www"
    link.parent.mkdir()
    link.symlink_to(site)
    publish(pages("new"), link)
    assert link.is_symlink()
    assert words_of(site) == {"new"}


def test_a_second_build_waits_and_then_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish_module, "WAIT_SECONDS", 0.1)
    started, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[Output]:
        started.set()
        go_on.wait(10)
        yield from pages("slow")

    first = threading.Thread(target=publish, args=(slow(), site))
    first.start()
    started.wait(10)
    try:
        with pytest.raises(CannotPublish, match="Another build is writing"):
            publish(pages("fast"), site)
    finally:
        go_on.set()
        first.join()
    assert (words_of(site), verify(site), beside(site)) == ({"slow"}, [], [])


def test_what_killed_builds_left_is_swept_and_another_sites_is_not(site: Path) -> None:
    for name in (".staging-site-17", ".previous-site-17"):
        (site.parent / name / "reviews").mkdir(parents=True)
    others = [".previous-site-b-17", ".staging-b-17"]
    for name in others:
        (site.parent / name).mkdir()
    publish(pages("new"), site)
    assert beside(site) == others


def test_a_site_put_aside_by_a_killed_build_comes_back(site: Path) -> None:
    site.rename(site.with_name(".previous-site-17"))
    with pytest.raises(RuntimeError):
        publish(fails_in_the_middle(RuntimeError()), site)
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


def refuse(number: int) -> Callable[..., None]:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return refused


SENTENCES = [
    (errno.ENOSPC, "The disk is full: the site needs at least 5.0 MB and “{}” has 6.0 MB free. Make room"),
    (errno.EACCES, "You do not have permission to use “{}”. Ask for it"),
    (errno.EIO, "The disk failed at “{}”: Input/output error. Ask whoever looks after the computer"),
]


@pytest.mark.parametrize(("number", "sentence"), SENTENCES)
def test_a_refusal_is_said_plainly(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    # One megabyte is left beside the five of the unfinished site, which will be removed.
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    monkeypatch.setattr(Staging, "finish", refuse(number))
    with pytest.raises(CannotPublish) as caught:
        publish([Output("small.html", b"12345"), Output("big.pdf", bytes(4_990_000))], site)
    assert str(caught.value).startswith(sentence.format(site.parent))
    assert str(caught.value).endswith("The site was not changed.")
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


def test_an_exchange_that_is_refused_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        ctypes.set_errno(errno.EBUSY)  # the site is where a disk is mounted
        return -1

    publish(pages("old"), tmp_path / "site")
    monkeypatch.setattr(exchange, "_libc", SimpleNamespace(renameat2=refused))
    with pytest.raises(CannotPublish, match="Device or resource busy"):
        publish(pages("new"), tmp_path / "site")
    assert (words_of(tmp_path / "site"), beside(tmp_path / "site")) == ({"old"}, [])


def test_a_disk_that_cannot_keep_the_exchange_gets_the_old_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_flush_folder", refuse(errno.EIO))
    with pytest.raises(CannotPublish, match=r"The site was not changed\.$"):
        publish(pages("new"), site)
    assert (words_of(site), verify(site), beside(site)) == ({"old"}, [], [])


# --- builds in their own process, to be killed and starved: publish_faults.py ---


def run(root: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.publish_faults", *map(str, arguments)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("way", ["in one step", "in three renames"])
@pytest.mark.parametrize(
    ("fault", "ending"),
    [("SIGKILL", "killed by 9"), ("SIGTERM", "exit 143"), ("EIO", "exit 4"), ("ENOSPC", "exit 4")],
)
def test_a_fault_at_any_step_leaves_one_whole_site(
    root: Path, tmp_path: Path, fault: str, ending: str, way: str
) -> None:
    outcomes = json.loads(run(root, "every-step", tmp_path / "site", fault, way))
    # Each step but the last tidying up comes before the exchange.
    assert outcomes[f"{ending}, old site"] > 10
    assert outcomes.pop("no fault, new site") == 1
    assert set(outcomes) <= {f"{ending}, old site", f"{ending}, new site", "exit 0, new site"}
    if ending == "exit 4":  # "The site was not changed."
        assert "exit 4, new site" not in outcomes


@pytest.mark.slow
def test_a_build_killed_at_a_random_moment_leaves_one_whole_site(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    chance = random.Random(46)  # noqa: S311 -- moments, not secrets
    unfinished = 0
    for _ in range(hostile_tries(20, 100)):
        builds = [sys.executable, "-m", "tests.support.publish_faults", "for-ever", str(site)]
        with subprocess.Popen(builds, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
        assert (len(words_of(site)), verify(site)) == (1, [])
        unfinished += bool(beside(site))
    assert unfinished > 5  # so many were killed between the first file and the exchange
    publish(pages("next"), site)
    assert (words_of(site), beside(site)) == ({"next"}, [])


@pytest.mark.slow
def test_a_file_that_grows_past_the_limit_is_refused(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(pages("old"), site)
    assert "File too large. The site was not changed." in run(root, "file-limit", site)
    assert (words_of(site), verify(site), beside(site)) == ({"small"}, [], [])


@pytest.mark.slow
def test_a_full_disk_is_refused_with_the_sizes(root: Path, tmp_path: Path) -> None:
    mounted = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=2m none "$0" && exec "$@"']
    if subprocess.run([*mounted, tmp_path, "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    told = [sys.executable, "-m", "tests.support.publish_faults", "full-disk", str(tmp_path / "site")]
    done = subprocess.run([*mounted, tmp_path, *told], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"The disk is full: the site needs at least \d\.\d MB and “.*” has 2\.0 MB free\. "
        r"Make room, then try again\. The site was not changed\.\n",
        done.stdout,
    )


@pytest.mark.slow
def test_builds_at_the_same_time_give_one_whole_site(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "tests.support.publish_faults", "some", str(site)]
    builds = [subprocess.Popen(command, cwd=root) for _ in range(6)]
    assert [build.wait() for build in builds] == [0] * 6
    assert (len(words_of(site)), verify(site), beside(site)) == (1, [], [])
