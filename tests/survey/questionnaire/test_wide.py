"""Choices and groups that can be refined: asked, saved, taken back, confirmed, submitted."""

import pytest
from django.urls import reverse

from survey.answers.progress import missing, progress_of
from survey.models import Assessment, Result
from survey.results.services import submit
from tests.builders import NOW, make_assessment
from tests.survey.wide import TOOLS, answer_all, given, page, waiting
from tests.survey.wizard import HTMX, Fields, hold, save, step

pytestmark = pytest.mark.django_db


def test_without_an_industry_every_page_leads_to_choosing_one(client, wide):
    draft = make_assessment(index_version=wide, sector="G")
    hold(client, draft)
    choose = reverse("survey:variant", args=[draft.public_id])
    assert client.get(step(draft, "2-nen-tang")).url == choose
    assert client.get(reverse("survey:review", args=[draft.public_id])).url == choose
    shown = client.get(choose).content.decode()
    assert shown.index('value="shop"') < shown.index(
        'value="farm"'
    )  # its sector comes first
    refused = client.post(choose, {"variant": "bank"})
    assert 'role="alert"' in refused.content.decode()
    client.post(choose, {"variant": "farm"})
    draft.refresh_from_db()
    assert draft.variant == "farm"
    assert "3.1.f-1" in page(client, draft, "3-cong-cu")


@pytest.mark.sql
def test_several_options_are_kept_and_worth_their_points_up_to_the_cap(client, shop):
    save(client, shop, "2.1", picked=["email", "drive", "erp"])
    answer = given(shop)["2.1"]
    assert (answer.chosen, answer.level) == (["email", "drive", "erp"], 3)
    shown = page(client, shop, "2-nen-tang")
    assert shown.count("checked") == 3
    assert 'value="memail+drive+erp"' in shown


def test_a_page_sent_as_a_whole_never_drops_a_tick_in_silence(client, shop):
    address = step(shop, "2-nen-tang")
    both = {"2.1": ["none", "email"], "2.1-was": ""}
    shown = client.post(address, both).content.decode()
    # Above the page and beside the question.
    assert shown.count("Đã chọn “chưa có” thì không chọn thêm câu khác") == 2
    assert set(Fields(shown).sent["2.1"]) == {"none", "email"}
    assert "2.1" not in given(shop)


def test_none_of_these_and_the_others_cannot_both_stand(client, shop):
    save(client, shop, "2.1", picked=["email"])
    response = save(client, shop, "2.1", picked=["none", "email"], was="memail")
    assert given(shop)["2.1"].chosen == ["none"]
    assert (
        response["HX-Retarget"] == "closest .question"
    )  # the card is drawn again, so that its ticks are true
    save(client, shop, "2.1", picked=["none", "drive"], was="mnone")
    assert given(shop)["2.1"].chosen == ["drive"]


@pytest.mark.sql
def test_own_words_beside_the_options_are_kept_and_earn_nothing(client, shop):
    save(client, shop, "2.1", picked=["email"], text="Máy chủ riêng")
    answer = given(shop)["2.1"]
    assert (answer.chosen, answer.text, answer.level) == (["email"], "Máy chủ riêng", 1)
    assert "Máy chủ riêng" in page(client, shop, "2-nen-tang")


@pytest.mark.sql
def test_unticking_everything_takes_the_answer_back(client, shop):
    save(client, shop, "2.1", picked=["email"])
    save(client, shop, "2.1", was="memail")
    assert "2.1" not in given(shop)


def test_an_option_that_is_not_there_is_refused(client, shop):
    save(client, shop, "2.1", picked=["mainframe"])
    assert "2.1" not in given(shop)


def test_choices_and_numbers_that_are_free_information_never_count(client, shop):
    before = progress_of(shop).answered
    save(client, shop, "2.3", picked=["money"])
    save(client, shop, "2.4", numerator="3")
    assert progress_of(Assessment.objects.get(pk=shop.pk)).answered == before
    assert given(shop)["2.3"].chosen == ["money"]
    assert given(shop)["2.4"].numerator == 3


def test_a_group_answer_is_enough_and_leads_to_its_criteria(client, shop):
    save(client, shop, "1.1", picked="1")
    save(client, shop, "1.2", picked="2")
    assert not [code for code in missing(shop) if code.startswith("1.")]
    shown = page(client, shop, "1-khach-hang")
    assert 'value="1-1-hieu-khach-chi-tiet"' in shown
    assert 'id="q-1.1.1"' not in shown  # criteria stand on their own page
    assert 'id="q-1.1.1"' in page(client, shop, "1-1-hieu-khach-chi-tiet")


