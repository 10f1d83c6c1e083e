"""The crest and colour of a council's papers: what is said when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council

from goldenthread.common.contrast import contrast_on_white

FILE = "data/council.yml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "crest: crest.svg",
            "crest: arms.svg",
            f"{FILE}:12:8  error: There is no file content/files/arms.svg. "
            "Put the file there, or correct its name. [file-not-there]",
        ),
        (
            "crest: crest.svg",
            "crest: crest.pdf",
            f"{FILE}:12:8  error: The crest crest.pdf is not a picture that can be drawn. "
            "Put an SVG, PNG or JPEG file into content/files/, and write its name alone. [crest-not-a-picture]",
        ),
        (
            'colour: "#7a1f3d"',
            "colour: dark red",
            f"{FILE}:14:9  error: “dark red” is not a colour. "
            "Write # and six digits in quotes, such as “#0f4c52”. [colour-unknown]",
        ),
        (
            'colour: "#7a1f3d"',
            'colour: "#7ac0d0"',
            f"{FILE}:14:9  error: The colour #7ac0d0 is too pale for headings on white: their contrast is 2.0 to 1. "
            "Choose a darker one; 4.5 to 1 is the least that people with weak sight can read. [colour-too-pale]",
        ),
    ],
)
def test_a_face_that_cannot_be_drawn_is_told(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert Council(tmp_path / "c").change(FILE, old, new).said() == [said]


def test_contrast_is_worked_out_as_the_guidelines_do() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast_on_white("123456") is None
