"""One table says what may be done in which state; everything else is refused."""

import pytest
from django.db import IntegrityError

from accounts.models import AuditEvent
from providers.errors import ProviderError
from providers.models import Application, Provider, VettingStep
from providers.vetting.transitions import (
    ANNOUNCED,
    TRANSITIONS,
    may_be,
    move,
    stand,
    stand_no_more,
)
from tests.builders import NOW, make_provider
from tests.providers.vetting.applying import make_association, until
from tests.providers.webhooks.examples import make_endpoint

pytestmark = pytest.mark.django_db
State = Application.State
# The states in which each may be done, and the state after it; nothing else may be.
TOLD = """
send      draft returned                              sent
ask       sent                                        asked
answer    asked                                       sent
differ    sent                                        apart
agree     sent apart                                  settled
give_back sent asked                                  returned
take_back draft returned sent asked apart settled     withdrawn
accept    settled                                     accepted
decline   settled                                     declined
suspend   accepted                                    suspended
lift      suspended                                   accepted
revoke    accepted suspended                          revoked
run_out   accepted suspended                          expired
replace   accepted suspended                          replaced
"""


def told() -> dict[str, tuple[set[str], str]]:
    table = {}
    for line in TOLD.strip().splitlines():
        action, *states, after = line.split()
        table[action] = set(states), after
    return table


def test_the_table_is_what_this_page_tells():
    assert {name: (set(row[0]), row[1]) for name, row in TRANSITIONS.items()} == told()


def test_nothing_leads_out_of_what_is_over():
    left = {state for states, _after in TRANSITIONS.values() for state in states}
    over = {State.WITHDRAWN, State.DECLINED, State.REVOKED, State.EXPIRED}
    assert not left & (over | {State.REPLACED})


def test_every_state_is_reached_by_something():
    reached = {after for _states, after in TRANSITIONS.values()}
    assert reached | {State.DRAFT} == set(State)


@pytest.fixture
def application() -> Application:
    return Application.objects.create(
        provider=make_provider(),
        association=make_association(),
        criteria="2026-12",
        begun_at=NOW,
    )


@pytest.mark.parametrize("action", TRANSITIONS)
def test_where_it_may_not_be_done_the_second_is_told(application, action):
    for state in State:
        if state in TRANSITIONS[action][0]:
            continue
        Application.objects.filter(pk=application.pk).update(state=state)
        with pytest.raises(ProviderError) as error:
            move(application, action, by=None, now=NOW)
        assert error.value.code == "not_now"
        assert error.value.params == {"state": state}
    assert not VettingStep.objects.exists()


@pytest.mark.parametrize("action", TRANSITIONS)
def test_where_it_may_be_done_it_is_dated_and_written_down(application, action):
    before = sorted(TRANSITIONS[action][0])[0]
    Application.objects.filter(pk=application.pk).update(state=before)
    moved = move(application, action, by=None, now=NOW, words="Vì thế")
    assert moved.state == TRANSITIONS[action][1]
    step = VettingStep.objects.get()
    assert (step.action, step.state, step.at, step.words) == (
        action,
        moved.state,
        NOW,
        "Vì thế",
    )
    event = AuditEvent.objects.get(action=f"vetting.{action}")
    assert event.organisation == application.provider.organisation
    # The log says that and when, never what somebody wrote.
    assert "Vì thế" not in str(event.details)


@pytest.mark.parametrize("action", ANNOUNCED)
def test_what_matters_to_the_provider_is_told_to_its_system(application, action):
    endpoint = make_endpoint(application.provider, topics=["vetting"])
    application.state = min(TRANSITIONS[action][0])
    application.save()
    move(application, action, by=None, now=NOW)
    [told] = endpoint.deliveries.all()
    assert told.event == f"vetting.{ANNOUNCED[action]}"


def test_what_is_told_of_a_state_is_what_the_table_says(application):
    assert may_be(application, "send")
    assert not may_be(application, "accept")


def test_standing_is_what_matching_reads(application):
    provider, association = application.provider, application.association
    last = NOW.date().replace(year=2027)
    stand(provider, last, association)
    assert until(application) == last
    assert Provider.objects.get().vetted_by == association
    stand_no_more(provider, NOW)
    assert not Provider.objects.get().is_vetted_on(NOW.date())


def test_what_ended_before_keeps_its_day(application):
    long_ago = NOW.date().replace(year=2025)
    Provider.objects.update(vetted_until=long_ago)
    stand_no_more(application.provider, NOW)
    assert until(application) == long_ago


def test_of_one_provider_one_application_is_open(application):
    again = Application(
        provider=application.provider,
        association=application.association,
        criteria="2026-12",
        begun_at=NOW,
    )
    with pytest.raises(IntegrityError):
        again.save()
