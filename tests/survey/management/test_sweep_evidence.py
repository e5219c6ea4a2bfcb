"""The nightly command that deletes stored files which no row names."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from survey.models.evidence import evidence_storage
from tests.builders import make_assessment, make_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_days_later(monkeypatch):
    """A step of the clock to take once the files are there."""
    later = timezone.now() + timedelta(days=2)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: later)


def sweep() -> str:
    out = StringIO()
    call_command("sweep_evidence", stdout=out)
    return out.getvalue()


def lost_file() -> str:
    """Left by a crash between the storage and the database."""
    return evidence_storage().save("ab/lost", ContentFile(b"x"))


def test_a_file_that_no_row_names_is_deleted_after_a_day(two_days_later):
    lost, named = lost_file(), make_evidence(make_assessment()).file.name
    two_days_later()
    assert sweep().endswith("files swept.\n")
    assert not evidence_storage().exists(lost)
    assert evidence_storage().exists(named)


def test_a_file_that_was_stored_just_now_may_still_get_its_row():
    fresh = lost_file()
    sweep()
    assert evidence_storage().exists(fresh)
