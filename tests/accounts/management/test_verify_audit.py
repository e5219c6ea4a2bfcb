"""`manage.py verify_audit`: says whether the log holds, and where it does not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.audit.services import record_event
from accounts.models import AuditEvent
from tests.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log():
    for number in range(3):
        record_event(
            action="index.published",
            organisation=None,
            actor=None,
            subject=f"index:{number}",
            now=NOW,
        )


def verify(*options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", *options, stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue(), err.getvalue()


def test_a_log_that_holds_is_said_to():
    assert verify() == ("The audit log holds: 3 entries.\n", "")


def test_where_it_does_not_hold_is_named():
    AuditEvent.objects.filter(number=2).update(subject="index:9")
    said, where = verify()
    assert said == "The audit log does not hold: 1 breaks."
    assert where == "chain index, entry 2: what it says was changed\n"


def test_the_ends_are_kept_in_a_file_and_compared_with_it(tmp_path):
    file = str(tmp_path / "ends.jsonl")
    verify("--keep", file)
    assert verify("--anchors", file)[0].startswith("The audit log holds")
    AuditEvent.objects.filter(number=3).delete()
    assert "does not hold" in verify("--anchors", file)[0]


def test_a_log_that_does_not_hold_is_never_kept_as_an_end(tmp_path):
    AuditEvent.objects.filter(number=2).delete()
    verify("--keep", str(tmp_path / "ends.jsonl"))
    assert not (tmp_path / "ends.jsonl").exists()


@pytest.mark.parametrize("content", ["nothing", '{"chain": "1"}', "\xff"])
def test_a_file_that_holds_no_ends_is_told(tmp_path, content):
    file = tmp_path / "ends.jsonl"
    file.write_bytes(content.encode("latin-1"))
    assert "cannot be read as ends of chains" in verify("--anchors", str(file))[0]
