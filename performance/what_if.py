"""What if: one answer moved, as the page sends it, and a roadmap made, for the indexes in use."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.urls import reverse

from performance.browser import IN_PROCESS, holder
from performance.timing import Measurement, measure
from roadmap.planning.plan import planned
from roadmap.planning.position import Position, Target
from survey.models import Result
from tests.reports.test_every_index import result_of

CASES = [
    ("dbi-2021-sme", "", False),
    ("dbi-2025-sme", "retail", False),
    ("dbi-2025-large", "", False),
]
AT_ONCE = 0.050


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with override_settings(**IN_PROCESS), transaction.atomic():
        for case in CASES:
            yield from of_index(case[0], result_of(*case))
        transaction.set_rollback(True)


def of_index(name: str, result: Result) -> Iterator[Measurement]:
    client, standing = holder(result.assessment), Position(result)
    address = reverse("roadmap:what_if", args=[result.public_id])
    stands = {f"q-{code}": standing.level(code) for code in standing.counted}
    code = next(
        one for one in standing.counted if standing.level(one) < standing.top(one)
    )
    moved = {**stands, "muc": standing.next_level, f"q-{code}": standing.top(code)}

    def answered() -> None:
        assert client.post(address, moved, HTTP_HX_REQUEST="true").status_code == 200

    yield measure(
        f"{name}, {len(standing.counted)} answers: one moved", answered, at_most=AT_ONCE
    )
    target = Target(standing.next_level)
    yield measure(
        f"{name}: the easiest way to level {target.level}",
        lambda: Position(result).cheapest(target),
    )
    everything = standing.raises(
        standing.with_moves({code: standing.top(code) for code in standing.counted})
    )
    yield measure(
        f"{name}: {len(everything)} levels put into months",
        lambda: planned(everything, standing.facts),
    )
