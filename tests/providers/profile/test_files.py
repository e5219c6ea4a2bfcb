"""Pictures and documents of a provider: judged, shown to everybody, and gone for good."""

import errno

import pytest
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from providers.changes.services import judge_change
from providers.errors import ProviderError
from providers.models import Change, EntryFile
from providers.profile.files import MOST_DOCUMENTS, MOST_PICTURES, remove_file
from survey.models.evidence import evidence_storage
from tests.associations.staff.profile.test_services import picture_of
from tests.builders import (
    NOW,
    PDF,
    make_organisation,
    make_provider,
    make_solution,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import make_persona
from tests.providers.entry_files import make_entry_file, paper, picture

pytestmark = pytest.mark.django_db
SAID = {"text_vi": "Quầy tính tiền", "text_en": "The till"}


@pytest.fixture
def provider(db):
    return make_provider()


@pytest.fixture
def manager(provider):
    return make_persona("quanly@sao.example", provider.organisation, "manager")


def own(provider, name: str, *args) -> str:
    own = provider.organisation.public_id
    return reverse(f"providers:{name}", args=[own, *args])


def public(file: EntryFile):
    return Client().get(reverse("providers:entry_file", args=[file.public_id]))


def page_of(provider, language: str = "vi") -> str:
    client = Client()
    client.cookies["django_language"] = language
    page = client.get(reverse("providers:provider", args=[provider.slug]))
    assert_clean_page(page)
    return page.content.decode()


def test_a_picture_is_drawn_anew_and_stands_on_the_page_at_once(manager, provider):
    assert_clean_page(manager.client.get(own(provider, "provider_files")))
    sent = SimpleUploadedFile("hình.jpg", picture_of(1600))
    manager.client.post(own(provider, "provider_files"), SAID | {"file": sent})
    file = EntryFile.objects.get()
    # Its place is kept before it is there.
    assert (file.width, file.height) == (1200, 15)
    for language, words in (("vi", "Quầy tính tiền"), ("en", "The till")):
        shown = page_of(provider, language)
        assert f'alt="{words}" width="1200" height="15"' in shown
    assert '"image": ["http' in page_of(provider)
    assert_clean_page(manager.client.get(own(provider, "provider_files")))


def test_a_picture_runs_nothing_and_a_document_is_handed_out_to_keep(provider):
    shown = public(make_entry_file(provider))
    assert (shown["Content-Type"], shown["Content-Disposition"]) == (
        "image/png",
        "inline",
    )
    kept = public(make_entry_file(provider, file=paper()))
    assert kept["Content-Type"] == "application/pdf"
    assert kept["Content-Disposition"].startswith("attachment;")
    for answer in (shown, kept):
        assert "default-src 'none'; sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        answer.close()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"file": SimpleUploadedFile("a.png", b"<svg onload='alert(1)'/>")}, "file"),
        ({"file": SimpleUploadedFile("a.png", b"")}, "file"),
        ({}, "file"),
        ({"file": SimpleUploadedFile("a.pdf", PDF), "text_vi": ""}, "text_vi"),
    ],
)
def test_what_is_no_picture_or_has_no_words_is_told_beside_its_field(
    manager, provider, wrong, field
):
    page = manager.client.post(own(provider, "provider_files"), SAID | wrong)
    assert_clean_page(page)
    assert set(page.context["form"].errors) == {field}
    assert "The till" in page.content.decode()
    assert not EntryFile.objects.exists()


def test_pictures_of_a_solution_stand_on_its_page_only_while_it_is_on_offer(
    manager, provider
):
    solution = make_solution(provider, judged_at=NOW)
    file = make_entry_file(provider, solution)
    page = Client().get(reverse("providers:solution", args=[solution.slug]))
    assert str(file.public_id) in page.content.decode()
    assert str(file.public_id) not in page_of(provider)
    assert_clean_page(
        manager.client.get(own(provider, "solution_files", solution.slug))
    )
    solution.is_active = False
    solution.save()
    assert public(file).status_code == 404
    assert (
        manager.client.get(own(provider, "own_file", file.public_id)).status_code == 200
    )


def test_there_are_only_as_many_as_somebody_looks_through(provider):
    for number in range(MOST_PICTURES):
        make_entry_file(provider, file=picture(width=40 + number))
    with pytest.raises(ProviderError, match="too_many_pictures"):
        make_entry_file(provider, file=picture("red"))
    for number in range(MOST_DOCUMENTS):
        make_entry_file(provider, file=paper(b"%" * number))
    with pytest.raises(ProviderError, match="too_many_pictures"):
        make_entry_file(provider, file=paper(b"% one more"))
    # What is there already is not one more, and takes the newer words.
    make_entry_file(provider, vi="Quầy mới")
    assert EntryFile.objects.count() == MOST_PICTURES + MOST_DOCUMENTS
    assert "Quầy mới" in page_of(provider)


