"""How far each invitation is, as managers see it."""

from datetime import timedelta

import pytest

from accounts.email import lost_letters
from accounts.staff.queries import invitations_of
from tests.accounts.staff.lost_letters import lose_letter_of
from tests.builders import NOW, make_organisation, make_work

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
STATES = {
    "sent": {},
    "opened": {"opened_at": LATER},
    "accepted": {"opened_at": LATER, "accepted_at": LATER},
    "ended": {"opened_at": LATER, "ended_at": LATER},
    "expired": {"expires_at": NOW},
}


@pytest.mark.parametrize(("state", "fields"), STATES.items())
def test_an_invitation_says_how_far_it_is(state, fields):
    association = make_organisation("association", "Hội May")
    make_work(association, **fields)
    (invited,) = invitations_of(association, LATER)
    assert invited.state == state
    assert invited.is_open == (state in {"sent", "opened", "expired"})


@pytest.mark.sql
def test_a_letter_that_came_back_is_told_until_the_link_is_opened():
    association = make_organisation("association", "Hội May")
    invitation = make_work(association)
    lose_letter_of(invitation)
    assert lost_letters(association.pk)
    assert invitations_of(association, LATER)[0].state == "lost"
    invitation.opened_at = LATER
    invitation.save()
    assert invitations_of(association, LATER)[0].state == "opened"


@pytest.mark.sql
def test_of_many_none_is_left_out_and_what_did_not_arrive_stands_first():
    association = make_organisation("association", "Hội May")
    first = make_work(association, sent_at=NOW - timedelta(days=1))
    lose_letter_of(first)
    for number in range(50):
        make_work(association, email=f"{number}@a.example", token_hash=str(number))
    rows = invitations_of(association, NOW)
    assert len(rows) == 51
    assert rows[0].invitation == first


@pytest.mark.sql
def test_two_queries_however_many_there_are(django_assert_num_queries):
    association = make_organisation("association", "Hội May")
    for number in range(9):
        make_work(association, email=f"{number}@a.example", token_hash=str(number))
    with django_assert_num_queries(2):
        rows = invitations_of(association, NOW)
        assert [str(row.invitation.invited_by) for row in rows] == ["None"] * 9
