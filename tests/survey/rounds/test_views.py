"""The owner's list, letting go of it on a shared computer, and taking an enterprise over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.models import Assessment, Result
from tests.builders import (
    make_assessment,
    make_index_version,
    make_membership,
    make_organisation,
    make_result,
    make_user,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.survey.results.versions import newer, rescore, submitted
from tests.survey.rounds.starting import start
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


def test_my_enterprises_lists_what_this_browser_started_and_nobody_elses(client):
    start(client)
    make_assessment(organisation=make_organisation(name="Tiệm khác"))
    page = client.get(reverse("survey:mine")).content.decode()
    assert "Quán phở Hòa Bình" in page
    assert "Tiệm khác" not in page


def test_a_shared_computer_forgets_what_was_started_on_it_and_nothing_is_deleted(
    client,
):
    start(client)
    draft = Assessment.objects.get()
    mine, forget = reverse("survey:mine"), reverse("survey:forget")
    page = client.get(mine).content.decode()
    assert f'action="{forget}"' in page
    assert reverse("survey:later", args=[draft.public_id]) in page
    assert_clean_page(page)
    page = client.post(forget, follow=True).content.decode()
    assert draft.organisation.name not in page
    assert (
        client.get(reverse("survey:review", args=[draft.public_id])).status_code == 404
    )
    assert Assessment.objects.get() == draft


def test_forgetting_signs_nobody_out(client):
    client.force_login(make_user())
    start(client)
    forget = reverse("survey:forget")
    assert forget not in client.get(reverse("survey:mine")).content.decode()
    client.post(forget)
    assert client.get(reverse("own_home")).status_code == 200


def test_an_account_takes_over_what_was_started_without_one(client):
    start(client)
    draft = Assessment.objects.get()
    url = reverse("survey:claim", args=[draft.public_id])
    assert reverse("account_signup") in client.get(url).content.decode()
    user = make_user()
    client.force_login(user)
    assert client.session["held_enterprises"] == [str(draft.organisation.public_id)]
    client.post(url)
    assert user.memberships.get().organisation == draft.organisation


@pytest.mark.parametrize(
    ("named", "goes_to"),
    [
        ("/ket-qua/", "/ket-qua/"),
        ("https://khac.example/", None),
        ("//khac.example/", None),
        ("", None),
    ],
)
def test_taking_over_leads_back_to_the_page_one_came_from_on_this_site(
    client, named, goes_to
):
    start(client)
    url = reverse("survey:claim", args=[Assessment.objects.get().public_id])
    client.force_login(make_user())
    assert client.post(url, {"next": named}).url == (goes_to or reverse("survey:mine"))


def test_another_browser_cannot_take_it_over(client):
    draft = make_assessment()
    client.force_login(make_user())
    assert (
        client.post(reverse("survey:claim", args=[draft.public_id])).status_code == 404
    )


def test_the_list_needs_the_same_number_of_queries_for_many(
    client, django_assert_max_num_queries
):
    user = make_user()
    client.force_login(user)
    for number in range(6):
        draft = make_assessment(organisation=make_organisation(name=f"Tiệm {number}"))
        make_result(make_assessment(organisation=draft.organisation, round=2))
        make_membership(user, draft.organisation)
    with django_assert_max_num_queries(8):
        client.get(reverse("survey:mine"))


def test_drafts_of_which_facts_decide_what_is_asked_need_no_more_queries_for_many(
    client,
):
    user, version = make_user(), make_version_of("zero-ten")
    client.force_login(user)
    taken = []
    for _turn in range(3):
        draft = make_assessment(index_version=version)
        make_membership(user, draft.organisation)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("survey:mine"))
        taken.append(len(queries))
    assert taken[1:] == [taken[1]] * 2


def other_levels(document):
    """Every level goes by another name, and there is one more."""
    for level in document["levels"]:
        level["name"] = {"vi": f"Nấc {level['level']}", "en": f"Rung {level['level']}"}
    top = {"vi": "Nấc 6", "en": "Rung 6"}
    document["levels"].append({"level": 6, "name": top, "meaning": top})


@pytest.mark.sql
@pytest.mark.parametrize("level", [3, 6])
def test_a_level_read_anew_has_the_name_that_the_newer_version_gives_it(client, level):
    before = submitted(level=3)
    hold(client, before.assessment)
    newer(other_levels)
    rescore()
    # The version that was answered does not know the highest of the two.
    Result.objects.exclude(pk=before.pk).update(level=level)
    page = client.get(reverse("survey:mine")).content.decode()
    assert f"Nấc {level}" in page


def test_who_has_nothing_yet_is_told_how_long_it_takes_by_the_index_that_is_offered(
    client,
):
    client.force_login(make_user())
    pages = [reverse("survey:mine"), reverse("own_home")]
    assert [page for page in pages if "phút" in client.get(page).content.decode()] == []
    version = make_index_version()
    said = f"khoảng {version.document['index']['minutes']} phút"
    assert [
        page for page in pages if said not in client.get(page).content.decode()
    ] == []
