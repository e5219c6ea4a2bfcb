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
    client, position = holder(result.assessment), Position(result)
    address = reverse("roadmap:what_if", args=[result.public_id])
    levels = {code: position.level(code) for code in position.counted}
    tops = {code: position.top(code) for code in position.counted}
    code = next(code for code in levels if levels[code] < tops[code])
    fields = {f"q-{code}": level for code, level in levels.items()}
    fields |= {"muc": position.next_level, f"q-{code}": tops[code]}

    def move() -> None:
        assert client.post(address, fields, HTTP_HX_REQUEST="true").status_code == 200

    title = f"{name}, {len(levels)} answers: one moved"
    yield measure(title, move, at_most=AT_ONCE)
    target = Target(position.next_level)
    yield measure(
        f"{name}: the easiest way to level {target.level}",
        lambda: Position(result).cheapest(target),
    )
    everything = position.raises(position.with_moves(tops))
    yield measure(
        f"{name}: {len(everything)} levels put into months",
        lambda: planned(everything, position.facts),
    )
