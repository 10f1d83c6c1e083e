from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, TEXT, Council
from parsed_page import Seen, broken_links

from goldenthread.common.output import Page
from goldenthread.model.kinds import KINDS
from goldenthread.model.standing import STANDINGS
from goldenthread.outputs.atom import feed
from goldenthread.outputs.icalendar import calendar
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register
from goldenthread.register.actions import by_standing

pytestmark = pytest.mark.slow

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> & <b>more</b>'
MADE_ELSEWHERE = {"search/", "manifest.json"}
ACTION = "action-plans/2031-finance/actions/"
ASKED = "reviews/2031-finance/recommendations/"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


@pytest.fixture(scope="module")
def draw(root: Path) -> Callable[[Register], dict[str, Page]]:
    env = environment(root / "templates")
    return lambda register: {page.path: page for page in pages(register, env)}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("made") / "ambleford").register()


@pytest.fixture(scope="module")
def site(register: Register, draw: Callable[[Register], dict[str, Page]]) -> dict[str, Page]:
    return draw(register)


@pytest.fixture(scope="module")
def seen(site: dict[str, Page]) -> dict[str, Seen]:
    return {path: Seen(page.body) for path, page in site.items()}


def test_an_action_says_what_was_asked_promised_and_done(seen: dict[str, Seen]) -> None:
    text = seen[f"{ACTION}1/"].text
    for words_ in (
        "Share one picture of the first quarter with every budget holder.",
        "Recommendation 1, Finance peer challenge 2031",
        "This is our summary, not the plan itself.",
        "Senior Team",
        "November 2031",
        "15 December 2031",
        "Evidence: Cabinet paper of 15 December 2031",
        "Nothing more is planned",
        "Row 1 of Finance action plan 2031",
    ):
        assert words_ in text


def test_an_action_that_points_elsewhere_leads_there_and_its_target_says_so(seen: dict[str, Seen]) -> None:
    pointing, target = seen[f"{ACTION}2/"], seen[f"{ACTION}1/"]
    assert (
        "../../../../action-plans/2031-finance/actions/1/",
        "Action 1, Finance action plan 2031",
    ) in pointing.links
    assert "See 1" in pointing.text
    assert "Complete" in pointing.text
    assert "Action 2 points here." in target.text


def test_blanks_are_said_in_words(seen: dict[str, Seen]) -> None:
    text = seen[f"{ACTION}3/"].text
    assert "Not recorded: the plan leaves the response blank." in text
    assert "Not recorded: the plan leaves the lead blank." in text
    assert "Not recorded: the plan leaves the timeline blank." in text
    assert "No progress has been recorded since the plan was written." in text
    assert "The plan sets no date, so this is not known." in text
    assert "1 note on the source 1. The plan leaves this row blank." in text


