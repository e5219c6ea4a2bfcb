"""Two officers judge, each alone; a third where they are far apart."""

import pytest

from associations.vetting.queries import to_take
from providers.errors import ProviderError
from providers.models import Application
from providers.vetting.evaluations.queries import (
    outcome,
    places_left,
    visible_evaluations,
)
from providers.vetting.evaluations.services import hand_in, leave, record_score, take
from tests.builders import NOW
from tests.providers.vetting.applying import (
    judge,
    make_association,
    make_officer,
    make_sent,
    score_all,
)

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def sent(association) -> Application:
    return make_sent(association)[0]


@pytest.fixture
def lan(association):
    return make_officer(association, "lan")


@pytest.fixture
def minh(association):
    return make_officer(association, "minh")


@pytest.fixture
def third(association):
    return make_officer(association, "tu")


def test_two_who_agree_settle_it(sent, lan, minh):
    assert judge(sent, lan, 2).state == State.SENT
    assert judge(sent, minh, 2).state == State.SETTLED
    found = outcome(sent)
    assert (found.percent, found.passes) == (67, True)


def test_neither_sees_the_score_of_the_other_before_handing_in(sent, lan, minh):
    judge(sent, lan, 2)
    assert not visible_evaluations(sent, minh)
    evaluation = take(application=sent, officer=minh, now=NOW)
    score_all(evaluation, 3)
    assert not visible_evaluations(sent, minh)
    hand_in(evaluation=evaluation, now=NOW)
    sent.refresh_from_db()
    assert visible_evaluations(sent, minh).count() == 2


def test_more_than_a_band_apart_a_third_decides_without_seeing_them(
    sent, lan, minh, third
):
    judge(sent, lan, 3)
    assert judge(sent, minh, 1).state == State.APART
    sent.refresh_from_db()
    assert not visible_evaluations(sent, third)
    assert judge(sent, third, 1).state == State.SETTLED
    sent.refresh_from_db()
    assert outcome(sent).percent == 33
    assert not outcome(sent).passes


def test_one_band_apart_is_settled_by_the_mean(sent, lan, minh):
    judge(sent, lan, 2)
    judge(sent, minh, 3)
    sent.refresh_from_db()
    assert sent.state == State.SETTLED
    assert outcome(sent).percent == 83


def test_a_criterion_below_its_least_is_not_made_up_for_by_others(sent, lan, minh):
    for officer in (lan, minh):
        evaluation = take(application=sent, officer=officer, now=NOW)
        score_all(evaluation, 3)
        record_score(
            evaluation=evaluation, criterion="legal", points=1, reason="Nợ", now=NOW
        )
        hand_in(evaluation=evaluation, now=NOW)
    found = outcome(sent)
    assert found.below == ("legal",)
    assert found.percent > 80
    assert not found.passes


def test_a_third_person_finds_no_place_while_two_look(sent, lan, minh, third):
    for officer in (lan, minh):
        take(application=sent, officer=officer, now=NOW)
    with pytest.raises(ProviderError) as error:
        take(application=sent, officer=third, now=NOW)
    assert error.value.code == "enough_officers"


def test_every_criterion_needs_a_score_and_every_score_a_reason(sent, lan):
    evaluation = take(application=sent, officer=lan, now=NOW)
    with pytest.raises(ProviderError) as error:
        record_score(
            evaluation=evaluation, criterion="legal", points=2, reason=" ", now=NOW
        )
    assert error.value.code == "reason_missing"
    with pytest.raises(ProviderError) as error:
        hand_in(evaluation=evaluation, now=NOW)
    assert error.value.code == "not_finished"


def test_what_was_handed_in_is_changed_no_more(sent, lan):
    evaluation = take(application=sent, officer=lan, now=NOW)
    score_all(evaluation, 2)
    hand_in(evaluation=evaluation, now=NOW)
    with pytest.raises(ProviderError) as error:
        record_score(
            evaluation=evaluation, criterion="legal", points=0, reason="x", now=NOW
        )
    assert error.value.code == "closed"


class TestWhoGoesAway:
    """What one officer began must not be kept from everybody else."""

    def test_given_back_somebody_else_takes_it_and_the_same_person_does_not(
        self, sent, lan, minh, third
    ):
        given = take(application=sent, officer=lan, now=NOW)
        leave(evaluation=given, by=lan, now=NOW)
        with pytest.raises(ProviderError) as error:
            take(application=sent, officer=lan, now=NOW)
        assert error.value.code == "taken_already"
        judge(sent, minh, 2)
        assert judge(sent, third, 2).state == State.SETTLED

    def test_given_back_twice_the_second_is_told(self, sent, lan):
        given = take(application=sent, officer=lan, now=NOW)
        leave(evaluation=given, by=lan, now=NOW)
        with pytest.raises(ProviderError) as error:
            leave(evaluation=given, by=lan, now=NOW)
        assert error.value.code == "closed"

    @pytest.mark.parametrize("how", ["leaves", "reads", "is_locked"])
    def test_who_vets_there_no_more_leaves_a_place(
        self, sent, association, lan, minh, third, how
    ):
        for officer in (lan, minh):
            take(application=sent, officer=officer, now=NOW)
        assert places_left(sent) == 0
        assert not to_take(association, third)
        if how == "leaves":
            lan.memberships.all().delete()
        elif how == "reads":
            lan.memberships.update(role="reader")
        else:
            lan.is_active = False
            lan.save()
        assert places_left(sent) == 1
        assert list(to_take(association, third)) == [sent]
        assert take(application=sent, officer=third, now=NOW).is_third is False

    def test_what_was_handed_in_counts_though_its_officer_left(
        self, sent, lan, minh, third
    ):
        judge(sent, lan, 2)
        lan.memberships.all().delete()
        assert places_left(sent) == 1
        assert judge(sent, minh, 2).state == State.SETTLED
        assert outcome(sent).percent == 67

    def test_a_third_who_left_is_replaced_by_another_third(
        self, sent, association, lan, minh, third
    ):
        judge(sent, lan, 3)
        judge(sent, minh, 1)
        sent.refresh_from_db()
        take(application=sent, officer=third, now=NOW)
        fourth = make_officer(association, "nam")
        with pytest.raises(ProviderError) as error:
            take(application=sent, officer=fourth, now=NOW)
        assert error.value.code == "enough_officers"
        third.memberships.all().delete()
        assert judge(sent, fourth, 1).state == State.SETTLED
        assert outcome(sent).percent == 33
