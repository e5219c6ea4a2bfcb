"""A firm that shares one round is reviewed in this one, and in no other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access.scopes import Scope
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from associations.review.assignments.queries import not_begun, queue_of
from tests.builders import (
    NOW,
    PDF,
    make_assessment,
    make_evidence,
    make_result,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def second(reviewing):
    """The round after, which is not shared, with a file of its own."""
    assessment = make_assessment(reviewing.owner.organisation, round=2)
    make_evidence(assessment, content=PDF + b"2")
    result = make_result(assessment, level=2)
    assessment.submitted_at = LATER
    assessment.save()
    return result


@pytest.fixture
def of_one(reviewing, second):
    """The first round only is shared."""
    return of_its_round_alone(reviewing)


def of_its_round_alone(reviewing):
    """Nothing but the round under review is shared."""
    consent = share_results(
        enterprise=reviewing.owner.organisation,
        association=reviewing.manager.organisation,
        scope=Scope.EVIDENCE,
        text_version=CURRENT.id,
        by=reviewing.owner.user,
        now=NOW,
        round_key=reviewing.result.round_key,
    )
    return replace(reviewing, consent=consent)


def test_its_round_waits_for_whoever_leads_the_reviews(of_one):
    association = of_one.manager.organisation
    assert list(not_begun(association, LATER)) == [of_one.result]


def test_it_goes_to_a_reviewer_and_comes_to_its_end(of_one):
    review = of_one.open()
    association, person = of_one.manager.organisation, of_one.first
    queue = queue_of(association, person.user, (), LATER)
    assert [each.review for each in queue] == [review]
    address = reverse("associations:review", args=[review.public_id])
    assert person.client.get(address).status_code == 200
    assert of_one.finish(review, person).state == "decided"


def test_the_round_that_is_not_shared_is_reviewed_by_nobody(of_one, second):
    with pytest.raises(AssociationError) as caught:
        replace(of_one, result=second).open()
    assert caught.value.code == "not_shared"


def test_of_all_rounds_the_newest_waits(reviewing, second):
    association = reviewing.manager.organisation
    assert list(not_begun(association, LATER)) == [second]


def test_the_answer_of_a_round_before_is_shown_only_where_it_is_shared(
    reviewing, second
):
    """What was said in the first round is no part of a consent to the second."""
    of_second = replace(reviewing, result=second)
    review = of_second.open(now=LATER)
    address = reverse("associations:review_answer", args=[review.public_id, "1.1.1"])
    client = reviewing.first.client
    assert "Kỳ trước" in client.get(address).content.decode()
    of_its_round_alone(of_second)
    hidden = client.get(address)
    assert hidden.context["before"] is None
    assert "Kỳ trước" not in hidden.content.decode()
