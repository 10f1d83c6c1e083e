"""Files that are published as they are: what is said when one cannot be used, and what readers are told."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from council import REPORT, REVIEW, TODAY, Council
from drawn_report import body, paper, words
from expected_text import Expected, read_blocks
from paths import ROOT

from goldenthread.messages import load_catalogue
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register.published_files import size_in_words

pytestmark = pytest.mark.slow

LINE = f"{REPORT}:61:11"
GIVEN = "    not_supplied: |\n      The map was not among the papers.\n"
WHERE = "The file of appendix 2, content/files/map.pdf,"


def pdf(
    *, pages: int = 1, tagged: bool = True, font: bool = True, lock: pikepdf.Encryption | None = None
) -> bytes:
    """Make a PDF as somebody else might have made it."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page()
        if font:
            typeface = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=typeface))
    if tagged:
        made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        made.Root.StructTreeRoot = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    out = BytesIO()
    made.save(out, encryption=lock or False, deterministic_id=lock is None)
    return out.getvalue()


GOOD = pdf(pages=3)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def council(
    tmp_path: Path, content: bytes | None, recorded: str | None = None, name: str = "map.pdf"
) -> Council:
    """Give appendix 2 a file, with a digest recorded for it: its own unless another is given."""
    made = Council(tmp_path / "c")
    if content is not None:
        (made.root / "content/files").mkdir(exist_ok=True)
        (made.root / "content/files" / name).write_bytes(content)
    line = f"    file: {name}\n    sha256: {recorded or digest(content or b'')}\n"
    return made.change(REPORT, GIVEN, line)


def carrying(kind: str) -> bytes:
    """Make a PDF with something in it besides its pages."""
    with pikepdf.open(BytesIO(GOOD)) as made:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        if kind == "script":
            made.Root.OpenAction = script
        elif kind == "place":
            made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
        elif kind == "way":
            made.Root.OpenAction = pikepdf.Dictionary(
                S=pikepdf.Name.GoTo, D=pikepdf.Array([made.pages[0].obj])
            )
        elif kind == "file":
            made.attachments["prices.csv"] = b"1,2"
        else:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9]
            )
            made.pages[2].Annots = pikepdf.Array([note])
        out = BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def drawings_that_hold_each_other() -> bytes:
    made = pikepdf.new()
    drawings = [made.make_stream(b"", Subtype=pikepdf.Name.Form) for _ in range(30)]
    inside = pikepdf.Dictionary({f"/D{n}": drawing for n, drawing in enumerate(drawings)})
    for drawing in drawings:
        drawing.Resources = pikepdf.Dictionary(XObject=inside)
    made.add_blank_page().Resources = pikepdf.Dictionary(XObject=inside)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_a_hidden_layer() -> bytes:
    with pikepdf.open(BytesIO(GOOD)) as made:
        layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        out = BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def boxed() -> bytes:
    with pikepdf.open(BytesIO(GOOD)) as made:
        for page in (made.pages[0], made.pages[2]):
            page.Contents = made.make_stream(
                b"BT /F1 12 Tf 72 700 Td (Child B of Elm Road) Tj ET 70 695 140 16 re f"
            )
        out = BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


