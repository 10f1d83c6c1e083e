"""Pictures that cannot be shown safely are told before anything is drawn."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from council import Council
from expected_text import Expected

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'

HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def jpeg(width: int, height: int) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc2\x00\x0b\x08"
        + struct.pack(">HH", height, width)
        + b"\x03\x01"
    )


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


def test_every_fault_of_a_picture_is_told_and_sound_ones_are_not(
    council: Council, expected: Expected
) -> None:
    pictures = {
        "sound.png": png(3_000, 2_000),
        "sound.jpeg": jpeg(4_000, 3_000),
        "sound.svg": SVG.format(
            '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use xlink:href="#g"/>'
        ).encode(),
        "bomb.png": png(13_000, 13_000),
        "bomb.jpg": jpeg(20_000, 10_000),
        "none.png": b"GIF89a",
        "none.svg": b"<html/>",
        "torn.svg": b"<svg",
        "grows.svg": b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "script.svg": SVG.format("<script>alert(1)</script>").encode(),
        "click.svg": SVG.format('<rect onclick="go()"/>').encode(),
        "link.svg": SVG.format('<a xlink:href="https://elsewhere.example/"><rect/></a>').encode(),
        "page.svg": SVG.format("<foreignObject/>").encode(),
        "fetch.svg": SVG.format('<rect style="fill: url(https://elsewhere.example/x)"/>').encode(),
        "style.svg": SVG.format("<style>@import 'https://elsewhere.example/x.css';</style>").encode(),
        "refresh.svg": SVG.format(
            f'<h:meta {HTML} http-equiv="refresh" content="0;url=//e.example"/>'
        ).encode(),
        "image.svg": SVG.format(f'<h:img {HTML} src="//e.example/x.png"/>').encode(),
        "film.svg": SVG.format(f"<g><h:video {HTML}/></g>").encode(),
        "escape.svg": SVG.format(r'<rect style="fill: \75rl(//e.example/x)"/>').encode(),
        "escaped-import.svg": SVG.format(r"<style>@\69mport '//e.example/x.css';</style>").encode(),
        "set.svg": SVG.format("<style>g { mask: image-set('//e.example/x' 1x) }</style>").encode(),
        "wide.svg": (
            '<?xml version="1.0" encoding="UTF-16"?><?xml-stylesheet href="//e.example/x.css"?>'
            + SVG.format("")
        ).encode("utf-16"),
        "words.svg": SVG.format("<text>Savings</text>").encode(),
    }
    for name, content in pictures.items():
        (council.root / "content/files" / name).write_bytes(content)
    expected(council.said())
