"""What a reviewer may send."""

import pytest

from associations.review.forms import VerdictForm
from survey.evidence.services import LONGEST_NOTE


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"verdict": "accepted"}, []),
        ({"verdict": "declined", "note": "Ảnh mờ"}, []),
        ({}, ["verdict"]),
        ({"verdict": "maybe"}, ["verdict"]),
        ({"verdict": "accepted", "note": "a" * (LONGEST_NOTE + 1)}, ["note"]),
    ],
)
def test_a_verdict_is_one_of_two_with_a_note_of_some_length(typed, wrong):
    assert list(VerdictForm(typed).errors) == wrong
