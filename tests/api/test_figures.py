"""Figures of an association, by a program: what its page tells, and not a number more."""

import pytest
from django.urls import reverse

from accounts.services import withdraw_consent
from associations.cohort.queries import forget_cohorts
from tests.api.programs import Program, make_program
from tests.builders import NOW, make_assessment, make_organisation, make_result
from tests.personas import Persona, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test numbers its rows from the same beginning."""
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.fixture
def staff() -> Persona:
    return make_staff()


@pytest.fixture
def program(staff) -> Program:
    return make_program(staff.user, **{"Accept-Language": "en"})


def share(staff, *levels: int) -> list:
    """As many members with these levels; their consents."""
    consents = []
    for number, level in enumerate(levels):
        enterprise = make_organisation(name=f"Quán {number}")
        make_result(make_assessment(enterprise, sector="G"), level=level)
        consents.append(make_share(enterprise, staff.organisation, "pillars"))
    return consents


def figures(program, staff, query: str = ""):
    return program.get(f"/associations/{staff.organisation.public_id}/figures{query}")


def test_the_same_counts_are_told_and_hidden_as_on_the_page(staff, program):
    share(staff, *[1] * 6, *[2] * 7, 3)
    told = figures(program, staff).json()
    staff.client.cookies["django_language"] = "en"
    page = reverse("associations:cohort", args=[staff.organisation.public_id])
    table = staff.client.get(page).context["levels"]
    [line], [on_page] = told["levels"]["lines"], table.lines
    counts = [(each["of"], each["count"]) for each in line["counts"]]
    assert counts == [
        (each.head, None if each.is_hidden else int(each.text))
        for each in on_page.counts
    ]
    # Who is alone at a level is told with others, or not at all.
    assert 1 not in [count for _head, count in counts]
    assert told["members"] == 14


def test_of_few_no_mean_is_told(staff, program):
    share(staff, 1, 2, 3)
    told = figures(program, staff).json()
    assert (told["levels"], told["quartiles"], told["change"]) == (None, None, None)
    assert {each["percent"] for each in told["pillars"]} == {None}


def test_whoever_withdraws_is_counted_no_more_at_the_next_request(staff, program):
    consents = share(staff, *[1] * 6)
    first = figures(program, staff)
    withdraw_consent(consent=consents[0], by=None, now=NOW)
    again = figures(program, staff)
    assert (first.json()["members"], again.json()["members"]) == (6, 5)
    assert first["ETag"] != again["ETag"]


@pytest.mark.parametrize("query", ["?sector=zz", "?size=giant", "?area=0", "?round=7"])
def test_a_filter_that_is_not_known_is_refused_and_not_passed_over(
    staff, program, query
):
    share(staff, *[1] * 6)
    answer = figures(program, staff, query)
    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [
        f"/{query[1:].partition('=')[0]}"
    ]
    assert figures(program, staff, "?index=nix").status_code == 404
    assert figures(program, staff, "?sector=G").status_code == 200
