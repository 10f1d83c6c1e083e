"""Writing and checking packs: whole or not at all, the same bytes again, and no harm from what strangers send."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import zipfile
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from small_pack import DAY, FACTS, FILES, write

from goldenthread.common.output import Output
from goldenthread.publish import pack_files as writing
from goldenthread.publish.pack_files import MOST_FILES, CannotPack, NoPack, Packed, check_pack, write_pack
from goldenthread.publish.staging import as_json, digest

# How it is written


def test_folder_and_zip_hold_the_same_and_the_manifest_says_of_what_it_is(tmp_path: Path) -> None:
    packed = write(tmp_path / "new" / "packs")
    with zipfile.ZipFile(packed.zip) as archive:
        assert archive.namelist() == ["a/a.html", "a/a.pdf", "a/appendices/b.csv", "a/manifest.json"]
        for name in archive.namelist():
            assert archive.read(name) == (packed.folder.parent / name).read_bytes()
    assert json.loads((packed.folder / "manifest.json").read_bytes()) == {
        **FACTS,
        "pack": "a",
        "files": {f.path: {"bytes": len(f.content), "sha256": sha256(f.content).hexdigest()} for f in FILES},
    }
    assert sorted(path.name for path in packed.folder.parent.iterdir()) == ["a", "a.zip"]


def test_the_same_files_give_the_same_bytes_at_any_time_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write(tmp_path / "one").zip.read_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    old = os.umask(0o077)
    try:
        other = write(tmp_path / "other", FILES[::-1]).zip.read_bytes()
    finally:
        os.umask(old)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2032, 1, 10, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {stat.filemode(entry.external_attr >> 16) for entry in archive.infolist()} == {"-rw-r--r--"}


def test_a_new_pack_takes_the_place_of_the_old_one_and_of_nothing_else(tmp_path: Path) -> None:
    write(tmp_path)
    packed = write(tmp_path, [Output("a.pdf", b"new")])
    assert sorted(path.name for path in packed.folder.iterdir()) == ["a.pdf", "manifest.json"]
    assert check_pack(packed.zip).differences == ()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(CannotPack, match="holds files that are not a pack, so nothing was written there"):
        write_pack("b", FILES, FACTS, DAY, tmp_path)
    assert (tmp_path / "b" / "mine.txt").read_text("utf-8") == "mine"


def test_when_the_disk_fails_the_old_pack_stays_and_nothing_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "flush", fail)
    with pytest.raises(
        CannotPack, match=r"No space left on device\. The files that were there have not changed\."
    ):
        write(tmp_path, [Output("a.pdf", b"new")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.zip"]
    assert check_pack(tmp_path / "a").differences == check_pack(tmp_path / "a.zip").differences == ()


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".staging-a-1").mkdir()
    (tmp_path / ".staging-a.zip-1").write_bytes(b"half")
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.zip"]


# How it is checked


def zipped(path: Path, files: dict[str, bytes], change: dict[str, dict[str, int]] | None = None) -> Path:
    """Write a zip as somebody else might, with fields of its entries changed."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            for field, value in (change or {}).get(name, {}).items():
                setattr(entry, field, value)
            archive.writestr(entry, content)
    return path


@pytest.fixture
def packed(tmp_path: Path) -> Packed:
    return write(tmp_path / "packs")


def contents(packed: Packed) -> dict[str, bytes]:
    with zipfile.ZipFile(packed.zip) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_as_it_was_made_is_whole_however_it_was_zipped_again(packed: Packed, tmp_path: Path) -> None:
    again = {"a/": b"", **dict(reversed(contents(packed).items()))}
    flat = {name.removeprefix("a/"): content for name, content in contents(packed).items()}
    for pack in (
        packed.folder,
        packed.zip,
        zipped(tmp_path / "1.zip", again),
        zipped(tmp_path / "2.zip", flat),
    ):
        verdict = check_pack(pack)
        assert (verdict.differences, verdict.seal) == ((), packed.seal)


def differences(pack: Path) -> tuple[tuple[str, str], ...]:
    return check_pack(pack).differences


