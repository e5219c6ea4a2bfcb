"""A consent can be for one round only: nothing of the others is seen, nowhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.models import Consent
from associations.consents.queries import consents_given
from associations.consents.services import share_results
from associations.consents.texts import CURRENT, Lasting
from associations.results.queries import Filters, shared_results
from tests.builders import (
    NOW,
    make_assessment,
    make_evidence,
    make_result,
    make_roadmap_of,
)
from tests.personas import make_share

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def second(owner, result):
    """The result of the round after the one of `result`."""
    assessment = make_assessment(owner.organisation, round=2)
    result = make_result(assessment, level=2)
    assessment.submitted_at = LATER
    assessment.save()
    return result


def share_one(owner, staff, result, scope=Scope.ANSWERS, **more) -> Consent:
    return share_results(
        enterprise=owner.organisation,
        association=staff.organisation,
        scope=scope,
        text_version=CURRENT.id,
        by=owner.user,
        now=NOW,
        round_key=result.round_key,
        **more,
    )


def read(client, name, result) -> int:
    return client.get(reverse(name, args=[result.public_id])).status_code


READERS = ("reports:result", "reports:answers", "reports:pdf", "roadmap:what_if")


@pytest.mark.parametrize("name", READERS)
def test_only_the_round_it_is_for_can_be_read(owner, staff, result, second, name):
    share_one(owner, staff, result)
    assert read(staff.client, name, result) == 200
    assert read(staff.client, name, second) == 404


def test_files_of_other_rounds_stay_closed(owner, staff, result, second):
    share_one(owner, staff, result, Scope.EVIDENCE)
    for each, status in ((result, 200), (second, 404)):
        file = make_evidence(each.assessment)
        args = [each.assessment.public_id, file.public_id]
        address = reverse("survey:evidence_file", args=args)
        assert staff.client.get(address).status_code == status
        assert read(staff.client, "associations:evidence", each) == status


def test_the_list_shows_the_newest_round_that_may_be_seen(owner, staff, result, second):
    share_one(owner, staff, result)
    listed = shared_results(staff.organisation, Filters(), LATER)
    assert [each.pk for each in listed] == [result.pk]
    assert [each.scope for each in listed] == [Scope.ANSWERS]
    share_one(owner, staff, second, Scope.AGGREGATE)
    listed = shared_results(staff.organisation, Filters(), LATER)
    assert [each.pk for each in listed] == [second.pk]
    assert [each.scope for each in listed] == [Scope.AGGREGATE]
    assert not shared_results(staff.organisation, Filters(scope=2), LATER)


def test_rounds_stand_beside_each_other_and_all_of_them_take_their_place(
    owner, staff, result, second
):
    first = share_one(owner, staff, result)
    again = share_one(owner, staff, result)
    assert first == again, "the same once more changes nothing"
    share_one(owner, staff, second)
    in_force = Consent.objects.filter(withdrawn_at__isnull=True)
    assert in_force.count() == 2
    every = make_share(owner.organisation, staff.organisation, "pillars")
    assert list(in_force.all()) == [every]
    one = share_one(owner, staff, result)
    assert list(in_force.all()) == [one], "and the other way round"


def test_the_owner_chooses_it_on_the_page_of_sharing(owner, staff, result, second):
    form = {
        "association": str(staff.organisation.public_id),
        "scope": "3",
        "lasting": Lasting.ROUND,
        "contact": "on",
        "agree": "on",
        "text_version": CURRENT.id,
    }
    owner.client.post(reverse("associations:share", args=[result.public_id]), form)
    consent = Consent.objects.get()
    assert consent.round_key == ("small", 1)
    assert "contact" in consent.items
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert "kỳ 1, Thử" in " ".join(page.split())
    page = owner.client.get(reverse("associations:share", args=[second.public_id]))
    assert "Đang được xem của kỳ 1" in page.content.decode()


def test_what_is_opened_stands_under_the_consent_to_its_round(
    owner, staff, result, second
):
    share_one(owner, staff, result)
    share_one(owner, staff, second)
    read(staff.client, "reports:answers", second)
    (page,) = consents_given([owner.organisation], timezone.now())
    opened = {each.consent.round: each.opened for each in page.in_force}
    assert opened == {1: 0, 2: 1}


def test_a_verdict_is_for_whoever_may_see_this_round(owner, staff, result, second):
    share_one(owner, staff, result, Scope.EVIDENCE)
    file = make_evidence(second.assessment)
    address = reverse(
        "associations:review_evidence", args=[second.public_id, file.public_id]
    )
    typed = {f"f{file.pk}-verdict": "accepted"}
    assert staff.client.post(address, typed).status_code == 404
    file.refresh_from_db()
    assert file.verdict == ""


def test_the_roadmap_of_one_round_says_nothing_of_the_next(
    owner, staff, result, second
):
    make_roadmap_of(result, 4)
    share_one(owner, staff, result)
    address = reverse("roadmap:roadmap", args=[result.public_id])
    assert staff.client.get(address).context["newer"] is None
    assert owner.client.get(address).context["newer"] == second
