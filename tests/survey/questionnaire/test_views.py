"""The questionnaire, page by page, as a browser without JavaScript posts it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.answers.progress import progress_of
from survey.models import Answer, AnswerChange, Assessment, Figure
from tests.builders import make_answers, make_membership, make_user
from tests.survey.wizard import FIRST, HTMX, LAST, PEOPLE, level, save, step

pytestmark = pytest.mark.django_db


def test_all_steps_can_be_walked_without_javascript(client, draft):
    response = client.post(
        step(draft, FIRST),
        {"1.1.1": "3", "1.1.2": "2", "1.1.3-text": "quanpho.example"},
    )
    assert response.url == step(draft, PEOPLE)
    response = client.post(
        step(draft, PEOPLE),
        {
            "2.1.1-numerator": "5",
            "2.1.2": "1",
            "2.2.1-numerator": "3",
            "2.2.1-denominator": "12",
        },
    )
    assert response.url == step(draft, LAST)
    response = client.post(step(draft, LAST), {"3.1.1-count": "4", "3.1.2": "5"})
    assert response.url == reverse("survey:review", args=[draft.public_id])
    assert "Nộp và xem mức độ" in client.get(response.url).content.decode()
    client.post(reverse("survey:submit", args=[draft.public_id]))
    draft.refresh_from_db()
    assert draft.state == Assessment.State.SUBMITTED
    assert [level(draft, code) for code in ("1.1.1", "2.1.1", "2.2.1", "3.1.1")] == [
        3,
        2,
        2,
        4,
    ]


def test_an_answer_given_is_saved_at_once_and_the_bar_says_so(client, draft):
    page = save(client, draft, "1.1.1", picked="4").content.decode()
    assert level(draft, "1.1.1") == 4
    assert "Đã lưu lúc" in page
    assert "1/7 câu" in page


def test_a_get_writes_nothing(client, draft):
    make_answers(draft)
    for slug in (FIRST, PEOPLE, LAST, "xem-lai", "de-sau", "ho-so"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/danh-gia/{draft.public_id}/{slug}/")
        written = [
            q["sql"]
            for q in queries
            if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
        ]
        assert written == []


def test_a_step_needs_few_queries(client, draft):
    make_answers(draft)
    client.get(step(draft, PEOPLE))
    with CaptureQueriesContext(connection) as queries:
        client.get(step(draft, PEOPLE))
    assert len(queries) <= 6
    with CaptureQueriesContext(connection) as queries:
        client.post(step(draft, PEOPLE), {"2.1.1": "1", "2.1.2": "1", "2.2.1": "1"})
    statements = [q["sql"].split()[0] for q in queries]
    counted = [word for word in statements if word in {"SELECT", "INSERT", "UPDATE"}]
    assert len(counted) <= 11


def test_a_signed_in_owner_needs_no_more_queries(client, draft):
    user = make_user()
    make_membership(user, draft.organisation)
    make_answers(draft)
    client.force_login(user)
    client.get(step(draft, PEOPLE))
    with CaptureQueriesContext(connection) as queries:
        client.get(step(draft, PEOPLE))
    assert len(queries) <= 6


def test_when_all_is_answered_the_way_leads_back_to_the_review(client, draft):
    make_answers(draft)
    text = client.get(step(draft, FIRST)).content.decode()
    assert "Lưu và xem lại toàn bộ" in text
    response = client.post(
        step(draft, FIRST), {"1.1.1": "2", "wizard_goto_step": "xem-lai"}
    )
    assert response.url == reverse("survey:review", args=[draft.public_id])


@pytest.mark.sql
def test_valid_neighbours_are_saved_and_what_was_typed_stays_beside_its_error(
    client, draft
):
    page = client.post(
        step(draft, PEOPLE), {"2.1.1-numerator": "nhiều lắm", "2.1.2": "4"}
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert level(draft, "2.1.2") == 4
    assert 'value="nhiều lắm"' in text
    assert 'aria-invalid="true"' in text
    assert 'href="#q-2.1.1"' in text
    assert not Answer.objects.filter(question="2.1.1").exists()


def test_a_part_above_its_whole_is_an_error_beside_the_field(client, draft):
    page = save(client, draft, "2.1.1", numerator="25").content.decode()
    assert "Phần (25) lớn hơn tổng (20)" in page
    assert not Answer.objects.filter(question="2.1.1").exists()
    page = client.post(step(draft, PEOPLE), {"2.1.1-numerator": "25"}).content.decode()
    assert 'value="25"' in page
    assert "Phần (25) lớn hơn tổng (20)" in page


def test_a_ratio_shows_what_its_numbers_amount_to(client, draft):
    page = save(client, draft, "2.1.1", numerator="5").content.decode()
    assert "5 / 20 = 25\u00a0% → mức 2: Một ít" in page


def test_a_known_number_prefills_every_ratio_that_uses_it(client, draft):
    page = client.get(step(draft, PEOPLE)).content.decode()
    assert '<span class="num">20</span> người' in page
    assert "Sửa số này" in page


@pytest.mark.sql
def test_an_unknown_number_is_asked_once_and_kept_for_the_round(client, draft):
    page = save(client, draft, "2.1.2", numerator="200 triệu").content.decode()
    assert "Còn thiếu: Doanh thu quý" in page
    response = client.post(
        reverse("survey:answer", args=[draft.public_id, "2.1.2"]),
        {"2.1.2-numerator": "200 triệu", "figure-revenue_quarter": "1 tỷ"},
        **HTMX,
    )
    assert "20\u00a0% → mức 1" in response.content.decode()
    assert Figure.objects.get(assessment=draft).value == 1_000_000_000
    assert level(draft, "2.1.2") == 1


def test_correcting_a_number_judges_its_ratios_again(client, draft):
    save(client, draft, "2.1.1", numerator="5")
    address = reverse("survey:figure", args=[draft.public_id, "employees"])
    page = client.post(
        f"{address}?step={PEOPLE}", {"figure-employees": "50"}, **HTMX
    ).content.decode()
    assert "5 / 50 = 10\u00a0%" in page
    draft.refresh_from_db()
    assert draft.employees == 50
    assert level(draft, "2.1.1") == 1


def test_a_card_picked_after_numbers_counts_and_empties_them(client, draft):
    save(client, draft, "2.1.1", numerator="5")
    page = save(client, draft, "2.1.1", numerator="5", picked="4", was="5/", seen="1")
    assert level(draft, "2.1.1") == 4
    assert page["HX-Retarget"] == "closest .question"
    assert 'name="2.1.1-numerator" value=""' in page.content.decode()


def test_numbers_typed_after_a_card_count(client, draft):
    save(client, draft, "2.1.1", picked="4")
    save(client, draft, "2.1.1", picked="4", numerator="5", was="4", seen="1")
    assert level(draft, "2.1.1") == 2


@pytest.mark.sql
def test_an_answer_can_be_cleared_and_stays_in_the_history(client, draft):
    save(client, draft, "1.1.1", picked="4")
    page = client.post(
        reverse("survey:answer", args=[draft.public_id, "1.1.1"]),
        {"clear": "1.1.1"},
        **HTMX,
    )
    assert "checked" not in page.content.decode()
    assert progress_of(Assessment.objects.get()).answered == 0
    assert AnswerChange.objects.filter(question="1.1.1").count() == 2


def test_does_not_apply_is_offered_only_where_the_index_allows_it(client, draft):
    text = client.get(step(draft, PEOPLE)).content.decode()
    assert text.count('value="na"') == 1
    save(client, draft, "2.2.1", picked="na")
    assert Answer.objects.get(question="2.2.1").state == Answer.State.NOT_APPLICABLE
    assert (
        "không có lựa chọn"
        in save(client, draft, "2.1.1", picked="na").content.decode()
    )


def test_a_branch_left_keeps_its_answers_but_does_not_count_them(client, draft):
    save(client, draft, "1.1.1", picked="3")
    save(client, draft, "1.1.2", picked="5")
    page = save(client, draft, "1.1.1", picked="0").content.decode()
    assert '<div class="slot" id="slot-1-1-2" hx-swap-oob="true"></div>' in page
    assert "0/6 câu" in page.replace("1/6 câu", "0/6 câu")
    client.post(step(draft, FIRST), {"1.1.1": "0"})
    assert level(draft, "1.1.2") == 5
    page = save(client, draft, "1.1.1", picked="3").content.decode()
    assert 'name="1.1.2" value="5" checked' in page


def test_an_answer_to_a_question_that_another_tab_has_closed_is_kept_and_its_place_emptied(
    client, draft
):
    save(client, draft, "1.1.1", picked="3")
    save(client, draft, "1.1.1", picked="0")
    page = save(client, draft, "1.1.2", picked="5")
    assert page.status_code == 200
    assert (
        '<div class="slot" id="slot-1-1-2" hx-swap-oob="true"></div>'
        in page.content.decode()
    )
    assert level(draft, "1.1.2") == 5


def test_a_jump_saves_what_was_typed(client, draft):
    response = client.post(step(draft, FIRST), {"1.1.1": "2", "wizard_goto_step": LAST})
    assert response.url == step(draft, LAST)
    assert level(draft, "1.1.1") == 2
    response = client.post(
        step(draft, LAST), {"3.1.2": "1", "wizard_goto_step": "de-sau"}
    )
    assert response.url == reverse("survey:later", args=[draft.public_id])
    assert level(draft, "3.1.2") == 1


def test_an_old_tab_does_not_write_its_old_answers_over_newer_ones(client, draft):
    save(client, draft, "1.1.1", picked="2")
    old_tab = {
        "1.1.1": "2",
        "1.1.1-was": "2",
        "1.1.1-seen": "1",
        "1.1.2": "4",
        "1.1.2-was": "",
        "1.1.2-seen": "0",
    }
    save(client, draft, "1.1.1", picked="5", was="2", seen="1")
    client.post(step(draft, FIRST), old_tab)
    assert level(draft, "1.1.1") == 5
    assert level(draft, "1.1.2") == 4


def test_a_refresh_that_posts_again_changes_nothing(client, draft):
    for _ in range(2):
        client.post(step(draft, FIRST), {"1.1.1": "2"})
    assert AnswerChange.objects.count() == 1


@pytest.mark.sql
def test_two_colleagues_see_whose_answer_was_replaced_and_both_are_kept(draft):
    anna, binh = (
        make_user("an@quan.example", full_name="Chị An"),
        make_user("binh@quan.example", full_name="Anh Bình"),
    )
    browsers = []
    for user in (anna, binh):
        make_membership(user, draft.organisation)
        browser = Client()
        browser.force_login(user)
        browsers.append(browser)
    save(browsers[0], draft, "1.1.1", picked="2", was="", seen="0")
    save(browsers[0], draft, "1.1.2", picked="1", was="", seen="0")
    page = save(
        browsers[1], draft, "1.1.1", picked="4", was="", seen="0"
    ).content.decode()
    assert "Chị An đã trả lời “Một ít”" in page
    assert level(draft, "1.1.1") == 4
    assert [
        change.level for change in AnswerChange.objects.filter(question="1.1.1")
    ] == [2, 4]
    assert (
        "Anh Bình trả lời lúc" in browsers[0].get(step(draft, FIRST)).content.decode()
    )


def test_a_stranger_gets_404_everywhere(draft):
    stranger = Client()
    for name, more in [
        ("step", [FIRST]),
        ("review", []),
        ("later", []),
        ("profile", []),
        ("claim", []),
    ]:
        assert (
            stranger.get(
                reverse(f"survey:{name}", args=[draft.public_id, *more])
            ).status_code
            == 404
        )
    assert save(stranger, draft, "1.1.1", picked="1").status_code == 404
    assert (
        stranger.post(reverse("survey:submit", args=[draft.public_id])).status_code
        == 404
    )


def test_an_unknown_step_leads_to_the_first_open_one(client, draft):
    save(client, draft, "1.1.1", picked="0")
    assert client.get(step(draft, "tiep")).url == step(draft, PEOPLE)


def test_an_unknown_question_or_number_is_not_found(client, draft):
    assert save(client, draft, "9.9.9", picked="1").status_code == 404
    assert (
        client.post(
            reverse("survey:figure", args=[draft.public_id, "loi_nhuan"])
        ).status_code
        == 404
    )


def test_every_question_names_its_fields_for_readers(client, draft):
    text = client.get(step(draft, PEOPLE)).content.decode()
    for code in draft.index_version.index.pages[1].codes:
        assert f'id="q-{code}"' in text
    assert text.count("<fieldset") == text.count("<legend>") == 3
    assert text.count('role="status"') >= 4


def test_english_is_complete(client, draft):
    client.cookies["django_language"] = "en"
    text = client.get(step(draft, PEOPLE)).content.decode()
    assert "How many staff were trained?" in text
    assert "Not sure of the number?" in text


@pytest.mark.parametrize(
    ("button", "place"),
    [
        ({}, PEOPLE),
        ({"stay": "1"}, FIRST),
        ({"clear": "1.1.1"}, f"{FIRST}/#q-1.1.1"),
        ({"confirm": "1.1.1"}, f"{FIRST}/#q-1.1.1"),
        ({"confirm": "all"}, FIRST),
        ({"next": "2.1.1"}, PEOPLE),
        ({"next": "2.1.2"}, f"{PEOPLE}/#q-2.1.2"),
        ({"next": "9.9.9"}, PEOPLE),
        ({"unrefine": "9.9"}, PEOPLE),
        ({"wizard_goto_step": LAST}, LAST),
        ({"wizard_goto_step": "xem-lai"}, "xem-lai"),
        ({"wizard_goto_step": "ho-so"}, "ho-so"),
        ({"wizard_goto_step": "cung-tra-loi"}, "cung-tra-loi"),
        ({"wizard_goto_step": "https://xau.example"}, PEOPLE),
    ],
)
def test_each_button_leads_where_it_says(client, draft, button, place):
    sent = client.post(step(draft, FIRST), {"1.1.1": "3", **button})
    path, hash_sign, anchor = place.partition("/#")
    address = f"/danh-gia/{draft.public_id}/{path}/"
    assert sent.url == address + ("#" + anchor if hash_sign else "")


def test_who_looks_for_a_page_that_is_not_there_is_led_to_the_first_open_one(
    client, draft
):
    assert client.get(step(draft, "khong-co")).url == step(draft, FIRST)


@pytest.mark.parametrize("slug", ["khong-co", "tiep"])
def test_who_sends_a_page_that_is_not_there_is_told_that_it_is_not(client, draft, slug):
    """Led on like after saving, an old tab would not say that nothing was kept."""
    assert client.post(step(draft, slug), {"1.1.1": "3"}).status_code == 404
    assert not Answer.objects.exists()


def test_back_leads_to_the_page_before_on_the_way(client, shop):
    def back(slug: str) -> list[str]:
        text = client.get(step(shop, slug)).content.decode()
        foot = text.partition('class="wizard__foot"')[2]
        return re.findall(r'value="([\w-]+)"><svg[^>]*>.*?</svg>Quay lại', foot)

    assert back("1-khach-hang") == []
    assert back("2-nen-tang") == ["1-khach-hang"]
    assert back("1-2-giu-khach-chi-tiet") == ["1-khach-hang"]


def test_ahead_of_the_criteria_of_a_group_lies_the_page_of_the_group(client, shop):
    text = client.get(step(shop, "1-2-giu-khach-chi-tiet")).content.decode()
    assert 'name="next" value="1.1"' in text
    assert "Lưu và sang Khách hàng" in text
