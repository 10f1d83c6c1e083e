"""A tiny site that builds itself again. Run by test_livereload.py.

python -m tests.support.live_site FOLDER PORT
"""

from __future__ import annotations

import sys
from pathlib import Path

from goldenthread.commands.serve import serve
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.output import Output
from goldenthread.publish import publish

folder, port = Path(sys.argv[1]), int(sys.argv[2])


def build() -> Exit:
    words = (folder / "words" / "home.txt").read_text()
    if "problem" in words:
        print("home.txt:1:1  error: a problem.", flush=True)
        return Exit.PROBLEMS
    page = f"<!doctype html><title>Home</title><body><p>{words}</p></body>".encode()
    publish(
        [
            Output("index.html", page),
            Output("404.html", b"<p>No such page</p>"),
            Output("data/v1/register.json", b"{}"),
        ],
        folder / "site",
    )
    return Exit.FINE


try:
    sys.exit(serve(build, folder / "site", [folder / "words", folder / "settings.yml"], port))
except CommandError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
