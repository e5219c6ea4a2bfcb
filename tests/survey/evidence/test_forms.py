"""The form takes one file; what is wrong with it stands beside the field, in our own words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from survey.evidence.files import CONTENT_TYPES, MOST_BYTES
from survey.evidence.forms import ACCEPTED, EvidenceForm
from tests.builders import PDF


def form_of(content: bytes | None) -> EvidenceForm:
    files = {} if content is None else {"file": SimpleUploadedFile("a.pdf", content)}
    return EvidenceForm({}, files)


def test_a_file_is_taken():
    assert form_of(PDF).is_valid()


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "required"), (b"0" * (MOST_BYTES + 1), "file_too_large")],
    ids=["nothing", "too large"],
)
def test_what_cannot_be_taken_says_why(content, code):
    form = form_of(content)
    assert form.has_error("file", code)


def test_an_empty_file_is_explained_by_what_it_is_not_by_the_form():
    assert form_of(b"").is_valid()


def test_the_words_are_in_the_language_of_the_reader():
    with translation.override("en"):
        english = str(form_of(None).errors["file"])
    with translation.override("vi"):
        vietnamese = str(form_of(None).errors["file"])
    assert "Please choose a file first." in english
    assert "Mời anh/chị chọn tệp trước." in vietnamese


def test_a_phone_offers_every_kind_that_is_taken():
    accepted = ACCEPTED.split(",")
    for kind, content_type in CONTENT_TYPES.items():
        assert content_type in accepted or f".{kind}" in accepted
    assert not any("heic" in each for each in accepted)
