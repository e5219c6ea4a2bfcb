"""What answers to each deed about belonging, whatever was done before."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Confirmation
from associations.belonging.services import (
    answer_request,
    ask_to_join,
    confirm_enterprise,
    join,
    leave,
    take_request_back,
)
from associations.errors import AssociationError
from associations.models import Affiliation, Member
from tests.builders import NOW, make_organisation, make_user
from tests.members import make_member

State = Affiliation.State
NEVER = "never"
# From each state by each deed: what it is then, or the code of the refusal.
TABLE = {
    (NEVER, "ask"): State.ASKED,
    (NEVER, "grant"): "not_asked",
    (NEVER, "decline"): "not_asked",
    (NEVER, "take back"): "not_asked",
    (NEVER, "leave"): NEVER,
    (NEVER, "confirm"): "not_member",
    (NEVER, "join"): State.ACTIVE,
    (State.ASKED, "ask"): State.ASKED,
    (State.ASKED, "grant"): State.ACTIVE,
    (State.ASKED, "decline"): State.DECLINED,
    (State.ASKED, "take back"): State.ENDED,
    (State.ASKED, "leave"): State.ASKED,
    (State.ASKED, "confirm"): "not_member",
    (State.ASKED, "join"): State.ACTIVE,
    (State.ACTIVE, "ask"): State.ACTIVE,
    (State.ACTIVE, "grant"): "not_asked",
    (State.ACTIVE, "decline"): "not_asked",
    (State.ACTIVE, "take back"): "not_asked",
    (State.ACTIVE, "leave"): State.ENDED,
    (State.ACTIVE, "confirm"): State.ACTIVE,
    (State.ACTIVE, "join"): State.ACTIVE,
    (State.DECLINED, "ask"): State.ASKED,
    (State.DECLINED, "grant"): "not_asked",
    (State.DECLINED, "decline"): "not_asked",
    (State.DECLINED, "take back"): "not_asked",
    (State.DECLINED, "leave"): State.DECLINED,
    (State.DECLINED, "confirm"): "not_member",
    (State.DECLINED, "join"): State.ACTIVE,
    (State.ENDED, "ask"): State.ASKED,
    (State.ENDED, "grant"): "not_asked",
    (State.ENDED, "decline"): "not_asked",
    (State.ENDED, "take back"): "not_asked",
    (State.ENDED, "leave"): State.ENDED,
    (State.ENDED, "confirm"): "not_member",
    (State.ENDED, "join"): State.ACTIVE,
}
DEEDS = sorted({deed for _state, deed in TABLE})


class Pair:
    """An enterprise and an association, and what both may do."""

    def __init__(self) -> None:
        self.user = make_user(f"u{Member.objects.count()}@quan.example")
        self.enterprise = make_organisation()
        self.association = make_organisation("association", "Hội May")
        self.days = 0

    @property
    def state(self) -> str:
        affiliation = Affiliation.objects.filter(enterprise=self.enterprise).first()
        return affiliation.state if affiliation else NEVER

    def do(self, deed: str) -> str:
        """The state after it, or the code by which it was refused."""
        self.days += 1
        try:
            getattr(self, deed.replace(" ", "_"))()
        except AssociationError as error:
            return error.code
        return self.state

    @property
    def who(self) -> dict:
        return {"by": self.user, "now": NOW + timedelta(days=self.days)}

    @property
    def both(self) -> dict:
        return {"association": self.association, "enterprise": self.enterprise}

    def ask(self) -> None:
        ask_to_join(**self.both, **self.who)

    def take_back(self) -> None:
        take_request_back(**self.both, **self.who)

    def leave(self) -> None:
        leave(**self.both, **self.who)

    def confirm(self) -> None:
        confirm_enterprise(**self.both, **self.who)

    def grant(self) -> None:
        self._answer(is_granted=True)

    def decline(self) -> None:
        self._answer(is_granted=False, reason="Không cùng ngành")

    def _answer(self, **said) -> None:
        found = Affiliation.objects.filter(enterprise=self.enterprise).first()
        asked = found or Affiliation(**self.both)
        answer_request(affiliation=asked, **said, **self.who)

    def join(self) -> None:
        known = Member.objects.filter(enterprise=self.enterprise).first()
        member = known or make_member(self.association)
        join(member=member, enterprise=self.enterprise, **self.who)


LEADS_TO = {
    NEVER: [],
    State.ASKED: ["ask"],
    State.ACTIVE: ["ask", "grant"],
    State.DECLINED: ["ask", "decline"],
    State.ENDED: ["ask", "grant", "leave"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "deed"), TABLE)
def test_each_deed_is_answered_as_the_table_says(state, deed):
    pair = Pair()
    for before in LEADS_TO[state]:
        pair.do(before)
    assert pair.state == state
    assert pair.do(deed) == TABLE[state, deed]


class AnyOrder(TestCase):
    @settings(max_examples=15)
    @given(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=7))
    def test_in_any_order_the_table_holds_and_nothing_is_left_over(self, deeds):
        pair = Pair()
        for deed in deeds:
            expected = TABLE[pair.state, deed]
            before = pair.state
            assert pair.do(deed) == expected
            if expected in ("not_asked", "not_member"):
                assert pair.state == before, "refused, nothing changes"
        belongs = pair.state == State.ACTIVE
        known = Member.objects.filter(enterprise=pair.enterprise)
        assert known.exists() is (pair.state in (State.ACTIVE, State.ASKED))
        standing = Confirmation.objects.filter(withdrawn_at__isnull=True)
        assert belongs or not standing.exists(), "who left is confirmed no more"
