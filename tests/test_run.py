"""What was left out is said, and fails where everything is required."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PASSED, FAILED, NOTHING_COLLECTED = 0, 1, 5
# Stands in for Python: a part of the tests ends as the variable named for its mark says.
PYTHON = """#!/bin/sh
case "$*" in
    *postgres_server*) echo "postgres://" ;;
    *"not browser"*) exit $REST ;;
    *browser*) exit $BROWSER ;;
    *) exit $SQL ;;
esac
"""


@pytest.fixture
def run(tmp_path):
    """Runs the parts with the codes they end with."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/run", tmp_path / "tests/run")

    def run_parts(*codes: int, arguments=()) -> subprocess.CompletedProcess:
        parts = zip(("REST", "BROWSER", "SQL"), map(str, codes), strict=True)
        return subprocess.run(
            ["sh", tmp_path / "tests/run", *arguments],
            env={"PATH": os.environ["PATH"], **dict(parts)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_parts


@pytest.mark.parametrize("empty", range(3))
def test_of_all_tests_no_part_may_be_empty(run, empty):
    codes = [PASSED] * 3
    assert run(*codes).returncode == 0
    codes[empty] = NOTHING_COLLECTED
    assert run(*codes).returncode == 1


def test_what_is_asked_for_need_not_be_in_each_part(run):
    asked_for = ["tests/roadmap"]
    one_part = run(PASSED, NOTHING_COLLECTED, NOTHING_COLLECTED, arguments=asked_for)
    assert one_part.returncode == 0
    no_part = run(*[NOTHING_COLLECTED] * 3, arguments=asked_for)
    assert "there is no such test" in no_part.stdout
    assert no_part.returncode == 1


@pytest.mark.parametrize("arguments", [[], ["tests/roadmap"]])
@pytest.mark.parametrize("failing", range(3))
def test_a_part_that_failed_is_never_forgiven(run, failing, arguments):
    codes = [PASSED] * 3
    codes[failing] = FAILED
    assert run(*codes, arguments=arguments).returncode == 1


@pytest.mark.parametrize(
    ("required", "outcome"),
    [("", "2 skipped"), ("0", "2 skipped"), ("1", "1 failed, 1 error")],
)
def test_a_skipped_test_fails_where_everything_is_required(tmp_path, required, outcome):
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_runtest_makereport\n"
    )
    (tmp_path / "test_missing.py").write_text(
        "import pytest\n"
        "def test_called(): pytest.skip('no font')\n"
        "@pytest.mark.skip(reason='no browser')\n"
        "def test_marked(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    pytest_run = subprocess.run(
        [*command, "-c", "pyproject.toml", tmp_path],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "REQUIRE_ALL": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in pytest_run.stdout
    assert "no font" in pytest_run.stdout
    assert "no browser" in pytest_run.stdout
