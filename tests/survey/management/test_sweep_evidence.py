"""The nightly command that deletes stored files which no row names."""

import os
import time
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from survey.models.evidence import evidence_storage
from tests.builders import make_assessment, make_evidence

pytestmark = pytest.mark.django_db
TWO_DAYS = 2 * 24 * 3600


def sweep() -> str:
    out = StringIO()
    call_command("sweep_evidence", stdout=out)
    return out.getvalue()


def made_old(place: str) -> str:
    moment = time.time() - TWO_DAYS
    os.utime(evidence_storage().path(place), (moment, moment))
    return place


def test_a_file_that_no_row_names_is_deleted_after_a_day():
    lost = made_old(evidence_storage().save("ab/lost", ContentFile(b"x")))
    named = made_old(make_evidence(make_assessment()).file.name)
    assert sweep().endswith("files swept.\n")
    assert not evidence_storage().exists(lost)
    assert evidence_storage().exists(named)


def test_a_file_that_was_stored_just_now_may_still_get_its_row():
    fresh = evidence_storage().save("ab/fresh", ContentFile(b"x"))
    sweep()
    assert evidence_storage().exists(fresh)
