"""What is missing is said at once, with the number that is asked for."""

from copy import deepcopy
from datetime import date

import pytest

from providers.vetting.applications.missing import (
    Entered,
    gaps_in,
    gaps_of,
    missing_criteria,
)
from providers.vetting.criteria.queries import all_criteria
from tests.providers.vetting.applying import SOUND

CRITERIA = all_criteria()["2026-12"]
TODAY = date(2026, 12, 1)


def entered(**changes: dict) -> dict[str, Entered]:
    """All that is asked for; changes: by criterion, what differs from it."""
    values = deepcopy(SOUND)
    for criterion, differing in changes.items():
        values[criterion] |= differing
    return {
        criterion: Entered(
            own,
            files=1 if criterion == "legal" else 0,
            customers=5 if criterion == "record" else 0,
        )
        for criterion, own in values.items()
    }


def codes(**changes: dict) -> list[tuple[str, str]]:
    gaps = gaps_of(CRITERIA, entered(**changes), TODAY)
    return [(gap.criterion, gap.code) for gap in gaps]


def test_nothing_is_missing_where_all_is_entered():
    assert codes() == []


def test_all_is_missing_at_the_beginning():
    gaps = gaps_of(CRITERIA, {}, TODAY)
    assert missing_criteria(gaps) == {each.id for each in CRITERIA.criteria}
    # Certificates of security are the one thing that nobody must have.
    asked = sum(len(each.asks) for each in CRITERIA.criteria)
    assert len(gaps) == asked - 1 + len(["a document", "customers"])


@pytest.mark.parametrize(
    ("criterion", "change", "code"),
    [
        ("legal", {"tax_code": ""}, "empty"),
        ("legal", {"no_tax_debt": False}, "yes"),
        ("legal", {"registered_on": None}, "empty"),
        ("legal", {"registered_on": "2026-11-30"}, "too_young"),
        ("legal", {"registered_on": "2025-12-02"}, "too_young"),
        ("record", {"customers": 4}, "too_few"),
        ("record", {"customers": 0}, "too_few"),
        ("record", {"customers": None}, "empty"),
        ("support", {"hours": 39}, "too_few"),
        ("support", {"hours": 169}, "too_many"),
        ("support", {"answer": 9}, "too_many"),
        ("support", {"how": ""}, "empty"),
        ("security", {"policy": ""}, "empty"),
        ("security", {"where": ""}, "empty"),
        ("prices", {"whole": False}, "yes"),
        ("published", {"page": ""}, "empty"),
        ("export", {"free": False}, "yes"),
    ],
)
def test_each_gap_is_told_by_its_kind(criterion, change, code):
    assert codes(**{criterion: change}) == [(criterion, code)]


@pytest.mark.parametrize(
    ("criterion", "change"),
    [
        ("legal", {"registered_on": "2025-12-01"}),
        ("record", {"customers": 5}),
        ("support", {"hours": 40}),
        ("support", {"hours": 168}),
        ("support", {"answer": 0}),
        ("support", {"answer": 8}),
        ("security", {"named": ""}),
    ],
)
def test_what_just_reaches_the_number_is_enough(criterion, change):
    assert codes(**{criterion: change}) == []


def test_a_document_and_customers_are_counted():
    legal, record = CRITERIA.criteria[:2]
    (gap,) = gaps_in(legal, Entered(SOUND["legal"], files=0), TODAY)
    assert (gap.code, gap.params) == ("file", {"least": 1})
    (gap,) = gaps_in(record, Entered(SOUND["record"], customers=2), TODAY)
    assert (gap.code, gap.params) == ("customers", {"least": 5, "named": 2})


def test_a_gap_tells_the_number_that_is_asked_for():
    gaps = gaps_of(CRITERIA, entered(support={"hours": 10}), TODAY)
    assert gaps[0].params == {"least": 40, "most": 168}
    assert gaps[0].label["en"] == "Hours of support a week"
