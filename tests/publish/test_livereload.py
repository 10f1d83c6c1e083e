"""Live reload: what a person sees in the browser while editing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

pytestmark = pytest.mark.slow


class Editing:
    """A person who edits `folder` with the live site open."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder = folder
        self.process = process
        self.address = self.read_until("The site is at ").split()[4]

    def read_until(self, words: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}")

    def get(self, path: str = "", **headers: str) -> str:
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 -- our own address
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return str(answer.read().decode())

    @contextmanager
    def open_page(self) -> Iterator[Iterator[str]]:
        """Listen as an open page does; gives the name of the build, first of the one that is shown."""
        with urllib.request.urlopen(self.address + "live-reload/events", timeout=60) as events:  # noqa: S310
            yield (line.decode()[6:].strip() for line in events if line.startswith(b"data: "))

    def write(self, words: str) -> None:
        (self.folder / "words" / "home.txt").write_text(words)


@contextmanager
def started(root: Path, folder: Path, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.live_site", str(folder), str(port)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def person(root: Path, tmp_path: Path) -> Iterator[Editing]:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "home.txt").write_text("first words")
    (tmp_path / "settings.yml").write_text("1")
    with started(root, tmp_path) as process:
        yield Editing(tmp_path, process)


def test_an_edit_is_built_and_the_open_page_is_told(person: Editing) -> None:
    assert "first words" in person.get()
    with person.open_page() as told:
        assert f'data-build="{next(told)}"' in person.get()
        person.write("second words")
        after = next(told)
    page = person.get()
    assert "second words" in page
    assert f'data-build="{after}"' in page
    assert "live-reload" not in (person.folder / "site" / "index.html").read_text()
    assert "location.reload()" in person.get("live-reload/script.js")


def test_problems_are_printed_and_the_old_site_stays(person: Editing) -> None:
    with person.open_page() as told:
        first = next(told)
        person.write("a problem")
        person.read_until("error: a problem")
        assert "first words" in person.get()
        person.write("mended words")
        assert next(told) != first
    assert "mended words" in person.get()


def test_a_settings_file_that_is_replaced_each_time_stays_watched(person: Editing) -> None:
    with person.open_page() as told:
        builds = [next(told)]
        for n in range(3):
            new = person.folder / "settings.new"
            new.write_text(str(n))
            new.replace(person.folder / "settings.yml")
            builds.append(next(told))
    assert len(set(builds)) == 4


def test_only_this_computer_is_answered(person: Editing) -> None:
    port = int(person.address.rstrip("/").rpartition(":")[2])
    # The whole of 127.x is this computer, but a server that listens everywhere would answer there too.
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass
    with pytest.raises(HTTPError, match="403"):
        person.get(Host=f"elsewhere.example:{port}")
    assert "first words" in person.get(Host=f"localhost:{port}")


def ask(person: Editing, request: bytes) -> bytes:
    """Send the bytes of a request as they are; return the whole answer."""
    port = int(person.address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize(
    ("request_line", "host", "status"),
    [
        (b"HEAD /settings.yml", b"localhost", 404),  # not of the site, whatever the current folder is
        (b"HEAD /pyproject.toml", b"localhost", 404),
        (b"HEAD /", b"evil.example", 403),
        (b"HEAD /", b"localhost", 200),
        (b"HEAD /data/v1/register.json", b"localhost", 200),
        (b"HEAD /live-reload/events", b"localhost", 200),
        (b"GET /", b"[", 400),
        (b"HEAD /", b"[", 400),
        (b"GET http://[/", b"localhost", 400),
        (b"GET /" + b"a/" * 4000, b"localhost", 400),
        (b"GET /" + b"a" * 4000, b"localhost", 400),
        (b"GET /%00", b"localhost", 404),
        (b"POST /", b"localhost", 501),
        (b"PUT /x", b"localhost", 501),
        (b"DELETE /index.html", b"localhost", 501),
        (b"TRACE /", b"localhost", 501),
    ],
)
def test_every_method_and_odd_request_is_guarded(
    person: Editing, request_line: bytes, host: bytes, status: int
) -> None:
    answer = ask(person, request_line + b" HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 %d " % status), answer[:200]
    if request_line.startswith(b"HEAD"):
        assert answer.endswith(b"\r\n\r\n"), "a HEAD request gets no content"
    person.process.send_signal(signal.SIGINT)
    rest, _ = person.process.communicate(timeout=60)
    assert "Traceback" not in rest


def test_other_files_come_as_they_are_and_a_wrong_address_gets_the_sites_own_page(person: Editing) -> None:
    assert person.get("data/v1/register.json") == "{}"
    for path in ("nowhere/", "..%2f..%2f..%2fetc/hostname", "../../../etc/hostname"):
        with pytest.raises(HTTPError, match="404") as missing:
            person.get(path)
        assert "No such page" in missing.value.read().decode()


def test_ctrl_c_ends_without_a_complaint(person: Editing) -> None:
    with person.open_page() as told:
        next(told)
        person.process.send_signal(signal.SIGINT)
        rest, _ = person.process.communicate(timeout=60)
    assert (rest, person.process.returncode) == ("\nStopped.\n", 0)


def test_before_the_first_good_build_the_page_says_where_to_look(root: Path, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "home.txt").write_text("a problem")
    with started(root, tmp_path) as process:
        person = Editing(tmp_path, process)
        with pytest.raises(HTTPError, match="503") as missing:
            person.get()
        assert "no site yet" in (page := missing.value.read().decode())
        assert "live-reload/script.js" in page
        with person.open_page() as told:
            next(told)
            person.write("good words")
            next(told)
        assert "good words" in person.get()


def test_a_port_that_is_taken_is_said_plainly(root: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with started(root, tmp_path, port) as process:
            said, _ = process.communicate(timeout=60)
    assert said == f"Port {port} cannot be used: {os.strerror(98)}. Choose another one with --port.\n"
    assert process.returncode == 3
