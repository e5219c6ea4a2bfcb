"""A command on a database that was never migrated says what to do."""

import pytest

from tests.assessment.backup.test_services import manage
from tests.databases import empty_database

COMMANDS = [
    ("load_index", "fixtures/indexes/dbi-2025-sme.yaml"),
    ("import_providers", "fixtures/demo/providers.yaml"),
    ("verify_audit",),
    ("refresh_benchmark",),
]


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_without_tables_a_command_ends_with_one_sentence(tmp_path, command):
    with empty_database(tmp_path) as nothing:
        asked = manage(nothing, tmp_path, *command)
    assert asked.returncode == 1
    assert asked.stderr.endswith("manage.py migrate first.\n")
    assert "Traceback" not in asked.stderr
