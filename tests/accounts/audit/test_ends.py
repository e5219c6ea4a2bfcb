"""The ends of the chains outside of the database: whoever takes a whole chain away is found out."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.audit.ends import keep_ends, kept_ends
from accounts.audit.services import record_event
from accounts.models import AuditEvent, AuditHead
from privacy.erasure.services import delete_enterprise
from tests.builders import NOW, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(settings, tmp_path) -> Path:
    settings.AUDIT_ENDS = str(tmp_path / "kept" / "ends.jsonl")
    return Path(settings.AUDIT_ENDS)


@pytest.fixture
def shop():
    shop = make_organisation()
    add(shop)
    return shop


def add(organisation, subject: str = "result:1") -> None:
    record_event(
        action="result.opened",
        organisation=organisation,
        actor=None,
        subject=subject,
        now=NOW,
    )


def take_away(chain: str) -> None:
    AuditEvent.objects.filter(chain=chain).delete()
    AuditHead.objects.filter(chain=chain).delete()


def verify(*options: str) -> str:
    """What is told; nothing where the log holds."""
    err = StringIO()
    try:
        call_command("verify_audit", *options, stdout=StringIO(), stderr=err)
    except CommandError as error:
        return err.getvalue() or str(error)
    return ""


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines() if line]


def test_a_whole_chain_taken_away_with_its_head_is_found_out(shop):
    assert verify() == ""
    take_away(str(shop.pk))
    assert f"chain {shop.pk}" in verify()
    assert "is gone or was written anew" in verify()


def test_a_chain_sealed_anew_is_found_out(shop):
    assert verify() == ""
    take_away(str(shop.pk))
    for _ in range(9):
        add(shop, "result:2")
    assert "is gone or was written anew" in verify()


def test_an_enterprise_that_was_deleted_is_told_of_once_and_no_more_asked_for(
    shop, file
):
    verify()
    chain = str(shop.pk)
    delete_enterprise(enterprise=shop, by=None, now=NOW)
    assert verify() == ""
    assert chain in lines(file)[-1]["gone"]
    assert chain not in kept_ends().ends
    assert verify() == ""


def test_a_night_adds_a_line_of_what_has_changed_and_changes_none(shop, file):
    verify()
    first = file.read_bytes()
    add(shop)
    verify()
    assert file.read_bytes().startswith(first)
    # And the log itself, which tells of each line.
    assert lines(file)[1]["ends"].keys() == {str(shop.pk), "log"}
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("of_file", ["first", "last", "all", "word", "swap"])
def test_who_changes_the_file_is_found_out(shop, file, of_file):
    for _ in range(3):
        add(shop)
        assert verify() == ""
    written = [line for line in file.read_text().splitlines() if line]
    changed = {
        "first": written[1:],
        "last": written[:-1],
        "all": [],
        "word": [*written[:2], written[2].replace(NOW.isoformat()[:2], "19", 1)],
        "swap": [written[0], written[2], written[1]],
    }
    file.write_text("\n".join(changed[of_file]))
    assert "not all there, or were changed" in verify()


def test_half_a_line_of_a_night_without_power_hurts_nobody(shop, file):
    verify()
    with file.open("ab") as half:
        half.write(file.read_bytes()[:90])
    assert verify() == ""
    assert verify() == ""


def test_after_the_key_was_changed_all_ends_stand_under_the_new_one(
    shop, file, settings
):
    verify()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 9
    assert verify() == ""
    settings.SECRET_KEY_FALLBACKS = []
    assert verify() == ""
    take_away(str(shop.pk))
    assert f"chain {shop.pk}" in verify()


def test_under_a_strange_key_the_ends_are_none(shop, settings):
    verify()
    settings.SECRET_KEY = "another" * 9
    assert "not all there" in verify()
    assert verify("--begin-anew") == ""
    assert verify() == ""


def test_begun_anew_nothing_of_before_counts_and_the_log_says_so(shop, file):
    verify()
    take_away(str(shop.pk))
    assert verify() != ""
    assert verify("--begin-anew") == ""
    assert verify() == ""
    told = AuditEvent.objects.filter(chain="log", details__full=True)
    assert told.count() == 2


def test_a_file_that_cannot_be_written_is_told(shop, file):
    file.parent.write_text("no folder stands here")
    assert "neither read nor written" in verify()


def test_lines_follow_each_other_whoever_writes(shop):
    for _ in range(3):
        keep_ends(now=NOW)
    kept = kept_ends()
    assert kept.is_whole
    assert len(kept.marks) == 3
