"""Hôm nay: what waits in the lists of an association, and for whom of its people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import BadAddress
from accounts.outbox.addresses import mark_bad
from associations.models import Affiliation, Assignment, Invitation, Review
from associations.review.assignments.services import open_review
from associations.review.phases.queries import phases
from tests.accounts.staff.lost_letters import lose_letter_of
from tests.associations.assisted.world import make_assisted
from tests.associations.campaigns.builders import (
    make_campaign,
    make_member,
    today_plan,
)
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_evidence,
    make_organisation,
    make_result,
    make_work,
)
from tests.personas import Persona, make_affiliation, make_persona, make_share

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
ROLES = ("manager", "officer", "reviewer", "reader")
FOLLOWS_UP = {"requests", "members", "assisted", "campaigns", "campaign_people"}
REVIEWS = {"review_queue", "results"}
MANAGES = {"reviews", "team"}


@pytest.fixture
def people(staff) -> dict[str, Persona]:
    """By role, all of one association."""
    at = staff.organisation
    others = {role: make_persona(f"{role}@hoi.example", at, role) for role in ROLES[1:]}
    return {"manager": staff, **others}


def make_proved(staff, name):
    assessment = make_assessment(make_organisation(name=name))
    make_answers(assessment)
    make_evidence(assessment)
    result = make_result(assessment)
    make_share(assessment.organisation, staff.organisation, "evidence")
    return result


def make_given(staff, reviewer, name) -> Review:
    return open_review(
        result=make_proved(staff, name),
        association=staff.organisation,
        phase=phases()["association.one"],
        reviewers=[reviewer.user],
        by=staff.user,
        now=NOW,
    )


def make_lost(staff, email) -> None:
    invitation = make_work(staff.organisation, email=email, token_hash=email)
    # As of today: what has run out is no letter that was lost.
    invitation.expires_at = timezone.now() + timedelta(days=3)
    invitation.save()
    lose_letter_of(invitation)


def make_everything(people, number: int) -> None:
    """So many of each kind."""
    staff = people["manager"]
    for place in range(number):
        asking = make_organisation(name=f"Xin vào {place}")
        make_affiliation(asking, staff.organisation, state=Affiliation.State.ASKED)
        for role in ("manager", "reviewer"):
            make_given(staff, people[role], f"Chờ {role} {place}")
            asked = make_given(staff, people[role], f"Hỏi {role} {place}")
            asked.assignments.update(state=Assignment.State.ASKING)
        first = make_given(staff, people["reviewer"], f"Xem lại {place}")
        first.assignments.update(state=Assignment.State.DONE)
        Review.objects.filter(pk=first.pk).update(state=Review.State.DECIDED)
        Review.objects.create(
            association=staff.organisation,
            organisation=first.organisation,
            result=first.result,
            phase="association.appeal",
            against=first,
            opened_at=NOW,
        )
        make_lost(staff, f"moi{place}@hoi.example")
        member = make_member(staff.organisation, f"Thư trả lại {place}")
        mark_bad(member.email.upper(), BadAddress.Why.BOUNCED, NOW)
        today = timezone.localdate()
        make_campaign(
            staff.organisation, **today_plan(name=f"Đợt {place}", ends_on=today)
        )
    Invitation.objects.update(unreachable=Invitation.Unreachable.BOUNCED)
    typed = make_assisted(staff.organisation, staff.user).typed
    assert typed.is_open


def listed(person: Persona, url: str) -> int:
    """How many rows stand where a number leads to."""
    context = person.client.get(url).context
    if "#invited" in url:
        states = [row["of"].state for row in context["invited"]]
        return states.count("lost")
    return context["page"].paginator.count


def names(person: Persona, found) -> set[str]:
    """Of the pages that somebody is led to."""
    answers = [person.client.get(one.url) for one in found]
    assert all(answer.status_code == 200 for answer in answers)
    matches = [answer.resolver_match for answer in answers]
    return {match.url_name for match in matches}


@pytest.mark.parametrize("role", ROLES)
def test_each_number_is_the_length_of_the_list_it_leads_to(people, waiting, role):
    """Defect of others: counts on two pages that mean two things."""
    make_everything(people, 2)
    person = people[role]
    for one in waiting(person):
        assert listed(person, one.url) == one.count, one


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("manager", FOLLOWS_UP | REVIEWS | MANAGES),
        ("officer", FOLLOWS_UP),
        ("reviewer", REVIEWS),
        ("reader", set()),
    ],
)
def test_everybody_is_told_what_they_may_do_something_about(
    people, waiting, role, pages
):
    make_everything(people, 1)
    person = people[role]
    assert names(person, waiting(person)) == pages


def test_a_review_waits_for_whom_it_was_given_to(people, waiting):
    make_given(people["manager"], people["reviewer"], "Quán 1")
    told = {role: [one.what for one in waiting(people[role])] for role in people}
    mine = "1 result for you to review"
    assert mine in told["reviewer"]
    assert mine not in told["manager"]


def test_a_round_that_is_still_typed_waits_for_nobody(people, waiting):
    staff = people["manager"]
    typed = make_assisted(staff.organisation, staff.user).typed
    assert [one.count for one in waiting(staff)] == [1]
    typed.asked_at = None
    typed.save()
    assert not waiting(staff)


def test_a_member_whom_no_letter_reaches_waits_also_outside_of_campaigns(
    people, waiting
):
    staff = people["manager"]
    member = make_member(staff.organisation, "Thư trả lại")
    assert not waiting(staff)
    mark_bad(member.email, BadAddress.Why.BOUNCED, NOW)
    [told] = waiting(staff)
    assert told.what == "1 member whom no letter reaches"
    page = staff.client.get(told.url)
    assert [row["member"] for row in page.context["rows"]] == [member]
    member.left_at = NOW
    member.save()
    assert not waiting(staff)


@pytest.mark.parametrize("role", ROLES)
def test_it_takes_as_many_queries_for_few_as_for_many(
    people, waiting, django_assert_max_num_queries, role
):
    person = people[role]
    make_everything(people, 1)
    waiting(person)
    with django_assert_max_num_queries(15) as few:
        waiting(person)
    make_everything_more(people)
    with django_assert_max_num_queries(15) as many:
        waiting(person)
    assert len(few) == len(many)


def make_everything_more(people) -> None:
    """Of what makes rows on the page, and of what is counted."""
    staff = people["manager"]
    for place in range(10, 16):
        make_given(staff, people["reviewer"], f"Thêm {place}")
        make_lost(staff, f"moi{place}@hoi.example")
        make_campaign(staff.organisation, **today_plan(name=f"Đợt {place}"))
    Invitation.objects.update(unreachable=Invitation.Unreachable.BOUNCED)
