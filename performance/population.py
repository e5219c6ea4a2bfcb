"""Many enterprises with results: some sets of answers, copied in bulk to profiles of their own."""

import random
from collections.abc import Callable

from accounts.models import Organisation
from indexes.models import IndexVersion
from survey.models import Assessment, Result
from tests.builders import NOW, make_assessment, make_result

KINDS, AT_ONCE = 300, 5000  # different sets of answers; enterprises kept at once
COPIED = [
    field.attname
    for field in Result._meta.fields
    if field.attname not in ("id", "public_id")
]

Profile = Callable[[random.Random], dict]


def populate(
    version: IndexVersion,
    enterprises: int,
    profile: Profile,
    rounds: Callable[[random.Random], int] = lambda _: 1,
) -> None:
    """As many enterprises, the same ones every time.

    profile: fields of the assessments of one enterprise. rounds: how many assessments it has, each with its result.
    """
    chance = random.Random(7)
    samples = _samples(version, chance)
    Assessment.objects.all().delete()
    for start in range(0, enterprises, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, enterprises))
        organisations = [
            Organisation(kind="enterprise", name=f"Doanh nghiệp {n}", sort_key=str(n))
            for n in numbers
        ]
        Organisation.objects.bulk_create(organisations)
        assessments = [
            assessment
            for organisation in organisations
            for assessment in _submitted(
                version, organisation, rounds(chance), profile(chance)
            )
        ]
        Assessment.objects.bulk_create(assessments)
        Result.objects.bulk_create(
            _copy(chance.choice(samples), assessment) for assessment in assessments
        )


def _samples(version: IndexVersion, chance: random.Random) -> list[Result]:
    """KINDS sets of answers of levels 0 to 5, from weak enterprises to strong ones."""
    codes = version.index.codes
    return [
        make_result(
            make_assessment(index_version=version),
            levels=[
                min(5, max(0, round(chance.gauss(middle, 1.3)))) for _code in codes
            ],
        )
        for middle in (chance.gauss(2, 0.8) for _kind in range(KINDS))
    ]


def _submitted(
    version: IndexVersion, organisation: Organisation, rounds: int, profile: dict
) -> list[Assessment]:
    when = {"started_at": NOW, "changed_at": NOW}
    return [
        Assessment(
            organisation=organisation,
            index_version=version,
            round=number,
            state="submitted",
            **{**when, **profile},
        )
        for number in range(1, rounds + 1)
    ]


def _copy(sample: Result, assessment: Assessment) -> Result:
    told = {name: getattr(sample, name) for name in COPIED}
    own = {
        "assessment_id": assessment.pk,
        "organisation_id": assessment.organisation_id,
        **{name: getattr(assessment, name) for name in ("sector", "size", "area")},
    }
    return Result(**{**told, **own, "verification_code": f"B{assessment.pk}"})
