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
    *tests.sql_files*) echo "tests/test_run.py" ;;
    *"not browser"*) exit $REST ;;
    *last-failed*) exit $AGAIN ;;
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

    def run_parts(*codes: int, arguments=(), again=None) -> subprocess.CompletedProcess:
        parts = zip(("REST", "BROWSER", "SQL"), map(str, codes), strict=True)
        again = str(codes[1] if again is None else again)
        return subprocess.run(
            ["sh", tmp_path / "tests/run", *arguments],
            env={"PATH": os.environ["PATH"], "AGAIN": again, **dict(parts)},
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


def test_what_failed_in_the_browser_is_tried_once_more_and_told(run):
    at_first = run(PASSED, FAILED, PASSED, again=PASSED)
    assert "tried again by itself" in at_first.stdout
    assert at_first.returncode == 0
    assert run(PASSED, FAILED, PASSED, again=FAILED).returncode == 1
    # Neither a browser that does not start, nor what runs without one.
    assert run(PASSED, 3, PASSED, again=PASSED).returncode == 1
    assert run(FAILED, PASSED, PASSED, again=PASSED).returncode == 1


def test_failures_are_told_again_where_all_parts_end(tmp_path):
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_terminal_summary\n"
    )
    (tmp_path / "test_wrong.py").write_text("def test_wrong(): assert 1 == 2\n")
    told = tmp_path / "failures.txt"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    subprocess.run(
        [*command, "-c", "pyproject.toml", tmp_path],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "FAILURES": str(told)},
        capture_output=True,
        check=False,
    )
    assert told.read_text().count("test_wrong.py::test_wrong (call)") == 1
    assert "assert 1 == 2" in told.read_text()


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
