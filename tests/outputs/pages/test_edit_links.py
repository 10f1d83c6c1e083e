"""“Edit this page” leads to the file that the page is made from."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from council import TODAY, Council

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

REPOSITORY = "https://example.org/ambleford/reviews"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def drawn(council: Council, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(council.register(TODAY), environment(root / "templates"))}


def test_every_page_of_a_record_leads_to_its_file(council: Council, root: Path) -> None:
    council.change("data/council.yml", "repository: not recorded", f"repository: {REPOSITORY}/")
    guide = council.root / "content/guide"
    guide.mkdir()
    (guide / "record-progress.md").write_text("# Record progress\n\nThree lines.\n", "utf-8")
    found = drawn(council, root)
    edited = {path: page.edit for path, page in found.items() if page.edit}
    for path, address in edited.items():
        start, _, file = address.partition("/edit/main/")
        assert start == REPOSITORY, path
        assert (council.root / unquote(file)).is_file(), path
    assert edited["reviews/2031-finance/recommendations/2/"].endswith("data/reviews/2031-finance.yml")
    assert edited["action-plans/2031-finance/actions/1/"].endswith("data/action-plans/2031-finance.yml")
    assert edited["people/cabinet/"].endswith("data/organisation.yml")
    assert edited["guide/record-progress/"].endswith("content/guide/record-progress.md")
    kinds = ("reviews/", "action-plans/", "cabinet-reports/", "plans/", "people/")
    records = {
        path for path, page in found.items() if path.startswith(kinds) and page.search
    }  # notices have none
    assert records - {*kinds, *edited} == set()
    assert len(records) > 15


def test_another_host_or_branch_has_its_own_way(council: Council, root: Path) -> None:
    council.change(
        "data/council.yml",
        "repository: not recorded",
        f"repository: {REPOSITORY}\nedit_path: -/edit/published",
    )
    page = drawn(council, root)["reviews/2031-finance/"]
    assert page.edit == f"{REPOSITORY}/-/edit/published/data/reviews/2031-finance.yml"


def test_without_a_repository_there_is_no_link(council: Council, root: Path) -> None:
    assert [page.path for page in drawn(council, root).values() if page.edit] == []
