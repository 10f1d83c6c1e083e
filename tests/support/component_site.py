"""A small made-up site that shows every part of the look: to test in a browser, and to look at.

PYTHONPATH=.:tests/support python tests/support/component_site.py FOLDER      builds it there
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import part_examples
from paths import ROOT

from goldenthread.common.output import Page
from goldenthread.outputs import search
from goldenthread.outputs.templating import environment
from goldenthread.publish.shell import Shell

# What Markdown and pages make themselves, without a part.
WORDS = """<header class="gt-head"><p class="gt-kicker">Action 46</p>
<h1>Give members one finance and performance report each quarter</h1>
<p class="gt-lead">Budget holders and members should see money and results together.</p></header>
<h2 id="s-words">Words</h2>
<p>Ordinary text with <a href="../reviews/">a link inside it</a>, <strong>strong words</strong>, <em>italics</em> and
<code>code</code>; £5 – £7, “quotation marks”, tŷ, dŵr, sêr. The quarterly report is long enough to fill a line.</p>
<ul><li>First</li><li>Second, with <a href="#s-words">a link within the page</a></li></ul>
<blockquote class="gt-quote"><p>Bring finance and performance together.</p></blockquote>
<details><summary>Earlier wording</summary><p>Text that few readers need stays folded away.</p></details>
<pre><code>sha256sum a-file-with-a-very-long-name-that-cannot-be-broken-anywhere-at-all.pdf</code></pre>
<ul class="gt-cards"><li class="gt-card"><h3><a href="../reviews/">Reviews</a></h3><p>What others saw.</p></li></ul>
<div class="gt-columns"><div><h3>One column</h3><p>Side by side.</p></div><div><h3>Another</h3><p>Or not.</p></div></div>"""
LISTS = ("reviews", "recommendations", "actions", "cabinet-reports", "plans", "about")


def pages() -> Iterator[Page]:
    """Yield the home page, a page of words, a page for each part, a long page, the lists, and the page for a wrong address."""
    facts = {"kind": "Action", "status": "In progress", "review": "Finance peer challenge 2031"}
    yield Page("demo/", "One quarterly report", "Action 46.", WORDS, "actions", facts)
    yield Page("plain/", "One quarterly report", "Action 46.", WORDS, "actions", None)
    yield from part_examples.pages()
    yield Page("", "Home", "What others asked for, and what the council did.", _home(), "home")
    yield Page(
        "long/", "A long paper", "A paper of many sections.", _long(), "plans", {"kind": "Plan"}, _sections()
    )
    for name in LISTS:
        title = name.replace("-", " ").capitalize()
        yield Page(f"{name}/", title, f"{title}.", f"<h1>{title}</h1><p>A list.</p>", name, {"kind": "List"})
    wrong = "<h1>Page not found</h1><p>There is no page at this address.</p>"
    yield Page("404.html", "Page not found", "There is no page at this address.", wrong)


def build(folder: Path, cache: Path, more: Iterable[Page] = ()) -> Path:
    """Write the site, and further pages, to a folder; the search index last."""
    shell = Shell.load(ROOT, cache)
    drawn = [*pages(), *more]
    findable = [page.search for page in drawn if page.search is not None]
    drawn.append(search.search_page(environment(ROOT / "templates"), findable))
    for output in (*map(shell.pour, drawn), *shell.assets()):
        _write(folder, output.path, output.content)
    for output in search.index(folder):
        _write(folder, output.path, output.content)
    return folder


def _write(folder: Path, path: str, content: bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def _home() -> str:
    cards = "".join(
        f'<li class="gt-card"><h2><a href="./{name}/">{name.replace("-", " ").capitalize()}</a></h2>'
        "<p>What stands here, in a sentence or two.</p></li>"
        for name in LISTS[:5]
    )
    return (
        '<header class="gt-head"><h1>What others asked of Ambleford Council, and what it did</h1>'
        '<p class="gt-lead">Reviewers look at how the council works. Here is each recommendation, what the council '
        "said it would do, and how far it has come.</p></header>"
        '<dl class="gt-summary"><div><dt>recommendations</dt><dd><a href="./recommendations/">58</a></dd></div>'
        "<div><dt>actions complete</dt><dd>31</dd></div><div><dt>in progress</dt><dd>12</dd></div>"
        '<div><dt>overdue</dt><dd>3</dd></div></dl><h2>Look through</h2><ul class="gt-cards">'
        + cards
        + "</ul>"
    )


def _sections() -> tuple[tuple[str, str], ...]:
    return tuple((f"s-{number}", f"Section {number}: the council’s finances") for number in range(1, 25))


def _long() -> str:
    text = (
        "<p>The council has looked at this with care, and says here what it will do about it and by when.</p>"
        * 6
    )
    return "<h1>A long paper</h1>" + "".join(
        f'<h2 id="{name}">{words}</h2>{text}' for name, words in _sections()
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[1]) / ".cache")
