"""The lasting part of a question: its texts in the reader's language, and its answer cards."""

import re
from copy import deepcopy

import pytest
from django.utils import translation

from indexes.index.model import Index
from survey.questionnaire.faces import choices_of, face_of, help_of
from tests.builders import index_document
from tests.indexes.frameworks.rows import index_named
from tests.survey.asked import small, wide


def cards(code: str, index=None, picked: str = "") -> str:
    return choices_of(index or small(), code, translation.get_language(), picked)


def values(html: str) -> list[str]:
    return re.findall(r'value="(\w+)"', html)


def ticked(html: str) -> list[str]:
    return re.findall(r'value="(\w+)" checked', html)


def test_a_face_speaks_the_readers_language():
    assert face_of(small(), "1.1.1", "vi").ask == "Website của anh/chị ra sao?"
    with translation.override("en"):
        face = face_of(small(), "1.1.1", "en")
    assert (face.ask, face.group) == ("How is your website?", "Online")
    assert face.anchors[2] == "A little"


def test_a_share_of_a_number_of_the_round_bears_the_name_and_unit_of_that_number():
    face = face_of(small(), "2.1.1", "vi")
    assert (face.numerator, face.numerator_unit) == ("Số người được học", "people")
    assert (face.denominator, face.denominator_unit) == ("Tổng số nhân viên", "people")


def test_a_share_of_its_own_whole_names_that():
    face = face_of(small(), "2.2.1", "vi")
    assert (face.denominator, face.denominator_unit) == ("Tổng số cuộc họp", "items")


def test_a_plain_number_is_named_like_its_question():
    face = face_of(wide(), "2.4", "vi")
    assert (face.numerator, face.numerator_unit) == ("Số cửa hàng", "items")
    assert face.denominator == ""


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, []),
        ({"help": {}}, []),
        ({"help": {"counts": {"vi": "Tính hết."}}}, ["Tính hết."]),
        (
            {"help": {"where": {"vi": "Hỏi kế toán."}, "proof": {"vi": "Ảnh."}}},
            ["Hỏi kế toán.", "Ảnh."],
        ),
    ],
)
def test_a_question_is_explained_as_far_as_its_author_did(asked, shown):
    html = help_of(asked)
    assert re.findall(r"<dd>(.*?)</dd>", html) == shown
    assert bool(html) == bool(shown)


def test_levels_stand_as_cards_with_the_picked_one_marked():
    html = cards("1.1.1", picked="3")
    assert values(html) == ["0", "1", "2", "3", "4", "5"]
    assert ticked(html) == ["3"]
    assert ticked(cards("1.1.1")) == []


def test_a_level_bears_the_number_it_is_known_by():
    marks = r'class="choice__mark" aria-hidden="true">(.)<'
    assert re.findall(marks, cards("1.1.1"))[:2] == ["0", "1"]
    first = wide().shown_level("1.1.1", 0)
    assert re.findall(marks, cards("1.1.1", wide()))[0] == str(first)


def test_options_of_which_one_holds_have_no_numbers():
    html = cards("2.2", wide(), "1")
    assert "choice__mark" not in html
    assert html.count("choice__ring") == 3
    assert ticked(html) == ["1"]


def test_several_options_are_ticked_by_their_ids():
    html = cards("2.1", wide(), "email+erp")
    assert values(html) == ["none", "email", "drive", "erp"]
    assert ticked(html) == ["email", "erp"]


def test_does_not_apply_is_a_card_only_where_the_index_allows_it():
    assert "na" in values(cards("2.2.1"))
    assert "na" not in values(cards("2.1.1"))
    assert ticked(cards("2.2.1", picked="na")) == ["na"]


@pytest.mark.parametrize(("code", "index"), [("1.1.3", small()), ("2.4", wide())])
def test_what_is_typed_freely_has_no_cards(code, index):
    assert cards(code, index) == ""


def test_plain_numbers_stand_in_a_row_with_words_at_the_ends():
    html = cards("staff.skill", index_named("zero-ten"), picked="10")
    assert values(html) == [str(number) for number in range(11)]
    assert ticked(html) == ["10"]
    numbers = re.findall(r'class="choice__number">(\d+)<', html)
    assert numbers == values(html)
    # Heard with the number itself; seen below the row.
    assert re.findall(r'visually-hidden">(.*?)<', html) == [
        "Không chút nào",
        "Hoàn toàn",
    ]
    ends = re.findall(r"<strong>(\d+)</strong> (.*?)</span>", html)
    assert ends == [("0", "Không chút nào"), ("10", "Hoàn toàn")]


def test_a_scale_of_numbers_alone_has_no_words_below():
    document = index_document("zero-ten")
    asked = document["pillars"][0]["questions"][0]
    asked["anchors"] = [{"vi": str(number), "en": str(number)} for number in range(6)]
    html = cards("staff.skill", Index(document))
    assert re.findall(r'class="choice__number">(\d+)<', html) == list("012345")
    assert "choices__ends" not in html
    assert "visually-hidden" not in html


def test_a_row_of_numbers_offers_what_does_not_apply_as_well():
    html = cards("customers.reach", index_named("zero-ten"), picked="na")
    assert ticked(html) == ["na"]
    assert "Không áp dụng cho chúng tôi" in html


@pytest.mark.parametrize("code", ["staff.taught", "customers.ways"])
def test_answers_in_words_stay_a_list(code):
    assert "choices--scale" not in cards(code, index_named("zero-ten"))


def test_options_that_are_counted_are_ticked_like_others():
    html = cards("customers.ways", index_named("zero-ten"), picked="zalo+web")
    assert ticked(html) == ["zalo", "web"]
    assert html.count('type="checkbox"') == 7


def test_a_table_has_heads_of_rows_and_columns_and_every_cell_is_named_by_both():
    html = cards("D1.Q1", index_named("eu-dma"), picked="design.done+sales.planned")
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 10
    assert html.count('type="checkbox"') == 21
    cell = re.search(r'value="sales.planned" checked\s+aria-labelledby="(.*?)"', html)
    named = cell[1].split()
    assert named == ["row-D1.Q1-sales", "col-D1.Q1-planned"]
    assert all(f'id="{name}"' in html for name in named)
    assert 'value="design.done" checked' in html


def test_a_table_with_one_choice_a_row_has_a_group_for_every_row():
    html = cards("D2.Q4", index_named("eu-dma"), picked="vr.not")
    assert html.count('type="radio"') == 42
    assert len(set(re.findall(r'name="(.*?)"', html))) == 7
    assert re.findall(r'value="([a-z.]+)" checked', html) == ["vr.not"]


def test_of_ten_thousand_steps_only_the_marks_are_offered_and_no_number_of_a_level():
    html = cards("3.1", index_named("dti-agency"), picked="5000")
    assert values(html) == ["0", "2500", "5000", "7500", "10000"]
    assert ticked(html) == ["5000"]
    assert "Khoảng một nửa (50\u00a0%)" in html
    assert "choice__mark" not in html


@pytest.mark.parametrize(
    ("name", "code"), [("wide", "2.1"), ("eu-dma", "D1.Q1")], ids=["list", "table"]
)
def test_what_was_ticked_beside_does_not_apply_comes_back_with_it(name, code):
    variant = "shop" if name == "wide" else ""
    # A document of its own: other tests share the one that is read once.
    index = Index(deepcopy(index_document(name)), variant)
    question = index.questions[code]
    question["not_applicable"] = True
    option = question["options"][0]["id"]
    html = cards(code, index, picked=f"{option}+na")
    assert re.findall(r'value="([\w.]+)" checked', html.replace("\n", " ")) == [
        option,
        "na",
    ]
