"""`build.py desk`: the desk, a web page on this computer only, where an officer works without a terminal or YAML."""

from __future__ import annotations

import argparse
import socket
import webbrowser
from contextlib import suppress
from datetime import date
from secrets import token_urlsafe

from goldenthread.commands.changes import changes
from goldenthread.common.errors import Exit
from goldenthread.publish.livereload import HOST, cannot_listen
from goldenthread.publish.project_paths import Places


def run(args: argparse.Namespace) -> Exit:
    """Serve the desk until Ctrl-C."""
    import uvicorn

    from goldenthread.desk.app import Desk
    from goldenthread.desk.workspace import Workspace

    day: date = args.today
    is_real = args.today == args.now  # a desk that is open past midnight works on the next day
    workspace = Workspace(args.root, date.today if is_real else lambda: day)
    desk = Desk(
        workspace,
        Places.of(args.root, None).environment(),
        lambda: changes(args.root, workspace.today, "HEAD", None),
    )
    token = token_urlsafe(32)
    with listening(args.port) as opened:
        address = f"http://{HOST}:{opened.getsockname()[1]}/?token={token}"
        print(f"The desk is at {address}\nOnly this computer can open it. Stop with Ctrl-C.", flush=True)
        if args.open:
            with suppress(webbrowser.Error):
                webbrowser.open(address)
        server = uvicorn.Server(
            uvicorn.Config(
                desk.app(token), log_level="warning", access_log=False, lifespan="off", server_header=False
            )
        )
        with suppress(KeyboardInterrupt):
            server.run(sockets=[opened])
    print("\nStopped.")
    return Exit.FINE


def listening(port: int) -> socket.socket:
    """Return a socket that only this computer reaches; 0 takes any port that is free."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()  # from now on the address answers, if after a moment
    except OSError as error:
        opened.close()
        raise cannot_listen(port, error) from error
    return opened
