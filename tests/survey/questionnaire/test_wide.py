"""Choices, lists of tools, and groups that can be refined: asked, saved, taken back, submitted."""

import re

import pytest
from django.urls import reverse

from survey.answers.progress import missing, progress_of
from survey.models import Answer, Assessment, Result
from survey.results.services import submit
from survey.rounds.services import choose_variant, start_next_round
from tests.builders import NOW, make_assessment, make_version_of
from tests.pages import assert_clean_page
from tests.survey.wizard import HTMX, Fields, hold, save, step

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
TOOLS = ("3.1.s-1", "3.1.s-2", "3.1.s-3", "3.1.s-4")


@pytest.fixture
def wide():
    return make_version_of("wide")


@pytest.fixture
def shop(client, wide):
    """A draft of the wide index in the variant `shop`, held by the test's browser."""
    draft = make_assessment(index_version=wide, variant="shop")
    hold(client, draft)
    return draft


def page(client, draft, slug):
    return client.get(step(draft, slug)).content.decode()


def given(draft) -> dict[str, Answer]:
    return {
        answer.question: answer
        for answer in Answer.objects.filter(assessment=draft, state="answered")
    }


def tick(client, draft, *codes, all_seen=False, was=""):
    data = {"3.1": list(codes), "3.1-was": was} | ({"3.1-all": "1"} if all_seen else {})
    return client.post(
        reverse("survey:answer", args=[draft.public_id, "3.1"]), data, **HTMX
    )


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


def test_several_options_are_kept_and_worth_their_points_up_to_the_cap(client, shop):
    save(client, shop, "2.1", picked=["email", "drive", "erp"])
    answer = given(shop)["2.1"]
    assert (answer.chosen, answer.level) == (["email", "drive", "erp"], 3)
    shown = page(client, shop, "2-nen-tang")
    assert shown.count("checked") == 3
    assert 'value="memail+drive+erp"' in shown


def test_none_of_these_and_the_others_cannot_both_stand(client, shop):
    save(client, shop, "2.1", picked=["email"])
    response = save(client, shop, "2.1", picked=["none", "email"], was="memail")
    assert given(shop)["2.1"].chosen == ["none"]
    assert (
        response["HX-Retarget"] == "closest .question"
    )  # the card is drawn again, so that its ticks are true
    save(client, shop, "2.1", picked=["none", "drive"], was="mnone")
    assert given(shop)["2.1"].chosen == ["drive"]


def test_own_words_beside_the_options_are_kept_and_earn_nothing(client, shop):
    save(client, shop, "2.1", picked=["email"], text="Máy chủ riêng")
    answer = given(shop)["2.1"]
    assert (answer.chosen, answer.text, answer.level) == (["email"], "Máy chủ riêng", 1)
    assert "Máy chủ riêng" in page(client, shop, "2-nen-tang")


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


def test_a_tool_without_a_tick_is_no_answer_until_the_whole_list_was_looked_at(
    client, shop
):
    tick(client, shop, "3.1.s-1")
    assert {code: answer.level for code, answer in given(shop).items()} == {
        "3.1.s-1": 1
    }
    assert set(TOOLS[1:]) <= set(missing(shop))
    tick(client, shop, "3.1.s-1", all_seen=True, was="3.1.s-1=1")
    assert [given(shop)[code].level for code in TOOLS] == [1, 0, 0, 0]
    assert not set(TOOLS) & set(missing(shop))


def test_a_single_tool_has_no_address_of_its_own(client, shop):
    assert save(client, shop, TOOLS[0], picked="1").status_code == 404
    assert not given(shop)


def test_taking_the_looked_at_mark_back_takes_the_noes_back(client, shop):
    tick(client, shop, "3.1.s-1", all_seen=True)
    tick(client, shop, "3.1.s-1", was="3.1.s-1=1 3.1.s-2=0 3.1.s-3=0 3.1.s-4=0")
    assert {code: answer.level for code, answer in given(shop).items()} == {
        "3.1.s-1": 1
    }


def test_an_old_tab_does_not_untick_what_a_newer_one_ticked(client, shop):
    tick(client, shop, "3.1.s-1")
    tick(client, shop, "3.1.s-2")  # this page was made before the first tick
    assert set(given(shop)) == {"3.1.s-1", "3.1.s-2"}


def test_the_tools_are_saved_without_javascript_too(client, shop):
    client.post(
        step(shop, "3-cong-cu"),
        {"3.1": ["3.1.s-2"], "3.1-was": "", "3.1-all": "1", "next": "1"},
    )
    assert [given(shop)[code].level for code in TOOLS] == [0, 1, 0, 0]


