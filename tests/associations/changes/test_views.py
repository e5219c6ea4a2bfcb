"""An officer compares before and after, and decides; nobody else can."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.changes.services import ask_for_change
from providers.directory.versions import keep_version
from providers.models import Change, EntryFile
from providers.profile.services import save_certificates
from tests.builders import (
    NOW,
    make_membership,
    make_organisation,
    make_provider,
    make_solution,
)
from tests.pages import assert_clean_page
from tests.personas import make_persona, make_staff
from tests.providers.entry_files import make_entry_file, paper
from tests.providers.vetting.world import make_vetting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    manager = make_staff()
    return make_persona("canbo@hoi.example", manager.organisation, "officer")


@pytest.fixture
def change(db) -> Change:
    return asked("sao-mai")


def asked(slug: str, **provider) -> Change:
    solution = make_solution(make_provider(f"Nhà {slug}", slug, **provider), slug)
    values = {"price_from": 6_000_000}
    return ask_for_change(entry=solution, values=values, by=None, now=NOW)


def page_of(persona, change: Change | None = None) -> str:
    of = [persona.organisation.public_id]
    if change is None:
        return reverse("associations:changes", args=of)
    return reverse("associations:change", args=[*of, change.public_id])


def test_who_decides_second_is_told_and_gets_the_reason_back(officer, change):
    officer.client.post(page_of(officer, change), {"answer": "accept"})
    late = {"answer": "decline", "reason": "Giá cao gấp ba"}
    page = officer.client.post(page_of(officer, change), late)
    assert_clean_page(page)
    assert list(page.context["form"].errors) == ["answer"]
    assert "“Giá cao gấp ba”" in page.content.decode()
    change.refresh_from_db()
    assert (change.state, change.reason) == (Change.State.ACCEPTED, "")


def test_both_sides_stand_beside_each_other_and_one_is_chosen(officer, change):
    listed = officer.client.get(page_of(officer))
    assert_clean_page(listed)
    assert "Nhà sao-mai" in listed.content.decode()
    page = officer.client.get(page_of(officer, change))
    assert_clean_page(page)
    assert "<del>" in page.content.decode()
    answer = officer.client.post(page_of(officer, change), {"answer": "accept"})
    assert answer.url == page_of(officer)
    change.refresh_from_db()
    assert (change.state, change.judged_by) == ("accepted", officer.user)
    assert change.solution.price_from == 6_000_000
    # Judged, it can still be read.
    assert_clean_page(officer.client.get(page_of(officer, change)))


def test_without_a_reason_nothing_is_declined_and_it_is_told_there(officer, change):
    page = officer.client.post(page_of(officer, change), {"answer": "decline"})
    assert_clean_page(page)
    assert set(page.context["form"].errors) == {"reason"}
    page = officer.client.post(page_of(officer, change), {})
    assert set(page.context["form"].errors) == {"answer"}


def test_what_another_association_vetted_is_its_own(officer):
    other = make_staff("Hội khác", "khac@hoi.example")
    theirs = asked("cua-ho", vetted_by=other.organisation)
    own = asked("cua-minh", vetted_by=officer.organisation)
    page = officer.client.get(page_of(officer)).context["page"]
    assert list(page) == [own]
    assert officer.client.get(page_of(officer, theirs)).status_code == 404


def test_nobody_is_shown_what_is_of_their_own_company(officer, change):
    make_membership(officer.user, change.provider.organisation, "reader")
    assert not list(officer.client.get(page_of(officer)).context["page"])
    page = officer.client.post(page_of(officer, change), {"answer": "accept"})
    assert "answer" in page.context["form"].errors
    change.refresh_from_db()
    assert change.state == "pending"


def test_a_reader_of_the_association_finds_no_such_page(officer, change):
    reader = make_persona("doc@hoi.example", officer.organisation, "reader")
    assert reader.client.get(page_of(reader)).status_code == 403


def test_as_many_queries_for_many_as_for_few(
    officer, change, django_assert_max_num_queries
):
    for number in range(12):
        asked(f"nha-{number}")
    with django_assert_max_num_queries(9):
        officer.client.get(page_of(officer))


def history_of(persona, provider) -> str:
    of = [persona.organisation.public_id, provider.slug]
    return reverse("associations:entry_history", args=of)


def test_every_version_stands_beside_the_one_before_it(officer, change):
    provider = change.provider
    keep_version(change.solution, None, NOW)
    keep_version(provider, None, NOW)
    officer.client.post(page_of(officer, change), {"answer": "accept"})
    shown = officer.client.get(history_of(officer, provider))
    assert_clean_page(shown)
    newest, *first = shown.context["versions"]
    (price,) = [row for row in newest.changed if "6" in "".join(row.after)]
    assert price.before != price.after
    # Of the provider and of its solution there was nothing before.
    assert [said.changed for said in first] == [[], []]


def test_versions_of_those_whom_another_association_vetted_are_not_shown(officer):
    other = make_organisation("association", "Hội khác")
    provider = make_provider(vetted_by=other)
    assert officer.client.get(history_of(officer, provider)).status_code == 404
    make_vetting_of(provider, officer.organisation)
    # It applies here now: who judges it may see what it said.
    assert officer.client.get(history_of(officer, provider)).status_code == 200


def test_as_many_queries_for_many_versions_as_for_few(officer):
    provider = make_provider()
    address = history_of(officer, provider)
    counted = []
    for few_or_many in (1, 20):
        for number in range(few_or_many):
            provider.capacity_per_month = 10 * few_or_many + number
            keep_version(provider, None, NOW + timedelta(minutes=number))
        with CaptureQueriesContext(connection) as queries:
            officer.client.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_an_officer_sees_the_paper_of_a_certificate_before_anybody_else(officer):
    provider = make_provider()
    save_certificates(
        provider=provider,
        ends={"ISO 9001": None},
        papers={"ISO 9001": paper()},
        by=None,
        now=NOW,
    )
    change, file = Change.objects.get(), EntryFile.objects.get()
    of = [officer.organisation.public_id, file.public_id]
    address = reverse("associations:provider_file", args=of)
    assert address in officer.client.get(page_of(officer, change)).content.decode()
    answer = officer.client.get(address)
    assert answer["Content-Disposition"].startswith("attachment;")
    answer.close()
    picture = make_entry_file(provider)
    of = [officer.organisation.public_id, picture.public_id]
    address = reverse("associations:provider_file", args=of)
    assert officer.client.get(address).status_code == 404
