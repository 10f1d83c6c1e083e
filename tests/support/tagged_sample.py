"""A short paper with everything that tags can go wrong with: long tables, cells over rows, footnotes, Welsh, pictures."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from goldenthread.outputs.pdf.weasyprint_engine import Attachment, render_pdf

CSS = """
@font-face { font-family: A; src: url(report://paper/regular.ttf) }
@font-face { font-family: A; src: url(report://paper/bold.ttf); font-weight: bold }
@page { size: A5; margin: 20mm; font-family: A; @top-left { content: "Running head" }
  @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
* { font-family: A }
h1 { bookmark-level: 1 }
tr { break-inside: avoid }
.gt-footnote { float: footnote }
.dots::after { content: leader(".") target-counter(attr(data-page), page) }
ol[role=list] { list-style: none }
"""
ROWS = "".join(
    f'<tr><th scope="row">Row {n}</th><td>Words of row {n}, which are long enough to run over two lines.</td>'
    f"<td>{n}</td></tr>"
    for n in range(1, 41)
)
BODY = f"""
<h1 id="top">A sample</h1>
<nav class="contents"><h2>Contents</h2><ul role="list">
<li><a href="#lists">Lists</a><span class="dots" data-page="#lists"></span></li></ul></nav>
<p>A note<span class="gt-footnote" id="note-1" data-number="1">Words of the <strong>note</strong>.</span> is called,
and another<span class="gt-footnote" id="note-2" data-number="2">The second.</span> too.
It is called <span lang="cy">Cyngor Sir</span> in Welsh, <a href="https://example.org/">a link with
<strong>bold</strong> words that is long enough to run over the end of a line</a>.</p>
<p>See <a href="https://example.org/x">the site</a> <span class="gt-address">https://example.org/x</span></p>
<div>Words without a paragraph.</div>
<figure><img src="report://paper/map.svg" alt="A map of the ford"><figcaption>The ford</figcaption></figure>
<img src="report://paper/map.svg" alt="">
<h2 id="lists">Lists</h2>
<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>
<ol><li>First</li><li>Second</li></ol>
<ol role="list"><li><span class="letter">a)</span> Alpha</li><li><span class="letter">b)</span> Beta</li></ol>
<dl><dt>Term</dt><dd>What is said</dd><dd>And more</dd></dl>
<table><caption>Forty rows</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Words</th><th scope="col">Number</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">Group</th></tr>{ROWS}</tbody></table>
<table><thead><tr><th>Name</th><th colspan="2">Wide</th></tr></thead>
<tbody><tr><td rowspan="2">Tall</td><td>B1</td><td>C1</td></tr><tr><td>B2</td><td></td></tr></tbody></table>
"""
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="40" height="40"><path d="M0 0h9v9z"/></svg>'


@cache
def sample() -> bytes:
    """Draw it."""
    fonts = files("fontpkg_atkinson_hyperlegible") / "files"
    assets = {
        "regular.ttf": (fonts / "AtkinsonHyperlegible-Regular.ttf").read_bytes(),
        "bold.ttf": (fonts / "AtkinsonHyperlegible-Bold.ttf").read_bytes(),
        "map.svg": MAP.encode(),
    }
    head = f"<meta charset=utf-8><title>Sample</title><style>{CSS}</style>"
    html = f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{BODY}</body></html>'
    return render_pdf(html, assets, [Attachment("plan.csv", b"a,b\r\n1,2\r\n", "The plan")])