def test_a_date_that_has_passed_is_overdue_only_where_no_completion_is_recorded(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council.change(PLAN, "timeline: Ongoing", "timeline: Autumn 2031").change(PLAN, "    same_as: 1\n", "")
    site = draw(council.register())
    text = Seen(site[f"{ACTION}2/"].body).text
    assert "The date has passed, and we have no record that the action is complete." in text
    assert "As printed: Autumn 2031, which we read as September to November 2031." in text
    assert "Action 2" in Seen(site["actions/date-passed/"].body).text
    assert "Action 2" in Seen(site["actions/year/2031/"].body).text


def test_a_moved_timeline_shows_both_times_and_the_reason(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council.change(
        PLAN,
        "          Two directorates have it.\n",
        "          Two directorates have it.\n        timeline: June 2032\n        reason: |\n          The system came late.\n",
    )
    text = Seen(draw(council.register())[f"{ACTION}1/"].body).text
    assert "November 2031 Moved since. Timeline in force: June 2032" in text
    assert "November 2031 became June 2032 on 30 November 2031." in text
    assert "Why: The system came late." in text


def test_a_recommendation_sends_the_reader_to_the_exact_words(seen: dict[str, Seen]) -> None:
    text = seen[f"{ASKED}2/"].text
    assert "The exact words are in Feedback report, Annex 1, number 2." in text
    assert "Also asked in Recommendation 1, Finance peer challenge 2031" in text


def test_the_reviewers_own_words_are_quoted_where_we_hold_them(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council.change(
        REVIEW,
        "      Train managers every year.\n",
        "      Train managers every year.\n    text: |\n      Do train.\n",
    )
    body = draw(council.register())[f"{ASKED}3/"].body
    assert '<blockquote class="gt-quote"><p>Do train.</p>' in body
    assert "our summary" not in Seen(body).text.partition("What the council did")[0]


def test_a_recommendation_without_an_answer_says_so(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council.change(PLAN, "    answers: 2031-finance 3\n", "    answers: 2031-finance 2\n")
    site = draw(council.register())
    assert "No action plan on this site answers this recommendation." in Seen(site[f"{ASKED}3/"].body).text
    assert "Recommendation 3" in Seen(site["recommendations/unanswered/"].body).text


def test_an_editors_note_stands_beside_what_it_is_about(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council.change(
        REVIEW,
        "events:\n",
        "editor_notes:\n  - about: events\n    note: |\n      Two dates are printed.\n    material: yes\n"
        "  - about: deadlines\n    note: |\n      No deadline is stated.\nevents:\n",
    )
    text = Seen(draw(council.register())["reviews/2031-finance/"].body).text
    before, _, dates = text.partition("Timeline of events")
    assert "[note 1]" in before  # the page has no section for deadlines
    assert "Editor’s note: Two dates are printed." in dates
    assert "1 note on the source 1. No deadline is stated." in dates  # at the foot of the page


def test_hostile_text_is_shown_and_never_run(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    line = HOSTILE.replace("\n", " ")
    council.change(REVIEW, "      Train managers every year.\n", f"      {line}\n")
    council.change(PLAN, "      The plan leaves this row blank.\n", f"      {line}\n")
    council.change(
        REPORT,
        "summary: |\n  Brings the finance peer challenge and the plan that answers it.",
        f"summary: |\n  {line}",
    )
    site = draw(council.register())
    for page in site.values():
        assert not {"script", "img", "b"} & set(Seen(page.body).tags), page.path
    assert HOSTILE in Seen(site[f"{ASKED}3/"].body).text


def test_the_paper_is_whole_and_the_page_adds_only_around_it(site: dict[str, Page]) -> None:
    body = site["cabinet-reports/2031-10-04-finance/"].body
    before, _, rest = body.partition('<article class="gt-paper"')
    paper, _, after = rest.partition("</article>")
    assert "2031-10-04-finance.pdf" in before
    assert "The thread" not in Seen(f"<article{paper}").text
    assert "Appendix 2 – Map of offices" in Seen(f"<article{paper}").text
    assert "Where this comes from" in after


def test_each_action_is_in_one_list_of_how_it_stands(register: Register, seen: dict[str, Seen]) -> None:
    lists = [part.id for part in STANDINGS]
    found = [
        way.rpartition("actions/")[2]
        for name in lists
        for way, _ in seen[f"actions/{name}/"].links
        if "/2031-finance/actions/" in way
    ]
    assert sorted(found) == ["1/", "2/", "3/"]
    counted = [len(rows) for _, rows in by_standing(register.actions)]
    assert [count.value for count in register.counts if count.label in ("complete", "no date set")] == [2, 1]
    assert counted == [
        len([w for w, _ in seen[f"actions/{name}/"].links if "/2031-finance/actions/" in w]) for name in lists
    ]


def test_each_chip_says_how_many_rows_its_list_has(site: dict[str, Page], seen: dict[str, Seen]) -> None:
    chips = site["actions/"].body.partition("gt-filter")[2].partition("<table")[0]
    for way, said in Seen(f"<nav {chips}").links:
        if way.startswith("../actions/") and said[-1].isdigit():
            path = way.removeprefix("../")
            assert int(said.split()[-1]) == seen[path].tags.count("tr") - seen[path].tags.count("table"), path


def test_the_home_page_answers_the_first_questions(seen: dict[str, Seen]) -> None:
    home = seen[""]
    said = [heading for _, heading in home.headings]
    assert "What reviewers asked for" in said
    assert "What the council said it would do" in said
    assert "Latest updates" in said
    assert "What these numbers count" in home.text
    assert any(way == "actions/date-passed/" for way, _ in home.links)


def test_a_page_lists_its_own_sections(site: dict[str, Page]) -> None:
    assert site[f"{ACTION}1/"].contents == (
        ("response", "What the council said it would do"),
        ("progress", "Progress"),
        ("next", "What happens next"),
        ("source", "Where this comes from"),
    )


def test_search_finds_records_and_leaves_parts_of_lists_out(site: dict[str, Page]) -> None:
    assert site[f"{ACTION}1/"].search == {
        "kind": "Action",
        "status": "Complete",
        "review": "Finance peer challenge 2031",
        "title": "Action 1: Share one picture of the first quarter with every budget…",
    }
    assert site["actions/finished/"].search is None
    assert site["404.html"].search is None


def test_links_of_the_page_for_wrong_addresses_start_from_the_host(
    council: Council, draw: Callable[[Register], dict[str, Page]]
) -> None:
    def ways() -> list[str]:
        return [way for way, _ in Seen(draw(council.register())["404.html"].body).links if "@" not in way]

    assert ways()[:2] == ["/", "/search/"]
    council.change(
        "data/council.yml", "site_address: not recorded", "site_address: https://example.org/ambleford/"
    )
    assert ways()[:2] == ["/ambleford/", "/ambleford/search/"]


def test_a_council_without_any_record_still_has_a_site(
    tmp_path: Path, draw: Callable[[Register], dict[str, Page]]
) -> None:
    council = Council(tmp_path / "empty")
    for kind in KINDS:
        for file in (council.root / "data" / kind.folder).glob("*.yml"):
            file.unlink()
    (council.root / TEXT).unlink()
    register = council.register()
    site = draw(register)
    seen = {path: Seen(page.body) for path, page in site.items()}
    assert "No reviews are recorded here." in seen["reviews/"].text
    assert "Nothing has been published here yet. When the first review is published" in seen[""].text
    assert "I work for the council" not in seen[""].text, "this council has no guide"
    files = MADE_ELSEWHERE | {
        output.path for make in (open_data, calendar, feed) for output in make(register)
    }
    assert sorted(set(broken_links(seen, files))) == []
