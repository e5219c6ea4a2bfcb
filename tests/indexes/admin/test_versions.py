"""Indexes in the administration: uploaded, published, retired, compared, previewed and tried."""

from copy import deepcopy
from decimal import Decimal

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import AuditEvent
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion
from indexes.offers import open_indexes
from indexes.queries import newest_index_version
from indexes.services import publish_index, set_index_status, upload_draft
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Result
from survey.results.services import submit
from survey.rounds.services import start_assessment
from tests.builders import (
    INDEXES,
    NOW,
    index_document,
    make_answers,
    make_assessment,
    make_index_version,
    make_result,
    make_version_of,
    small_document,
)
from tests.pages import assert_clean_page
from tests.personas import make_administrator, make_owner, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def client() -> Client:
    return make_administrator().client


def newer(**head) -> dict:
    document = deepcopy(small_document())
    document["index"] |= {"version": 2, **head}
    return document


def file_of(document: dict | str, name: str = "anything.yaml") -> dict:
    content = (
        document
        if isinstance(document, str)
        else yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    )
    return {"file": SimpleUploadedFile(name, content.encode())}


def page(name: str, *args) -> str:
    if name == "preview":
        return reverse("survey:preview", args=args)
    return reverse(f"admin:indexes_indexversion_{name}", args=args)


def do(client: Client, version: IndexVersion, action: str):
    return client.post(page("action", version.pk, action), {"sure": "on"}, follow=True)


