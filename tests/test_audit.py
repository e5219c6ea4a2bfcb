"""What pip-audit answers is told for what it is."""

import pytest

from tests.audit import NOT_REACHED, told

HOLE = {"id": "PYSEC-1", "fix_versions": ["5.2.20"]}
SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
HOLLOW = {"name": "django", "version": "5.2.19", "vulns": [HOLE]}
SKIPPED = {"name": "django", "skip_reason": "not found"}


@pytest.mark.parametrize("answer", [None, {"dependencies": [SKIPPED]}])
def test_that_nothing_was_audited_is_said_and_is_no_failure(answer):
    may_go_on, text = told(answer)
    assert may_go_on
    assert text == f"{NOT_REACHED}."


def test_a_known_hole_fails_with_where_it_is_mended():
    may_go_on, text = told({"dependencies": [SOUND, HOLLOW, SKIPPED]})
    assert not may_go_on
    assert "django 5.2.19: PYSEC-1, mended in 5.2.20" in text
    assert "2 libraries audited, 1 not known" in text


def test_no_known_hole_passes():
    assert told({"dependencies": [SOUND]})[0]
