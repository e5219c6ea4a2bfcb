"""A whole campaign at once: a preview of it, and letters only then."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.services import withdraw_consent
from associations.allocation.services import send_offers
from associations.allocation.tasks import write_due_offers, write_offers
from associations.errors import AssociationError
from associations.models import AllocatedFirm, Allocation, Invitation
from providers.matching.services import hide_provider
from providers.models import Lead, Provider
from tests.associations.campaigns.builders import (
    MONDAY,
    make_campaign,
    make_member,
    on,
    today_plan,
)
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_provider,
    make_result,
    make_solution,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import make_share

pytestmark = pytest.mark.django_db


@pytest.fixture
def association(staff):
    return staff.organisation


def take_part(campaign, number: int, scope="answers"):
    """A member that has sent, and lets the association see as far as this."""
    owner = make_user(f"chu-{number}@hang.example")
    enterprise = make_enterprise(owner, name=f"Hàng {number}")
    result = make_result(make_assessment(enterprise), level=1)
    consent = make_share(enterprise, campaign.association, scope, owner)
    member = make_member(campaign.association, enterprise.name, enterprise=enterprise)
    Invitation.objects.create(
        campaign=campaign,
        member=member,
        token_hash=f"{number:064}",
        stage=Invitation.Stage.SUBMITTED,
        assessment=result.assessment,
    )
    return result, consent


@pytest.fixture
def campaign(association):
    """Its letters leave at any hour, but where a test says otherwise."""
    return make_campaign(association, **today_plan())


@pytest.fixture
def firms(campaign):
    """Six that let their answers be seen, and one that shows its level alone."""
    cache.clear()
    take_part(campaign, 9, "aggregate")
    return [take_part(campaign, number) for number in range(6)]


@pytest.fixture
def directory():
    """Two providers for the same, with places for four and for three."""
    for slug, places in (("mot", 4), ("hai", 3)):
        make_solution(make_provider(slug, slug, capacity_per_month=places), slug)


@pytest.fixture
def where(campaign):
    return reverse(
        "associations:allocation",
        args=[campaign.association.public_id, campaign.public_id],
    )


@pytest.fixture
def made(staff, where, firms, directory):
    staff.client.post(where, {"most": "1"})
    return Allocation.objects.get()


def test_who_shows_answers_takes_part_and_nobody_gets_more_than_it_can_take(
    made, firms
):
    rows = AllocatedFirm.objects.all()
    assert {row.result_id for row in rows} == {result.pk for result, _consent in firms}
    named = [key for row in rows for key in row.providers]
    assert len(named) == 6
    for provider in Provider.objects.all():
        assert named.count(provider.pk) <= provider.capacity_per_month
    assert (made.figures["firms"], made.figures["reached"]) == (6, 6)
    assert made.figures["share"] > 0.98


def test_the_preview_tells_numbers_and_no_firm_and_writes_to_nobody(
    made, staff, where, mailoutbox
):
    html = staff.client.get(where).content.decode()
    assert_clean_page(html)
    assert "Hàng" not in html
    # Three or four of each would be too few to be told: they stand together.
    assert "<strong>6</strong>" in html
    assert "mot:" not in html
    assert not mailoutbox


def test_letters_go_to_those_who_still_agree_once_and_each_chooses(
    made, staff, where, firms, mailoutbox
):
    _result, consent = firms[0]
    withdraw_consent(consent=consent, by=None, now=NOW)
    html = staff.client.get(where).content.decode()
    send = f"{where}{made.public_id}/gui/"
    assert send in html
    staff.client.post(send)
    addresses = sorted(address for letter in mailoutbox for address in letter.to)
    assert addresses == [f"chu-{number}@hang.example" for number in range(1, 6)]
    assert str(firms[1][0].public_id) in mailoutbox[0].body
    with pytest.raises(AssociationError, match="already_sent"):
        send_offers(allocation=made, by=staff.user, now=NOW)
    write_offers.enqueue(made.pk)
    assert len(mailoutbox) == 5
    assert not Lead.objects.exists()
    assert send not in staff.client.get(where).content.decode()


def test_whom_a_firm_hides_meanwhile_stands_in_no_letter(
    made, staff, where, firms, mailoutbox
):
    for provider in Provider.objects.all():
        hide_provider(
            enterprise=firms[0][0].organisation, provider=provider, by=None, now=NOW
        )
    staff.client.post(f"{where}{made.public_id}/gui/")
    assert "chu-0@hang.example" not in {to for letter in mailoutbox for to in letter.to}
    assert len(mailoutbox) == 5


@pytest.mark.parametrize(
    ("quiet", "still_quiet", "morning"),
    [
        pytest.param(on(0, hour=19), on(1, hour=7), on(1, hour=8), id="at night"),
        pytest.param(on(5), on(6), on(7, hour=9), id="at the weekend"),
    ],
)
def test_what_is_sent_in_quiet_hours_waits_for_a_morning_of_work(
    quiet, still_quiet, morning, made, staff, where, campaign, monkeypatch, mailoutbox
):
    campaign.quiet_from, campaign.quiet_until = 18, 8
    campaign.on_working_days = True
    campaign.save()
    for moment in (quiet, still_quiet):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        if moment == quiet:
            send_offers(allocation=made, by=staff.user, now=moment)
        write_due_offers.enqueue()
        assert not mailoutbox
    assert AllocatedFirm.objects.filter(written_at=None).count() == 6
    monkeypatch.undo()
    assert (
        "6 doanh nghiệp chưa được gửi thư" in staff.client.get(where).content.decode()
    )
    monkeypatch.setattr(timezone, "now", lambda: morning)
    write_due_offers.enqueue()
    assert len(mailoutbox) == 6


def test_nothing_is_sent_before_there_is_a_preview(staff, campaign):
    waiting = Allocation.objects.create(campaign=campaign, most=1, asked_at=MONDAY)
    with pytest.raises(AssociationError, match="not_made"):
        send_offers(allocation=waiting, by=staff.user, now=NOW)


def test_where_nobody_takes_part_there_is_nothing_to_ask_for(staff, where):
    html = staff.client.get(where).content.decode()
    assert 'name="most"' not in html
