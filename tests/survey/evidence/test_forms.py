"""The form takes one file; what is wrong with it stands beside the field, in our own words."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from survey.evidence.files import CONTENT_TYPES, MOST_BYTES
from survey.evidence.forms import ACCEPTED, EvidenceForm, JudgedFileField
from survey.evidence.pictures import judged_picture, judged_picture_or_pdf
from tests.builders import PDF
from tests.survey.evidence.files import make_docx, make_image


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


class Shown(forms.Form):
    picture = JudgedFileField(judged_picture, "image/png", required=False)
    paper = JudgedFileField(judged_picture_or_pdf, "image/png", required=False)


def shown(name: str, content: bytes) -> Shown:
    form = Shown({}, {name: SimpleUploadedFile("hình.png", content)})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("picture", make_image(), "jpg"),
        ("paper", make_image("PNG"), "png"),
        ("paper", PDF, "pdf"),
    ],
)
def test_cleaned_it_is_the_file_as_it_may_be_kept(name, content, kind):
    file = shown(name, content).cleaned_data[name]
    assert (file.kind, file.name) == (kind, f"hình.{kind}")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("picture", PDF, "no_picture"),
        ("paper", make_docx(), "no_picture_or_pdf"),
        ("paper", b"", "file_empty"),
        ("paper", b"0" * (MOST_BYTES + 1), "file_too_large"),
    ],
    ids=["a document", "an office file", "empty", "too large"],
)
def test_what_may_not_be_kept_is_told_beside_its_field(name, content, code):
    form = shown(name, content)
    assert form.has_error(name, code)
    assert len(form.errors) == 1


def test_where_nobody_chose_one_there_is_none():
    form = Shown({}, {})
    assert form.is_valid()
    assert form.cleaned_data == {"picture": None, "paper": None}
