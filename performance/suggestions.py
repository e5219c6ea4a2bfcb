"""The page of suggestions where the directory holds 2,000 solutions; processor time."""

from collections.abc import Iterator
from random import Random
from time import process_time

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from indexes.documents.reader import read
from indexes.index.model import Index
from performance.frame.browser import IN_PROCESS, holder
from performance.frame.timing import Measurement, measure, scaled
from performance.pages import uneven_levels
from providers.models import Provider, Solution
from survey.models import Result
from tests.builders import (
    make_assessment,
    make_index_version,
    make_provider,
    make_result,
    make_roadmap_of,
)

SOLUTIONS = 2_000
OF_A_PROVIDER = 20
MOST_QUESTIONS = 3  # that a solution raises
A_PAGE = 0.060  # seconds
ROUNDS = 15


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    document = read(settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml").data
    with (
        override_settings(**IN_PROCESS),
        translation.override("vi"),
        transaction.atomic(),
    ):
        version = make_index_version(document)
        fill_directory(version.index, scaled(SOLUTIONS, OF_A_PROVIDER))
        yield of_page(make_own_result(version))
        transaction.set_rollback(True)


def make_own_result(version) -> Result:
    index = version.index
    draft = make_assessment(index_version=version)
    result = make_result(draft, levels=uneven_levels(index, [*index.codes]))
    make_roadmap_of(result)
    return result


def fill_directory(index: Index, count: int, of_each: int = OF_A_PROVIDER) -> None:
    """Of each provider some; each raises one to three questions, at a price of its own."""
    chance = Random(7)
    solutions = []
    for number in range(0, count, of_each):
        provider = make_provider(f"Công ty số {number}", f"so-{number}")
        size = min(of_each, count - number)
        for place in range(size):
            solutions.append(_solution(index, provider, number + place, chance))
    Solution.objects.bulk_create(solutions)


def _solution(
    index: Index, provider: Provider, number: int, chance: Random
) -> Solution:
    raised = chance.sample(index.codes, chance.randint(1, MOST_QUESTIONS))
    price = chance.randint(1, 60) * 1_000_000
    return Solution(
        provider=provider,
        slug=f"giai-phap-{number}",
        name={"vi": f"Giải pháp {number}", "en": f"Solution {number}"},
        what={"vi": "Làm cho anh/chị.", "en": "Done for you."},
        kind=chance.choice(Solution.Kind.values),
        improves=[{"question": code, "lift": chance.randint(1, 3)} for code in raised],
        index_id=index.id,
        price_from=price,
        price_to=price * 2,
        price_unit=Solution.Unit.ONCE,
    )


def of_page(result: Result) -> Measurement:
    client = holder(result.assessment)
    address = reverse("roadmap:suggestions", args=[result.public_id])
    page = client.get(address).content.decode()
    # A page that suggests nobody would be quick for the wrong reason.
    assert "Giải pháp" in page
    count = Solution.objects.count()
    return measure(
        f"page of suggestions, {count:,} solutions, processor time",
        lambda: client.get(address),
        rounds=scaled(ROUNDS, 2),
        at_most=A_PAGE,
        clock=process_time,
    )
