"""The site's own typeface: its files are those that the script makes, and its zero is a plain one."""

from __future__ import annotations

import importlib.util
from io import BytesIO
from types import ModuleType

import pytest
from fontTools.pens.areaPen import AreaPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from paths import ROOT


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_typeface", ROOT / "scripts/make_typeface.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_files_are_those_that_the_script_makes_of_the_pinned_package(script: ModuleType) -> None:
    made = {f"text-{face}.woff2": raw for face, raw in script.faces(script.OWN, plain_zero=True).items()}
    assert {path.name: path.read_bytes() for path in script.OWN_FOLDER.glob("*.woff2")} == made


def test_only_the_zero_is_drawn_anew_and_nothing_moves(script: ModuleType) -> None:
    for face, raw in script.faces(script.OWN).items():
        before = TTFont(BytesIO(raw))
        after = TTFont(script.OWN_FOLDER / f"text-{face}.woff2")
        assert {name: wide for name, (wide, _) in before["hmtx"].metrics.items()} == {
            name: wide for name, (wide, _) in after["hmtx"].metrics.items()
        }
        same = [name for name in before.getGlyphOrder() if before["glyf"][name] == after["glyf"][name]]
        assert set(before.getGlyphOrder()) - set(same) == {"zero"}
        assert (before["glyf"]["zero"].numberOfContours, after["glyf"]["zero"].numberOfContours) == (3, 2)
        assert 0.6 < area(after) / area(before) < 0.95, (
            "without the slash there is less ink, and a hole is left"
        )


def area(font: TTFont) -> float:
    pen = AreaPen(font.getGlyphSet())
    font.getGlyphSet()["zero"].draw(pen)
    return abs(float(pen.value))
