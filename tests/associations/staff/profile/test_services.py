"""An association is set up in proper fields and describes itself; its picture is drawn anew."""

import io

import pytest
from PIL import Image

from accounts.models import AuditEvent, Organisation
from associations.staff.profile.services import (
    create_association,
    save_picture,
    save_profile,
)
from survey.errors import SurveyError
from survey.evidence.pictures import LONGEST_SIDE, judged_picture
from survey.models.evidence import evidence_storage
from tests.builders import NOW, PDF, make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
SAID = {
    "name": "Hội Cơ khí",
    "area": "",
    "name_en": "Mechanics",
    "about": {"vi": "Thợ giỏi", "en": "Skilled"},
    "sectors": ["C"],
}


def picture_of(width: int = 40, kind: str = "JPEG") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, 20), "teal").save(drawn, kind)
    return drawn.getvalue()


def test_an_association_is_made_with_what_is_said_of_it_and_nobody_in_it():
    by = make_user(is_staff=True)
    profile = create_association(said=SAID, by=by, now=NOW)
    association = Organisation.objects.get()
    assert (association.kind, association.name) == ("association", "Hội Cơ khí")
    assert profile.organisation == association
    assert profile.about == SAID["about"]
    assert not association.memberships.exists()
    assert {"organisation.created", "organisation.changed"} == set(
        AuditEvent.objects.values_list("action", flat=True)
    )


def test_only_what_changes_is_written_down():
    association = make_organisation("association", "Hội Cơ khí")
    terms = {"association": association, "by": None, "now": NOW}
    save_profile(said=SAID, **terms)
    before = AuditEvent.objects.count()
    save_profile(said=SAID, **terms)
    assert AuditEvent.objects.count() == before
    save_profile(said=SAID | {"name": "Hội Cơ khí Sài Gòn"}, **terms)
    event = AuditEvent.objects.order_by("-pk").first()
    assert event.details == {"fields": ["name"]}
    association.refresh_from_db()
    assert association.search_key == "hoi co khi sai gon"


def test_a_picture_is_drawn_anew_and_made_small_enough():
    sent = picture_of(3000)
    kept = judged_picture(sent, "hinh.jpg")
    assert kept.kind == "jpg"
    with Image.open(io.BytesIO(kept.content)) as image:
        assert max(image.size) == LONGEST_SIDE


def test_what_is_no_picture_is_refused():
    with pytest.raises(SurveyError, match="no_picture"):
        judged_picture(PDF, "hinh.jpg")


def test_another_picture_takes_the_first_away(django_capture_on_commit_callbacks):
    profile = create_association(said=SAID, by=None, now=NOW)
    first, second = (
        judged_picture(picture_of(width), "hinh.png") for width in (30, 50)
    )
    with django_capture_on_commit_callbacks(execute=True):
        save_picture(profile=profile, picture=first, by=None, now=NOW)
    before = profile.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        save_picture(profile=profile, picture=second, by=None, now=NOW)
    assert not evidence_storage().exists(before)
    assert evidence_storage().exists(profile.picture.name)
    with django_capture_on_commit_callbacks(execute=True):
        save_picture(profile=profile, picture=None, by=None, now=NOW)
    profile.refresh_from_db()
    assert (profile.picture.name, profile.picture_kind) == ("", "")
