"""Where the questionnaire leads and what it says on the way."""

import re

import pytest
from django.urls import reverse

from indexes.index.pages import TAKEN
from survey import urls
from survey.models import Answer
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_index_version,
    small_document,
)
from tests.survey.wizard import FIRST, HTMX, LAST, PEOPLE, hold, level, save, step

pytestmark = pytest.mark.django_db


def review(client, draft):
    return client.get(reverse("survey:review", args=[draft.public_id])).content.decode()


def without(draft, *codes):
    make_answers(draft)
    Answer.objects.filter(assessment=draft, question__in=codes).delete()


def test_the_review_leads_to_the_first_open_question_itself(client, draft):
    without(draft, "2.1.2", "3.1.2")
    text = review(client, draft)
    assert f'<a class="button" href="{step(draft, PEOPLE)}#q-2.1.2">' in text
    assert "Còn 2 câu chưa trả lời" in text
    assert re.search(
        r'id="q-2\.1\.2"[^>]* tabindex="-1"',
        client.get(step(draft, PEOPLE)).content.decode(),
    )


def test_going_on_leads_past_what_is_done_to_the_next_open_question(client, draft):
    without(draft, "1.1.1", "3.1.2")
    text = client.get(step(draft, FIRST)).content.decode()
    assert 'name="next" value="3.1.2"' in text
    assert "Lưu và sang Dữ liệu" in text
    posted = client.post(step(draft, FIRST), {"1.1.1": "2", "next": "3.1.2"})
    assert posted.url == step(draft, LAST) + "#q-3.1.2"
    assert client.get(step(draft, "tiep")).url == posted.url


def test_a_last_open_page_leads_to_the_review_though_earlier_ones_were_left(
    client, draft
):
    without(draft, "1.1.1", "3.1.2")
    text = client.get(step(draft, LAST)).content.decode()
    assert re.search(r'class="button" name="wizard_goto_step"\s+value="xem-lai"', text)
    assert "Lưu và xem lại toàn bộ" in text


def test_errors_without_javascript_name_their_question_in_the_order_of_the_page(
    client, draft
):
    wrong = {"2.2.1-numerator": "ba", "2.1.2": "3", "2.1.1-numerator": "21"}
    text = client.post(step(draft, PEOPLE), wrong).content.decode()
    assert re.findall(r'<li><a href="#q-([\d.]+)">(Câu \d+ \([^)]+\)): ', text) == [
        ("2.1.1", "Câu 2 (Nhân viên được học)"),
        ("2.2.1", "Câu 4 (Họp trực tuyến)"),
    ]


def test_the_first_page_promises_at_once_only_where_the_keeper_reports_in(
    client, draft
):
    """Without its script stands what is true then."""
    text = " ".join(client.get(step(draft, FIRST)).content.decode().split())
    assert (
        '<span data-promise="Mỗi câu trả lời được lưu ngay.">'
        "Câu trả lời được lưu khi anh/chị bấm nút ở cuối trang.</span>"
    ) in text


def test_a_new_round_does_not_claim_that_something_was_saved(client, draft):
    make_answers(draft)
    submit(assessment=draft, by=None, now=NOW)
    following = start_next_round(assessment=draft, by=None, now=NOW)
    assert "Đã lưu lúc" not in client.get(step(following, FIRST)).content.decode()
    save(client, following, "1.1.1", picked="2")
    assert "Đã lưu lúc" in client.get(step(following, FIRST)).content.decode()


def long_pillar() -> dict:
    """The small index with a pillar so long that each of its indicators is a page."""
    document = small_document()
    people = document["pillars"][1]
    own, example = (
        people["indicators"][0]["questions"],
        document["pillars"][0]["indicators"][0]["questions"][0],
    )
    more = [{**example, "code": f"2.1.{number}"} for number in range(3, 12)]
    grouped = [
        {**question, "group": people["indicators"][0]["name"]}
        for question in [*own, *more]
    ]
    first = {**people["indicators"][0], "questions": grouped}
    pillars = [
        document["pillars"][0],
        {**people, "indicators": [first, people["indicators"][1]]},
    ]
    head = {**document["index"], "id": "long"}
    return {**document, "index": head, "pillars": [*pillars, document["pillars"][2]]}


