"""What changed for one firm: only of what was delivered, of what it claims, answered since."""

from copy import deepcopy
from datetime import timedelta

import pytest

from providers.helped.queries import changed_by, delivered_at
from tests.builders import NOW, make_index_version, small_document
from tests.providers.ratings.world import bring_to

pytestmark = pytest.mark.django_db


def test_before_it_was_delivered_nothing_is_compared(ask, assess_again):
    lead = ask()
    assess_again(lead.organisation)
    assert delivered_at(lead) is None
    assert changed_by(lead) is None


def test_before_the_firm_assessed_itself_again_there_is_nothing(delivered):
    assert delivered_at(delivered) == NOW
    assert changed_by(delivered) is None


def test_only_the_questions_that_the_solution_claims_are_compared(
    delivered, assess_again
):
    later = assess_again(delivered.organisation, level=3)
    changed = changed_by(delivered)
    assert [row.question for row in changed.rows] == ["1.1.1"]
    (row,) = changed.rows
    assert (row.before, row.after, row.change) == (1, 3, 2)
    assert changed.mean == 2.0
    assert changed.later == later


def test_levels_that_fell_are_told_as_well(delivered, assess_again):
    assess_again(delivered.organisation, level=0)
    assert changed_by(delivered).mean == -1.0


def test_the_newest_round_counts(delivered, assess_again):
    assess_again(delivered.organisation, level=3)
    assess_again(delivered.organisation, 2, NOW + timedelta(days=300))
    assert changed_by(delivered).mean == 1.0


def test_what_was_sent_before_the_delivery_does_not_count(delivered, assess_again):
    assess_again(delivered.organisation, at=NOW - timedelta(days=1))
    assert changed_by(delivered) is None


def test_another_index_does_not_count(delivered, assess_again):
    document = deepcopy(small_document())
    document["index"]["id"] = "khac"
    other = make_index_version(document)
    assess_again(delivered.organisation, index_version=other)
    assert changed_by(delivered) is None


def test_what_was_corrected_does_not_count(delivered, assess_again):
    later = assess_again(delivered.organisation)
    later.assessment.replaced_at = NOW
    later.assessment.save()
    assert changed_by(delivered) is None


def test_a_solution_that_is_gone_claims_nothing(delivered, assess_again):
    assess_again(delivered.organisation)
    delivered.solution = None
    assert changed_by(delivered) is None


def test_once_closed_it_still_counts(delivered, assess_again):
    assess_again(delivered.organisation)
    assert changed_by(bring_to(delivered, "closed")).mean == 2.0
