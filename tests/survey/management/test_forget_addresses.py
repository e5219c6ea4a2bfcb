"""The nightly command that forgets the addresses of invited colleagues."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from survey.models import Respondent
from tests.builders import make_assessment, make_respondent

pytestmark = pytest.mark.django_db


def forget() -> str:
    out = StringIO()
    call_command("forget_addresses", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("days", "said", "email"),
    [
        (29, "0 addresses forgotten.\n", "lan@quanpho.example"),
        (31, "1 addresses forgotten.\n", ""),
    ],
)
def test_an_address_is_forgotten_a_month_after_the_invitation_ended(days, said, email):
    make_respondent(make_assessment())
    ended = timezone.now() - timedelta(days=days)
    Respondent.objects.update(expires_at=ended)
    assert forget() == said
    assert Respondent.objects.get().email == email
