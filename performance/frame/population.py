"""Many enterprises with results: some sets of answers, copied in bulk to profiles of their own."""

import random
from collections.abc import Callable, Iterator, Sequence

from allauth.account.models import EmailAddress

from accounts.models import Membership, Organisation, User
from indexes.models import IndexVersion
from language.collation import unaccented
from survey.models import Assessment, Origin, Result
from survey.results.newest import note_newest
from tests.builders import NOW, make_assessment, make_result

KINDS = 300  # different sets of answers
AT_ONCE = (
    5000  # enterprises kept at once: a million as objects would not fit into memory
)
OWN = {"id", "public_id"}  # of a result; everything else is copied
COPIED = [field.attname for field in Result._meta.fields if field.attname not in OWN]

Profile = Callable[[random.Random], dict]


def claim(enterprises: Sequence[Organisation]) -> None:
    """An account of its own for each, and a network and a browser: so each of them counts."""
    for start in range(0, len(enterprises), AT_ONCE):
        some = enterprises[start : start + AT_ONCE]
        owners = User.objects.bulk_create(map(_owner, some))
        EmailAddress.objects.bulk_create(map(_address, owners))
        Membership.objects.bulk_create(map(_ownership, owners, some))
        Origin.objects.bulk_create(map(_origin, some))
    keys = [enterprise.pk for enterprise in enterprises]
    for start in range(0, len(keys), AT_ONCE):
        some_keys = keys[start : start + AT_ONCE]
        Organisation.objects.filter(pk__in=some_keys).update(claimed_at=NOW)


def _owner(enterprise: Organisation) -> User:
    return User(email=f"chu-{enterprise.pk}@do.example", password="!")


def _address(owner: User) -> EmailAddress:
    return EmailAddress(user=owner, email=owner.email, verified=True, primary=True)


def _ownership(owner: User, enterprise: Organisation) -> Membership:
    return Membership(user=owner, organisation=enterprise, role="owner", since=NOW)


def _origin(enterprise: Organisation) -> Origin:
    mark = f"{enterprise.pk:032x}"
    return Origin(organisation=enterprise, network=mark, device=mark)


def populate(
    version: IndexVersion,
    enterprises: int,
    profile: Profile,
    rounds: Callable[[random.Random], int] = lambda _: 1,
    kinds: int = KINDS,
) -> None:
    """As many enterprises, the same ones every time.

    profile: fields of the assessments of one enterprise.
    rounds: how many assessments it has, each with its result.
    kinds: how many different sets of answers they give.
    """
    # A seed of its own: two runs, and two versions of the code, count the same.
    chance = random.Random(7)
    samples = list(_samples(version, chance, kinds))
    # The samples stay as objects; their rows must not be counted.
    Assessment.objects.all().delete()
    for start in range(0, enterprises, AT_ONCE):
        end = min(start + AT_ONCE, enterprises)
        assessments: list[Assessment] = []
        for organisation in _organisations(start, end):
            number_of_rounds = rounds(chance)
            fields = profile(chance)
            assessments += _submitted(version, organisation, number_of_rounds, fields)
        Assessment.objects.bulk_create(assessments)

        results = [_copy(chance.choice(samples), row) for row in assessments]
        Result.objects.bulk_create(results)
        note_newest(result.organisation_id for result in results)


def _organisations(start: int, end: int) -> list[Organisation]:
    organisations = []
    for number in range(start, end):
        name = f"Doanh nghiệp {number}"
        organisation = Organisation(
            kind="enterprise",
            name=name,
            sort_key=str(number),
            search_key=unaccented(name),
        )
        organisations.append(organisation)
    return Organisation.objects.bulk_create(organisations)


def _samples(
    version: IndexVersion,
    chance: random.Random,
    kinds: int,
) -> Iterator[Result]:
    """So many sets of answers of levels 0 to 5, from weak enterprises to strong ones."""
    for _kind in range(kinds):
        middle = chance.gauss(2, 0.8)
        levels = []
        for _code in version.index.codes:
            level = round(chance.gauss(middle, 1.3))
            levels.append(min(5, max(0, level)))
        yield make_result(make_assessment(index_version=version), levels=levels)


def _submitted(
    version: IndexVersion, organisation: Organisation, rounds: int, profile: dict
) -> list[Assessment]:
    fields = {"started_at": NOW, "changed_at": NOW, **profile}
    assessments = []
    for number in range(1, rounds + 1):
        assessment = Assessment(
            organisation=organisation,
            index_version=version,
            round=number,
            state="submitted",
            **fields,
        )
        assessments.append(assessment)
    return assessments


def _copy(sample: Result, assessment: Assessment) -> Result:
    fields = {name: getattr(sample, name) for name in COPIED}
    fields |= {
        "assessment_id": assessment.pk,
        "organisation_id": assessment.organisation_id,
        "sector": assessment.sector,
        "size": assessment.size,
        "area": assessment.area,
        # Unique, and never taken for a real one: those have three groups of letters.
        "verification_code": f"B{assessment.pk}",
    }
    return Result(**fields)