def test_altered_missing_and_added_files_are_named_in_folder_and_zip(packed: Packed, tmp_path: Path) -> None:
    (packed.folder / "a.pdf").write_bytes(b"Paper")
    (packed.folder / "a.html").unlink()
    (packed.folder / "a.html").symlink_to(packed.folder / "a.pdf")
    (packed.folder / "appendices/b.csv").unlink()
    (packed.folder / "appendices/c.csv").write_bytes(b"")
    expected = (
        ("a.html", "altered"),
        ("a.pdf", "altered"),
        ("appendices/b.csv", "missing"),
        ("appendices/c.csv", "added; it is not part of the pack"),
    )
    assert differences(packed.folder) == expected
    files = {**contents(packed), "a/a.pdf": b"Paper", "a/a.html": b"", "a/appendices/c.csv": b""}
    del files["a/appendices/b.csv"]
    assert differences(zipped(tmp_path / "x.zip", files)) == expected


def test_a_byte_that_turns_in_a_zip_is_found(packed: Packed) -> None:
    content = packed.zip.read_bytes()
    packed.zip.write_bytes(content.replace(b"paper", b"pAper", 1))
    assert differences(packed.zip) == (("a.pdf", "altered"),)


def test_a_pipe_in_a_folder_is_not_waited_for(packed: Packed) -> None:
    (packed.folder / "a.pdf").unlink()
    os.mkfifo(packed.folder / "a.pdf")
    assert differences(packed.folder) == (("a.pdf", "altered"),)