def actions() -> list[str]:
    return list(
        AuditEvent.objects.filter(action__startswith="index.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_an_uploaded_file_becomes_a_draft_that_nobody_is_offered(client):
    make_index_version()
    client.post(page("upload"), file_of(newer()))
    draft = IndexVersion.objects.get(version=2)
    assert draft.status == "draft"
    assert [version.version for version in open_indexes()] == [1]
    assert newest_index_version("small").version == 1
    assert actions() == ["index.uploaded"]


def test_every_error_of_a_file_is_told_at_once_with_its_line_and_nothing_is_kept(
    client,
):
    text = (INDEXES / "small.yaml").read_text()
    spoilt = text.replace("audience: any", "audience: everybody").replace(
        "at_least: [0, 1, 2, 3, 4, 6]", "at_least: [0]"
    )
    answer = client.post(page("upload"), file_of(spoilt))
    told = answer.context["form"].errors["file"]
    assert len(told) >= 2
    assert all(one.startswith("Dòng ") for one in told)
    line = next(
        number
        for number, one in enumerate(spoilt.splitlines(), 1)
        if "audience: everybody" in one
    )
    assert f"Dòng {line}, index.audience: " in told[0]
    assert 'aria-describedby="file-errors file-help"' in answer.content.decode()
    assert not IndexVersion.objects.exists()


@pytest.mark.parametrize(
    "content", ["", "not: [closed", "- a list", "index: 5", "\x00"]
)
def test_what_is_no_index_at_all_is_refused_kindly(client, content):
    assert (
        client.post(page("upload"), file_of(content or " "))
        .context["form"]
        .errors["file"]
    )
    assert not IndexVersion.objects.exists()


def test_without_a_file_the_field_says_so(client):
    assert "chưa điền" in client.post(page("upload")).context["form"].errors["file"][0]


def test_a_draft_is_replaced_by_uploading_it_again(client):
    client.post(page("upload"), file_of(newer()))
    client.post(page("upload"), file_of(newer(minutes=9)))
    (draft,) = IndexVersion.objects.all()
    assert draft.document["index"]["minutes"] == 9


def test_a_published_version_is_never_replaced(client):
    version = make_index_version()
    answer = client.post(page("upload"), file_of(newer(version=1, minutes=9)))
    assert "đã công bố và không bao giờ đổi" in answer.content.decode()
    version.refresh_from_db()
    assert version.document == small_document()


def test_publishing_a_draft_offers_it_and_is_written_down(client):
    make_index_version()
    draft = upload_draft(document=newer(), now=NOW, by=None)
    assert do(client, draft, "publish").status_code == 200
    assert newest_index_version("small") == draft
    do(client, draft, "publish")  # once more changes nothing
    assert actions() == ["index.uploaded", "index.published"]
    event = AuditEvent.objects.get(action="index.published")
    assert (event.subject, event.details["checksum"]) == (
        "index:small:2",
        draft.checksum,
    )


@pytest.mark.parametrize("action", ["publish", "retire"])
def test_what_cannot_be_taken_back_is_confirmed_first(client, action):
    status = (
        IndexVersion.Status.DRAFT
        if action == "publish"
        else IndexVersion.Status.PUBLISHED
    )
    version = make_index_version(status=status)
    shown = client.post(
        page("action", version.pk, action), follow=True
    ).content.decode()
    version.refresh_from_db()
    assert version.status == status
    assert "đánh dấu ô xác nhận" in shown


def test_retiring_the_last_version_of_an_index_says_so(client):
    version = make_index_version()
    assert "Không còn phiên bản nào" in do(client, version, "retire").content.decode()


def test_a_published_version_cannot_become_a_draft_nor_be_discarded(client):
    version = make_index_version()
    do(client, version, "discard")
    assert IndexVersion.objects.filter(pk=version.pk).exists()
    with pytest.raises(IndexVersionError):
        set_index_status(version=version, status="draft", now=NOW, by=None)


def test_a_draft_can_be_discarded(client):
    draft = upload_draft(document=newer(), now=NOW, by=None)
    do(client, draft, "discard")
    assert not IndexVersion.objects.exists()
    assert actions() == ["index.uploaded", "index.discarded"]


def test_loading_the_file_of_a_draft_publishes_it():
    draft = upload_draft(document=newer(), now=NOW, by=None)
    version, is_new = publish_index(document=newer(), now=NOW)
    assert (version, is_new, version.status) == (draft, True, "published")


def test_a_retired_version_starts_nothing_and_drafts_under_it_are_still_finished(
    client,
):
    version = make_index_version()
    begun = make_assessment(index_version=version)
    make_answers(begun)
    do(client, version, "retire")
    version.refresh_from_db()
    assert version.status == "retired"
    with pytest.raises(SurveyError, match="index_retired"):
        start_assessment(
            name="Quán", sector="I", employees=3, index_version=version, now=NOW
        )
    assert submit(assessment=begun, by=None, now=NOW).level is not None


def test_nobody_starts_with_a_draft():
    draft = upload_draft(document=newer(), now=NOW, by=None)
    with pytest.raises(SurveyError):
        start_assessment(
            name="Quán", sector="I", employees=3, index_version=draft, now=NOW
        )


def test_a_draft_changes_no_comparison():
    def fewer(document: dict) -> dict:
        document["pillars"][1]["indicators"][0]["questions"].pop()
        return document

    for _number in range(10):
        make_result()
    upload_draft(document=fewer(newer()), now=NOW, by=None)
    assert refresh_benchmark(index_id="small", now=NOW).enterprises == 10


def test_the_page_of_a_version_offers_what_can_be_done(client):
    version = make_index_version()
    shown = client.get(page("change", version.pk)).content.decode()
    for name in ("preview", "trial"):
        assert page(name, version.pk) in shown
    assert page("action", version.pk, "retire") in shown
    assert "Hai nguồn" in shown  # confidence words


def test_a_diff_marks_words_in_both_languages(client):
    old = make_index_version()
    document = newer()
    question = document["pillars"][0]["indicators"][0]["questions"][0]
    question["ask"] = {
        "vi": "Website của anh/chị tốt không?",
        "en": "Is your website good?",
    }
    question["points"] = [0, 2, 4, 6, 8, 10]
    document["pillars"][2]["indicators"][0]["questions"].pop()
    new = make_index_version(document)
    shown = client.get(page("compare"), {"old": old.pk, "new": new.pk}).content.decode()
    assert "<del>ra sao</del>" in shown
    assert "<ins>tốt không</ins>" in shown
    assert '<td lang="en">' in shown
    assert "<ins>0, 2, 4, 6, 8, 10</ins>" in shown
    assert "index-part--removed" in shown
    assert "style=" not in shown.partition('id="content"')[2]


def test_the_comparison_calls_parts_by_their_names(client):
    document = index_document("dbi-2025-sme")
    newer = deepcopy(document)
    newer["index"]["version"] = 2
    newer["scoring"]["total"]["parts"][0]["weight"] = 50
    newer["scoring"]["total"]["parts"][1]["weight"] = 50
    old, new = make_index_version(document), make_index_version(newer)
    shown = client.get(page("compare"), {"old": old.pk, "new": new.pk}).content.decode()
    assert "Phần điểm · Câu hỏi chung · Trọng số" in shown
    assert "parts · 0" not in shown


def test_a_version_compared_with_itself_says_the_same(client):
    version = make_index_version()
    shown = client.get(
        page("compare"), {"old": version.pk, "new": version.pk}
    ).content.decode()
    assert "Hai bên giống nhau" in shown


@pytest.mark.parametrize(
    "name", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large", "dbi-2023-sme"]
)
def test_any_two_indexes_can_be_compared(client, name):
    old = make_index_version()
    new = make_version_of(name)
    assert (
        client.get(page("compare"), {"old": old.pk, "new": new.pk}).status_code == 200
    )


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


def trial_of(client: Client, version: IndexVersion, **posted: str):
    return client.post(page("trial", version.pk), {"line": "", **posted})


def test_a_set_of_answers_is_tried_and_nothing_is_kept(client):
    version = make_index_version()
    answers = {f"q-{code}": "3" for code in version.index.codes}
    found = trial_of(client, version, **answers).context
    assert (found["trial"].total.points, found["trial"].total.level) == (24, 3)
    decided = [bar for bar in found["trial"].bars if bar.decided]
    assert [bar.level for bar in decided] == [3]
    assert not Result.objects.exists()
    assert not Assessment.objects.exists()


def test_the_trial_says_the_same_as_submitting_would(client):
    version = make_index_version()
    result = make_result(levels=[5, 1, 4, 0, -2, 2, 5])
    line = "5,1,4,0,na,2,5"
    trial = trial_of(client, version, line=line).context["trial"]
    assert (trial.total.points, trial.total.level) == (
        result.total_points,
        result.level,
    )
    assert [share.level for share in trial.pillars] == result.pillar_levels


def test_the_trial_tells_points_as_they_count_in_the_total(client):
    version = make_version_of("dbi-2025-sme")
    index = version.index_in("retail")
    answers = {f"q-{code}": str(index.shown_level(code, 1)) for code in index.codes}
    trial = trial_of(client, version, variant="retail", **answers).context["trial"]
    assert trial.total.maximum == 100
    assert sum(share.maximum for share in trial.pillars) == pytest.approx(
        100, abs=Decimal("0.05")
    )
    assert sum(share.points for share in trial.pillars) == pytest.approx(
        trial.total.points, abs=Decimal("0.05")
    )
    assert sum(trial.points.values()) == pytest.approx(
        trial.total.points, abs=Decimal("0.3")
    )


def test_a_pasted_line_may_have_a_header_and_a_name(client):
    version = make_index_version()
    codes = ",".join(version.index.codes)
    for line in (
        "Quán,3,3,3,3,3,3,3",
        f"enterprise,{codes}\r\nQuán,3,3,3,3,3,3,3",
        "3,3,3,3,3,3,3",
    ):
        assert trial_of(client, version, line=line).context["trial"].total.level == 3


@pytest.mark.parametrize(
    "line", ["3,3", "9,3,3,3,3,3,3", "enterprise,1.1.1\nA,3", '"3,3,3']
)
def test_a_line_that_cannot_be_read_is_told_and_stays(client, line):
    answer = trial_of(client, make_index_version(), line=line)
    assert answer.context["problems"]
    assert answer.context["trial"] is None
    assert answer.context["line"] == line


def test_a_line_that_cannot_be_read_is_told_in_the_language_of_the_reader(client):
    version = make_index_version()
    said = trial_of(client, version, line="9,3,3,3,3,3,3").context["problems"]
    assert said == [
        "dòng 1, cột 1.1.1: '9' không phải là mức; chỗ này cần 0 đến 5 hoặc để trống"
    ]
    said = trial_of(client, version, line="3,3").context["problems"]
    assert said == ["đã dán 2 mức, nhưng có 7 câu hỏi"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = trial_of(client, version, line="9,3,3,3,3,3,3").context["problems"]
    assert said == [
        "row 1, column 1.1.1: '9' is not a level; 0 to 5 or blank is expected"
    ]


@pytest.mark.parametrize("value", ["9", "x", "-1", "na"])
def test_a_level_that_does_not_exist_is_told(client, value):
    version = make_index_version()
    answers = {f"q-{code}": "3" for code in version.index.codes} | {"q-1.1.1": value}
    found = trial_of(client, version, **answers).context
    assert found["problems"]
    assert found["trial"] is None


def test_without_all_answers_points_are_shown_and_no_level_is_made_up(client):
    found = trial_of(client, make_index_version(), **{"q-1.1.1": "5"}).context
    assert found["trial"].total.level is None
    assert "3.1.1" in found["missing"]


@pytest.mark.parametrize("name", ["dbi-2025-sme", "dbi-2025-large"])
def test_the_indexes_of_2025_can_be_tried(client, name):
    version = make_version_of(name)
    variant = next((one["id"] for one in version.index.variants.get("list", ())), "")
    index = version.index_in(variant)
    answers = {
        f"q-{code}": str(index.shown_level(code, 1))
        for code in index.asked(index.codes)
    }
    found = trial_of(client, version, variant=variant, **answers)
    assert found.context["problems"] == []
    assert found.context["trial"].total.level is not None


def test_a_partial_index_has_nothing_to_preview_or_try(client):
    version = make_version_of("dbi-2023-sme")
    for name in ("preview", "trial"):
        assert client.get(page(name, version.pk)).url == page("change", version.pk)
    assert client.get(page("change", version.pk)).status_code == 200


@pytest.mark.parametrize("who", [make_owner, make_staff])
def test_nobody_else_comes_in(who):
    version = make_index_version()
    other = who().client
    for name, args in [
        ("upload", ()),
        ("compare", ()),
        ("preview", (version.pk,)),
        ("trial", (version.pk,)),
        ("action", (version.pk, "retire")),
    ]:
        for answer in (other.get(page(name, *args)), other.post(page(name, *args))):
            assert answer.status_code in (302, 403, 404)
            assert "survey/admin.css" not in answer.content.decode()
    version.refresh_from_db()
    assert version.status == "published"


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
    assert (
        client.get(f"/quan-tri/indexes/indexversion/{name}/change/").status_code == 302
    )
