"""A cabinet report as it is kept for good: the paper as one page and as a PDF, with a manifest of their digests."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

from jinja2 import Environment

from goldenthread import __version__
from goldenthread.model.council import Council
from goldenthread.outputs.pack_page import Inside, pack_page
from goldenthread.register.views import CabinetReportView
from goldenthread.source.kept import MANIFEST, PAGE


def kept_files(
    report: CabinetReportView, council: Council, env: Environment, inside: Inside, version: date
) -> dict[str, bytes]:
    """Give the files of a version, by name. They are written once and never drawn again.

    The page says from the start that it is a kept version, and leads to the current one, for it can never be changed.
    """
    page = pack_page(report, council, env, inside, version)
    files = {PAGE: page, f"{report.facts.id}.pdf": inside.pdf}
    facts = {
        "title": report.facts.title,
        "report": report.facts.id,
        "version": version.isoformat(),
        "made_on": inside.made.isoformat(),
        "made_with": f"Golden Thread {__version__}",
        "files": {
            name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    files[MANIFEST] = (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
    return files
