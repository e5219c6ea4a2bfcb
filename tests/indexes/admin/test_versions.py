"""Indexes in the administration: uploaded, published, retired, compared, previewed and tried."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from indexes.services import publish_index, upload_draft
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError
from survey.models import Answer, Assessment
from survey.rounds.services import start_assessment
from tests.builders import (
    NOW,
    make_index_version,
    make_version_of,
)
from tests.indexes.admin.addresses import newer, page
from tests.pages import assert_clean_page
from tests.personas import make_administrator, make_owner, make_staff
from tests.survey.benchmark.many import make_many

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_loading_the_file_of_a_draft_publishes_it():
    draft = upload_draft(document=newer(), now=NOW, by=None)
    version, is_new = publish_index(document=newer(), now=NOW)
    assert (version, is_new, version.status) == (draft, True, "published")


def test_nobody_starts_with_a_draft():
    draft = upload_draft(document=newer(), now=NOW, by=None)
    with pytest.raises(SurveyError):
        start_assessment(
            name="Quán", sector="I", employees=3, index_version=draft, now=NOW
        )


@pytest.mark.sql
def test_a_draft_changes_no_comparison():
    def fewer(document: dict) -> dict:
        document["pillars"][1]["indicators"][0]["questions"].pop()
        return document

    make_many(10)
    upload_draft(document=fewer(newer()), now=NOW, by=None)
    assert refresh_benchmark(index_id="small", now=NOW).independent == 10


def test_the_page_of_a_version_offers_what_can_be_done(client):
    version = make_index_version()
    shown = client.get(page("change", version.pk)).content.decode()
    for name in ("preview", "trial"):
        assert page(name, version.pk) in shown
    assert page("action", version.pk, "retire") in shown
    assert "Hai nguồn" in shown  # confidence words


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"])
def test_every_page_of_the_form_can_be_previewed_and_keeps_nothing(
    client, name, language
):
    version = make_version_of(name)
    variants = [one["id"] for one in version.index.variants.get("list", ())][:2] or [""]
    for variant in variants:
        for step in version.index_in(variant).pages:
            address = page("preview", version.pk)
            shown = client.get(
                address, {"variant": variant, "step": step.slug, "lang": language}
            ).content.decode()
            assert f'<html lang="{language}">' in shown
            assert escape(step.title[language]) in shown
            assert all(
                f"q-{code}" in shown
                for code in step.codes
                if code not in sum(version.index_in(variant).tools.values(), ())
            )
    assert_clean_page(shown)
    assert not Assessment.objects.exists()
    assert not Answer.objects.exists()


def test_a_partial_index_has_nothing_to_preview_or_try(client):
    version = make_version_of("dbi-2023-sme")
    for name in ("preview", "trial"):
        assert client.get(page(name, version.pk)).url == page("change", version.pk)
    assert client.get(page("change", version.pk)).status_code == 200


@pytest.mark.parametrize("who", [make_owner, make_staff])
def test_nobody_else_comes_in(client, who):
    version = make_index_version()
    own_style = "indexes/admin.css"
    assert own_style in client.get(page("change", version.pk)).content.decode()
    other = who().client
    for name, args in [
        ("upload", ()),
        ("compare", ()),
        ("preview", (version.pk,)),
        ("trial", (version.pk,)),
        ("action", (version.pk, "retire")),
    ]:
        for answer in (other.get(page(name, *args)), other.post(page(name, *args))):
            assert_kept_out(answer)
            assert own_style not in answer.content.decode()
    version.refresh_from_db()
    assert version.status == "published"


def assert_kept_out(answer) -> None:
    """Refused, or asked to sign in as somebody else: led nowhere else."""
    if answer.status_code == 302:
        assert answer.url.startswith((reverse("admin:login"), reverse("account_login")))
    else:
        assert answer.status_code in (403, 404)


def test_staff_that_may_only_look_changes_nothing():
    version = make_index_version()
    watcher = make_administrator()
    watcher.user.is_superuser = False
    watcher.user.save()
    assert watcher.client.post(page("action", version.pk, "retire")).status_code == 403
    assert watcher.client.get(page("upload")).status_code == 403
    assert watcher.client.get(page("preview", version.pk)).status_code == 403


def test_a_get_changes_nothing(client):
    version = make_index_version()
    assert client.get(page("action", version.pk, "retire")).status_code == 405


@pytest.mark.parametrize("name", ["abc", "²", "999999999"])
def test_a_version_that_is_not_there_breaks_nothing(client, name):
    answer = client.get(f"/quan-tri/indexes/indexversion/{name}/change/")
    assert answer.status_code == 302
    assert answer.url == reverse("admin:index"), "with a word that it is not there"
