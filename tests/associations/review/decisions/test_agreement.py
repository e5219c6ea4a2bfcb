"""How far reviewers agree: counted by the database, as one would by hand."""

from itertools import combinations

import pytest

from associations.models import Finding, Review
from associations.review.decisions.agreement import Agreement, agreement
from scoring.agreement import quadratic_kappa
from tests.associations.review.conftest import make_reviewer
from tests.builders import NOW, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def by_hand(review: Review) -> Agreement:
    first, second = [], []
    for question in ("1.1.1", "1.1.2"):
        found = Finding.objects.filter(assignment__review=review, question=question)
        levels = found.order_by("assignment").values_list("level", flat=True)
        for one, other in combinations(levels, 2):
            first.append(one)
            second.append(other)
    return Agreement(quadratic_kappa(first, second), len(first))


@pytest.fixture
def judged(reviewing):
    """By two who are far apart, and by a third."""
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    reviewing.finish(review, reviewing.second, q_1_1_2=4)
    return review


def agreed(reviewing) -> Agreement:
    return agreement(reviewing.manager.organisation, NOW)


def test_it_is_of_every_pair_who_judged_the_same_answer(reviewing, judged):
    assert agreed(reviewing) == by_hand(judged)
    assert agreed(reviewing).answers == 2


def test_a_third_makes_three_pairs_of_each_answer(reviewing, judged):
    agreed(reviewing)
    third = make_reviewer(reviewing.manager, "ba@hoi.example", "Vũ Ba")
    reviewing.give(judged, third)
    reviewing.finish(judged, third, q_1_1_1=2)
    assert agreed(reviewing) == by_hand(judged)
    assert agreed(reviewing).answers == 6


def test_what_is_known_is_not_counted_again(
    reviewing, judged, django_assert_num_queries
):
    with django_assert_num_queries(2):
        agreed(reviewing)
    with django_assert_num_queries(1):
        agreed(reviewing)
    judged.delete()
    assert agreed(reviewing) == Agreement(None, 0)


def test_where_others_show_at_once_nobody_judges_alone(reviewing):
    review = reviewing.open(phase="one")
    Review.objects.update(wanted=2)
    reviewing.give(review, reviewing.second)
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second)
    assert agreed(reviewing) == Agreement(None, 0)


def test_nothing_of_another_association_is_counted(judged):
    assert agreement(make_organisation("association"), NOW) == Agreement(None, 0)
