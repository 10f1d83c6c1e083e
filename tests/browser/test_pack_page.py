"""The page of a pack in a real browser: opened from disk, without a network, and with nothing in anybody's way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page
from test_pack import ID, drawn

__all__ = ["drawn"]  # the fixture
pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("width", "colours"), [(320, "dark"), (1280, "light")])
def test_the_page_opens_from_disk_and_has_no_barrier(
    width: int,
    colours: Literal["light", "dark"],
    drawn: tuple[Path, str],
    visit: Callable[..., Any],
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], list[str]],
) -> None:
    file = drawn[0] / "build/packs" / ID / f"{ID}.html"
    seen = visit(file.as_uri(), width=width, colours=colours, offline=True)
    assert axe(seen.page) == []
    assert too_wide(seen.page) == []
    assert (seen.foreign, seen.troubles) == ([], [])
    faces = "[...document.fonts].filter(face => face.status === 'loaded').length"
    assert seen.page.evaluate(faces) >= 2, "the typeface is in the file"
    assert seen.page.evaluate("document.querySelector('.gt-paper img').naturalWidth") > 0, "so is the picture"