# A file, or None for none. What is reported of each is in test_attached_files.expected.txt.
CASES: dict[str, bytes | None] = {
    "missing": None,
    "locked by a password": pdf(lock=pikepdf.Encryption(user="pass", owner="word")),
    "locked against copying": pdf(lock=pikepdf.Encryption(owner="word")),
    "no PDF": b"PK a Word file by another name",
    "empty": b"",
    "cut off": GOOD[: len(GOOD) // 3],
    "untagged": pdf(tagged=False),
    "a scan": pdf(tagged=False, font=False),
    "drawings that hold each other": drawings_that_hold_each_other(),
    "a script": carrying("script"),
    "a file in it": carrying("file"),
    "marked words": carrying("Highlight"),
    "comments": carrying("Text"),
    "marks for redaction": carrying("Redact"),
    "hidden layers": with_a_hidden_layer(),
    "earlier versions": GOOD + GOOD[GOOD.rindex(b"startxref") :],
    "words under a box": boxed(),
    "a page to open at": carrying("place"),
    "a way to a page": carrying("way"),
    "links": carrying("Link"),
    "sound": GOOD,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Give one report an appendix of every case, and what check says of each."""
    made = Council(tmp_path_factory.mktemp("all") / "c")
    appendices = []
    for number, (name, content) in enumerate(CASES.items(), start=10):
        appendices.append(f"  - number: {number}\n    title: {name}\n    file: {number}.pdf\n")
        if content is not None:
            appendices.append(f"    sha256: {digest(content)}\n")
            (made.root / f"content/files/{number}.pdf").write_bytes(content)
        appendices.append("\n")
    made.change(REPORT, "background_papers:", "".join(appendices) + "background_papers:")
    said = made.said("error", "warning", "notice")
    return {
        name: [
            line for line in said if f"content/files/{number}.pdf" in line or f"appendix {number}:" in line
        ]
        for number, name in enumerate(CASES, start=10)
    }


@pytest.mark.parametrize("name", CASES)
def test_each_fault_of_a_file_has_its_own_message(
    name: str, told: dict[str, list[str]], expected: Expected
) -> None:
    expected([line.partition("  ")[2] for line in told[name]])


def test_a_fault_is_told_at_the_line_that_names_the_file(tmp_path: Path) -> None:
    (line,) = council(tmp_path, pdf(tagged=False)).said()
    assert line.startswith(LINE)


def test_a_file_that_changed_since_its_digest_was_recorded_is_told_at_the_digest(
    tmp_path: Path, expected: Expected
) -> None:
    expected(council(tmp_path, GOOD, recorded="0" * 64).said())


def test_a_sound_file_with_its_digest_is_not_spoken_of(tmp_path: Path) -> None:
    assert [
        line for line in council(tmp_path, GOOD).said("error", "warning", "notice") if "map" in line
    ] == []
    assert council(tmp_path / "capitals", GOOD, recorded=digest(GOOD).upper()).said() == []


def test_a_digest_that_is_none_and_one_that_is_not_recorded_are_told(
    tmp_path: Path, expected: Expected
) -> None:
    made = council(tmp_path, GOOD, recorded="abc")
    expected(made.said())
    made.change(REPORT, "    sha256: abc\n", "")
    expected([line for line in made.said("notice") if "digest" in line])


def test_papers_that_a_review_stands_on_are_held_to_the_same(tmp_path: Path, expected: Expected) -> None:
    made = Council(tmp_path / "c")
    (made.root / "content/files").mkdir(exist_ok=True)
    (made.root / "content/files/feedback.pdf").write_bytes(pdf(tagged=False))
    file = (made.root / REVIEW).read_text("utf-8")
    title = next(line for line in file.split("documents:")[1].splitlines() if "title:" in line)
    made.change(REVIEW, title + "\n", f"{title}\n    file: feedback.pdf\n")
    expected(made.said())


def test_a_name_that_not_every_computer_takes_is_told(tmp_path: Path, expected: Expected) -> None:
    expected(council(tmp_path, GOOD, name="map?.pdf").said())
    assert council(tmp_path / "plain", GOOD, name="Appendix 2 - Map (final).pdf").said() == []


@pytest.mark.parametrize(
    "name",
    ["page.html", "page.XHTML", "run.js", "set-up.exe", "prices.xlsx", "minutes.docx", "list.ods", "none"],
)
def test_a_kind_of_file_that_can_do_harm_or_hide_something_is_refused(name: str, tmp_path: Path) -> None:
    said = council(tmp_path, b"x", name=name).said("error")
    assert [line for line in said if line.endswith("[file-kind]")] == said


def test_the_kinds_that_can_be_published_are_named(tmp_path: Path, expected: Expected) -> None:
    expected(council(tmp_path, b"x", name="prices.xlsx").said("error"))
    for name in ("prices.csv", "note.TXT"):
        assert council(tmp_path / name, b"x", name=name).said("error") == []


def test_names_that_some_computers_take_for_one_are_told(tmp_path: Path, expected: Expected) -> None:
    made = council(tmp_path, b"1,2", name="map.csv")
    (made.root / "content/files/Map.csv").write_bytes(b"3,4")
    made.change(
        REPORT,
        "background_papers:",
        "  - number: 4\n    title: Other\n    file: Map.csv\n\nbackground_papers:",
    )
    expected(made.said())


def test_page_and_paper_say_what_a_file_is_before_it_is_opened(tmp_path: Path) -> None:
    made = council(tmp_path, GOOD)
    report, env = paper(made), environment(ROOT / "templates")
    said = f"published with this paper: map.pdf (PDF, {size_in_words(len(GOOD))}, 3 pages)."
    assert said in words(body(report, env))
    assert '<a href="../../files/map.pdf">map.pdf</a>' in body(report, env)
    assert said in words(report_html(report, made.content().council, env))


def test_readers_are_told_of_a_file_that_some_cannot_use(tmp_path: Path) -> None:
    env = environment(ROOT / "templates")
    untagged = body(paper(council(tmp_path / "a", pdf(tagged=False))), env)
    assert "This file may not work with a screen reader. Ask the council for another format." in words(
        untagged
    )
    scan = body(paper(council(tmp_path / "b", pdf(tagged=False, font=False))), env)
    assert "This file holds pictures of pages: a screen reader finds no words in it." in words(scan)
    assert "another format" not in words(body(paper(council(tmp_path / "c", GOOD)), env))


def test_a_file_of_a_paper_that_is_held_back_is_not_published(tmp_path: Path) -> None:
    made = council(tmp_path, GOOD)
    (made.root / "urls.lock.yml").unlink(
        missing_ok=True
    )  # nothing is published yet, so anything may be held back
    assert list(made.register(TODAY).files) == ["crest.svg", "map.pdf"]
    made.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2032-02-01\n")
    made.change("data/action-plans/2031-finance.yml", "decided_in: 2031-10-04-finance\n", "")
    assert list(made.register(TODAY).files) == ["crest.svg"]


def test_a_file_is_published_when_a_page_or_the_council_names_it(tmp_path: Path) -> None:
    made = Council(tmp_path / "c")
    (made.root / "content/files").mkdir(exist_ok=True)
    for name in ("form.csv", "a form.csv", "unnamed.csv"):
        (made.root / "content/files" / name).write_bytes(b"x")
    about = made.root / "content/about.md"
    about.write_text(
        about.read_text("utf-8") + "\n[A form](../files/form.csv) [B](../files/a%20form.csv)\n", "utf-8"
    )
    assert sorted(made.register().files) == ["a form.csv", "crest.svg", "form.csv"]


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"), (1_250_000, "1.2 MB")]
)  # fmt: skip
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert size_in_words(size) == said


def test_every_message_about_an_attached_file_is_seen_here() -> None:
    seen = "\n".join(read_blocks(Path(__file__).with_suffix(".expected.txt")).values())
    codes = [code for code in load_catalogue() if code.startswith("file-") and code != "file-missing"]
    assert [code for code in codes if f"[{code}]" not in seen] == []


def test_a_report_with_an_exempt_part_is_not_called_public(tmp_path: Path) -> None:
    """A paper with an exempt appendix and the status “public” passed, and lost its notice of a private meeting."""
    council = Council(tmp_path / "c").change(REPORT, "access: part exempt", "access: public")
    (said,) = council.said()
    assert said.startswith(
        f"{REPORT}:11:9  error: This report has an exempt part, but its status says “public”."
    )
    assert said.endswith("Change “access” to “part exempt”, or take the exempt part out. [exempt-but-public]")


def test_the_notice_of_a_private_part_is_asked_for_whatever_the_status_says(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(REPORT, "access: part exempt\n", "")
    deadlines = [deadline.id.rpartition("/")[2] for deadline in council.register().deadlines]
    assert "private-notice" in deadlines