def test_a_group_answer_is_enough_and_leads_to_its_criteria(client, shop):
    save(client, shop, "1.1", picked="1")
    save(client, shop, "1.2", picked="2")
    assert not [code for code in missing(shop) if code.startswith("1.")]
    shown = page(client, shop, "1-khach-hang")
    assert 'value="1-1-hieu-khach-chi-tiet"' in shown
    assert 'id="q-1.1.1"' not in shown  # criteria stand on their own page
    assert 'id="q-1.1.1"' in page(client, shop, "1-1-hieu-khach-chi-tiet")


def test_a_refined_group_says_what_its_answer_still_stands_for(client, shop):
    def group() -> str:
        shown = page(client, shop, "1-khach-hang").partition('id="q-1.1"')[2]
        return " ".join(shown.partition('id="q-1.2"')[0].split())

    total = len(shop.index.groups["1.1"])
    others = "Các tiêu chí còn lại theo câu này."
    missing_one = "Anh/chị chọn một câu ở đây cho các tiêu chí còn lại."
    assert "Đã trả lời riêng" not in group()

    save(client, shop, "1.1.1", picked="2")
    assert f"Đã trả lời riêng 1 trong {total} tiêu chí. {missing_one}" in group()

    save(client, shop, "1.1", picked="1")
    assert f"Đã trả lời riêng 1 trong {total} tiêu chí. {others}" in group()

    for code in shop.index.groups["1.1"]:
        save(client, shop, code, picked="1")
    assert f"Đã trả lời riêng {total} trong {total} tiêu chí. </p>" in group()


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


def answer_all(client, draft):
    save(client, draft, "1.1", picked="1")
    save(client, draft, "1.2", picked="2")
    save(client, draft, "2.1", picked=["erp"])
    save(client, draft, "2.2", picked="2")
    tick(client, draft, "3.1.s-2", "3.1.s-3", all_seen=True)


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


def test_the_next_round_of_tools_waits_to_be_confirmed(client, shop):
    answer_all(client, shop)
    submit(assessment=shop, by=None, now=NOW)
    following = start_next_round(assessment=shop, by=None, now=NOW)
    assert following.variant == "shop"
    hold(client, following)
    assert set(TOOLS) <= set(missing(following))
    was = " ".join(
        f"{code}={level}" for code, level in zip(TOOLS, [0, 1, 1, 0], strict=True)
    )
    data = {"3.1": ["3.1.s-2", "3.1.s-3"], "3.1-was": was, "3.1-all": "1"}
    client.post(
        reverse("survey:answer", args=[following.public_id, "3.1"]), data, **HTMX
    )
    assert not set(TOOLS) & set(missing(following))
    assert not Answer.objects.filter(
        assessment=following, question__in=TOOLS, to_confirm=True
    ).exists()


def test_a_list_that_waits_to_be_confirmed_is_told_as_one_answer(client, shop):
    answer_all(client, shop)
    following = next_round(client, shop)
    shown = page(client, following, following.index.page_of(TOOLS[0]).slug)
    assert "Trang này có 1 câu trả lời chép từ kỳ trước" in shown


def test_after_another_industry_is_chosen_the_old_tools_count_no_more(client, shop):
    tick(client, shop, "3.1.s-1", all_seen=True)
    choose_variant(assessment=shop, variant="farm", by=None, now=NOW)
    assert {"3.1.f-1", "3.1.f-2"} <= set(missing(shop))
    assert (
        client.get(reverse("survey:review", args=[shop.public_id])).status_code == 200
    )


def test_a_list_of_tools_counts_as_one_question(client, shop):
    total = progress_of(shop).total
    assert total == len(shop.index.asked(shop.index.codes)) - len(TOOLS) + 1
    tick(client, shop, "3.1.s-1")
    assert progress_of(Assessment.objects.get(pk=shop.pk)).answered == 0
    tick(client, shop, all_seen=True)
    assert progress_of(Assessment.objects.get(pk=shop.pk)).answered == 1


def test_what_earns_no_points_has_no_number_and_says_so(client, shop):
    shown = page(client, shop, shop.index.page_of("2.3").slug)
    place = shown.index('id="q-2.3"')
    assert "Không tính điểm, có thể bỏ qua" in shown[place : place + 900]


def test_the_review_tells_how_a_list_of_tools_comes_to_count(client, shop):
    shown = client.get(reverse("survey:review", args=[shop.public_id])).content.decode()
    assert "Câu này được tính khi anh/chị đánh dấu" in shown


