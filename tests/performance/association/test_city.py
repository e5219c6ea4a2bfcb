"""What is measured of the agency's pages runs, at a small size."""

from functools import partial

import pytest

from performance.association import city
from tests.builders import make_index_version

pytestmark = pytest.mark.django_db


def test_each_page_and_each_file_of_the_agency_is_measured(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.001")
    monkeypatch.setattr(city, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(city, "measure", look_once)
    monkeypatch.setattr(city, "ASSOCIATIONS", 2)
    # What takes the time of a test is a real index, and its many sets of answers.
    monkeypatch.setattr(city, "make_index_version", lambda _real: make_index_version())
    monkeypatch.setattr(city, "populate", partial(city.populate, kinds=5))
    names = [measurement.name for measurement in city.run()]
    assert len(names) == 3 + len(city.ASKED)


def look_once(name, work, **_more):
    work()
    return city.Measurement(name, 0, 0, 0)
