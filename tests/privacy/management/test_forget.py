"""The nightly command: it tells what would go and why, or takes it away and says what went."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEvent, Posting
from privacy.retention.services import WORK
from survey.models import Assessment
from survey.models.evidence import evidence_storage
from tests.builders import make_assessment, make_evidence

pytestmark = pytest.mark.django_db


def long_ago() -> datetime:
    return timezone.now() - timedelta(days=181)


def forget(*options: str) -> list[str]:
    out = StringIO()
    call_command("forget", *options, stdout=out)
    return out.getvalue().splitlines()


def test_a_dry_run_tells_each_rule_and_why_and_changes_nothing():
    make_assessment(changed_at=long_ago())
    lines = forget("--dry-run")
    assert [line.partition(":")[0] for line in lines] == list(WORK)
    assert lines[0] == (
        "drafts: 1 rows, 0 files would go "
        "(Answers begun without an account: 180 days after somebody last touched them; ours)"
    )
    assert Assessment.objects.exists()
    assert not AuditEvent.objects.filter(action="retention.forgotten").exists()


def test_a_night_takes_away_what_is_due_and_nothing_else(
    django_capture_on_commit_callbacks,
):
    make_evidence(make_assessment(changed_at=long_ago()), now=long_ago())
    today = make_assessment(round=2, changed_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        lines = forget()
    assert lines[0].startswith("drafts: 1 rows, 1 files gone")
    assert Assessment.objects.get() == today
    assert forget()[0].startswith("drafts: 0 rows, 0 files gone")


def test_a_rule_that_is_not_there_is_refused_before_anything_goes():
    make_assessment(changed_at=long_ago())
    with pytest.raises(CommandError, match="no rule 'draft' with days: drafts, "):
        forget("--only", "drafts", "--only", "draft")
    assert Assessment.objects.exists()


def test_a_file_that_no_row_names_goes_after_a_day(monkeypatch):
    lost = evidence_storage().save("ab/lost", ContentFile(b"x"))
    named = make_evidence(make_assessment()).file.name
    forget("--only", "stray_files")
    assert evidence_storage().exists(lost)  # it may still get its row
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert " files gone " in forget("--only", "stray_files")[0]
    assert not evidence_storage().exists(lost)
    assert evidence_storage().exists(named)


def test_a_rule_that_cannot_be_obeyed_holds_up_none_of_the_others(monkeypatch, caplog):
    make_assessment(changed_at=long_ago())
    posting = Posting.objects.create(key="k", began_at=long_ago(), ends_at=long_ago())

    def broken(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(evidence_storage(), "listdir", broken)
    with pytest.raises(CommandError, match=r"^Not done: stray_files;"):
        forget()
    assert not Assessment.objects.exists()
    assert not Posting.objects.filter(pk=posting.pk).exists()
    assert "The rule stray_files was not obeyed" in caplog.text
