"""Which result of an enterprise is its newest one: noted as results are made.

A list of many enterprises would else look for the newest of each.
"""

from collections.abc import Iterable

from django.db import transaction

from survey.models import Newest, Result
from survey.results.queries import NEWEST_FIRST


@transaction.atomic
def note_newest(organisations: Iterable[int]) -> None:
    """To be called, with keys of enterprises, by whoever has made results of them."""
    keys = sorted(set(organisations))
    noted = Newest.objects.filter(organisation__in=keys)
    # Whoever reads results anew must not write over what somebody sends meanwhile.
    list(noted.select_for_update().order_by("organisation"))
    rows = [
        Newest(organisation_id=organisation, result_id=result)
        for organisation, result in _newest_of(keys).items()
    ]
    Newest.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation"],
        update_fields=["result"],
    )


def _newest_of(organisations: list[int]) -> dict[int, int]:
    results = Result.objects.filter(organisation__in=organisations)
    newest_first = results.order_by("organisation", *NEWEST_FIRST)
    newest: dict[int, int] = {}
    for organisation, result in newest_first.values_list("organisation", "pk"):
        newest.setdefault(organisation, result)
    return newest
