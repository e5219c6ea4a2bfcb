"""Files of the sides are judged before they are kept, and go with their rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from providers.complaints.files import add_file, judged
from providers.complaints.services import take_back
from providers.complaints.terms import most_files
from providers.errors import ProviderError
from providers.models import Complaint, ComplaintFile
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.models.evidence import evidence_storage
from tests.builders import NOW, PDF

pytestmark = pytest.mark.django_db
FILE = CheckedFile("pdf", "bao-gia.pdf", PDF)


@pytest.fixture
def add(complaint, owner):
    def run(side=Complaint.Side.ENTERPRISE) -> ComplaintFile:
        return add_file(complaint=complaint, side=side, file=FILE, by=owner, now=NOW)

    return run


def test_no_file_is_nothing_to_judge():
    assert judged(None) is None


def test_what_is_no_file_that_is_taken_is_refused():
    with pytest.raises(SurveyError, match="file_"):
        judged(SimpleUploadedFile("x.pdf", b"<script>alert(1)</script>"))


def test_a_file_is_kept_where_no_address_leads(add, complaint):
    kept = add()
    assert evidence_storage().exists(kept.file.name)
    assert "bao-gia" not in kept.file.name
    assert kept.house == complaint.enterprise


def test_it_goes_with_its_row(add, django_capture_on_commit_callbacks):
    kept = add()
    place = kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        kept.delete()
    assert not evidence_storage().exists(place)


def test_each_side_gives_so_many_and_no_more(add):
    for _ in range(most_files()):
        add()
    with pytest.raises(ProviderError, match="too_many_complaint_files"):
        add()
    # The other side has its own.
    assert add(Complaint.Side.PROVIDER).pk


def test_nothing_is_added_to_what_is_over(add, complaint, owner):
    take_back(complaint=complaint, by=owner, now=NOW)
    with pytest.raises(ProviderError, match="complaint_closed"):
        add()
