"""Where an index says what a step to a level is to do, reports tell that and no answer."""

import pytest

from reports.pdf.overview import _do_and_why
from tests.reports.reading import gathered
from tests.reports.test_every_index import result_of

pytestmark = pytest.mark.django_db


def test_first_steps_are_told_as_what_to_do():
    result = result_of("dbi-2025-large", "", True)
    index = result.index_version.index
    steps = gathered(result).first_steps
    assert steps
    for step in steps:
        anchors = [anchor["vi"] for anchor in index.questions[step.code]["anchors"]]
        assert step.then not in anchors
        assert step.do.startswith(f"{step.then}. ")
        assert not any(anchor in _do_and_why(step) for anchor in anchors)