LINK = {"external_attr": (stat.S_IFLNK | 0o777) << 16}
MANIFEST = b'{"pack": "a", "files": {"a.pdf": {"bytes": 1, "sha256": "%s"}}}' % (b"0" * 64)
HOSTILE: dict[str, tuple[dict[str, bytes], str]] = {
    "no manifest": ({"a/a.pdf": b"x"}, "It has no manifest.json"),
    "two manifests": ({"a/manifest.json": MANIFEST, "b/manifest.json": MANIFEST}, "It has no manifest.json"),
    "garbage": ({"manifest.json": b"\xff\x00{"}, "cannot be read"),
    "a list": ({"manifest.json": b"[1]"}, "cannot be read"),
    "files that are none": ({"manifest.json": b'{"pack": "a", "files": [1]}'}, "cannot be read"),
    "a size that is none": ({"manifest.json": MANIFEST.replace(b"1,", b"true,")}, "cannot be read"),
    "a digest that is none": ({"manifest.json": MANIFEST.replace(b"0" * 64, b"0")}, "cannot be read"),
    "a file elsewhere": ({"manifest.json": MANIFEST.replace(b"a.pdf", b"../a.pdf")}, "cannot be read"),
    "a name twice": ({"manifest.json": MANIFEST.replace(b'{"pack"', b'{"pack": "b", "pack"')}, "cannot be read"),
    "brackets without end": ({"manifest.json": b"[" * 200_000}, "cannot be read"),
    "no files": ({"manifest.json": b'{"pack": "a", "files": {}}'}, "names no files"),
    "a site’s manifest": ({"manifest.json": MANIFEST.replace(b'"pack": "a", ', b"")}, "not that of a pack"),
    "a way up": ({"manifest.json": MANIFEST, "../../etc/x": b""}, "not safe to unpack: '../../etc/x'"),
    "a root": ({"manifest.json": MANIFEST, "/etc/x": b""}, "not safe to unpack"),
    "a drive": ({"manifest.json": MANIFEST, "C:\\x": b""}, "not safe to unpack"),
    "a name that turns": ({"manifest.json": MANIFEST, "a\u202efdp.exe": b""}, "not safe to unpack"),
    "one name in two": ({"manifest.json": MANIFEST, "a.pdf": b"", "A.PDF": b""}, "two files of one name: “A.PDF”"),
    "a bomb": ({"manifest.json": MANIFEST, "a.pdf": b"\0" * 2_000_000}, "over 100 times as large"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_a_pack_is_refused_in_words(name: str, tmp_path: Path) -> None:
    files, told = HOSTILE[name]
    pack = zipped(tmp_path / "x.zip", files, {"a.pdf": {"compress_type": zipfile.ZIP_DEFLATED}})
    with pytest.raises(NoPack, match=re.escape(told)):
        check_pack(pack)


def test_links_locks_crowds_giants_and_no_zips_are_refused(tmp_path: Path) -> None:
    def refused(pack: Path) -> str:
        with pytest.raises(NoPack) as reason:
            check_pack(pack)
        return str(reason.value)

    files = {"manifest.json": MANIFEST, "a.pdf": b"/etc/passwd"}
    assert "a link to another place: “a.pdf”" in refused(zipped(tmp_path / "1.zip", files, {"a.pdf": LINK}))
    crowd = {f"{number}.txt": b"" for number in range(MOST_FILES + 1)}
    assert f"no pack has more than {MOST_FILES}" in refused(zipped(tmp_path / "2.zip", crowd))
    locked = zipped(tmp_path / "3.zip", files).read_bytes()
    at = locked.index(b"PK\x01\x02") + 8  # the flags of the first entry in the list at the end
    (tmp_path / "3.zip").write_bytes(locked[:at] + b"\x01" + locked[at + 1 :])
    assert "locked with a password" in refused(tmp_path / "3.zip")
    giant = zipped(tmp_path / "4.zip", files).read_bytes()
    at = giant.index(b"PK\x01\x02") + 24  # the size that the list gives
    (tmp_path / "4.zip").write_bytes(giant[:at] + b"\xff\xff\xff\xef" + giant[at + 4 :])
    assert "Unpacked it would take 4 GB" in refused(tmp_path / "4.zip")
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", locked[: len(locked) // 2]):
        (tmp_path / "5.zip").write_bytes(content)
        assert "neither a folder nor a zip" in refused(tmp_path / "5.zip")
    assert "has no manifest.json" in refused(tmp_path)


def verify(door: ModuleType, capsys: pytest.CaptureFixture[str], *more: object) -> tuple[int, str]:
    code = door.main(["verify", *map(str, more)])
    heard = capsys.readouterr()
    return code, heard.out + heard.err


def test_verify_answers_in_words_and_with_its_ending(
    door: ModuleType, packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = verify(door, capsys, packed.zip, "--seal", packed.seal.upper())
    assert (code, told.splitlines()[-1]) == (0, "Nothing was altered, removed or added: 3 files.")
    code, told = verify(door, capsys, packed.zip)
    assert code == 0
    assert "could have replaced manifest.json too" in told
    code, told = verify(door, capsys, packed.zip, "--seal", "1" * 64)
    assert code == 1
    assert "manifest.json: not the one that was made with the pack" in told
    (packed.folder / "a.pdf").write_bytes(b"Paper")
    code, told = verify(door, capsys, packed.folder)
    assert code == 1
    assert "  a.pdf: altered\n" in told
    assert told.endswith(
        "This is not the pack as it was made. Make it again: .venv/bin/python build.py pack a\n"
    )
    assert verify(door, capsys, packed.folder / "none")[0] == 2
    code, told = verify(door, capsys, packed.folder / "a.pdf")
    assert code == 1
    assert "“a.pdf” is not one of the 0 files kept as published here." in told


def test_one_file_is_held_against_a_manifest(
    door: ModuleType, packed: Packed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "a.pdf"
    copy.write_bytes(b"paper")
    for manifest in (packed.folder, packed.folder / "manifest.json"):
        assert verify(door, capsys, copy, "--against", manifest) == (0, "“a.pdf” is a.pdf, not altered.\n")
    copy.write_bytes(b"Paper")
    code, told = verify(door, capsys, copy, "--against", packed.folder)
    assert code == 1
    assert "“a.pdf” differs from a.pdf: it was altered, or is another version." in told
    assert (
        "is not one of its files"
        in verify(door, capsys, copy.rename(tmp_path / "z"), "--against", packed.folder)[1]
    )
    assert "is not a manifest" in verify(door, capsys, packed.zip, "--against", tmp_path / "z")[1]


def test_a_site_is_held_against_its_manifest_too(
    door: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"<p>Hello</p>")
    (site / "manifest.json").write_bytes(as_json({"index.html": digest(b"<p>Hello</p>")}))
    assert verify(door, capsys, site) == (0, "Nothing was altered, removed or added: 1 file.\n")
    (site / "index.html").write_bytes(b"<p>Goodbye</p>")
    assert verify(door, capsys, site) == (
        1,
        "  index.html: altered\nThis is not the site as it was made. Make it again: .venv/bin/python build.py build\n",
    )
