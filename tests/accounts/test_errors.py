"""An error is a code with its parameters; a log reads it, words come at the edge."""

import pytest

from accounts.errors import AccountError, DomainError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (DomainError("link_expired"), "link_expired"),
        (DomainError("too_many", most=5, name="ảnh"), "too_many (most=5, name='ảnh')"),
    ],
)
def test_an_error_reads_as_its_code_and_parameters(error, text):
    assert str(error) == text


def test_an_error_carries_what_its_words_need():
    error = AccountError("unknown_items", items=["?"])
    assert isinstance(error, DomainError)
    assert error.code == "unknown_items"
    assert error.params == {"items": ["?"]}
    assert error.args == ("unknown_items", {"items": ["?"]})
