from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import ROOT

from goldenthread.markdown.render import (
    flow,
    inline,
    number_after,
    numbered,
    plain,
    pointed,
    reference,
    render,
    without_references,
)


class Seen(HTMLParser):
    """Collects what a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,AAAA)",
    "[x](feed:javascript:alert(1))",
    "![x](https://elsewhere.example/x.png)",
    "<javascript:alert(1)>",
    '[x](https://a.example "\\" onmouseover=alert(1)")',
    "| a |\n|---|\n| <b onclick=x>b</b> |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_gets_through(text: str) -> None:
    seen = Seen(render(text))
    assert not {"script", "img", "b", "iframe"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert all(v.startswith(("https:", "mailto:", "http:")) for n, v in seen.attributes if n == "href")


@pytest.mark.slow
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_stays_text(text: str) -> None:
    seen = Seen(render(text))
    allowed = {
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "code",
        "pre",
        "br",
        "hr",
    }
    assert set(seen.tags) <= allowed | {"blockquote", "table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(alphabet="abc XYZ.,;:’()£%0123456789\n", max_size=80))
def test_plain_prose_means_the_same_by_the_short_way_and_by_the_long_one(text: str) -> None:
    short, long = Seen(render(text)), Seen(numbered(text, ""))
    assert short.tags == long.tags
    assert short.text.split() == long.text.split()


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from(
            [*"abc Z.,;:’()£%019-–_*'", "**", "**b**", " **two words** ", "\n", "\n\n", "1. ", "_c_", "word "]
        ),
        max_size=24,
    ).map("".join)
)
def test_paragraphs_with_words_in_bold_mean_the_same_by_the_short_way_and_by_the_long_one(text: str) -> None:
    assert unescape(render(text)) == unescape(numbered(text, ""))


def test_words_between_underscores_are_stressed_alone_as_beside_other_marks() -> None:
    assert render("see _this_ now") == "<p>see <em>this</em> now</p>\n"
    assert render("a_b_c.pdf").strip() == "<p>a_b_c.pdf</p>"


def test_marked_paragraphs_are_numbered_and_others_are_not() -> None:
    text = "#. First.\n\n- a point\n\nNo number here.\n\n### #. A heading\n\n#. Third."
    html = numbered(text, "10.3")
    assert '<p class="numbered" id="p-10-3"><span class="number">10.3</span> First.</p>' in html
    assert "<p>No number here.</p>" in html
    assert '<span class="number">10.4</span> A heading</h3>' in html
    assert '<span class="number">10.5</span> Third.</p>' in html
    assert number_after(text, "10.3") == "10.6"


def test_numbers_run_through_a_paper_and_a_printed_number_is_counted_on_from() -> None:
    text = "#. First.\n\n#17. As printed.\n\n#. Next.\n\n#18a. Put in later.\n\n#. Last."
    assert [n for n in Seen(numbered(text, "4")).text.replace(".", " ").split() if n[0].isdigit()] == [
        *("4", "17", "18", "18a", "19")
    ]
    assert number_after(text, "4") == "20"
    assert '<p class="numbered" id="p-17">' in numbered(text, "4")


def test_a_cross_reference_leads_where_it_is_told_or_stands_as_words() -> None:
    html = render("See [action 7](site:action-plans/a/actions/7/) and [the law](https://law.example/a&b).")
    assert '<a href="../action-plans/a/actions/7/">action 7</a>' in pointed(html, lambda url: f"../{url}")
    nowhere = pointed(html, lambda _: None)
    assert "See action 7 and <a" in nowhere
    assert 'href="https://law.example/a&amp;b"' in nowhere


def test_plain_words_of_a_link_are_its_words() -> None:
    text = "See [action 7 of the \\[new\\] plan](site:action-plans/a/actions/7/) and [the law](https://law.example/)."
    assert without_references(text) == ("See action 7 of the [new] plan and [the law](https://law.example/).")
    assert plain("**See** [action 7](site:x/)\nnow") == "See action 7 now"


def test_a_number_mark_without_a_section_is_left_as_it_was_typed() -> None:
    assert "#. First" in render("#. First")


def test_headings_go_down_to_their_place_and_have_an_address() -> None:
    assert render("## Next steps", 1) == '<h3 id="s-next-steps">Next steps</h3>\n'


def test_braces_are_words() -> None:
    assert inline("{{ 7*7 }} and {% if %}") == "{{ 7*7 }} and {% if %}"


def test_one_paragraph_fits_into_a_line() -> None:
    assert inline("Some **bold** words\nover two lines") == "Some <strong>bold</strong> words\nover two lines"


def test_a_table_of_the_guide_has_a_caption_and_a_heading_in_each_row() -> None:
    html = reference("## Review\n\n| Field | What it is |\n|---|---|\n| `id` | Its *name* |\n")
    assert '<caption class="gt-hidden">Review</caption>' in html
    assert '<th scope="row" role="rowheader"><span><code>id</code></span></th>' in html
    assert '<td role="cell" data-label="What it is"><span>Its <em>name</em></span></td>' in html
    assert html.count("<th") - html.count("<thead") == 3


@pytest.mark.parametrize("page", sorted((ROOT / "content/guide").glob("*.md")), ids=lambda page: page.stem)
def test_every_table_of_the_guide_has_a_name_and_row_headings(page: Path) -> None:
    """A screen reader lists tables by their names: M10 of the audit found 129 without one."""
    title, _, text = page.read_text("utf-8").removeprefix("# ").partition("\n")
    for table in re.findall(r"<table.*?</table>", reference(text, title), re.DOTALL):
        assert "<caption" in table
        assert table.count("<tr") == 1 + table.count('<th scope="row"')


# Lists whose marks are typed within a paragraph


def items(text: str) -> list[tuple[str, str]]:
    return re.findall(
        r"<li><span class=\"(?:letter|number)\">(.*?)</span> (.*?)</li>", render(text), re.DOTALL
    )


@pytest.mark.parametrize(
    "marks",
    [
        ("a.", "b."),
        ("a)", "b)"),
        ("(a)", "(b)", "(c)"),
        ("(1)", "(2)"),
        ("2.1", "2.2"),
        ("9.9.", "9.10."),
        ("i.", "ii.", "iii."),
        ("(h)", "(i)", "(j)"),
        ("(iv)", "(v)"),
    ],
    ids=" ".join,
)
def test_lines_marked_in_sequence_are_a_list_that_keeps_its_marks(marks: tuple[str, ...]) -> None:
    lines = [f"{mark} It costs £{place}m" for place, mark in enumerate(marks, start=1)]
    found = [(mark, f"It costs £{place}m") for place, mark in enumerate(marks, start=1)]
    assert items("\n".join(lines)) == found
    html = render("Cabinet is asked to note that:\n" + "\n".join(lines))
    assert html.startswith("<p>Cabinet is asked to note that:</p>\n<ol ")
    assert items("Cabinet is asked to note that:\n" + "\n".join(lines)) == found


def test_a_line_without_a_mark_goes_on_with_the_item_before() -> None:
    assert items("(1) one\nand *more*\n(2) **two** [words](https://a.example)") == [
        ("(1)", "one\nand <em>more</em>"),
        ("(2)", '<strong>two</strong> <a href="https://a.example">words</a>'),
    ]


def test_one_list_within_another_keeps_both_marks() -> None:
    marks = [mark for mark, _ in items("(a) first\n(i) here\n(ii) there\n(b) last")]
    assert marks == ["(a)", "(i)", "(ii)", "(b)"]


@pytest.mark.parametrize(
    "text",
    [
        "The rate is\n2.1 per cent, and\nlast year it was\n4.5 per cent.",
        "It names schedule\n(a) alone.",
        "See e.g. part\na. of it.",
        "so.\nto. the end",
    ],
)
def test_what_begins_a_line_by_chance_is_no_list(text: str) -> None:
    assert render(text) == f"<p>{text}</p>\n"


def test_a_list_in_a_cell_or_an_item_has_no_empty_paragraph() -> None:
    assert flow("(a) one\n(b) two").startswith('<ol class="gt-points" role="list">')
    assert "<p></p>" not in render("- (a) one\n  (b) two")
