"""The page round every page: made once from the theme, then each page is poured in by joining text.

Why pages do not go through MkDocs one by one is explained in docs/decisions/shell.md.
"""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from goldenthread.common import urls
from goldenthread.common.files import keep, take
from goldenthread.common.output import Output, Page
from goldenthread.publish import mkdocs_shell
from goldenthread.publish.face import Face

SEARCH_PATH = urls.SEARCH

_EMPTY = re.compile(r"\s*<!--gt:\w+-->")  # what the settings of no council have filled
_SLOT = re.compile(r"\[\[gt:(\w+)\]\]")
_BASE = re.compile(r'(href|src|action)="\.\./\.\./?')
_FONT = re.compile(r'url\("?(fonts/[\w.-]+)"?\)')
_DIGESTS = "digests"  # of the files of a kept shell
_UNLISTED = '<meta name="robots" content="noindex">'
_HEADER = '<header class="gt-header"'
_NOTICE = '<aside class="gt-demonstration" aria-label="Demonstration"><p class="md-grid">{}</p></aside>\n    '
_TITLE = re.compile(r"<title>.*?</title>")
_ACCENT = re.compile(r"(<style>:root\{--gt-accent:)#[0-9a-fA-F]{6}")
_LOGO = re.compile(r'<img class="gt-brand__logo" src="[^"]*"')


@dataclass(frozen=True, slots=True)
class Shell:
    """The chrome of the site with slots in it, and the folder of its assets.

    `name` and `address` are the site's, as mkdocs.yml has them; an address that is not known is empty.
    """

    name: str
    address: str
    _chrome: str
    _contents: str
    _item: str
    _folder: Path
    _is_hidden: bool = False  # from search engines
    _typeface: Mapping[str, bytes] = field(default_factory=dict)
    _frames: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, cache: Path) -> Shell:
        """Take the shell from the folder `cache`, or make it there when theme or settings have changed.

        `root` is the repository's folder, with mkdocs.yml and templates/theme in it.
        """
        folder = cache / f"shell-{_digest(root)}"
        if not _is_whole(folder):
            _make(root, folder)
        facts = json.loads((folder / "site.json").read_text(encoding="utf-8"))
        chrome = (folder / "page.html").read_text(encoding="utf-8")
        chrome, _ = _cut(chrome, "body")
        chrome, _ = _cut(chrome, "meta")
        chrome, _ = _cut(chrome, "search")
        chrome, _ = _cut(chrome, "edit")
        chrome, contents = _cut(chrome, "contents")
        chrome = chrome.replace("[[gt:contents]]", "")  # its place is below the page's own heading
        contents, item = _cut(contents, "item")
        chrome = chrome.replace("<article ", "<article[[gt:indexed]] ", 1)
        chrome = _TITLE.sub("<title>[[gt:headline]]</title>", chrome, count=1)
        if facts["address"]:
            chrome = chrome.replace(f"{facts['address']}{mkdocs_shell.STUB}/", "[[gt:address]]")
        return cls(facts["name"], facts["address"], _tidy(chrome), _tidy(contents), item, folder)

    def dressed(self, face: Face) -> Shell:
        """Return the shell with the council's own name and look in place of those of mkdocs.yml."""
        chrome = self._chrome.replace(escape(self.name), escape(face.name))
        chrome = _ACCENT.sub(rf"\g<1>{face.colour}", chrome)
        if face.crest:
            chrome = _LOGO.sub(
                rf'<img class="gt-brand__logo gt-brand__logo--own" src="../../{face.crest}"', chrome
            )
        if face.notice:
            chrome = chrome.replace(_HEADER, f"{_NOTICE.format(escape(face.notice))}{_HEADER}", 1)
        chrome = chrome.replace("<!--gt:website-->", face.website).replace("<!--gt:day-->", face.day)
        for address in face.absent:
            chrome = re.sub(rf'<li><a href="../../{address}">[^<]*</a></li>', "", chrome)
        return replace(
            self,
            name=face.name,
            address=face.address,
            _chrome=chrome,
            _is_hidden=bool(face.notice),
            _typeface=face.typeface,
            _frames={},
        )

    def pour(self, page: Page) -> Output:
        """Return the finished page: the chrome with the page's own words, links and policy in it."""
        title = escape(page.title)
        slots = {
            "title": title,
            "headline": f"{title} – {escape(self.name)}" if page.path else escape(self.name),
            "meta": page.meta or f'<meta name="description" content="{escape(page.description)}">',
            "address": escape(self.address + page.path),
            "search": _search_facts(page.search) + _UNLISTED * (page.unlisted or self._is_hidden),
            "body": self._body(page),
            "edit": self._edit_link(page),
            "indexed": " data-pagefind-body" if page.search is not None else "",
        }
        parts = self._frame(page)[:]
        parts[1::2] = [slots[name] for name in parts[1::2]]
        return Output(file_of(page.path), "".join(parts).encode())

    def assets(self) -> Iterator[Output]:
        """Yield the files that the chrome needs: one stylesheet, scripts, typeface, images."""
        for path in sorted((self._folder / "assets").rglob("*")):
            if path.is_file():
                content = self._typeface.get(path.name) or path.read_bytes()
                yield Output(path.relative_to(self._folder).as_posix(), content)

    def look(self) -> str:
        """Return the site's whole look as one stylesheet, its typeface inside: for a page that needs nothing else."""
        sheet = (self._folder / "assets/thread.css").read_text(encoding="utf-8")
        own = re.findall(r"<style>(.*?)</style>", self._chrome, re.DOTALL)
        return _FONT.sub(self._font, sheet) + "".join(own)

    def _font(self, asked: re.Match[str]) -> str:
        path = self._folder / "assets" / asked[1]
        font = b64encode(self._typeface.get(path.name) or path.read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    def way_to_root(self, path: str) -> str:
        """Return the path by which links on a page reach the site's root: `./`, `../`, `../../`.

        The page for a wrong address is shown at any depth, so it starts from the host.
        """
        if path == "404.html":
            return urlsplit(self.address).path or "/"
        return "../" * path.count("/") or "./"

    def _frame(self, page: Page) -> list[str]:
        """Cut the chrome, its links fitted to the page's depth and its menu marked: text, slot, text, slot …"""
        base = self.way_to_root(page.path)
        here = "page" if page.path in ("", f"{page.tab}/") else "true"
        key = (base, page.tab, "search" if page.path == SEARCH_PATH else here)
        if key not in self._frames:
            html = _BASE.sub(rf'\1="{base}', _EMPTY.sub("", self._chrome))
            tab = f'class="gt-tabs__link" href="{base}{"" if page.tab == "home" else page.tab + "/"}"'
            html = html.replace(tab, f'{tab} aria-current="{here}"') if page.tab else html
            policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(html, page.path)}">'
            html = html.replace("<head>", f"<head>\n    {policy}", 1)
            self._frames[key] = _SLOT.split(html)
        return self._frames[key]

    def _body(self, page: Page) -> str:
        """Put the list of sections below the page's heading."""
        if not page.contents:
            return page.body
        items = "".join(
            self._item.replace("#gt-section", f"#{escape(name)}").replace("gt-section", escape(words))
            for name, words in page.contents
        )
        end = "</header>" if page.body.lstrip().startswith("<header") else "</h1>"
        before, mark, after = page.body.partition(end)
        return before + mark + self._contents.replace("[[gt:item]]", items) + after

    @staticmethod
    def _edit_link(page: Page) -> str:
        return f'<p class="gt-edit"><a href="{escape(page.edit)}">Edit this page</a></p>' if page.edit else ""


