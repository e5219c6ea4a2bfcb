"""Results of many enterprises read anew under a newer version of their index.

100,000 assessments by default; BENCH_SCALE=10 makes the million, which the goal is
stated for: ten minutes.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.models import IndexVersion
from performance.frame.population import populate
from performance.frame.timing import Measurement, measure, scaled
from survey.models import Answer, Assessment, Figure, Result
from survey.results.rescore import rescore_batch, to_rescore
from tests.builders import NOW, make_index_version

ASSESSMENTS = 100_000
A_RESULT, FROM_ANSWERS = 600e-6, 6e-3  # seconds for one of them
BATCH = 2000
PROFILE = {
    "employees": 20,
    "revenue": 20,
    "capital": 20,
    "submitted_at": NOW - timedelta(days=400),
}


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    document = read(settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml").data
    with transaction.atomic():
        version = make_index_version(document)
        size = scaled(ASSESSMENTS, 100)
        populate(version, size, lambda _chance: PROFILE)
        yield _with_another_gate(document, size)

        few = min(size, 2000)
        _answer(version.index, few)
        yield _with_other_cuts(document, few)
        transaction.set_rollback(True)


def _with_another_gate(document: dict, size: int) -> Measurement:
    """The levels that were frozen are enough."""
    target = make_index_version(_newer(document, 1, gate=True))
    return measure(
        f"rescore {size:,} results",
        lambda: _rescore(target),
        rounds=1,
        # One second at least: a small run is mostly what comes once.
        at_most=max(1.0, size * A_RESULT),
    )


def _with_other_cuts(document: dict, few: int) -> Measurement:
    """A share may fall into another band, so its numbers are read again."""
    target = make_index_version(_newer(document, 2, cut=21))
    return measure(
        f"rescore {few:,} from their answers, cut anew",
        lambda: _rescore(target, limit=few),
        rounds=1,
        at_most=max(1.0, few * FROM_ANSWERS),
    )


def _newer(
    document: dict, more: int, gate: bool = False, cut: int | None = None
) -> dict:
    """A corrected version: another bar for the highest level, or other cuts of a share."""
    newer = deepcopy(document)
    newer["index"]["version"] += more
    if gate:
        highest = newer["scoring"]["overall_level"]["gates"][0]
        highest["total_above"] += 1
    if cut is not None:
        cuts = newer["bands"]["equal_fifths"]["cuts"]
        cuts[1] = cut
    return newer


def _rescore(target: IndexVersion, limit: int | None = None) -> None:
    """Every result once more; what an earlier turn made is taken away first."""
    Result.objects.filter(index_version=target).delete()
    asked_for = limit or to_rescore(target).count()
    done, after = 0, 0
    while done < asked_for:
        batch = rescore_batch(target=target, after=after, size=BATCH, now=NOW)
        done += batch.looked_at
        after = batch.last
    # Passing results over would look like speed.
    assert Result.objects.filter(index_version=target).count() == done


def _answer(index: Index, few: int) -> None:
    """The answers behind the first results: shares as numbers, which can be cut again."""
    for assessment in Assessment.objects.order_by("pk")[:few]:
        Answer.objects.bulk_create(_answers(assessment, index))
        Figure.objects.bulk_create(_figures(assessment, index))


def _figures(assessment: Assessment, index: Index) -> Iterator[Figure]:
    for name in index.figures:
        yield Figure(assessment=assessment, name=name, value=20, changed_at=NOW)


def _answers(assessment: Assessment, index: Index) -> Iterator[Answer]:
    for code in index.codes:
        question = index.questions[code]
        answer = Answer(
            assessment=assessment,
            question=code,
            level=2,
            changed_at=NOW,
        )
        if question["kind"] == "ratio":
            answer.numerator = 7
            # The whole of some shares is a figure of the round.
            if "figure" not in question["denominator"]:
                answer.denominator = 20
        yield answer
