"""Many enterprises beside the directory are each what one alone would be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.directory.capacity import places_taken
from providers.matching.block import inputs_of_block
from providers.matching.entries import entries_of
from providers.matching.inputs import FOR_ALL, inputs_of
from providers.matching.services import hide_provider, recommend
from survey.results.queries import results
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_membership,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_user,
)
from tests.providers.matching.examples import TAX_CODE, full, shop

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(days=1)


def solution(name: str):
    return make_solution(make_provider(name, name), name)


def read():
    return list(results().order_by("pk"))


@pytest.fixture
def firms():
    """One of each kind: options picked, people in common, one company, hidden, shown before."""
    _index, picked = shop(q_2_5=["social"])
    full(solution("full").provider)

    worker = make_user("hai-noi@lam.example")
    make_membership(worker, solution("people").provider.organisation)
    make_result(make_assessment(make_enterprise(worker, name="Tiệm bánh")))

    branch = solution("branch").provider.organisation
    branch.tax_code = f"{TAX_CODE}-001"
    branch.save()
    make_result(make_assessment(make_organisation(tax_code=TAX_CODE)))

    hiding = make_result(make_assessment(make_organisation(name="Xưởng may")), level=1)
    provider = solution("hidden").provider
    hide_provider(enterprise=hiding.organisation, provider=provider, by=None, now=NOW)
    recommend(result=hiding, now=NOW)
    return picked


def test_each_is_told_what_it_would_be_told_alone(firms):
    entries, rows = entries_of(), read()
    block = list(inputs_of_block(rows, entries, places_taken(LATER), LATER))
    for result, inputs in zip(rows, block, strict=True):
        alone = inputs_of(result, result.index, entries, None, LATER)
        # Of what was shown the list for all alone is read.
        seen = {FOR_ALL: alone.seen[FOR_ALL]} if alone.seen else {}
        assert inputs == type(alone)(**vars(alone) | {"seen": seen})
    found = [bool(each.chosen or each.conflicts or each.seen) for each in block]
    assert sum(found) == 4


def test_a_hundred_take_as_many_queries_as_five(firms):
    entries = entries_of()
    counts = []
    # A document is read once a process, and whatever ran before may have read it or not.
    assert [each.index for each in read()]
    for rows in (read(), read() * 20):
        with CaptureQueriesContext(connection) as queries:
            assert list(inputs_of_block(rows, entries, {}, LATER))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
