"""What each side can do on the page of a request, in each state: what the table of moves allows."""

import pytest
from django.utils.translation import override

from providers.leads.deeds import DEEDS, ONLY_IN, deeds_open, form_of
from providers.leads.moving import moves_now
from providers.leads.states import moves_of
from providers.models import Lead, LeadOutcome, Side
from tests.builders import NOW, make_lead, make_organisation, make_result
from tests.builders import make_assessment as make_round

pytestmark = pytest.mark.django_db
State = Lead.State
ENTERPRISE, PROVIDER = Side.ENTERPRISE, Side.PROVIDER
# What stands there, by side and state, besides writing a message while it goes on.
OPEN = {
    (PROVIDER, State.SENT): {"accept", "decline", "return"},
    (PROVIDER, State.ACCEPTED): {"decline", "return", "offer", "talking"},
    (PROVIDER, State.TALKING): {"decline", "offer"},
    (PROVIDER, State.OFFERED): {"decline", "offer"},
    (PROVIDER, State.AGREED): {"offer", "delivered"},
    (PROVIDER, State.DELIVERED): {"outcome"},
    (ENTERPRISE, State.SENT): {"withdraw"},
    (ENTERPRISE, State.ACCEPTED): {"withdraw"},
    (ENTERPRISE, State.TALKING): {"withdraw"},
    (ENTERPRISE, State.OFFERED): {"agree", "refuse", "withdraw"},
    (ENTERPRISE, State.AGREED): {"delivered", "withdraw"},
    (ENTERPRISE, State.DELIVERED): {"not_delivered", "outcome", "withdraw"},
    (ENTERPRISE, State.RETURNED): {"mend", "withdraw"},
}


@pytest.fixture
def lead(solution) -> Lead:
    firm = make_organisation(name="Quán hỏi", claimed_at=NOW)
    return make_lead(make_result(make_round(firm)), solution)


def standing(state: str) -> Lead:
    """One that nothing was said on yet: to have it in the table as well would take long."""
    return Lead(pk=1, state=state, due_on=NOW.date())


def names(lead: Lead, side: Side) -> set[str]:
    return set(deeds_open(lead, side, lead.state))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_the_buttons_are_those_of_this_page(side, state):
    found = names(standing(state), side) - {"message"}
    assert found == OPEN.get((side, state), set())


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_a_message_is_written_as_long_as_it_goes_on(side, state):
    assert ("message" in names(standing(state), side)) is (state in Lead.LIVE)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_no_button_leads_where_the_table_does_not(side, state):
    held = standing(state)
    allowed = set(moves_of(side, state))
    for name, deed in deeds_open(held, side, state).items():
        assert deed.to is None or deed.to in allowed, name


@pytest.mark.parametrize("state", set(State) - set(Lead.LIVE) - {State.RETURNED})
@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_nothing_can_be_done_with_what_is_over(side, state):
    held = standing(state)
    assert names(held, side) == set()
    assert not list(moves_now(held, side, state))


@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_a_consent_that_ended_ends_what_can_be_done(side):
    """It is shown as withdrawn, though nobody has written that down yet."""
    assert not deeds_open(standing(State.SENT), side, State.WITHDRAWN)


@pytest.mark.parametrize(
    ("said", "side", "is_asked"),
    [
        (ENTERPRISE, ENTERPRISE, False),
        (ENTERPRISE, PROVIDER, True),
        (PROVIDER, ENTERPRISE, True),
        (PROVIDER, PROVIDER, False),
    ],
)
def test_whoever_has_said_what_came_of_it_is_not_asked_again(
    lead, said, side, is_asked
):
    lead.state = State.DELIVERED
    LeadOutcome.objects.create(lead=lead, side=said, said="done", at=NOW)
    assert ("outcome" in names(lead, side)) is is_asked


def test_what_came_back_for_good_cannot_be_mended():
    """Nothing follows on it: its clock does not run."""
    assert not deeds_open(Lead(pk=1, state=State.RETURNED), ENTERPRISE, State.RETURNED)


@pytest.mark.parametrize("name", ONLY_IN)
def test_the_same_move_is_another_thing_in_another_state(name):
    for state in State:
        if state != ONLY_IN[name]:
            assert name not in names(standing(state), ENTERPRISE)


@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_fields_of_several_forms_of_one_page_share_no_id(lead, side):
    seen = set()
    for name, deed in DEEDS[side].items():
        form = form_of(name, deed, None, lead)
        # Radio buttons have an id each, and none together.
        ids = {form[field].id_for_label for field in form.fields} - {""}
        assert not ids & seen, name
        seen |= ids


@pytest.mark.parametrize("side", [ENTERPRISE, PROVIDER])
def test_each_deed_says_in_both_languages_that_it_is_done(side):
    for name, deed in DEEDS[side].items():
        with override("en"):
            english = str(deed.words)
        with override("vi"):
            assert str(deed.words) not in ("", english), name
