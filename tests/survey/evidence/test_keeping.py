"""A file stays where its row was written, and goes again where it was not."""

import errno

import pytest
from django.core.files.storage import InMemoryStorage

from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.evidence.keeping import stored
from survey.models import Evidence
from survey.models.evidence import evidence_storage
from tests.builders import PDF

FILE = CheckedFile("pdf", "hóa đơn.pdf", PDF)


class Interrupted(BaseException):
    """As where the worker is told to end."""


def is_there(evidence: Evidence) -> bool:
    return evidence_storage().exists(evidence.file.name)


def test_while_its_row_is_written_the_file_is_there_and_stays():
    evidence = Evidence()
    with stored(evidence.file, FILE):
        assert is_there(evidence)
    with evidence.file.open() as file:
        assert file.read() == PDF


@pytest.mark.parametrize("trouble", [ValueError, Interrupted])
def test_where_its_row_is_not_written_it_goes_and_the_trouble_is_told(trouble):
    evidence = Evidence()
    with pytest.raises(trouble), stored(evidence.file, FILE):
        raise trouble
    assert evidence.file.name
    assert not is_there(evidence)


def test_without_room_no_row_is_tried_and_no_name_is_logged(monkeypatch, caplog):
    def full(self, name, content):
        raise OSError(errno.ENOSPC, "planted")

    monkeypatch.setattr(InMemoryStorage, "_save", full)
    tried = []
    with (
        pytest.raises(SurveyError, match="file_not_stored"),
        stored(Evidence().file, FILE),
    ):
        tried.append(FILE)
    assert not tried
    assert "could not be stored" in caplog.text
    assert "hóa" not in caplog.text
