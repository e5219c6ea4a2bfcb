"""Many enterprises with results, counted."""

from datetime import datetime
from itertools import count as numbers

from allauth.account.models import EmailAddress

from accounts.models import Membership, Organisation, User
from indexes.models import IndexVersion
from registry.areas import areas_by_former_province
from survey.benchmark.services import Refreshed, refresh_benchmark
from survey.models import BenchmarkCell, Result
from tests.builders import NOW, make_assessment, make_organisation, make_result

# One in each former province.
WARDS = [units[0].code for _name, units in areas_by_former_province()]
HCM, BINH_DUONG, BA_RIA = WARDS


_numbers = numbers()


def make_independent(enterprise: Organisation | None = None, **fields) -> Organisation:
    """An enterprise that counts: an account of its own, with a verified address, claimed it."""
    enterprise = enterprise or make_organisation(**fields)
    # Without a password: nobody signs in, and hashing one takes long.
    owner = User.objects.create(email=f"chu-{next(_numbers)}@rieng.example")
    EmailAddress.objects.create(
        user=owner, email=owner.email, verified=True, primary=True
    )
    Membership.objects.create(user=owner, organisation=enterprise, role="owner")
    Organisation.objects.filter(pk=enterprise.pk).update(claimed_at=NOW)
    return enterprise


def make_many(
    count: int,
    *levels: int,
    fictional: bool = False,
    version: IndexVersion | None = None,
    **profile,
) -> list[Result]:
    """Enterprises that count, with one round for each of `levels`; the newest result of each."""
    newest = []
    for _number in range(count):
        enterprise = make_independent(is_fictional=fictional)
        for round_number, level in enumerate(levels or (3,), start=1):
            result = make_result(
                make_assessment(enterprise, version, round=round_number, **profile),
                level=level,
            )
        newest.append(result)
    return newest


def refresh(index_id: str = "small", now: datetime = NOW) -> Refreshed:
    return refresh_benchmark(index_id=index_id, now=now)


def cell(
    fictional: bool = False, sector: str = "", size: str = "", area: str = ""
) -> BenchmarkCell | None:
    return BenchmarkCell.objects.filter(
        is_fictional=fictional, sector=sector, size=size, area=area
    ).first()
