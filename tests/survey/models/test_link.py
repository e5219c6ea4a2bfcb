"""Links that carry a secret: one of each, gone with what they lead to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from survey.models import ResumeLink, ShareLink
from tests.builders import NOW, make_assessment, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
HASH = "f" * 64


def resume_link(draft):
    ends = NOW + timedelta(days=14)
    return ResumeLink.objects.create(
        assessment=draft, token_hash=HASH, created_at=NOW, expires_at=ends
    )


def share_link(result):
    ends = NOW + timedelta(days=90)
    return ShareLink.objects.create(
        result=result, token_hash=HASH, created_at=NOW, expires_at=ends
    )


def test_a_secret_leads_to_one_draft():
    resume_link(make_assessment())
    with pytest.raises(IntegrityError), transaction.atomic():
        resume_link(make_assessment())


def test_a_secret_leads_to_one_result():
    share_link(make_result())
    with pytest.raises(IntegrityError), transaction.atomic():
        share_link(make_result())


def test_links_go_with_what_they_lead_to():
    result = make_result()
    share_link(result)
    resume_link(result.assessment)
    result.assessment.delete()
    assert not ShareLink.objects.exists()
    assert not ResumeLink.objects.exists()
