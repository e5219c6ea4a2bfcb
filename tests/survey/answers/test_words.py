"""What an answer says where its card is not shown."""

import pytest
from django.utils import translation

from indexes.index.model import Index
from survey.answers.words import answer_text
from survey.models import Answer
from tests.builders import index_document


@pytest.mark.parametrize(
    ("given", "vietnamese", "english"),
    [
        ({"question": "2.1", "chosen": ["email"], "text": "x"}, "Email; điều khác: x", "Email; something else: x"),
        ({"question": "2.1", "level": 0, "text": "x"}, "Điều khác: x", "Something else: x"),
        ({"question": "2.1", "level": 0}, "0 điểm", "0 points"),
        ({"question": "2.3", "chosen": ["money"]}, "Thiếu tiền", "Money"),
        ({"question": "2.4", "numerator": 1200}, "1.200", "1,200"),
        ({"question": "2.4"}, "Chưa trả lời", "Not answered"),
        ({"question": "2.1", "state": "cleared", "text": "x"}, "Chưa trả lời", "Not answered"),
    ],
)  # fmt: skip
def test_options_are_told_with_what_was_typed_beside_them(given, vietnamese, english):
    index = Index(index_document("wide"), "farm")
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert answer_text(index, Answer(**given)) == words
