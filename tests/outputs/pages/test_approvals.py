"""Who approved what can be read: page, role, day and pull request in a table, and a line at the foot of each record."""

from __future__ import annotations

import pytest
from approved_ambleford import approved_register
from parsed_page import Seen
from paths import TEMPLATES

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

APPROVALS = "how-we-publish/approvals/"


def drawn(register: Register) -> dict[str, Page]:
    return {page.path: page for page in pages(register, environment(TEMPLATES))}


@pytest.fixture(scope="module")
def site() -> dict[str, Page]:
    return drawn(approved_register())


def test_the_table_says_in_which_role_and_when_and_the_digests_are_folded_away(site: dict[str, Page]) -> None:
    body = site[APPROVALS].body
    text = Seen(body).text
    assert "The council’s own rules for approval were kept for all of them." in text
    assert (
        "Finance peer challenge 2031 Democratic Services Pull request of “Finance peer challenge 2031” "
        "3 November 2031 3 November 2031" in text
    )
    assert "Published before approvals were kept 1 November 2031" in text
    assert '<a href="https://example.org/ambleford/reviews/pull/3">' in body
    assert "D Sample" not in body
    table, _, fold = body.partition('<details id="proof">')
    assert "<code>" not in table
    assert fold.count("<code>") == len(approved_register().past.proofs)


def test_each_record_and_each_part_of_it_leads_to_its_row(site: dict[str, Page]) -> None:
    rows = site[APPROVALS].body
    for path in ("reviews/2031-finance/", "action-plans/2031-finance/actions/2/"):
        body = site[path].body
        row = "-".join(path.split("/")[:2])
        assert f'how-we-publish/approvals/#{row}">Approval of this page</a>' in body
        assert f'id="{row}"' in rows
    foot = "Approved by: Director of Finance, Democratic Services, on 4 November 2031. Approval of this page"
    assert foot in Seen(site["action-plans/2031-finance/actions/2/"].body).text
    assert "Approval of this page" not in site["actions/"].body


def test_a_broken_rule_is_counted_and_named() -> None:
    found = drawn(approved_register("decisions/2031-10-04-finance"))
    text = Seen(found[APPROVALS].body).text
    assert "For 1 of them, the council’s own rules for approval were not kept." in text
    assert (
        "Approval: not approved. Approval of this page"
        in Seen(found["decisions/2031-10-04-finance/"].body).text
    )
