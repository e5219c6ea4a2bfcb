"""What is shared with an association, filtered and in order."""

from datetime import timedelta

import pytest

from associations.results.queries import Filters, shared_results
from tests.builders import NOW, make_assessment, make_organisation, make_result
from tests.personas import make_share

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


def found(association, **asked) -> list[str]:
    results = shared_results(association, Filters(**asked), LATER)
    return [result.organisation.name for result in results]


def test_only_the_newest_result_of_whoever_shares_is_listed(staff):
    shop, other = make_organisation(), make_organisation(name="Tiệm bánh Mì")
    make_result(make_assessment(shop), level=1)
    newest = make_result(make_assessment(shop, round=2), level=3, created_at=LATER)
    make_result(make_assessment(other))
    make_share(shop, staff.organisation, "pillars")
    (listed,) = shared_results(staff.organisation, Filters(), LATER)
    assert listed == newest
    assert listed.scope == 2
    assert listed.wording == "share-4-2026-11"
    assert listed.waiting == 0


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Quán phở Hòa Bình", "Tiệm bánh Mì"]),
        ({"name": "pho hoa"}, ["Quán phở Hòa Bình"]),
        ({"level": 0}, ["Tiệm bánh Mì"]),
        ({"level": 5}, []),
        ({"scope": 1}, ["Tiệm bánh Mì"]),
        ({"size": "micro"}, ["Tiệm bánh Mì"]),
        ({"index": "small"}, ["Quán phở Hòa Bình", "Tiệm bánh Mì"]),
        ({"index": "khac"}, []),
        ({"order": "level"}, ["Quán phở Hòa Bình", "Tiệm bánh Mì"]),
        ({"level": 0, "scope": 3}, []),
    ],
)
def test_every_filter_narrows_the_list(staff, asked, names):
    shop, bakery = make_organisation(), make_organisation(name="Tiệm bánh Mì")
    make_result(make_assessment(shop))
    low = make_result(make_assessment(bakery, size="micro"), level=0, size="micro")
    assert low.level == 0
    make_share(shop, staff.organisation, "answers")
    make_share(bakery, staff.organisation, "aggregate")
    assert found(staff.organisation, **asked) == names


def test_each_result_tells_how_much_of_it_is_shared(staff):
    shared = []
    for number, items in enumerate(("answers", "aggregate", "pillars")):
        shop = make_organisation(name=f"Quán {number}")
        shared.append(make_result(make_assessment(shop)))
        make_share(shop, staff.organisation, items)
    listed = list(shared_results(staff.organisation, Filters(), LATER))
    assert listed == shared
    assert [result.scope for result in listed] == [3, 1, 2]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_the_same_queries_however_long_it_is(
    staff, count, django_assert_num_queries
):
    for number in range(count):
        shop = make_organisation(name=f"Quán {number}")
        make_result(make_assessment(shop))
        make_share(shop, staff.organisation)
    with django_assert_num_queries(1):
        rows = list(shared_results(staff.organisation, Filters(), LATER))
        assert all(row.organisation.name and row.index_version.index for row in rows)
    assert len(rows) == count