@pytest.fixture
def long_draft(client):
    draft = make_assessment(index_version=make_index_version(long_pillar()))
    hold(client, draft)
    return draft


def test_a_page_of_a_split_pillar_names_the_pillar_and_the_jump_list_groups_by_it(
    client, long_draft
):
    text = client.get(step(long_draft, "2-1-ky-nang")).content.decode()
    assert '<span class="wizard-bar__pillar">Con người</span>' in text
    assert 'class="wizard-bar__title">Kỹ năng</span>' in text
    assert text.count('<p class="jump__pillar">') == 1
    assert [
        int(number) for number in re.findall(r'class="jump__sign">(\d)<', text)
    ] == [1, 2, 3, 4]
    assert (
        "wizard-bar__pillar" not in client.get(step(long_draft, FIRST)).content.decode()
    )


def test_a_group_named_like_its_page_is_not_a_heading_again(client, long_draft):
    text = client.get(step(long_draft, "2-1-ky-nang")).content.decode()
    assert "wizard__group" not in text
    assert (
        '<h2 class="wizard__group">Mạng</h2>'
        in client.get(step(long_draft, FIRST)).content.decode()
    )


def test_numbers_and_a_card_sent_together_are_asked_about(client, draft):
    both = {"2.1.1": "4", "2.1.1-numerator": "5", "2.1.1-was": "", "2.1.1-seen": "0"}
    text = client.post(step(draft, PEOPLE), both).content.decode()
    assert "vừa nhập số vừa chọn câu trả lời" in text
    assert 'name="2.1.1-numerator" value="5"' in text
    assert not Answer.objects.exists()
    assert (
        'name="2.1.1" value="4" checked' not in text
    )  # so that the next save counts the numbers
    client.post(step(draft, PEOPLE), {**both, "2.1.1": ""})
    assert level(draft, "2.1.1") == 2


def test_what_changed_last_wins_over_what_the_page_had_shown(client, draft):
    save(client, draft, "2.1.1", numerator="5")
    client.post(
        step(draft, PEOPLE),
        {"2.1.1": "4", "2.1.1-numerator": "5", "2.1.1-was": "5/", "2.1.1-seen": "1"},
    )
    assert level(draft, "2.1.1") == 4
    client.post(
        step(draft, PEOPLE),
        {"2.1.1": "4", "2.1.1-numerator": "9", "2.1.1-was": "4", "2.1.1-seen": "2"},
    )
    assert level(draft, "2.1.1") == 3
    both = {"2.1.1": "1", "2.1.1-numerator": "3", "2.1.1-was": "9/", "2.1.1-seen": "3"}
    assert (
        "vừa nhập số vừa chọn"
        in client.post(step(draft, PEOPLE), both).content.decode()
    )
    assert level(draft, "2.1.1") == 3


def test_numbers_and_a_card_kept_offline_come_back_to_be_decided(client, draft):
    address = reverse("survey:answer", args=[draft.public_id, "3.1.1"])
    page = client.post(
        address, {"3.1.1": "4", "3.1.1-count": "2", "3.1.1-was": ""}, **HTMX
    )
    assert page["HX-Retarget"] == "closest .question"
    assert "vừa nhập số vừa chọn" in page.content.decode()


def test_a_percent_sign_stays_with_its_number(client, draft):
    text = save(client, draft, "2.1.1", numerator="5").content.decode()
    assert "25\u00a0%" in text
    assert "25 %" not in text


def test_no_page_of_an_index_can_stand_at_an_address_of_another_page():
    addresses = [str(route.pattern) for route in urls.urlpatterns]
    own = re.compile(r"danh-gia/<uuid:public_id>/([a-z-]+)/$")
    taken = {found[1] for found in map(own.match, addresses) if found}
    assert taken == set(TAKEN)