def next_round(client, before):
    submit(assessment=before, by=None, now=NOW)
    following = start_next_round(assessment=before, by=None, now=NOW)
    hold(client, following)
    return following


def waiting(draft) -> set[str]:
    return set(
        Answer.objects.filter(assessment=draft, to_confirm=True).values_list(
            "question", flat=True
        )
    )


@pytest.fixture
def following(client, shop):
    """The second round of a shop that answered every kind of question, free ones and a refined group as well."""
    answer_all(client, shop)
    save(client, shop, "1.1.1", picked="2")
    save(client, shop, "2.1", picked=["email", "drive"], text="Kho ở Thủ Đức")
    save(client, shop, "2.3", picked=["money"])
    save(client, shop, "2.4", numerator="3")
    save(client, shop, "2.5", text="Không có gì thêm")
    return next_round(client, shop)


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
    for one in following.index.pages:
        sent = Fields(page(client, following, one.slug)).sent | {"confirm": "all"}
        assert client.post(step(following, one.slug), sent).status_code == 302
        assert not waiting(following) & set(one.codes)
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


def test_a_confirmed_list_of_tools_keeps_its_noes_and_its_mark(client, following):
    sent = Fields(page(client, following, "3-cong-cu")).sent | {"confirm": "3.1"}
    shown = client.post(
        reverse("survey:answer", args=[following.public_id, "3.1"]), sent, **HTMX
    ).content.decode()
    assert 'name="3.1-all" value="1" checked' in shown
    levels = dict(
        Answer.objects.filter(assessment=following).values_list("question", "level")
    )
    assert [levels[code] for code in TOOLS] == [0, 1, 1, 0]


def test_saving_a_page_takes_no_copied_no_back(client, following):
    client.post(
        step(following, "3-cong-cu"),
        Fields(page(client, following, "3-cong-cu")).sent | {"stay": "1"},
    )
    assert waiting(following) >= {*TOOLS}
    assert set(given(following)) >= {*TOOLS}


def listed(client, draft) -> tuple[str, str]:
    """The two lists of the review: what is open, and what was answered."""
    shown = client.get(
        reverse("survey:review", args=[draft.public_id])
    ).content.decode()
    still, _heading, answered = shown.partition('id="given"')
    return still, answered


def badges(part: str) -> int:
    return sum(map(int, re.findall(r'badge--quiet">(\d+)<', part)))


def test_the_review_counts_what_the_bar_counts(client, shop):
    save(client, shop, "1.1", picked="1")
    save(client, shop, "1.1.1", picked="2")
    save(client, shop, "2.1", picked=["erp"])
    save(client, shop, "2.4", numerator="3")
    tick(client, shop, "3.1.s-1")
    still, answered = listed(client, shop)
    progress = progress_of(Assessment.objects.get(pk=shop.pk))
    assert (
        (badges(still), badges(answered))
        == (progress.total - 2, 2)
        == (progress.total - progress.answered, 2)
    )
    assert "#q-3.1" in still
    assert "#q-3.1" not in answered  # nobody said yet that the whole list was looked at
    assert (
        answered.count("· Không tính điểm")
        == answered.count("· Tính chung với nhóm")
        == 1
    )
    tick(client, shop, "3.1.s-1", all_seen=True, was="3.1.s-1=1")
    still, answered = listed(client, shop)
    assert badges(answered) == 3
    assert ("#q-3.1" in still, "#q-3.1" in answered) == (False, True)


def test_what_is_to_be_confirmed_stands_among_the_open_questions_only(
    client, following
):
    still, answered = listed(client, following)
    assert badges(still) == progress_of(following).total
    assert badges(answered) == 0
    assert ("#q-2.1" in still, '#q-2.1"' in answered) == (True, False)


def test_the_review_lists_what_was_answered_with_the_way_to_change_it(client, shop):
    answer_all(client, shop)
    review = client.get(
        reverse("survey:review", args=[shop.public_id])
    ).content.decode()
    assert_clean_page(review)
    listed = review.partition('id="given"')[2]
    assert [
        code
        for code in ("1.1", "1.2", "2.1", "2.2", "3.1")
        if f'#q-{code}"' not in listed
    ] == []
    assert '#q-1.1.1"' not in listed  # nobody answered it by itself
    assert "<strong>ERP</strong>" in listed
    assert "Đang dùng 2 trên 4: Kho, Nhập hàng" in listed
