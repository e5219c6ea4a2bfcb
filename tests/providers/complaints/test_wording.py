"""Every code has its words, in letters and on pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from providers.complaints.conflicts import conflict_of
from providers.complaints.wording import (
    BADGES,
    CONFLICTS,
    DUTIES,
    NEWS,
    NEXT,
    PROBLEMS,
    problem,
)
from providers.models import Complaint, ComplaintStep

CODE = re.compile(r'ProviderError\(\s*"(\w+)"')
SOURCES = sorted((settings.BASE_DIR / "providers" / "complaints").glob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_error_that_is_raised_has_words(path: Path):
    for code in CODE.findall(path.read_text(encoding="utf-8")):
        assert problem(code)


def test_every_state_has_a_colour():
    assert set(BADGES) == set(Complaint.State)


def test_every_step_is_told_of_in_letters():
    assert set(NEWS) == set(ComplaintStep.Kind)


def test_whoever_is_waited_for_is_told_what_for():
    assert set(DUTIES) == set(Complaint.UNDER_WAY)
    for state in Complaint.UNDER_WAY:
        assert (state, "complainant") in NEXT
        assert (state, "office") in NEXT


def test_nothing_comes_next_where_all_is_over():
    over = {"upheld_final", "refused_final", "withdrawn"}
    assert not over & {state for state, _who in NEXT}


@pytest.mark.django_db
def test_every_reason_of_an_officer_not_to_decide_has_words(answered, officer):
    assert conflict_of(officer, answered) == ""
    assert set(CONFLICTS) == {"belongs", "colleagues", "relation", "had_part"}


def test_no_problem_is_left_without_use():
    used = set()
    for path in SOURCES:
        if path.name != "wording.py":
            used |= set(re.findall(r'"(\w+)"', path.read_text(encoding="utf-8")))
    assert set(PROBLEMS) <= used
