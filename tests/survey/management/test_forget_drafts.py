"""The nightly command that deletes drafts nobody has touched for some time."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from survey.models import Assessment
from tests.builders import make_assessment

pytestmark = pytest.mark.django_db


def forget(*options: str) -> str:
    out = StringIO()
    call_command("forget_drafts", *options, stdout=out)
    return out.getvalue().strip()


def test_the_command_takes_the_days_and_says_how_many_went():
    make_assessment()
    Assessment.objects.update(changed_at=timezone.now() - timedelta(days=31))
    nothing = "0 drafts forgotten, 0 enterprises with them, 0 files deleted."
    assert forget() == nothing
    assert forget("--days", "32") == nothing
    assert (
        forget("--days", "30")
        == "1 drafts forgotten, 1 enterprises with them, 0 files deleted."
    )


@pytest.mark.parametrize("days", ["0", "-1"])
def test_drafts_of_today_are_never_forgotten(days):
    make_assessment()
    with pytest.raises(CommandError, match="1 or more"):
        forget("--days", days)
    assert Assessment.objects.exists()
