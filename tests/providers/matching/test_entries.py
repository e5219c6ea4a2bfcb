"""The directory kept between requests: built once, and never other than what it holds."""

from datetime import timedelta

import numpy as np
import pytest

from accounts.models import Organisation
from providers.matching.entries import Kinds, entries_of
from providers.models import Provider, Solution
from tests.builders import NOW, make_provider, make_solution

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_what_did_not_change_is_built_once():
    make_solution()
    assert entries_of() is entries_of()


# In bulk too, which no signal tells of.
@pytest.mark.parametrize(
    "change",
    [
        lambda: Solution.objects.update(is_active=False),
        lambda: Solution.objects.update(price_from=1),
        lambda: Solution.objects.update(sectors=["A"]),
        lambda: Solution.objects.update(
            improves=[{"capability": "web.site", "lift": 1}]
        ),
        lambda: Provider.objects.update(vetted_until=NOW.date() - timedelta(days=900)),
        lambda: Provider.objects.update(rating_average=3, rating_count=90),
        lambda: Provider.objects.update(areas=["25747"], online=False),
        lambda: Provider.objects.update(capacity_per_month=0),
        lambda: Organisation.objects.update(is_fictional=True),
        lambda: make_solution(make_provider("Kia", "kia"), "kia"),
        lambda: Solution.objects.all().delete(),
    ],
)
def test_whatever_changes_is_read_at_once(change):
    make_solution(make_provider(), sectors=["B"])
    before = entries_of()
    change()
    now = entries_of()
    assert now is not before
    rows = [(row.slug, row.is_active, row.price_from) for row in now.solutions]
    assert rows == [
        (solution.slug, solution.is_active, solution.price_from)
        for solution in Solution.objects.order_by("slug")
    ]
    assert now.active.tolist() == [is_active for _slug, is_active, _price in rows]


def test_records_say_what_the_models_say():
    solution = make_solution(make_provider(areas=["25747"]), sectors=["B"])
    solution.refresh_from_db()
    (record,) = entries_of().solutions
    for name in record._fields[:-1]:
        assert getattr(record, name) == getattr(solution, name), name
    provider = solution.provider
    of_organisation = ("name", "is_fictional", "public_id", "tax_code")
    for name in record.provider._fields:
        holder = provider.organisation if name in of_organisation else provider
        assert getattr(record.provider, name) == getattr(holder, name), name


def of(slug, tax_code=""):
    provider = make_provider(slug, slug)
    provider.organisation.tax_code = tax_code
    provider.organisation.save()
    make_solution(provider, slug)
    return provider.pk


def test_branches_of_a_company_are_one_house_and_who_has_no_tax_code_is_its_own():
    head, branch = of("goc", "0312687878"), of("nhanh", "0312687878-001")
    other, nameless, also_nameless = of("khac", "0301442379"), of("a"), of("b")
    houses = entries_of().houses.of
    assert houses[head] == houses[branch]
    assert len({houses[key] for key in (head, other, nameless, also_nameless)}) == 4


def test_one_of_the_directory_does_not_displace_the_whole():
    make_solution()
    whole = entries_of()
    assert len(entries_of(Solution.objects.none())) == 0
    assert entries_of() is whole


def test_nobody_writes_into_what_is_kept():
    make_solution(improves=[{"capability": "web.site", "lift": 1}])
    entries = entries_of()
    for array in (entries.active, entries.quality, entries.by_capability):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_of_what_several_say_alike_is_asked_once():
    asked = []
    kinds = Kinds(["a", "b", "a"])
    lengths = kinds.each(lambda kind: asked.append(kind) or len(kind), np.int64)
    assert lengths.tolist() == [1, 1, 1]
    assert asked == ["a", "b"]
    assert Kinds([]).each(len, np.int64).shape == (0,)
