"""What was published stays byte for byte: a new look changes no paper, other words do, and a new drawing is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from corrected_report import ID, POLICY, as_kept, committed, corrected, keep, repository
from council import PLAN, REPORT, TODAY, Council
from expected_text import Expected
from fake_github import REPOSITORY, Host

from goldenthread.commands import freeze
from goldenthread.outputs.pdf import decision_notices, report_pdfs
from goldenthread.outputs.pdf.decision_notices import draw_notices
from goldenthread.outputs.pdf.report_pdfs import ReportPdf, draw_reports
from goldenthread.outputs.pdf.worker_pool import Job
from goldenthread.outputs.templating import environment
from goldenthread.publish import keep_version

pytestmark = pytest.mark.slow  # each compiles all templates, in a look of its own

NEW_LOOK = ("report/report.css", "size: A4", "size: A5")


@pytest.fixture
def council(tmp_path: Path, root: Path) -> Council:
    council = Council(tmp_path / "c")
    shutil.copytree(root / "templates", council.root / "templates")
    return council


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: the bytes of a paper are a digest of its HTML and its look."""

    def draw(jobs: Sequence[Job], *_: object, **__: object) -> Iterator[tuple[int, bytes]]:
        for place, job in enumerate(jobs):
            yield place, b"%PDF " + sha256(job.html.encode() + job.assets["report.css"]).digest()

    def draw_version(root: Path, folder: Path, content: Any, name: str, days: Any) -> dict[str, bytes]:
        return as_kept(POLICY)

    monkeypatch.setattr(report_pdfs, "draw_all", draw)
    monkeypatch.setattr(decision_notices, "draw_all", draw)
    monkeypatch.setattr(keep_version, "_drawn", draw_version)


def run(door: ModuleType, council: Council, *words: str) -> int:
    code: int = door.main(["--root", str(council.root), "--today", TODAY.isoformat(), *words])
    return code


def pdf(council: Council) -> ReportPdf:
    """Give the PDF of the report as a build now would."""
    env = environment(council.root / "templates")
    return draw_reports(council.register(), env, council.root, council.root / "build/cache")[ID]


def restyle(council: Council, file: str, old: str, new: str) -> None:
    path = council.root / "templates" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.usefixtures("undrawn")
def test_a_published_paper_keeps_its_bytes_through_a_new_look(council: Council, door: ModuleType) -> None:
    """A change of style replaced a published PDF in silence, so that a reader’s copy was no longer this paper."""
    before = pdf(council).content()
    restyle(council, *NEW_LOOK)
    assert pdf(council).content() != before  # nothing is recorded yet
    restyle(council, "report/report.css", "size: A5", "size: A4")
    assert run(door, council, "record-published") == 0
    assert [path.read_bytes() for path in (council.root / "published").rglob("*.pdf")] == [before]
    restyle(council, *NEW_LOOK)
    kept = pdf(council)
    assert (kept.content(), kept.sha256) == (before, sha256(before).hexdigest())
    assert kept.published is not None
    assert kept.published.form != kept.form
    assert council.said() == []


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            "templates/report/report.html", "This PDF carries", "It carries", id="words of the engine"
        ),
        pytest.param(
            "data/council.yml", "name: Ambleford Council\n", "name: Ambleford Town\n", id="the council"
        ),
        pytest.param(PLAN, "status: not started", "status: complete", id="progress"),
        pytest.param("data/organisation.yml", "title: Director of Finance", "title: Treasurer", id="a post"),
    ],
)
def test_what_is_not_in_the_records_that_a_paper_prints_draws_none_again(
    council: Council, door: ModuleType, file: str, old: str, new: str
) -> None:
    assert run(door, council, "record-published") == 0
    before = pdf(council).content()
    path = council.root / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert pdf(council).content() == before


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("file", [REPORT, PLAN])
def test_a_correction_gives_a_new_edition_and_the_old_file_stays(
    council: Council, door: ModuleType, file: str
) -> None:
    assert run(door, council, "record-published") == 0
    before = pdf(council).content()
    corrected(council, file, "brings:\n" if file == REPORT else "groups:\n")
    after = pdf(council)
    assert after.content() != before
    assert after.published is None
    assert run(door, council, "record-published") == 0
    assert pdf(council).content() == after.content()
    kept = sorted(path.read_bytes() for path in (council.root / "published").rglob("*.pdf"))
    assert kept == sorted([before, after.content()])