def test_a_refined_group_says_what_its_answer_still_stands_for(client, shop):
    def words(html: str) -> str:
        return " ".join(html.split())

    def group() -> str:
        shown = page(client, shop, "1-khach-hang").partition('id="q-1.1"')[2]
        return words(shown.partition('id="q-1.2"')[0])

    total = len(shop.index.groups["1.1"])
    others = "Các tiêu chí còn lại theo câu này."
    missing_one = "Anh/chị chọn một câu ở đây cho các tiêu chí còn lại."
    assert "Đã trả lời riêng" not in group()

    save(client, shop, "1.1.1", picked="2")
    assert f"Đã trả lời riêng 1 trong {total} tiêu chí. {missing_one}" in group()

    saved = save(client, shop, "1.1", picked="1").content.decode()
    assert f"Đã trả lời riêng 1 trong {total} tiêu chí. {others}" in words(saved)
    assert f"Đã trả lời riêng 1 trong {total} tiêu chí. {others}" in group()

    for code in shop.index.groups["1.1"]:
        save(client, shop, code, picked="1")
    assert f"Đã trả lời riêng {total} trong {total} tiêu chí. </p>" in group()


@pytest.mark.sql
def test_refining_a_group_can_be_taken_back_whole(client, shop):
    save(client, shop, "1.1", picked="1")
    save(client, shop, "1.1.1", picked="2")
    save(client, shop, "1.1.2", picked="0")
    response = client.post(step(shop, "1-1-hieu-khach-chi-tiet"), {"unrefine": "1.1"})
    assert response.url.endswith("1-khach-hang/#q-1.1")
    assert set(given(shop)) == {"1.1"}


def test_pages_of_criteria_are_beside_the_way(client, shop):
    shown = client.post(step(shop, "1-khach-hang"), {"next": "1"})
    assert shown.url == step(shop, "2-nen-tang")
    assert client.post(
        step(shop, "1-1-hieu-khach-chi-tiet"), {"next": "1"}
    ).url == step(shop, "1-khach-hang")


@pytest.mark.sql
def test_the_result_keeps_what_counted_in_the_order_of_the_variant(client, shop):
    answer_all(client, shop)
    result = submit(assessment=shop, by=None, now=NOW)
    levels = dict(
        zip(
            shop.index.codes,
            memoryview(bytes(result.levels)).cast("b").tolist(),
            strict=True,
        )
    )
    assert levels["1.1.1"] == -2  # its group was answered
    assert [levels[code] for code in TOOLS] == [0, 1, 1, 0]
    # 20 x 3/4 + 20 x (2 + 3)/6 + 60 x 1.5/(17/6)
    assert result.total / result.total_unit == pytest.approx(
        15 + 20 * 5 / 6 + 60 * 9 / 17, abs=0.01
    )
    assert result.maximum == 100 * result.total_unit


def test_what_earns_no_points_has_no_number_and_says_so(client, shop):
    shown = page(client, shop, shop.index.page_of("2.3").slug)
    place = shown.index('id="q-2.3"')
    assert "Không tính điểm, có thể bỏ qua" in shown[place : place + 900]


def test_confirming_page_by_page_leaves_nothing_to_confirm(client, following):
    assert waiting(following) >= {
        "1.1",
        "1.1.1",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
        "2.5",
        *TOOLS,
    }
    for asked in following.index.pages:
        sent = Fields(page(client, following, asked.slug)).sent | {"confirm": "all"}
        assert client.post(step(following, asked.slug), sent).status_code == 302
        assert not waiting(following) & set(asked.codes)
    assert missing(following) == []
    assert (
        submit(assessment=following, by=None, now=NOW).total
        == Result.objects.earliest("pk").total
    )


@pytest.mark.parametrize(
    "code", ["1.1", "1.1.1", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1"]
)
def test_every_kind_of_answer_is_confirmed_by_its_own_button(client, following, code):
    slug = following.index.page_of(TOOLS[0] if code == "3.1" else code).slug
    sent = Fields(page(client, following, slug)).sent | {"confirm": code}
    answered = client.post(
        reverse("survey:answer", args=[following.public_id, code]), sent, **HTMX
    )
    assert f'name="confirm" value="{code}"' not in answered.content.decode()
    assert not waiting(following) & ({*TOOLS} if code == "3.1" else {code})
