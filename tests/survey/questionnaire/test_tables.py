"""A table is saved cell by cell, kept row by row, and read back everywhere."""

import pytest
from django.urls import reverse

from survey.answers.words import answer_text
from survey.models import Answer
from tests.builders import make_assessment, make_version_of
from tests.survey.wizard import Fields, hold, save, step

pytestmark = pytest.mark.django_db
STRATEGY, READY = "d1-chien-luoc-kinh-doanh-so", "d2-san-sang-so"
ROWS = ("twin", "vr", "cad", "mes", "iot", "chain", "print")
ALL = {f"row-{row}": f"{row}.use" for row in ROWS}


@pytest.fixture
def dma(client):
    draft = make_assessment(index_version=make_version_of("eu-dma"))
    hold(client, draft)
    return draft


def page(client, draft, slug: str) -> str:
    return client.get(step(draft, slug)).content.decode()


def answer(draft, code: str) -> Answer:
    return Answer.objects.get(assessment=draft, question=code)


def test_ticks_of_a_table_are_saved_in_the_order_of_the_index(client, dma):
    save(client, dma, "D1.Q1", picked=["sales.planned", "design.done"], was="")
    kept = answer(dma, "D1.Q1")
    assert kept.chosen == ["design.done", "sales.planned"]
    assert kept.level == 1


def test_rows_with_one_choice_are_kept_before_all_are_told(client, dma):
    rows = {"row-twin": "twin.use", "row-vr": "vr.not"}
    said = save(client, dma, "D2.Q4", was="", **rows).content.decode()
    kept = answer(dma, "D2.Q4")
    assert (kept.chosen, kept.level) == (["twin.use", "vr.not"], None)
    assert "Còn 5 dòng chưa chọn" in said
    assert "D2.Q4" in dma.index.missing(dict.fromkeys(dma.index.codes))


def test_once_every_row_is_told_the_table_counts(client, dma):
    said = save(client, dma, "D2.Q4", was="", **ALL).content.decode()
    assert answer(dma, "D2.Q4").level == 35
    assert "chưa chọn" not in said


def test_a_page_sent_as_it_is_shown_changes_nothing(client, dma):
    save(client, dma, "D2.Q4", was="", **ALL)
    before = answer(dma, "D2.Q4").revision
    fields = Fields(page(client, dma, READY)).sent
    assert fields["D2.Q4-row-twin"] == ["twin.use"]
    client.post(step(dma, READY), fields)
    assert answer(dma, "D2.Q4").revision == before


def test_a_page_without_scripts_sends_the_whole_table(client, dma):
    fields = {f"D2.Q4-{name}": value for name, value in ALL.items()}
    client.post(step(dma, READY), fields | {"D2.Q4-was": ""})
    assert answer(dma, "D2.Q4").level == 35
    assert 'value="print.use" checked' in page(client, dma, READY)


def test_none_of_it_and_a_tick_cannot_both_stand(client, dma):
    save(client, dma, "D1.Q1", picked=["none"], was="")
    both = save(client, dma, "D1.Q1", picked=["none", "design.done"], was="mnone")
    assert answer(dma, "D1.Q1").chosen == ["design.done"]
    # More than the state of the question is other than the browser shows.
    assert both["HX-Retarget"] == "closest .question"


def test_none_of_it_and_a_tick_on_one_page_are_asked_again(client, dma):
    both = {"D1.Q1": ["none", "design.done"], "D1.Q1-was": ""}
    shown = client.post(step(dma, STRATEGY), both)
    text = shown.content.decode()
    assert "Đã chọn “chưa có” thì không chọn thêm câu khác" in text
    # Nobody ticks a second time what stands there.
    assert set(Fields(text).sent["D1.Q1"]) == {"none", "design.done"}
    assert not Answer.objects.filter(assessment=dma).exists()


def test_a_cell_that_is_not_there_is_refused(client, dma):
    save(client, dma, "D2.Q4", was="", **{"row-twin": "twin.never"})
    assert not Answer.objects.filter(assessment=dma).exists()


def test_the_fields_of_every_row_are_sent_when_a_table_is_saved_by_itself(client, dma):
    text = page(client, dma, READY)
    assert "D2.Q4-row-twin,D2.Q4-row-vr," in text
    assert "D1.Q1,D1.Q1-was" in page(client, dma, STRATEGY)


def test_all_answers_say_rows_and_columns(client, dma):
    save(client, dma, "D1.Q1", picked=["sales.planned", "design.done"], was="")
    words = answer_text(dma.index, answer(dma, "D1.Q1"))
    assert words == (
        "Đã làm: Thiết kế sản phẩm, dịch vụ; Sắp làm: Tiếp thị, bán hàng, chăm sóc khách"
    )
    review = client.get(reverse("survey:review", args=[dma.public_id]))
    assert "Đã làm: Thiết kế sản phẩm, dịch vụ" in review.content.decode()
