"""What programs find: sitemap, robots, llms.txt, JSON-LD, canonical addresses; nothing false without an address."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from council import Council
from parsed_page import Seen

from goldenthread.common.output import Page
from goldenthread.outputs.discovery import found
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register
from goldenthread.register.page_history import Past
from goldenthread.register.revisions import Edition, Revision

pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/ambleford/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
Draw = Callable[[Register], dict[str, Page]]


@pytest.fixture(scope="module")
def draw(root: Path) -> Draw:
    env = environment(root / "templates")
    return lambda register: {page.path: page for page in pages(register, env)}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    council = Council(tmp_path_factory.mktemp("found") / "c")
    council.change("data/council.yml", "site_address: not recorded", f"site_address: {ADDRESS}")
    return council.register()


@pytest.fixture(scope="module")
def site(register: Register, draw: Draw) -> dict[str, Page]:
    return draw(register)


def homeless(register: Register) -> Register:
    return replace(register, council=register.council.model_copy(update={"site_address": None}))


def files(register: Register, paths: list[str]) -> dict[str, str]:
    return {output.path: output.content.decode() for output in found(register, paths)}


def linked(page: Page) -> list[dict[str, Any]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.meta, re.DOTALL)
    parsed = [json.loads(block) for block in blocks]
    return [fact for block in parsed for fact in (block if isinstance(block, list) else [block])]


def meta(page: Page) -> dict[str, str]:
    return {
        name: unescape(content)
        for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page.meta)
    }


# Files


def test_the_sitemap_names_each_page_once_by_its_whole_address(register: Register) -> None:
    tree = ET.fromstring(  # noqa: S314 - our own
        files(register, ["", "reviews/2031-finance/", "a&b/"])["sitemap.xml"]
    )
    assert tree.tag == f"{MAP}urlset"
    assert [loc.text for loc in tree.iter(f"{MAP}loc")] == [
        ADDRESS,
        f"{ADDRESS}a&b/",
        f"{ADDRESS}reviews/2031-finance/",
    ]


def test_a_date_in_the_sitemap_is_the_day_of_a_version_or_is_not_there(register: Register) -> None:
    address = "reviews/2031-finance/"
    edition = Edition(
        date(2031, 9, 3), "3 September 2031", (Revision("The review came."),), "Approved.", (), ""
    )
    known = replace(register, past=Past(editions={address: (edition,)}, is_known=True))
    tree = ET.fromstring(  # noqa: S314 - our own
        files(known, ["", address])["sitemap.xml"]
    )
    days = {
        row.findtext(f"{MAP}loc", "").removeprefix(ADDRESS): row.findtext(f"{MAP}lastmod")
        for row in tree.iter(f"{MAP}url")
    }
    assert days == {"": None, address: "2031-09-03"}


def test_robots_may_read_everything_and_are_led_to_the_sitemap(register: Register) -> None:
    lines = files(register, [])["robots.txt"].splitlines()
    assert "User-agent: *" in lines
    assert "Disallow:" in lines
    assert f"Sitemap: {ADDRESS}sitemap.xml" in lines


def test_llms_txt_leads_to_every_record_and_says_not_to_fill_gaps(register: Register) -> None:
    text = files(register, [])["llms.txt"]
    assert text.startswith("# Ambleford Council: ")
    assert text.splitlines()[2].startswith("> ")
    assert "please do not fill such gaps" in text
    views = (register.reviews, register.action_plans, register.cabinet_reports, register.plans)
    records = [(view.facts.title, view.url) for kind in views for view in kind]
    for title, url in records:
        assert f"- [{title}]({ADDRESS}{url}): " in text


def test_without_an_address_no_file_claims_one(register: Register) -> None:
    made = files(homeless(register), [""])
    assert sorted(made) == ["llms.txt", "robots.txt"]
    assert "Sitemap" not in made["robots.txt"]
    assert "](reviews/2031-finance/)" in made["llms.txt"]
    assert "http" not in "".join(made.values())


# Heads


def test_titles_and_descriptions_are_there_and_titles_unique(site: dict[str, Page]) -> None:
    titles = [page.title for page in site.values()]
    assert sorted(titles) == sorted(set(titles))
    assert [path for path, page in site.items() if not meta(page).get("description", "").strip()] == []
    assert all("**" not in meta(page)["description"] for page in site.values())


def test_each_page_names_its_own_address_and_how_it_looks_when_shared(site: dict[str, Page]) -> None:
    for path, page in site.items():
        facts = meta(page)
        assert facts["og:title"] == page.title
        assert facts["og:description"] == facts["description"]
        canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', page.meta)
        if path == "404.html" or page.unlisted:
            continue
        assert canonical == [ADDRESS + path]
        assert facts["og:url"] == ADDRESS + path


def test_without_an_address_a_page_claims_none(register: Register, draw: Draw) -> None:
    for path, page in draw(homeless(register)).items():
        assert "canonical" not in page.meta, path
        assert "og:url" not in page.meta, path
        assert '"url"' not in page.meta, path
        assert not {"BreadcrumbList", "DataDownload"} & set(re.findall(r'"@type": "(\w+)"', page.meta)), path


# JSON-LD


def test_json_ld_says_what_the_page_shows(site: dict[str, Page]) -> None:
    page = site["reviews/2031-finance/"]
    crumbs, report = linked(page)
    assert report["@type"] == "Report"
    assert report["name"] in Seen(page.body).text
    assert report["author"]["name"] in Seen(page.body).text
    assert report["about"] == {"@type": "GovernmentOrganization", "name": "Ambleford Council"}
    assert report["url"] == f"{ADDRESS}reviews/2031-finance/"
    assert [(step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]] == [
        (1, "Home", ADDRESS),
        (2, "Reviews", f"{ADDRESS}reviews/"),
        (3, "Finance peer challenge 2031", f"{ADDRESS}reviews/2031-finance/"),
    ]


def test_breadcrumbs_are_those_that_a_reader_sees(site: dict[str, Page]) -> None:
    for path, page in site.items():
        steps = [fact for fact in linked(page) if fact["@type"] == "BreadcrumbList"]
        seen = re.findall(
            r"<a [^>]*>([^<]*)</a>", page.body.partition("gt-breadcrumbs")[2].partition("</nav>")[0]
        )
        told = [step["name"] for block in steps for step in block["itemListElement"]][:-1]
        assert told == [unescape(name) for name in seen], path


def test_a_paper_is_a_report_with_its_day_and_its_pdf(site: dict[str, Page]) -> None:
    report = linked(site["cabinet-reports/2031-10-04-finance/"])[-1]
    assert (report["@type"], report["datePublished"]) == ("Report", "2031-10-04")
    assert report["encoding"]["contentUrl"].endswith("/2031-10-04-finance.pdf")


def test_open_data_is_a_dataset_with_its_licence_and_every_file(site: dict[str, Page]) -> None:
    page = site["open-data/"]
    data = next(fact for fact in linked(page) if fact["@type"] == "Dataset")
    offered = {item["contentUrl"].removeprefix(ADDRESS) for item in data["distribution"]}
    linked_to = {way.removeprefix("../") for way, _ in Seen(page.body).links}
    assert offered
    assert offered <= linked_to
    assert data["license"]["name"] in Seen(page.body).text


def test_the_home_page_is_the_councils(site: dict[str, Page]) -> None:
    assert linked(site[""]) == [
        {
            "@context": "https://schema.org",
            "@type": "GovernmentOrganization",
            "name": "Ambleford Council",
            "url": ADDRESS,
        }
    ]


def test_a_title_cannot_end_the_block(tmp_path: Path, draw: Draw) -> None:
    council = Council(tmp_path / "c")
    council.change(
        "data/reviews/2031-finance.yml", "title: Finance peer challenge 2031", "title: A</script><b>"
    )
    page = draw(council.register())["reviews/2031-finance/"]
    assert page.meta.count("</script>") == 1
    assert linked(page)[-1]["name"] == "A</script><b>"