@pytest.mark.usefixtures("undrawn")
def test_a_paper_is_drawn_again_when_somebody_asks_and_says_why(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    why = ("--why", "The type was too small to read.")
    assert run(door, council, "redraw", ID, *why) == 2
    assert "so every build draws it again anyway" in capsys.readouterr().err
    assert run(door, council, "record-published") == 0
    before = pdf(council)
    assert run(door, council, "redraw", ID, *why) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    restyle(council, *NEW_LOOK)
    assert run(door, council, "redraw", ID, *why) == 0
    after = pdf(council)
    assert after.published is not None
    assert after.sha256 != before.sha256
    newest, oldest = council.content().addresses.kept[-2:]
    assert (newest.why, oldest.why) == ("The type was too small to read.", None)
    assert [newest.sha256, oldest.sha256] == [after.sha256, before.sha256]
    assert "edition-without-reason" not in "".join(council.said())


@pytest.mark.usefixtures("undrawn")
def test_check_asks_for_what_is_published_and_not_recorded_and_again_after_a_correction(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str], expected: Expected
) -> None:
    """Nothing asked for the record: a new style then replaced the bytes of a published PDF, and nobody knew."""

    def asked() -> list[str]:
        capsys.readouterr()
        assert run(door, council, "check") == 0
        return [line for line in capsys.readouterr().out.splitlines() if "pdf-not-recorded" in line]

    expected(asked())
    assert run(door, council, "record-published") == 0
    assert asked() == []
    restyle(council, *NEW_LOOK)
    assert asked() == []
    path = council.root / "urls.lock.yml"
    path.write_text(path.read_text("utf-8").replace(f"date: {TODAY}", "date: 2031-11-01"), "utf-8")
    corrected(council, REPORT, "brings:\n")
    assert len(asked()) == 1
    assert run(door, council, "record-published") == 0
    assert asked() == []