def test_taken_away_it_is_gone_for_everybody(
    manager, provider, django_capture_on_commit_callbacks
):
    file = make_entry_file(provider)
    address = own(provider, "own_file", file.public_id)
    with django_capture_on_commit_callbacks(execute=True):
        manager.client.post(address)
    assert not evidence_storage().exists(file.file.name)
    assert public(file).status_code == 404
    # Two who press at once take it away once.
    remove_file(file=file, by=manager.user, now=NOW)
    actions = AuditEvent.objects.filter(action__startswith="provider.file")
    assert sorted(event.action for event in actions) == [
        "provider.file_added",
        "provider.file_removed",
    ]


def test_the_file_of_another_provider_is_nobody_elses(manager, provider):
    other = make_entry_file(make_provider("Khác", "khac"))
    address = own(provider, "own_file", other.public_id)
    assert manager.client.get(address).status_code == 404
    assert manager.client.post(address).status_code == 404
    assert EntryFile.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("name", ["ISO 9001", ""])
def test_no_paper_but_its_own_goes_along_with_a_line(manager, provider, name):
    other = make_entry_file(make_provider("Khác", "khac"))
    for key in (str(other.public_id), "x"):
        sent = {"name_1": name, "until_1": "2099-05-01", "kept_1": key}
        page = manager.client.post(own(provider, "edit_certificates"), sent)
        assert page.status_code == (302 if name else 200), "no address is made of it"
    changes = Change.objects.filter(after__has_key="certificate_files")
    assert not changes.exclude(after__certificate_files={}).exists()


def test_where_no_paper_can_be_kept_it_is_told_beside_it_and_all_typed_stays(
    manager, provider, monkeypatch
):
    def is_full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "planted")

    monkeypatch.setattr(InMemoryStorage, "_save", is_full)
    sent = SimpleUploadedFile("iso.pdf", PDF)
    typed = {"name_1": "ISO 9001", "until_1": "2099-05-01"}
    page = manager.client.post(
        own(provider, "edit_certificates"), typed | {"paper_1": sent}
    )
    form = page.context["form"]
    assert list(form.errors) == ["paper_1"]
    assert form["name_1"].value() == "ISO 9001"
    assert not Change.objects.exists()


def test_the_paper_of_a_certificate_is_shown_once_an_officer_accepted_it(
    manager, provider, monkeypatch
):
    typed = {"name_1": "ISO 9001", "until_1": "2099-05-01"}
    sent = SimpleUploadedFile("iso.pdf", PDF)
    manager.client.post(own(provider, "edit_certificates"), typed | {"paper_1": sent})
    file, change = EntryFile.objects.get(), Change.objects.get()
    assert change.after["certificate_files"] == {"ISO 9001": str(file.public_id)}
    assert public(file).status_code == 404
    assert str(file.public_id) not in page_of(provider)
    # Kept a second time without a file, the first one goes on standing.
    manager.client.post(own(provider, "edit_certificates"), typed | {"name_2": "HACCP"})
    change = Change.objects.get(state="pending")
    assert change.after["certificate_files"] == {"ISO 9001": str(file.public_id)}
    # A slip in the name is mended, and the paper of its line stays with it.
    mended = {"name_1": "ISO 9001:2015", "kept_1": str(file.public_id)}
    page = manager.client.get(own(provider, "edit_certificates"))
    assert f'name="kept_1" value="{file.public_id}"' in page.content.decode()
    manager.client.post(own(provider, "edit_certificates"), typed | mended)
    change = Change.objects.get(state="pending")
    assert change.after["certificate_files"] == {"ISO 9001:2015": str(file.public_id)}
    mended["name_1"] = "ISO 9001"
    manager.client.post(own(provider, "edit_certificates"), typed | mended)
    change = Change.objects.get(state="pending")
    # It is no small thing: by the way of pictures it cannot be taken away.
    assert (
        manager.client.post(own(provider, "own_file", file.public_id)).status_code
        == 404
    )
    judge_change(
        change=change,
        is_accepted=True,
        reason="",
        association=make_organisation("association", "Hội"),
        by=make_user("canbo@hoi.example"),
        now=NOW,
    )
    answer = public(file)
    assert answer["Content-Disposition"].startswith("attachment;")
    answer.close()
    assert str(file.public_id) in page_of(provider)
