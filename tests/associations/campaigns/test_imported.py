"""A campaign whose members are those of one import."""

import pytest
from django.urls import reverse
from django.utils import timezone

from associations.campaigns.wording import PROBLEMS
from associations.models import Campaign, Invitation, MemberImport
from tests.associations.campaigns.builders import make_campaign, make_member, today_plan
from tests.associations.campaigns.test_views import address, plan
from tests.associations.members.imports.test_views import HEAD, post, send
from tests.builders import make_organisation
from tests.pages import assert_clean_page

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def table(staff, association) -> MemberImport:
    """Of one that is known, one that is new, and one row that was left out."""
    make_member(association, "Chỉ có trong sổ")
    make_member(association, "An Phát", tax_code="0312687878")
    rows = "An Phát,0312687878,,\nBình Minh,,,\nBỏ ra ngoài,,sai@,\n"
    send(staff, HEAD + rows)
    post(staff, "choose_in_import", {"all": "leave", "kind": "bad"})
    post(staff, "keep_import")
    return MemberImport.objects.get(state=MemberImport.State.DONE)


def invited() -> set[str]:
    return set(Invitation.objects.values_list("member__name", flat=True))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_page_leads_to_a_campaign_of_just_these(staff, table, language):
    staff.client.cookies["django_language"] = language
    ids = [staff.organisation.public_id]
    new = f"{reverse('associations:new_campaign', args=ids)}?nhap={table.public_id}"
    done = reverse("associations:import", args=[*ids, table.public_id])
    assert new in staff.client.get(done).content.decode()
    page = staff.client.get(new)
    assert_clean_page(page)
    form = page.context["form"]
    assert (form["target"].value(), form["table"].value()) == (
        "imported",
        table.public_id,
    )
    assert {"vi": "2 hội viên", "en": "2 members"}[language] in page.content.decode()
    answer = plan(staff, target="imported", table=str(table.public_id))
    assert invited() == {"An Phát", "Bình Minh"}
    page = staff.client.get(answer.url)
    assert_clean_page(page)
    assert page.context["narrowed_to"]


def test_who_has_left_since_is_not_invited(staff, association, table):
    association.members.filter(name="An Phát").update(left_at=timezone.now())
    plan(staff, target="imported", table=str(table.public_id))
    assert invited() == {"Bình Minh"}


def test_without_saying_which_import_nothing_begins(staff, table):
    page = plan(staff, target="imported", table="")
    assert_clean_page(page)
    assert page.context["form"].errors == {"table": [PROBLEMS["import_missing"]]}
    assert not Campaign.objects.exists()


def test_an_import_that_is_chosen_counts_only_where_that_is_the_target(staff, table):
    plan(staff, target="all", table=str(table.public_id))
    assert Campaign.objects.get().table is None
    assert len(invited()) == 3


def test_that_of_another_association_is_not_to_be_chosen(staff, association, table):
    elsewhere = make_organisation("association", "Hội khác")
    other = MemberImport.objects.create(association=elsewhere, state="done")
    other.members.add(make_member(other.association, "Của hội khác"))
    page = plan(staff, target="imported", table=str(other.public_id))
    assert "table" in page.context["form"].errors
    ids = [association.public_id]
    new = f"{reverse('associations:new_campaign', args=ids)}?nhap={other.public_id}"
    assert staff.client.get(new).status_code == 404


def test_where_nothing_was_imported_nobody_is_led_to_choose_it(staff, member):
    new = reverse("associations:new_campaign", args=[staff.organisation.public_id])
    form = staff.client.get(new).context["form"]
    assert "imported" not in dict(form.fields["target"].choices)


def test_once_it_is_forgotten_the_campaign_stays_and_its_next_round_asks_again(
    staff, association, table
):
    campaign = make_campaign(association, **today_plan(target="imported", table=table))
    table.delete()
    assert len(invited()) == 2
    assert staff.client.get(address("campaign", campaign)).status_code == 200
    new = reverse("associations:new_campaign", args=[association.public_id])
    page = staff.client.get(f"{new}?lap-lai={campaign.public_id}")
    assert_clean_page(page)
    # Rather nobody than all of them.
    assert not page.context["form"]["table"].value()
