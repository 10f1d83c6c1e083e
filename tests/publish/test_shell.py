from __future__ import annotations

import re
import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath

import pytest

from goldenthread.common.output import Page
from goldenthread.publish.face import Face
from goldenthread.publish.mkdocs_shell import CannotMakeShell
from goldenthread.publish.shell import Shell, file_of

pytestmark = pytest.mark.slow

SETTINGS = "mkdocs.yml"
THEME = "templates/theme"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shell(root: Path, cache: Path) -> Shell:
    return Shell.load(root, cache)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Give a repository of its own, with the real theme and settings, to change."""
    shutil.copytree(root / THEME, tmp_path / THEME)
    shutil.copy(root / SETTINGS, tmp_path / SETTINGS)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def a_page(path: str = "reviews/2031-finance/", **more: object) -> Page:
    words = {
        "title": "Finance review",
        "description": "What peers saw.",
        "body": "<h1>Finance review</h1><p>Text</p>",
    }
    return Page(path=path, **{**words, "tab": "reviews", **more})  # type: ignore[arg-type] # words go to words


def poured(shell: Shell, page: Page) -> str:
    return shell.pour(page).content.decode()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its caller's)
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def links(html: str) -> list[str]:
    parser = _Links()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("reviews/", "reviews/index.html"),
        ("reviews/2031-finance/recommendations/7/", "reviews/2031-finance/recommendations/7/index.html"),
        ("404.html", "404.html"),
    ],
)
def test_an_address_becomes_a_file(shell: Shell, path: str, file: str) -> None:
    assert file_of(path) == file
    assert shell.pour(a_page(path)).path == file


@pytest.mark.parametrize("path", ["", "reviews/", "reviews/2031-finance/recommendations/7/"])
def test_every_link_of_the_chrome_reaches_its_place_from_every_depth(shell: Shell, path: str) -> None:
    reached = {
        normpath(join("/", path, link))
        for link in links(poured(shell, a_page(path)))
        if not link.startswith("#")
    }
    assert {"/", "/reviews", "/cabinet-reports", "/search", "/accessibility", "/open-data"} <= reached
    assert {
        f"/{asset.path}" for asset in shell.assets() if asset.path.endswith((".css", "thread.js"))
    } <= reached


def test_the_page_for_a_wrong_address_works_at_any_depth(shell: Shell, copy: Path, tmp_path: Path) -> None:
    assert all(link.startswith(("/", "#")) for link in links(poured(shell, a_page("404.html"))))
    change(copy / SETTINGS, 'site_url: ""', "site_url: https://ambleford.example/reviews/")
    below = Shell.load(copy, tmp_path / "cache")
    found = links(poured(below, a_page("404.html")))
    assert "/reviews/assets/thread.css" in found
    assert all(link.startswith(("/reviews/", "#", "https://ambleford.example/")) for link in found)


def test_the_words_of_a_page_are_poured_in_and_kept_from_being_markup(shell: Shell) -> None:
    html = poured(
        shell, a_page(title="Roads & <b>bridges", description='Says "no"', body="<h1>R</h1><p>Body.</p>")
    )
    assert "<title>Roads &amp; &lt;b&gt;bridges – " in html
    assert '<meta name="description" content="Says &quot;no&quot;">' in html
    assert "<h1>R</h1><p>Body.</p>" in html
    assert "[[gt:" not in html
    assert "<!--" not in html
    assert "gt-stub" not in html


def test_a_page_that_looks_like_a_slot_stays_as_it_is(shell: Shell) -> None:
    assert "<p>[[gt:title]] {{ 7*7 }}</p>" in poured(
        shell, a_page(body="<h1>R</h1><p>[[gt:title]] {{ 7*7 }}</p>")
    )


def test_the_home_page_is_titled_by_the_site_alone(shell: Shell) -> None:
    assert f"<title>{shell.name}</title>" in poured(shell, a_page("", tab="home"))


@pytest.mark.parametrize(
    ("path", "tab", "marked"),
    [
        ("reviews/", "reviews", '<a class="gt-tabs__link" href="../reviews/" aria-current="page">'),
        ("reviews/x/", "reviews", '<a class="gt-tabs__link" href="../../reviews/" aria-current="true">'),
        ("", "home", '<a class="gt-tabs__link" href="./" aria-current="page">'),
    ],
)
def test_the_menu_says_where_you_are(shell: Shell, path: str, tab: str, marked: str) -> None:
    html = poured(shell, a_page(path, tab=tab))
    assert marked in html
    assert html.count("aria-current") == 1


def test_a_page_outside_the_menu_marks_nothing(shell: Shell) -> None:
    assert "aria-current" not in poured(shell, a_page("search/", tab=""))


def test_the_sections_of_a_page_are_listed_below_its_heading(shell: Shell) -> None:
    body = "<header class='gt-head'><h1>R</h1><p>Lead</p></header><h2 id='s-a'>A</h2>"
    html = poured(shell, a_page(body=body, contents=(("s-a", "Aims & ends"), ("s-b", "Costs"))))
    assert html.index("Lead") < html.index('<a href="#s-a">Aims &amp; ends</a>') < html.index("<h2 id='s-a'>")
    assert '<a href="#s-b">Costs</a>' in html
    assert html.count('aria-label="On this page"') == 1
    assert "On this page" not in poured(shell, a_page(body=body))


def test_search_reads_only_the_pages_that_want_to_be_found(shell: Shell) -> None:
    html = poured(shell, a_page(search={"kind": "Review", "status": ""}))
    assert "<article data-pagefind-body " in html
    assert '<meta name="gt:kind" content="Review" data-pagefind-meta="kind[content]">' in html
    assert '<meta name="gt:filter" content="Review" data-pagefind-filter="kind[content]">' in html
    assert "gt:status" not in html
    assert "data-pagefind" not in poured(shell, a_page())


def test_a_page_can_be_edited_where_it_says_where(shell: Shell) -> None:
    address = "https://example.org/ambleford/reviews/edit/main/data/reviews/2031-finance.yml"
    assert f'<a href="{address}">Edit this page</a>' in poured(shell, a_page(edit=address))
    assert "Edit this page" not in poured(shell, a_page())


def policy_of(html: str) -> dict[str, list[str]]:
    found = re.search(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    assert found, "the policy must come before anything that it should govern"
    return {part.split()[0]: part.split()[1:] for part in found[1].split(";")}


def test_the_policy_allows_our_own_files_and_nothing_else(shell: Shell) -> None:
    policy = policy_of(poured(shell, a_page()))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["base-uri"] == ["'none'"]
    assert {word for words in policy.values() for word in words if not word.startswith("'sha256-")} == {
        "'none'",
        "'self'",
        "data:",
    }
    assert policy_of(poured(shell, a_page("search/")))["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_what_the_chrome_has_inside_is_allowed_by_its_hash_and_what_a_page_has_is_not(
    copy: Path, tmp_path: Path
) -> None:
    change(
        copy / "templates/theme/base.html",
        "{% block extrahead %}",
        "<script>tick('../..')</script>{% block extrahead %}",
    )
    body = "<h1>R</h1><script>steal()</script>"
    html = poured(Shell.load(copy, tmp_path / "cache"), a_page(body=body))

    def hashed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    assert hashed("tick('../..')") in policy_of(html)["script-src"]
    assert hashed("steal()") not in policy_of(html)["script-src"]
    assert policy_of(html)["style-src"] == ["'self'", hashed(":root{--gt-accent:#0f4c52}")]


def test_the_same_page_gives_the_same_bytes(root: Path, shell: Shell, tmp_path: Path) -> None:
    again = Shell.load(root, tmp_path)
    assert again.pour(a_page()) == shell.pour(a_page())
    assert list(again.assets()) == list(shell.assets())


def test_only_what_pages_use_is_published(shell: Shell) -> None:
    names = {asset.path for asset in shell.assets()}
    assert {name for name in names if name.endswith((".css", ".js"))} == {
        "assets/thread.css",
        "assets/thread.js",
        "assets/search.js",
        "assets/filter.js",
    }
    css = next(asset.content.decode() for asset in shell.assets() if asset.path == "assets/thread.css")
    assert "@import" not in css
    assert {f"assets/{name}" for name in re.findall(r'url\("(fonts/[^"]+)"\)', css)} <= names
    assert not re.search(r"url\([\"']?(https?:)?//", css)


def test_a_shell_is_made_once_and_then_taken_from_the_cache_without_mkdocs(
    root: Path, cache: Path, shell: Shell
) -> None:
    script = (
        "import sys; from pathlib import Path; from goldenthread.publish.shell import Shell; "
        f"Shell.load(Path({str(root)!r}), Path({str(cache)!r})); "
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'mkdocs', 'material', 'jinja2', 'markdown'}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout == "[]\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SETTINGS, "Dorset Council", "Ambleford Council"),
        ("templates/theme/assets/thread.css", "#ffffff", "#fffffe"),
        ("templates/theme/partials/footer.html", "Printed", "Put on paper"),
    ],
)
def test_a_changed_theme_or_setting_makes_a_new_shell(
    copy: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    first = Shell.load(copy, tmp_path / "cache")
    change(copy / file, old, new)
    second = Shell.load(copy, tmp_path / "cache")
    everything = poured(second, a_page()) + "".join(
        asset.content.decode() for asset in second.assets() if asset.path.endswith(".css")
    )
    assert new in everything
    assert poured(first, a_page()) != poured(second, a_page()) or file.endswith(".css")
    assert len(list((tmp_path / "cache").iterdir())) == 1, "the old shell is taken away"


@pytest.mark.parametrize(
    ("file", "words", "said", "where"),
    [
        (
            SETTINGS,
            ('"#0f4c52"', '"#ffcc00"'),
            "too pale for white text: the contrast is 1.5 to 1",
            "mkdocs.yml:{line}:",
        ),
        (SETTINGS, ('"#0f4c52"', "teal"), "“teal” is not a colour", "mkdocs.yml:{line}:"),
        (SETTINGS, ("name: material", "name: marble"), "Unrecognised theme name: 'marble'", "mkdocs.yml:1"),
        (SETTINGS, ("nav:", "nav: ["), 'in "mkdocs.yml", line', "mkdocs.yml:{next}:"),
        (f"{THEME}/base.html", ("{% endblock %}", ""), "'endblock'", f"{THEME}/base.html:"),
        (f"{THEME}/assets/thread.css", ("main.57a0d79d", "main.0"), "no file main.0.min.css", "mkdocs.yml:1"),
    ],
)
def test_a_look_that_cannot_be_made_is_told_in_a_sentence(
    copy: Path, file: str, words: tuple[str, str], said: str, where: str
) -> None:
    line = (copy / file).read_text("utf-8").partition(words[0])[0].count("\n") + 1
    change(copy / file, *words)
    with pytest.raises(CannotMakeShell) as raised:
        Shell.load(copy, copy / "cache")
    assert said in raised.value.problem.what
    assert str(raised.value.problem.place).startswith(where.format(line=line, next=line + 1))
    assert not list((copy / "cache").iterdir()), "nothing half-made is left"


def test_the_council_s_own_name_colour_and_crest_stand_in_place_of_those_of_mkdocs(shell: Shell) -> None:
    face = Face(
        "Ambleford Council: reviews & actions", "https://reviews.example.org/", "#7a1f3d", "files/crest.svg"
    )
    dressed = shell.dressed(face)
    html = poured(dressed, a_page())
    assert "Dorset" not in html
    assert html.count("Ambleford Council: reviews &amp; actions") >= 3
    assert "<style>:root{--gt-accent:#7a1f3d}</style>" in html
    assert '<img class="gt-brand__logo gt-brand__logo--own" src="../../files/crest.svg" alt=""' in html
    assert ":root{--gt-accent:#7a1f3d}" in dressed.look()
    assert "Dorset" in poured(shell, a_page())


def test_header_and_footer_lead_to_the_council_s_own_website_and_say_the_day(shell: Shell) -> None:
    link = '<a href="https://www.ambleford.example/">Ambleford Council website</a>'
    face = Face("A", "", "#7a1f3d", "", website=link, day="<p>As at 10 January 2032.</p>", absent=("guide/",))
    html = poured(shell.dressed(face), a_page())
    header, footer = html.partition("</header>")[0], html.partition('<footer class="gt-footer"')[2]
    assert link in header
    assert "As at 10 January 2032." in footer
    for words in ("Contact", "Report a problem", "Get updates", "Privacy and cookies", "Open data"):
        assert f">{words}</a></li>" in footer
    assert "guide/" not in footer
    assert ">Guide for editors</a>" in poured(shell, a_page())


def test_no_script_sets_a_cookie_as_the_page_on_privacy_says(shell: Shell) -> None:
    scripts = [asset.content.decode() for asset in shell.assets() if asset.path.endswith(".js")]
    assert len(scripts) == 3
    assert not [script for script in scripts if "cookie" in script.lower()]