@pytest.mark.usefixtures("undrawn")
def test_a_reader_s_copy_of_any_edition_is_recognised_whatever_has_replaced_it(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A reader keeps the PDF of a paper; the look changes, it is drawn again, and it is corrected."""
    copies = [tmp_path / f"copy-{n}.pdf" for n in range(3)]

    def download(copy: Path) -> None:
        assert run(door, council, "record-published") == 0
        copy.write_bytes(pdf(council).content())

    download(copies[0])
    restyle(council, *NEW_LOOK)
    assert run(door, council, "redraw", ID, "--why", "The type was too small.") == 0
    download(copies[1])
    corrected(council, REPORT, "brings:\n")
    download(copies[2])
    assert len({copy.read_bytes() for copy in copies}) == 3
    register = council.register()
    url = f"cabinet-reports/{ID}/"
    on_site = {sha256(copies[2].read_bytes()).hexdigest()}
    on_site |= {digest for version in register.versions[url] for digest in version.files.values()}
    on_site |= {one.sha256 for one in register.earlier_pdfs[url]}
    for copy in copies:
        capsys.readouterr()
        assert run(door, council, "verify", str(copy)) == 0
        assert "as it was published. It is not altered." in capsys.readouterr().out
        assert sha256(copy.read_bytes()).hexdigest() in on_site, f"no file of the site is {copy.name}"
    copies[0].write_bytes(copies[0].read_bytes() + b" ")
    assert run(door, council, "verify", str(copies[0])) == 1
    assert "is not one of the" in capsys.readouterr().out


@pytest.mark.usefixtures("undrawn")
def test_the_notice_of_a_decision_keeps_its_bytes_until_its_words_change(
    tmp_path: Path, root: Path, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new style must not replace the bytes of a published notice either; other words give a new one."""
    council = Council(tmp_path / "c", decisions=True)
    shutil.copytree(root / "templates", council.root / "templates")
    name = "2031-10-04-finance"

    def notice() -> ReportPdf:
        env = environment(council.root / "templates")
        return draw_notices(council.register(), env, council.root, council.root / "build/cache")[name]

    assert run(door, council, "record-published") == 0
    before = notice().content()
    restyle(council, *NEW_LOOK)
    kept = notice()
    assert (kept.content(), kept.published and kept.published.form != kept.form) == (before, True)
    assert run(door, council, "redraw", f"decisions/{name}", "--why", "The type was too small.") == 0
    assert (again := notice().content()) != before
    assert before in [path.read_bytes() for path in (council.root / f"published/decisions/{name}").iterdir()]
    assert [one.sha256 for one in council.register().earlier_pdfs[f"decisions/{name}/"]] == [
        sha256(before).hexdigest()
    ]
    path = council.root / f"data/decisions/{name}.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("CAB 12/2031", "CAB 13/2031", 1), "utf-8")
    assert notice().content() != again
    capsys.readouterr()
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(before)
    assert run(door, council, "verify", str(copy)) == 0


@pytest.mark.usefixtures("undrawn")
def test_recording_twice_changes_nothing(council: Council, door: ModuleType) -> None:
    assert run(door, council, "record-published") == 0
    before = council.digest()
    assert run(door, council, "record-published") == 0
    assert council.digest() == before


@pytest.mark.usefixtures("undrawn")
def test_what_a_site_has_is_recorded_as_it_was_published(council: Council, door: ModuleType) -> None:
    site = council.root / "out"
    (site / f"cabinet-reports/{ID}").mkdir(parents=True)
    (site / f"cabinet-reports/{ID}/{ID}.pdf").write_bytes(b"%PDF as it was published")
    assert run(door, council, "record-published", "--site", str(site)) == 0
    assert pdf(council).content() == b"%PDF as it was published"


@pytest.mark.usefixtures("undrawn")
def test_publishing_proposes_the_record_once(
    tmp_path: Path, door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    host = Host(tmp_path)
    monkeypatch.setattr(freeze, "connected", lambda: host.connect("t", REPOSITORY))
    host.answers["POST /pulls"] = {"number": 7}
    assert run(door, host.council, "record-published", "--propose") == 0
    assert "Pull request 7 records" in capsys.readouterr().out
    assert not (host.root / "published").exists()
    new = host.there("diff", "--name-only", "main", "record-published").splitlines()
    assert new[1:] == ["urls.lock.yml"]
    assert new[0].startswith(f"published/cabinet-reports/{ID}/{TODAY}-")
    (facts,) = host.told("POST /pulls")
    assert (facts["title"], facts["base"]) == ("Record what was published", "main")
    host.answers["GET /pulls"] = [{"number": 7, "body": facts["body"]}]
    commit = host.there("rev-parse", "record-published")
    assert run(door, host.council, "record-published", "--propose") == 0
    assert host.there("rev-parse", "record-published") == commit
    assert len(host.told("POST /pulls")) == 1


def test_a_build_gives_the_published_bytes_and_says_so(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    def build() -> tuple[bytes, str]:
        capsys.readouterr()
        assert run(door, council, "build", "--no-search") == 0
        page = council.root / "site/cabinet-reports" / ID
        raw = (page / f"{ID}.pdf").read_bytes()
        assert sha256(raw).hexdigest() in (page / "index.html").read_text("utf-8")
        return raw, capsys.readouterr().out

    first, printed = build()
    assert "1 paper not recorded as published yet." in printed
    assert run(door, council, "record-published") == 0
    assert build()[0] == first
    restyle(council, *NEW_LOOK)
    shutil.rmtree(council.root / "build")
    second, printed = build()
    assert second == first
    assert "1 paper keeps the form in which it was published." in printed
    assert f"build.py redraw {ID}" in printed
    assert run(door, council, "redraw", ID, "--why", "A5 fits the post.") == 0
    third, printed = build()
    assert third != first
    assert "keeps the form" not in printed
    versions = council.root / f"site/cabinet-reports/{ID}/versions"
    assert [path.read_bytes() for path in versions.rglob("*.pdf")] == [first]


@pytest.mark.usefixtures("undrawn")
def test_a_recorded_pdf_that_is_not_drawn_here_is_pointed_out(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str], expected: Expected
) -> None:
    repository(council)
    assert run(door, council, "record-published") == 0
    assert run(door, council, "check", "--since", "main") == 0
    assert "edition-not-drawn-here" not in capsys.readouterr().out
    recorded, forged = council.content().addresses.kept[0], b"%PDF with other words"
    (council.root / recorded.file).write_bytes(forged)
    council.change("urls.lock.yml", recorded.sha256, sha256(forged).hexdigest())
    assert run(door, council, "check", "--since", "main") == 0
    expected([line for line in capsys.readouterr().out.splitlines() if "edition-not-drawn-here" in line])


@pytest.mark.parametrize("lets_in", ["the list too", "removed", "added again"])
def test_the_audit_names_published_bytes_that_are_not_as_they_were_kept(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str], lets_in: str
) -> None:
    folder = keep(council)
    assert run(door, council, "addresses") == 0
    repository(council)
    run(door, council, "audit")
    assert "not as it was published" not in capsys.readouterr().out
    forged = as_kept(POLICY + b"<p>Other words</p>")
    if lets_in in ("removed", "added again"):
        shutil.rmtree(folder)
        (council.root / "urls.lock.yml").unlink()
        committed(council, "Tidy", "2032-01-10")
    if lets_in != "removed":
        folder.mkdir(exist_ok=True)
        for name, content in forged.items():
            (folder / name).write_bytes(content)
    if lets_in == "the list too":
        (council.root / "urls.lock.yml").unlink()
        assert run(door, council, "addresses") == 0
    committed(council, "Tidy", "2032-01-10")
    capsys.readouterr()
    assert run(door, council, "check") == 0
    assert run(door, council, "audit") == 1
    printed = capsys.readouterr().out
    path = folder.relative_to(council.root) / "index.html"
    assert f"{path}: not as it was published. Restore it: git checkout " in printed


@pytest.mark.usefixtures("undrawn")
def test_what_is_taken_down_in_a_breach_may_go_and_is_named_by_no_gate(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(door, council, "record-published") == 0
    assert run(door, council, "addresses") == 0
    repository(council)
    assert run(door, council, "take-down", ID, "--why", "It named a child.", "--approved-by", "Clerk") == 0
    assert not list((council.root / "published").rglob("*.pdf"))
    assert run(door, council, "check", "--since", "main") == 0
    committed(council, "Take down", "2032-01-10")
    capsys.readouterr()
    run(door, council, "audit")
    assert "not as it was published" not in capsys.readouterr().out
