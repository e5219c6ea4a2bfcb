"""Phases as the rest of the code reads them."""

from associations.review.phases.queries import first_phases, phases
from scoring.grade import CHECKED


def test_a_phase_knows_its_terms_by_its_key():
    phase = phases()["association.one"]
    assert (phase.reviewers, phase.others, phase.proof) == (1, "always", CHECKED)
    assert (phase.within, phase.answered_in) == (10, 10)


def test_a_review_never_begins_with_an_appeal():
    assert "association.appeal" not in {phase.key for phase in first_phases()}
    assert phases()[phases()["association.one"].appeal].is_appeal
