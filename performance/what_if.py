"""What if: one answer moved, as the page sends it, and a roadmap made, for the indexes in use."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.urls import reverse

from performance.frame.browser import IN_PROCESS, holder
from performance.frame.timing import Measurement, measure
from roadmap.planning.plan import Pace
from roadmap.planning.position import Position, Target
from roadmap.planning.schedule import planned
from survey.models import Result
from tests.reports.test_every_index import result_of

CASES = [
    ("dbi-2021-sme", "", False),
    ("dbi-2025-sme", "retail", False),
    ("dbi-2025-large", "", False),
]
AT_ONCE = 0.050
# The slowest there is: most of twenty years are months without room for anything.
SLOWEST = Pace(hours=1)


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with override_settings(**IN_PROCESS), transaction.atomic():
        for case in CASES:
            index_id = case[0]
            yield from of_index(index_id, result_of(*case))
        transaction.set_rollback(True)


def of_index(name: str, result: Result) -> Iterator[Measurement]:
    position = Position(result)
    client = holder(result.assessment)
    address = reverse("roadmap:what_if", args=[result.public_id])
    fields = fields_of_one_move(position)

    def move() -> None:
        response = client.post(address, fields, HTTP_HX_REQUEST="true")
        assert response.status_code == 200

    count = len(position.counted)
    yield measure(
        f"{name}, {count} answers: one moved",
        move,
        at_most=AT_ONCE,
    )

    target = Target(position.next_level)
    yield measure(
        f"{name}: the advised way to level {target.level}",
        lambda: Position(result).plan(target),
    )

    # The longest roadmap there can be: every answer raised to its top.
    everything = position.raises(position.with_moves(tops_of(position)))
    yield measure(
        f"{name}: {len(everything)} levels put into months",
        lambda: planned(everything, position.facts),
        at_most=AT_ONCE,
    )
    yield measure(
        f"{name}: the same, an hour a month",
        lambda: planned(everything, position.facts, pace=SLOWEST),
        at_most=AT_ONCE,
    )


def fields_of_one_move(position: Position) -> dict[str, int | None]:
    """What the page sends: every answer as it is, but the first that can rise at its top."""
    fields = {}
    for code in position.counted:
        fields[f"q-{code}"] = position.level(code)
    fields["muc"] = position.next_level

    tops = tops_of(position)
    risen = next(code for code in tops if position.level(code) < tops[code])
    fields[f"q-{risen}"] = tops[risen]
    return fields


def tops_of(position: Position) -> dict[str, int]:
    return {code: position.top(code) for code in position.counted}
