"""Search: Pagefind reads the finished pages once, and the page /search/ looks words up in what it leaves.

A page is found when `Page.search` is given; a reader's words never leave the site.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import combining, normalize

from jinja2 import Environment

from goldenthread.common import urls
from goldenthread.common.inflection import small
from goldenthread.common.output import Output, Page
from goldenthread.model.council import Synonym
from goldenthread.model.standing import COMPLETE, DUE_SOON, NO_ANSWER, NO_DATE_SET, OVERDUE, UNKNOWN

FOLDER = "pagefind"
ENTRY = "pagefind-entry.json"
WORDS = "words.json"
MAGIC = b"pagefind_dcd"  # how each of its files begins
FILTERS = 3  # the place of the filters in its meta file, as Pagefind 1.5 writes it

# What a reader can choose by: the label, and the words for no choice.
CHOICES = {
    "kind": ("Kind of page", "All kinds"),
    "status": ("Status", "Any status"),
    "review": ("Review", "All reviews"),
}

# Each status, with what a reader may type for it: “late” finds what is overdue.
STATUSES = (
    (OVERDUE.noun, "late", "missed", "past its date", "behind"),
    (COMPLETE.noun, "completed", "done", "finished"),
    (DUE_SOON.noun, "upcoming"),
    (NO_DATE_SET.noun, "undated", "no date"),
    (UNKNOWN.noun, "unknown"),
    (small(NO_ANSWER), "unanswered", "not answered"),
)

# What no reader looks for on a page: words for screen readers, labels, letters and marks of lists and notes, and what
# is about the page or its source rather than in it. Pagefind itself leaves out menus and forms.
_LEFT_OUT = (
    ".gt-hidden, .gt-facts dt, .gt-kicker, .gt-source, .gt-summarised, .gt-meaning, .gt-past, .gt-marks, .gt-mark, .letter, thead, .gt-chart, "
    "#source, #next, .gt-remarks, .gt-approval, #corrections, #get-updates"
)


def search_page(
    templates: Environment, found: Iterable[Mapping[str, str]], synonyms: Iterable[Synonym] = ()
) -> Page:
    """Return the page /search/; what it finds is put in by `templates/theme/assets/search.js`.

    `found` holds the `Page.search` of every page that can be found. What there is to choose from is written
    here once, so that a reader's browser need not load Pagefind's filters to offer it.
    """
    own = [(item.word, *item.means) for item in synonyms]
    counts: dict[str, Counter[str]] = {name: Counter() for name in CHOICES}
    for facts in found:
        for name in CHOICES:
            counts[name].update(facts[name].split("; ") if facts.get(name) else [])
    choices = [
        (name, *words, sorted(counts[name].items())) for name, words in CHOICES.items() if counts[name]
    ]
    return Page(
        path=urls.SEARCH,
        title="Search",
        description="Search the reviews, recommendations, actions and reports on this site.",
        body=templates.get_template("pages/search.html").render(
            root="../",
            choices=choices,
            same=json.dumps(own, ensure_ascii=False),
            statuses=json.dumps(STATUSES),
        ),
    )


def index(staging: Path) -> Iterator[Output]:
    """Read the finished pages in the folder `staging` and give the files that the search page asks for."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped] # it says nothing of its types

    with TemporaryDirectory() as temporary:
        made = Path(temporary)
        command = [str(get_executable()), "--site", str(staging), "--output-path", str(made)]
        subprocess.run(
            [*command, "--exclude-selectors", _LEFT_OUT, "--quiet"],
            check=True,
            capture_output=True,
            text=True,
        )
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in _needed(made)}
    files[WORDS] = _words(content for name, content in files.items() if name.startswith("fragment/"))
    for name, content in sorted(_in_order(files).items()):
        yield Output(f"{FOLDER}/{name}", content)


def tokens(text: str) -> list[str]:
    """Return the words of a text as `search.js` compares them: small letters and figures, without accents and apostrophes."""
    plain = "".join(sign for sign in normalize("NFKD", text) if not combining(sign) and sign not in "’'")
    return re.findall(r"[a-z0-9]+", plain.lower())


def _words(fragments: Iterable[bytes]) -> bytes:
    """List every word that a page can be found by, those on the most pages first: Pagefind keeps only their stems."""
    counted: Counter[str] = Counter()
    for fragment in fragments:
        facts = json.loads(_plain(fragment))
        counted.update(set(tokens(f"{facts['meta'].get('title', '')} {facts['content']}")))
    ordered = sorted(counted, key=lambda word: (-counted[word], word))
    return json.dumps(ordered, separators=(",", ":")).encode()


def _needed(made: Path) -> Iterator[Path]:
    """Choose from what Pagefind writes: not its ready-made boxes, and only the languages that pages have."""
    entry = made / ENTRY
    languages = json.loads(entry.read_text(encoding="utf-8"))["languages"].values()
    yield from (made / "pagefind.js", made / "pagefind-worker.js", entry)
    yield from {made / f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    yield from made.rglob("*.pf_*")


def _in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    """Put the filters in order, so that the same pages give the same bytes.

    Pagefind writes them as they come (its issue 638); the rest of what it writes is steady.
    A file's name holds a digest of what is in it, and the file above it names it: filters, meta, entry.
    """
    import cbor2

    entry = json.loads(files[ENTRY])
    for language, facts in entry["languages"].items():
        old = f"pagefind.{facts['hash']}.pf_meta"
        meta = cbor2.loads(_plain(files[old]))
        filters = []
        for name, old_filter in meta[FILTERS]:
            _, values = cbor2.loads(_plain(files.pop(f"filter/{old_filter}.pf_filter")))
            content = MAGIC + cbor2.dumps([name, sorted(values)])
            filters.append([name, f"{language}_{_digest(content)}"])
            files[f"filter/{filters[-1][1]}.pf_filter"] = _packed(content)
        meta[FILTERS] = sorted(filters)
        content = MAGIC + cbor2.dumps(meta)
        facts["hash"] = f"{language}_{_digest(content)}"
        del files[old]
        files[f"pagefind.{facts['hash']}.pf_meta"] = _packed(content)
    return {**files, ENTRY: json.dumps(entry, sort_keys=True).encode()}


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)  # without the time of day, so that it is the same each time


def _plain(packed: bytes) -> bytes:
    return gzip.decompress(packed).removeprefix(MAGIC)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
