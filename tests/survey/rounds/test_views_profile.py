"""The profile of a round: completed later, its size told while typing, mistakes explained."""

import pytest
from django.urls import reverse

from survey.errors import SurveyError
from survey.models import Assessment
from tests.builders import (
    levels_of,
    make_answers,
    make_assessment,
    make_result,
    make_version_of,
)
from tests.survey.rounds.starting import START, start
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


def test_the_profile_can_be_completed_later(client):
    start(client)
    draft = Assessment.objects.get()
    url = reverse("survey:profile", args=[draft.public_id])
    assert 'value="12"' in client.get(url).content.decode()
    client.post(
        url, {**START, "employees": "15", "revenue": "2 ty", "tax_code": "0312687878"}
    )
    draft.refresh_from_db()
    assert (draft.employees, draft.revenue) == (15, 2_000_000_000)
    assert draft.organisation.tax_code == "0312687878"


@pytest.mark.sql
def test_a_persons_tax_code_is_kept_and_shown_in_part_only(client):
    start(client)
    draft = Assessment.objects.get()
    url = reverse("survey:profile", args=[draft.public_id])
    client.post(url, {**START, "tax_code": "079 085 001 234"})
    draft.organisation.refresh_from_db()
    assert draft.organisation.tax_code == "079085001234"

    page = client.get(url).content.decode()
    assert "079085001234" not in page
    assert 'value="•••••••••234"' in page
    # Sent back as it is shown it stays, beside whatever else was changed.
    client.post(url, {**START, "employees": "9", "tax_code": "•••••••••234"})
    draft.organisation.refresh_from_db()
    draft.refresh_from_db()
    assert draft.organisation.tax_code == "079085001234"
    assert draft.employees == 9
    # Emptied it is gone.
    client.post(url, {**START, "tax_code": ""})
    draft.organisation.refresh_from_db()
    assert draft.organisation.tax_code == ""


def test_the_size_is_told_while_typing_and_nothing_is_saved(client):
    draft = make_assessment()
    hold(client, draft)
    url = reverse("survey:profile", args=[draft.public_id])
    page = client.post(url, {**START, "revenue": "5 ty", "only_size": "1"})
    assert "5 tỷ đồng" in page.content.decode()
    assert "<html" not in page.content.decode()
    draft.refresh_from_db()
    assert draft.employees == 20


def test_the_size_card_shows_what_is_kept_before_anything_is_typed(client):
    draft = make_assessment(revenue=1_500_000_000)
    hold(client, draft)
    page = client.get(reverse("survey:profile", args=[draft.public_id]))
    assert "1,5 tỷ đồng" in page.content.decode()


def test_a_mistake_stands_beside_its_field_and_changes_nothing(client):
    draft = make_assessment()
    hold(client, draft)
    url = reverse("survey:profile", args=[draft.public_id])
    page = client.post(url, {**START, "employees": "nhiều"}).content.decode()
    assert 'id="employees-error"' in page
    assert 'value="nhiều"' in page
    draft.refresh_from_db()
    assert draft.employees == 20


def test_a_profile_changed_after_somebody_submitted_leads_to_the_result(
    client, monkeypatch
):
    draft = make_assessment()
    hold(client, draft)

    def submitted(**profile):
        make_result(draft)
        raise SurveyError("submitted")

    monkeypatch.setattr("survey.rounds.services.change_profile", submitted)
    url = reverse("survey:profile", args=[draft.public_id])
    response = client.post(url, START)
    result = draft.results.get()
    assert response.url == reverse("reports:result", args=[result.public_id])


@pytest.mark.parametrize(
    ("sector", "asks_again"),
    [
        ("A", True),  # of farms alone, and a shop was chosen
        ("G", False),  # as before
        ("K", False),  # of no industry: any may be right
    ],
)
def test_another_sector_asks_for_the_industry_again_where_it_no_longer_fits(
    client, wide, sector, asks_again
):
    draft = make_assessment(index_version=wide, sector="G", variant="shop")
    hold(client, draft)
    url = reverse("survey:profile", args=[draft.public_id])
    onward = client.post(url, START | {"sector": sector}).url
    choose = reverse("survey:variant", args=[draft.public_id])
    assert (onward == f"{choose}?change=1") is asks_again
    draft.refresh_from_db()
    assert (draft.sector, draft.variant) == (sector, "shop"), "nobody chose another"


@pytest.mark.parametrize(
    ("people", "variant", "asks_again"),
    [
        ("400", "ig1", True),  # a large firm: its group is another one
        ("8", "ig1", False),
        ("400", "ig3", False),
        ("8", "ig3", False),  # never was of its size
    ],
)
def test_another_size_asks_for_the_group_again_where_it_no_longer_fits(
    client, people, variant, asks_again
):
    version = make_version_of("cis-8")
    profile = {"sector": "J", "employees": 5, "size": "micro", "revenue": None}
    draft = make_assessment(index_version=version, variant=variant, **profile)
    make_answers(draft, level=1)
    hold(client, draft)
    url = reverse("survey:profile", args=[draft.public_id])
    sent = START | {"sector": "J", "employees": people, "revenue": ""}
    onward = client.post(url, sent).url
    choose = reverse("survey:variant", args=[draft.public_id])
    assert (onward == f"{choose}?change=1") is asks_again
    # Moving up keeps what was answered.
    client.post(f"{choose}?change=1", {"variant": "ig3"})
    draft = Assessment.objects.get(pk=draft.pk)
    kept = [level for level in levels_of(draft).values() if level == 1]
    assert (draft.variant, len(kept)) == ("ig3", draft.answers.count())


def test_the_sector_alone_takes_nobody_back_to_an_industry_that_never_fitted(client):
    version = make_version_of("wide")
    draft = make_assessment(index_version=version, sector="A", variant="shop")
    hold(client, draft)
    url = reverse("survey:profile", args=[draft.public_id])
    onward = client.post(url, START | {"sector": "A"}).url
    assert "nganh" not in onward


def test_the_profile_names_the_industry_and_leads_to_another(client, shop):
    hold(client, shop)
    url = reverse("survey:profile", args=[shop.public_id])
    page = client.get(url).content.decode()
    choose = reverse("survey:variant", args=[shop.public_id])
    assert "Ngành: <strong>Cửa hàng</strong>" in page
    assert f'href="{choose}?change=1&amp;next={url}"' in page


def test_that_it_is_a_household_business_can_be_said_later_and_taken_back(client):
    start(client)
    draft = Assessment.objects.get()
    url = reverse("survey:profile", args=[draft.public_id])
    for ticked in ("1", ""):
        client.post(url, {**START, "is_household": ticked})
        draft.organisation.refresh_from_db()
        assert draft.organisation.is_household is bool(ticked)
        is_shown = (
            'name="is_household" value="1" checked' in client.get(url).content.decode()
        )
        assert is_shown is bool(ticked)
