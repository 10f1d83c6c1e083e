"""Footnotes and pictures of texts, on a page, in print, and where neither can stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.markdown.footnotes import Sheet, picture_file, settled
from goldenthread.markdown.render import inline, numbered, on_sheet


def paper() -> Sheet:
    return Sheet("", in_print=True)


def page() -> Sheet:
    return Sheet("../files/")


# Footnotes


def test_a_note_goes_to_its_call_so_that_a_text_can_be_cut_anywhere() -> None:
    text = "One.[^a]\n\n[^a]: First line\n    and second.\n\n    Further.\n[^b]: Never called.\n\nTwo.[^a]"
    assert settled(text) == (
        "One.^[First line and second. Further.]\n\n[^b]: Never called.\n\nTwo.^[First line and second. Further.]"
    )


def test_the_same_note_is_counted_once_on_a_whole_sheet() -> None:
    sheet = page()
    first = on_sheet("One.[^x] Two.[^y]\n\n[^x]: Here.\n[^y]: There.", sheet)
    second = on_sheet("Three.[^1]\n\n[^1]: There.", sheet)
    assert re.findall(r">(\d)</a>", first + second) == ["1", "2", "2"]
    assert (first + second).count('id="call-2"') == 1
    assert sheet.notes() == [(1, "Here."), (2, "There.")]
    assert sheet.notes() == []


def test_in_print_a_note_stands_where_it_is_called() -> None:
    sheet = paper()
    html = on_sheet("One[^x], two.\n\n[^x]: It is **so**; see [that](https://a.example/).", sheet)
    assert (
        '<p>One<span class="gt-footnote" id="note-1" data-number="1">It is <strong>so</strong>; see '
        '<a href="https://a.example/">that</a>.</span>, two.</p>' in html
    )
    assert sheet.notes() == []


def test_without_a_sheet_a_note_stands_in_brackets() -> None:
    assert inline("One[^x], two.\n\n[^x]: So.") == "One (So.), two."


def test_a_note_may_hold_a_lone_bracket() -> None:
    sheet = page()
    on_sheet("One.[^x]\n\n[^x]: See ] there.", sheet)
    assert sheet.notes() == [(1, "See ] there.")]


@pytest.mark.parametrize("label", ['"onload=x', "<b>", "x'y", "../../x", "elsewhere-7", "1&2", "é"])
def test_no_label_reaches_an_address(label: str) -> None:
    for sheet in (page(), paper()):
        html = on_sheet(f"One.[^{label}]\n\n[^{label}]: Words.", sheet)
        assert set(re.findall(r'(?:id|href)="([^"]*)"', html)) <= {"call-1", "#note-1", "note-1"}
        assert label not in html


@pytest.mark.slow
@given(st.text(alphabet="[]^:! ()\n*ab1", max_size=60))
def test_any_brackets_are_drawn(text: str) -> None:
    for sheet in (page(), paper(), None):
        html = numbered(text, "1.1", 0, sheet)
        assert html.count('class="gt-footnote"') == len(set(re.findall(r'id="note-(\d+)"', html)))


# Pictures


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("map.svg", "map.svg"),
        ("files/map.PNG", "map.PNG"),
        ("../files/map.jpeg", "map.jpeg"),
        ("https://elsewhere.example/map.svg", None),
        ("//elsewhere.example/map.svg", None),
        ("../data/map.svg", None),
        ("map.gif", None),
        ("files/..svg", None),
        ("data:image/svg+xml,x.svg", None),
    ],
)
def test_only_a_picture_of_our_own_is_shown(address: str, name: str | None) -> None:
    assert picture_file(address) == name
    assert ("<img" in on_sheet(f"![A map]({address})", page())) == (name is not None)


def test_a_picture_by_itself_is_a_figure_with_its_caption() -> None:
    text = '![A map of “all” & more](../files/map.svg "Figure 1. Where <b> is")'
    assert on_sheet(text, page()) == (
        '<figure><img src="../files/map.svg" alt="A map of “all” &amp; more">'
        "<figcaption>Figure 1. Where &lt;b&gt; is</figcaption></figure>\n"
    )


def test_a_picture_among_words_or_without_a_sheet_is_told_by_its_words() -> None:
    assert on_sheet("See ![the map](map.svg) here.", page()) == "<p>See the map here.</p>\n"
    assert on_sheet("![The map](map.svg)", None) == "<p>The map</p>\n"


# Tables


def test_many_columns_make_a_table_broad_and_figures_stand_to_the_right() -> None:
    row = "| a | b | c | d | e | f |\n| --- | --- | --- | --- | --- | ---: |\n| 1 | 2 | 3 | 4 | 5 | 6 |"
    html = numbered(row, "")
    assert '<table role="table" class="gt-table gt-table--broad">' in html
    assert '<td role="cell" data-label="f" class="gt-num"><span>6</span></td>' in html
    assert "style" not in html
    assert '<table role="table" class="gt-table">' in numbered("| a | b |\n| - | - |\n| 1 | 2 |", "")


def test_a_footnote_between_fences_is_shown_as_it_is_typed() -> None:
    text = "A.[^1]\n\n```yaml\nB.[^1]\n\n[^1]: C\n```\n\nD\n\n[^1]: words\n"
    assert settled(text).startswith("A.^[words]\n\n```yaml\nB.[^1]\n\n[^1]: C\n```\n\nD")


def test_a_block_of_code_stays_as_it_is_wherever_notes_go() -> None:
    text = "One.[^a] Two.[^a]\n\n[^a]: Words\n```\n[^a] in code\n```\n\n```\nlast [^a]\n```"
    done = settled(text)
    assert "[^a] in code" in done
    assert done.endswith("```\nlast [^a]\n```")
