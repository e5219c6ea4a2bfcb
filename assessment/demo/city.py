"""The invented agency: most invented enterprises have agreed to be counted in what it sees."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import Membership, Organisation, User
from accounts.services import create_organisation
from associations.city.services import agree_to_be_counted
from associations.city.texts import CURRENT
from survey.models import Result

NAME = "Trung tâm Chuyển đổi số Thành phố (hư cấu)"
ONE_IN = 8  # does not agree


def make_agency(staff: User, results: Sequence[Result], now: datetime) -> None:
    agency = create_organisation(
        kind=Organisation.Kind.AGENCY,
        name=NAME,
        now=now,
        by=staff,
        is_fictional=True,
    )
    for number, result in enumerate(results):
        if number % ONE_IN:
            _agree(result, agency, now)


def _agree(result: Result, agency: Organisation, now: datetime) -> None:
    memberships = result.organisation.memberships
    owner = memberships.get(role=Membership.Role.OWNER).user
    agree_to_be_counted(
        enterprise=result.organisation,
        agency=agency,
        text_version=CURRENT.id,
        by=owner,
        now=max(result.created_at, now),
    )
