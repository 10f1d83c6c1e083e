"""Show a folder on this computer only, and tell the open pages when it has changed.

The published files stay as they are: each served page gets one line more, which loads the script below.
It is a file of its own, so the pages keep the content security policy that they are published with.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from urllib.parse import urlsplit

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.urls import leads_here

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/live-reload/events", "/live-reload/script.js"
HEARTBEAT_SECONDS = 15  # how long a closed page may keep its thread

_RELOAD = f"""
const shown = document.currentScript.dataset.build;
new EventSource("{EVENTS}").onmessage = (event) => {{ if (event.data !== shown) location.reload(); }};
""".encode()

_NOT_YET = b"""<!doctype html><html lang="en"><title>Not built yet</title>
<h1>There is no site yet</h1><p>The window where you started it says why. This page opens the site when it is built.</p>
</html>"""


def cannot_listen(port: int, error: OSError) -> CommandError:
    """Return the error of a port that another program has."""
    return CommandError(
        f"Port {port} cannot be used: {error.strerror}. Choose another one with --port.", Exit.CONFIGURATION
    )


class LiveSite(ThreadingHTTPServer):
    """A web server for one folder, on this computer only; ask for port 0 to be given a free one."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        """Take the port; OSError when another program has it."""
        super().__init__((HOST, port), Handler)
        self.folder = folder
        self.build = ""
        self._changed = Condition()
        self.changed()

    @property
    def address(self) -> str:
        """Return the address to open in a browser."""
        return f"http://{HOST}:{self.server_port}/"

    def changed(self) -> None:
        """Make every open page load itself again."""
        with self._changed:
            self.build = str(time.time_ns())
            self._changed.notify_all()

    def wait_for_other_than(self, build: str) -> str:
        """Wait a while for another build than this one; give the build that is shown then."""
        with self._changed:
            self._changed.wait_for(lambda: self.build != build, HEARTBEAT_SECONDS)
            return self.build


class Handler(SimpleHTTPRequestHandler):
    """Answer one request."""

    server: LiveSite

    def do_GET(self) -> None:
        """Answer a GET request; an address or a Host that cannot be read is refused."""
        try:
            self._answer()
        except ConnectionError:  # the page was closed
            self.close_connection = True
        except (ValueError, OSError):  # such as “Host: [”, a name that no disk can hold
            self.send_error(HTTPStatus.BAD_REQUEST)

    def do_HEAD(self) -> None:
        """Answer with the same checks as to GET, and leave out the content."""
        self.do_GET()

    def _answer(self) -> None:
        """Send the events, the script, a page with the line that loads it, or any other file."""
        path = urlsplit(self.path).path
        self.directory = str(self.server.folder)
        if not self._asked_for_this_computer():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            self._send(_RELOAD, "text/javascript")
        elif not self.server.folder.is_dir():
            self._send_page(_NOT_YET, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._send_file(path)

    def _asked_for_this_computer(self) -> bool:
        """Refuse a page elsewhere that has its own name point at this computer: it must not read a draft site."""
        return leads_here(f"//{self.headers.get('Host', '')}")

    def _send_file(self, path: str) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._send_page(file.read_bytes(), HTTPStatus.OK)
        elif file.exists():
            super().do_HEAD() if self.command == "HEAD" else super().do_GET()
        else:
            own = self.server.folder / "404.html"
            self._send_page(own.read_bytes() if own.is_file() else b"Not found", HTTPStatus.NOT_FOUND)

    def _send_page(self, html: bytes, status: HTTPStatus) -> None:
        before, end, after = html.rpartition(b"</body>")
        line = f'<script src="{SCRIPT}" data-build="{self.server.build}"></script>\n'.encode()
        self._send(before + line + end + after if end else html + line, "text/html; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Send the name of the build now, and of each later one; end when the page has gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        build = ""
        try:
            while True:
                later = self.server.wait_for_other_than(build)
                self.wfile.write(f"data: {later}\n\n".encode() if later != build else b": still here\n\n")
                build = later
        except OSError:
            self.close_connection = True

    def end_headers(self) -> None:
        """Keep the browser from showing an old copy."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing: the window is for what the build prints."""
