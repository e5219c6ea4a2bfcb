"""Two people on one request at the very same moment: the second is told, nothing happens twice."""

import pytest

from providers.errors import ProviderError
from providers.leads.clocks import end
from providers.leads.moving import move
from providers.leads.services import accept_lead, decline_lead, withdraw_lead
from providers.leads.states import PROVIDER, State
from providers.models import Lead, LeadEvent
from tests.builders import NOW, make_lead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]


@pytest.fixture
def moved(at_once):
    """(the codes of errors, sorted, and all states that the request went through)"""

    def run(*actions):
        outcomes = at_once(*actions)
        [states] = at_once(
            lambda: list(LeadEvent.objects.values_list("state", flat=True))
        )
        codes = [
            each.code if isinstance(each, ProviderError) else "" for each in outcomes
        ]
        return sorted(codes), states

    return run


@pytest.fixture
def lead(result, solution, owner) -> Lead:
    return make_lead(result, solution, owner)


def test_of_two_who_answer_one_is_told_that_the_other_was_faster(moved, lead):
    codes, states = moved(
        lambda: accept_lead(lead=lead, by=None, now=NOW),
        lambda: accept_lead(lead=lead, by=None, now=NOW),
    )
    assert codes == ["", "moved_on"]
    assert states == [State.SENT, State.ACCEPTED]


def test_the_same_order_sent_twice_at_once_has_effect_once_and_no_error(moved, lead):
    accept = {"lead": lead, "to": State.ACCEPTED, "side": PROVIDER, "by": None}
    codes, states = moved(
        lambda: move(**accept, now=NOW, key="k"),
        lambda: move(**accept, now=NOW, key="k"),
    )
    assert codes == ["", ""]
    assert states == [State.SENT, State.ACCEPTED]


def test_two_looks_of_the_clock_end_a_request_once(moved, lead):
    late = NOW.replace(month=12)
    codes, states = moved(lambda: end(lead, late), lambda: end(lead, late))
    assert codes == ["", ""]
    assert states == [State.SENT, State.RELEASED]


def test_taking_back_wins_over_an_answer_or_comes_after_it(moved, lead):
    codes, states = moved(
        lambda: withdraw_lead(lead=lead, by=None, now=NOW),
        lambda: decline_lead(lead=lead, reason="Hết chỗ", by=None, now=NOW),
    )
    assert codes in (["", ""], ["", "moved_on"])
    assert states[-1] in (State.WITHDRAWN, State.DECLINED)
    assert len(states) == 2
