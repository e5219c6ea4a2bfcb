"""What is measured of a whole membership runs, at a small size, and within its queries."""

from functools import partial

import pytest

from performance.association import cohort
from tests.builders import make_index_version

pytestmark = pytest.mark.django_db


def test_each_page_and_each_file_is_measured(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.001")
    monkeypatch.setattr(cohort, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(cohort, "measure", look_once)
    # What takes the time of a test is a real index, and its many sets of answers.
    monkeypatch.setattr(
        cohort, "make_index_version", lambda _real: make_index_version()
    )
    monkeypatch.setattr(cohort, "make_crowd", partial(cohort.make_crowd, kinds=5))
    names = [measurement.name for measurement in cohort.run()]
    assert len(names) == 2 + len(cohort.PAGES) + len(cohort.FORMS)
    assert {name.partition(" ")[0] for name in names} >= {
        "today",
        "exports",
        "csv",
        "pdf",
    }


def look_once(name, work, **_more):
    work()
    return cohort.Measurement(name, 0, 0, 0)