def file_of(path: str) -> str:
    """Name the file of an address: a folder's is its `index.html`."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def _digest(root: Path) -> str:
    """Make one short name for all that the shell is made from."""
    digest = sha256(_versions().encode())
    theme = root / mkdocs_shell.THEME
    for path in (Path(mkdocs_shell.__file__), root / mkdocs_shell.SETTINGS, *sorted(theme.rglob("*"))):
        if path.is_file():
            name = path.relative_to(theme).as_posix() if path.is_relative_to(theme) else path.name
            content = path.read_bytes()
            digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _versions() -> str:
    """Name the versions of MkDocs and its themes, from their folders: to import them or to ask pip takes longer."""
    spec = find_spec("mkdocs")
    packages = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    return " ".join(sorted(path.name for path in packages.glob("mkdocs*.dist-info")))


def _make(root: Path, folder: Path) -> None:
    """Make the shell beside its place and move it there, so that a half-made one is never used."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix=".shell-", dir=folder.parent))
    try:
        mkdocs_shell.make(root, half)
        keep(half / _DIGESTS, json.dumps(_digests(half)).encode())
        for old in folder.parent.glob("shell-*"):
            shutil.rmtree(old, ignore_errors=True)
        half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    """Whether a kept shell has exactly the files, byte for byte, that it was made with."""
    try:
        return bool(json.loads(take(folder / _DIGESTS) or b"null") == _digests(folder))
    except (OSError, ValueError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a shell by its path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _DIGESTS
    }


def _cut(html: str, name: str) -> tuple[str, str]:
    """Take the first piece between the marks `gt:name` out and leave its slot there."""
    opening, closing = f"<!--gt:{name}-->", f"<!--/gt:{name}-->"
    before, _, rest = html.partition(opening)
    piece, _, after = rest.partition(closing)
    return f"{before}[[gt:{name}]]{after}", piece


def _tidy(html: str) -> str:
    """Take out the empty lines that templates leave."""
    return re.sub(r"\n\s*\n", "\n", html)


def _search_facts(facts: Mapping[str, str] | None) -> str:
    """Write what a search result shows and filters by, where Pagefind reads it; several statuses are parted by `; `."""
    shown = {name: value for name, value in (facts or {}).items() if value}
    metas = [
        f'<meta name="gt:{escape(name)}" content="{escape(value)}" data-pagefind-meta="{escape(name)}[content]">'
        for name, value in shown.items()
    ]
    filters = [
        f'<meta name="gt:filter" content="{escape(one)}" data-pagefind-filter="{escape(name)}[content]">'
        for name, value in shown.items()
        if name != "title"
        for one in value.split("; ")
    ]
    return "".join(metas + filters)


def _policy(html: str, path: str) -> str:
    """Return the policy on what a browser may load and run: our own files, and what is inside the chrome, by its hash.

    `docs/decisions/shell.md` gives the reasons; the search page alone may run Pagefind's WebAssembly.
    """
    scripts = ["'self'", *_hashes(html, "script"), *(["'wasm-unsafe-eval'"] if path == SEARCH_PATH else [])]
    styles = ["'self'", *_hashes(html, "style")]
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {' '.join(styles)}; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'self'"
    )


def _hashes(html: str, element: str) -> list[str]:
    """Hash what is inside the chrome's own `script` or `style` elements."""
    inside = re.findall(rf"<{element}(?![^>]*\ssrc=)[^>]*>(.*?)</{element}>", html, re.DOTALL)
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside]
