"""What an association knows of a member follows whether it belongs."""

import pytest

from associations.belonging.services import (
    answer_request,
    ask_to_join,
    join,
    leave,
    take_request_back,
)
from associations.errors import AssociationError
from associations.models import Affiliation, Member
from tests.builders import NOW, make_organisation
from tests.members import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(owner, staff):
    return {"enterprise": owner.organisation, "association": staff.organisation}


def ask(pair) -> Affiliation:
    return ask_to_join(**pair, by=None, now=NOW)


def answer(affiliation, **given) -> Affiliation:
    return answer_request(affiliation=affiliation, by=None, now=NOW, **given)


def test_who_asks_stands_among_the_members_with_what_it_told(pair):
    ask(pair)
    ask(pair)
    asking = Member.objects.get()
    assert asking.by_itself
    assert asking.name == pair["enterprise"].name
    assert asking.enterprise == pair["enterprise"]


@pytest.mark.parametrize("end", ["declined", "taken back"])
def test_who_does_not_belong_after_all_leaves_no_trace(pair, end):
    asked = ask(pair)
    if end == "declined":
        answered = answer(asked, is_granted=False, reason="Không cùng ngành")
        assert answered.reason == "Không cùng ngành"
    else:
        take_request_back(**pair, by=None, now=NOW)
    assert not Member.objects.exists()


@pytest.mark.sql
def test_granted_as_one_that_was_known_it_is_this_one(pair):
    known = make_member(pair["association"])
    answer(ask(pair), is_granted=True, member=known)
    linked = Member.objects.get()
    assert linked == known
    assert linked.enterprise == pair["enterprise"]
    assert linked.name == known.name, "what was typed stays"


def test_asking_again_forgets_why_it_was_declined(pair):
    answer(ask(pair), is_granted=False, reason="Không cùng ngành")
    assert ask(pair).reason == ""


def test_leaving_keeps_what_was_typed_and_not_who_it_is(pair):
    known = make_member(pair["association"])
    answer(ask(pair), is_granted=True, member=known)
    leave(**pair, by=None, now=NOW)
    left = Member.objects.get()
    assert (left.enterprise, left.left_at, left.note) == (None, NOW, known.note)


def test_invited_it_belongs_at_once_and_once(pair, owner):
    known = make_member(pair["association"], token_hash="x", left_at=NOW)
    for _turn in range(2):
        joined = join(
            member=known,
            enterprise=pair["enterprise"],
            by=owner.user,
            now=NOW,
        )
    assert joined.state == Affiliation.State.ACTIVE
    known = Member.objects.get()
    assert (known.enterprise, known.left_at) == (pair["enterprise"], None)
    assert known.token_hash == ""


def test_one_member_is_not_two_enterprises(pair, owner):
    known = make_member(pair["association"], enterprise=make_organisation())
    with pytest.raises(AssociationError, match="known_as_another"):
        join(
            member=known,
            enterprise=pair["enterprise"],
            by=owner.user,
            now=NOW,
        )


def test_joining_by_the_letter_to_one_leaves_what_was_typed_of_another(pair):
    """Of one firm known under two names: calls, invitations and notes hang on both."""
    other = make_member(
        pair["association"], name="Tên cũ", enterprise=pair["enterprise"]
    )
    invited = make_member(pair["association"], name="Tên mới")
    join(member=invited, enterprise=pair["enterprise"], by=None, now=NOW)
    other.refresh_from_db()
    invited.refresh_from_db()
    assert other.enterprise is None
    assert invited.enterprise == pair["enterprise"]
