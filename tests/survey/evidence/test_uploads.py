"""A body far too large is refused by what it says of its length; others pass untouched."""

import pytest
from django.core.exceptions import RequestDataTooBig

from survey.evidence.files import MOST_BYTES
from survey.evidence.uploads import MOST_BODY, QuotaHandler


def sent(length: int) -> None:
    QuotaHandler().handle_raw_input(None, {}, length, b"boundary")


def test_a_body_far_too_large_is_refused_before_it_is_read():
    with pytest.raises(RequestDataTooBig):
        sent(MOST_BODY + 1)


@pytest.mark.parametrize("length", [0, MOST_BYTES + 1, MOST_BODY])
def test_a_file_somewhat_too_large_reaches_its_form(length):
    sent(length)


def test_the_other_handlers_get_every_byte():
    handler = QuotaHandler()
    assert handler.receive_data_chunk(b"bytes", 0) == b"bytes"
    assert handler.file_complete(5) is None
